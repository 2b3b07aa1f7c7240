"""Circulation: visits of whole classes, raids for clean textbooks, one pupil's set."""

SQLITE = [
    'CREATE TABLE "circulation_class_visit" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "school_class_id" INTEGER, "class_words" VARCHAR(60) NOT NULL, '
    '"visited_on" DATE NOT NULL, "topic" VARCHAR(200) NOT NULL, "count" INTEGER NOT NULL, '
    '"visits" TEXT NOT NULL, "at" DATETIME NOT NULL, "by_id" INTEGER, "undone_at" '
    'DATETIME, FOREIGN KEY ("school_class_id") REFERENCES "readers_school_class" ("id") '
    'ON DELETE SET NULL, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "circulation_class_visit_school_class_id" ON "circulation_class_visit" '
    '("school_class_id")',
    'CREATE INDEX "circulation_class_visit_visited_on" ON "circulation_class_visit" ("visited_on")',
    'CREATE TABLE "circulation_raid" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"school_class_id" INTEGER, "class_words" VARCHAR(60) NOT NULL, "pupils" INTEGER NOT '
    'NULL, "checked_on" DATE NOT NULL, "checked" INTEGER NOT NULL CHECK (checked >= 0), '
    '"damaged" INTEGER NOT NULL CHECK (damaged BETWEEN 0 AND checked), "remarks" '
    'VARCHAR(300) NOT NULL, "by_id" INTEGER, FOREIGN KEY ("school_class_id") REFERENCES '
    '"readers_school_class" ("id") ON DELETE SET NULL, FOREIGN KEY ("by_id") REFERENCES '
    '"core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "circulation_raid_school_class_id" ON "circulation_raid" ("school_class_id")',
    'CREATE INDEX "circulation_raid_checked_on" ON "circulation_raid" ("checked_on")',
    'CREATE UNIQUE INDEX "circulation_raid_checked_on_class_words" ON "circulation_raid" '
    '("checked_on", "class_words")',
]

POSTGRESQL = [
    'CREATE TABLE "circulation_class_visit" ("id" SERIAL NOT NULL PRIMARY KEY, '
    '"school_class_id" INTEGER, "class_words" VARCHAR(60) NOT NULL, "visited_on" DATE NOT '
    'NULL, "topic" VARCHAR(200) NOT NULL, "count" INTEGER NOT NULL, "visits" TEXT NOT '
    'NULL, "at" TIMESTAMP NOT NULL, "by_id" INTEGER, "undone_at" TIMESTAMP, FOREIGN KEY '
    '("school_class_id") REFERENCES "readers_school_class" ("id") ON DELETE SET NULL, '
    'FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "circulation_class_visit_school_class_id" ON "circulation_class_visit" '
    '("school_class_id")',
    'CREATE INDEX "circulation_class_visit_visited_on" ON "circulation_class_visit" ("visited_on")',
    'CREATE TABLE "circulation_raid" ("id" SERIAL NOT NULL PRIMARY KEY, "school_class_id" '
    'INTEGER, "class_words" VARCHAR(60) NOT NULL, "pupils" INTEGER NOT NULL, "checked_on" '
    'DATE NOT NULL, "checked" INTEGER NOT NULL CHECK (checked >= 0), "damaged" INTEGER '
    'NOT NULL CHECK (damaged BETWEEN 0 AND checked), "remarks" VARCHAR(300) NOT NULL, '
    '"by_id" INTEGER, FOREIGN KEY ("school_class_id") REFERENCES "readers_school_class" '
    '("id") ON DELETE SET NULL, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON '
    "DELETE RESTRICT)",
    'CREATE INDEX "circulation_raid_school_class_id" ON "circulation_raid" ("school_class_id")',
    'CREATE INDEX "circulation_raid_checked_on" ON "circulation_raid" ("checked_on")',
    'CREATE UNIQUE INDEX "circulation_raid_checked_on_class_words" ON "circulation_raid" '
    '("checked_on", "class_words")',
]


def up(migrator, db):
    """Run the statements of this kind of database; add the column."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
    db.execute_sql(
        'ALTER TABLE "circulation_kit_issue" ADD COLUMN "taken_back" TEXT NOT NULL DEFAULT \'\''
    )
