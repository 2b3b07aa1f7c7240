"""Catalogue: records in full: persons, headings, classes, shelves, covers, and what is kept."""

SQLITE = [
    'CREATE TABLE "catalogue_shelf" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"name" VARCHAR(60) NOT NULL, "room" VARCHAR(100) NOT NULL, "note" VARCHAR(200) NOT '
    'NULL, "sort_key" VARCHAR(120) NOT NULL)',
    'CREATE INDEX "catalogue_shelf_sort_key" ON "catalogue_shelf" ("sort_key")',
    'CREATE UNIQUE INDEX "catalogue_shelf_room_name" ON "catalogue_shelf" ("room", "name")',
    'CREATE TABLE "catalogue_person" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"name" VARCHAR(200) NOT NULL, "folded" VARCHAR(200) NOT NULL, "dates" VARCHAR(60) '
    'NOT NULL, "author_mark" VARCHAR(20) NOT NULL, "note" TEXT NOT NULL, "other_names" '
    'TEXT NOT NULL, "sort_key" VARCHAR(120) NOT NULL, "search_text" TEXT NOT NULL)',
    'CREATE INDEX "catalogue_person_folded" ON "catalogue_person" ("folded")',
    'CREATE INDEX "catalogue_person_sort_key" ON "catalogue_person" ("sort_key")',
    "CREATE VIRTUAL TABLE catalogue_person_search USING fts5 (search_text, "
    "content='catalogue_person', content_rowid='id', tokenize='unicode61', prefix='2 3')",
    "CREATE TRIGGER catalogue_person_search_insert AFTER INSERT ON catalogue_person BEGIN "
    "INSERT INTO catalogue_person_search (rowid, search_text) VALUES (new.id, "
    "new.search_text); END",
    "CREATE TRIGGER catalogue_person_search_delete AFTER DELETE ON catalogue_person BEGIN "
    "INSERT INTO catalogue_person_search (catalogue_person_search, rowid, search_text) "
    "VALUES ('delete', old.id, old.search_text); END",
    "CREATE TRIGGER catalogue_person_search_update AFTER UPDATE OF search_text ON "
    "catalogue_person WHEN old.search_text <> new.search_text BEGIN INSERT INTO "
    "catalogue_person_search (catalogue_person_search, rowid, search_text) VALUES "
    "('delete', old.id, old.search_text); INSERT INTO catalogue_person_search (rowid, "
    "search_text) VALUES (new.id, new.search_text); END",
    'CREATE TABLE "catalogue_person_name" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "person_id" INTEGER NOT NULL, "name" VARCHAR(200) NOT NULL, "kind" '
    "VARCHAR(20) NOT NULL CHECK (kind IN ('variant', 'transliteration', 'russian', "
    "'kazakh', 'pseudonym', 'full')), \"folded\" VARCHAR(200) NOT NULL, FOREIGN KEY "
    '("person_id") REFERENCES "catalogue_person" ("id") ON DELETE CASCADE)',
    'CREATE INDEX "catalogue_person_name_person_id" ON "catalogue_person_name" ("person_id")',
    'CREATE INDEX "catalogue_person_name_folded" ON "catalogue_person_name" ("folded")',
    'CREATE TABLE "catalogue_record_person" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "record_id" INTEGER NOT NULL, "person_id" INTEGER NOT NULL, "role" '
    "VARCHAR(20) NOT NULL CHECK (role IN ('author', 'compiler', 'editor', 'translator', "
    "'illustrator', 'photographer', 'foreword', 'composer', 'reviewer', 'about', "
    '\'other\')), "position" INTEGER NOT NULL, FOREIGN KEY ("record_id") REFERENCES '
    '"catalogue_record" ("id") ON DELETE CASCADE, FOREIGN KEY ("person_id") REFERENCES '
    '"catalogue_person" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "catalogue_record_person_person_id" ON "catalogue_record_person" ("person_id")',
    'CREATE UNIQUE INDEX "catalogue_record_person_record_id_person_id_role" ON '
    '"catalogue_record_person" ("record_id", "person_id", "role")',
    'CREATE TABLE "catalogue_heading" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"name" VARCHAR(200) NOT NULL, "kind" VARCHAR(20) NOT NULL CHECK (kind IN (\'topic\', '
    "'place', 'person', 'organisation', 'form')), \"sort_key\" VARCHAR(120) NOT NULL, "
    '"search_text" VARCHAR(250) NOT NULL)',
    'CREATE INDEX "catalogue_heading_sort_key" ON "catalogue_heading" ("sort_key")',
    'CREATE INDEX "catalogue_heading_search_text" ON "catalogue_heading" ("search_text")',
    'CREATE TABLE "catalogue_record_heading" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "record_id" INTEGER NOT NULL, "heading_id" INTEGER NOT NULL, '
    '"position" INTEGER NOT NULL, FOREIGN KEY ("record_id") REFERENCES "catalogue_record" '
    '("id") ON DELETE CASCADE, FOREIGN KEY ("heading_id") REFERENCES "catalogue_heading" '
    '("id") ON DELETE RESTRICT)',
    'CREATE INDEX "catalogue_record_heading_heading_id" ON "catalogue_record_heading" '
    '("heading_id")',
    'CREATE UNIQUE INDEX "catalogue_record_heading_record_id_heading_id" ON '
    '"catalogue_record_heading" ("record_id", "heading_id")',
    'CREATE TABLE "catalogue_class_index" ("id" INTEGER NOT NULL PRIMARY KEY '
    "AUTOINCREMENT, \"scheme\" VARCHAR(5) NOT NULL CHECK (scheme IN ('bbk', 'udc')), "
    '"index" VARCHAR(60) NOT NULL, "title_kk" VARCHAR(200) NOT NULL, "title_ru" '
    'VARCHAR(200) NOT NULL, "parent_id" INTEGER, "sort_key" VARCHAR(120) NOT NULL, '
    'FOREIGN KEY ("parent_id") REFERENCES "catalogue_class_index" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "catalogue_class_index_parent_id" ON "catalogue_class_index" ("parent_id")',
    'CREATE UNIQUE INDEX "catalogue_class_index_scheme_index" ON "catalogue_class_index" '
    '("scheme", "index")',
    'CREATE TABLE "catalogue_mark_row" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"table_name" VARCHAR(60) NOT NULL, "letter" VARCHAR(2) NOT NULL, "prefix" '
    'VARCHAR(40) NOT NULL, "number" INTEGER NOT NULL)',
    'CREATE INDEX "catalogue_mark_row_letter_prefix" ON "catalogue_mark_row" ("letter", "prefix")',
    'CREATE TABLE "catalogue_record_tombstone" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "record_id" INTEGER NOT NULL, "deleted_at" DATETIME NOT NULL, '
    '"merged_into" INTEGER)',
    'CREATE UNIQUE INDEX "catalogue_record_tombstone_record_id" ON '
    '"catalogue_record_tombstone" ("record_id")',
    'CREATE INDEX "catalogue_record_tombstone_deleted_at" ON "catalogue_record_tombstone" '
    '("deleted_at")',
    'CREATE TABLE "catalogue_card_print" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "printed_at" DATETIME NOT NULL, "by_id" INTEGER, "records" INTEGER '
    'NOT NULL, "cards" INTEGER NOT NULL, FOREIGN KEY ("by_id") REFERENCES "core_staff" '
    '("id") ON DELETE RESTRICT)',
    'CREATE INDEX "catalogue_card_print_printed_at" ON "catalogue_card_print" ("printed_at")',
]

