"""Inventory numbers: the next of a series, these, or from this one to that one."""

import re
from collections import Counter as Counts
from collections.abc import Sequence

from core.database import locked, transaction
from plugins.fund.errors import (
    BadNumber,
    NumbersAmiss,
    NumbersTaken,
    RangeAmiss,
)
from plugins.fund.models import Copy, Counter, NumberSeries

#: A range longer than this is a slip of the finger.
LONGEST_RANGE = 100_000

_RANGE = re.compile(r"^(?P<head>\D*)(?P<first>\d+)\s*[-–—]\s*(?P<again>\D*)(?P<last>\d+)$")
_CHUNK = 500


def count_up(name: str) -> int:
    """Return the next number of the row ``name``, from 1 and without a gap.

    Call it inside a transaction: if that goes back, so does the number.
    """
    Counter.insert(name=name, last=0).on_conflict_ignore().execute()
    row = locked(Counter.select().where(Counter.name == name)).get()
    row.last += 1
    row.save()
    return int(row.last)


def parse_numbers(text: str) -> list[str]:
    """Return the numbers that ``text`` names: ``12, 15`` or ``INV-001 — INV-030``.

    In a range, prefix and number of digits must be the same at both ends (domain.md 3.7).
    """
    found: list[str] = []
    for part in filter(None, (one.strip() for one in re.split(r"[,;\n]", text))):
        match = _RANGE.match(part)
        if match is None:
            if len(part) > 40 or not any(sign.isdigit() for sign in part):
                raise BadNumber(number=part[:40])
            found.append(part)
            continue
        first, last = match["first"], match["last"]
        fits = len(first) == len(last) and match["head"] == (match["again"] or match["head"])
        if not fits or not 0 <= int(last) - int(first) < LONGEST_RANGE:
            raise RangeAmiss(range=part)
        found += [
            f"{match['head']}{number:0{len(first)}}" for number in range(int(first), int(last) + 1)
        ]
    return found


def ensure_free(numbers: Sequence[str]) -> None:
    """Raise NumbersTaken if one of ``numbers`` stands twice or is a copy's already."""
    twice = [one for one, count in Counts(numbers).items() if count > 1]
    taken = twice or _taken(numbers)
    if taken:
        raise NumbersTaken(numbers=", ".join(taken[:5]), count=len(taken))


def these(text: str, count: int) -> list[str]:
    """Return the ``count`` numbers that ``text`` names; they must be free."""
    numbers = parse_numbers(text)
    if len(numbers) != count:
        raise NumbersAmiss(given=len(numbers), needed=count)
    ensure_free(numbers)
    return numbers


def take(name: str, count: int) -> list[str]:
    """Return the next ``count`` numbers of the series ``name``; those taken are passed over."""
    with transaction():
        series = locked(NumberSeries.select().where(NumberSeries.name == name)).get()
        found: list[str] = []
        number = int(series.next_number)
        while len(found) < count:
            lacking = count - len(found)
            wanted = [
                f"{series.prefix}{one:0{series.width}}" for one in range(number, number + lacking)
            ]
            number += lacking
            taken = set(_taken(wanted))
            found += [one for one in wanted if one not in taken]
        series.next_number = number
        series.save()
    return found


def _taken(numbers: Sequence[str]) -> list[str]:
    found: list[str] = []
    for start in range(0, len(numbers), _CHUNK):
        chunk = list(numbers[start : start + _CHUNK])
        rows = Copy.select(Copy.inventory_no).where(Copy.inventory_no.in_(chunk)).tuples()
        found += [str(row[0]) for row in rows]
    return found
