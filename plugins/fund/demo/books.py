"""The books of the demo school: an entry for each day on which something came or went."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import bulk, clock
from core.demo import School
from plugins.fund.models import CAME, WENT, Copy, Counter, Movement, NumberSeries, SummaryEntry

ENTRY_COLUMNS = tuple(SummaryEntry._meta.fields)
LINE_COLUMNS = tuple(Movement._meta.fields)

Key = tuple[date, int, str]


def enter_all(school: School, next_number: dict[str, int]) -> None:
    """Enter every copy's coming and going; ``next_number`` is where each fund's numbers go on."""
    lines: defaultdict[Key, list[tuple[int, int, int]]] = defaultdict(list)
    columns = (Copy.id, Copy.record, Copy.fund, Copy.price, Copy.received_on, Copy.withdrawn_on)
    for copy, record, fund, price, came, went in Copy.select(*columns).tuples().iterator():
        lines[(came, CAME, fund)].append((copy, record, price))
        if went:
            lines[(went, WENT, fund)].append((copy, record, price))
    keys = sorted(lines)
    first = bulk.next_id(SummaryEntry)
    numbers = _numbers(keys)
    school.insert(
        _("Summary book"), SummaryEntry, ENTRY_COLUMNS, _entries(keys, lines, first, numbers)
    )
    school.insert(_("Lines of the books"), Movement, LINE_COLUMNS, _lines(keys, lines, first))
    last: dict[tuple[int, int], int] = {}
    for (day, part, _fund), number in numbers.items():
        last[(part, day.year)] = number
    for (part, year), number in last.items():
        Counter.create(name=f"summary/{part}//{year}", last=number)
    for fund, number in next_number.items():
        NumberSeries.update(next_number=number).where(NumberSeries.name == fund).execute()


def _numbers(keys: list[Key]) -> dict[Key, int]:
    found: dict[Key, int] = {}
    last: defaultdict[tuple[int, int], int] = defaultdict(int)
    for day, part, fund in keys:
        last[(part, day.year)] += 1
        found[(day, part, fund)] = last[(part, day.year)]
    return found


def _entries(
    keys: list[Key], lines: dict[Key, list[Any]], first: int, numbers: dict[Key, int]
) -> Iterator[tuple[Any, ...]]:
    for place, key in enumerate(keys):
        day, part, fund = key
        moved = lines[key]
        number = numbers[key]
        document = gettext("Waybill") if part == CAME else gettext("Act")
        values = {
            "id": first + place,
            "part": part,
            "book": "",
            "year": day.year,
            "number": number,
            "fund": fund,
            "kind": "delivery" if part == CAME else "act",
            "entered_on": day,
            "document": f"{document} № {number}, {day:%d.%m.%Y}",
            "source": gettext("Budget") if part == CAME else "",
            "reason": "" if part == CAME else "тозған",
            "titles": len({record for _copy, record, _price in moved}),
            "copies": len(moved),
            "on_balance": len(moved),
            "amount": sum((price for _copy, _record, price in moved), Decimal(0)),
            "reverses": None,
            "at": clock.day_bounds(day)[0],
            "by": None,
        }
        yield tuple(values[name] for name in ENTRY_COLUMNS)


def _lines(keys: list[Key], lines: dict[Key, list[Any]], first: int) -> Iterator[tuple[Any, ...]]:
    number = bulk.next_id(Movement)
    for place, key in enumerate(keys):
        sign = 1 if key[1] == CAME else -1
        for copy, _record, price in lines[key]:
            values = {
                "id": number,
                "entry": first + place,
                "copy": copy,
                "sign": sign,
                "amount": price,
                "is_on_balance": True,
            }
            yield tuple(values[name] for name in LINE_COLUMNS)
            number += 1
