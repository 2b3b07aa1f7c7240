"""Readers: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "readers_school_class" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "grade" INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 12), "letter" '
    'VARCHAR(10) NOT NULL, "language" VARCHAR(5) NOT NULL, "login_id" INTEGER, "sort_key" '
    'VARCHAR(120) NOT NULL, FOREIGN KEY ("login_id") REFERENCES "core_staff" ("id") ON '
    "DELETE SET NULL)",
    'CREATE INDEX "readers_school_class_login_id" ON "readers_school_class" ("login_id")',
    'CREATE INDEX "readers_school_class_sort_key" ON "readers_school_class" ("sort_key")',
    'CREATE UNIQUE INDEX "readers_school_class_grade_letter_language" ON '
    '"readers_school_class" ("grade", "letter", "language")',
    'CREATE TABLE "readers_reader" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"card_no" INTEGER NOT NULL, "kind" VARCHAR(10) NOT NULL CHECK (kind IN (\'pupil\', '
    "'teacher', 'staff', 'parent', 'other')), \"last_name\" VARCHAR(100) NOT NULL, "
    '"first_name" VARCHAR(100) NOT NULL, "patronymic" VARCHAR(100) NOT NULL, '
    '"school_class_id" INTEGER, "leads_id" INTEGER, "language" VARCHAR(5) NOT NULL, '
    '"born_on" DATE, "phone" VARCHAR(60) NOT NULL, "email" VARCHAR(120) NOT NULL, '
    '"address" VARCHAR(300) NOT NULL, "registered_on" DATE NOT NULL, "rules_read_on" '
    'DATE, "left_on" DATE, "is_blocked" INTEGER NOT NULL, "note" TEXT NOT NULL, '
    '"sort_key" VARCHAR(120) NOT NULL, "search_text" TEXT NOT NULL, FOREIGN KEY '
    '("school_class_id") REFERENCES "readers_school_class" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("leads_id") REFERENCES "readers_school_class" ("id") ON DELETE SET '
    "NULL)",
    'CREATE UNIQUE INDEX "readers_reader_card_no" ON "readers_reader" ("card_no")',
    'CREATE INDEX "readers_reader_school_class_id" ON "readers_reader" ("school_class_id")',
    'CREATE INDEX "readers_reader_leads_id" ON "readers_reader" ("leads_id")',
    'CREATE INDEX "readers_reader_sort_key" ON "readers_reader" ("sort_key")',
    "CREATE VIRTUAL TABLE readers_reader_search USING fts5 (search_text, "
    "content='readers_reader', content_rowid='id', tokenize='unicode61', prefix='2 3')",
    "CREATE TRIGGER readers_reader_search_insert AFTER INSERT ON readers_reader BEGIN "
    "INSERT INTO readers_reader_search (rowid, search_text) VALUES (new.id, "
    "new.search_text); END",
    "CREATE TRIGGER readers_reader_search_delete AFTER DELETE ON readers_reader BEGIN "
    "INSERT INTO readers_reader_search (readers_reader_search, rowid, search_text) VALUES "
    "('delete', old.id, old.search_text); END",
    "CREATE TRIGGER readers_reader_search_update AFTER UPDATE OF search_text ON "
    "readers_reader WHEN old.search_text <> new.search_text BEGIN INSERT INTO "
    "readers_reader_search (readers_reader_search, rowid, search_text) VALUES ('delete', "
    "old.id, old.search_text); INSERT INTO readers_reader_search (rowid, search_text) "
    "VALUES (new.id, new.search_text); END",
]

POSTGRESQL = [
    'CREATE TABLE "readers_school_class" ("id" SERIAL NOT NULL PRIMARY KEY, "grade" '
    'INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 12), "letter" VARCHAR(10) NOT NULL, '
    '"language" VARCHAR(5) NOT NULL, "login_id" INTEGER, "sort_key" VARCHAR(120) NOT '
    'NULL, FOREIGN KEY ("login_id") REFERENCES "core_staff" ("id") ON DELETE SET NULL)',
    'CREATE INDEX "readers_school_class_login_id" ON "readers_school_class" ("login_id")',
    'CREATE INDEX "readers_school_class_sort_key" ON "readers_school_class" ("sort_key")',
    'CREATE UNIQUE INDEX "readers_school_class_grade_letter_language" ON '
    '"readers_school_class" ("grade", "letter", "language")',
    'CREATE TABLE "readers_reader" ("id" SERIAL NOT NULL PRIMARY KEY, "card_no" INTEGER '
    "NOT NULL, \"kind\" VARCHAR(10) NOT NULL CHECK (kind IN ('pupil', 'teacher', 'staff', "
    "'parent', 'other')), \"last_name\" VARCHAR(100) NOT NULL, \"first_name\" VARCHAR(100) "
    'NOT NULL, "patronymic" VARCHAR(100) NOT NULL, "school_class_id" INTEGER, "leads_id" '
    'INTEGER, "language" VARCHAR(5) NOT NULL, "born_on" DATE, "phone" VARCHAR(60) NOT '
    'NULL, "email" VARCHAR(120) NOT NULL, "address" VARCHAR(300) NOT NULL, '
    '"registered_on" DATE NOT NULL, "rules_read_on" DATE, "left_on" DATE, "is_blocked" '
    'BOOLEAN NOT NULL, "note" TEXT NOT NULL, "sort_key" VARCHAR(120) NOT NULL, '
    '"search_text" TEXT NOT NULL, FOREIGN KEY ("school_class_id") REFERENCES '
    '"readers_school_class" ("id") ON DELETE RESTRICT, FOREIGN KEY ("leads_id") '
    'REFERENCES "readers_school_class" ("id") ON DELETE SET NULL)',
    'CREATE UNIQUE INDEX "readers_reader_card_no" ON "readers_reader" ("card_no")',
    'CREATE INDEX "readers_reader_school_class_id" ON "readers_reader" ("school_class_id")',
    'CREATE INDEX "readers_reader_leads_id" ON "readers_reader" ("leads_id")',
    'CREATE INDEX "readers_reader_sort_key" ON "readers_reader" ("sort_key")',
    "CREATE INDEX readers_reader_search ON readers_reader USING gin "
    "(to_tsvector('simple'::regconfig, search_text))",
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
