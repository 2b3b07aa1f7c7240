"""Circulation: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "circulation_loan" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"copy_id" INTEGER NOT NULL, "reader_id" INTEGER NOT NULL, "lent_at" DATETIME NOT '
    'NULL, "lent_by_id" INTEGER, "due_on" DATE NOT NULL, "returned_at" DATETIME, '
    '"returned_by_id" INTEGER, "renewals" INTEGER NOT NULL, "lost_on" DATE, "is_undone" '
    'INTEGER NOT NULL, "is_in_reading_room" INTEGER NOT NULL, "note" TEXT NOT NULL, '
    'FOREIGN KEY ("copy_id") REFERENCES "fund_copy" ("id") ON DELETE RESTRICT, FOREIGN '
    'KEY ("reader_id") REFERENCES "readers_reader" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("lent_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("returned_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "circulation_loan_copy_id" ON "circulation_loan" ("copy_id")',
    'CREATE INDEX "circulation_loan_reader_id" ON "circulation_loan" ("reader_id")',
    'CREATE INDEX "circulation_loan_lent_at" ON "circulation_loan" ("lent_at")',
    'CREATE UNIQUE INDEX "circulation_loan_one_open_per_copy" ON "circulation_loan" '
    '("copy_id") WHERE returned_at IS NULL',
    'CREATE INDEX "circulation_loan_open_by_reader" ON "circulation_loan" ("reader_id", '
    '"due_on") WHERE returned_at IS NULL',
    'CREATE INDEX "circulation_loan_open_by_due" ON "circulation_loan" ("due_on") WHERE '
    "returned_at IS NULL",
    'CREATE TABLE "circulation_deed" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"at" DATETIME NOT NULL, "by_id" INTEGER, "kind" VARCHAR(10) NOT NULL CHECK (kind IN '
    "('reader', 'lent', 'returned', 'swapped', 'renewed', 'lost', 'noted', 'undone', "
    "'question', 'refused', 'shown')), \"code\" VARCHAR(60) NOT NULL, \"asked\" VARCHAR(250) "
    'NOT NULL, "copy_id" INTEGER, "reader_id" INTEGER, "loan_id" INTEGER, "other_loan_id" '
    'INTEGER, "before" TEXT NOT NULL, "reverses_id" INTEGER, "answer" TEXT NOT NULL, '
    '"request_id" VARCHAR(64), FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON '
    'DELETE RESTRICT, FOREIGN KEY ("copy_id") REFERENCES "fund_copy" ("id") ON DELETE '
    'RESTRICT, FOREIGN KEY ("reader_id") REFERENCES "readers_reader" ("id") ON DELETE '
    'RESTRICT, FOREIGN KEY ("loan_id") REFERENCES "circulation_loan" ("id") ON DELETE '
    'RESTRICT, FOREIGN KEY ("other_loan_id") REFERENCES "circulation_loan" ("id") ON '
    'DELETE RESTRICT, FOREIGN KEY ("reverses_id") REFERENCES "circulation_deed" ("id") ON '
    "DELETE RESTRICT)",
    'CREATE INDEX "circulation_deed_at" ON "circulation_deed" ("at")',
    'CREATE UNIQUE INDEX "circulation_deed_reverses_id" ON "circulation_deed" ("reverses_id")',
    'CREATE UNIQUE INDEX "circulation_deed_request_id" ON "circulation_deed" ("request_id")',
    'CREATE INDEX "circulation_deed_by_person" ON "circulation_deed" ("by_id", "id")',
    'CREATE TABLE "circulation_visit" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"reader_id" INTEGER NOT NULL, "visited_on" DATE NOT NULL, FOREIGN KEY ("reader_id") '
    'REFERENCES "readers_reader" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "circulation_visit_reader_id" ON "circulation_visit" ("reader_id")',
    'CREATE INDEX "circulation_visit_visited_on" ON "circulation_visit" ("visited_on")',
    'CREATE UNIQUE INDEX "circulation_visit_reader_id_visited_on" ON "circulation_visit" '
    '("reader_id", "visited_on")',
]

POSTGRESQL = [
    'CREATE TABLE "circulation_loan" ("id" SERIAL NOT NULL PRIMARY KEY, "copy_id" INTEGER '
    'NOT NULL, "reader_id" INTEGER NOT NULL, "lent_at" TIMESTAMP NOT NULL, "lent_by_id" '
    'INTEGER, "due_on" DATE NOT NULL, "returned_at" TIMESTAMP, "returned_by_id" INTEGER, '
    '"renewals" INTEGER NOT NULL, "lost_on" DATE, "is_undone" BOOLEAN NOT NULL, '
    '"is_in_reading_room" BOOLEAN NOT NULL, "note" TEXT NOT NULL, FOREIGN KEY ("copy_id") '
    'REFERENCES "fund_copy" ("id") ON DELETE RESTRICT, FOREIGN KEY ("reader_id") '
    'REFERENCES "readers_reader" ("id") ON DELETE RESTRICT, FOREIGN KEY ("lent_by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY ("returned_by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "circulation_loan_copy_id" ON "circulation_loan" ("copy_id")',
    'CREATE INDEX "circulation_loan_reader_id" ON "circulation_loan" ("reader_id")',
    'CREATE INDEX "circulation_loan_lent_at" ON "circulation_loan" ("lent_at")',
    'CREATE UNIQUE INDEX "circulation_loan_one_open_per_copy" ON "circulation_loan" '
    '("copy_id") WHERE returned_at IS NULL',
    'CREATE INDEX "circulation_loan_open_by_reader" ON "circulation_loan" ("reader_id", '
    '"due_on") WHERE returned_at IS NULL',
    'CREATE INDEX "circulation_loan_open_by_due" ON "circulation_loan" ("due_on") WHERE '
    "returned_at IS NULL",
    'CREATE TABLE "circulation_deed" ("id" SERIAL NOT NULL PRIMARY KEY, "at" TIMESTAMP '
    'NOT NULL, "by_id" INTEGER, "kind" VARCHAR(10) NOT NULL CHECK (kind IN (\'reader\', '
    "'lent', 'returned', 'swapped', 'renewed', 'lost', 'noted', 'undone', 'question', "
    "'refused', 'shown')), \"code\" VARCHAR(60) NOT NULL, \"asked\" VARCHAR(250) NOT NULL, "
    '"copy_id" INTEGER, "reader_id" INTEGER, "loan_id" INTEGER, "other_loan_id" INTEGER, '
    '"before" TEXT NOT NULL, "reverses_id" INTEGER, "answer" TEXT NOT NULL, "request_id" '
    'VARCHAR(64), FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE '
    'RESTRICT, FOREIGN KEY ("copy_id") REFERENCES "fund_copy" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("reader_id") REFERENCES "readers_reader" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("loan_id") REFERENCES "circulation_loan" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("other_loan_id") REFERENCES "circulation_loan" ("id") ON DELETE '
    'RESTRICT, FOREIGN KEY ("reverses_id") REFERENCES "circulation_deed" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "circulation_deed_at" ON "circulation_deed" ("at")',
    'CREATE UNIQUE INDEX "circulation_deed_reverses_id" ON "circulation_deed" ("reverses_id")',
    'CREATE UNIQUE INDEX "circulation_deed_request_id" ON "circulation_deed" ("request_id")',
    'CREATE INDEX "circulation_deed_by_person" ON "circulation_deed" ("by_id", "id")',
    'CREATE TABLE "circulation_visit" ("id" SERIAL NOT NULL PRIMARY KEY, "reader_id" '
    'INTEGER NOT NULL, "visited_on" DATE NOT NULL, FOREIGN KEY ("reader_id") REFERENCES '
    '"readers_reader" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "circulation_visit_reader_id" ON "circulation_visit" ("reader_id")',
    'CREATE INDEX "circulation_visit_visited_on" ON "circulation_visit" ("visited_on")',
    'CREATE UNIQUE INDEX "circulation_visit_reader_id_visited_on" ON "circulation_visit" '
    '("reader_id", "visited_on")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
