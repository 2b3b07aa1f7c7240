"""Fund: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "fund_stocktake_line" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"stocktake_id" INTEGER NOT NULL, "copy_id" INTEGER NOT NULL, "kind" VARCHAR(10) NOT '
    "NULL CHECK (kind IN ('present', 'on_loan', 'missing')), FOREIGN KEY (\"stocktake_id\") "
    'REFERENCES "fund_stocktake" ("id") ON DELETE RESTRICT, FOREIGN KEY ("copy_id") '
    'REFERENCES "fund_copy" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "fund_stocktake_line_copy_id" ON "fund_stocktake_line" ("copy_id")',
    'CREATE UNIQUE INDEX "fund_stocktake_line_stocktake_id_kind_copy_id" ON '
    '"fund_stocktake_line" ("stocktake_id", "kind", "copy_id")',
    'CREATE TABLE "fund_stocktake_sum" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"stocktake_id" INTEGER NOT NULL, "kind" VARCHAR(10) NOT NULL CHECK (kind IN '
    "('present', 'on_loan', 'missing', 'misplaced', 'surplus')), \"copies\" INTEGER NOT "
    'NULL, "amount" INTEGER NOT NULL, FOREIGN KEY ("stocktake_id") REFERENCES '
    '"fund_stocktake" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "fund_stocktake_sum_stocktake_id_kind" ON "fund_stocktake_sum" '
    '("stocktake_id", "kind")',
]

POSTGRESQL = [
    'CREATE TABLE "fund_stocktake_line" ("id" SERIAL NOT NULL PRIMARY KEY, "stocktake_id" '
    'INTEGER NOT NULL, "copy_id" INTEGER NOT NULL, "kind" VARCHAR(10) NOT NULL CHECK '
    "(kind IN ('present', 'on_loan', 'missing')), FOREIGN KEY (\"stocktake_id\") REFERENCES "
    '"fund_stocktake" ("id") ON DELETE RESTRICT, FOREIGN KEY ("copy_id") REFERENCES '
    '"fund_copy" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "fund_stocktake_line_copy_id" ON "fund_stocktake_line" ("copy_id")',
    'CREATE UNIQUE INDEX "fund_stocktake_line_stocktake_id_kind_copy_id" ON '
    '"fund_stocktake_line" ("stocktake_id", "kind", "copy_id")',
    'CREATE TABLE "fund_stocktake_sum" ("id" SERIAL NOT NULL PRIMARY KEY, "stocktake_id" '
    "INTEGER NOT NULL, \"kind\" VARCHAR(10) NOT NULL CHECK (kind IN ('present', 'on_loan', "
    "'missing', 'misplaced', 'surplus')), \"copies\" INTEGER NOT NULL, \"amount\" BIGINT NOT "
    'NULL, FOREIGN KEY ("stocktake_id") REFERENCES "fund_stocktake" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE UNIQUE INDEX "fund_stocktake_sum_stocktake_id_kind" ON "fund_stocktake_sum" '
    '("stocktake_id", "kind")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
