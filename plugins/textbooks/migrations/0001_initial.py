"""Textbooks: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "textbooks_textbook_set" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "school_year" INTEGER NOT NULL, "grade" INTEGER NOT NULL CHECK (grade '
    'BETWEEN 0 AND 12), "language" VARCHAR(5) NOT NULL, "profile" VARCHAR(60) NOT NULL)',
    'CREATE UNIQUE INDEX "textbooks_textbook_set_school_year_grade_language_profile" ON '
    '"textbooks_textbook_set" ("school_year", "grade", "language", "profile")',
    'CREATE TABLE "textbooks_set_item" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"textbook_set_id" INTEGER NOT NULL, "position" INTEGER NOT NULL, "subject" '
    'VARCHAR(100) NOT NULL, "teacher_copies" INTEGER NOT NULL CHECK (teacher_copies >= '
    '0), "share" INTEGER NOT NULL CHECK (share BETWEEN 1 AND 100), FOREIGN KEY '
    '("textbook_set_id") REFERENCES "textbooks_textbook_set" ("id") ON DELETE CASCADE)',
    'CREATE INDEX "textbooks_set_item_textbook_set_id" ON "textbooks_set_item" ("textbook_set_id")',
    'CREATE TABLE "textbooks_set_edition" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "item_id" INTEGER NOT NULL, "record_id" INTEGER NOT NULL, "position" '
    'INTEGER NOT NULL, FOREIGN KEY ("item_id") REFERENCES "textbooks_set_item" ("id") ON '
    'DELETE CASCADE, FOREIGN KEY ("record_id") REFERENCES "catalogue_record" ("id") ON '
    "DELETE RESTRICT)",
    'CREATE INDEX "textbooks_set_edition_item_id" ON "textbooks_set_edition" ("item_id")',
    'CREATE INDEX "textbooks_set_edition_record_id" ON "textbooks_set_edition" ("record_id")',
    'CREATE UNIQUE INDEX "textbooks_set_edition_item_id_record_id" ON '
    '"textbooks_set_edition" ("item_id", "record_id")',
]

POSTGRESQL = [
    'CREATE TABLE "textbooks_textbook_set" ("id" SERIAL NOT NULL PRIMARY KEY, '
    '"school_year" INTEGER NOT NULL, "grade" INTEGER NOT NULL CHECK (grade BETWEEN 0 AND '
    '12), "language" VARCHAR(5) NOT NULL, "profile" VARCHAR(60) NOT NULL)',
    'CREATE UNIQUE INDEX "textbooks_textbook_set_school_year_grade_language_profile" ON '
    '"textbooks_textbook_set" ("school_year", "grade", "language", "profile")',
    'CREATE TABLE "textbooks_set_item" ("id" SERIAL NOT NULL PRIMARY KEY, '
    '"textbook_set_id" INTEGER NOT NULL, "position" INTEGER NOT NULL, "subject" '
    'VARCHAR(100) NOT NULL, "teacher_copies" INTEGER NOT NULL CHECK (teacher_copies >= '
    '0), "share" INTEGER NOT NULL CHECK (share BETWEEN 1 AND 100), FOREIGN KEY '
    '("textbook_set_id") REFERENCES "textbooks_textbook_set" ("id") ON DELETE CASCADE)',
    'CREATE INDEX "textbooks_set_item_textbook_set_id" ON "textbooks_set_item" ("textbook_set_id")',
    'CREATE TABLE "textbooks_set_edition" ("id" SERIAL NOT NULL PRIMARY KEY, "item_id" '
    'INTEGER NOT NULL, "record_id" INTEGER NOT NULL, "position" INTEGER NOT NULL, FOREIGN '
    'KEY ("item_id") REFERENCES "textbooks_set_item" ("id") ON DELETE CASCADE, FOREIGN '
    'KEY ("record_id") REFERENCES "catalogue_record" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "textbooks_set_edition_item_id" ON "textbooks_set_edition" ("item_id")',
    'CREATE INDEX "textbooks_set_edition_record_id" ON "textbooks_set_edition" ("record_id")',
    'CREATE UNIQUE INDEX "textbooks_set_edition_item_id_record_id" ON '
    '"textbooks_set_edition" ("item_id", "record_id")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
