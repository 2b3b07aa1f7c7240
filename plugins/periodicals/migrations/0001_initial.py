"""Periodicals: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "periodicals_title" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"record_id" INTEGER NOT NULL, "kind" VARCHAR(10) NOT NULL CHECK (kind IN '
    "('newspaper', 'magazine')), \"is_thick\" INTEGER NOT NULL, \"issn\" VARCHAR(9) NOT NULL, "
    '"index_no" VARCHAR(20) NOT NULL, "frequency" VARCHAR(10) NOT NULL CHECK (frequency '
    "IN ('daily', 'weekly', 'monthly', 'quarterly', 'other')), \"a_year\" INTEGER NOT NULL "
    'CHECK (a_year BETWEEN 1 AND 366), "weekdays" VARCHAR(20) NOT NULL, "due_day" INTEGER '
    'NOT NULL CHECK (due_day BETWEEN 1 AND 31), "supplier" VARCHAR(200) NOT NULL, '
    '"added_on" DATE NOT NULL, "note" VARCHAR(300) NOT NULL, FOREIGN KEY ("record_id") '
    'REFERENCES "catalogue_record" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "periodicals_title_record_id" ON "periodicals_title" ("record_id")',
    'CREATE INDEX "periodicals_title_issn" ON "periodicals_title" ("issn")',
    'CREATE INDEX "periodicals_title_index_no" ON "periodicals_title" ("index_no")',
    'CREATE TABLE "periodicals_order" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"year" INTEGER NOT NULL, "half" INTEGER NOT NULL CHECK (half IN (1, 2)), "order_no" '
    'VARCHAR(60) NOT NULL, "ordered_on" DATE, "supplier" VARCHAR(200) NOT NULL, '
    '"document" VARCHAR(200) NOT NULL, "note" VARCHAR(300) NOT NULL, "opened_at" DATETIME '
    'NOT NULL, "by_id" INTEGER, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON '
    "DELETE RESTRICT)",
    'CREATE INDEX "periodicals_order_ordered_on" ON "periodicals_order" ("ordered_on")',
    'CREATE INDEX "periodicals_order_year_half" ON "periodicals_order" ("year", "half")',
    'CREATE TABLE "periodicals_order_line" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "order_id" INTEGER NOT NULL, "title_id" INTEGER NOT NULL, "year" '
    'INTEGER NOT NULL, "half" INTEGER NOT NULL CHECK (half IN (1, 2)), "sets" INTEGER NOT '
    'NULL CHECK (sets > 0), "price" INTEGER NOT NULL CHECK (price >= 0), FOREIGN KEY '
    '("order_id") REFERENCES "periodicals_order" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("title_id") REFERENCES "periodicals_title" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "periodicals_order_line_order_id" ON "periodicals_order_line" ("order_id")',
    'CREATE UNIQUE INDEX "periodicals_order_line_title_id_year_half" ON '
    '"periodicals_order_line" ("title_id", "year", "half")',
    'CREATE TABLE "periodicals_issue" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"title_id" INTEGER NOT NULL, "year" INTEGER NOT NULL, "label" VARCHAR(40) NOT NULL, '
    '"first_no" INTEGER NOT NULL, "last_no" INTEGER NOT NULL, "due_on" DATE NOT NULL, '
    '"sets_due" INTEGER NOT NULL CHECK (sets_due >= 0), "sets" INTEGER NOT NULL CHECK '
    '(sets >= 0), "price" INTEGER NOT NULL, "received_on" DATE, "received_at" DATETIME, '
    '"received_by_id" INTEGER, "stamped_on" DATE, "is_extra" INTEGER NOT NULL, '
    '"merged_into_id" INTEGER, "given_up_on" DATE, FOREIGN KEY ("title_id") REFERENCES '
    '"periodicals_title" ("id") ON DELETE RESTRICT, FOREIGN KEY ("received_by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY ("merged_into_id") '
    'REFERENCES "periodicals_issue" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "periodicals_issue_due_on" ON "periodicals_issue" ("due_on")',
    'CREATE INDEX "periodicals_issue_received_on" ON "periodicals_issue" ("received_on")',
    'CREATE INDEX "periodicals_issue_merged_into_id" ON "periodicals_issue" ("merged_into_id")',
    'CREATE UNIQUE INDEX "periodicals_issue_title_id_year_label" ON "periodicals_issue" '
    '("title_id", "year", "label")',
    'CREATE TABLE "periodicals_claim" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"year" INTEGER NOT NULL, "number" INTEGER NOT NULL, "supplier" VARCHAR(200) NOT '
    'NULL, "claimed_on" DATE NOT NULL, "at" DATETIME NOT NULL, "by_id" INTEGER, FOREIGN '
    'KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "periodicals_claim_year_number" ON "periodicals_claim" ("year", "number")',
    'CREATE TABLE "periodicals_claim_line" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "claim_id" INTEGER NOT NULL, "issue_id" INTEGER NOT NULL, "sets" '
    'INTEGER NOT NULL CHECK (sets > 0), FOREIGN KEY ("claim_id") REFERENCES '
    '"periodicals_claim" ("id") ON DELETE RESTRICT, FOREIGN KEY ("issue_id") REFERENCES '
    '"periodicals_issue" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "periodicals_claim_line_issue_id" ON "periodicals_claim_line" ("issue_id")',
    'CREATE UNIQUE INDEX "periodicals_claim_line_claim_id_issue_id" ON '
    '"periodicals_claim_line" ("claim_id", "issue_id")',
    'CREATE TABLE "periodicals_binding" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"title_id" INTEGER NOT NULL, "year" INTEGER NOT NULL, "words" VARCHAR(200) NOT NULL, '
    '"copy_id" INTEGER NOT NULL, "delivery_id" INTEGER, "bound_on" DATE NOT NULL, '
    '"undone_on" DATE, "at" DATETIME NOT NULL, "by_id" INTEGER, FOREIGN KEY ("title_id") '
    'REFERENCES "periodicals_title" ("id") ON DELETE RESTRICT, FOREIGN KEY ("copy_id") '
    'REFERENCES "fund_copy" ("id") ON DELETE RESTRICT, FOREIGN KEY ("delivery_id") '
    'REFERENCES "fund_delivery" ("id") ON DELETE RESTRICT, FOREIGN KEY ("by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "periodicals_binding_title_id" ON "periodicals_binding" ("title_id")',
    'CREATE UNIQUE INDEX "periodicals_binding_copy_id" ON "periodicals_binding" ("copy_id")',
    'CREATE UNIQUE INDEX "periodicals_binding_delivery_id" ON "periodicals_binding" '
    '("delivery_id")',
    'CREATE INDEX "periodicals_binding_bound_on" ON "periodicals_binding" ("bound_on")',
    'CREATE TABLE "periodicals_binding_issue" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "binding_id" INTEGER NOT NULL, "issue_id" INTEGER NOT NULL, FOREIGN '
    'KEY ("binding_id") REFERENCES "periodicals_binding" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("issue_id") REFERENCES "periodicals_issue" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "periodicals_binding_issue_issue_id" ON "periodicals_binding_issue" ("issue_id")',
    'CREATE UNIQUE INDEX "periodicals_binding_issue_binding_id_issue_id" ON '
    '"periodicals_binding_issue" ("binding_id", "issue_id")',
    'CREATE TABLE "periodicals_route" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"title_id" INTEGER NOT NULL, "reader_id" INTEGER NOT NULL, "position" INTEGER NOT '
    'NULL, FOREIGN KEY ("title_id") REFERENCES "periodicals_title" ("id") ON DELETE '
    'RESTRICT, FOREIGN KEY ("reader_id") REFERENCES "readers_reader" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "periodicals_route_reader_id" ON "periodicals_route" ("reader_id")',
    'CREATE UNIQUE INDEX "periodicals_route_title_id_reader_id" ON "periodicals_route" '
    '("title_id", "reader_id")',
    'CREATE TABLE "periodicals_issue_loan" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "issue_id" INTEGER NOT NULL, "reader_id" INTEGER NOT NULL, "lent_at" '
    'DATETIME NOT NULL, "due_on" DATE NOT NULL, "returned_at" DATETIME, "by_id" INTEGER, '
    'FOREIGN KEY ("issue_id") REFERENCES "periodicals_issue" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("reader_id") REFERENCES "readers_reader" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "periodicals_issue_loan_issue_id" ON "periodicals_issue_loan" ("issue_id")',
    'CREATE INDEX "periodicals_issue_loan_reader_id" ON "periodicals_issue_loan" ("reader_id")',
    'CREATE INDEX "periodicals_issue_loan_lent_at" ON "periodicals_issue_loan" ("lent_at")',
    'CREATE UNIQUE INDEX "periodicals_issue_loan_one_open" ON "periodicals_issue_loan" '
    '("issue_id", "reader_id") WHERE returned_at IS NULL',
    'CREATE TABLE "periodicals_reader_subscription" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "reader_id" INTEGER NOT NULL, "periodical" VARCHAR(200) NOT NULL, '
    '"year" INTEGER NOT NULL, "half" INTEGER NOT NULL CHECK (half IN (1, 2)), "sets" '
    'INTEGER NOT NULL CHECK (sets > 0), "price" INTEGER NOT NULL CHECK (price >= 0), '
    '"place" VARCHAR(200) NOT NULL, "signed_on" DATE NOT NULL, "by_id" INTEGER, FOREIGN '
    'KEY ("reader_id") REFERENCES "readers_reader" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "periodicals_reader_subscription_reader_id" ON '
    '"periodicals_reader_subscription" ("reader_id")',
    'CREATE INDEX "periodicals_reader_subscription_signed_on" ON '
    '"periodicals_reader_subscription" ("signed_on")',
    'CREATE INDEX "periodicals_reader_subscription_year_half" ON '
    '"periodicals_reader_subscription" ("year", "half")',
]

POSTGRESQL = [
    'CREATE TABLE "periodicals_title" ("id" SERIAL NOT NULL PRIMARY KEY, "record_id" '
    "INTEGER NOT NULL, \"kind\" VARCHAR(10) NOT NULL CHECK (kind IN ('newspaper', "
    '\'magazine\')), "is_thick" BOOLEAN NOT NULL, "issn" VARCHAR(9) NOT NULL, "index_no" '
    "VARCHAR(20) NOT NULL, \"frequency\" VARCHAR(10) NOT NULL CHECK (frequency IN ('daily', "
    "'weekly', 'monthly', 'quarterly', 'other')), \"a_year\" INTEGER NOT NULL CHECK (a_year "
    'BETWEEN 1 AND 366), "weekdays" VARCHAR(20) NOT NULL, "due_day" INTEGER NOT NULL '
    'CHECK (due_day BETWEEN 1 AND 31), "supplier" VARCHAR(200) NOT NULL, "added_on" DATE '
    'NOT NULL, "note" VARCHAR(300) NOT NULL, FOREIGN KEY ("record_id") REFERENCES '
    '"catalogue_record" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "periodicals_title_record_id" ON "periodicals_title" ("record_id")',
    'CREATE INDEX "periodicals_title_issn" ON "periodicals_title" ("issn")',
    'CREATE INDEX "periodicals_title_index_no" ON "periodicals_title" ("index_no")',
    'CREATE TABLE "periodicals_order" ("id" SERIAL NOT NULL PRIMARY KEY, "year" INTEGER '
    'NOT NULL, "half" INTEGER NOT NULL CHECK (half IN (1, 2)), "order_no" VARCHAR(60) NOT '
    'NULL, "ordered_on" DATE, "supplier" VARCHAR(200) NOT NULL, "document" VARCHAR(200) '
    'NOT NULL, "note" VARCHAR(300) NOT NULL, "opened_at" TIMESTAMP NOT NULL, "by_id" '
    'INTEGER, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "periodicals_order_ordered_on" ON "periodicals_order" ("ordered_on")',
    'CREATE INDEX "periodicals_order_year_half" ON "periodicals_order" ("year", "half")',
    'CREATE TABLE "periodicals_order_line" ("id" SERIAL NOT NULL PRIMARY KEY, "order_id" '
    'INTEGER NOT NULL, "title_id" INTEGER NOT NULL, "year" INTEGER NOT NULL, "half" '
    'INTEGER NOT NULL CHECK (half IN (1, 2)), "sets" INTEGER NOT NULL CHECK (sets > 0), '
    '"price" BIGINT NOT NULL CHECK (price >= 0), FOREIGN KEY ("order_id") REFERENCES '
    '"periodicals_order" ("id") ON DELETE RESTRICT, FOREIGN KEY ("title_id") REFERENCES '
    '"periodicals_title" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "periodicals_order_line_order_id" ON "periodicals_order_line" ("order_id")',
    'CREATE UNIQUE INDEX "periodicals_order_line_title_id_year_half" ON '
    '"periodicals_order_line" ("title_id", "year", "half")',
    'CREATE TABLE "periodicals_issue" ("id" SERIAL NOT NULL PRIMARY KEY, "title_id" '
    'INTEGER NOT NULL, "year" INTEGER NOT NULL, "label" VARCHAR(40) NOT NULL, "first_no" '
    'INTEGER NOT NULL, "last_no" INTEGER NOT NULL, "due_on" DATE NOT NULL, "sets_due" '
    'INTEGER NOT NULL CHECK (sets_due >= 0), "sets" INTEGER NOT NULL CHECK (sets >= 0), '
    '"price" BIGINT NOT NULL, "received_on" DATE, "received_at" TIMESTAMP, '
    '"received_by_id" INTEGER, "stamped_on" DATE, "is_extra" BOOLEAN NOT NULL, '
    '"merged_into_id" INTEGER, "given_up_on" DATE, FOREIGN KEY ("title_id") REFERENCES '
    '"periodicals_title" ("id") ON DELETE RESTRICT, FOREIGN KEY ("received_by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY ("merged_into_id") '
    'REFERENCES "periodicals_issue" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "periodicals_issue_due_on" ON "periodicals_issue" ("due_on")',
    'CREATE INDEX "periodicals_issue_received_on" ON "periodicals_issue" ("received_on")',
    'CREATE INDEX "periodicals_issue_merged_into_id" ON "periodicals_issue" ("merged_into_id")',
    'CREATE UNIQUE INDEX "periodicals_issue_title_id_year_label" ON "periodicals_issue" '
    '("title_id", "year", "label")',
    'CREATE TABLE "periodicals_claim" ("id" SERIAL NOT NULL PRIMARY KEY, "year" INTEGER '
    'NOT NULL, "number" INTEGER NOT NULL, "supplier" VARCHAR(200) NOT NULL, "claimed_on" '
    'DATE NOT NULL, "at" TIMESTAMP NOT NULL, "by_id" INTEGER, FOREIGN KEY ("by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "periodicals_claim_year_number" ON "periodicals_claim" ("year", "number")',
    'CREATE TABLE "periodicals_claim_line" ("id" SERIAL NOT NULL PRIMARY KEY, "claim_id" '
    'INTEGER NOT NULL, "issue_id" INTEGER NOT NULL, "sets" INTEGER NOT NULL CHECK (sets > '
    '0), FOREIGN KEY ("claim_id") REFERENCES "periodicals_claim" ("id") ON DELETE '
    'RESTRICT, FOREIGN KEY ("issue_id") REFERENCES "periodicals_issue" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "periodicals_claim_line_issue_id" ON "periodicals_claim_line" ("issue_id")',
    'CREATE UNIQUE INDEX "periodicals_claim_line_claim_id_issue_id" ON '
    '"periodicals_claim_line" ("claim_id", "issue_id")',
    'CREATE TABLE "periodicals_binding" ("id" SERIAL NOT NULL PRIMARY KEY, "title_id" '
    'INTEGER NOT NULL, "year" INTEGER NOT NULL, "words" VARCHAR(200) NOT NULL, "copy_id" '
    'INTEGER NOT NULL, "delivery_id" INTEGER, "bound_on" DATE NOT NULL, "undone_on" DATE, '
    '"at" TIMESTAMP NOT NULL, "by_id" INTEGER, FOREIGN KEY ("title_id") REFERENCES '
    '"periodicals_title" ("id") ON DELETE RESTRICT, FOREIGN KEY ("copy_id") REFERENCES '
    '"fund_copy" ("id") ON DELETE RESTRICT, FOREIGN KEY ("delivery_id") REFERENCES '
    '"fund_delivery" ("id") ON DELETE RESTRICT, FOREIGN KEY ("by_id") REFERENCES '
    '"core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "periodicals_binding_title_id" ON "periodicals_binding" ("title_id")',
    'CREATE UNIQUE INDEX "periodicals_binding_copy_id" ON "periodicals_binding" ("copy_id")',
    'CREATE UNIQUE INDEX "periodicals_binding_delivery_id" ON "periodicals_binding" '
    '("delivery_id")',
    'CREATE INDEX "periodicals_binding_bound_on" ON "periodicals_binding" ("bound_on")',
    'CREATE TABLE "periodicals_binding_issue" ("id" SERIAL NOT NULL PRIMARY KEY, '
    '"binding_id" INTEGER NOT NULL, "issue_id" INTEGER NOT NULL, FOREIGN KEY '
    '("binding_id") REFERENCES "periodicals_binding" ("id") ON DELETE RESTRICT, FOREIGN '
    'KEY ("issue_id") REFERENCES "periodicals_issue" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "periodicals_binding_issue_issue_id" ON "periodicals_binding_issue" ("issue_id")',
    'CREATE UNIQUE INDEX "periodicals_binding_issue_binding_id_issue_id" ON '
    '"periodicals_binding_issue" ("binding_id", "issue_id")',
    'CREATE TABLE "periodicals_route" ("id" SERIAL NOT NULL PRIMARY KEY, "title_id" '
    'INTEGER NOT NULL, "reader_id" INTEGER NOT NULL, "position" INTEGER NOT NULL, FOREIGN '
    'KEY ("title_id") REFERENCES "periodicals_title" ("id") ON DELETE RESTRICT, FOREIGN '
    'KEY ("reader_id") REFERENCES "readers_reader" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "periodicals_route_reader_id" ON "periodicals_route" ("reader_id")',
    'CREATE UNIQUE INDEX "periodicals_route_title_id_reader_id" ON "periodicals_route" '
    '("title_id", "reader_id")',
    'CREATE TABLE "periodicals_issue_loan" ("id" SERIAL NOT NULL PRIMARY KEY, "issue_id" '
    'INTEGER NOT NULL, "reader_id" INTEGER NOT NULL, "lent_at" TIMESTAMP NOT NULL, '
    '"due_on" DATE NOT NULL, "returned_at" TIMESTAMP, "by_id" INTEGER, FOREIGN KEY '
    '("issue_id") REFERENCES "periodicals_issue" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("reader_id") REFERENCES "readers_reader" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "periodicals_issue_loan_issue_id" ON "periodicals_issue_loan" ("issue_id")',
    'CREATE INDEX "periodicals_issue_loan_reader_id" ON "periodicals_issue_loan" ("reader_id")',
    'CREATE INDEX "periodicals_issue_loan_lent_at" ON "periodicals_issue_loan" ("lent_at")',
    'CREATE UNIQUE INDEX "periodicals_issue_loan_one_open" ON "periodicals_issue_loan" '
    '("issue_id", "reader_id") WHERE returned_at IS NULL',
    'CREATE TABLE "periodicals_reader_subscription" ("id" SERIAL NOT NULL PRIMARY KEY, '
    '"reader_id" INTEGER NOT NULL, "periodical" VARCHAR(200) NOT NULL, "year" INTEGER NOT '
    'NULL, "half" INTEGER NOT NULL CHECK (half IN (1, 2)), "sets" INTEGER NOT NULL CHECK '
    '(sets > 0), "price" BIGINT NOT NULL CHECK (price >= 0), "place" VARCHAR(200) NOT '
    'NULL, "signed_on" DATE NOT NULL, "by_id" INTEGER, FOREIGN KEY ("reader_id") '
    'REFERENCES "readers_reader" ("id") ON DELETE RESTRICT, FOREIGN KEY ("by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "periodicals_reader_subscription_reader_id" ON '
    '"periodicals_reader_subscription" ("reader_id")',
    'CREATE INDEX "periodicals_reader_subscription_signed_on" ON '
    '"periodicals_reader_subscription" ("signed_on")',
    'CREATE INDEX "periodicals_reader_subscription_year_half" ON '
    '"periodicals_reader_subscription" ("year", "half")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
