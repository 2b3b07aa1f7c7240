"""Circulation: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "circulation_kit_issue" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "school_class_id" INTEGER, "class_words" VARCHAR(60) NOT NULL, '
    '"school_year" INTEGER NOT NULL, "to_teacher_id" INTEGER, "count" INTEGER NOT NULL, '
    '"loans" TEXT NOT NULL, "given_at" DATETIME NOT NULL, "given_by_id" INTEGER, '
    '"undone_at" DATETIME, "undone_by_id" INTEGER, FOREIGN KEY ("school_class_id") '
    'REFERENCES "readers_school_class" ("id") ON DELETE SET NULL, FOREIGN KEY '
    '("to_teacher_id") REFERENCES "readers_reader" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("given_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("undone_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "circulation_kit_issue_school_class_id" ON "circulation_kit_issue" '
    '("school_class_id")',
    'CREATE INDEX "circulation_kit_issue_given_at" ON "circulation_kit_issue" ("given_at")',
]

POSTGRESQL = [
    'CREATE TABLE "circulation_kit_issue" ("id" SERIAL NOT NULL PRIMARY KEY, '
    '"school_class_id" INTEGER, "class_words" VARCHAR(60) NOT NULL, "school_year" INTEGER '
    'NOT NULL, "to_teacher_id" INTEGER, "count" INTEGER NOT NULL, "loans" TEXT NOT NULL, '
    '"given_at" TIMESTAMP NOT NULL, "given_by_id" INTEGER, "undone_at" TIMESTAMP, '
    '"undone_by_id" INTEGER, FOREIGN KEY ("school_class_id") REFERENCES '
    '"readers_school_class" ("id") ON DELETE SET NULL, FOREIGN KEY ("to_teacher_id") '
    'REFERENCES "readers_reader" ("id") ON DELETE RESTRICT, FOREIGN KEY ("given_by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY ("undone_by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "circulation_kit_issue_school_class_id" ON "circulation_kit_issue" '
    '("school_class_id")',
    'CREATE INDEX "circulation_kit_issue_given_at" ON "circulation_kit_issue" ("given_at")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
