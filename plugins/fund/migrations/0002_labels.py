"""Fund: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "fund_printer_offset" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"name" VARCHAR(60) NOT NULL, "dx" INTEGER NOT NULL, "dy" INTEGER NOT NULL)',
    'CREATE UNIQUE INDEX "fund_printer_offset_name" ON "fund_printer_offset" ("name")',
    'CREATE TABLE "fund_label_print" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"copy_id" INTEGER NOT NULL, "printed_at" DATETIME NOT NULL, "by_id" INTEGER, FOREIGN '
    'KEY ("copy_id") REFERENCES "fund_copy" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "fund_label_print_copy_id" ON "fund_label_print" ("copy_id")',
]

POSTGRESQL = [
    'CREATE TABLE "fund_printer_offset" ("id" SERIAL NOT NULL PRIMARY KEY, "name" '
    'VARCHAR(60) NOT NULL, "dx" INTEGER NOT NULL, "dy" INTEGER NOT NULL)',
    'CREATE UNIQUE INDEX "fund_printer_offset_name" ON "fund_printer_offset" ("name")',
    'CREATE TABLE "fund_label_print" ("id" SERIAL NOT NULL PRIMARY KEY, "copy_id" INTEGER '
    'NOT NULL, "printed_at" TIMESTAMP NOT NULL, "by_id" INTEGER, FOREIGN KEY ("copy_id") '
    'REFERENCES "fund_copy" ("id") ON DELETE RESTRICT, FOREIGN KEY ("by_id") REFERENCES '
    '"core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "fund_label_print_copy_id" ON "fund_label_print" ("copy_id")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
