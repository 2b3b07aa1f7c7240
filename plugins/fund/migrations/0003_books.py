"""Fund: the books of account. Copies that were there before get an opening balance.

The columns of the summary book are those of the school form (domain: annex 1a), with languages.
"""

SQLITE = [
    'CREATE TABLE "fund_summary_entry" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"part" INTEGER NOT NULL CHECK (part IN (1, 2)), "book" VARCHAR(10) NOT NULL, "year" '
    'INTEGER NOT NULL, "number" INTEGER NOT NULL, "fund" VARCHAR(10) NOT NULL CHECK (fund '
    "IN ('main', 'textbook')), \"kind\" VARCHAR(12) NOT NULL CHECK (kind IN ('opening', "
    "'delivery', 'replacement', 'found', 'act', 'reversal')), \"entered_on\" DATE NOT NULL, "
    '"document" VARCHAR(200) NOT NULL, "source" VARCHAR(200) NOT NULL, "reason" '
    'VARCHAR(60) NOT NULL, "titles" INTEGER NOT NULL, "copies" INTEGER NOT NULL, '
    '"on_balance" INTEGER NOT NULL, "amount" INTEGER NOT NULL, "reverses_id" INTEGER, '
    '"at" DATETIME NOT NULL, "by_id" INTEGER, FOREIGN KEY ("reverses_id") REFERENCES '
    '"fund_summary_entry" ("id") ON DELETE RESTRICT, FOREIGN KEY ("by_id") REFERENCES '
    '"core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "fund_summary_entry_entered_on" ON "fund_summary_entry" ("entered_on")',
    'CREATE UNIQUE INDEX "fund_summary_entry_reverses_id" ON "fund_summary_entry" ("reverses_id")',
    'CREATE UNIQUE INDEX "fund_summary_entry_part_book_year_number" ON '
    '"fund_summary_entry" ("part", "book", "year", "number")',
    'CREATE TABLE "fund_movement" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"entry_id" INTEGER NOT NULL, "copy_id" INTEGER NOT NULL, "sign" INTEGER NOT NULL '
    'CHECK (sign IN (-1, 1)), "amount" INTEGER NOT NULL CHECK (amount >= 0), '
    '"is_on_balance" INTEGER NOT NULL, FOREIGN KEY ("entry_id") REFERENCES '
    '"fund_summary_entry" ("id") ON DELETE RESTRICT, FOREIGN KEY ("copy_id") REFERENCES '
    '"fund_copy" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "fund_movement_entry_id" ON "fund_movement" ("entry_id")',
    'CREATE INDEX "fund_movement_copy_id" ON "fund_movement" ("copy_id")',
    'CREATE UNIQUE INDEX "fund_movement_entry_id_copy_id" ON "fund_movement" ("entry_id", '
    '"copy_id")',
    'CREATE TABLE "fund_counter" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "name" '
    'VARCHAR(60) NOT NULL, "last" INTEGER NOT NULL)',
    'CREATE UNIQUE INDEX "fund_counter_name" ON "fund_counter" ("name")',
    'CREATE TABLE "fund_number_series" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    "\"name\" VARCHAR(10) NOT NULL CHECK (name IN ('main', 'textbook', 'simple')), \"prefix\" "
    'VARCHAR(10) NOT NULL, "width" INTEGER NOT NULL CHECK (width BETWEEN 0 AND 12), '
    '"next_number" INTEGER NOT NULL CHECK (next_number > 0))',
    'CREATE UNIQUE INDEX "fund_number_series_name" ON "fund_number_series" ("name")',
    'CREATE TABLE "fund_summary_column" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"title_kk" VARCHAR(120) NOT NULL, "title_ru" VARCHAR(120) NOT NULL, "title_en" '
    'VARCHAR(120) NOT NULL, "prefixes" VARCHAR(120) NOT NULL, "kinds" VARCHAR(120) NOT '
    'NULL, "languages" VARCHAR(60) NOT NULL, "grades" VARCHAR(60) NOT NULL, "place" '
    "INTEGER NOT NULL)",
    'CREATE TABLE "fund_delivery" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    "\"fund\" VARCHAR(10) NOT NULL CHECK (fund IN ('main', 'textbook')), \"document_kind\" "
    'VARCHAR(10) NOT NULL, "document_no" VARCHAR(60) NOT NULL, "document_on" DATE, '
    '"supplier" VARCHAR(200) NOT NULL, "source" VARCHAR(12) NOT NULL, "received_on" DATE '
    "NOT NULL, \"state\" VARCHAR(10) NOT NULL CHECK (state IN ('draft', 'accepted', "
    '\'reversed\')), "note" TEXT NOT NULL, "entry_id" INTEGER, "accepted_at" DATETIME, '
    '"accepted_by_id" INTEGER, FOREIGN KEY ("entry_id") REFERENCES "fund_summary_entry" '
    '("id") ON DELETE RESTRICT, FOREIGN KEY ("accepted_by_id") REFERENCES "core_staff" '
    '("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "fund_delivery_entry_id" ON "fund_delivery" ("entry_id")',
    'CREATE TABLE "fund_delivery_line" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"delivery_id" INTEGER NOT NULL, "record_id" INTEGER NOT NULL, "by_document" INTEGER '
    'NOT NULL CHECK (by_document >= 0), "quantity" INTEGER NOT NULL CHECK (quantity >= '
    '0), "price" INTEGER NOT NULL CHECK (price >= 0), "is_inventoried" INTEGER NOT NULL, '
    '"numbers" TEXT NOT NULL, FOREIGN KEY ("delivery_id") REFERENCES "fund_delivery" '
    '("id") ON DELETE RESTRICT, FOREIGN KEY ("record_id") REFERENCES "catalogue_record" '
    '("id") ON DELETE RESTRICT)',
    'CREATE INDEX "fund_delivery_line_delivery_id" ON "fund_delivery_line" ("delivery_id")',
    'CREATE INDEX "fund_delivery_line_record_id" ON "fund_delivery_line" ("record_id")',
    'CREATE TABLE "fund_delivery_step" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"delivery_id" INTEGER NOT NULL, "step" VARCHAR(12) NOT NULL, "done_on" DATE NOT '
    'NULL, "by_id" INTEGER, FOREIGN KEY ("delivery_id") REFERENCES "fund_delivery" ("id") '
    'ON DELETE RESTRICT, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "fund_delivery_step_delivery_id" ON "fund_delivery_step" ("delivery_id")',
    'CREATE UNIQUE INDEX "fund_delivery_step_delivery_id_step" ON "fund_delivery_step" '
    '("delivery_id", "step")',
]