POSTGRESQL = [
    'CREATE TABLE "catalogue_shelf" ("id" SERIAL NOT NULL PRIMARY KEY, "name" VARCHAR(60) '
    'NOT NULL, "room" VARCHAR(100) NOT NULL, "note" VARCHAR(200) NOT NULL, "sort_key" '
    "VARCHAR(120) NOT NULL)",
    'CREATE INDEX "catalogue_shelf_sort_key" ON "catalogue_shelf" ("sort_key")',
    'CREATE UNIQUE INDEX "catalogue_shelf_room_name" ON "catalogue_shelf" ("room", "name")',
    'CREATE TABLE "catalogue_person" ("id" SERIAL NOT NULL PRIMARY KEY, "name" '
    'VARCHAR(200) NOT NULL, "folded" VARCHAR(200) NOT NULL, "dates" VARCHAR(60) NOT NULL, '
    '"author_mark" VARCHAR(20) NOT NULL, "note" TEXT NOT NULL, "other_names" TEXT NOT '
    'NULL, "sort_key" VARCHAR(120) NOT NULL, "search_text" TEXT NOT NULL)',
    'CREATE INDEX "catalogue_person_folded" ON "catalogue_person" ("folded")',
    'CREATE INDEX "catalogue_person_sort_key" ON "catalogue_person" ("sort_key")',
    "CREATE INDEX catalogue_person_search ON catalogue_person USING gin "
    "(to_tsvector('simple'::regconfig, search_text))",
    'CREATE TABLE "catalogue_person_name" ("id" SERIAL NOT NULL PRIMARY KEY, "person_id" '
    'INTEGER NOT NULL, "name" VARCHAR(200) NOT NULL, "kind" VARCHAR(20) NOT NULL CHECK '
    "(kind IN ('variant', 'transliteration', 'russian', 'kazakh', 'pseudonym', 'full')), "
    '"folded" VARCHAR(200) NOT NULL, FOREIGN KEY ("person_id") REFERENCES '
    '"catalogue_person" ("id") ON DELETE CASCADE)',
    'CREATE INDEX "catalogue_person_name_person_id" ON "catalogue_person_name" ("person_id")',
    'CREATE INDEX "catalogue_person_name_folded" ON "catalogue_person_name" ("folded")',
    'CREATE TABLE "catalogue_record_person" ("id" SERIAL NOT NULL PRIMARY KEY, '
    '"record_id" INTEGER NOT NULL, "person_id" INTEGER NOT NULL, "role" VARCHAR(20) NOT '
    "NULL CHECK (role IN ('author', 'compiler', 'editor', 'translator', 'illustrator', "
    "'photographer', 'foreword', 'composer', 'reviewer', 'about', 'other')), \"position\" "
    'INTEGER NOT NULL, FOREIGN KEY ("record_id") REFERENCES "catalogue_record" ("id") ON '
    'DELETE CASCADE, FOREIGN KEY ("person_id") REFERENCES "catalogue_person" ("id") ON '
    "DELETE RESTRICT)",
    'CREATE INDEX "catalogue_record_person_person_id" ON "catalogue_record_person" ("person_id")',
    'CREATE UNIQUE INDEX "catalogue_record_person_record_id_person_id_role" ON '
    '"catalogue_record_person" ("record_id", "person_id", "role")',
    'CREATE TABLE "catalogue_heading" ("id" SERIAL NOT NULL PRIMARY KEY, "name" '
    "VARCHAR(200) NOT NULL, \"kind\" VARCHAR(20) NOT NULL CHECK (kind IN ('topic', 'place', "
    "'person', 'organisation', 'form')), \"sort_key\" VARCHAR(120) NOT NULL, \"search_text\" "
    "VARCHAR(250) NOT NULL)",
    'CREATE INDEX "catalogue_heading_sort_key" ON "catalogue_heading" ("sort_key")',
    'CREATE INDEX "catalogue_heading_search_text" ON "catalogue_heading" ("search_text")',
    'CREATE TABLE "catalogue_record_heading" ("id" SERIAL NOT NULL PRIMARY KEY, '
    '"record_id" INTEGER NOT NULL, "heading_id" INTEGER NOT NULL, "position" INTEGER NOT '
    'NULL, FOREIGN KEY ("record_id") REFERENCES "catalogue_record" ("id") ON DELETE '
    'CASCADE, FOREIGN KEY ("heading_id") REFERENCES "catalogue_heading" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "catalogue_record_heading_heading_id" ON "catalogue_record_heading" '
    '("heading_id")',
    'CREATE UNIQUE INDEX "catalogue_record_heading_record_id_heading_id" ON '
    '"catalogue_record_heading" ("record_id", "heading_id")',
    'CREATE TABLE "catalogue_class_index" ("id" SERIAL NOT NULL PRIMARY KEY, "scheme" '
    "VARCHAR(5) NOT NULL CHECK (scheme IN ('bbk', 'udc')), \"index\" VARCHAR(60) NOT NULL, "
    '"title_kk" VARCHAR(200) NOT NULL, "title_ru" VARCHAR(200) NOT NULL, "parent_id" '
    'INTEGER, "sort_key" VARCHAR(120) NOT NULL, FOREIGN KEY ("parent_id") REFERENCES '
    '"catalogue_class_index" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "catalogue_class_index_parent_id" ON "catalogue_class_index" ("parent_id")',
    'CREATE UNIQUE INDEX "catalogue_class_index_scheme_index" ON "catalogue_class_index" '
    '("scheme", "index")',
    'CREATE TABLE "catalogue_mark_row" ("id" SERIAL NOT NULL PRIMARY KEY, "table_name" '
    'VARCHAR(60) NOT NULL, "letter" VARCHAR(2) NOT NULL, "prefix" VARCHAR(40) NOT NULL, '
    '"number" INTEGER NOT NULL)',
    'CREATE INDEX "catalogue_mark_row_letter_prefix" ON "catalogue_mark_row" ("letter", "prefix")',
    'CREATE TABLE "catalogue_record_tombstone" ("id" SERIAL NOT NULL PRIMARY KEY, '
    '"record_id" INTEGER NOT NULL, "deleted_at" TIMESTAMP NOT NULL, "merged_into" '
    "INTEGER)",
    'CREATE UNIQUE INDEX "catalogue_record_tombstone_record_id" ON '
    '"catalogue_record_tombstone" ("record_id")',
    'CREATE INDEX "catalogue_record_tombstone_deleted_at" ON "catalogue_record_tombstone" '
    '("deleted_at")',
    'CREATE TABLE "catalogue_card_print" ("id" SERIAL NOT NULL PRIMARY KEY, "printed_at" '
    'TIMESTAMP NOT NULL, "by_id" INTEGER, "records" INTEGER NOT NULL, "cards" INTEGER NOT '
    'NULL, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "catalogue_card_print_printed_at" ON "catalogue_card_print" ("printed_at")',
]

