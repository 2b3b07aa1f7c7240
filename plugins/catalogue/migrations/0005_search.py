"""Catalogue: search by the endings and the sound of words, one typing mistake forgiven."""

SQLITE = [
    "CREATE TABLE catalogue_record_words (word TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID",
    "CREATE VIRTUAL TABLE catalogue_record_search USING fts5 (title, names, rest, kin, "
    "name_kin, content='', tokenize='unicode61', prefix='2 3')",
    "CREATE TRIGGER catalogue_record_search_insert AFTER INSERT ON catalogue_record BEGIN "
    "INSERT INTO catalogue_record_search (rowid, title, names, rest, kin, name_kin) "
    "VALUES (new.id, json_extract('[\"' || replace(new.search_text, char(10), '\",\"') || "
    "'\"]', '$[0]'), json_extract('[\"' || replace(new.search_text, char(10), '\",\"') || "
    "'\"]', '$[1]'), json_extract('[\"' || replace(new.search_text, char(10), '\",\"') || "
    "'\"]', '$[2]'), json_extract('[\"' || replace(new.search_text, char(10), '\",\"') || "
    "'\"]', '$[3]'), json_extract('[\"' || replace(new.search_text, char(10), '\",\"') || "
    "'\"]', '$[4]')); INSERT OR IGNORE INTO catalogue_record_words (word) SELECT value "
    "FROM json_each('[\"' || replace(replace(new.search_text, char(10), ' '), ' ', '\",\"') "
    "|| '\"]') WHERE length(value) >= 4; END",
    "CREATE TRIGGER catalogue_record_search_delete AFTER DELETE ON catalogue_record BEGIN "
    "INSERT INTO catalogue_record_search (catalogue_record_search, rowid, title, names, "
    "rest, kin, name_kin) VALUES ('delete', old.id, json_extract('[\"' || "
    "replace(old.search_text, char(10), '\",\"') || '\"]', '$[0]'), json_extract('[\"' || "
    "replace(old.search_text, char(10), '\",\"') || '\"]', '$[1]'), json_extract('[\"' || "
    "replace(old.search_text, char(10), '\",\"') || '\"]', '$[2]'), json_extract('[\"' || "
    "replace(old.search_text, char(10), '\",\"') || '\"]', '$[3]'), json_extract('[\"' || "
    "replace(old.search_text, char(10), '\",\"') || '\"]', '$[4]')); END",
    "CREATE TRIGGER catalogue_record_search_update AFTER UPDATE OF search_text ON "
    "catalogue_record WHEN old.search_text <> new.search_text BEGIN INSERT INTO "
    "catalogue_record_search (catalogue_record_search, rowid, title, names, rest, kin, "
    "name_kin) VALUES ('delete', old.id, json_extract('[\"' || replace(old.search_text, "
    "char(10), '\",\"') || '\"]', '$[0]'), json_extract('[\"' || replace(old.search_text, "
    "char(10), '\",\"') || '\"]', '$[1]'), json_extract('[\"' || replace(old.search_text, "
    "char(10), '\",\"') || '\"]', '$[2]'), json_extract('[\"' || replace(old.search_text, "
    "char(10), '\",\"') || '\"]', '$[3]'), json_extract('[\"' || replace(old.search_text, "
    "char(10), '\",\"') || '\"]', '$[4]')); INSERT INTO catalogue_record_search (rowid, "
    "title, names, rest, kin, name_kin) VALUES (new.id, json_extract('[\"' || "
    "replace(new.search_text, char(10), '\",\"') || '\"]', '$[0]'), json_extract('[\"' || "
    "replace(new.search_text, char(10), '\",\"') || '\"]', '$[1]'), json_extract('[\"' || "
    "replace(new.search_text, char(10), '\",\"') || '\"]', '$[2]'), json_extract('[\"' || "
    "replace(new.search_text, char(10), '\",\"') || '\"]', '$[3]'), json_extract('[\"' || "
    "replace(new.search_text, char(10), '\",\"') || '\"]', '$[4]')); INSERT OR IGNORE INTO "
    "catalogue_record_words (word) SELECT value FROM json_each('[\"' || "
    "replace(replace(new.search_text, char(10), ' '), ' ', '\",\"') || '\"]') WHERE "
    "length(value) >= 4; END",
    "CREATE INDEX catalogue_record_facets ON catalogue_record (id, kind, language, grade, "
    "subject, bbk, year)",
    "CREATE TABLE catalogue_record_changes (id INTEGER PRIMARY KEY AUTOINCREMENT, "
    "record_id INTEGER NOT NULL)",
    "CREATE TRIGGER catalogue_record_changes_kept AFTER INSERT ON "
    "catalogue_record_changes BEGIN DELETE FROM catalogue_record_changes WHERE id <= "
    "new.id - 10000; END",
    "CREATE TRIGGER catalogue_record_insert_noted AFTER INSERT ON catalogue_record BEGIN "
    "INSERT INTO catalogue_record_changes (record_id) VALUES (new.id); END",
    "CREATE TRIGGER catalogue_record_delete_noted AFTER DELETE ON catalogue_record BEGIN "
    "INSERT INTO catalogue_record_changes (record_id) VALUES (old.id); END",
    "CREATE TRIGGER catalogue_record_update_noted AFTER UPDATE OF kind, language, grade, "
    "subject, bbk, year ON catalogue_record BEGIN INSERT INTO catalogue_record_changes "
    "(record_id) VALUES (new.id); END",
]

