"""Readers: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "readers_roll_over" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"school_year" INTEGER NOT NULL, "done_at" DATETIME NOT NULL, "by_id" INTEGER, '
    '"undone_at" DATETIME, "undone_by_id" INTEGER, "before" TEXT NOT NULL, FOREIGN KEY '
    '("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("undone_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "readers_roll_over_one_a_year" ON "readers_roll_over" '
    '("school_year") WHERE undone_at IS NULL',
    'CREATE TABLE "readers_graduate" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"roll_over_id" INTEGER NOT NULL, "reader_id" INTEGER NOT NULL, "class_words" '
    'VARCHAR(20) NOT NULL, FOREIGN KEY ("roll_over_id") REFERENCES "readers_roll_over" '
    '("id") ON DELETE RESTRICT, FOREIGN KEY ("reader_id") REFERENCES "readers_reader" '
    '("id") ON DELETE RESTRICT)',
    'CREATE INDEX "readers_graduate_roll_over_id" ON "readers_graduate" ("roll_over_id")',
    'CREATE UNIQUE INDEX "readers_graduate_reader_id" ON "readers_graduate" ("reader_id")',
]

POSTGRESQL = [
    'CREATE TABLE "readers_roll_over" ("id" SERIAL NOT NULL PRIMARY KEY, "school_year" '
    'INTEGER NOT NULL, "done_at" TIMESTAMP NOT NULL, "by_id" INTEGER, "undone_at" '
    'TIMESTAMP, "undone_by_id" INTEGER, "before" TEXT NOT NULL, FOREIGN KEY ("by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY ("undone_by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "readers_roll_over_one_a_year" ON "readers_roll_over" '
    '("school_year") WHERE undone_at IS NULL',
    'CREATE TABLE "readers_graduate" ("id" SERIAL NOT NULL PRIMARY KEY, "roll_over_id" '
    'INTEGER NOT NULL, "reader_id" INTEGER NOT NULL, "class_words" VARCHAR(20) NOT NULL, '
    'FOREIGN KEY ("roll_over_id") REFERENCES "readers_roll_over" ("id") ON DELETE '
    'RESTRICT, FOREIGN KEY ("reader_id") REFERENCES "readers_reader" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "readers_graduate_roll_over_id" ON "readers_graduate" ("roll_over_id")',
    'CREATE UNIQUE INDEX "readers_graduate_reader_id" ON "readers_graduate" ("reader_id")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
