"""What a record says of the copies: inventory numbers, prices, numbers of the summary book.

There is no one way to write them. Those that are met here: 899 of RUSMARC, 910 of IRBIS, 852 of
MARC 21, 952 of Koha, 090 with 990 of MARC-SQL.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from core.errors import LibraryError
from core.models import Staff
from core.tasks import Progress
from plugins.exchange.services.mapping.description import text_of
from plugins.exchange.services.marc.fields import Field, Marc
from plugins.fund.services import amounts, books, opening

_AMOUNT = re.compile(r"\d[\d\s\u00a0]*(?:[.,]\d{1,2})?")
_DAY = re.compile(r"(\d{4})[-.]?(\d\d)[-.]?(\d\d)")
_DAY_FIRST = re.compile(r"(\d\d)[-./](\d\d)[-./](\d{4})")
_LONGEST_NUMBER, _LONGEST_ENTRY, _LONGEST_SHELF = 40, 40, 60


class Way(NamedTuple):
    """In which subfields of a field stand number, price, day, entry and shelf."""

    number: str
    price: str = ""
    day: str = ""
    entry: str = ""
    shelf: str = ""


_WAYS = {
    "899": Way("p", price="", shelf="c"),
    "910": Way("b", price="e", day="c", entry="u", shelf="d"),
    "852": Way("pt", price="9", shelf="c"),
    "952": Way("ip", price="g", day="d", shelf="c"),
    "090": Way("e"),
}


class Holding(NamedTuple):
    """A copy as a record tells of it."""

    number: str
    price: Decimal = Decimal("0.00")
    on: date | None = None
    entry: str = ""
    shelf: str = ""


def holdings_of(marc: Marc) -> list[Holding]:
    """Return the copies that the record tells of; those without an inventory number are none."""
    usual = _price(marc.first("010", "d") or marc.first("020", "c") or marc.first("876", "c"))
    entry = text_of(marc.first("990", "t"))
    found: dict[str, Holding] = {}
    for tag, way in _WAYS.items():
        for field in marc.get(tag):
            for number in _numbers(field, way):
                found.setdefault(number, _holding(field, way, number, usual, entry))
        if found:
            break  # what a second field says of them are other names of the same copies
    return list(found.values())


def _numbers(field: Field, way: Way) -> list[str]:
    values: list[str] = []
    for code in way.number:
        values = [text_of(value) for value in field.all(code)]
        if values:
            break
    return [one for one in values if len(one) <= _LONGEST_NUMBER and any(map(str.isdigit, one))]


def _holding(field: Field, way: Way, number: str, usual: Decimal, entry: str) -> Holding:
    own = _price(field.first(way.price)) if way.price else Decimal("0.00")
    return Holding(
        number=number,
        price=own or usual,
        on=_day(field.first(way.day)) if way.day else None,
        entry=(text_of(field.first(way.entry)) if way.entry else entry)[:_LONGEST_ENTRY],
        shelf=text_of(field.first(way.shelf))[:_LONGEST_SHELF] if way.shelf else "",
    )


def _price(text: str) -> Decimal:
    found = _AMOUNT.search(text)
    if found is None:
        return Decimal("0.00")
    try:
        return amounts.price_of(found[0])
    except LibraryError:
        return Decimal("0.00")


def _day(text: str) -> date | None:
    found = _DAY.search(text)
    if found:
        parts = (found[1], found[2], found[3])
    elif found := _DAY_FIRST.search(text):
        parts = (found[3], found[2], found[1])
    else:
        return None
    try:
        day = date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2100 else None


class Taken(NamedTuple):
    """What came of the copies: new ones, those that were here, and numbers of other books."""

    new: int
    there: int
    taken: list[str]


def take(
    found: Iterable[tuple[int, Holding]],
    fund: str,
    name: str,
    *,
    by: Staff | None,
    progress: Progress,
) -> Taken:
    """Write the copies, by record, with their old numbers and an opening entry.

    Call it inside `transaction`. A number that is a copy's already is passed over.
    """
    books.lock_books()
    wanted: dict[str, tuple[int, Holding]] = {}
    twice: list[str] = []
    for record, one in found:
        if one.number in wanted and wanted[one.number][0] != record:
            twice.append(one.number)
        wanted.setdefault(one.number, (record, one))
    known = opening.records_of_numbers(list(wanted))
    there = [number for number in known if known[number] == wanted[number][0]]
    other = [number for number in known if known[number] != wanted[number][0]]
    copies = [
        opening.OldCopy(record, number, one.price, one.shelf, "", one.on, one.entry)
        for number, (record, one) in wanted.items()
        if number not in known
    ]
    if copies:
        opening.write(copies, fund, name, by=by, progress=progress)
    return Taken(len(copies), len(there), other + twice)
