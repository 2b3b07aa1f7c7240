"""Lost copies made good: the book offered is judged, taken in, and may turn out needless."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import clock, journal, settings
from core.alphabet import fold
from core.answers import Setting
from core.database import locked, transaction
from core.models import Staff
from core.sections import gather, hook
from plugins.catalogue.models import Record
from plugins.circulation import queries
from plugins.circulation.errors import (
    AlreadyFound,
    AlreadyReplaced,
    AmountMissing,
    CopyHeld,
    LoanClosed,
    MoneyNotTaken,
    NotReportedLost,
    OfferUnequal,
    UnknownCondition,
    UnknownLoan,
    UnknownReplacement,
)
from plugins.circulation.models import Loan, Replacement
from plugins.fund.models import CONDITIONS, Copy, SummaryEntry
from plugins.fund.services import bring_back, ensure_in_fund, take_in
from plugins.fund.services.books import lock_books, year_of
from plugins.fund.services.numbers import count_up

SETTINGS = (
    Setting(
        "circulation.money_for_lost",
        _("Money may be taken instead of a lost book"),
        False,
        "flag",
        group=_("Lost books"),
    ),
)

#: What an offered book is compared by (domain.md 5).
POINTS = {
    "title": _("title"),
    "author": _("author"),
    "price": _("price"),
    "condition": _("condition"),
}


@dataclass(frozen=True)
class Offer:
    """A book that a reader brings in place of a lost one."""

    record: Record
    price: Decimal
    condition: str = "good"


@dataclass(frozen=True)
class Point:
    """One thing compared: its name in POINTS, what was lost, what is offered, and whether it fits.

    A price above that of the lost copy fits, and so does a better condition.
    """

    name: str
    lost: Any
    offered: Any
    fits: bool


def get(number: Any) -> Replacement:
    """Return the row of the notebook; UnknownReplacement if there is none."""
    found: Replacement | None = Replacement.get_or_none(Replacement.id == number)
    if found is None:
        raise UnknownReplacement()
    return found


def lost_loan(loan_id: int) -> Loan:
    """Return an open loan whose copy is lost; a refusal says why it is none."""
    loan: Loan | None = Loan.get_or_none(Loan.id == loan_id)
    if loan is None or loan.is_undone:
        raise UnknownLoan()
    _ensure_lost(loan)
    return loan


def _ensure_lost(loan: Loan) -> None:
    number = loan.copy.inventory_no
    if loan.returned_at is not None:
        row = Replacement.get_or_none(Replacement.loan == loan)
        if row is not None:
            raise AlreadyReplaced(number=number, row=row)
        raise LoanClosed(number=number)
    if loan.lost_on is None:
        raise NotReportedLost(number=number)


def judge(copy: Copy, offer: Offer) -> list[Point]:
    """Return the offered book beside the lost copy, point by point."""
    if offer.condition not in CONDITIONS:
        raise UnknownCondition()
    record = copy.record
    grades = list(CONDITIONS)
    worn = condition_of(copy)
    return [
        Point(
            "title",
            record.full_title,
            offer.record.full_title,
            _words(record.full_title) == _words(offer.record.full_title),
        ),
        Point(
            "author",
            record.first_author,
            offer.record.first_author,
            _words(record.first_author)[:1] == _words(offer.record.first_author)[:1],
        ),
        Point("price", copy.price, offer.price, bool(offer.price >= copy.price)),
        Point(
            "condition",
            worn,
            offer.condition,
            grades.index(offer.condition) <= grades.index(worn),
        ),
    ]


def condition_of(copy: Copy) -> str:
    """Return how worn the lost copy was: one entered as new is so for its first year only."""
    known = str(copy.condition) if copy.condition in CONDITIONS else "good"
    is_young = (clock.today() - copy.received_on).days < 365
    return known if known != "new" or is_young else "good"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def unequal(points: Sequence[Point]) -> list[str]:
    """Return the names of the points that do not fit."""
    return [one.name for one in points if not one.fits]


def accept(
    loan: Loan, offer: Offer, *, number: str = "", why: str = "", by: Staff | None
) -> Replacement:
    """Take the offered book in place of the lost copy and return the row of the notebook.

    A new copy (its ``number`` typed, or the next), its entry in the summary book, and the loan
    closed: all of it, or nothing. OfferUnequal asks for ``why`` where the two do not match.
    """
    why = " ".join(why.split())[:200]
    with transaction():
        row = _begin(loan)
        failing = unequal(judge(row.copy, offer))
        if failing and not why:
            raise OfferUnequal(what=", ".join(str(POINTS[one]) for one in failing))
        row.record, row.unequal, row.why = offer.record, ",".join(failing), why
        row.new_copy, row.entry = take_in(
            offer.record,
            row.copy,
            price=offer.price,
            condition=offer.condition,
            number=number,
            document=document_of(row),
            by=by,
        )
        return _settle(row, by)


def take_money(
    loan: Loan, amount: Decimal, *, receipt_no: str, receipt_on: date | None, by: Staff | None
) -> Replacement:
    """Take money for the lost copy, where the school has set so, and return the row."""
    if not takes_money():
        raise MoneyNotTaken()
    if amount <= 0 or not receipt_no.strip() or receipt_on is None:
        raise AmountMissing()
    with transaction():
        row = _begin(loan)
        row.amount, row.receipt_no, row.receipt_on = amount, receipt_no.strip()[:60], receipt_on
        return _settle(row, by)


def takes_money() -> bool:
    """Return whether the school takes money for lost books."""
    return bool(settings.get("circulation.money_for_lost"))


def document_of(row: Replacement) -> str:
    """Return the row as the summary book names it."""
    return gettext("Notebook of replaced books, %(row)s", row=str(row))


def _begin(loan: Loan) -> Replacement:
    """Return the row for a loan, not yet saved; everybody else who would settle it waits.

    In the order of all who write: the books, then the copy (as the desk does), then the loan.
    """
    lock_books()
    copy: Copy = locked(Copy.select().where(Copy.id == loan.copy_id)).get()
    fresh: Loan = locked(Loan.select().where(Loan.id == loan.id)).get()
    _ensure_lost(fresh)
    ensure_in_fund(copy)
    today = clock.today()
    year = year_of(today)
    return Replacement(
        loan=fresh,
        copy=copy,
        fund=copy.fund,
        year=year,
        number=count_up(f"replaced/{copy.fund}/{year}"),
        reader=fresh.reader,
        reader_words=_reader_words(fresh),
        accepted_on=today,
        accepted_at=clock.now(),
    )


def _reader_words(loan: Loan) -> str:
    """Return name and class as they are today: next year the class is another."""
    reader = loan.reader
    return f"{reader.name}, {reader.school_class}" if reader.school_class_id else str(reader.name)


def _settle(row: Replacement, by: Staff | None) -> Replacement:
    """Save the row and close its loan: the reader owes nothing, and the copy stays lost."""
    row.accepted_by = by
    row.save(force_insert=True)
    # Unlike `lending.take_back`: `lost_on` stays, for the copy has not come back.
    Loan.update(returned_at=row.accepted_at, returned_by=by).where(
        Loan.id == row.loan_id, queries.is_open()
    ).execute()
    journal.record(
        "circulation.replaced",
        by=by,
        about=f"loan {row.loan_id}",
        lost=row.copy.inventory_no,
        new=row.new_copy.inventory_no if row.new_copy_id else "",
    )
    return row


def find_again(row: Replacement, *, by: Staff | None) -> Replacement:
    """Mark a lost copy as found again and return its row; it goes back to the shelf.

    If it has been written off meanwhile, an entry of the summary book brings it back into the
    fund. What was taken for it stays.
    """
    with transaction():
        lock_books()
        copy: Copy = locked(Copy.select().where(Copy.id == row.copy_id)).get()
        fresh: Replacement = locked(Replacement.select().where(Replacement.id == row.id)).get()
        if fresh.found_on is not None:
            raise AlreadyFound(number=copy.inventory_no, on=f"{fresh.found_on:%d.%m.%Y}")
        reasons = gather(hook.shelf_blockers(copy=copy))
        if reasons:
            raise CopyHeld(number=copy.inventory_no, reasons="; ".join(reasons))
        fresh.found_on, fresh.found_by = clock.today(), by
        if copy.withdrawn_on is not None:
            fresh.found_entry = bring_back(copy, document=document_of(fresh), by=by)
        fresh.save()
        journal.record("circulation.found", by=by, about=f"copy {copy.id}", row=str(fresh))
    return fresh


def act_of(row: Replacement) -> SummaryEntry | None:
    """Return the entry by which the lost copy of the row was written off, or None."""
    return queries.acts_of([row]).get(int(row.id))
