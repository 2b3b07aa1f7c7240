"""The queue of a book: who waits for it, and which copy stands aside for whom.

The queue of a record is its open reservations by their ids. A copy that comes back is set aside
for the first who has none. Ids never change, so what is undone finds everybody in his old place.
"""

from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from peewee import JOIN, fn

from core import settings
from core.answers import Setting
from core.models import Staff
from core.prepared import Prepared
from plugins.circulation.errors import ReservedForAnother
from plugins.circulation.models import Loan, Replacement, Reservation
from plugins.circulation.services import rules
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass

_GROUP = _("Reservations")
SETTINGS = (
    Setting(
        "circulation.reservation_days",
        _("Days a reserved book is kept for its reader"),
        3,
        "number",
        help=_("From the day it is set aside; the last day is one on which the library is open."),
        group=_GROUP,
        least=1,
        most=60,
    ),
    Setting(
        "circulation.reservation_limit",
        _("Books a reader may reserve at a time"),
        3,
        "number",
        group=_GROUP,
        least=1,
        most=50,
    ),
)

#: The code of the question whether to lend a reserved copy to somebody else.
YES = "reserved_for_another"


def is_open() -> Any:
    """Return the condition of a reservation that has not ended."""
    return Reservation.ended_at.is_null()


def with_reader() -> Any:
    """Return the query of reservations with their readers and classes."""
    return (
        Reservation.select(Reservation, Reader, SchoolClass)
        .join(Reader)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
    )


# Two questions, each by its own index: with an OR, SQLite reads the whole table at every scan.
_QUEUE = Prepared(
    lambda record_id: (
        with_reader().where(Reservation.record == record_id, is_open()).order_by(Reservation.id)
    ),
    "record_id",
)
_OF_COPY = Prepared(lambda copy_id: with_reader().where(Reservation.copy == copy_id), "copy_id")


def claims_on(copy: Copy) -> list[Reservation]:
    """Return who waits for the copy's record, and whoever the copy stands aside for."""
    queue: list[Reservation] = _QUEUE.all(record_id=copy.record_id)
    known = {one.id for one in queue}
    aside = [one for one in _OF_COPY.all(copy_id=copy.id) if one.id not in known]
    return sorted([*queue, *aside], key=lambda one: int(one.id))


def is_late(row: Reservation, on: date) -> bool:
    """Return whether the reader has let the day go by until which his copy was kept."""
    return row.keep_until is not None and row.keep_until < on


def _waiting(claims: list[Reservation]) -> list[Reservation]:
    """Return who waits with no copy set aside; whoever has left the school comes no more."""
    return [
        one
        for one in claims
        if one.ended_at is None and one.copy_id is None and one.reader.left_on is None
    ]


def _kept(claims: list[Reservation], copy: Copy) -> Reservation | None:
    return next((one for one in claims if one.copy_id == copy.id), None)


# What happens to a copy, told by lending and by the desk


def who_comes_first(
    claims: list[Reservation], copy: Copy, reader: Reader, on: date
) -> Reservation | None:
    """Return whose reservation stands in the way of lending the copy to ``reader``, if any."""
    kept = _kept(claims, copy)
    if kept is not None and kept.ended_at is None and not is_late(kept, on):
        return kept if kept.reader_id != reader.id else None
    own = next((one for one in claims if one.ended_at is None and one.reader_id == reader.id), None)
    if own is not None and own.copy_id is not None:
        return None
    ahead = [one for one in _waiting(claims) if own is None or one.id < own.id]
    return ahead[0] if ahead and _free_besides(copy) < len(ahead) else None


def ensure_not_reserved(
    claims: list[Reservation], copy: Copy, reader: Reader, on: date, words: Any
) -> None:
    """Raise ReservedForAnother if somebody comes before ``reader``; ``words`` names a reader."""
    first = who_comes_first(claims, copy, reader, on)
    if first is not None:
        raise ReservedForAnother(
            number=copy.inventory_no, waiting=words(first.reader), reader=words(reader)
        )


def lent(
    claims: list[Reservation], copy: Copy, loan: Loan, *, at: datetime, by: Staff | None
) -> None:
    """End the reader's own reservation by his loan; a copy no longer needed goes to the next."""
    kept = _kept(claims, copy)
    if kept is not None and (kept.ended_at is not None or kept.reader_id != loan.reader_id):
        is_over = kept.ended_at is None and is_late(kept, at.date())
        _clear(kept)
        if is_over:
            end(kept, "expired", at=at, by=by)
        kept.save()
    for own in claims:
        if own.ended_at is None and own.reader_id == loan.reader_id:
            if own.copy_id == copy.id:
                own.copy = None
            own.loan = loan
            end(own, "lent", at=at, by=by)
            own.save()
            if own.copy_id is not None:
                pass_on(own, at=at)


def returned(copy: Copy, *, at: datetime) -> Reservation | None:
    """Set the copy, which is here, aside for the first who waits for it; return that reservation.

    A copy for the reading room only is for nobody to wait for.
    """
    if copy.is_reading_room_only:
        return None
    claims = claims_on(copy)
    if any(one.copy_id == copy.id for one in claims):
        return None
    first = next(iter(_waiting(claims)), None)
    if first is not None:
        set_aside(first, int(copy.id), at=at)
    return first


