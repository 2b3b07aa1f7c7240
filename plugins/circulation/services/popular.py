"""What was lent most in a period: of given records, by readers, by classes; what others ask."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import fn

from core import clock
from plugins.circulation.models import Loan
from plugins.fund.models import Copy
from plugins.readers.models import Reader


def loans_of_records(record_ids: Sequence[int], first: date, last: date) -> dict[int, int]:
    """Return how often copies of each of those records were lent in those days, in one query."""
    rows = (
        Loan.select(Copy.record, fn.COUNT(Loan.id))
        .join(Copy)
        .where(Copy.record.in_(list(record_ids)), _lent(first, last))
        .group_by(Copy.record)
        .tuples()
    )
    return {int(record): int(count) for record, count in rows}


def readers_by_loans(first: date, last: date, most: int) -> list[tuple[int, int]]:
    """Return (reader, loans) of the pupils at school who borrowed most of the main fund."""
    count = fn.COUNT(Loan.id)
    rows = (
        _of_main_fund(Loan.select(Loan.reader, count), first, last)
        .where(Reader.kind == "pupil")
        .group_by(Loan.reader, Reader.sort_key)
        .order_by(count.desc(), Reader.sort_key)
        .limit(most)
        .tuples()
    )
    return [(int(reader), int(number)) for reader, number in rows]


def classes_by_loans(first: date, last: date) -> dict[int, int]:
    """Return how many books of the main fund each class borrowed, by the classes of now."""
    rows = (
        _of_main_fund(Loan.select(Reader.school_class, fn.COUNT(Loan.id)), first, last)
        .group_by(Reader.school_class)
        .tuples()
    )
    return {int(school_class): int(count) for school_class, count in rows}


def _of_main_fund(query: Any, first: date, last: date) -> Any:
    return (
        query.join(Copy)
        .switch(Loan)
        .join(Reader)
        .where(
            Copy.fund == "main",
            Reader.left_on.is_null(),
            Reader.school_class.is_null(False),
            _lent(first, last),
        )
    )


def _lent(first: date, last: date) -> Any:
    """Return the condition of a loan that began in those days and was not undone."""
    start, end = clock.day_bounds(first)[0], clock.day_bounds(last)[1]
    return (Loan.lent_at >= start) & (Loan.lent_at < end) & ~Loan.is_undone
