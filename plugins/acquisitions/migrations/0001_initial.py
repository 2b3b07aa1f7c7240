"""Acquisitions: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "acquisitions_supplier" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "name" VARCHAR(200) NOT NULL, "bin" VARCHAR(12) NOT NULL, "contact" '
    'VARCHAR(200) NOT NULL, "phone" VARCHAR(60) NOT NULL, "email" VARCHAR(120) NOT NULL, '
    '"address" VARCHAR(300) NOT NULL, "note" TEXT NOT NULL, "sort_key" VARCHAR(120) NOT '
    "NULL)",
    'CREATE INDEX "acquisitions_supplier_sort_key" ON "acquisitions_supplier" ("sort_key")',
    'CREATE TABLE "acquisitions_campaign" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "title" VARCHAR(200) NOT NULL, "first_on" DATE NOT NULL, "last_on" '
    'DATE, "text" TEXT NOT NULL, "thanks_kk" TEXT NOT NULL, "thanks_ru" TEXT NOT NULL, '
    '"by_id" INTEGER, FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE '
    "RESTRICT)",
    'CREATE INDEX "acquisitions_campaign_first_on" ON "acquisitions_campaign" ("first_on")',
    'CREATE TABLE "acquisitions_giver" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"campaign_id" INTEGER NOT NULL, "kind" VARCHAR(12) NOT NULL CHECK (kind IN '
    "('reader', 'class', 'parent', 'organisation', 'other')), \"reader_id\" INTEGER, "
    '"school_class_id" INTEGER, "name" VARCHAR(200) NOT NULL, "given_on" DATE NOT NULL, '
    '"by_id" INTEGER, "sort_key" VARCHAR(120) NOT NULL, FOREIGN KEY ("campaign_id") '
    'REFERENCES "acquisitions_campaign" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("reader_id") REFERENCES "readers_reader" ("id") ON DELETE SET NULL, FOREIGN KEY '
    '("school_class_id") REFERENCES "readers_school_class" ("id") ON DELETE SET NULL, '
    'FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "acquisitions_giver_campaign_id" ON "acquisitions_giver" ("campaign_id")',
    'CREATE INDEX "acquisitions_giver_reader_id" ON "acquisitions_giver" ("reader_id")',
    'CREATE INDEX "acquisitions_giver_sort_key" ON "acquisitions_giver" ("sort_key")',
    'CREATE TABLE "acquisitions_gift" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"giver_id" INTEGER NOT NULL, "record_id" INTEGER NOT NULL, "quantity" INTEGER NOT '
    'NULL CHECK (quantity > 0), "price" INTEGER NOT NULL CHECK (price >= 0), '
    '"delivery_id" INTEGER, FOREIGN KEY ("giver_id") REFERENCES "acquisitions_giver" '
    '("id") ON DELETE CASCADE, FOREIGN KEY ("record_id") REFERENCES "catalogue_record" '
    '("id") ON DELETE RESTRICT, FOREIGN KEY ("delivery_id") REFERENCES "fund_delivery" '
    '("id") ON DELETE SET NULL)',
    'CREATE INDEX "acquisitions_gift_giver_id" ON "acquisitions_gift" ("giver_id")',
    'CREATE INDEX "acquisitions_gift_record_id" ON "acquisitions_gift" ("record_id")',
    'CREATE INDEX "acquisitions_gift_delivery_id" ON "acquisitions_gift" ("delivery_id")',
    'CREATE TABLE "acquisitions_wish" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"text" VARCHAR(300) NOT NULL, "words" VARCHAR(300) NOT NULL, "asked_on" DATE NOT '
    'NULL, "times" INTEGER NOT NULL CHECK (times >= 0), "state" VARCHAR(10) NOT NULL '
    "CHECK (state IN ('new', 'ordered', 'came', 'declined')), \"reason\" VARCHAR(250) NOT "
    'NULL, "record_id" INTEGER, FOREIGN KEY ("record_id") REFERENCES "catalogue_record" '
    '("id") ON DELETE SET NULL)',
    'CREATE INDEX "acquisitions_wish_words" ON "acquisitions_wish" ("words")',
    'CREATE INDEX "acquisitions_wish_state" ON "acquisitions_wish" ("state")',
    'CREATE INDEX "acquisitions_wish_record_id" ON "acquisitions_wish" ("record_id")',
    'CREATE TABLE "acquisitions_wish_ask" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "wish_id" INTEGER NOT NULL, "reader_id" INTEGER, "who" VARCHAR(200) '
    'NOT NULL, "asked_on" DATE NOT NULL, FOREIGN KEY ("wish_id") REFERENCES '
    '"acquisitions_wish" ("id") ON DELETE CASCADE, FOREIGN KEY ("reader_id") REFERENCES '
    '"readers_reader" ("id") ON DELETE SET NULL)',
    'CREATE INDEX "acquisitions_wish_ask_wish_id" ON "acquisitions_wish_ask" ("wish_id")',
    'CREATE INDEX "acquisitions_wish_ask_reader_id" ON "acquisitions_wish_ask" ("reader_id")',
    'CREATE TABLE "acquisitions_order" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"title" VARCHAR(200) NOT NULL, "fund" VARCHAR(10) NOT NULL CHECK (fund IN (\'main\', '
    '\'textbook\')), "supplier_id" INTEGER, "made_on" DATE NOT NULL, "sent_on" DATE, '
    "\"due_on\" DATE, \"state\" VARCHAR(10) NOT NULL CHECK (state IN ('draft', 'sent', "
    "'done', 'cancelled')), \"note\" TEXT NOT NULL, \"by_id\" INTEGER, FOREIGN KEY "
    '("supplier_id") REFERENCES "acquisitions_supplier" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "acquisitions_order_supplier_id" ON "acquisitions_order" ("supplier_id")',
    'CREATE INDEX "acquisitions_order_made_on" ON "acquisitions_order" ("made_on")',
    'CREATE TABLE "acquisitions_order_line" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "order_id" INTEGER NOT NULL, "record_id" INTEGER, "authors" '
    'VARCHAR(200) NOT NULL, "title" VARCHAR(300) NOT NULL, "quantity" INTEGER NOT NULL '
    'CHECK (quantity > 0), "price" INTEGER NOT NULL CHECK (price >= 0), "wish_id" '
    'INTEGER, FOREIGN KEY ("order_id") REFERENCES "acquisitions_order" ("id") ON DELETE '
    'CASCADE, FOREIGN KEY ("record_id") REFERENCES "catalogue_record" ("id") ON DELETE '
    'RESTRICT, FOREIGN KEY ("wish_id") REFERENCES "acquisitions_wish" ("id") ON DELETE '
    "SET NULL)",
    'CREATE INDEX "acquisitions_order_line_order_id" ON "acquisitions_order_line" ("order_id")',
    'CREATE INDEX "acquisitions_order_line_record_id" ON "acquisitions_order_line" ("record_id")',
    'CREATE INDEX "acquisitions_order_line_wish_id" ON "acquisitions_order_line" ("wish_id")',
    'CREATE TABLE "acquisitions_order_delivery" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "order_id" INTEGER NOT NULL, "delivery_id" INTEGER NOT NULL, FOREIGN '
    'KEY ("order_id") REFERENCES "acquisitions_order" ("id") ON DELETE CASCADE, FOREIGN '
    'KEY ("delivery_id") REFERENCES "fund_delivery" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "acquisitions_order_delivery_order_id" ON "acquisitions_order_delivery" '
    '("order_id")',
    'CREATE UNIQUE INDEX "acquisitions_order_delivery_delivery_id" ON '
    '"acquisitions_order_delivery" ("delivery_id")',
    'CREATE TABLE "acquisitions_exhibition" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "title" VARCHAR(200) NOT NULL, "partner" VARCHAR(200) NOT NULL, '
    '"partner_person" VARCHAR(200) NOT NULL, "came_on" DATE NOT NULL, "due_on" DATE, '
    '"returned_on" DATE, "text" TEXT NOT NULL, "by_id" INTEGER, FOREIGN KEY ("by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "acquisitions_exhibition_came_on" ON "acquisitions_exhibition" ("came_on")',
    'CREATE TABLE "acquisitions_visiting_book" ("id" INTEGER NOT NULL PRIMARY KEY '
    'AUTOINCREMENT, "exhibition_id" INTEGER NOT NULL, "number" VARCHAR(60) NOT NULL, '
    '"authors" VARCHAR(200) NOT NULL, "title" VARCHAR(300) NOT NULL, "year" INTEGER, '
    '"quantity" INTEGER NOT NULL CHECK (quantity > 0), "price" INTEGER NOT NULL CHECK '
    '(price >= 0), "returned" INTEGER NOT NULL CHECK (returned BETWEEN 0 AND quantity), '
    'FOREIGN KEY ("exhibition_id") REFERENCES "acquisitions_exhibition" ("id") ON DELETE '
    "CASCADE)",
    'CREATE INDEX "acquisitions_visiting_book_exhibition_id" ON '
    '"acquisitions_visiting_book" ("exhibition_id")',
]

POSTGRESQL = [
    'CREATE TABLE "acquisitions_supplier" ("id" SERIAL NOT NULL PRIMARY KEY, "name" '
    'VARCHAR(200) NOT NULL, "bin" VARCHAR(12) NOT NULL, "contact" VARCHAR(200) NOT NULL, '
    '"phone" VARCHAR(60) NOT NULL, "email" VARCHAR(120) NOT NULL, "address" VARCHAR(300) '
    'NOT NULL, "note" TEXT NOT NULL, "sort_key" VARCHAR(120) NOT NULL)',
    'CREATE INDEX "acquisitions_supplier_sort_key" ON "acquisitions_supplier" ("sort_key")',
    'CREATE TABLE "acquisitions_campaign" ("id" SERIAL NOT NULL PRIMARY KEY, "title" '
    'VARCHAR(200) NOT NULL, "first_on" DATE NOT NULL, "last_on" DATE, "text" TEXT NOT '
    'NULL, "thanks_kk" TEXT NOT NULL, "thanks_ru" TEXT NOT NULL, "by_id" INTEGER, FOREIGN '
    'KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "acquisitions_campaign_first_on" ON "acquisitions_campaign" ("first_on")',
    'CREATE TABLE "acquisitions_giver" ("id" SERIAL NOT NULL PRIMARY KEY, "campaign_id" '
    "INTEGER NOT NULL, \"kind\" VARCHAR(12) NOT NULL CHECK (kind IN ('reader', 'class', "
    "'parent', 'organisation', 'other')), \"reader_id\" INTEGER, \"school_class_id\" INTEGER, "
    '"name" VARCHAR(200) NOT NULL, "given_on" DATE NOT NULL, "by_id" INTEGER, "sort_key" '
    'VARCHAR(120) NOT NULL, FOREIGN KEY ("campaign_id") REFERENCES '
    '"acquisitions_campaign" ("id") ON DELETE RESTRICT, FOREIGN KEY ("reader_id") '
    'REFERENCES "readers_reader" ("id") ON DELETE SET NULL, FOREIGN KEY '
    '("school_class_id") REFERENCES "readers_school_class" ("id") ON DELETE SET NULL, '
    'FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "acquisitions_giver_campaign_id" ON "acquisitions_giver" ("campaign_id")',
    'CREATE INDEX "acquisitions_giver_reader_id" ON "acquisitions_giver" ("reader_id")',
    'CREATE INDEX "acquisitions_giver_sort_key" ON "acquisitions_giver" ("sort_key")',
    'CREATE TABLE "acquisitions_gift" ("id" SERIAL NOT NULL PRIMARY KEY, "giver_id" '
    'INTEGER NOT NULL, "record_id" INTEGER NOT NULL, "quantity" INTEGER NOT NULL CHECK '
    '(quantity > 0), "price" BIGINT NOT NULL CHECK (price >= 0), "delivery_id" INTEGER, '
    'FOREIGN KEY ("giver_id") REFERENCES "acquisitions_giver" ("id") ON DELETE CASCADE, '
    'FOREIGN KEY ("record_id") REFERENCES "catalogue_record" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("delivery_id") REFERENCES "fund_delivery" ("id") ON DELETE SET NULL)',
    'CREATE INDEX "acquisitions_gift_giver_id" ON "acquisitions_gift" ("giver_id")',
    'CREATE INDEX "acquisitions_gift_record_id" ON "acquisitions_gift" ("record_id")',
    'CREATE INDEX "acquisitions_gift_delivery_id" ON "acquisitions_gift" ("delivery_id")',
    'CREATE TABLE "acquisitions_wish" ("id" SERIAL NOT NULL PRIMARY KEY, "text" '
    'VARCHAR(300) NOT NULL, "words" VARCHAR(300) NOT NULL, "asked_on" DATE NOT NULL, '
    '"times" INTEGER NOT NULL CHECK (times >= 0), "state" VARCHAR(10) NOT NULL CHECK '
    "(state IN ('new', 'ordered', 'came', 'declined')), \"reason\" VARCHAR(250) NOT NULL, "
    '"record_id" INTEGER, FOREIGN KEY ("record_id") REFERENCES "catalogue_record" ("id") '
    "ON DELETE SET NULL)",
    'CREATE INDEX "acquisitions_wish_words" ON "acquisitions_wish" ("words")',
    'CREATE INDEX "acquisitions_wish_state" ON "acquisitions_wish" ("state")',
    'CREATE INDEX "acquisitions_wish_record_id" ON "acquisitions_wish" ("record_id")',
    'CREATE TABLE "acquisitions_wish_ask" ("id" SERIAL NOT NULL PRIMARY KEY, "wish_id" '
    'INTEGER NOT NULL, "reader_id" INTEGER, "who" VARCHAR(200) NOT NULL, "asked_on" DATE '
    'NOT NULL, FOREIGN KEY ("wish_id") REFERENCES "acquisitions_wish" ("id") ON DELETE '
    'CASCADE, FOREIGN KEY ("reader_id") REFERENCES "readers_reader" ("id") ON DELETE SET '
    "NULL)",
    'CREATE INDEX "acquisitions_wish_ask_wish_id" ON "acquisitions_wish_ask" ("wish_id")',
    'CREATE INDEX "acquisitions_wish_ask_reader_id" ON "acquisitions_wish_ask" ("reader_id")',
    'CREATE TABLE "acquisitions_order" ("id" SERIAL NOT NULL PRIMARY KEY, "title" '
    "VARCHAR(200) NOT NULL, \"fund\" VARCHAR(10) NOT NULL CHECK (fund IN ('main', "
    '\'textbook\')), "supplier_id" INTEGER, "made_on" DATE NOT NULL, "sent_on" DATE, '
    "\"due_on\" DATE, \"state\" VARCHAR(10) NOT NULL CHECK (state IN ('draft', 'sent', "
    "'done', 'cancelled')), \"note\" TEXT NOT NULL, \"by_id\" INTEGER, FOREIGN KEY "
    '("supplier_id") REFERENCES "acquisitions_supplier" ("id") ON DELETE RESTRICT, '
    'FOREIGN KEY ("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "acquisitions_order_supplier_id" ON "acquisitions_order" ("supplier_id")',
    'CREATE INDEX "acquisitions_order_made_on" ON "acquisitions_order" ("made_on")',
    'CREATE TABLE "acquisitions_order_line" ("id" SERIAL NOT NULL PRIMARY KEY, "order_id" '
    'INTEGER NOT NULL, "record_id" INTEGER, "authors" VARCHAR(200) NOT NULL, "title" '
    'VARCHAR(300) NOT NULL, "quantity" INTEGER NOT NULL CHECK (quantity > 0), "price" '
    'BIGINT NOT NULL CHECK (price >= 0), "wish_id" INTEGER, FOREIGN KEY ("order_id") '
    'REFERENCES "acquisitions_order" ("id") ON DELETE CASCADE, FOREIGN KEY ("record_id") '
    'REFERENCES "catalogue_record" ("id") ON DELETE RESTRICT, FOREIGN KEY ("wish_id") '
    'REFERENCES "acquisitions_wish" ("id") ON DELETE SET NULL)',
    'CREATE INDEX "acquisitions_order_line_order_id" ON "acquisitions_order_line" ("order_id")',
    'CREATE INDEX "acquisitions_order_line_record_id" ON "acquisitions_order_line" ("record_id")',
    'CREATE INDEX "acquisitions_order_line_wish_id" ON "acquisitions_order_line" ("wish_id")',
    'CREATE TABLE "acquisitions_order_delivery" ("id" SERIAL NOT NULL PRIMARY KEY, '
    '"order_id" INTEGER NOT NULL, "delivery_id" INTEGER NOT NULL, FOREIGN KEY '
    '("order_id") REFERENCES "acquisitions_order" ("id") ON DELETE CASCADE, FOREIGN KEY '
    '("delivery_id") REFERENCES "fund_delivery" ("id") ON DELETE RESTRICT)',
    'CREATE INDEX "acquisitions_order_delivery_order_id" ON "acquisitions_order_delivery" '
    '("order_id")',
    'CREATE UNIQUE INDEX "acquisitions_order_delivery_delivery_id" ON '
    '"acquisitions_order_delivery" ("delivery_id")',
    'CREATE TABLE "acquisitions_exhibition" ("id" SERIAL NOT NULL PRIMARY KEY, "title" '
    'VARCHAR(200) NOT NULL, "partner" VARCHAR(200) NOT NULL, "partner_person" '
    'VARCHAR(200) NOT NULL, "came_on" DATE NOT NULL, "due_on" DATE, "returned_on" DATE, '
    '"text" TEXT NOT NULL, "by_id" INTEGER, FOREIGN KEY ("by_id") REFERENCES "core_staff" '
    '("id") ON DELETE RESTRICT)',
    'CREATE INDEX "acquisitions_exhibition_came_on" ON "acquisitions_exhibition" ("came_on")',
    'CREATE TABLE "acquisitions_visiting_book" ("id" SERIAL NOT NULL PRIMARY KEY, '
    '"exhibition_id" INTEGER NOT NULL, "number" VARCHAR(60) NOT NULL, "authors" '
    'VARCHAR(200) NOT NULL, "title" VARCHAR(300) NOT NULL, "year" INTEGER, "quantity" '
    'INTEGER NOT NULL CHECK (quantity > 0), "price" BIGINT NOT NULL CHECK (price >= 0), '
    '"returned" INTEGER NOT NULL CHECK (returned BETWEEN 0 AND quantity), FOREIGN KEY '
    '("exhibition_id") REFERENCES "acquisitions_exhibition" ("id") ON DELETE CASCADE)',
    'CREATE INDEX "acquisitions_visiting_book_exhibition_id" ON '
    '"acquisitions_visiting_book" ("exhibition_id")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
