"""Write-off: tables as they were on the day they were made, and the usual reasons."""

SQLITE = [
    'CREATE TABLE "writeoff_reason" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"title_kk" VARCHAR(60) NOT NULL, "title_ru" VARCHAR(60) NOT NULL, "title_en" '
    'VARCHAR(60) NOT NULL, "needs_order" INTEGER NOT NULL, "place" INTEGER NOT NULL)',
    'CREATE TABLE "writeoff_case" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    "\"fund\" VARCHAR(10) NOT NULL CHECK (fund IN ('main', 'textbook')), \"state\" "
    "VARCHAR(10) NOT NULL CHECK (state IN ('basis', 'copies', 'commission', 'approved', "
    '\'closed\')), "reason_id" INTEGER, "reason_kk" VARCHAR(60) NOT NULL, "reason_ru" '
    'VARCHAR(60) NOT NULL, "order_from" VARCHAR(200) NOT NULL, "order_no" VARCHAR(60) NOT '
    'NULL, "order_on" DATE, "minutes_no" VARCHAR(60) NOT NULL, "minutes_on" DATE, '
    '"approver_name" VARCHAR(120) NOT NULL, "approver_post" VARCHAR(120) NOT NULL, '
    '"act_no" INTEGER, "act_year" INTEGER, "act_on" DATE, "entry_id" INTEGER, "note" TEXT '
    'NOT NULL, "opened_at" DATETIME NOT NULL, "opened_by_id" INTEGER, "approved_at" '
    'DATETIME, "approved_by_id" INTEGER, "closed_on" DATE, FOREIGN KEY ("reason_id") '
    'REFERENCES "writeoff_reason" ("id") ON DELETE RESTRICT, FOREIGN KEY ("entry_id") '
    'REFERENCES "fund_summary_entry" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("opened_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("approved_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "writeoff_case_reason_id" ON "writeoff_case" ("reason_id")',
    'CREATE UNIQUE INDEX "writeoff_case_entry_id" ON "writeoff_case" ("entry_id")',
    'CREATE UNIQUE INDEX "writeoff_case_act_year_act_no" ON "writeoff_case" ("act_year", "act_no")',
    'CREATE TABLE "writeoff_disposal" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"case_id" INTEGER NOT NULL, "kind" VARCHAR(10) NOT NULL CHECK (kind IN (\'classroom\', '
    "'waste', 'transfer')), \"done_on\" DATE NOT NULL, \"room\" VARCHAR(120) NOT NULL, "
    '"teacher" VARCHAR(120) NOT NULL, "grams" INTEGER NOT NULL CHECK (grams >= 0), '
    '"price" INTEGER NOT NULL CHECK (price >= 0), "amount" INTEGER NOT NULL CHECK (amount '
    '>= 0), "account" VARCHAR(60) NOT NULL, "receipt_no" VARCHAR(60) NOT NULL, '
    '"receipt_on" DATE, "to_school" VARCHAR(200) NOT NULL, "note" TEXT NOT NULL, "at" '
    'DATETIME NOT NULL, "by_id" INTEGER, FOREIGN KEY ("case_id") REFERENCES '
    '"writeoff_case" ("id") ON DELETE RESTRICT, FOREIGN KEY ("by_id") REFERENCES '
    '"core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "writeoff_disposal_case_id" ON "writeoff_disposal" ("case_id")',
    'CREATE TABLE "writeoff_case_copy" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"case_id" INTEGER NOT NULL, "copy_id" INTEGER NOT NULL, "is_open" INTEGER NOT NULL, '
    '"inventory_no" VARCHAR(40) NOT NULL, "title" TEXT NOT NULL, "year" INTEGER, "price" '
    "INTEGER NOT NULL, \"fate\" VARCHAR(10) NOT NULL CHECK (fate IN ('', 'classroom', "
    "'waste', 'transfer')), \"disposal_id\" INTEGER, FOREIGN KEY (\"case_id\") REFERENCES "
    '"writeoff_case" ("id") ON DELETE RESTRICT, FOREIGN KEY ("copy_id") REFERENCES '
    '"fund_copy" ("id") ON DELETE RESTRICT, FOREIGN KEY ("disposal_id") REFERENCES '
    '"writeoff_disposal" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "writeoff_case_copy_case_id" ON "writeoff_case_copy" ("case_id")',
    'CREATE INDEX "writeoff_case_copy_copy_id" ON "writeoff_case_copy" ("copy_id")',
    'CREATE INDEX "writeoff_case_copy_disposal_id" ON "writeoff_case_copy" ("disposal_id")',
    'CREATE UNIQUE INDEX "writeoff_case_copy_case_id_copy_id" ON "writeoff_case_copy" '
    '("case_id", "copy_id")',
    'CREATE UNIQUE INDEX "writeoff_case_copy_one_open_list" ON "writeoff_case_copy" '
    '("copy_id") WHERE is_open',
    'CREATE TABLE "writeoff_commission_member" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "case_id" INTEGER NOT NULL, "name" VARCHAR(120) NOT NULL, "post" '
    'VARCHAR(120) NOT NULL, "is_chair" INTEGER NOT NULL, FOREIGN KEY ("case_id") '
    'REFERENCES "writeoff_case" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "writeoff_commission_member_case_id" ON "writeoff_commission_member" ("case_id")',
]