RECORD = [
    "ADD COLUMN \"subtitle\" VARCHAR(1000) NOT NULL DEFAULT ''",
    "ADD COLUMN \"responsibility\" VARCHAR(1000) NOT NULL DEFAULT ''",
    "ADD COLUMN \"edition\" VARCHAR(500) NOT NULL DEFAULT ''",
    "ADD COLUMN \"series\" VARCHAR(1000) NOT NULL DEFAULT ''",
    "ADD COLUMN \"extent\" VARCHAR(500) NOT NULL DEFAULT ''",
    "ADD COLUMN \"issn\" VARCHAR(8) NOT NULL DEFAULT ''",
    "ADD COLUMN \"other_isbns\" VARCHAR(500) NOT NULL DEFAULT ''",
    "ADD COLUMN \"other_languages\" VARCHAR(60) NOT NULL DEFAULT ''",
    "ADD COLUMN \"audience\" VARCHAR(20) NOT NULL DEFAULT ''",
    'ADD COLUMN "shelf_id" INTEGER REFERENCES "catalogue_shelf" ("id") ON DELETE RESTRICT',
    'ADD COLUMN "cover_id" INTEGER REFERENCES "core_upload" ("id") ON DELETE RESTRICT',
    "ADD COLUMN \"links\" TEXT NOT NULL DEFAULT ''",
    "ADD COLUMN \"notes\" TEXT NOT NULL DEFAULT ''",
    "ADD COLUMN \"updated_at\" {moment} NOT NULL DEFAULT '2000-01-01 00:00:00'",
    "ADD COLUMN \"kept_marc\" TEXT NOT NULL DEFAULT ''",
]