POSTGRESQL = [
    'CREATE TABLE "fund_summary_entry" ("id" SERIAL NOT NULL PRIMARY KEY, "part" INTEGER '
    'NOT NULL CHECK (part IN (1, 2)), "book" VARCHAR(10) NOT NULL, "year" INTEGER NOT '
    'NULL, "number" INTEGER NOT NULL, "fund" VARCHAR(10) NOT NULL CHECK (fund IN (\'main\', '
    "'textbook')), \"kind\" VARCHAR(12) NOT NULL CHECK (kind IN ('opening', 'delivery', "
    "'replacement', 'found', 'act', 'reversal')), \"entered_on\" DATE NOT NULL, \"document\" "
    'VARCHAR(200) NOT NULL, "source" VARCHAR(200) NOT NULL, "reason" VARCHAR(60) NOT '
    'NULL, "titles" INTEGER NOT NULL, "copies" INTEGER NOT NULL, "on_balance" INTEGER NOT '
    'NULL, "amount" BIGINT NOT NULL, "reverses_id" INTEGER, "at" TIMESTAMP NOT NULL, '
    '"by_id" INTEGER, FOREIGN KEY ("reverses_id") REFERENCES "fund_summary_entry" ("id") '
    'ON DELETE RESTRICT, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "fund_summary_entry_entered_on" ON "fund_summary_entry" ("entered_on")',
    'CREATE UNIQUE INDEX "fund_summary_entry_reverses_id" ON "fund_summary_entry" ("reverses_id")',
    'CREATE UNIQUE INDEX "fund_summary_entry_part_book_year_number" ON '
    '"fund_summary_entry" ("part", "book", "year", "number")',
    'CREATE TABLE "fund_movement" ("id" SERIAL NOT NULL PRIMARY KEY, "entry_id" INTEGER '
    'NOT NULL, "copy_id" INTEGER NOT NULL, "sign" INTEGER NOT NULL CHECK (sign IN (-1, '
    '1)), "amount" BIGINT NOT NULL CHECK (amount >= 0), "is_on_balance" BOOLEAN NOT NULL, '
    'FOREIGN KEY ("entry_id") REFERENCES "fund_summary_entry" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("copy_id") REFERENCES "fund_copy" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "fund_movement_entry_id" ON "fund_movement" ("entry_id")',
    'CREATE INDEX "fund_movement_copy_id" ON "fund_movement" ("copy_id")',
    'CREATE UNIQUE INDEX "fund_movement_entry_id_copy_id" ON "fund_movement" ("entry_id", '
    '"copy_id")',
    'CREATE TABLE "fund_counter" ("id" SERIAL NOT NULL PRIMARY KEY, "name" VARCHAR(60) '
    'NOT NULL, "last" INTEGER NOT NULL)',
    'CREATE UNIQUE INDEX "fund_counter_name" ON "fund_counter" ("name")',
    'CREATE TABLE "fund_number_series" ("id" SERIAL NOT NULL PRIMARY KEY, "name" '
    "VARCHAR(10) NOT NULL CHECK (name IN ('main', 'textbook', 'simple')), \"prefix\" "
    'VARCHAR(10) NOT NULL, "width" INTEGER NOT NULL CHECK (width BETWEEN 0 AND 12), '
    '"next_number" INTEGER NOT NULL CHECK (next_number > 0))',
    'CREATE UNIQUE INDEX "fund_number_series_name" ON "fund_number_series" ("name")',
    'CREATE TABLE "fund_summary_column" ("id" SERIAL NOT NULL PRIMARY KEY, "title_kk" '
    'VARCHAR(120) NOT NULL, "title_ru" VARCHAR(120) NOT NULL, "title_en" VARCHAR(120) NOT '
    'NULL, "prefixes" VARCHAR(120) NOT NULL, "kinds" VARCHAR(120) NOT NULL, "languages" '
    'VARCHAR(60) NOT NULL, "grades" VARCHAR(60) NOT NULL, "place" INTEGER NOT NULL)',
    'CREATE TABLE "fund_delivery" ("id" SERIAL NOT NULL PRIMARY KEY, "fund" VARCHAR(10) '
    "NOT NULL CHECK (fund IN ('main', 'textbook')), \"document_kind\" VARCHAR(10) NOT NULL, "
    '"document_no" VARCHAR(60) NOT NULL, "document_on" DATE, "supplier" VARCHAR(200) NOT '
    'NULL, "source" VARCHAR(12) NOT NULL, "received_on" DATE NOT NULL, "state" '
    "VARCHAR(10) NOT NULL CHECK (state IN ('draft', 'accepted', 'reversed')), \"note\" TEXT "
    'NOT NULL, "entry_id" INTEGER, "accepted_at" TIMESTAMP, "accepted_by_id" INTEGER, '
    'FOREIGN KEY ("entry_id") REFERENCES "fund_summary_entry" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("accepted_by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "fund_delivery_entry_id" ON "fund_delivery" ("entry_id")',
    'CREATE TABLE "fund_delivery_line" ("id" SERIAL NOT NULL PRIMARY KEY, "delivery_id" '
    'INTEGER NOT NULL, "record_id" INTEGER NOT NULL, "by_document" INTEGER NOT NULL CHECK '
    '(by_document >= 0), "quantity" INTEGER NOT NULL CHECK (quantity >= 0), "price" '
    'BIGINT NOT NULL CHECK (price >= 0), "is_inventoried" BOOLEAN NOT NULL, "numbers" '
    'TEXT NOT NULL, FOREIGN KEY ("delivery_id") REFERENCES "fund_delivery" ("id") ON '
    'DELETE RESTRICT, FOREIGN KEY ("record_id") REFERENCES "catalogue_record" ("id") ON '
    "DELETE RESTRICT)",
    'CREATE INDEX "fund_delivery_line_delivery_id" ON "fund_delivery_line" ("delivery_id")',
    'CREATE INDEX "fund_delivery_line_record_id" ON "fund_delivery_line" ("record_id")',
    'CREATE TABLE "fund_delivery_step" ("id" SERIAL NOT NULL PRIMARY KEY, "delivery_id" '
    'INTEGER NOT NULL, "step" VARCHAR(12) NOT NULL, "done_on" DATE NOT NULL, "by_id" '
    'INTEGER, FOREIGN KEY ("delivery_id") REFERENCES "fund_delivery" ("id") ON DELETE '
    'RESTRICT, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "fund_delivery_step_delivery_id" ON "fund_delivery_step" ("delivery_id")',
    'CREATE UNIQUE INDEX "fund_delivery_step_delivery_id_step" ON "fund_delivery_step" '
    '("delivery_id", "step")',
]


