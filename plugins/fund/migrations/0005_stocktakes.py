"""Fund: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "fund_stocktake" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    "\"fund\" VARCHAR(10) NOT NULL CHECK (fund IN ('main', 'textbook')), \"shelf\" "
    'VARCHAR(60) NOT NULL, "prefix" VARCHAR(20) NOT NULL, "first_no" VARCHAR(40) NOT '
    'NULL, "last_no" VARCHAR(40) NOT NULL, "order" VARCHAR(200) NOT NULL, "commission" '
    'TEXT NOT NULL, "started_at" DATETIME NOT NULL, "started_by_id" INTEGER, "ended_on" '
    'DATE, FOREIGN KEY ("started_by_id") REFERENCES "core_staff" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE TABLE "fund_stocktake_scan" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"stocktake_id" INTEGER NOT NULL, "copy_id" INTEGER, "text" VARCHAR(60) NOT NULL, '
    "\"kind\" VARCHAR(10) NOT NULL CHECK (kind IN ('present', 'misplaced', 'on_loan', "
    "'gone', 'unknown', 'other', 'again')), \"at\" DATETIME NOT NULL, \"by_id\" INTEGER, "
    'FOREIGN KEY ("stocktake_id") REFERENCES "fund_stocktake" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("copy_id") REFERENCES "fund_copy" ("id") ON DELETE RESTRICT, FOREIGN '
    'KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "fund_stocktake_scan_stocktake_id" ON "fund_stocktake_scan" ("stocktake_id")',
    'CREATE INDEX "fund_stocktake_scan_copy_id" ON "fund_stocktake_scan" ("copy_id")',
    'CREATE INDEX "fund_stocktake_scan_copy" ON "fund_stocktake_scan" ("stocktake_id", "copy_id")',
]

POSTGRESQL = [
    'CREATE TABLE "fund_stocktake" ("id" SERIAL NOT NULL PRIMARY KEY, "fund" VARCHAR(10) '
    "NOT NULL CHECK (fund IN ('main', 'textbook')), \"shelf\" VARCHAR(60) NOT NULL, "
    '"prefix" VARCHAR(20) NOT NULL, "first_no" VARCHAR(40) NOT NULL, "last_no" '
    'VARCHAR(40) NOT NULL, "order" VARCHAR(200) NOT NULL, "commission" TEXT NOT NULL, '
    '"started_at" TIMESTAMP NOT NULL, "started_by_id" INTEGER, "ended_on" DATE, FOREIGN '
    'KEY ("started_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE TABLE "fund_stocktake_scan" ("id" SERIAL NOT NULL PRIMARY KEY, "stocktake_id" '
    'INTEGER NOT NULL, "copy_id" INTEGER, "text" VARCHAR(60) NOT NULL, "kind" VARCHAR(10) '
    "NOT NULL CHECK (kind IN ('present', 'misplaced', 'on_loan', 'gone', 'unknown', "
    "'other', 'again')), \"at\" TIMESTAMP NOT NULL, \"by_id\" INTEGER, FOREIGN KEY "
    '("stocktake_id") REFERENCES "fund_stocktake" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("copy_id") REFERENCES "fund_copy" ("id") ON DELETE RESTRICT, FOREIGN KEY ("by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "fund_stocktake_scan_stocktake_id" ON "fund_stocktake_scan" ("stocktake_id")',
    'CREATE INDEX "fund_stocktake_scan_copy_id" ON "fund_stocktake_scan" ("copy_id")',
    'CREATE INDEX "fund_stocktake_scan_copy" ON "fund_stocktake_scan" ("stocktake_id", "copy_id")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
