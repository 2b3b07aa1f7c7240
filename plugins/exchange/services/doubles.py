"""Whether a record that comes is one that is here: by ISBN, or by title, author and year."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from core.alphabet import fold, plain, sort_key
from core.bulk import listed
from plugins.catalogue.models import Record
from plugins.exchange.services.mapping import Description

#: With one ISBN the titles need be only this alike: a subtitle, another spelling.
_ALIKE = 60


class Face(NamedTuple):
    """What two records are compared by; ``id`` is 0 for one that has just come.

    ``control`` is the number that a record of the same file bears; nothing for any other.
    """

    id: int
    title: str
    part: str
    surname: str
    year: int | None
    grade: int | None
    kind: str
    isbns: frozenset[str]
    language: str
    control: str = ""


NOBODY = Face(0, "", "", "", None, None, "", frozenset(), "")


def face_of(it: Description, control: str = "") -> Face:
    """Return what a description is compared by, with the number that its record bears."""
    return Face(
        0,
        plain(it.title),
        plain(it.part),
        _surname(it.authors),
        it.year,
        it.grade,
        it.kind,
        frozenset(f"{it.isbn} {it.other_isbns}".split()),
        it.language,
        control,
    )


def _surname(authors: str) -> str:
    return fold(authors.split(";")[0]).split(" ")[0]


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
        for isbn in face.isbns:
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
    return (
        (one.year is None or other.year is None or one.year == other.year)
        and (not one.surname or not other.surname or one.surname == other.surname)
        and (one.grade is None or other.grade is None or one.grade == other.grade)
        # A textbook has one title, one author and one year in two languages; other books do not.
        and (one.language == other.language or "textbook" not in (one.kind, other.kind))
        and (one.kind == "article") == (other.kind == "article")
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
        for row in _rows(column, values) if values else ():
            if row[0] in seen:
                continue
            seen.add(row[0])
            number, title, part, authors, year, grade, kind, isbn, others, language, key = row
            face = Face(
                number,
                plain(title),
                plain(part),
                _surname(authors),
                year,
                grade,
                kind,
                frozenset(f"{isbn} {others}".split()),
                language,
                controls.get(number, ""),
            )
            known.add(face, isbn, key)
    return known


def _rows(column: Any, values: Iterable[str]) -> list[Any]:
    query = Record.select(
        Record.id,
        Record.title,
        Record.part,
        Record.authors,
        Record.year,
        Record.grade,
        Record.kind,
        Record.isbn,
        Record.other_isbns,
        Record.language,
        Record.sort_key,
    )
    return list(query.where(column.in_(listed(values))).order_by(Record.id).tuples())
