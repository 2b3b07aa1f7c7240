"""Readers: registered anew each year, photographs, lists for other programs, the council."""

SQLITE = [
    'CREATE TABLE "readers_reregistration" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "reader_id" INTEGER NOT NULL, "school_year" INTEGER NOT NULL, '
    '"registered_on" DATE NOT NULL, "by_id" INTEGER, FOREIGN KEY ("reader_id") REFERENCES '
    '"readers_reader" ("id") ON DELETE CASCADE, FOREIGN KEY ("by_id") REFERENCES '
    '"core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "readers_reregistration_reader_id" ON "readers_reregistration" ("reader_id")',
    'CREATE INDEX "readers_reregistration_registered_on" ON "readers_reregistration" '
    '("registered_on")',
    'CREATE UNIQUE INDEX "readers_reregistration_reader_id_school_year" ON '
    '"readers_reregistration" ("reader_id", "school_year")',
    'CREATE TABLE "readers_photo" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"reader_id" INTEGER NOT NULL, "data" BLOB NOT NULL, "added_at" DATETIME NOT NULL, '
    '"by_id" INTEGER, FOREIGN KEY ("reader_id") REFERENCES "readers_reader" ("id") ON '
    'DELETE CASCADE, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE UNIQUE INDEX "readers_photo_reader_id" ON "readers_photo" ("reader_id")',
    'CREATE TABLE "readers_handout_column" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "position" INTEGER NOT NULL, "title" VARCHAR(80) NOT NULL, "field" '
    "VARCHAR(30) NOT NULL)",
    'CREATE TABLE "readers_handout" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"reader_id" INTEGER NOT NULL, "handed_on" DATE NOT NULL, "by_id" INTEGER, FOREIGN '
    'KEY ("reader_id") REFERENCES "readers_reader" ("id") ON DELETE CASCADE, FOREIGN KEY '
    '("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "readers_handout_reader_id" ON "readers_handout" ("reader_id")',
    'CREATE INDEX "readers_handout_handed_on" ON "readers_handout" ("handed_on")',
    'CREATE TABLE "readers_council_member" ("id" INTEGER NOT NULL PRIMARY KEY '
    "AUTOINCREMENT, \"kind\" VARCHAR(10) NOT NULL CHECK (kind IN ('council', 'activist')), "
    '"reader_id" INTEGER, "name" VARCHAR(200) NOT NULL, "duty" VARCHAR(120) NOT NULL, '
    '"elected_on" DATE NOT NULL, "until" DATE, "sort_key" VARCHAR(120) NOT NULL, FOREIGN '
    'KEY ("reader_id") REFERENCES "readers_reader" ("id") ON DELETE SET NULL)',
    'CREATE INDEX "readers_council_member_reader_id" ON "readers_council_member" ("reader_id")',
    'CREATE INDEX "readers_council_member_elected_on" ON "readers_council_member" ("elected_on")',
    'CREATE INDEX "readers_council_member_sort_key" ON "readers_council_member" ("sort_key")',
    'CREATE TABLE "readers_council_task" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "text" VARCHAR(300) NOT NULL, "due_on" DATE, "responsible" '
    'VARCHAR(200) NOT NULL, "done_on" DATE)',
    'CREATE TABLE "readers_council_meeting" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "number" VARCHAR(20) NOT NULL, "met_on" DATE NOT NULL, "present" TEXT '
    'NOT NULL, "agenda" TEXT NOT NULL, "decisions" TEXT NOT NULL)',
    'CREATE INDEX "readers_council_meeting_met_on" ON "readers_council_meeting" ("met_on")',
]

