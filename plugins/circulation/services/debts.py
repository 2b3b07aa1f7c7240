"""What is overdue, counted and in rows: read by the first page and by the debtors' section."""

from datetime import date

from peewee import JOIN, SQL, fn

from plugins.circulation.models import Loan
from plugins.circulation.queries import is_open
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
