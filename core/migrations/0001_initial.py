"""Core: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "core_staff" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "login" '
    'VARCHAR(60) NOT NULL, "full_name" VARCHAR(200) NOT NULL, "role" VARCHAR(20) NOT NULL '
    "CHECK (role IN ('head', 'librarian', 'assistant', 'teacher', 'viewer')), "
    '"password_hash" VARCHAR(200) NOT NULL, "language" VARCHAR(2) NOT NULL, "theme" '
    'VARCHAR(10) NOT NULL, "is_working" INTEGER NOT NULL, "session_no" INTEGER NOT NULL, '
    '"created_at" DATETIME NOT NULL, "last_seen_at" DATETIME)',
    'CREATE UNIQUE INDEX "core_staff_login" ON "core_staff" ("login")',
    'CREATE TABLE "core_stored_setting" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"name" VARCHAR(80) NOT NULL, "value" TEXT NOT NULL)',
    'CREATE UNIQUE INDEX "core_stored_setting_name" ON "core_stored_setting" ("name")',
    'CREATE TABLE "core_journal_entry" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"at" DATETIME NOT NULL, "by_id" INTEGER, "action" VARCHAR(60) NOT NULL, "about" '
    'VARCHAR(120) NOT NULL, "facts" TEXT NOT NULL, FOREIGN KEY ("by_id") REFERENCES '
    '"core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "core_journal_entry_at" ON "core_journal_entry" ("at")',
    'CREATE INDEX "core_journal_entry_by_id" ON "core_journal_entry" ("by_id")',
    "CREATE TRIGGER core_journal_entry_no_update BEFORE UPDATE ON core_journal_entry "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER core_journal_entry_no_delete BEFORE DELETE ON core_journal_entry "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
]

POSTGRESQL = [
    'CREATE TABLE "core_staff" ("id" SERIAL NOT NULL PRIMARY KEY, "login" VARCHAR(60) NOT '
    'NULL, "full_name" VARCHAR(200) NOT NULL, "role" VARCHAR(20) NOT NULL CHECK (role IN '
    "('head', 'librarian', 'assistant', 'teacher', 'viewer')), \"password_hash\" "
    'VARCHAR(200) NOT NULL, "language" VARCHAR(2) NOT NULL, "theme" VARCHAR(10) NOT NULL, '
    '"is_working" BOOLEAN NOT NULL, "session_no" INTEGER NOT NULL, "created_at" TIMESTAMP '
    'NOT NULL, "last_seen_at" TIMESTAMP)',
    'CREATE UNIQUE INDEX "core_staff_login" ON "core_staff" ("login")',
    'CREATE TABLE "core_stored_setting" ("id" SERIAL NOT NULL PRIMARY KEY, "name" '
    'VARCHAR(80) NOT NULL, "value" TEXT NOT NULL)',
    'CREATE UNIQUE INDEX "core_stored_setting_name" ON "core_stored_setting" ("name")',
    'CREATE TABLE "core_journal_entry" ("id" SERIAL NOT NULL PRIMARY KEY, "at" TIMESTAMP '
    'NOT NULL, "by_id" INTEGER, "action" VARCHAR(60) NOT NULL, "about" VARCHAR(120) NOT '
    'NULL, "facts" TEXT NOT NULL, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON '
    "DELETE RESTRICT)",
    'CREATE INDEX "core_journal_entry_at" ON "core_journal_entry" ("at")',
    'CREATE INDEX "core_journal_entry_by_id" ON "core_journal_entry" ("by_id")',
    "CREATE FUNCTION core_journal_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
    "BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$",
    "CREATE TRIGGER core_journal_entry_no_change BEFORE UPDATE OR DELETE ON "
    "core_journal_entry FOR EACH ROW EXECUTE FUNCTION core_journal_entry_refuse()",
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