POSTGRESQL = [
    'CREATE TABLE catalogue_record_words (word TEXT COLLATE "C" NOT NULL)',
    "CREATE INDEX catalogue_record_words_word ON catalogue_record_words (word)",
    "ALTER TABLE catalogue_record ADD COLUMN search_vector tsvector GENERATED ALWAYS AS "
    "(setweight(to_tsvector('simple'::regconfig, split_part(search_text, chr(10), 1)), "
    "'A') || setweight(to_tsvector('simple'::regconfig, split_part(search_text, chr(10), "
    "2)), 'B') || setweight(to_tsvector('simple'::regconfig, split_part(search_text, "
    "chr(10), 3)), 'C') || setweight(to_tsvector('simple'::regconfig, "
    "split_part(search_text, chr(10), 4)), 'D') || "
    "setweight(to_tsvector('simple'::regconfig, split_part(search_text, chr(10), 5)), "
    "'B')) STORED",
    "CREATE INDEX catalogue_record_search ON catalogue_record USING gin (search_vector)",
    "CREATE FUNCTION catalogue_record_words_keep() RETURNS trigger LANGUAGE plpgsql AS $$ "
    "BEGIN INSERT INTO catalogue_record_words (word) SELECT one FROM (SELECT DISTINCT "
    "regexp_split_to_table(NEW.search_text, '\\s+') AS one) AS typed WHERE length(one) >= "
    "4 AND NOT EXISTS (SELECT 1 FROM catalogue_record_words AS known WHERE known.word = "
    "typed.one); RETURN NULL; END $$",
    "CREATE TRIGGER catalogue_record_words_insert AFTER INSERT ON catalogue_record FOR "
    "EACH ROW EXECUTE FUNCTION catalogue_record_words_keep()",
    "CREATE TRIGGER catalogue_record_words_update AFTER UPDATE OF search_text ON "
    "catalogue_record FOR EACH ROW WHEN (OLD.search_text IS DISTINCT FROM "
    "NEW.search_text) EXECUTE FUNCTION catalogue_record_words_keep()",
]

COLUMNS = [
    "ADD COLUMN \"person_names\" TEXT NOT NULL DEFAULT ''",
    "ADD COLUMN \"heading_names\" TEXT NOT NULL DEFAULT ''",
]

LINES = (
    ("title", "part", "subtitle"),
    ("authors", "responsibility"),
    ("subject", "publisher", "year", "series", "isbn", "other_isbns", "issn", "annotation"),
)
READ = ("id", "kind", "grade", "language", *(name for names in LINES for name in names))

FILL_SQLITE = [
    "INSERT INTO catalogue_record_search (rowid, title, names, rest, kin, name_kin) "
    "SELECT id, json_extract('[\"' || replace(search_text, char(10), '\",\"') || '\"]', "
    "'$[0]'), json_extract('[\"' || replace(search_text, char(10), '\",\"') || '\"]', "
    "'$[1]'), json_extract('[\"' || replace(search_text, char(10), '\",\"') || '\"]', "
    "'$[2]'), json_extract('[\"' || replace(search_text, char(10), '\",\"') || '\"]', "
    "'$[3]'), json_extract('[\"' || replace(search_text, char(10), '\",\"') || '\"]', '$[4]') "
    "FROM catalogue_record",
    "INSERT OR IGNORE INTO catalogue_record_words (word) SELECT value FROM "
    "catalogue_record, json_each('[\"' || replace(replace(catalogue_record.search_text, "
    "char(10), ' '), ' ', '\",\"') || '\"]') WHERE length(value) >= 4",
]
FILL_POSTGRESQL = [
    "INSERT INTO catalogue_record_words (word) SELECT DISTINCT one FROM catalogue_record, "
    "regexp_split_to_table(search_text, '\\s+') AS one WHERE length(one) >= 4",
]

GONE_SQLITE = [
    "DROP TRIGGER catalogue_record_search_insert",
    "DROP TRIGGER catalogue_record_search_delete",
    "DROP TRIGGER catalogue_record_search_update",
    "DROP TABLE catalogue_record_search",
]
GONE_POSTGRESQL = ["DROP INDEX catalogue_record_search"]


def up(migrator, db):
    """Put the new index in the place of the old, and write anew what every record is found by."""
    is_sqlite = type(db).__name__ == "SchoolSqlite"
    for statement in GONE_SQLITE if is_sqlite else GONE_POSTGRESQL:
        db.execute_sql(statement)
    for column in COLUMNS:
        db.execute_sql(f'ALTER TABLE "catalogue_record" {column}')
    _write_anew(db, "?" if is_sqlite else "%s")
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        db.execute_sql(statement)
    for statement in FILL_SQLITE if is_sqlite else FILL_POSTGRESQL:
        db.execute_sql(statement)


def _write_anew(db, place):
    rows = db.execute_sql(f'SELECT {", ".join(READ)} FROM "catalogue_record"').fetchall()
    if not rows:
        return
    # Not frozen: what is found follows the rules of the day the library is brought up to date,
    # as it does for every record that is saved afterwards.
    from core.word_index import lines

    for row in rows:
        one = dict(zip(READ, row, strict=True))
        grade = one["grade"] if one["kind"] == "textbook" else None
        words = {"kk": "{}-сынып", "ru": "{} класс"}.get(one["language"], "Grade {}")
        if grade is not None and str(grade) not in one["title"]:
            one["part"] = f"{words.format(grade)} {one['part']}"
        text = lines(
            *(" ".join(str(one[name]) for name in names if one[name]) for names in LINES),
            language=one["language"],
        )
        db.execute_sql(
            f'UPDATE "catalogue_record" SET search_text = {place} WHERE id = {place}',
            (text, one["id"]),
        )
