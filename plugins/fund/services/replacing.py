"""Copies that come for others: one in place of a lost one, or the lost one itself, found again."""

from decimal import Decimal
from typing import Any

from core import clock, journal
from core.database import locked, transaction
from core.models import Staff
from plugins.catalogue.models import Record
from plugins.fund.errors import CopyInFund
from plugins.fund.models import CAME, KINDS, SOURCES, Copy, SummaryEntry
from plugins.fund.services import books, numbers
from plugins.fund.services.books import Move


def take_in(
    record: Record,
    lost: Copy,
    *,
    price: Decimal,
    condition: str = "good",
    number: str = "",
    by: Staff | None,
    **words: Any,
) -> tuple[Copy, SummaryEntry]:
    """Take a copy of ``record`` into the fund of the ``lost`` one; return it and its entry.

    ``number`` is typed, or empty for the next of the series. ``words`` are the entry's document
    and source. The lost copy is not touched: it leaves by an act.
    """
    today = clock.today()
    with transaction():
        books.lock_books()
        fund, on_balance = str(lost.fund), books.is_on_balance(lost)
        if number.strip():
            [wanted] = numbers.these(number, 1)
        else:
            [wanted] = numbers.take(fund if on_balance else "simple", 1)
        copy = Copy(
            record=record,
            inventory_no=wanted,
            fund=fund,
            price=price,
            received_on=today,
            is_reading_room_only=lost.is_reading_room_only or record.kind == "reference",
            condition=condition,
            shelf=lost.shelf if record.id == lost.record_id else "",
        )
        copy.save(force_insert=True)
        words.setdefault("source", str(SOURCES["replacement"]))
        move = Move(copy.id, record.id, price, on_balance)
        entry = books.enter(CAME, fund, "replacement", [move], on=today, by=by, **words)
        journal.record("fund.replaced", by=by, about=f"copy {copy.id}", lost=lost.inventory_no)
    return copy, entry


def bring_back(copy: Copy, *, by: Staff | None, **words: Any) -> SummaryEntry:
    """Bring a copy that was written off back into the fund, and return the entry that says so.

    It comes back at the price it had; the act by which it went stays as it is.
    """
    today = clock.today()
    with transaction():
        books.lock_books()
        fresh: Copy = locked(Copy.select().where(Copy.id == copy.id)).get()
        if fresh.withdrawn_on is None:
            raise CopyInFund(number=copy.inventory_no)
        words.setdefault("source", str(KINDS["found"]))
        move = Move(fresh.id, fresh.record_id, fresh.price, books.is_on_balance(fresh))
        fund = str(fresh.fund)
        entry = books.enter(CAME, fund, "found", [move], on=today, by=by, **words)
        fresh.withdrawn_on = None
        fresh.save()
        journal.record("fund.found", by=by, about=f"copy {copy.id}", entry=str(entry))
    copy.withdrawn_on = None
    return entry
