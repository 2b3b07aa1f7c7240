"""An entry by which copies came, taken back on the same day: by an entry of its own."""

from typing import Any

from peewee import Value, fn

from core import clock, journal
from core.database import locked, transaction
from core.models import Staff
from core.sections import gather, hook
from plugins.fund.errors import CopiesInUse, NoOpening, TooLateToReverse
from plugins.fund.models import Copy, Movement, SummaryEntry
from plugins.fund.services import books


def take_back(entry: SummaryEntry, what: Any, *, by: Staff | None) -> SummaryEntry:
    """Reverse ``entry`` and take its copies out of the fund; return the entry that says so.

    ``what`` is its name in a refusal: TooLateToReverse, or CopiesInUse with the first reasons.
    Call it inside `transaction`.
    """
    today = clock.today()
    books.lock_books()
    if entry.entered_on != today:
        raise TooLateToReverse(delivery=what, on=f"{entry.entered_on:%d.%m.%Y}")
    came = Movement.select(Movement.copy).where(Movement.entry == entry)
    gone = Copy.select().where(Copy.id.in_(came), Copy.withdrawn_on.is_null(False)).limit(5)
    reasons = [f"{one} –" for one in gone] or _in_use(came)
    if reasons:
        raise CopiesInUse(delivery=what, reasons="; ".join(reasons))
    back = books.reverse(entry, on=today, by=by)
    Copy.update(withdrawn_on=today).where(Copy.id.in_(came)).execute()
    return back


def _in_use(copies: Any) -> list[str]:
    """Return who has copies of these, the first five."""
    out = hook.copies_out()
    if out is None:
        return []
    held = Copy.select().where(Copy.id.in_(copies), Copy.id.in_(out)).limit(5)
    return [f"{one}: {'; '.join(gather(hook.copy_blockers(copy=one)))}" for one in held]


def reverse_opening(number: int, *, by: Staff | None) -> SummaryEntry:
    """Take back an opening balance of today, typed or from a list, and return the reversal.

    The numbers of its copies become free, with a mark behind them: the right list has the same.
    """
    with transaction():
        entry = locked(SummaryEntry.select().where(SummaryEntry.id == number)).get_or_none()
        if entry is None or entry.kind != "opening":
            raise NoOpening()
        back = take_back(entry, entry, by=by)
        mark = Value(f"×{back.id}")
        width = 40 - len(f"×{back.id}")
        Copy.update(inventory_no=fn.SUBSTR(Copy.inventory_no, 1, width).concat(mark)).where(
            Copy.id.in_(Movement.select(Movement.copy).where(Movement.entry == entry))
        ).execute()
        journal.record("fund.reversed", by=by, about=f"entry {entry.id}")
    return back


def may_be_reversed(entry: SummaryEntry) -> bool:
    """Return whether ``entry`` is an opening balance of today that has not been taken back."""
    return bool(
        entry.kind == "opening"
        and entry.entered_on == clock.today()
        and not SummaryEntry.select().where(SummaryEntry.reverses == entry).exists()
    )
