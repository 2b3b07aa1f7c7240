"""Writeoff: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "writeoff_stocktake_case" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "stocktake_id" INTEGER NOT NULL, "case_id" INTEGER NOT NULL, FOREIGN '
    'KEY ("stocktake_id") REFERENCES "fund_stocktake" ("id") ON DELETE RESTRICT, FOREIGN '
    'KEY ("case_id") REFERENCES "writeoff_case" ("id") ON DELETE CASCADE)',
    'CREATE UNIQUE INDEX "writeoff_stocktake_case_stocktake_id" ON '
    '"writeoff_stocktake_case" ("stocktake_id")',
    'CREATE UNIQUE INDEX "writeoff_stocktake_case_case_id" ON "writeoff_stocktake_case" '
    '("case_id")',
]

POSTGRESQL = [
    'CREATE TABLE "writeoff_stocktake_case" ("id" SERIAL NOT NULL PRIMARY KEY, '
    '"stocktake_id" INTEGER NOT NULL, "case_id" INTEGER NOT NULL, FOREIGN KEY '
    '("stocktake_id") REFERENCES "fund_stocktake" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("case_id") REFERENCES "writeoff_case" ("id") ON DELETE CASCADE)',
    'CREATE UNIQUE INDEX "writeoff_stocktake_case_stocktake_id" ON '
    '"writeoff_stocktake_case" ("stocktake_id")',
    'CREATE UNIQUE INDEX "writeoff_stocktake_case_case_id" ON "writeoff_stocktake_case" '
    '("case_id")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
