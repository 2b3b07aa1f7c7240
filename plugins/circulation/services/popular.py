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
    counts = _counts(first, last)
    rows = (
        _at_school(Reader.select(Reader.id, counts.c.loans), counts)
        .where(Reader.kind == "pupil")
        .order_by(counts.c.loans.desc(), Reader.sort_key)
        .limit(most)
        .tuples()
    )
    return [(int(reader), int(number)) for reader, number in rows]


def classes_by_loans(first: date, last: date) -> dict[int, int]:
    """Return how many books of the main fund each class borrowed, by the classes of now."""
    counts = _counts(first, last)
    rows = (
        _at_school(Reader.select(Reader.school_class, fn.SUM(counts.c.loans)), counts)
        .group_by(Reader.school_class)
        .tuples()
    )
    return {int(school_class): int(count) for school_class, count in rows}


def _counts(first: date, last: date) -> Any:
    """Return the loans of the main fund in those days by reader: few rows to be joined further."""
    return (
        Loan.select(Loan.reader, fn.COUNT(Loan.id).alias("loans"))
        .join(Copy)
        .where(_lent(first, last), Copy.fund == "main")
        .group_by(Loan.reader)
        .alias("counts")
    )


def _at_school(query: Any, counts: Any) -> Any:
    return query.join(counts, on=(counts.c.reader_id == Reader.id)).where(
        Reader.left_on.is_null(), Reader.school_class.is_null(False)
    )


def _lent(first: date, last: date) -> Any:
    """Return the condition of a loan that began in those days and was not undone."""
    start, end = clock.day_bounds(first)[0], clock.day_bounds(last)[1]
    return (Loan.lent_at >= start) & (Loan.lent_at < end) & ~Loan.is_undone
