"""Fund: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "fund_inventory_print" ("id" INTEGER NOT NULL PRIMARY KEY '
    "AUTOINCREMENT, \"book\" VARCHAR(10) NOT NULL CHECK (book IN ('inventory', 'simple')), "
    "\"fund\" VARCHAR(10) NOT NULL CHECK (fund IN ('main', 'textbook')), \"first_line\" "
    'INTEGER NOT NULL CHECK (first_line > 0), "last_line" INTEGER NOT NULL, "first_page" '
    'INTEGER NOT NULL, "last_page" INTEGER NOT NULL, "printed_at" DATETIME NOT NULL, '
    '"by_id" INTEGER, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "fund_inventory_print_book_fund_last_line" ON "fund_inventory_print" '
    '("book", "fund", "last_line")',
]

POSTGRESQL = [
    'CREATE TABLE "fund_inventory_print" ("id" SERIAL NOT NULL PRIMARY KEY, "book" '
    "VARCHAR(10) NOT NULL CHECK (book IN ('inventory', 'simple')), \"fund\" VARCHAR(10) NOT "
    "NULL CHECK (fund IN ('main', 'textbook')), \"first_line\" INTEGER NOT NULL CHECK "
    '(first_line > 0), "last_line" INTEGER NOT NULL, "first_page" INTEGER NOT NULL, '
    '"last_page" INTEGER NOT NULL, "printed_at" TIMESTAMP NOT NULL, "by_id" INTEGER, '
    'FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "fund_inventory_print_book_fund_last_line" ON "fund_inventory_print" '
    '("book", "fund", "last_line")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
