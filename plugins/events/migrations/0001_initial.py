"""Events: tables as they were on the day they were made, and the usual forms of events."""

SQLITE = [
    'CREATE TABLE "events_event_form" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"title_kk" VARCHAR(80) NOT NULL, "title_ru" VARCHAR(80) NOT NULL, "title_en" '
    "VARCHAR(80) NOT NULL, \"nature\" VARCHAR(10) NOT NULL CHECK (nature IN ('other', "
    "'exhibition', 'excursion')), \"place\" INTEGER NOT NULL)",
    'CREATE TABLE "events_series" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    "\"every\" VARCHAR(5) NOT NULL CHECK (every IN ('week', 'month')), \"first\" DATE NOT "
    'NULL, "last" DATE NOT NULL)',
    'CREATE TABLE "events_event" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"title" VARCHAR(250) NOT NULL, "form_id" INTEGER NOT NULL, "form_words" VARCHAR(120) '
    'NOT NULL, "month" DATE NOT NULL, "planned_month" DATE NOT NULL, "day" DATE, "until" '
    'DATE, "begins" VARCHAR(5) NOT NULL, "ends" VARCHAR(5) NOT NULL, "room" VARCHAR(120) '
    "NOT NULL, \"audience\" VARCHAR(10) NOT NULL CHECK (audience IN ('all', 'grades', "
    "'classes', 'teachers', 'parents')), \"grades\" VARCHAR(40) NOT NULL, \"classes\" "
    'VARCHAR(400) NOT NULL, "text" TEXT NOT NULL, "state" VARCHAR(10) NOT NULL CHECK '
    "(state IN ('planned', 'moved', 'held', 'cancelled')), \"grades_1_4\" INTEGER NOT NULL, "
    '"grades_5_9" INTEGER NOT NULL, "grades_10_11" INTEGER NOT NULL, "teachers" INTEGER '
    'NOT NULL, "others" INTEGER NOT NULL, "result" TEXT NOT NULL, "plan_key" VARCHAR(120) '
    'NOT NULL, "series_id" INTEGER, "made_at" DATETIME NOT NULL, "made_by_id" INTEGER, '
    'FOREIGN KEY ("form_id") REFERENCES "events_event_form" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("series_id") REFERENCES "events_series" ("id") ON DELETE SET NULL, '
    'FOREIGN KEY ("made_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "events_event_form_id" ON "events_event" ("form_id")',
    'CREATE INDEX "events_event_month" ON "events_event" ("month")',
    'CREATE INDEX "events_event_day" ON "events_event" ("day")',
    'CREATE INDEX "events_event_plan_key" ON "events_event" ("plan_key")',
    'CREATE INDEX "events_event_series_id" ON "events_event" ("series_id")',
    'CREATE TABLE "events_person" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"event_id" INTEGER NOT NULL, "name" VARCHAR(160) NOT NULL, "staff_id" INTEGER, '
    '"reader_id" INTEGER, "place" INTEGER NOT NULL, FOREIGN KEY ("event_id") REFERENCES '
    '"events_event" ("id") ON DELETE CASCADE, FOREIGN KEY ("staff_id") REFERENCES '
    '"core_staff" ("id") ON DELETE SET NULL, FOREIGN KEY ("reader_id") REFERENCES '
    '"readers_reader" ("id") ON DELETE SET NULL)',
    'CREATE INDEX "events_person_event_id" ON "events_person" ("event_id")',
    'CREATE TABLE "events_deed" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"event_id" INTEGER NOT NULL, "kind" VARCHAR(10) NOT NULL CHECK (kind IN (\'planned\', '
    "'moved', 'held', 'cancelled', 'restored', 'unmarked')), \"before\" VARCHAR(40) NOT "
    'NULL, "after" VARCHAR(40) NOT NULL, "words" VARCHAR(250) NOT NULL, "at" DATETIME NOT '
    'NULL, "by_id" INTEGER, FOREIGN KEY ("event_id") REFERENCES "events_event" ("id") ON '
    'DELETE CASCADE, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "events_deed_event_id" ON "events_deed" ("event_id")',
    'CREATE TABLE "events_attachment" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"event_id" INTEGER NOT NULL, "kind" VARCHAR(10) NOT NULL CHECK (kind IN (\'photo\', '
    '\'file\')), "name" VARCHAR(200) NOT NULL, "mime" VARCHAR(100) NOT NULL, "data" BLOB '
    'NOT NULL, "preview" BLOB NOT NULL, "size" INTEGER NOT NULL, "width" INTEGER NOT '
    'NULL, "height" INTEGER NOT NULL, "added_at" DATETIME NOT NULL, "by_id" INTEGER, '
    'FOREIGN KEY ("event_id") REFERENCES "events_event" ("id") ON DELETE CASCADE, FOREIGN '
    'KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "events_attachment_event_id" ON "events_attachment" ("event_id")',
    'CREATE TABLE "events_shown" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"event_id" INTEGER NOT NULL, "record_id" INTEGER NOT NULL, "copy_id" INTEGER, '
    '"place" INTEGER NOT NULL, FOREIGN KEY ("event_id") REFERENCES "events_event" ("id") '
    'ON DELETE CASCADE, FOREIGN KEY ("record_id") REFERENCES "catalogue_record" ("id") ON '
    'DELETE RESTRICT, FOREIGN KEY ("copy_id") REFERENCES "fund_copy" ("id") ON DELETE SET '
    "NULL)",
    'CREATE INDEX "events_shown_event_id" ON "events_shown" ("event_id")',
    'CREATE INDEX "events_shown_record_id" ON "events_shown" ("record_id")',
    'CREATE UNIQUE INDEX "events_shown_event_id_record_id" ON "events_shown" ("event_id", '
    '"record_id")',
    'CREATE TABLE "events_feed" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "token" '
    'VARCHAR(64) NOT NULL, "made_at" DATETIME NOT NULL, "by_id" INTEGER, FOREIGN KEY '
    '("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "events_feed_token" ON "events_feed" ("token")',
]

