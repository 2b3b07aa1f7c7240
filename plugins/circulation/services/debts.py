"""What is overdue, counted and in rows: read by the first page and by the debtors' section."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from peewee import JOIN, SQL, Case, fn

from plugins.catalogue.models import Record
from plugins.circulation.models import Loan
from plugins.circulation.queries import is_open
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass


def overdue_counts(on: date) -> tuple[int, int, int]:
    """Return how many copies are overdue, with how many readers, of how many classes."""
    copies, readers, classes = (
        Loan.select(
            fn.COUNT(Loan.id),
            fn.COUNT(Loan.reader.distinct()),
            fn.COUNT(Reader.school_class.distinct()),
        )
        .join(Reader)
        .where(is_open(), Loan.due_on < on)
        .tuples()
        .get()
    )
    return int(copies), int(readers), int(classes)


def overdue_by_class(on: date) -> list[tuple[str, int, int]]:
    """Return (class, copies, readers) overdue on that day, textbooks included, most first."""
    rows = (
        Loan.select(
            SchoolClass.grade,
            SchoolClass.letter,
            fn.COUNT(Loan.id).alias("copies"),
            fn.COUNT(Reader.id.distinct()).alias("readers"),
        )
        .join(Reader)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
        .where(is_open(), Loan.due_on < on)
        .group_by(SchoolClass.grade, SchoolClass.letter)
        .order_by(SQL("copies").desc())
        .tuples()
    )
    return [
        (f"{grade} «{letter}»" if grade is not None else "", int(copies), int(readers))
        for grade, letter, copies, readers in rows
    ]


def is_debt(on: date) -> Any:
    """Return the condition of a loan that is a debt: overdue, or with somebody who has left."""
    gone = Reader.select(Reader.id).where(Reader.left_on.is_null(False), Reader.left_on <= on)
    return is_open() & ((Loan.due_on < on) | Loan.reader.in_(gone))


def debtors(on: date, where: Any = None) -> Any:
    """Return a query of the ids of readers with a debt; ``where`` narrows loans and records."""
    late = Loan.select(Loan.reader).where(is_open(), Loan.due_on < on)
    gone = (
        Loan.select(Loan.reader)
        .join(Reader)
        .where(is_open(), Reader.left_on.is_null(False), Reader.left_on <= on)
    )
    if where is not None:
        late = late.join_from(Loan, Copy).join_from(Copy, Record).where(where)
        gone = gone.join_from(Loan, Copy).join_from(Copy, Record).where(where)
    return late.union(gone)


def debts_of(reader_ids: Sequence[int], on: date) -> list[Loan]:
    """Return the debts of these readers with copy and record, the oldest first."""
    return list(
        Loan.select(Loan, Copy, Record)
        .join(Copy)
        .join(Record)
        .where(Loan.reader.in_(list(reader_ids)), is_debt(on))
        .order_by(Loan.due_on, Loan.id)
    )


def overdue_at(ends: Sequence[tuple[date, datetime]]) -> list[int]:
    """Return how many copies were overdue at each moment, given with its day: from the loans.

    Through the loans that are late now, and those that have come back late since.
    """
    first = ends[0][1]
    last = ends[-1][0]
    open_now = Loan.returned_at.is_null() & (Loan.due_on < last)
    came_late = (Loan.returned_at >= first) & SQL("returned_at > due_on") & (Loan.due_on < last)
    found = [0] * len(ends)
    for where in (open_now, came_late & ~Loan.is_undone):
        for place, count in enumerate(_overdue_of(where, ends)):
            found[place] += count
    return found


def _overdue_of(where: Any, ends: Sequence[tuple[date, datetime]]) -> list[int]:
    columns = [
        fn.COALESCE(
            fn.SUM(
                Case(
                    None,
                    [
                        (
                            (Loan.due_on < day)
                            & (Loan.lent_at < end)
                            & (Loan.returned_at.is_null() | (Loan.returned_at >= end)),
                            1,
                        )
                    ],
                    0,
                )
            ),
            0,
        )
        for day, end in ends
    ]
    row = Loan.select(*columns).where(where).tuples().get()
    return [int(one) for one in row]
