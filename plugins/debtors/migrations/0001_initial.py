"""Debtors: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "debtors_notice" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"reader_id" INTEGER NOT NULL, "kind" VARCHAR(10) NOT NULL CHECK (kind IN (\'paper\', '
    '\'email\')), "language" VARCHAR(5) NOT NULL, "sent_at" DATETIME NOT NULL, "by_id" '
    'INTEGER, "loans" TEXT NOT NULL, "copies" INTEGER NOT NULL, "amount" INTEGER NOT NULL '
    "DEFAULT 0, \"result\" VARCHAR(10) NOT NULL CHECK (result IN ('printed', 'sent', "
    '\'failed\')), "words" VARCHAR(250) NOT NULL, FOREIGN KEY ("reader_id") REFERENCES '
    '"readers_reader" ("id") ON DELETE RESTRICT, FOREIGN KEY ("by_id") REFERENCES '
    '"core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "debtors_notice_sent_at" ON "debtors_notice" ("sent_at")',
    'CREATE INDEX "debtors_notice_by_reader" ON "debtors_notice" ("reader_id", "sent_at")',
]

POSTGRESQL = [
    'CREATE TABLE "debtors_notice" ("id" SERIAL NOT NULL PRIMARY KEY, "reader_id" INTEGER '
    "NOT NULL, \"kind\" VARCHAR(10) NOT NULL CHECK (kind IN ('paper', 'email')), \"language\" "
    'VARCHAR(5) NOT NULL, "sent_at" TIMESTAMP NOT NULL, "by_id" INTEGER, "loans" TEXT NOT '
    'NULL, "copies" INTEGER NOT NULL, "amount" BIGINT NOT NULL DEFAULT 0, "result" '
    "VARCHAR(10) NOT NULL CHECK (result IN ('printed', 'sent', 'failed')), \"words\" "
    'VARCHAR(250) NOT NULL, FOREIGN KEY ("reader_id") REFERENCES "readers_reader" ("id") '
    'ON DELETE RESTRICT, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "debtors_notice_sent_at" ON "debtors_notice" ("sent_at")',
    'CREATE INDEX "debtors_notice_by_reader" ON "debtors_notice" ("reader_id", "sent_at")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