RECORD_INDEXES = [
    'CREATE INDEX "catalogue_record_shelf_id" ON "catalogue_record" ("shelf_id")',
    'CREATE INDEX "catalogue_record_cover_id" ON "catalogue_record" ("cover_id")',
    'CREATE INDEX "catalogue_record_updated_at" ON "catalogue_record" ("updated_at")',
]

#: Scheme, index, the class above, Kazakh and Russian words: main classes, and what schools have.
CLASSES = [
    ("bbk", "1", "", "Жалпы ғылыми және пәнаралық білім", "Общенаучное и междисциплинарное знание"),
    ("bbk", "2", "", "Жаратылыстану ғылымдары", "Естественные науки"),
    ("bbk", "20", "2", "Жалпы жаратылыстану ғылымдары", "Естественные науки в целом"),
    ("bbk", "20.1", "20", "Экология", "Экология"),
    ("bbk", "22", "2", "Физика-математика ғылымдары", "Физико-математические науки"),
    ("bbk", "22.1", "22", "Математика", "Математика"),
    ("bbk", "22.14", "22.1", "Алгебра", "Алгебра"),
    ("bbk", "22.15", "22.1", "Геометрия", "Геометрия"),
    ("bbk", "22.3", "22", "Физика", "Физика"),
    ("bbk", "22.6", "22", "Астрономия", "Астрономия"),
    ("bbk", "24", "2", "Химия ғылымдары", "Химические науки"),
    ("bbk", "26", "2", "Жер туралы ғылымдар", "Науки о Земле"),
    ("bbk", "26.8", "26", "География", "География"),
    ("bbk", "28", "2", "Биология ғылымдары", "Биологические науки"),
    ("bbk", "3", "", "Техника. Техникалық ғылымдар", "Техника. Технические науки"),
    ("bbk", "30", "3", "Жалпы техника. Сызу", "Техника в целом. Черчение"),
    ("bbk", "32.97", "3", "Есептеу техникасы. Информатика", "Вычислительная техника. Информатика"),
    ("bbk", "37.2", "3", "Тігін ісі. Көркем еңбек", "Швейное дело. Художественный труд"),
    ("bbk", "39", "3", "Көлік", "Транспорт"),
    ("bbk", "4", "", "Ауыл және орман шаруашылығы", "Сельское и лесное хозяйство"),
    ("bbk", "5", "", "Денсаулық сақтау. Медицина", "Здравоохранение. Медицина"),
    ("bbk", "6/8", "", "Қоғамдық және гуманитарлық ғылымдар", "Общественные и гуманитарные науки"),
    ("bbk", "60", "6/8", "Жалпы қоғамдық ғылымдар", "Общественные науки в целом"),
    ("bbk", "63", "6/8", "Тарих. Тарих ғылымдары", "История. Исторические науки"),
    ("bbk", "63.3(0)", "63", "Дүниежүзі тарихы", "Всемирная история"),
    ("bbk", "63.3(5Қаз)", "63", "Қазақстан тарихы", "История Казахстана"),
    ("bbk", "63.5(5Қаз)", "63", "Қазақ халқының этнографиясы", "Этнография казахского народа"),
    ("bbk", "65", "6/8", "Экономика. Экономика ғылымдары", "Экономика. Экономические науки"),
    ("bbk", "66", "6/8", "Саясат. Саясаттану", "Политика. Политология"),
    ("bbk", "67", "6/8", "Құқық. Заң ғылымдары", "Право. Юридические науки"),
    ("bbk", "68", "6/8", "Әскери іс", "Военное дело"),
    ("bbk", "70/79", "6/8", "Мәдениет. Ғылым. Ағарту", "Культура. Наука. Просвещение"),
    ("bbk", "74", "70/79", "Білім беру. Педагогика", "Образование. Педагогика"),
    ("bbk", "75", "70/79", "Дене шынықтыру және спорт", "Физическая культура и спорт"),
    ("bbk", "78", "70/79", "Кітапхана ісі", "Библиотечное дело"),
    ("bbk", "80/84", "6/8", "Филология. Көркем әдебиет", "Филология. Художественная литература"),
    ("bbk", "81", "80/84", "Тіл білімі", "Языкознание"),
    ("bbk", "81.2Англ", "81", "Ағылшын тілі", "Английский язык"),
    ("bbk", "81.2Қаз", "81", "Қазақ тілі", "Казахский язык"),
    ("bbk", "81.2Рус", "81", "Орыс тілі", "Русский язык"),
    ("bbk", "82.3", "80/84", "Фольклор", "Фольклор"),
    ("bbk", "82.3(5Қаз)", "82.3", "Қазақ фольклоры", "Казахский фольклор"),
    ("bbk", "83", "80/84", "Әдебиеттану", "Литературоведение"),
    ("bbk", "83.3(5Қаз)", "83", "Қазақ әдебиетінің тарихы", "История казахской литературы"),
    ("bbk", "83.3(2Рос=Рус)", "83", "Орыс әдебиетінің тарихы", "История русской литературы"),
    ("bbk", "84", "80/84", "Көркем әдебиет", "Художественная литература"),
    ("bbk", "84(5Қаз)", "84", "Қазақ көркем әдебиеті", "Казахская художественная литература"),
    ("bbk", "84(2Рос=Рус)", "84", "Орыс көркем әдебиеті", "Русская художественная литература"),
    ("bbk", "84(0)", "84", "Әлем әдебиеті", "Мировая литература"),
    ("bbk", "85", "6/8", "Өнер", "Искусство"),
    ("bbk", "85.1", "85", "Бейнелеу өнері", "Изобразительное искусство"),
    ("bbk", "85.31", "85", "Музыка", "Музыка"),
    ("bbk", "86", "6/8", "Дін", "Религия"),
    ("bbk", "87", "6/8", "Философия", "Философия"),
    ("bbk", "88", "6/8", "Психология", "Психология"),
    ("bbk", "9", "", "Әмбебап мазмұнды әдебиет", "Литература универсального содержания"),
    ("bbk", "92", "9", "Энциклопедиялар мен анықтамалықтар", "Энциклопедии и справочники"),
    ("udc", "0", "", "Жалпы бөлім", "Общий отдел"),
    ("udc", "004", "0", "Информатика", "Информатика"),
    ("udc", "02", "0", "Кітапхана ісі", "Библиотечное дело"),
    ("udc", "1", "", "Философия. Психология", "Философия. Психология"),
    ("udc", "2", "", "Дін", "Религия"),
    ("udc", "3", "", "Қоғамдық ғылымдар", "Общественные науки"),
    ("udc", "33", "3", "Экономика", "Экономика"),
    ("udc", "34", "3", "Құқық", "Право"),
    ("udc", "37", "3", "Білім беру. Тәрбие", "Образование. Воспитание"),
    ("udc", "39", "3", "Этнография. Салт-дәстүр", "Этнография. Обычаи"),
    ("udc", "398", "39", "Фольклор", "Фольклор"),
    ("udc", "5", "", "Математика. Жаратылыстану", "Математика. Естественные науки"),
    ("udc", "51", "5", "Математика", "Математика"),
    ("udc", "52", "5", "Астрономия", "Астрономия"),
    ("udc", "53", "5", "Физика", "Физика"),
    ("udc", "54", "5", "Химия", "Химия"),
    ("udc", "57", "5", "Биология", "Биология"),
    (
        "udc",
        "6",
        "",
        "Қолданбалы ғылымдар. Техника",
        "Прикладные науки. Техника",
    ),
    ("udc", "61", "6", "Медицина", "Медицина"),
    ("udc", "63", "6", "Ауыл шаруашылығы", "Сельское хозяйство"),
    ("udc", "7", "", "Өнер. Спорт", "Искусство. Спорт"),
    ("udc", "78", "7", "Музыка", "Музыка"),
    ("udc", "796", "7", "Спорт. Дене шынықтыру", "Спорт. Физическая культура"),
    ("udc", "8", "", "Тіл. Тіл білімі. Әдебиет", "Язык. Языкознание. Литература"),
    ("udc", "81", "8", "Тіл білімі", "Языкознание"),
    ("udc", "811.512.122", "81", "Қазақ тілі", "Казахский язык"),
    ("udc", "811.161.1", "81", "Орыс тілі", "Русский язык"),
    ("udc", "811.111", "81", "Ағылшын тілі", "Английский язык"),
    ("udc", "82", "8", "Әдебиет. Әдебиеттану", "Литература. Литературоведение"),
    ("udc", "821.512.122", "82", "Қазақ әдебиеті", "Казахская литература"),
    ("udc", "821.161.1", "82", "Орыс әдебиеті", "Русская литература"),
    ("udc", "9", "", "География. Өмірбаян. Тарих", "География. Биографии. История"),
    ("udc", "91", "9", "География", "География"),
    ("udc", "929", "9", "Өмірбаян", "Биографии"),
    ("udc", "94", "9", "Тарих", "История"),
    ("udc", "94(574)", "94", "Қазақстан тарихы", "История Казахстана"),
]


