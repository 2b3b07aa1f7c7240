"""Circulation: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "circulation_replacement" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "loan_id" INTEGER NOT NULL, "copy_id" INTEGER NOT NULL, "fund" '
    "VARCHAR(10) NOT NULL CHECK (fund IN ('main', 'textbook')), \"year\" INTEGER NOT NULL, "
    '"number" INTEGER NOT NULL, "reader_id" INTEGER NOT NULL, "reader_words" VARCHAR(250) '
    'NOT NULL, "record_id" INTEGER, "new_copy_id" INTEGER, "entry_id" INTEGER, "unequal" '
    'VARCHAR(60) NOT NULL, "why" VARCHAR(200) NOT NULL, "amount" INTEGER CHECK (amount IS '
    'NULL OR amount > 0), "receipt_no" VARCHAR(60) NOT NULL, "receipt_on" DATE, '
    '"accepted_on" DATE NOT NULL, "accepted_at" DATETIME NOT NULL, "accepted_by_id" '
    'INTEGER, "found_on" DATE, "found_by_id" INTEGER, "found_entry_id" INTEGER, FOREIGN '
    'KEY ("loan_id") REFERENCES "circulation_loan" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("copy_id") REFERENCES "fund_copy" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("reader_id") REFERENCES "readers_reader" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("record_id") REFERENCES "catalogue_record" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("new_copy_id") REFERENCES "fund_copy" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("entry_id") REFERENCES "fund_summary_entry" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("accepted_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("found_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("found_entry_id") REFERENCES "fund_summary_entry" ("id") ON DELETE RESTRICT, CHECK '
    "((new_copy_id IS NULL) <> (amount IS NULL)))",
    'CREATE UNIQUE INDEX "circulation_replacement_loan_id" ON "circulation_replacement" '
    '("loan_id")',
    'CREATE INDEX "circulation_replacement_copy_id" ON "circulation_replacement" ("copy_id")',
    'CREATE INDEX "circulation_replacement_reader_id" ON "circulation_replacement" ("reader_id")',
    'CREATE UNIQUE INDEX "circulation_replacement_new_copy_id" ON '
    '"circulation_replacement" ("new_copy_id")',
    'CREATE INDEX "circulation_replacement_accepted_on" ON "circulation_replacement" '
    '("accepted_on")',
    'CREATE UNIQUE INDEX "circulation_replacement_fund_year_number" ON '
    '"circulation_replacement" ("fund", "year", "number")',
    'CREATE UNIQUE INDEX "circulation_replacement_one_open_per_copy" ON '
    '"circulation_replacement" ("copy_id") WHERE found_on IS NULL',
]

POSTGRESQL = [
    'CREATE TABLE "circulation_replacement" ("id" SERIAL NOT NULL PRIMARY KEY, "loan_id" '
    'INTEGER NOT NULL, "copy_id" INTEGER NOT NULL, "fund" VARCHAR(10) NOT NULL CHECK '
    "(fund IN ('main', 'textbook')), \"year\" INTEGER NOT NULL, \"number\" INTEGER NOT NULL, "
    '"reader_id" INTEGER NOT NULL, "reader_words" VARCHAR(250) NOT NULL, "record_id" '
    'INTEGER, "new_copy_id" INTEGER, "entry_id" INTEGER, "unequal" VARCHAR(60) NOT NULL, '
    '"why" VARCHAR(200) NOT NULL, "amount" BIGINT CHECK (amount IS NULL OR amount > 0), '
    '"receipt_no" VARCHAR(60) NOT NULL, "receipt_on" DATE, "accepted_on" DATE NOT NULL, '
    '"accepted_at" TIMESTAMP NOT NULL, "accepted_by_id" INTEGER, "found_on" DATE, '
    '"found_by_id" INTEGER, "found_entry_id" INTEGER, FOREIGN KEY ("loan_id") REFERENCES '
    '"circulation_loan" ("id") ON DELETE RESTRICT, FOREIGN KEY ("copy_id") REFERENCES '
    '"fund_copy" ("id") ON DELETE RESTRICT, FOREIGN KEY ("reader_id") REFERENCES '
    '"readers_reader" ("id") ON DELETE RESTRICT, FOREIGN KEY ("record_id") REFERENCES '
    '"catalogue_record" ("id") ON DELETE RESTRICT, FOREIGN KEY ("new_copy_id") REFERENCES '
    '"fund_copy" ("id") ON DELETE RESTRICT, FOREIGN KEY ("entry_id") REFERENCES '
    '"fund_summary_entry" ("id") ON DELETE RESTRICT, FOREIGN KEY ("accepted_by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY ("found_by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY ("found_entry_id") '
    'REFERENCES "fund_summary_entry" ("id") ON DELETE RESTRICT, CHECK ((new_copy_id IS '
    "NULL) <> (amount IS NULL)))",
    'CREATE UNIQUE INDEX "circulation_replacement_loan_id" ON "circulation_replacement" '
    '("loan_id")',
    'CREATE INDEX "circulation_replacement_copy_id" ON "circulation_replacement" ("copy_id")',
    'CREATE INDEX "circulation_replacement_reader_id" ON "circulation_replacement" ("reader_id")',
    'CREATE UNIQUE INDEX "circulation_replacement_new_copy_id" ON '
    '"circulation_replacement" ("new_copy_id")',
    'CREATE INDEX "circulation_replacement_accepted_on" ON "circulation_replacement" '
    '("accepted_on")',
    'CREATE UNIQUE INDEX "circulation_replacement_fund_year_number" ON '
    '"circulation_replacement" ("fund", "year", "number")',
    'CREATE UNIQUE INDEX "circulation_replacement_one_open_per_copy" ON '
    '"circulation_replacement" ("copy_id") WHERE found_on IS NULL',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