POSTGRESQL = [
    'CREATE TABLE "events_event_form" ("id" SERIAL NOT NULL PRIMARY KEY, "title_kk" '
    'VARCHAR(80) NOT NULL, "title_ru" VARCHAR(80) NOT NULL, "title_en" VARCHAR(80) NOT '
    "NULL, \"nature\" VARCHAR(10) NOT NULL CHECK (nature IN ('other', 'exhibition', "
    "'excursion')), \"place\" INTEGER NOT NULL)",
    'CREATE TABLE "events_series" ("id" SERIAL NOT NULL PRIMARY KEY, "every" VARCHAR(5) '
    "NOT NULL CHECK (every IN ('week', 'month')), \"first\" DATE NOT NULL, \"last\" DATE NOT "
    "NULL)",
    'CREATE TABLE "events_event" ("id" SERIAL NOT NULL PRIMARY KEY, "title" VARCHAR(250) '
    'NOT NULL, "form_id" INTEGER NOT NULL, "form_words" VARCHAR(120) NOT NULL, "month" '
    'DATE NOT NULL, "planned_month" DATE NOT NULL, "day" DATE, "until" DATE, "begins" '
    'VARCHAR(5) NOT NULL, "ends" VARCHAR(5) NOT NULL, "room" VARCHAR(120) NOT NULL, '
    "\"audience\" VARCHAR(10) NOT NULL CHECK (audience IN ('all', 'grades', 'classes', "
    "'teachers', 'parents')), \"grades\" VARCHAR(40) NOT NULL, \"classes\" VARCHAR(400) NOT "
    'NULL, "text" TEXT NOT NULL, "state" VARCHAR(10) NOT NULL CHECK (state IN (\'planned\', '
    "'moved', 'held', 'cancelled')), \"grades_1_4\" INTEGER NOT NULL, \"grades_5_9\" INTEGER "
    'NOT NULL, "grades_10_11" INTEGER NOT NULL, "teachers" INTEGER NOT NULL, "others" '
    'INTEGER NOT NULL, "result" TEXT NOT NULL, "plan_key" VARCHAR(120) NOT NULL, '
    '"series_id" INTEGER, "made_at" TIMESTAMP NOT NULL, "made_by_id" INTEGER, FOREIGN KEY '
    '("form_id") REFERENCES "events_event_form" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("series_id") REFERENCES "events_series" ("id") ON DELETE SET NULL, FOREIGN KEY '
    '("made_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "events_event_form_id" ON "events_event" ("form_id")',
    'CREATE INDEX "events_event_month" ON "events_event" ("month")',
    'CREATE INDEX "events_event_day" ON "events_event" ("day")',
    'CREATE INDEX "events_event_plan_key" ON "events_event" ("plan_key")',
    'CREATE INDEX "events_event_series_id" ON "events_event" ("series_id")',
    'CREATE TABLE "events_person" ("id" SERIAL NOT NULL PRIMARY KEY, "event_id" INTEGER '
    'NOT NULL, "name" VARCHAR(160) NOT NULL, "staff_id" INTEGER, "reader_id" INTEGER, '
    '"place" INTEGER NOT NULL, FOREIGN KEY ("event_id") REFERENCES "events_event" ("id") '
    'ON DELETE CASCADE, FOREIGN KEY ("staff_id") REFERENCES "core_staff" ("id") ON DELETE '
    'SET NULL, FOREIGN KEY ("reader_id") REFERENCES "readers_reader" ("id") ON DELETE SET '
    "NULL)",
    'CREATE INDEX "events_person_event_id" ON "events_person" ("event_id")',
    'CREATE TABLE "events_deed" ("id" SERIAL NOT NULL PRIMARY KEY, "event_id" INTEGER NOT '
    "NULL, \"kind\" VARCHAR(10) NOT NULL CHECK (kind IN ('planned', 'moved', 'held', "
    "'cancelled', 'restored', 'unmarked')), \"before\" VARCHAR(40) NOT NULL, \"after\" "
    'VARCHAR(40) NOT NULL, "words" VARCHAR(250) NOT NULL, "at" TIMESTAMP NOT NULL, '
    '"by_id" INTEGER, FOREIGN KEY ("event_id") REFERENCES "events_event" ("id") ON DELETE '
    'CASCADE, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "events_deed_event_id" ON "events_deed" ("event_id")',
    'CREATE TABLE "events_attachment" ("id" SERIAL NOT NULL PRIMARY KEY, "event_id" '
    "INTEGER NOT NULL, \"kind\" VARCHAR(10) NOT NULL CHECK (kind IN ('photo', 'file')), "
    '"name" VARCHAR(200) NOT NULL, "mime" VARCHAR(100) NOT NULL, "data" BYTEA NOT NULL, '
    '"preview" BYTEA NOT NULL, "size" INTEGER NOT NULL, "width" INTEGER NOT NULL, '
    '"height" INTEGER NOT NULL, "added_at" TIMESTAMP NOT NULL, "by_id" INTEGER, FOREIGN '
    'KEY ("event_id") REFERENCES "events_event" ("id") ON DELETE CASCADE, FOREIGN KEY '
    '("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "events_attachment_event_id" ON "events_attachment" ("event_id")',
    'CREATE TABLE "events_shown" ("id" SERIAL NOT NULL PRIMARY KEY, "event_id" INTEGER '
    'NOT NULL, "record_id" INTEGER NOT NULL, "copy_id" INTEGER, "place" INTEGER NOT NULL, '
    'FOREIGN KEY ("event_id") REFERENCES "events_event" ("id") ON DELETE CASCADE, FOREIGN '
    'KEY ("record_id") REFERENCES "catalogue_record" ("id") ON DELETE RESTRICT, FOREIGN '
    'KEY ("copy_id") REFERENCES "fund_copy" ("id") ON DELETE SET NULL)',
    'CREATE INDEX "events_shown_event_id" ON "events_shown" ("event_id")',
    'CREATE INDEX "events_shown_record_id" ON "events_shown" ("record_id")',
    'CREATE UNIQUE INDEX "events_shown_event_id_record_id" ON "events_shown" ("event_id", '
    '"record_id")',
    'CREATE TABLE "events_feed" ("id" SERIAL NOT NULL PRIMARY KEY, "token" VARCHAR(64) '
    'NOT NULL, "made_at" TIMESTAMP NOT NULL, "by_id" INTEGER, FOREIGN KEY ("by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "events_feed_token" ON "events_feed" ("token")',
]


