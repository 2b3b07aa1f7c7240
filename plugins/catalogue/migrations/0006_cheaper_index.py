"""Catalogue: an index of words that makes a record cheaper to write, on SQLite."""

SQLITE = [
    "DROP TRIGGER catalogue_record_search_insert",
    "DROP TRIGGER catalogue_record_search_delete",
    "DROP TRIGGER catalogue_record_search_update",
    "DROP TABLE catalogue_record_search",
    "CREATE TABLE catalogue_record_words_brought (id INTEGER PRIMARY KEY)",
    "CREATE VIRTUAL TABLE catalogue_record_search USING fts5 (title, names, rest, "
    "kin, name_kin, content='', tokenize='ascii')",
    "CREATE TRIGGER catalogue_record_search_insert AFTER INSERT ON catalogue_record "
    "BEGIN INSERT INTO catalogue_record_search (rowid, title, names, rest, kin, "
    "name_kin) SELECT new.id, json_extract(it, '$[0]'), json_extract(it, '$[1]'), "
    "json_extract(it, '$[2]'), json_extract(it, '$[3]'), json_extract(it, '$[4]') "
    "FROM (SELECT '[\"' || replace(new.search_text, char(10), '\",\"') || '\"]' AS it "
    "LIMIT 1); INSERT OR IGNORE INTO catalogue_record_words (word) SELECT value FROM "
    "(SELECT new.search_text AS it WHERE NOT EXISTS (SELECT 1 FROM "
    "catalogue_record_words_brought)), json_each('[\"' || replace(replace(it, "
    "char(10), ' '), ' ', '\",\"') || '\"]') WHERE length(value) >= 4; END",
    "CREATE TRIGGER catalogue_record_search_delete AFTER DELETE ON catalogue_record "
    "BEGIN INSERT INTO catalogue_record_search (catalogue_record_search, rowid, "
    "title, names, rest, kin, name_kin) SELECT 'delete', old.id, json_extract(it, "
    "'$[0]'), json_extract(it, '$[1]'), json_extract(it, '$[2]'), json_extract(it, "
    "'$[3]'), json_extract(it, '$[4]') FROM (SELECT '[\"' || replace(old.search_text, "
    "char(10), '\",\"') || '\"]' AS it LIMIT 1); END",
    "CREATE TRIGGER catalogue_record_search_update AFTER UPDATE OF search_text ON "
    "catalogue_record WHEN old.search_text <> new.search_text BEGIN INSERT INTO "
    "catalogue_record_search (catalogue_record_search, rowid, title, names, rest, "
    "kin, name_kin) SELECT 'delete', old.id, json_extract(it, '$[0]'), "
    "json_extract(it, '$[1]'), json_extract(it, '$[2]'), json_extract(it, '$[3]'), "
    "json_extract(it, '$[4]') FROM (SELECT '[\"' || replace(old.search_text, char(10), "
    "'\",\"') || '\"]' AS it LIMIT 1); INSERT INTO catalogue_record_search (rowid, "
    "title, names, rest, kin, name_kin) SELECT new.id, json_extract(it, '$[0]'), "
    "json_extract(it, '$[1]'), json_extract(it, '$[2]'), json_extract(it, '$[3]'), "
    "json_extract(it, '$[4]') FROM (SELECT '[\"' || replace(new.search_text, char(10), "
    "'\",\"') || '\"]' AS it LIMIT 1); INSERT OR IGNORE INTO catalogue_record_words "
    "(word) SELECT value FROM (SELECT new.search_text AS it WHERE NOT EXISTS (SELECT "
    "1 FROM catalogue_record_words_brought)), json_each('[\"' || replace(replace(it, "
    "char(10), ' '), ' ', '\",\"') || '\"]') WHERE length(value) >= 4; END",
    "INSERT INTO catalogue_record_search (rowid, title, names, rest, kin, name_kin) "
    "SELECT id, json_extract(it, '$[0]'), json_extract(it, '$[1]'), json_extract(it, "
    "'$[2]'), json_extract(it, '$[3]'), json_extract(it, '$[4]') FROM (SELECT id, "
    "'[\"' || replace(search_text, char(10), '\",\"') || '\"]' AS it FROM "
    "catalogue_record)",
]


def up(migrator, db):
    """Put the new index in the place of the old; the texts it is made of stay as they are."""
    if type(db).__name__ == "SchoolSqlite":
        for statement in SQLITE:
            db.execute_sql(statement)
