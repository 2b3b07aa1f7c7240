"""Catalogue: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "catalogue_record" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    "\"kind\" VARCHAR(20) NOT NULL CHECK (kind IN ('book', 'textbook', 'brochure', "
    "'reference', 'periodical', 'article', 'electronic', 'audiovisual')), \"title\" "
    'VARCHAR(500) NOT NULL, "part" VARCHAR(100) NOT NULL, "authors" VARCHAR(500) NOT '
    'NULL, "language" VARCHAR(5) NOT NULL, "publisher" VARCHAR(200) NOT NULL, "city" '
    'VARCHAR(100) NOT NULL, "year" INTEGER, "pages" INTEGER, "isbn" VARCHAR(13) NOT NULL, '
    '"bbk" VARCHAR(60) NOT NULL, "udc" VARCHAR(60) NOT NULL, "author_mark" VARCHAR(20) '
    'NOT NULL, "grade" INTEGER, "subject" VARCHAR(100) NOT NULL, "annotation" TEXT NOT '
    'NULL, "created_at" DATETIME NOT NULL, "sort_key" VARCHAR(120) NOT NULL, '
    '"search_text" TEXT NOT NULL)',
    'CREATE INDEX "catalogue_record_isbn" ON "catalogue_record" ("isbn")',
    'CREATE INDEX "catalogue_record_sort_key" ON "catalogue_record" ("sort_key")',
    "CREATE VIRTUAL TABLE catalogue_record_search USING fts5 (search_text, "
    "content='catalogue_record', content_rowid='id', tokenize='unicode61', prefix='2 3')",
    "CREATE TRIGGER catalogue_record_search_insert AFTER INSERT ON catalogue_record BEGIN "
    "INSERT INTO catalogue_record_search (rowid, search_text) VALUES (new.id, "
    "new.search_text); END",
    "CREATE TRIGGER catalogue_record_search_delete AFTER DELETE ON catalogue_record BEGIN "
    "INSERT INTO catalogue_record_search (catalogue_record_search, rowid, search_text) "
    "VALUES ('delete', old.id, old.search_text); END",
    "CREATE TRIGGER catalogue_record_search_update AFTER UPDATE OF search_text ON "
    "catalogue_record WHEN old.search_text <> new.search_text BEGIN INSERT INTO "
    "catalogue_record_search (catalogue_record_search, rowid, search_text) VALUES "
    "('delete', old.id, old.search_text); INSERT INTO catalogue_record_search (rowid, "
    "search_text) VALUES (new.id, new.search_text); END",
]

POSTGRESQL = [
    'CREATE TABLE "catalogue_record" ("id" SERIAL NOT NULL PRIMARY KEY, "kind" '
    "VARCHAR(20) NOT NULL CHECK (kind IN ('book', 'textbook', 'brochure', 'reference', "
    "'periodical', 'article', 'electronic', 'audiovisual')), \"title\" VARCHAR(500) NOT "
    'NULL, "part" VARCHAR(100) NOT NULL, "authors" VARCHAR(500) NOT NULL, "language" '
    'VARCHAR(5) NOT NULL, "publisher" VARCHAR(200) NOT NULL, "city" VARCHAR(100) NOT '
    'NULL, "year" INTEGER, "pages" INTEGER, "isbn" VARCHAR(13) NOT NULL, "bbk" '
    'VARCHAR(60) NOT NULL, "udc" VARCHAR(60) NOT NULL, "author_mark" VARCHAR(20) NOT '
    'NULL, "grade" INTEGER, "subject" VARCHAR(100) NOT NULL, "annotation" TEXT NOT NULL, '
    '"created_at" TIMESTAMP NOT NULL, "sort_key" VARCHAR(120) NOT NULL, "search_text" '
    "TEXT NOT NULL)",
    'CREATE INDEX "catalogue_record_isbn" ON "catalogue_record" ("isbn")',
    'CREATE INDEX "catalogue_record_sort_key" ON "catalogue_record" ("sort_key")',
    "CREATE INDEX catalogue_record_search ON catalogue_record USING gin "
    "(to_tsvector('simple'::regconfig, search_text))",
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
