"""Writeoff: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "writeoff_case_scan" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"case_id" INTEGER NOT NULL, "kind" VARCHAR(10) NOT NULL CHECK (kind IN (\'order\', '
    "'receipt', 'other')), \"name\" VARCHAR(200) NOT NULL, \"mime\" VARCHAR(30) NOT NULL, "
    '"data" BLOB NOT NULL, "added_at" DATETIME NOT NULL, "by_id" INTEGER, FOREIGN KEY '
    '("case_id") REFERENCES "writeoff_case" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "writeoff_case_scan_case_id" ON "writeoff_case_scan" ("case_id")',
]

POSTGRESQL = [
    'CREATE TABLE "writeoff_case_scan" ("id" SERIAL NOT NULL PRIMARY KEY, "case_id" '
    "INTEGER NOT NULL, \"kind\" VARCHAR(10) NOT NULL CHECK (kind IN ('order', 'receipt', "
    '\'other\')), "name" VARCHAR(200) NOT NULL, "mime" VARCHAR(30) NOT NULL, "data" BYTEA '
    'NOT NULL, "added_at" TIMESTAMP NOT NULL, "by_id" INTEGER, FOREIGN KEY ("case_id") '
    'REFERENCES "writeoff_case" ("id") ON DELETE RESTRICT, FOREIGN KEY ("by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "writeoff_case_scan_case_id" ON "writeoff_case_scan" ("case_id")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