def found_here(copy: Copy, *, at: datetime, by: Staff | None) -> Reservation | None:
    """Judge a copy of the shelves that is scanned: return for whom it stands aside from now on.

    If its reader did not come in time, or has cancelled, it goes to the next or to nobody.
    """
    claims = claims_on(copy)
    kept = _kept(claims, copy)
    if kept is not None:
        if kept.ended_at is None and not is_late(kept, at.date()):
            return kept
        let_go(kept, at=at, by=by)
    return returned(copy, at=at)


def return_undone(copy: Copy) -> None:
    """Put whoever the copy was set aside for back into the queue, at his old place."""
    Reservation.update(copy=None, ready_at=None, keep_until=None).where(
        Reservation.copy == copy, is_open()
    ).execute()


def loan_undone(loan: Loan) -> None:
    """Open the reservation again that the loan had ended, at its old place in the queue."""
    Reservation.update(ended_at=None, ended_by=None, ending="", loan=None).where(
        Reservation.loan == loan
    ).execute()


def stops_renewal(loan: Loan) -> bool:
    """Return whether another reader waits for the book and no copy is there for him."""
    claims = [one for one in claims_on(loan.copy) if one.reader_id != loan.reader_id]
    waiting = len(_waiting(claims))
    return bool(waiting) and _free_besides(loan.copy) < waiting


def _free_besides(copy: Copy) -> int:
    """Return how many other copies of the record stand free on the shelves."""
    return int(free_copies().where(Copy.record == copy.record_id, Copy.id != copy.id).count())


def free_copies() -> Any:
    """Return a query of the copies that may be lent home at once and stand aside for nobody."""
    is_out = (Loan.copy == Copy.id) & Loan.returned_at.is_null()
    is_lost = (Replacement.copy == Copy.id) & Replacement.found_on.is_null()
    aside = Reservation.alias("aside")  # the question may be asked of a reservation itself
    return (
        Copy.select(Copy.id)
        .join(Loan, JOIN.LEFT_OUTER, on=is_out)
        .switch(Copy)
        .join(Replacement, JOIN.LEFT_OUTER, on=is_lost)
        .switch(Copy)
        .join(aside, JOIN.LEFT_OUTER, on=(aside.copy_id == Copy.id))
        .where(
            Copy.withdrawn_on.is_null(),
            ~Copy.is_reading_room_only,
            Loan.id.is_null(),
            Replacement.id.is_null(),
            aside.id.is_null(),
        )
    )


# Conditions of the lists


def waiting() -> Any:
    """Return the condition of those for whom no copy stands aside yet."""
    return is_open() & Reservation.copy.is_null()


def to_fetch() -> Any:
    """Return the condition of those who wait while a copy is free on its shelf."""
    # Few wait, and a title has few copies: looked up one by one, not among all the fund.
    return waiting() & fn.EXISTS(free_copies().where(Copy.record == Reservation.record))


def ready(on: date) -> Any:
    """Return the condition of those whose copy stands aside and may be collected."""
    return is_open() & (Reservation.keep_until >= on)


def to_put_back(on: date) -> Any:
    """Return the condition of those whose copy stands aside in vain."""
    is_over = Reservation.ended_at.is_null(False) | (Reservation.keep_until < on)
    return Reservation.copy.is_null(False) & is_over


def set_aside(row: Reservation, copy_id: int, *, at: datetime) -> None:
    """Note that the copy stands on the reservation shelf, and until when it is kept there."""
    days = int(settings.get("circulation.reservation_days"))
    row.copy, row.ready_at = copy_id, at
    row.keep_until = rules.next_open(at.date() + timedelta(days=days))
    row.save(only=[Reservation.copy, Reservation.ready_at, Reservation.keep_until])


def pass_on(row: Reservation, *, at: datetime) -> Reservation | None:
    """Give the copy of a reservation that is over to the next who waits, and return his."""
    following: Reservation | None = (
        with_reader()
        .where(
            Reservation.record == row.record_id,
            waiting(),
            Reservation.id != row.id,
            Reader.left_on.is_null(),
        )
        .order_by(Reservation.id)
        .first()
    )
    if following is None:
        return None
    copy_id = int(row.copy_id)
    _clear(row)
    row.save(only=[Reservation.copy])
    set_aside(following, copy_id, at=at)
    return following


def let_go(row: Reservation, *, at: datetime, by: Staff | None) -> None:
    """Name no copy any more; a reservation whose reader did not come has ended."""
    if row.ended_at is None:
        end(row, "expired", at=at, by=by)
    row.copy = None
    row.save()


def _clear(row: Reservation) -> None:
    row.copy = None
    if row.ended_at is None:
        row.ready_at = row.keep_until = None


def end(row: Reservation, how: str, *, at: datetime, by: Staff | None) -> None:
    """Mark the row as ended; the caller saves it."""
    row.ended_at, row.ended_by, row.ending = at, by, how
