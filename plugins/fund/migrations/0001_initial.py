"""Fund: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "fund_copy" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"record_id" INTEGER NOT NULL, "inventory_no" VARCHAR(40) NOT NULL, "fund" '
    "VARCHAR(10) NOT NULL CHECK (fund IN ('main', 'textbook')), \"price\" INTEGER NOT NULL "
    'CHECK (price >= 0), "received_on" DATE NOT NULL, "withdrawn_on" DATE, '
    '"is_reading_room_only" INTEGER NOT NULL, "condition" VARCHAR(20) NOT NULL, "shelf" '
    'VARCHAR(60) NOT NULL, "note" TEXT NOT NULL, "sort_key" VARCHAR(120) NOT NULL, '
    'FOREIGN KEY ("record_id") REFERENCES "catalogue_record" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "fund_copy_record_id" ON "fund_copy" ("record_id")',
    'CREATE UNIQUE INDEX "fund_copy_inventory_no" ON "fund_copy" ("inventory_no")',
    'CREATE INDEX "fund_copy_sort_key" ON "fund_copy" ("sort_key")',
    'CREATE INDEX "fund_copy_fund_sort_key" ON "fund_copy" ("fund", "sort_key")',
]

POSTGRESQL = [
    'CREATE TABLE "fund_copy" ("id" SERIAL NOT NULL PRIMARY KEY, "record_id" INTEGER NOT '
    'NULL, "inventory_no" VARCHAR(40) NOT NULL, "fund" VARCHAR(10) NOT NULL CHECK (fund '
    "IN ('main', 'textbook')), \"price\" BIGINT NOT NULL CHECK (price >= 0), \"received_on\" "
    'DATE NOT NULL, "withdrawn_on" DATE, "is_reading_room_only" BOOLEAN NOT NULL, '
    '"condition" VARCHAR(20) NOT NULL, "shelf" VARCHAR(60) NOT NULL, "note" TEXT NOT '
    'NULL, "sort_key" VARCHAR(120) NOT NULL, FOREIGN KEY ("record_id") REFERENCES '
    '"catalogue_record" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "fund_copy_record_id" ON "fund_copy" ("record_id")',
    'CREATE UNIQUE INDEX "fund_copy_inventory_no" ON "fund_copy" ("inventory_no")',
    'CREATE INDEX "fund_copy_sort_key" ON "fund_copy" ("sort_key")',
    'CREATE INDEX "fund_copy_fund_sort_key" ON "fund_copy" ("fund", "sort_key")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
