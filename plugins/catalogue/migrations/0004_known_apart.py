"""Catalogue: records that look alike and are two editions."""

SQLITE = [
    'CREATE TABLE "catalogue_known_apart" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "first_id" INTEGER NOT NULL, "second_id" INTEGER NOT NULL, "said_at" '
    'DATETIME NOT NULL, "by_id" INTEGER, FOREIGN KEY ("first_id") REFERENCES '
    '"catalogue_record" ("id") ON DELETE CASCADE, FOREIGN KEY ("second_id") REFERENCES '
    '"catalogue_record" ("id") ON DELETE CASCADE, FOREIGN KEY ("by_id") REFERENCES '
    '"core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "catalogue_known_apart_second_id" ON "catalogue_known_apart" ("second_id")',
    'CREATE UNIQUE INDEX "catalogue_known_apart_first_id_second_id" ON '
    '"catalogue_known_apart" ("first_id", "second_id")',
]

POSTGRESQL = [
    'CREATE TABLE "catalogue_known_apart" ("id" SERIAL NOT NULL PRIMARY KEY, "first_id" '
    'INTEGER NOT NULL, "second_id" INTEGER NOT NULL, "said_at" TIMESTAMP NOT NULL, '
    '"by_id" INTEGER, FOREIGN KEY ("first_id") REFERENCES "catalogue_record" ("id") ON '
    'DELETE CASCADE, FOREIGN KEY ("second_id") REFERENCES "catalogue_record" ("id") ON '
    'DELETE CASCADE, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "catalogue_known_apart_second_id" ON "catalogue_known_apart" ("second_id")',
    'CREATE UNIQUE INDEX "catalogue_known_apart_first_id_second_id" ON '
    '"catalogue_known_apart" ("first_id", "second_id")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
