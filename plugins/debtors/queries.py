"""What the list of debtors and its papers read: debts by reader, totals by group, notices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from peewee import JOIN, SQL, Case, fn

from plugins.catalogue.models import Record
from plugins.circulation.models import Loan
from plugins.circulation.services import debts
from plugins.debtors.models import Notice
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass

#: The groups of readers without a class, after the classes; those who have left come last.
GONE = "gone"


@dataclass(frozen=True)
class Debt:
    """What one reader owes: the loans, the oldest first, and their sums."""

    loans: tuple[Loan, ...]
    on: date

    @property
    def days(self) -> int:
        """Return how many days the oldest is late; 0 if it is only that the reader has left."""
        return max(0, max(((self.on - one.due_on).days for one in self.loans), default=0))

    @property
    def textbooks(self) -> int:
        """Return how many of the copies are textbooks."""
        return sum(one.copy.record.kind == "textbook" for one in self.loans)

    @property
    def books(self) -> int:
        """Return how many of the copies are something else than textbooks."""
        return len(self.loans) - self.textbooks

    @property
    def amount(self) -> Decimal:
        """Return the price of the copies."""
        return sum((one.copy.price for one in self.loans), Decimal(0))


@dataclass(frozen=True)
class Total:
    """What a group of readers owes together."""

    readers: int
    copies: int
    textbooks: int
    amount: Decimal

    @property
    def books(self) -> int:
        """Return how many of the copies are something else than textbooks."""
        return self.copies - self.textbooks


NO_DEBT = Debt((), date.min)


def debts_by_reader(reader_ids: Sequence[int], on: date) -> dict[int, Debt]:
    """Return what each of the readers owes, in one query."""
    found: dict[int, list[Loan]] = {}
    for loan in debts.debts_of(reader_ids, on) if reader_ids else ():
        found.setdefault(int(loan.reader_id), []).append(loan)
    return {reader: Debt(tuple(loans), on) for reader, loans in found.items()}


def group_of(reader: Reader, on: date) -> str:
    """Return the group under which a reader stands: his class's id, else his kind, or gone."""
    if reader.is_gone(on):
        return GONE
    return str(reader.school_class_id or reader.kind)


def group_order(on: date) -> list[Any]:
    """Return what readers are ordered by, so that groups and their readers follow each other."""
    gone = Case(None, [(Reader.left_on.is_null(False) & (Reader.left_on <= on), 1)], 0)
    order = Case(None, tuple((Reader.kind == one, place) for place, one in enumerate(_KINDS)), 9)
    key = SchoolClass.select(SchoolClass.sort_key).where(SchoolClass.id == Reader.school_class)
    has_none = Case(None, [(Reader.school_class.is_null(), 1)], 0)
    return [gone, has_none, key, order, Reader.sort_key, Reader.id]


_KINDS = ("pupil", "teacher", "staff", "parent", "other")


def totals(readers: Any, on: date) -> dict[str, Total]:
    """Return what each group owes; ``readers`` is a query of the ids that count."""
    is_gone = Case(None, [(Reader.left_on.is_null(False) & (Reader.left_on <= on), 1)], 0)
    is_textbook = Case(None, [(Record.kind == "textbook", 1)], 0)
    rows = (
        Loan.select(
            is_gone.alias("gone_now"),
            Reader.school_class,
            Reader.kind,
            fn.COUNT(Reader.id.distinct()),
            fn.COUNT(Loan.id),
            fn.SUM(is_textbook),
            fn.SUM(Copy.price).coerce(False),
        )
        .join(Reader)
        .join_from(Loan, Copy)
        .join_from(Copy, Record)
        .where(Loan.reader.in_(readers), debts.is_debt(on))
        .group_by(SQL("gone_now"), Reader.school_class, Reader.kind)
        .tuples()
    )
    found: dict[str, Total] = {}
    for gone, class_id, kind, count, copies, textbooks, tiyn in rows:
        key = GONE if gone else str(class_id or kind)
        one = Total(int(count), int(copies), int(textbooks), Decimal(int(tiyn or 0)).scaleb(-2))
        found[key] = _added(found[key], one) if key in found else one
    return found


def whole(parts: Iterable[Total]) -> Total:
    """Return the groups' totals as one."""
    found = Total(0, 0, 0, Decimal(0))
    for one in parts:
        found = _added(found, one)
    return found


def _added(one: Total, other: Total) -> Total:
    return Total(
        one.readers + other.readers,
        one.copies + other.copies,
        one.textbooks + other.textbooks,
        one.amount + other.amount,
    )


def readers_in_order(ids: Any, on: date) -> list[Reader]:
    """Return these readers with their classes, group by group."""
    return list(
        Reader.select(Reader, SchoolClass)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
        .where(Reader.id.in_(ids))
        .order_by(*group_order(on))
    )


def noticed_since(moment: datetime) -> Any:
    """Return a query of the ids of readers who got a notice since then."""
    return Notice.select(Notice.reader).where(Notice.sent_at >= moment, Notice.result != "failed")


def last_notices(reader_ids: Sequence[int]) -> dict[int, datetime]:
    """Return the moment of the last notice of those of the readers who got one."""
    rows = (
        Notice.select(Notice.reader, fn.MAX(Notice.sent_at))
        .where(Notice.reader.in_(list(reader_ids)), Notice.result != "failed")
        .group_by(Notice.reader)
        .tuples()
    )
    return {int(reader): at for reader, at in rows}


def notices_of(reader_id: int, limit: int = 50) -> list[Notice]:
    """Return the reader's notices, the latest first."""
    query = Notice.select().where(Notice.reader == reader_id)
    return list(query.order_by(Notice.sent_at.desc(), Notice.id.desc()).limit(limit))