COLUMNS = [
    # title_kk, title_ru, title_en, prefixes, kinds, languages, grades
    (
        "Жаратылыстану ғылымдары (2)",
        "Естественные науки (2)",
        "Natural sciences (2)",
        "2",
        "",
        "",
        "",
    ),
    (
        "Қолданбалы ғылымдар (3, 4, 5)",
        "Прикладные науки (3, 4, 5)",
        "Applied sciences (3, 4, 5)",
        "3, 4, 5",
        "",
        "",
        "",
    ),
    (
        "Қоғамдық, гуманитарлық (6/8) және әмбебап (9)",
        "Общественные, гуманитарные (6/8) и универсальные (9)",
        "Social sciences, humanities (6/8), general (9)",
        "6, 7, 80, 81, 82, 83, 85, 86, 87, 88, 9",
        "",
        "",
        "",
    ),
    (
        "оның ішінде педагогика (74)",
        "из них педагогические (74)",
        "of these pedagogy (74)",
        "74",
        "",
        "",
        "",
    ),
    ("Көркем әдебиет (84)", "Художественная литература (84)", "Fiction (84)", "84", "", "", ""),
    (
        "Мектепке дейінгі және 1–2-сынып әдебиеті",
        "Литература дошкольная, 1–2 классов",
        "Preschool and grades 1 to 2",
        "",
        "book, brochure",
        "",
        "0-2",
    ),
    ("Оқулықтар", "Учебники", "Textbooks", "", "textbook", "", ""),
    ("Мерзімді басылымдар", "Периодические издания", "Periodicals", "", "periodical", "", ""),
    ("Қазақ тілінде", "На казахском языке", "In Kazakh", "", "", "kk", ""),
    ("Орыс тілінде", "На русском языке", "In Russian", "", "", "ru", ""),
    ("Басқа тілдерде", "На других языках", "In other languages", "", "", "other", ""),
]

