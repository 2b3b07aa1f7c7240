"""Core: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "core_upload" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"purpose" VARCHAR(40) NOT NULL, "about" VARCHAR(60) NOT NULL, "name" VARCHAR(200) '
    'NOT NULL, "data" BLOB NOT NULL, "digest" VARCHAR(64) NOT NULL, "choices" TEXT NOT '
    'NULL, "sent_at" DATETIME NOT NULL, "by_id" INTEGER NOT NULL, "taken_at" DATETIME, '
    'FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "core_upload_sent_at" ON "core_upload" ("sent_at")',
    'CREATE INDEX "core_upload_purpose_about_digest" ON "core_upload" ("purpose", '
    '"about", "digest")',
]

POSTGRESQL = [
    'CREATE TABLE "core_upload" ("id" SERIAL NOT NULL PRIMARY KEY, "purpose" VARCHAR(40) '
    'NOT NULL, "about" VARCHAR(60) NOT NULL, "name" VARCHAR(200) NOT NULL, "data" BYTEA '
    'NOT NULL, "digest" VARCHAR(64) NOT NULL, "choices" TEXT NOT NULL, "sent_at" '
    'TIMESTAMP NOT NULL, "by_id" INTEGER NOT NULL, "taken_at" TIMESTAMP, FOREIGN KEY '
    '("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "core_upload_sent_at" ON "core_upload" ("sent_at")',
    'CREATE INDEX "core_upload_purpose_about_digest" ON "core_upload" ("purpose", '
    '"about", "digest")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
