"""Whether a record that comes is one that is here: by ISBN, or by title, author and year."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from core.alphabet import fold, plain, sort_key
from core.bulk import among
from plugins.catalogue.models import Record
from plugins.exchange.services.mapping import Description

#: With one ISBN the titles need be only this alike: a subtitle, another spelling.
_ALIKE = 60


class _Row(NamedTuple):
    """What the catalogue says of a record that is here."""

    id: int
    title: str
    part: str
    authors: str
    year: int | None
    grade: int | None
    kind: str
    isbn: str
    other_isbns: str
    language: str
    sort_key: str


class Face:
    """What two records are compared by; ``id`` is 0 for one that has just come.

    ``control`` is the number that a record of the same file bears; nothing for any other. Words
    are made ready for comparing when there is something to compare them with: mostly never.
    """

    def __init__(self, it: Description | _Row, id: int = 0, control: str = "") -> None:
        self.it, self.id, self.control = it, id, control

    @cached_property
    def title(self) -> str:
        """Return the words of the title."""
        return plain(self.it.title)

    @cached_property
    def part(self) -> str:
        """Return the words of the part."""
        return plain(self.it.part)

    @cached_property
    def surname(self) -> str:
        """Return the folded surname of the first author."""
        return fold(self.it.authors.split(";")[0]).split(" ")[0]

    @property
    def isbns(self) -> frozenset[str]:
        """Return all ISBNs."""
        return frozenset(f"{self.it.isbn} {self.it.other_isbns}".split())


def keys_of(it: Description) -> tuple[str, str]:
    """Return ISBN and sort key: by one of them a double is found."""
    return it.isbn, sort_key(f"{it.title} {it.part}")


class Known:
    """Faces by ISBN and by sort key: of the catalogue for one batch, and of what has come."""

    def __init__(self) -> None:
        self._by_isbn: dict[str, list[Face]] = {}
        self._by_title: dict[str, list[Face]] = {}

    def add(self, face: Face, isbn: str, key: str) -> None:
        """Let ``face`` be found."""
        for one in face.isbns or ((isbn,) if isbn else ()):
            self._by_isbn.setdefault(one, []).append(face)
        if key:
            self._by_title.setdefault(key, []).append(face)

    def find(self, face: Face, key: str) -> Face | None:
        """Return the face that is the same edition; None if there is none."""
        for isbn in face.isbns if self._by_isbn else ():
            for other in self._by_isbn.get(isbn, ()):
                if _same_by_isbn(face, other):
                    return other
        for other in self._by_title.get(key, ()):
            if _same_by_words(face, other):
                return other
        return None


def _same_by_isbn(one: Face, other: Face) -> bool:
    """Return whether one ISBN means one edition here; volumes of a set share that of the set."""
    if one.part and other.part and one.part != other.part:
        return False
    return _parts_agree(one, other) and bool(
        one.title == other.title
        or fuzz.token_set_ratio(fold(one.title), fold(other.title)) >= _ALIKE
    )


def _parts_agree(one: Face, other: Face) -> bool:
    """Return whether no number in one title contradicts the other: 7-сынып is not 8-сынып."""
    numbers = [
        {word for word in f"{face.title} {face.part}".split() if any(map(str.isdigit, word))}
        for face in (one, other)
    ]
    return not numbers[0] or not numbers[1] or bool(numbers[0] & numbers[1])


def _same_by_words(one: Face, other: Face) -> bool:
    if one.title != other.title or one.part != other.part:
        return False
    if one.isbns and other.isbns and not one.isbns & other.isbns:
        return False
    if one.control and other.control and one.control != other.control:
        return False  # whoever wrote the file has told the two apart
    mine, its = one.it, other.it
    return (
        (mine.year is None or its.year is None or mine.year == its.year)
        and (not one.surname or not other.surname or one.surname == other.surname)
        and (mine.grade is None or its.grade is None or mine.grade == its.grade)
        # A textbook has one title, one author and one year in two languages; other books do not.
        and (mine.language == its.language or "textbook" not in (mine.kind, its.kind))
        and (mine.kind == "article") == (its.kind == "article")
    )


def catalogue(wanted: Iterable[tuple[str, str]], controls: dict[int, str]) -> Known:
    """Return what the catalogue has under these ISBNs and sort keys, in two queries.

    ``controls`` has the numbers of those records that came in the same file.
    """
    isbns, keys = set(), set()
    for isbn, key in wanted:
        if isbn:
            isbns.add(isbn)
        if key:
            keys.add(key)
    known = Known()
    seen: set[int] = set()
    for column, values in ((Record.isbn, isbns), (Record.sort_key, keys)):
        for row in _rows(column, values):
            if row.id not in seen:
                seen.add(row.id)
                known.add(Face(row, row.id, controls.get(row.id, "")), row.isbn, row.sort_key)
    return known


def _rows(column: Any, values: Iterable[str]) -> Iterator[_Row]:
    query = Record.select(*(getattr(Record, name) for name in _Row._fields))
    return map(_Row._make, query.where(among(column, values)).order_by(Record.id).tuples())
