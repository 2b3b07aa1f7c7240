"""Full-text search that knows words by their endings and their sound, on both databases.

A row's ``search_text`` has five lines (`lines`): the folded words of its title, of its names and of
the rest, as `core.search` has them in one; then what the words of title and rest, and those of the
names, are also found by: their stems (`core.stems`) and their sound (`core.sounds`). The database
keeps the index and the list of all words by triggers, so whoever writes a row, by whatever way,
keeps them true.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from peewee import SQL, Expression, fn

from core import bulk
from core.alphabet import fold, plain
from core.database import db, is_sqlite
from core.search import LONGEST_WORD, MOST_WORDS, SearchIndex
from core.sounds import is_latin, sound, sound_of_folded
from core.stems import has_digit, stems

COLUMNS = ("title", "names", "rest", "kin", "name_kin")
#: What a word weighs by where it is found, for SQLite; PostgreSQL has A, B, C and D.
WEIGHTS = (10.0, 7.0, 2.0, 1.0, 1.0)
_PG_WEIGHTS = "ABCDB"

#: Shorter words are never taken for mistyped ones.
LEAST_MISTYPED = 5
_LEAST_LISTED = LEAST_MISTYPED - 1
_LETTERS = "абвгдежзиклмнопрстуфхцчшщъыьюя"
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Term:
    """A word that must be found: as it is typed, as the beginning of a word, or by its kin.

    ``words`` are folded; more than one are a phrase, and a phrase has no kin. ``place`` is
    ``names`` or ``title`` if it must be found there.
    """

    words: tuple[str, ...]
    kin: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()
    place: str = ""
    is_beginning: bool = True
    instead: tuple[str, ...] = field(default=())

    @property
    def is_mistakable(self) -> bool:
        """Return whether this is a word long enough to be taken for a mistyped one."""
        word = self.words[0]
        return len(self.words) == 1 and len(word) >= LEAST_MISTYPED and not has_digit(word)

    def replaced(self, words: Iterable[str]) -> "Term":
        """Return the term with other words that will do as well."""
        return Term(self.words, self.kin, self.sounds, self.place, self.is_beginning, tuple(words))


def lines(title: str, names: str, rest: str, language: str = "") -> str:
    """Return the search text of a row; ``language`` is that of its title (kk, ru), if known."""
    known = language if language in ("kk", "ru") else ""
    kin: dict[str, None] = {}
    name_kin: dict[str, None] = {}
    found = (_folded(title, known, kin), _folded(names, "", name_kin), _folded(rest, "", kin))
    return "\n".join((*found, " ".join(kin), " ".join(name_kin)))


def _folded(text: str, language: str, kin: dict[str, None]) -> str:
    """Return the words of ``text`` folded; what they are also found by is put into ``kin``."""
    read = _READ[language]
    found = []
    for written in text.split():
        folded, more = read[written]
        if folded:
            found.append(folded)
        kin |= more
    return " ".join(found)


class _Read(dict[str, tuple[str, dict[str, None]]]):
    """Words as they stand in a text, each folded and with what it is also found by.

    Words come again and again, in a list as in a file of records, and are remembered.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, written: str) -> tuple[str, dict[str, None]]:
        words = [word[:LONGEST_WORD] for word in plain(written).split()]
        kin = dict.fromkeys(one for word in words for one in _kin(word, self.language))
        found = fold(written), kin
        if len(self) >= _MOST_READ:
            self.clear()
        if len(written) <= LONGEST_WORD:
            self[written] = found
        return found


_MOST_READ = 30_000
_READ = {language: _Read(language) for language in ("", "kk", "ru")}


def _kin(word: str, language: str) -> tuple[str, ...]:
    """Return what a word is also found by, beside itself."""
    if len(word) < 2 or has_digit(word):
        return ()
    found = [*stems(word, language)]
    if not is_latin(word):
        found += [sound(word), *map(sound_of_folded, found)]
    itself = fold(word)
    return tuple(dict.fromkeys(one for one in found if len(one) > 1 and one != itself))


def term(word: str, *, place: str = "", is_beginning: bool = True) -> Term | None:
    """Return the term of a word as it was typed; of several words if punctuation parts them."""
    folded = tuple(one[:LONGEST_WORD] for one in fold(word).split()[:MOST_WORDS])
    if not folded:
        return None
    whole = "".join(plain(word).split())[:LONGEST_WORD]
    if has_digit(whole) or len(whole) < 2:
        return Term(folded, place=place, is_beginning=is_beginning and len(folded[-1]) > 2)
    heard = sound(word)[:LONGEST_WORD]
    sounds = (heard,) if len(heard) > 1 and (heard,) != folded else ()
    kin = [*stems(whole)]
    if is_latin(whole):
        kin += [sound(one) for one in kin]
    # What begins as the word does is found by the word already.
    seen = tuple(folded) if is_beginning and len(folded) == 1 else ()
    kin = [
        one
        for one in dict.fromkeys(kin)
        if len(one) > 1 and (one,) != folded and not (seen and one.startswith(seen))
    ]
    return Term(folded, tuple(kin), sounds, place, is_beginning)


