"""Full-text search over a model's folded ``search_text``, on SQLite and on PostgreSQL."""

from typing import Any

from peewee import SQL, Expression, fn

from core.alphabet import fold
from core.database import BaseModel, is_sqlite

#: More words than anybody types; the rest of a pasted page is left out.
MOST_WORDS = 12
LONGEST_WORD = 60


class SearchIndex:
    """The index over ``model.search_text``: all words must occur, each as the start of a word.

    SQLite keeps an FTS5 table beside the model's, brought up to date by triggers; PostgreSQL an
    expression index. Text is folded on the way in and on the way out (`core.alphabet.fold`).
    """

    def __init__(self, model: type[BaseModel]) -> None:
        self.model = model
        model.SEARCH = self

    @property
    def table(self) -> str:
        """Return the name of SQLite's index table."""
        return f"{self.model._meta.table_name}_search"

    def ddl(self) -> dict[str, list[str]]:
        """Return the SQL that makes the index, by kind of database; migrations freeze it."""
        table, index = self.model._meta.table_name, self.table
        gone = f"INSERT INTO {index} ({index}, rowid, search_text) VALUES ('delete', old.id, "
        gone += "old.search_text);"
        come = f"INSERT INTO {index} (rowid, search_text) VALUES (new.id, new.search_text);"
        return {
            "sqlite": [
                f"CREATE VIRTUAL TABLE {index} USING fts5 (search_text, content='{table}', "
                "content_rowid='id', tokenize='unicode61', prefix='2 3')",
                f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {come} END",
                f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {gone} END",
                f"CREATE TRIGGER {index}_update AFTER UPDATE OF search_text ON {table} "
                f"WHEN old.search_text <> new.search_text BEGIN {gone} {come} END",
            ],
            "postgresql": [
                f"CREATE INDEX {index} ON {table} "
                "USING gin (to_tsvector('simple'::regconfig, search_text))"
            ],
        }

    def matching(self, text: str) -> Any:
        """Return the condition that a row has all the words of ``text``; any text is safe.

        A text without a word in it (empty, or punctuation only) asks for nothing and leaves out
        no row.
        """
        words = words_of(text)
        if not words:
            return SQL("1 = 1")
        if is_sqlite():
            query = " ".join(f'"{word}"*' for word in words)
            found = SQL(f"(SELECT rowid FROM {self.table} WHERE {self.table} MATCH ?)", (query,))
            return self.model.id.in_(found)
        query = " & ".join(f"{word}:*" for word in words)
        vector = fn.to_tsvector(SQL("'simple'::regconfig"), self.model.search_text)
        return Expression(vector, "@@", fn.to_tsquery(SQL("'simple'::regconfig"), query))

    def rank(self, text: str) -> Any:
        """Return an expression to order by: rows whose title begins with the words come first."""
        words = " ".join(words_of(text))
        return fn.SUBSTR(self.model.search_text, 1, len(words)) != words


def words_of(text: str) -> list[str]:
    """Return the folded words that are looked for, at most twelve."""
    return [word[:LONGEST_WORD] for word in fold(text[:1000]).split()[:MOST_WORDS]]
