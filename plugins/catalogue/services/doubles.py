"""Records that may describe one edition twice: at entry, and in the whole catalogue."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from rapidfuzz import fuzz

from core import journal
from core.alphabet import fold, plain
from core.database import db, transaction
from core.models import Staff
from plugins.catalogue.errors import SameRecord, WrongIsbn
from plugins.catalogue.models import SEARCH, KnownApart, Record
from plugins.catalogue.services import names
from plugins.catalogue.services.matching import NEARLY
from plugins.catalogue.services.records import checked_isbn

#: Candidates looked at for one record that is being entered.
_MOST = 200

#: Pairs of the whole catalogue that are shown at one time.
MOST_PAIRS = 200

_ROMAN_LETTERS = str.maketrans("іх", "ix")
_ROMAN = re.compile(r"[ivx]+$")
_NUMBERED = re.compile(r"\d|[ivxіхIVXІХ]")

#: More records than that which begin alike are a series, not doubles of one another.
_CROWD = 60


@dataclass(frozen=True)
class Pair:
    """Two records that look like one, and why: ``isbn``, ``words`` (the same) or ``near``."""

    first: int
    second: int
    why: str
    likeness: float


@dataclass(frozen=True)
class _Face:
    """What a record is compared by."""

    id: int
    title: str
    numbers: tuple[str, ...]
    names: frozenset[str]
    year: int | None
    grade: int | None
    language: str
    isbn: str
    kind: str
    publisher: str


def near(values: dict[str, Any], *, but: int | None = None) -> list[tuple[Record, str]]:
    """Return the records that may be the edition of ``values``, with why, the likeliest first.

    ``but`` is the id of the record itself, when it is there already.
    """
    face = _face(
        0,
        values.get("title"),
        values.get("part"),
        values.get("authors"),
        values.get("year"),
        values.get("grade"),
        values.get("language"),
        _isbn(values.get("isbn")),
        values.get("kind"),
        values.get("publisher"),
    )
    found: list[tuple[float, Record, str]] = []
    for record in _candidates(face, but):
        why, likeness = _compare(face, _face_of(record))
        if why:
            found.append((likeness, record, why))
    found.sort(key=lambda one: (-one[0], -int(one[1].id)))
    return [(record, why) for _likeness, record, why in found[:8]]


def pairs(most: int = MOST_PAIRS) -> list[Pair]:
    """Return the pairs of the catalogue that may be one edition, the likeliest first.

    What somebody has told apart is left out. Reads every record once: some 10 µs each.
    """
    blocks: dict[tuple[Any, ...], list[_Face]] = defaultdict(list)
    columns = (
        Record.id,
        Record.title,
        Record.part,
        Record.authors,
        Record.year,
        Record.grade,
        Record.language,
        Record.isbn,
        Record.kind,
        Record.publisher,
    )
    for row in db.execute(Record.select(*columns).order_by(Record.id)):
        face = _face(*row)
        if face.kind == "article":
            continue
        if face.isbn:
            blocks[("isbn", face.isbn)].append(face)
        # A slip is seldom in the first letters; what differs in its numbers is another part.
        blocks[("title", face.title[:4], face.numbers, face.language)].append(face)
    apart = set(KnownApart.select(KnownApart.first, KnownApart.second).tuples())
    found: dict[tuple[int, int], Pair] = {}
    for block in blocks.values():
        for one, other in _in_block(block):
            key = (one.id, other.id)
            if key in found or key in apart:
                continue
            why, likeness = _compare(one, other)
            if why:
                found[key] = Pair(*key, why, likeness)
    return sorted(found.values(), key=lambda one: (-one.likeness, one.first))[:most]


def tell_apart(first: int, second: int, *, by: Staff | None) -> None:
    """Note that two records are two editions; they are not shown as doubles again."""
    if first == second:
        raise SameRecord()
    low, high = sorted((first, second))
    with transaction():
        said = KnownApart.select().where(KnownApart.first == low, KnownApart.second == high)
        if not said.exists():
            KnownApart.create(first=low, second=high, by=by)
            journal.record("catalogue.told_apart", by=by, about=f"record {low}", other=high)


def _in_block(block: list[_Face]) -> Iterable[tuple[_Face, _Face]]:
    if len(block) > _CROWD:
        # A long series under one beginning: only what stands side by side can be one.
        block = sorted(block, key=lambda one: (one.title, one.id))
        for one, other in pairwise(block):
            yield (one, other) if one.id < other.id else (other, one)
        return
    for place, one in enumerate(block):
        for other in block[place + 1 :]:
            yield one, other


def _candidates(face: _Face, but: int | None) -> list[Record]:
    asked = []
    if face.isbn:
        asked.append(Record.isbn == face.isbn)
        asked.append(Record.other_isbns.contains(face.isbn))
    words = face.title.split()
    surnames = sorted(face.names, key=len, reverse=True)
    for some in (words[:2], words[-2:], [*[one[:4] for one in words[:1]], *surnames[:1]]):
        if some:
            asked.append(SEARCH.matching(" ".join(some)))
    found: dict[int, Record] = {}
    for condition in asked:
        for one in Record.select().where(condition).order_by(Record.id.desc()).limit(_MOST):
            if one.id != but:
                found.setdefault(int(one.id), one)
    return list(found.values())


def _compare(one: _Face, other: _Face) -> tuple[str, float]:
    """Return why two may be one edition and how much alike they are; nothing if they are not."""
    if one.numbers != other.numbers or not _agree(one.language, other.language):
        return "", 0
    likeness = fuzz.ratio(one.title, other.title)
    if one.isbn and one.isbn == other.isbn:
        # One ISBN stands on all printings of a year; a set of volumes shares one too.
        return ("isbn", 100 + likeness / 100) if _agree(one.year, other.year) else ("", 0)
    if one.isbn and other.isbn and one.year and other.year:
        return "", 0
    differs = (
        not _agree(one.year, other.year)
        or not _agree(one.grade, other.grade)
        or not _agree(one.publisher, other.publisher)
        or ("periodical" in (one.kind, other.kind) and one.kind != other.kind)
    )
    if differs or likeness < NEARLY or not _same_people(one, other):
        return "", 0
    if one.title != other.title and not _one_has_all(one.names, other.names):
        # A title for girls and one for boys, by two teams that share an author.
        return "", 0
    return ("words" if one.title == other.title else "near"), likeness


def _agree(one: Any, other: Any) -> bool:
    return not one or not other or bool(one == other)


# Few people and few houses make many books: what they are compared by is worked out once.
@lru_cache(maxsize=20_000)
def _surnames(authors: str) -> frozenset[str]:
    return frozenset(fold(names.surname(one)) for one in names.split(authors))


@lru_cache(maxsize=2_000)
def _level(text: str) -> str:
    return fold(text)


def _numbers(text: str) -> tuple[str, ...]:
    """Return the numbers among the words, Roman ones too, in whichever letters they are typed."""
    if not _NUMBERED.search(text):
        return ()
    words = plain(text).translate(_ROMAN_LETTERS).split()
    return tuple(sorted(one for one in words if any(map(str.isdigit, one)) or _ROMAN.match(one)))


def _same_people(one: _Face, other: _Face) -> bool:
    if not one.names or not other.names:
        return True
    if one.names & other.names:
        return True
    return any(fuzz.ratio(mine, theirs) >= NEARLY for mine in one.names for theirs in other.names)


def _one_has_all(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Return whether one list of names may be the other, shortened or with a slip."""
    few, many = sorted((mine, theirs), key=len)
    return all(any(fuzz.ratio(one, other) >= NEARLY for other in many) for one in few)


def _isbn(text: Any) -> str:
    try:
        return checked_isbn(str(text or ""))
    except WrongIsbn:
        return ""


def _face_of(record: Record) -> _Face:
    return _face(
        record.id,
        record.title,
        record.part,
        record.authors,
        record.year,
        record.grade,
        record.language,
        record.isbn,
        record.kind,
        record.publisher,
    )


def _face(
    number: int,
    title: Any,
    part: Any,
    authors: Any,
    year: Any,
    grade: Any,
    language: Any,
    isbn: Any,
    kind: Any,
    publisher: Any,
) -> _Face:
    words = f"{title or ''} {part or ''}"
    return _Face(
        id=number,
        title=fold(words),
        numbers=_numbers(words),
        names=_surnames(str(authors or "")),
        year=year,
        grade=grade,
        language=str(language or ""),
        isbn=str(isbn or ""),
        kind=str(kind or ""),
        publisher=_level(str(publisher or "")),
    )
