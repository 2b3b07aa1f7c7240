"""Planning: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "planning_plan" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"school_year" INTEGER NOT NULL, "made_on" DATE NOT NULL, "made_by_id" INTEGER, '
    "\"source\" VARCHAR(10) NOT NULL CHECK (source IN ('blank', 'ready', 'copy', 'table')), "
    '"approved_on" DATE, "approver_name" VARCHAR(120) NOT NULL, "approver_post" '
    'VARCHAR(120) NOT NULL, "librarian" VARCHAR(120) NOT NULL, FOREIGN KEY ("made_by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "planning_plan_school_year" ON "planning_plan" ("school_year")',
    'CREATE INDEX "planning_plan_made_on" ON "planning_plan" ("made_on")',
    'CREATE TABLE "planning_plan_part" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"plan_id" INTEGER NOT NULL, "position" INTEGER NOT NULL, "place" VARCHAR(4) NOT NULL '
    "CHECK (place IN ('', 'I')), \"title_kk\" VARCHAR(200) NOT NULL, \"title_ru\" "
    'VARCHAR(200) NOT NULL, "body_kk" TEXT NOT NULL, "body_ru" TEXT NOT NULL, FOREIGN KEY '
    '("plan_id") REFERENCES "planning_plan" ("id") ON DELETE CASCADE)',
    'CREATE INDEX "planning_plan_part_plan_id" ON "planning_plan_part" ("plan_id")',
    'CREATE TABLE "planning_plan_line" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"plan_id" INTEGER NOT NULL, "place" VARCHAR(4) NOT NULL CHECK (place IN (\'II\', '
    "'III', 'IV', 'V', 'VI', 'VII', 'VIII')), \"position\" INTEGER NOT NULL, \"number\" "
    'INTEGER NOT NULL, "written_number" VARCHAR(10) NOT NULL, "text_kk" VARCHAR(500) NOT '
    'NULL, "text_ru" VARCHAR(500) NOT NULL, "measure_kk" VARCHAR(120) NOT NULL, '
    '"measure_ru" VARCHAR(120) NOT NULL, "responsible_kk" VARCHAR(200) NOT NULL, '
    '"responsible_ru" VARCHAR(200) NOT NULL, "quantity" INTEGER CHECK (quantity IS NULL '
    'OR quantity > 0), "month" INTEGER CHECK (month IS NULL OR month BETWEEN 1 AND 12), '
    '"due_on" DATE, "is_monthly" INTEGER NOT NULL DEFAULT FALSE, "is_event" INTEGER NOT '
    'NULL DEFAULT FALSE, "work_unit" VARCHAR(60) NOT NULL, "key" VARCHAR(40) NOT NULL, '
    '"person" VARCHAR(200) NOT NULL, FOREIGN KEY ("plan_id") REFERENCES "planning_plan" '
    '("id") ON DELETE CASCADE)',
    'CREATE INDEX "planning_plan_line_plan_id" ON "planning_plan_line" ("plan_id")',
    'CREATE UNIQUE INDEX "planning_plan_line_key" ON "planning_plan_line" ("key")',
    'CREATE INDEX "planning_line_by_place" ON "planning_plan_line" ("plan_id", "place", '
    '"position")',
    'CREATE TABLE "planning_tally" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"line_id" INTEGER NOT NULL, "done_on" DATE NOT NULL, "quantity" INTEGER NOT NULL '
    'CHECK (quantity > 0), "note" VARCHAR(250) NOT NULL, "at" DATETIME NOT NULL, "by_id" '
    'INTEGER, "undone_at" DATETIME, "undone_by_id" INTEGER, FOREIGN KEY ("line_id") '
    'REFERENCES "planning_plan_line" ("id") ON DELETE CASCADE, FOREIGN KEY ("by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY ("undone_by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "planning_tally_line_id" ON "planning_tally" ("line_id")',
    'CREATE TABLE "planning_memorable_date" ("id" INTEGER NOT NULL PRIMARY KEY '
    "AUTOINCREMENT, \"kind\" VARCHAR(10) NOT NULL CHECK (kind IN ('person', 'day')), \"name\" "
    'VARCHAR(200) NOT NULL, "name_ru" VARCHAR(200) NOT NULL, "day" INTEGER CHECK (day IS '
    'NULL OR day BETWEEN 1 AND 31), "month" INTEGER CHECK (month IS NULL OR month BETWEEN '
    '1 AND 12), "year" INTEGER, "died_year" INTEGER, "who_kk" VARCHAR(200) NOT NULL, '
    '"who_ru" VARCHAR(200) NOT NULL, "is_confirmed" INTEGER NOT NULL, "source" '
    'VARCHAR(250) NOT NULL, "sort_key" VARCHAR(120) NOT NULL)',
    'CREATE INDEX "planning_memorable_date_sort_key" ON "planning_memorable_date" ("sort_key")',
]

POSTGRESQL = [
    'CREATE TABLE "planning_plan" ("id" SERIAL NOT NULL PRIMARY KEY, "school_year" '
    'INTEGER NOT NULL, "made_on" DATE NOT NULL, "made_by_id" INTEGER, "source" '
    "VARCHAR(10) NOT NULL CHECK (source IN ('blank', 'ready', 'copy', 'table')), "
    '"approved_on" DATE, "approver_name" VARCHAR(120) NOT NULL, "approver_post" '
    'VARCHAR(120) NOT NULL, "librarian" VARCHAR(120) NOT NULL, FOREIGN KEY ("made_by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "planning_plan_school_year" ON "planning_plan" ("school_year")',
    'CREATE INDEX "planning_plan_made_on" ON "planning_plan" ("made_on")',
    'CREATE TABLE "planning_plan_part" ("id" SERIAL NOT NULL PRIMARY KEY, "plan_id" '
    'INTEGER NOT NULL, "position" INTEGER NOT NULL, "place" VARCHAR(4) NOT NULL CHECK '
    "(place IN ('', 'I')), \"title_kk\" VARCHAR(200) NOT NULL, \"title_ru\" VARCHAR(200) NOT "
    'NULL, "body_kk" TEXT NOT NULL, "body_ru" TEXT NOT NULL, FOREIGN KEY ("plan_id") '
    'REFERENCES "planning_plan" ("id") ON DELETE CASCADE)',
    'CREATE INDEX "planning_plan_part_plan_id" ON "planning_plan_part" ("plan_id")',
    'CREATE TABLE "planning_plan_line" ("id" SERIAL NOT NULL PRIMARY KEY, "plan_id" '
    "INTEGER NOT NULL, \"place\" VARCHAR(4) NOT NULL CHECK (place IN ('II', 'III', 'IV', "
    "'V', 'VI', 'VII', 'VIII')), \"position\" INTEGER NOT NULL, \"number\" INTEGER NOT NULL, "
    '"written_number" VARCHAR(10) NOT NULL, "text_kk" VARCHAR(500) NOT NULL, "text_ru" '
    'VARCHAR(500) NOT NULL, "measure_kk" VARCHAR(120) NOT NULL, "measure_ru" VARCHAR(120) '
    'NOT NULL, "responsible_kk" VARCHAR(200) NOT NULL, "responsible_ru" VARCHAR(200) NOT '
    'NULL, "quantity" INTEGER CHECK (quantity IS NULL OR quantity > 0), "month" INTEGER '
    'CHECK (month IS NULL OR month BETWEEN 1 AND 12), "due_on" DATE, "is_monthly" BOOLEAN '
    'NOT NULL DEFAULT FALSE, "is_event" BOOLEAN NOT NULL DEFAULT FALSE, "work_unit" '
    'VARCHAR(60) NOT NULL, "key" VARCHAR(40) NOT NULL, "person" VARCHAR(200) NOT NULL, '
    'FOREIGN KEY ("plan_id") REFERENCES "planning_plan" ("id") ON DELETE CASCADE)',
    'CREATE INDEX "planning_plan_line_plan_id" ON "planning_plan_line" ("plan_id")',
    'CREATE UNIQUE INDEX "planning_plan_line_key" ON "planning_plan_line" ("key")',
    'CREATE INDEX "planning_line_by_place" ON "planning_plan_line" ("plan_id", "place", '
    '"position")',
    'CREATE TABLE "planning_tally" ("id" SERIAL NOT NULL PRIMARY KEY, "line_id" INTEGER '
    'NOT NULL, "done_on" DATE NOT NULL, "quantity" INTEGER NOT NULL CHECK (quantity > 0), '
    '"note" VARCHAR(250) NOT NULL, "at" TIMESTAMP NOT NULL, "by_id" INTEGER, "undone_at" '
    'TIMESTAMP, "undone_by_id" INTEGER, FOREIGN KEY ("line_id") REFERENCES '
    '"planning_plan_line" ("id") ON DELETE CASCADE, FOREIGN KEY ("by_id") REFERENCES '
    '"core_staff" ("id") ON DELETE RESTRICT, FOREIGN KEY ("undone_by_id") REFERENCES '
    '"core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "planning_tally_line_id" ON "planning_tally" ("line_id")',
    'CREATE TABLE "planning_memorable_date" ("id" SERIAL NOT NULL PRIMARY KEY, "kind" '
    "VARCHAR(10) NOT NULL CHECK (kind IN ('person', 'day')), \"name\" VARCHAR(200) NOT "
    'NULL, "name_ru" VARCHAR(200) NOT NULL, "day" INTEGER CHECK (day IS NULL OR day '
    'BETWEEN 1 AND 31), "month" INTEGER CHECK (month IS NULL OR month BETWEEN 1 AND 12), '
    '"year" INTEGER, "died_year" INTEGER, "who_kk" VARCHAR(200) NOT NULL, "who_ru" '
    'VARCHAR(200) NOT NULL, "is_confirmed" BOOLEAN NOT NULL, "source" VARCHAR(250) NOT '
    'NULL, "sort_key" VARCHAR(120) NOT NULL)',
    'CREATE INDEX "planning_memorable_date_sort_key" ON "planning_memorable_date" ("sort_key")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
