"""Circulation: issue to classes: who is left out, in what condition a copy went and came back."""

SQLITE = [
    'CREATE TABLE "circulation_passing" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"loan_id" INTEGER NOT NULL, "from_loan_id" INTEGER NOT NULL, "passed_at" DATETIME '
    'NOT NULL, "passed_by_id" INTEGER, FOREIGN KEY ("loan_id") REFERENCES '
    '"circulation_loan" ("id") ON DELETE RESTRICT, FOREIGN KEY ("from_loan_id") '
    'REFERENCES "circulation_loan" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("passed_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "circulation_passing_loan_id" ON "circulation_passing" ("loan_id")',
    'CREATE UNIQUE INDEX "circulation_passing_from_loan_id" ON "circulation_passing" '
    '("from_loan_id")',
    'CREATE TABLE "circulation_class_mark" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "reader_id" INTEGER NOT NULL, "kind" VARCHAR(10) NOT NULL CHECK (kind '
    'IN (\'absent\', \'own\')), "item_id" INTEGER, "marked_on" DATE NOT NULL, "marked_by_id" '
    'INTEGER, FOREIGN KEY ("reader_id") REFERENCES "readers_reader" ("id") ON DELETE '
    'RESTRICT, FOREIGN KEY ("item_id") REFERENCES "textbooks_set_item" ("id") ON DELETE '
    'CASCADE, FOREIGN KEY ("marked_by_id") REFERENCES "core_staff" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "circulation_class_mark_reader_id" ON "circulation_class_mark" ("reader_id")',
    'CREATE INDEX "circulation_class_mark_item_id" ON "circulation_class_mark" ("item_id")',
    'CREATE UNIQUE INDEX "circulation_class_mark_absent" ON "circulation_class_mark" '
    '("reader_id", "marked_on") WHERE kind = \'absent\'',
    'CREATE UNIQUE INDEX "circulation_class_mark_own" ON "circulation_class_mark" '
    '("reader_id", "item_id") WHERE kind = \'own\'',
]

POSTGRESQL = [
    'CREATE TABLE "circulation_passing" ("id" SERIAL NOT NULL PRIMARY KEY, "loan_id" '
    'INTEGER NOT NULL, "from_loan_id" INTEGER NOT NULL, "passed_at" TIMESTAMP NOT NULL, '
    '"passed_by_id" INTEGER, FOREIGN KEY ("loan_id") REFERENCES "circulation_loan" ("id") '
    'ON DELETE RESTRICT, FOREIGN KEY ("from_loan_id") REFERENCES "circulation_loan" '
    '("id") ON DELETE RESTRICT, FOREIGN KEY ("passed_by_id") REFERENCES "core_staff" '
    '("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "circulation_passing_loan_id" ON "circulation_passing" ("loan_id")',
    'CREATE UNIQUE INDEX "circulation_passing_from_loan_id" ON "circulation_passing" '
    '("from_loan_id")',
    'CREATE TABLE "circulation_class_mark" ("id" SERIAL NOT NULL PRIMARY KEY, "reader_id" '
    "INTEGER NOT NULL, \"kind\" VARCHAR(10) NOT NULL CHECK (kind IN ('absent', 'own')), "
    '"item_id" INTEGER, "marked_on" DATE NOT NULL, "marked_by_id" INTEGER, FOREIGN KEY '
    '("reader_id") REFERENCES "readers_reader" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("item_id") REFERENCES "textbooks_set_item" ("id") ON DELETE CASCADE, FOREIGN KEY '
    '("marked_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "circulation_class_mark_reader_id" ON "circulation_class_mark" ("reader_id")',
    'CREATE INDEX "circulation_class_mark_item_id" ON "circulation_class_mark" ("item_id")',
    'CREATE UNIQUE INDEX "circulation_class_mark_absent" ON "circulation_class_mark" '
    '("reader_id", "marked_on") WHERE kind = \'absent\'',
    'CREATE UNIQUE INDEX "circulation_class_mark_own" ON "circulation_class_mark" '
    '("reader_id", "item_id") WHERE kind = \'own\'',
]


LOAN = [
    'ALTER TABLE "circulation_loan" ADD COLUMN "condition_out" VARCHAR(20) NOT NULL DEFAULT \'\'',
    'ALTER TABLE "circulation_loan" ADD COLUMN "condition_in" VARCHAR(20) NOT NULL DEFAULT \'\'',
]


def up(migrator, db):
    """Run the statements of this kind of database; loans that are here know no condition."""
    for statement in LOAN:
        db.execute_sql(statement)
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