def up(migrator, db):
    """Make the new tables, widen the record, and bring the two tables of classes along."""
    is_sqlite = type(db).__name__ == "SchoolSqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        db.execute_sql(statement)
    for column in RECORD:
        moment = "DATETIME" if is_sqlite else "TIMESTAMP"
        db.execute_sql(f'ALTER TABLE "catalogue_record" {column.format(moment=moment)}')
    for statement in RECORD_INDEXES:
        db.execute_sql(statement)
    db.execute_sql('UPDATE "catalogue_record" SET "updated_at" = "created_at"')
    _fill_classes(db, "?" if is_sqlite else "%s")


def _fill_classes(db, place):
    parent = (
        f'(SELECT id FROM "catalogue_class_index" WHERE "scheme" = {place} AND "index" = {place})'
    )
    for scheme, index, above, title_kk, title_ru in CLASSES:
        key = "".join(f"{min(max(ord(one) - 32, 0), 99):02d}" for one in index)
        db.execute_sql(
            'INSERT INTO "catalogue_class_index" '
            '("scheme", "index", "title_kk", "title_ru", "parent_id", "sort_key") '
            f"VALUES ({place}, {place}, {place}, {place}, {parent}, {place})",
            (scheme, index, title_kk, title_ru, scheme, above, key),
        )
