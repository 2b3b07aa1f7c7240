"""What can be done with copies: find one, take some out of the fund."""

from collections.abc import Iterable
from datetime import date

from peewee import fn

from core import journal
from core.database import locked, transaction
from core.models import Staff
from core.prepared import Prepared
from core.sections import gather, hook
from plugins.catalogue.models import Record
from plugins.fund.errors import CopyBlocked, CopyWithdrawn, UnknownCopy, WithdrawnTooEarly
from plugins.fund.models import WENT, Copy, SummaryEntry
from plugins.fund.services import books
from plugins.fund.services.books import Move


def find_by_number(number: str) -> Copy | None:
    """Return the copy with this inventory number, with its record loaded, or None."""
    found: Copy | None = _BY_NUMBER.first(number=number)
    return found


def find_by_id(copy_id: int) -> Copy | None:
    """Return the copy whose barcode carries that number, with its record loaded, or None."""
    found: Copy | None = _BY_ID.first(copy_id=copy_id)
    return found


_BY_NUMBER = Prepared(
    lambda number: (
        Copy.select(Copy, Record).join(Record).where(Copy.inventory_no == number).limit(1)
    ),
    "number",
)
_BY_ID = Prepared(
    lambda copy_id: Copy.select(Copy, Record).join(Record).where(Copy.id == copy_id), "copy_id"
)


def get_by_number(number: str) -> Copy:
    """Return the copy with this inventory number; UnknownCopy if there is none."""
    copy = find_by_number(number)
    if copy is None:
        raise UnknownCopy(number=number)
    return copy


def sizes() -> dict[str, int]:
    """Return how many copies each fund has now, in one query."""
    rows = (
        Copy.select(Copy.fund, fn.COUNT(Copy.id))
        .where(Copy.withdrawn_on.is_null())
        .group_by(Copy.fund)
        .tuples()
    )
    return {str(name): int(count) for name, count in rows}


def has_copies() -> bool:
    """Return whether the library has ever had a copy."""
    return bool(Copy.select(Copy.id).limit(1).exists())


def ensure_in_fund(copy: Copy) -> None:
    """Raise CopyWithdrawn if the copy has been written off."""
    if copy.withdrawn_on is not None:
        raise CopyWithdrawn(number=copy.inventory_no, on=f"{copy.withdrawn_on:%d.%m.%Y}")


def withdraw(
    copies: Iterable[Copy],
    *,
    on: date,
    by: Staff | None,
    document: str = "",
    reason: str = "",
) -> list[SummaryEntry]:
    """Take ``copies`` out of the fund and return the entries made: one for each fund.

    All of them go, or none. ``document`` and ``reason`` are the act's.
    """
    moves: dict[str, list[Move]] = {}
    copies = list(copies)
    with transaction():
        books.lock_books()
        for one in copies:
            copy = locked(Copy.select().where(Copy.id == one.id)).get()
            ensure_in_fund(copy)
            if copy.received_on is not None and on < copy.received_on:
                raise WithdrawnTooEarly(
                    number=copy.inventory_no,
                    came=f"{copy.received_on:%d.%m.%Y}",
                    on=f"{on:%d.%m.%Y}",
                )
            reasons = gather(hook.copy_blockers(copy=copy))
            if reasons:
                raise CopyBlocked(number=copy.inventory_no, reasons="; ".join(reasons))
            copy.withdrawn_on = on
            copy.save()
            moves.setdefault(str(copy.fund), []).append(
                Move(copy.id, copy.record_id, copy.price, books.is_on_balance(copy))
            )
            journal.record("fund.withdraw", by=by, about=f"copy {copy.id}", on=on)
        entries = [
            books.enter(WENT, fund, "act", gone, on=on, by=by, document=document, reason=reason)
            for fund, gone in sorted(moves.items())
        ]
    # Only now: a refusal leaves the caller's copies as they were too.
    for one in copies:
        one.withdrawn_on = on
    return entries


def change(copy: Copy, *, by: Staff | None) -> Copy:
    """Save shelf, condition or note of a copy and return it."""
    with transaction():
        # Only what was changed: the copy may have been written off since this screen was opened.
        copy.save(only=copy.dirty_fields)
        journal.record("fund.change", by=by, about=f"copy {copy.id}")
    return copy
