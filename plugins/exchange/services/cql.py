"""CQL, the language of SRU's questions: the part of it that this library answers."""

import re
from dataclasses import dataclass

#: What an index is called, in the sets that clients use, and ours.
INDEXES = {
    "cql.serverchoice": "any",
    "cql.anywhere": "any",
    "cql.allindexes": "any",
    "any": "any",
    "bath.any": "any",
    "title": "title",
    "dc.title": "title",
    "bath.title": "title",
    "author": "author",
    "creator": "author",
    "dc.creator": "author",
    "dc.author": "author",
    "bath.author": "author",
    "bath.name": "author",
    "bath.personalname": "author",
    "isbn": "isbn",
    "bath.isbn": "isbn",
    "dc.identifier": "isbn",
    "dc.resourceidentifier": "isbn",
    "year": "year",
    "date": "year",
    "dc.date": "year",
    "subject": "subject",
    "dc.subject": "subject",
    "bath.subject": "subject",
}
_RELATIONS = ("=", "==", "all", "any", "exact", "<", ">", "<=", ">=", "<>", "scr", "adj")
_OF_WORDS = frozenset(("=", "==", "all", "any", "exact", "scr", "adj"))
_OF_YEARS = frozenset(("=", "==", "exact", "<", ">", "<=", ">="))
_BOOLEANS = ("and", "or", "not", "prox")

_TOKEN = re.compile(r'\s*(?:("(?:[^"\\]|\\.)*")|([()])|(<=|>=|<>|==|[<>=/])|([^\s()<>=/"]+))')
#: Deeper or longer questions are nobody's.
_DEEPEST, _LONGEST = 20, 1000


class Diagnostic(Exception):
    """What SRU answers to a question that it cannot: a number of its list, and a detail."""

    def __init__(self, number: int, words: str, details: str = "") -> None:
        super().__init__(words)
        self.number, self.words, self.details = number, words, details


@dataclass(frozen=True)
class Clause:
    """An index of ours, a relation and a term."""

    index: str
    relation: str
    term: str


@dataclass(frozen=True)
class Both:
    """Two questions bound by ``and``, ``or`` or ``not``."""

    sign: str
    left: "Clause | Both"
    right: "Clause | Both"


Query = Clause | Both


def parse(text: str) -> Query:
    """Return the question; Diagnostic if it is none, or one that is not answered here."""
    if not text.strip() or len(text) > _LONGEST:
        raise Diagnostic(10, "Query syntax error", text[:80])
    return _Parser(_tokens(text)).whole()


def _tokens(text: str) -> list[tuple[str, bool]]:
    """Return the words and signs, each with whether it is surely a word."""
    found: list[tuple[str, bool]] = []
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Diagnostic(10, "Query syntax error", text[at : at + 80])
        quoted, bracket, sign, word = match.groups()
        if quoted is not None:
            found.append((re.sub(r"\\(.)", r"\1", quoted[1:-1]), True))
        else:
            found.append((bracket or sign or word, False))
        at = match.end()
    return found


class _Parser:
    def __init__(self, tokens: list[tuple[str, bool]]) -> None:
        self._tokens = tokens
        self._at = 0

    def whole(self) -> Query:
        query = self._query(0)
        if self._at < len(self._tokens):
            raise Diagnostic(10, "Query syntax error", self._tokens[self._at][0][:80])
        return query

    def _next(self) -> tuple[str, bool]:
        if self._at >= len(self._tokens):
            raise Diagnostic(10, "Query syntax error", "unexpected end")
        self._at += 1
        return self._tokens[self._at - 1]

    def _sees(self, *words: str) -> str:
        if self._at >= len(self._tokens):
            return ""
        word, is_quoted = self._tokens[self._at]
        return word.lower() if not is_quoted and word.lower() in words else ""

    def _query(self, depth: int) -> Query:
        if depth > _DEEPEST:
            raise Diagnostic(10, "Query syntax error", "too deep")
        left = self._clause(depth)
        while sign := self._sees(*_BOOLEANS):
            self._at += 1
            if sign == "prox":
                raise Diagnostic(37, "Unsupported boolean operator", sign)
            if self._sees("/"):
                raise Diagnostic(46, "Unsupported boolean modifier")
            left = Both(sign, left, self._clause(depth))
        if self._sees("sortby"):
            raise Diagnostic(80, "Sort not supported")
        return left

    def _clause(self, depth: int) -> Query:
        if self._sees("("):
            self._at += 1
            inside = self._query(depth + 1)
            if self._next()[0] != ")":
                raise Diagnostic(13, "Invalid or unsupported use of parentheses")
            return inside
        word, is_quoted = self._next()
        if not is_quoted and (word in "()=<>/" or word in ("<=", ">=", "<>", "==")):
            raise Diagnostic(10, "Query syntax error", word)
        relation = "" if is_quoted else self._sees(*_RELATIONS)
        if not relation:
            return Clause("any", "=", word)
        self._at += 1
        if self._sees("/"):
            raise Diagnostic(20, "Unsupported relation modifier")
        term, is_quoted = self._next()
        if not is_quoted and term in ("(", ")", "/"):
            raise Diagnostic(10, "Query syntax error", term)
        return _checked(word, relation, term)


def _checked(index: str, relation: str, term: str) -> Clause:
    ours = INDEXES.get(index.lower())
    if ours is None:
        raise Diagnostic(16, "Unsupported index", index[:80])
    if relation not in (_OF_YEARS if ours == "year" else _OF_WORDS):
        raise Diagnostic(19, "Unsupported relation", relation)
    if not term.strip():
        raise Diagnostic(27, "Empty term unsupported")
    if ours == "year" and not (term.strip().isascii() and term.strip().isdigit()):
        raise Diagnostic(36, "Term in invalid format for index or relation", term[:80])
    return Clause(ours, relation, term.strip().strip("*"))