def typed_terms(text: str) -> list[Term]:
    """Return the terms of a text that is words only, each the beginning of a word."""
    found = [term(word) for word in text[:1000].split()]
    return [one for one in found if one is not None][:MOST_WORDS]


class WordIndex(SearchIndex):
    """The index over the five lines of ``model.search_text``."""

    @property
    def words_table(self) -> str:
        """Return the name of the table of all words that occur."""
        return f"{self.model._meta.table_name}_words"

    def ddl(self) -> dict[str, list[str]]:
        """Return the SQL that makes the index, by kind of database; migrations freeze it."""
        table = self.model._meta.table_name
        return {
            "sqlite": _sqlite_ddl(table, self.table, self.words_table),
            "postgresql": _postgresql_ddl(table, self.table, self.words_table),
        }

    def insert_rows(self, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows with ids of `bulk.take_ids`, as `bulk.insert_rows` does, in a transaction.

        On SQLite their words go to the list of all words once, and not again with every row.
        """
        if not is_sqlite():
            bulk.insert_rows(self.model, columns, rows, ids_taken=True)
            return
        place = list(columns).index("search_text")
        db.execute_sql(f"INSERT INTO {self.words_table}_brought DEFAULT VALUES")
        bulk.insert_rows(self.model, columns, rows, ids_taken=True)
        words = set(chain.from_iterable([row[place].split() for row in rows]))
        known = sorted([(word,) for word in words if len(word) >= _LEAST_LISTED])
        sql = f"INSERT OR IGNORE INTO {self.words_table} (word) VALUES (?)"
        db.connection().executemany(sql, known)
        db.execute_sql(f"DELETE FROM {self.words_table}_brought")

    def matching(self, text: str) -> Any:
        """Return the condition that a row has all the words of ``text``; any text is safe."""
        return self.having(typed_terms(text))

    def having(self, terms: Iterable[Term]) -> Any:
        """Return the condition that a row has all the ``terms``; none leave out no row."""
        asked = self.query(terms)
        if not asked:
            return SQL("1 = 1")
        if is_sqlite():
            found = SQL(f"(SELECT rowid FROM {self.table} WHERE {self.table} MATCH ?)", (asked,))
            return self.model.id.in_(found)
        return Expression(SQL("search_vector"), "@@", self.tsquery(asked))

    def tsquery(self, asked: str) -> Any:
        """Return PostgreSQL's query made of what `query` returns."""
        return fn.to_tsquery(SQL("'simple'::regconfig"), asked)

    def query(self, terms: Iterable[Term]) -> str:
        """Return the terms in the language of this database's index."""
        return (" AND " if is_sqlite() else " & ").join(
            self._sqlite_term(one) if is_sqlite() else self._postgresql_term(one) for one in terms
        )

    def _sqlite_term(self, one: Term) -> str:
        typed = f'"{" ".join(one.words)}"' + " *" * one.is_beginning
        ways = [typed, *(f'"{other}"' + " *" * _begins(one, other) for other in one.sounds)]
        ways += [f'"{other}"' for other in (*one.kin, *one.instead)]
        place = {"names": "{names name_kin} : ", "title": "title : "}.get(one.place, "")
        return f"{place}({' OR '.join(dict.fromkeys(ways))})"

    def _postgresql_term(self, one: Term) -> str:
        place = {"names": "B", "title": "A"}.get(one.place, "")
        end, begun = (f":{place}", f":*{place}") if place else ("", ":*")
        marks = [end] * (len(one.words) - 1) + [begun if one.is_beginning else end]
        typed = " <-> ".join(word + mark for word, mark in zip(one.words, marks, strict=True))
        ways = [
            f"({typed})",
            *(other + (begun if _begins(one, other) else end) for other in one.sounds),
        ]
        ways += [other + end for other in (*one.kin, *one.instead)]
        return f"({' | '.join(dict.fromkeys(ways))})"

    def is_known(self, one: Term) -> bool:
        """Return whether some row has the word of ``one``, its beginning, or its kin."""
        mark = "?" if is_sqlite() else "%s"
        # The letters that folded words are made of end well before this one.
        asked = [(word, word + "\uffff" if one.is_beginning else word) for word in one.words[-1:]]
        asked += [(word, word + "\uffff" if _begins(one, word) else word) for word in one.sounds]
        asked += [(word, word) for word in (*one.kin, *one.instead)]
        where = " OR ".join([f"word BETWEEN {mark} AND {mark}"] * len(asked))
        found = db.execute_sql(
            f"SELECT 1 FROM {self.words_table} WHERE {where} LIMIT 1",
            tuple(word for pair in asked for word in pair),
        )
        return found.fetchone() is not None

    def one_mistake_away(self, one: Term) -> list[str]:
        """Return the words that occur and are one typing mistake away from the word of ``one``."""
        near: dict[str, None] = {}
        for word in (*one.words, *one.sounds, *one.kin):
            if len(word) >= LEAST_MISTYPED and not has_digit(word):
                near |= dict.fromkeys(_one_mistake(word))
        if not near:
            return []
        marks = ", ".join(["?" if is_sqlite() else "%s"] * len(near))
        found = db.execute_sql(
            f"SELECT DISTINCT word FROM {self.words_table} WHERE word IN ({marks})", tuple(near)
        )
        there = {row[0] for row in found.fetchall()}
        return [word for word in near if word in there]


def _begins(one: Term, heard: str) -> bool:
    """Return whether a word may go on after what was heard: two letters begin too many."""
    return one.is_beginning and len(heard) > 2


def _one_mistake(word: str) -> Iterable[str]:
    """Yield what is typed wrongly with one letter changed, swapped, forgotten or too many."""
    letters = _LATIN_LETTERS if word.isascii() else _LETTERS
    for place in range(len(word) - 1):
        yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
    for place in range(len(word) + 1):
        for letter in letters:
            yield word[:place] + letter + word[place:]
            yield word[:place] + letter + word[place + 1 :]


def _sqlite_ddl(table: str, index: str, words: str) -> list[str]:
    columns = ", ".join(COLUMNS)

    def told(row: str, first: str = "") -> str:
        lines = ", ".join(f"json_extract(it, '$[{place}]')" for place in range(len(COLUMNS)))
        # LIMIT keeps SQLite from making the JSON anew for each of the lines.
        return (
            f"SELECT {first}{row}.id, {lines} FROM (SELECT '[\"' || "
            f"replace({row}.search_text, char(10), '\",\"') || '\"]' AS it LIMIT 1);"
        )

    gone = f"INSERT INTO {index} ({index}, rowid, {columns}) " + told("old", "'delete', ")
    come = f"INSERT INTO {index} (rowid, {columns}) {told('new')} "
    # `WordIndex.insert_rows` tells by a row that it brings the words itself. Nobody else sees that
    # row: it is gone before the transaction ends.
    come += f"INSERT OR IGNORE INTO {words} (word) SELECT value FROM "
    come += f"(SELECT new.search_text AS it WHERE NOT EXISTS (SELECT 1 FROM {words}_brought)), "
    come += """json_each('["' || replace(replace(it, char(10), ' '), ' ', '","') || '"]') """
    come += f"WHERE length(value) >= {_LEAST_LISTED};"
    return [
        f"CREATE TABLE {words} (word TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID",
        f"CREATE TABLE {words}_brought (id INTEGER PRIMARY KEY)",
        # The text is folded already, so letters are told by the cheapest of the tokenizers. An
        # index of beginnings made a row a quarter dearer, for two or three typed letters' sake.
        f"CREATE VIRTUAL TABLE {index} USING fts5 ({columns}, content='', tokenize='ascii')",
        f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {come} END",
        f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {gone} END",
        f"CREATE TRIGGER {index}_update AFTER UPDATE OF search_text ON {table} "
        f"WHEN old.search_text <> new.search_text BEGIN {gone} {come} END",
    ]


def _postgresql_ddl(table: str, index: str, words: str) -> list[str]:
    vector = " || ".join(
        f"setweight(to_tsvector('simple'::regconfig, split_part(search_text, chr(10), {place})), "
        f"'{weight}')"
        for place, weight in enumerate(_PG_WEIGHTS, 1)
    )
    # No unique index: two who enter one new word at a time must not wait for each other.
    return [
        f'CREATE TABLE {words} (word TEXT COLLATE "C" NOT NULL)',
        f"CREATE INDEX {words}_word ON {words} (word)",
        f"ALTER TABLE {table} ADD COLUMN search_vector tsvector GENERATED ALWAYS AS ({vector}) "
        "STORED",
        f"CREATE INDEX {index} ON {table} USING gin (search_vector)",
        f"CREATE FUNCTION {words}_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"INSERT INTO {words} (word) SELECT one FROM (SELECT DISTINCT "
        "regexp_split_to_table(NEW.search_text, '\\s+') AS one) AS typed "
        f"WHERE length(one) >= {_LEAST_LISTED} AND NOT EXISTS (SELECT 1 FROM {words} "
        f"AS known WHERE known.word = typed.one); RETURN NULL; END $$",
        f"CREATE TRIGGER {words}_insert AFTER INSERT ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {words}_keep()",
        f"CREATE TRIGGER {words}_update AFTER UPDATE OF search_text ON {table} "
        "FOR EACH ROW WHEN (OLD.search_text IS DISTINCT FROM NEW.search_text) "
        f"EXECUTE FUNCTION {words}_keep()",
    ]
