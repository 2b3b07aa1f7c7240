"""Circulation: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "circulation_reservation" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "record_id" INTEGER NOT NULL, "reader_id" INTEGER NOT NULL, "made_at" '
    'DATETIME NOT NULL, "made_by_id" INTEGER, "copy_id" INTEGER, "ready_at" DATETIME, '
    '"keep_until" DATE, "ended_at" DATETIME, "ended_by_id" INTEGER, "ending" VARCHAR(10) '
    "NOT NULL CHECK (ending IN ('', 'lent', 'cancelled', 'expired')), \"loan_id\" INTEGER, "
    'FOREIGN KEY ("record_id") REFERENCES "catalogue_record" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("reader_id") REFERENCES "readers_reader" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("made_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("copy_id") REFERENCES "fund_copy" ("id") ON DELETE RESTRICT, FOREIGN '
    'KEY ("ended_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("loan_id") REFERENCES "circulation_loan" ("id") ON DELETE RESTRICT, CHECK '
    "((ended_at IS NULL) = (ending = '')))",
    'CREATE INDEX "circulation_reservation_reader_id" ON "circulation_reservation" ("reader_id")',
    'CREATE INDEX "circulation_reservation_made_at" ON "circulation_reservation" ("made_at")',
    'CREATE UNIQUE INDEX "circulation_reservation_copy_id" ON "circulation_reservation" '
    '("copy_id")',
    'CREATE UNIQUE INDEX "circulation_reservation_loan_id" ON "circulation_reservation" '
    '("loan_id")',
    'CREATE UNIQUE INDEX "circulation_reservation_one_open" ON "circulation_reservation" '
    '("record_id", "reader_id") WHERE ended_at IS NULL',
]

POSTGRESQL = [
    'CREATE TABLE "circulation_reservation" ("id" SERIAL NOT NULL PRIMARY KEY, '
    '"record_id" INTEGER NOT NULL, "reader_id" INTEGER NOT NULL, "made_at" TIMESTAMP NOT '
    'NULL, "made_by_id" INTEGER, "copy_id" INTEGER, "ready_at" TIMESTAMP, "keep_until" '
    'DATE, "ended_at" TIMESTAMP, "ended_by_id" INTEGER, "ending" VARCHAR(10) NOT NULL '
    "CHECK (ending IN ('', 'lent', 'cancelled', 'expired')), \"loan_id\" INTEGER, FOREIGN "
    'KEY ("record_id") REFERENCES "catalogue_record" ("id") ON DELETE RESTRICT, FOREIGN '
    'KEY ("reader_id") REFERENCES "readers_reader" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("made_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("copy_id") REFERENCES "fund_copy" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("ended_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("loan_id") REFERENCES "circulation_loan" ("id") ON DELETE RESTRICT, CHECK '
    "((ended_at IS NULL) = (ending = '')))",
    'CREATE INDEX "circulation_reservation_reader_id" ON "circulation_reservation" ("reader_id")',
    'CREATE INDEX "circulation_reservation_made_at" ON "circulation_reservation" ("made_at")',
    'CREATE UNIQUE INDEX "circulation_reservation_copy_id" ON "circulation_reservation" '
    '("copy_id")',
    'CREATE UNIQUE INDEX "circulation_reservation_loan_id" ON "circulation_reservation" '
    '("loan_id")',
    'CREATE UNIQUE INDEX "circulation_reservation_one_open" ON "circulation_reservation" '
    '("record_id", "reader_id") WHERE ended_at IS NULL',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
