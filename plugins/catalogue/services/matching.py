"""Books as other people's lists describe them, found in the catalogue or put together as one.

Two descriptions are the same if their words are, whatever the case and the punctuation. Nearly the
same (letters that people type for one another, a slip, a name in full or not) is a question for a
person: never joined silently, never doubled silently.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from core import bulk
from core.alphabet import fold, plain
from core.database import db
from plugins.catalogue.models import Record
from plugins.catalogue.services import people

#: From this likeness (0 to 100, of the sorted words of author and title) a person is asked.
NEARLY = 88

#: A name that two authors' lists share must have so many letters to mean anything.
_TELLING = 4


class Book(NamedTuple):
    """A book as a line of a list describes it; empty or None is what the line does not say."""

    title: str
    authors: str = ""
    year: int | None = None
    isbn: str = ""
    publisher: str = ""
    bbk: str = ""
    language: str = ""
    kind: str = ""
    grade: int | None = None
    subject: str = ""


@dataclass
class Group:
    """Lines that describe one book: ``lines`` are their places in the list.

    ``record`` is the id of the record that the catalogue has of it. ``near`` is the record's id or
    the other group that it may be the same as: a person is to say.
    """

    key: str
    book: Book
    lines: list[int] = field(default_factory=list)
    record: int | None = None
    near_record: int | None = None
    near_group: "Group | None" = None
    near_words: str = ""

    @property
    def is_asked(self) -> bool:
        """Return whether a person has to say whether this is a book that is known already."""
        return self.near_record is not None or self.near_group is not None


class _Known(NamedTuple):
    """What a book is compared by: its words as they are, then levelled; the numbers among them."""

    exact: tuple[str, str]
    words: str
    title: str
    names: frozenset[str]
    numbers: tuple[str, ...]
    year: int | None
    grade: int | None
    language: str
    record: int | None
    group: Group | None
    label: str


def group(books: Sequence[Book]) -> list[Group]:
    """Return the different books among ``books``, each with its record or its near-double."""
    catalogue = _Catalogue()
    found: dict[str, Group] = {}
    for place, book in enumerate(books):
        key = _key(book)
        one = found.get(key)
        if one is None:
            one = found[key] = Group(key, book)
            one.record = catalogue.same(book)
        else:
            one.book = _fuller(one.book, book)
        one.lines.append(place)
    # The book with most lines first: what is typed often is likelier to be typed right.
    for one in sorted(found.values(), key=lambda each: -len(each.lines)):
        if one.record is None:
            catalogue.find_near(one)
        catalogue.add(one)
    return list(found.values())


def make(books: Iterable[tuple[int, Book]]) -> int:
    """Enter many new records under the ids given and return how many; in one transaction.

    Call it inside `transaction`, with ids from core.bulk.next_id.
    """
    columns = tuple(Record._meta.fields)
    rows: list[tuple[Any, ...]] = []
    for number, book in books:
        record = Record(
            id=number,
            title=book.title[:500],
            authors=book.authors[:500],
            year=book.year,
            isbn=book.isbn,
            publisher=book.publisher[:200],
            bbk=book.bbk[:60],
            language=book.language or "kk",
            kind=book.kind or "book",
            grade=book.grade,
            subject=book.subject[:100],
        )
        record.derive()
        rows.append(tuple(record.__data__.get(name) for name in columns))
    count = bulk.insert_rows(Record, columns, rows)
    people.link_many(row[columns.index("id")] for row in rows)
    return count


def _key(book: Book) -> str:
    """Return the words by which two lines describe the same book."""
    return "|".join(
        (
            plain(book.title),
            " ".join(sorted(plain(book.authors).split())),
            str(book.year or ""),
            book.isbn,
            str(book.grade or ""),
            book.language,
        )
    )


def _fuller(one: Book, other: Book) -> Book:
    """Return ``one`` with what only ``other`` says."""
    lacking = {name: getattr(other, name) for name in Book._fields if not getattr(one, name)}
    return one._replace(**lacking)


def _label(title: str, authors: str, year: int | None) -> str:
    return ", ".join(str(part) for part in (authors, title, year) if part)


class _Catalogue:
    """All that is known: the records, and the groups as they are made."""

    def __init__(self) -> None:
        self._by_isbn: dict[str, int] = {}
        self._by_words: dict[tuple[str, str], list[_Known]] = defaultdict(list)
        self._by_title: dict[str, list[_Known]] = defaultdict(list)
        self._by_numbers: dict[tuple[str, ...], list[_Known]] = defaultdict(list)
        rows = Record.select(
            Record.id,
            Record.title,
            Record.part,
            Record.authors,
            Record.year,
            Record.isbn,
            Record.grade,
            Record.language,
        ).order_by(Record.id)
        for number, title, part, authors, year, isbn, grade, language in db.execute(rows):
            whole = f"{title} {part}".strip()
            book = Book(whole, authors, year, isbn, grade=grade, language=language)
            if isbn:
                self._by_isbn.setdefault(isbn, number)
            self._keep(_known(book, record=number))

    def same(self, book: Book) -> int | None:
        """Return the record that is this book: by ISBN, else by its words; None if there is none.

        Of records that differ in what the line does not say the line means neither surely.
        """
        if book.isbn and book.isbn in self._by_isbn:
            return self._by_isbn[book.isbn]
        it = _known(book)
        fitting = [
            one.record
            for one in self._by_words[it.exact]
            if one.record is not None and _agree(it, one)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def find_near(self, one: Group) -> None:
        """Note in ``one`` what it may be the same as, if there is anything."""
        it = _known(one.book)
        best = next((other for other in self._by_title[it.title] if _same_title(it, other)), None)
        if best is None:
            near = [other for other in self._by_numbers[it.numbers] if _agree(it, other)]
            hit = process.extractOne(
                it.words, [other.words for other in near], scorer=fuzz.ratio, score_cutoff=NEARLY
            )
            best = near[hit[2]] if hit else None
        if best is not None:
            one.near_record, one.near_words = best.record, best.label
            one.near_group = best.group if best.record is None else None

    def add(self, one: Group) -> None:
        """Let later groups be compared with this one; a record is known already."""
        if one.record is None:
            self._keep(_known(one.book, group=one))

    def _keep(self, it: _Known) -> None:
        self._by_words[it.exact].append(it)
        self._by_title[it.title].append(it)
        self._by_numbers[it.numbers].append(it)


def _known(book: Book, *, record: int | None = None, group: Group | None = None) -> _Known:
    title, names = fold(book.title), fold(book.authors).split()
    words = title.split() + names
    return _Known(
        exact=(plain(book.title), " ".join(sorted(plain(book.authors).split()))),
        words=" ".join(sorted(words)),
        title=title,
        names=frozenset(names),
        numbers=tuple(sorted(one for one in words if any(sign.isdigit() for sign in one))),
        year=book.year,
        grade=book.grade,
        language=book.language,
        record=record,
        group=group,
        label=_label(book.title, book.authors, book.year),
    )


def _agree(one: _Known, other: _Known) -> bool:
    """Return whether nothing that both say differs: year, grade, language."""
    return (
        (one.year is None or other.year is None or one.year == other.year)
        and (one.grade is None or other.grade is None or one.grade == other.grade)
        and (not one.language or not other.language or one.language == other.language)
    )


def _same_title(one: _Known, other: _Known) -> bool:
    """Return whether these may be one book whose author was written in two ways, or left out."""
    if not _agree(one, other):
        return False
    if not one.names or not other.names:
        return True
    return any(len(name) >= _TELLING for name in one.names & other.names)