#: Kazakh, Russian, English, and what the program does with events of that form.
FORMS = (
    ("Көрме", "Выставка", "Exhibition", "exhibition"),
    ("Кітап көрмесі", "Книжная выставка", "Book exhibition", "exhibition"),
    ("Тақырыптық сөре", "Тематическая полка", "Thematic shelf", "exhibition"),
    ("Шолу", "Обзор", "Review of books", "other"),
    ("Тақырыптық шолу", "Тематический обзор", "Thematic review", "other"),
    ("Әңгіме шолу", "Беседа-обзор", "Talk about books", "other"),
    ("Тарихи шолу", "Исторический обзор", "Historical review", "other"),
    ("Өмірбаяндық шолу", "Биографический обзор", "Biographical review", "other"),
    ("Викторина", "Викторина", "Quiz", "other"),
    ("Ойын-викторина", "Игра-викторина", "Game and quiz", "other"),
    ("Библиодесант", "Библиодесант", "Library landing party", "other"),
    ("Әдеби-дастархан", "Литературный дастархан", "Literary table", "other"),
    ("Ертеңгілік", "Утренник", "Morning performance", "other"),
    ("Пікірсайыс", "Диспут", "Debate", "other"),
    ("Дөңгелек үстел", "Круглый стол", "Round table", "other"),
    ("Поэзия сағаты", "Час поэзии", "Hour of poetry", "other"),
    ("Экскурсия", "Экскурсия", "Excursion", "excursion"),
    ("Ашық есік күні", "День открытых дверей", "Open day", "excursion"),
    ("Рейд", "Рейд", "Inspection of textbooks", "other"),
    ("Сауалнама", "Анкетирование", "Questionnaire", "other"),
    ("Денсаулық сағаты", "Час здоровья", "Hour of health", "other"),
    ("Танымдық сабақ", "Познавательный урок", "Lesson", "other"),
    ("Танымдық кеш", "Познавательный вечер", "Evening of knowledge", "other"),
    ("Портрет кеші", "Вечер-портрет", "Evening of one writer", "other"),
    ("Әдеби кеш", "Литературный вечер", "Literary evening", "other"),
    ("Әдеби-сазды қонақжай", "Литературно-музыкальная гостиная", "Literary salon", "other"),
    ("Жазушы бенефисі", "Бенефис писателя", "Writer's benefit", "other"),
    ("Жұлдызды досье", "Звёздное досье", "Star's dossier", "other"),
    ("Ауызша журнал", "Устный журнал", "Spoken magazine", "other"),
    ("Слайдты көрсетілім", "Слайд-показ", "Slide show", "other"),
    ("Мерекелік сазды бағдарлама", "Праздничная музыкальная программа", "Concert", "other"),
    ("Кітап талқылау", "Обсуждение книги", "Discussion of a book", "other"),
    ("Мамандық таңдау сағаты", "Час профориентации", "Hour of vocations", "other"),
    ("Пайдалы кеңес сағаты", "Час полезных советов", "Hour of advice", "other"),
    ("Тәрбие сағаты", "Воспитательный час", "Class hour", "other"),
    ("Ерлік сағаты", "Час мужества", "Hour of courage", "other"),
    ("Буккроссинг", "Буккроссинг", "Book-crossing", "other"),
    ("Акция", "Акция", "Campaign", "other"),
    ("Әр түрлі іс-шаралар", "Разные мероприятия", "Various events", "other"),
)


def up(migrator, db):
    """Make the tables, and name the forms that schools have."""
    is_sqlite = type(db).__name__ == "SchoolSqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        db.execute_sql(statement)
    places = ", ".join("?" * 5) if is_sqlite else ", ".join(["%s"] * 5)
    for place, (kk, ru, en, nature) in enumerate(FORMS):
        db.execute_sql(
            "INSERT INTO events_event_form (title_kk, title_ru, title_en, nature, place) "
            f"VALUES ({places})",
            (kk, ru, en, nature, 10 * place + 10),
        )
