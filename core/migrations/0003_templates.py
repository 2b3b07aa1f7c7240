"""Core: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "core_document_template" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "document" VARCHAR(60) NOT NULL, "language" VARCHAR(2) NOT NULL CHECK '
    "(language IN ('kk', 'ru')), \"name\" VARCHAR(200) NOT NULL, \"data\" BLOB NOT NULL, "
    '"uploaded_at" DATETIME NOT NULL, "by_id" INTEGER, FOREIGN KEY ("by_id") REFERENCES '
    '"core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "core_document_template_document_language" ON '
    '"core_document_template" ("document", "language")',
]

POSTGRESQL = [
    'CREATE TABLE "core_document_template" ("id" SERIAL NOT NULL PRIMARY KEY, "document" '
    "VARCHAR(60) NOT NULL, \"language\" VARCHAR(2) NOT NULL CHECK (language IN ('kk', "
    '\'ru\')), "name" VARCHAR(200) NOT NULL, "data" BYTEA NOT NULL, "uploaded_at" TIMESTAMP '
    'NOT NULL, "by_id" INTEGER, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON '
    "DELETE RESTRICT)",
    'CREATE UNIQUE INDEX "core_document_template_document_language" ON '
    '"core_document_template" ("document", "language")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
