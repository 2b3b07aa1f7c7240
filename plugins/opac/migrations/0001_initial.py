"""Opac: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "opac_reader_pin" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"reader_id" INTEGER NOT NULL, "pin_hash" VARCHAR(200) NOT NULL, "session_no" INTEGER '
    'NOT NULL, "is_own" INTEGER NOT NULL, "given_at" DATETIME NOT NULL, "given_by_id" '
    'INTEGER, "last_seen_at" DATETIME, FOREIGN KEY ("reader_id") REFERENCES '
    '"readers_reader" ("id") ON DELETE CASCADE, FOREIGN KEY ("given_by_id") REFERENCES '
    '"core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "opac_reader_pin_reader_id" ON "opac_reader_pin" ("reader_id")',
]

POSTGRESQL = [
    'CREATE TABLE "opac_reader_pin" ("id" SERIAL NOT NULL PRIMARY KEY, "reader_id" '
    'INTEGER NOT NULL, "pin_hash" VARCHAR(200) NOT NULL, "session_no" INTEGER NOT NULL, '
    '"is_own" BOOLEAN NOT NULL, "given_at" TIMESTAMP NOT NULL, "given_by_id" INTEGER, '
    '"last_seen_at" TIMESTAMP, FOREIGN KEY ("reader_id") REFERENCES "readers_reader" '
    '("id") ON DELETE CASCADE, FOREIGN KEY ("given_by_id") REFERENCES "core_staff" ("id") '
    "ON DELETE RESTRICT)",
    'CREATE UNIQUE INDEX "opac_reader_pin_reader_id" ON "opac_reader_pin" ("reader_id")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
