"""What the charts of the fund read: copies by branch of knowledge and by age."""

from datetime import date
from typing import Any

from peewee import fn

from plugins.catalogue.models import Record
from plugins.circulation.services.branches import BRANCHES, branch_of
from plugins.fund.models import Copy

#: Ages in years, from the first to the last of each, as the chart parts them.
AGES = ((0, 5), (6, 10), (11, 20), (21, 30), (31, 200))


def _by_record(on: date) -> Any:
    """Return a query of the copies that each record has in each fund on that day."""
    is_here = (Copy.received_on <= on) & (Copy.withdrawn_on.is_null() | (Copy.withdrawn_on > on))
    count = fn.COUNT(Copy.id).alias("count")
    query = Copy.select(Copy.record.alias("record_id"), Copy.fund.alias("fund"), count)
    return query.where(is_here).group_by(Copy.record, Copy.fund)


def fund_by_branch(on: date) -> dict[str, int]:
    """Return the copies of the main fund by branch, in the order of the diary's columns."""
    copies = _by_record(on)
    rows = (
        Record.select(Record.bbk, Record.grade, fn.SUM(copies.c.count))
        .join(copies, on=(copies.c.record_id == Record.id))
        .where(copies.c.fund == "main")
        .group_by(Record.bbk, Record.grade)
        .tuples()
    )
    found = dict.fromkeys(BRANCHES, 0)
    for index, grade, count in rows:
        found[branch_of(index, grade)] += int(count)
    return found


def fund_by_age(on: date) -> list[tuple[tuple[int, int] | None, int, int]]:
    """Return (ages, copies of the main fund, of the textbook fund); None for no year known."""
    copies = _by_record(on)
    rows = (
        Record.select(Record.year, copies.c.fund, fn.SUM(copies.c.count))
        .join(copies, on=(copies.c.record_id == Record.id))
        .group_by(Record.year, copies.c.fund)
        .tuples()
    )
    found: dict[tuple[int, int] | None, list[int]] = {one: [0, 0] for one in (*AGES, None)}
    for year, fund, count in rows:
        found[_age(year, on)][fund == "textbook"] += int(count)
    return [(ages, main, textbooks) for ages, (main, textbooks) in found.items()]


def _age(year: int | None, on: date) -> tuple[int, int] | None:
    if year is None:
        return None
    age = max(0, on.year - int(year))
    return next((one for one in AGES if one[0] <= age <= one[1]), None)