#: Plain digits can be typed by hand; brochures are told by their letter.
SERIES = [("main", "", 1), ("textbook", "", 100001), ("simple", "Б-", 1)]

ENTRY = (
    "INSERT INTO fund_summary_entry (part, book, year, number, fund, kind, entered_on, document, "
    "source, reason, titles, copies, on_balance, amount, at) "
    "SELECT {part}, '', {year}, {number}, '{fund}', '{kind}', {day}, '', '', '', "
    "COUNT(DISTINCT record_id), COUNT(*), COUNT(*), COALESCE(SUM(price), 0), CURRENT_TIMESTAMP "
    "FROM fund_copy WHERE fund = '{fund}'{more}"
)

LINES = (
    "INSERT INTO fund_movement (entry_id, copy_id, sign, amount, is_on_balance) "
    "SELECT {entry}, id, {sign}, price, {true} FROM fund_copy WHERE fund = '{fund}'{more}"
)


def up(migrator, db):
    """Make the tables, name the columns, and open the books with the copies there are."""
    is_sqlite = type(db).__name__ == "SchoolSqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        db.execute_sql(statement)
    places = ", ".join(["?" if is_sqlite else "%s"] * 8)
    for place, column in enumerate(COLUMNS):
        db.execute_sql(
            "INSERT INTO fund_summary_column (title_kk, title_ru, title_en, prefixes, kinds, "
            f"languages, grades, place) VALUES ({places})",
            (*column, 10 * place + 10),
        )
    for name, prefix, first in SERIES:
        db.execute_sql(
            "INSERT INTO fund_number_series (name, prefix, width, next_number) "
            f"VALUES ('{name}', '{prefix}', 0, {first})"
        )
    for part, kind, column, more in (
        (1, "opening", "received_on", ""),
        (2, "act", "withdrawn_on", " AND withdrawn_on IS NOT NULL"),
    ):
        _open(db, part, kind, column, more, "1" if is_sqlite else "TRUE")


def _open(db, part, kind, column, more, true):
    """Write an entry for each fund, dated as its last copy, with a line for each copy."""
    numbers = {}
    for fund in ("main", "textbook"):
        day = db.execute_sql(
            f"SELECT MAX({column}) FROM fund_copy WHERE fund = '{fund}'{more}"
        ).fetchone()[0]
        if day is None:
            continue
        year = int(str(day)[:4])
        number = numbers[year] = numbers.get(year, 0) + 1
        db.execute_sql(
            ENTRY.format(
                part=part, year=year, number=number, fund=fund, kind=kind, day=f"'{day}'", more=more
            )
        )
        entry = db.execute_sql("SELECT MAX(id) FROM fund_summary_entry").fetchone()[0]
        db.execute_sql(
            LINES.format(entry=entry, sign=1 if part == 1 else -1, true=true, fund=fund, more=more)
        )
    for year, last in numbers.items():
        db.execute_sql(
            f"INSERT INTO fund_counter (name, last) VALUES ('summary/{part}//{year}', {last})"
        )