POSTGRESQL = [
    'CREATE TABLE "writeoff_reason" ("id" SERIAL NOT NULL PRIMARY KEY, "title_kk" '
    'VARCHAR(60) NOT NULL, "title_ru" VARCHAR(60) NOT NULL, "title_en" VARCHAR(60) NOT '
    'NULL, "needs_order" BOOLEAN NOT NULL, "place" INTEGER NOT NULL)',
    'CREATE TABLE "writeoff_case" ("id" SERIAL NOT NULL PRIMARY KEY, "fund" VARCHAR(10) '
    "NOT NULL CHECK (fund IN ('main', 'textbook')), \"state\" VARCHAR(10) NOT NULL CHECK "
    "(state IN ('basis', 'copies', 'commission', 'approved', 'closed')), \"reason_id\" "
    'INTEGER, "reason_kk" VARCHAR(60) NOT NULL, "reason_ru" VARCHAR(60) NOT NULL, '
    '"order_from" VARCHAR(200) NOT NULL, "order_no" VARCHAR(60) NOT NULL, "order_on" '
    'DATE, "minutes_no" VARCHAR(60) NOT NULL, "minutes_on" DATE, "approver_name" '
    'VARCHAR(120) NOT NULL, "approver_post" VARCHAR(120) NOT NULL, "act_no" INTEGER, '
    '"act_year" INTEGER, "act_on" DATE, "entry_id" INTEGER, "note" TEXT NOT NULL, '
    '"opened_at" TIMESTAMP NOT NULL, "opened_by_id" INTEGER, "approved_at" TIMESTAMP, '
    '"approved_by_id" INTEGER, "closed_on" DATE, FOREIGN KEY ("reason_id") REFERENCES '
    '"writeoff_reason" ("id") ON DELETE RESTRICT, FOREIGN KEY ("entry_id") REFERENCES '
    '"fund_summary_entry" ("id") ON DELETE RESTRICT, FOREIGN KEY ("opened_by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY ("approved_by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "writeoff_case_reason_id" ON "writeoff_case" ("reason_id")',
    'CREATE UNIQUE INDEX "writeoff_case_entry_id" ON "writeoff_case" ("entry_id")',
    'CREATE UNIQUE INDEX "writeoff_case_act_year_act_no" ON "writeoff_case" ("act_year", "act_no")',
    'CREATE TABLE "writeoff_disposal" ("id" SERIAL NOT NULL PRIMARY KEY, "case_id" '
    "INTEGER NOT NULL, \"kind\" VARCHAR(10) NOT NULL CHECK (kind IN ('classroom', 'waste', "
    '\'transfer\')), "done_on" DATE NOT NULL, "room" VARCHAR(120) NOT NULL, "teacher" '
    'VARCHAR(120) NOT NULL, "grams" INTEGER NOT NULL CHECK (grams >= 0), "price" BIGINT '
    'NOT NULL CHECK (price >= 0), "amount" BIGINT NOT NULL CHECK (amount >= 0), "account" '
    'VARCHAR(60) NOT NULL, "receipt_no" VARCHAR(60) NOT NULL, "receipt_on" DATE, '
    '"to_school" VARCHAR(200) NOT NULL, "note" TEXT NOT NULL, "at" TIMESTAMP NOT NULL, '
    '"by_id" INTEGER, FOREIGN KEY ("case_id") REFERENCES "writeoff_case" ("id") ON DELETE '
    'RESTRICT, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "writeoff_disposal_case_id" ON "writeoff_disposal" ("case_id")',
    'CREATE TABLE "writeoff_case_copy" ("id" SERIAL NOT NULL PRIMARY KEY, "case_id" '
    'INTEGER NOT NULL, "copy_id" INTEGER NOT NULL, "is_open" BOOLEAN NOT NULL, '
    '"inventory_no" VARCHAR(40) NOT NULL, "title" TEXT NOT NULL, "year" INTEGER, "price" '
    "BIGINT NOT NULL, \"fate\" VARCHAR(10) NOT NULL CHECK (fate IN ('', 'classroom', "
    "'waste', 'transfer')), \"disposal_id\" INTEGER, FOREIGN KEY (\"case_id\") REFERENCES "
    '"writeoff_case" ("id") ON DELETE RESTRICT, FOREIGN KEY ("copy_id") REFERENCES '
    '"fund_copy" ("id") ON DELETE RESTRICT, FOREIGN KEY ("disposal_id") REFERENCES '
    '"writeoff_disposal" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "writeoff_case_copy_case_id" ON "writeoff_case_copy" ("case_id")',
    'CREATE INDEX "writeoff_case_copy_copy_id" ON "writeoff_case_copy" ("copy_id")',
    'CREATE INDEX "writeoff_case_copy_disposal_id" ON "writeoff_case_copy" ("disposal_id")',
    'CREATE UNIQUE INDEX "writeoff_case_copy_case_id_copy_id" ON "writeoff_case_copy" '
    '("case_id", "copy_id")',
    'CREATE UNIQUE INDEX "writeoff_case_copy_one_open_list" ON "writeoff_case_copy" '
    '("copy_id") WHERE is_open',
    'CREATE TABLE "writeoff_commission_member" ("id" SERIAL NOT NULL PRIMARY KEY, '
    '"case_id" INTEGER NOT NULL, "name" VARCHAR(120) NOT NULL, "post" VARCHAR(120) NOT '
    'NULL, "is_chair" BOOLEAN NOT NULL, FOREIGN KEY ("case_id") REFERENCES '
    '"writeoff_case" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "writeoff_commission_member_case_id" ON "writeoff_commission_member" ("case_id")',
]

#: Kazakh, Russian, English, and whether an order of the education department is needed.
REASONS = (
    ("тозған", "ветхость", "worn out", False),
    ("мазмұны ескірген", "устаревшее содержание", "content outdated", False),
    ("стандартқа сай келмейді", "не соответствует стандарту", "does not fit the standard", True),
    ("жоғалған", "утеря", "lost", False),
    ("ақау", "дефект", "defect", False),
    ("басқа", "прочее", "other", False),
)


def up(migrator, db):
    """Make the tables, and name the reasons that schools have."""
    is_sqlite = type(db).__name__ == "SchoolSqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        db.execute_sql(statement)
    places = ", ".join("?" * 5) if is_sqlite else ", ".join(["%s"] * 5)
    for place, (kk, ru, en, needs_order) in enumerate(REASONS):
        db.execute_sql(
            "INSERT INTO writeoff_reason (title_kk, title_ru, title_en, needs_order, place) "
            f"VALUES ({places})",
            (kk, ru, en, needs_order, 10 * place + 10),
        )