POSTGRESQL = [
    'CREATE TABLE "readers_reregistration" ("id" SERIAL NOT NULL PRIMARY KEY, "reader_id" '
    'INTEGER NOT NULL, "school_year" INTEGER NOT NULL, "registered_on" DATE NOT NULL, '
    '"by_id" INTEGER, FOREIGN KEY ("reader_id") REFERENCES "readers_reader" ("id") ON '
    'DELETE CASCADE, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "readers_reregistration_reader_id" ON "readers_reregistration" ("reader_id")',
    'CREATE INDEX "readers_reregistration_registered_on" ON "readers_reregistration" '
    '("registered_on")',
    'CREATE UNIQUE INDEX "readers_reregistration_reader_id_school_year" ON '
    '"readers_reregistration" ("reader_id", "school_year")',
    'CREATE TABLE "readers_photo" ("id" SERIAL NOT NULL PRIMARY KEY, "reader_id" INTEGER '
    'NOT NULL, "data" BYTEA NOT NULL, "added_at" TIMESTAMP NOT NULL, "by_id" INTEGER, '
    'FOREIGN KEY ("reader_id") REFERENCES "readers_reader" ("id") ON DELETE CASCADE, '
    'FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "readers_photo_reader_id" ON "readers_photo" ("reader_id")',
    'CREATE TABLE "readers_handout_column" ("id" SERIAL NOT NULL PRIMARY KEY, "position" '
    'INTEGER NOT NULL, "title" VARCHAR(80) NOT NULL, "field" VARCHAR(30) NOT NULL)',
    'CREATE TABLE "readers_handout" ("id" SERIAL NOT NULL PRIMARY KEY, "reader_id" '
    'INTEGER NOT NULL, "handed_on" DATE NOT NULL, "by_id" INTEGER, FOREIGN KEY '
    '("reader_id") REFERENCES "readers_reader" ("id") ON DELETE CASCADE, FOREIGN KEY '
    '("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "readers_handout_reader_id" ON "readers_handout" ("reader_id")',
    'CREATE INDEX "readers_handout_handed_on" ON "readers_handout" ("handed_on")',
    'CREATE TABLE "readers_council_member" ("id" SERIAL NOT NULL PRIMARY KEY, "kind" '
    "VARCHAR(10) NOT NULL CHECK (kind IN ('council', 'activist')), \"reader_id\" INTEGER, "
    '"name" VARCHAR(200) NOT NULL, "duty" VARCHAR(120) NOT NULL, "elected_on" DATE NOT '
    'NULL, "until" DATE, "sort_key" VARCHAR(120) NOT NULL, FOREIGN KEY ("reader_id") '
    'REFERENCES "readers_reader" ("id") ON DELETE SET NULL)',
    'CREATE INDEX "readers_council_member_reader_id" ON "readers_council_member" ("reader_id")',
    'CREATE INDEX "readers_council_member_elected_on" ON "readers_council_member" ("elected_on")',
    'CREATE INDEX "readers_council_member_sort_key" ON "readers_council_member" ("sort_key")',
    'CREATE TABLE "readers_council_task" ("id" SERIAL NOT NULL PRIMARY KEY, "text" '
    'VARCHAR(300) NOT NULL, "due_on" DATE, "responsible" VARCHAR(200) NOT NULL, "done_on" '
    "DATE)",
    'CREATE TABLE "readers_council_meeting" ("id" SERIAL NOT NULL PRIMARY KEY, "number" '
    'VARCHAR(20) NOT NULL, "met_on" DATE NOT NULL, "present" TEXT NOT NULL, "agenda" TEXT '
    'NOT NULL, "decisions" TEXT NOT NULL)',
    'CREATE INDEX "readers_council_meeting_met_on" ON "readers_council_meeting" ("met_on")',
]


#: What «Кітапхана ісі» is given until the school says otherwise: heading, our field.
COLUMNS = (
    ("Тегі", "last_name"),
    ("Аты", "first_name"),
    ("Әкесінің аты", "patronymic"),
    ("Сыныбы", "class"),
    ("Оқыту тілі", "language"),
    ("Туған күні", "born_on"),
    ("Телефоны", "phone"),
    ("Билет №", "card_no"),
)


def up(migrator, db):
    """Run the statements of this kind of database; give the list its first columns."""
    is_sqlite = type(db).__name__ == "SchoolSqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        db.execute_sql(statement)
    kind = "INTEGER" if is_sqlite else "BOOLEAN"
    db.execute_sql(
        f'ALTER TABLE "readers_reader" ADD COLUMN "has_priority" {kind} NOT NULL DEFAULT FALSE'
    )
    db.execute_sql('ALTER TABLE "readers_reader" ADD COLUMN "erased_on" DATE')
    place = "?" if is_sqlite else "%s"
    for position, (title, field) in enumerate(COLUMNS):
        db.execute_sql(
            'INSERT INTO "readers_handout_column" ("position", "title", "field") '
            f"VALUES ({place}, {place}, {place})",
            (position, title, field),
        )
