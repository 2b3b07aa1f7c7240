"""Information: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "information_lesson" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"held_on" DATE NOT NULL, "title" VARCHAR(200) NOT NULL, "school_class_id" INTEGER, '
    '"class_words" VARCHAR(60) NOT NULL, "pupils" INTEGER NOT NULL CHECK (pupils >= 0), '
    '"text" TEXT NOT NULL, "by_id" INTEGER, FOREIGN KEY ("school_class_id") REFERENCES '
    '"readers_school_class" ("id") ON DELETE SET NULL, FOREIGN KEY ("by_id") REFERENCES '
    '"core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "information_lesson_held_on" ON "information_lesson" ("held_on")',
    'CREATE INDEX "information_lesson_school_class_id" ON "information_lesson" ("school_class_id")',
    'CREATE TABLE "information_enquiry" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"asked_on" DATE NOT NULL, "kind" VARCHAR(10) NOT NULL CHECK (kind IN (\'theme\', '
    "'exact', 'address', 'fact')), \"asker\" VARCHAR(10) NOT NULL CHECK (asker IN ('low', "
    "'middle', 'high', 'teacher', 'other')), \"reader_id\" INTEGER, \"question\" VARCHAR(300) "
    'NOT NULL, "answer" TEXT NOT NULL, "is_found" INTEGER NOT NULL, "by_id" INTEGER, '
    'FOREIGN KEY ("reader_id") REFERENCES "readers_reader" ("id") ON DELETE SET NULL, '
    'FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "information_enquiry_asked_on" ON "information_enquiry" ("asked_on")',
    'CREATE INDEX "information_enquiry_reader_id" ON "information_enquiry" ("reader_id")',
    'CREATE TABLE "information_meeting" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"met_on" DATE NOT NULL, "kind" VARCHAR(10) NOT NULL CHECK (kind IN (\'council\', '
    "'director', 'method', 'seminar', 'other')), \"topic\" VARCHAR(250) NOT NULL, \"said\" "
    'TEXT NOT NULL, "by_id" INTEGER, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") '
    "ON DELETE RESTRICT)",
    'CREATE INDEX "information_meeting_met_on" ON "information_meeting" ("met_on")',
    'CREATE TABLE "information_bulletin" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "month" DATE NOT NULL, "words_kk" TEXT NOT NULL, "words_ru" TEXT NOT '
    'NULL, "given_on" DATE, "by_id" INTEGER, FOREIGN KEY ("by_id") REFERENCES '
    '"core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "information_bulletin_month" ON "information_bulletin" ("month")',
    'CREATE TABLE "information_recommended_list" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "title" VARCHAR(200) NOT NULL, "text" TEXT NOT NULL, "grades" '
    'VARCHAR(40) NOT NULL, "subject" VARCHAR(100) NOT NULL, "is_public" INTEGER NOT NULL, '
    '"until" DATE, "made_on" DATE NOT NULL, "by_id" INTEGER, "sort_key" VARCHAR(120) NOT '
    'NULL, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "information_recommended_list_sort_key" ON '
    '"information_recommended_list" ("sort_key")',
    'CREATE TABLE "information_listed_record" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "recommended_list_id" INTEGER NOT NULL, "record_id" INTEGER NOT NULL, '
    '"place" INTEGER NOT NULL, "note" VARCHAR(250) NOT NULL, FOREIGN KEY '
    '("recommended_list_id") REFERENCES "information_recommended_list" ("id") ON DELETE '
    'CASCADE, FOREIGN KEY ("record_id") REFERENCES "catalogue_record" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "information_listed_record_recommended_list_id" ON '
    '"information_listed_record" ("recommended_list_id")',
    'CREATE INDEX "information_listed_record_record_id" ON "information_listed_record" '
    '("record_id")',
    'CREATE UNIQUE INDEX "information_listed_record_recommended_list_id_record_id" ON '
    '"information_listed_record" ("recommended_list_id", "record_id")',
]

POSTGRESQL = [
    'CREATE TABLE "information_lesson" ("id" SERIAL NOT NULL PRIMARY KEY, "held_on" DATE '
    'NOT NULL, "title" VARCHAR(200) NOT NULL, "school_class_id" INTEGER, "class_words" '
    'VARCHAR(60) NOT NULL, "pupils" INTEGER NOT NULL CHECK (pupils >= 0), "text" TEXT NOT '
    'NULL, "by_id" INTEGER, FOREIGN KEY ("school_class_id") REFERENCES '
    '"readers_school_class" ("id") ON DELETE SET NULL, FOREIGN KEY ("by_id") REFERENCES '
    '"core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "information_lesson_held_on" ON "information_lesson" ("held_on")',
    'CREATE INDEX "information_lesson_school_class_id" ON "information_lesson" ("school_class_id")',
    'CREATE TABLE "information_enquiry" ("id" SERIAL NOT NULL PRIMARY KEY, "asked_on" '
    "DATE NOT NULL, \"kind\" VARCHAR(10) NOT NULL CHECK (kind IN ('theme', 'exact', "
    "'address', 'fact')), \"asker\" VARCHAR(10) NOT NULL CHECK (asker IN ('low', 'middle', "
    "'high', 'teacher', 'other')), \"reader_id\" INTEGER, \"question\" VARCHAR(300) NOT NULL, "
    '"answer" TEXT NOT NULL, "is_found" BOOLEAN NOT NULL, "by_id" INTEGER, FOREIGN KEY '
    '("reader_id") REFERENCES "readers_reader" ("id") ON DELETE SET NULL, FOREIGN KEY '
    '("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "information_enquiry_asked_on" ON "information_enquiry" ("asked_on")',
    'CREATE INDEX "information_enquiry_reader_id" ON "information_enquiry" ("reader_id")',
    'CREATE TABLE "information_meeting" ("id" SERIAL NOT NULL PRIMARY KEY, "met_on" DATE '
    "NOT NULL, \"kind\" VARCHAR(10) NOT NULL CHECK (kind IN ('council', 'director', "
    "'method', 'seminar', 'other')), \"topic\" VARCHAR(250) NOT NULL, \"said\" TEXT NOT NULL, "
    '"by_id" INTEGER, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "information_meeting_met_on" ON "information_meeting" ("met_on")',
    'CREATE TABLE "information_bulletin" ("id" SERIAL NOT NULL PRIMARY KEY, "month" DATE '
    'NOT NULL, "words_kk" TEXT NOT NULL, "words_ru" TEXT NOT NULL, "given_on" DATE, '
    '"by_id" INTEGER, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE UNIQUE INDEX "information_bulletin_month" ON "information_bulletin" ("month")',
    'CREATE TABLE "information_recommended_list" ("id" SERIAL NOT NULL PRIMARY KEY, '
    '"title" VARCHAR(200) NOT NULL, "text" TEXT NOT NULL, "grades" VARCHAR(40) NOT NULL, '
    '"subject" VARCHAR(100) NOT NULL, "is_public" BOOLEAN NOT NULL, "until" DATE, '
    '"made_on" DATE NOT NULL, "by_id" INTEGER, "sort_key" VARCHAR(120) NOT NULL, FOREIGN '
    'KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "information_recommended_list_sort_key" ON '
    '"information_recommended_list" ("sort_key")',
    'CREATE TABLE "information_listed_record" ("id" SERIAL NOT NULL PRIMARY KEY, '
    '"recommended_list_id" INTEGER NOT NULL, "record_id" INTEGER NOT NULL, "place" '
    'INTEGER NOT NULL, "note" VARCHAR(250) NOT NULL, FOREIGN KEY ("recommended_list_id") '
    'REFERENCES "information_recommended_list" ("id") ON DELETE CASCADE, FOREIGN KEY '
    '("record_id") REFERENCES "catalogue_record" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "information_listed_record_recommended_list_id" ON '
    '"information_listed_record" ("recommended_list_id")',
    'CREATE INDEX "information_listed_record_record_id" ON "information_listed_record" '
    '("record_id")',
    'CREATE UNIQUE INDEX "information_listed_record_recommended_list_id_record_id" ON '
    '"information_listed_record" ("recommended_list_id", "record_id")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
