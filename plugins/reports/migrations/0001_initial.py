"""Reports: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "reports_day_note" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"day" DATE NOT NULL, "visits" INTEGER NOT NULL CHECK (visits >= 0), "remark" TEXT '
    'NOT NULL, "changed_at" DATETIME NOT NULL, "changed_by_id" INTEGER, FOREIGN KEY '
    '("changed_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "reports_day_note_day" ON "reports_day_note" ("day")',
    'CREATE TABLE "reports_printed_page" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "first" DATE NOT NULL, "last" DATE NOT NULL, "content" TEXT NOT NULL, '
    '"reason" VARCHAR(300) NOT NULL, "printed_at" DATETIME NOT NULL, "printed_by_id" '
    'INTEGER, FOREIGN KEY ("printed_by_id") REFERENCES "core_staff" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "reports_printed_page_last" ON "reports_printed_page" ("last")',
    'CREATE TABLE "reports_report" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    "\"kind\" VARCHAR(10) NOT NULL CHECK (kind IN ('year', 'half', 'quarter', 'month')), "
    '"first" DATE NOT NULL, "last" DATE NOT NULL, "created_at" DATETIME NOT NULL, '
    '"created_by_id" INTEGER, "approved_on" DATE, "approved_by_id" INTEGER, "frozen" TEXT '
    'NOT NULL, FOREIGN KEY ("created_by_id") REFERENCES "core_staff" ("id") ON DELETE '
    'RESTRICT, FOREIGN KEY ("approved_by_id") REFERENCES "core_staff" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE UNIQUE INDEX "reports_report_first_last" ON "reports_report" ("first", "last")',
    'CREATE TABLE "reports_report_text" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"report_id" INTEGER NOT NULL, "place" VARCHAR(10) NOT NULL, "text" TEXT NOT NULL, '
    '"changed_at" DATETIME NOT NULL, "changed_by_id" INTEGER, FOREIGN KEY ("report_id") '
    'REFERENCES "reports_report" ("id") ON DELETE CASCADE, FOREIGN KEY ("changed_by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "reports_report_text_report_id" ON "reports_report_text" ("report_id")',
    'CREATE UNIQUE INDEX "reports_report_text_report_id_place" ON "reports_report_text" '
    '("report_id", "place")',
    'CREATE TABLE "reports_report_picture" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "report_id" INTEGER NOT NULL, "words" VARCHAR(200) NOT NULL, "data" '
    'BLOB NOT NULL, FOREIGN KEY ("report_id") REFERENCES "reports_report" ("id") ON '
    "DELETE CASCADE)",
    'CREATE INDEX "reports_report_picture_report_id" ON "reports_report_picture" ("report_id")',
]

POSTGRESQL = [
    'CREATE TABLE "reports_day_note" ("id" SERIAL NOT NULL PRIMARY KEY, "day" DATE NOT '
    'NULL, "visits" INTEGER NOT NULL CHECK (visits >= 0), "remark" TEXT NOT NULL, '
    '"changed_at" TIMESTAMP NOT NULL, "changed_by_id" INTEGER, FOREIGN KEY '
    '("changed_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "reports_day_note_day" ON "reports_day_note" ("day")',
    'CREATE TABLE "reports_printed_page" ("id" SERIAL NOT NULL PRIMARY KEY, "first" DATE '
    'NOT NULL, "last" DATE NOT NULL, "content" TEXT NOT NULL, "reason" VARCHAR(300) NOT '
    'NULL, "printed_at" TIMESTAMP NOT NULL, "printed_by_id" INTEGER, FOREIGN KEY '
    '("printed_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "reports_printed_page_last" ON "reports_printed_page" ("last")',
    'CREATE TABLE "reports_report" ("id" SERIAL NOT NULL PRIMARY KEY, "kind" VARCHAR(10) '
    "NOT NULL CHECK (kind IN ('year', 'half', 'quarter', 'month')), \"first\" DATE NOT "
    'NULL, "last" DATE NOT NULL, "created_at" TIMESTAMP NOT NULL, "created_by_id" '
    'INTEGER, "approved_on" DATE, "approved_by_id" INTEGER, "frozen" TEXT NOT NULL, '
    'FOREIGN KEY ("created_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("approved_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "reports_report_first_last" ON "reports_report" ("first", "last")',
    'CREATE TABLE "reports_report_text" ("id" SERIAL NOT NULL PRIMARY KEY, "report_id" '
    'INTEGER NOT NULL, "place" VARCHAR(10) NOT NULL, "text" TEXT NOT NULL, "changed_at" '
    'TIMESTAMP NOT NULL, "changed_by_id" INTEGER, FOREIGN KEY ("report_id") REFERENCES '
    '"reports_report" ("id") ON DELETE CASCADE, FOREIGN KEY ("changed_by_id") REFERENCES '
    '"core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "reports_report_text_report_id" ON "reports_report_text" ("report_id")',
    'CREATE UNIQUE INDEX "reports_report_text_report_id_place" ON "reports_report_text" '
    '("report_id", "place")',
    'CREATE TABLE "reports_report_picture" ("id" SERIAL NOT NULL PRIMARY KEY, "report_id" '
    'INTEGER NOT NULL, "words" VARCHAR(200) NOT NULL, "data" BYTEA NOT NULL, FOREIGN KEY '
    '("report_id") REFERENCES "reports_report" ("id") ON DELETE CASCADE)',
    'CREATE INDEX "reports_report_picture_report_id" ON "reports_report_picture" ("report_id")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
