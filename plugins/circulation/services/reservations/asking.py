"""What a reader or a librarian asks for: to wait for a book, and to wait no more."""

from collections.abc import Sequence
from datetime import datetime

from peewee import JOIN, IntegrityError

from core import clock, journal, settings
from core.database import locked, one_at_a_time, transaction
from core.models import Staff
from core.prepared import Prepared
from plugins.catalogue.models import Record
from plugins.circulation.errors import (
    AlreadyReserved,
    HasItInHand,
    NotForReserving,
    TooManyReservations,
    UnknownReservation,
)
from plugins.circulation.models import Loan, Reservation
from plugins.circulation.services.reservations.queue import (
    end,
    is_late,
    is_open,
    let_go,
    pass_on,
    waiting,
    with_reader,
)
from plugins.fund.models import Copy
from plugins.readers.errors import ReaderBlocked, ReaderGone
from plugins.readers.models import Reader

#: Given out to whole classes, or without copies of their own: nobody waits for one alone.
NEVER_RESERVED = ("textbook", "article")


def may_be_reserved(record: Record) -> bool:
    """Return whether anybody may wait for the record: it is lent home, copy by copy."""
    if record.kind in NEVER_RESERVED:
        return False
    here = Copy.select().where(
        Copy.record == record, Copy.withdrawn_on.is_null(), ~Copy.is_reading_room_only
    )
    return bool(here.exists())


def reserve(
    record: Record, reader: Reader, *, by: Staff | None, at: datetime | None = None
) -> Reservation:
    """Put the reader into the queue for the record and return his place in it.

    ``by`` is empty when the reader does it himself. Raises what stands in the way.
    """
    at = at or clock.now()
    with transaction():
        _one_queue(record.id)
        if reader.is_gone(at.date()):
            raise ReaderGone(reader=reader, on=f"{reader.left_on:%d.%m.%Y}")
        if reader.is_blocked:
            raise ReaderBlocked(reader=reader)
        if not may_be_reserved(record):
            raise NotForReserving(title=record.full_title)
        _ensure_not_his(record, reader, at, by)
        allowed = int(settings.get("circulation.reservation_limit"))
        count = sum(not is_late(one, at.date()) for one in of_reader(reader))
        if count >= allowed:
            raise TooManyReservations(count=count, limit=allowed)
        try:
            with transaction():
                row: Reservation = Reservation.create(
                    record=record, reader=reader, made_at=at, made_by=by
                )
        except IntegrityError as fault:
            raise AlreadyReserved(title=record.full_title) from fault
        left = Reservation.select().where(
            Reservation.record == record, ~is_open(), Reservation.copy.is_null(False)
        )
        for over in left:  # it stands aside still, and nobody has put it back yet
            pass_on(over, at=at)
        journal.record("circulation.reserved", by=by, about=f"record {record.id}", reader=reader.id)
    return row


def _ensure_not_his(record: Record, reader: Reader, at: datetime, by: Staff | None) -> None:
    in_hand = (
        Loan.select()
        .join(Copy)
        .where(Loan.reader == reader, Loan.returned_at.is_null(), Copy.record == record)
    )
    if in_hand.exists():
        raise HasItInHand(title=record.full_title)
    own = Reservation.get_or_none(
        Reservation.record == record, Reservation.reader == reader, is_open()
    )
    if own is None:
        return
    if not is_late(own, at.date()):
        raise AlreadyReserved(title=record.full_title)
    # He had not come in time, and waits anew, behind the others.
    end(own, "expired", at=at, by=by)
    own.save()


_OF_READER = Prepared(
    lambda reader_id: (
        Reservation.select(Reservation, Record, Copy)
        .join(Record)
        .switch(Reservation)
        .join(Copy, JOIN.LEFT_OUTER, on=Reservation.copy)
        .where(Reservation.reader == reader_id, is_open())
        .order_by(Reservation.id)
    ),
    "reader_id",
)


def of_reader(reader: Reader) -> list[Reservation]:
    """Return the reader's open reservations with record and copy, the oldest first."""
    return _OF_READER.all(reader_id=reader.id)


def kept_copies(copy_ids: Sequence[int]) -> dict[int, Reservation]:
    """Return the reservations for which any of the copies stand aside, by copy."""
    rows = with_reader().where(Reservation.copy.in_(list(copy_ids)), is_open())
    return {int(one.copy_id): one for one in rows}


def cancel(
    reservation_id: int,
    *,
    by: Staff | None,
    reader: Reader | None = None,
    at: datetime | None = None,
) -> Reservation:
    """End the reservation; its copy goes to the next. Of ``reader``, if he asks himself."""
    at = at or clock.now()
    with transaction():
        row = _get(reservation_id)
        if row.ended_at is not None or (reader is not None and row.reader_id != reader.id):
            raise UnknownReservation()
        end(row, "cancelled", at=at, by=by)
        row.save()
        if row.copy_id is not None:
            pass_on(row, at=at)
        journal.record(
            "circulation.unreserved", by=by, about=f"record {row.record_id}", reader=row.reader_id
        )
    return row


def put_back(
    reservation_id: int, *, by: Staff | None, at: datetime | None = None
) -> Reservation | None:
    """Note that a copy nobody came for has gone to its place; return for whom it stays, if so."""
    at = at or clock.now()
    with transaction():
        row = _get(reservation_id)
        if row.copy_id is None or (row.ended_at is None and not is_late(row, at.date())):
            raise UnknownReservation()
        follower = pass_on(row, at=at)
        let_go(row, at=at, by=by)
    return follower


def place_of(row: Reservation) -> int:
    """Return the reader's place among those who wait for the record: 1 is next."""
    before = Reservation.select().where(
        Reservation.record == row.record_id,
        waiting(),
        Reservation.id < row.id,
    )
    return int(before.count()) + 1


def _get(reservation_id: int) -> Reservation:
    known = Reservation.get_or_none(Reservation.id == reservation_id)
    if known is None:
        raise UnknownReservation()
    _one_queue(known.record_id)
    fresh: Reservation = locked(Reservation.select().where(Reservation.id == known.id)).get()
    return fresh


def _one_queue(record_id: int) -> None:
    one_at_a_time(f"circulation.reservations {record_id}")
