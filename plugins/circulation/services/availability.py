"""Where the copies of books are, for those who look from outside: numbers and days, no names."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from peewee import JOIN, Case, fn

from core import clock
from plugins.catalogue.models import Record
from plugins.circulation.models import Loan, Replacement, Reservation
from plugins.circulation.services.reservations import NEVER_RESERVED, free_copies, waiting
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass


@dataclass
class Place:
    """The copies of a record that stand in one place: how many, and how many are there now."""

    shelf: str
    is_room_only: bool
    count: int
    free: int
    next_due: date | None


@dataclass
class Availability:
    """The copies of a record in the fund, place by place, and how many readers wait."""

    places: list[Place] = field(default_factory=list)
    waiting: int = 0

    @property
    def count(self) -> int:
        """Return how many copies there are."""
        return sum(one.count for one in self.places)

    @property
    def free(self) -> int:
        """Return how many may be taken home now."""
        return sum(one.free for one in self.places if not one.is_room_only)

    @property
    def free_here(self) -> int:
        """Return how many may be read in the reading room now."""
        return sum(one.free for one in self.places if one.is_room_only)

    @property
    def is_lent(self) -> bool:
        """Return whether there is a copy that is lent home at all."""
        return any(not one.is_room_only for one in self.places)

    @property
    def next_due(self) -> date | None:
        """Return when the next copy should come back; None if none is out."""
        return min((one.next_due for one in self.places if one.next_due), default=None)

    def may_be_reserved(self, kind: str) -> bool:
        """Return whether a reader may wait for a record of that kind with these copies."""
        return self.is_lent and kind not in NEVER_RESERVED


def of_records(record_ids: Sequence[int]) -> dict[int, Availability]:
    """Return where the copies of each record are, in two queries; all records are in the answer."""
    found = {int(one): Availability() for one in record_ids}
    if not found:
        return found
    is_out = (Loan.copy == Copy.id) & Loan.returned_at.is_null()
    is_lost = (Replacement.copy == Copy.id) & Replacement.found_on.is_null()
    off = fn.COALESCE(Loan.id, Replacement.id, Reservation.id)
    rows = (
        Copy.select(
            Copy.record,
            Copy.shelf,
            Copy.is_reading_room_only,
            fn.COUNT(Copy.id),
            fn.COUNT(off),
            fn.MIN(Case(None, [(Loan.lost_on.is_null(), Loan.due_on)])),
        )
        .join(Loan, JOIN.LEFT_OUTER, on=is_out)
        .switch(Copy)
        .join(Replacement, JOIN.LEFT_OUTER, on=is_lost)
        .switch(Copy)
        .join(Reservation, JOIN.LEFT_OUTER, on=(Reservation.copy == Copy.id))
        .where(Copy.record.in_(list(found)), Copy.withdrawn_on.is_null())
        .group_by(Copy.record, Copy.shelf, Copy.is_reading_room_only)
        .order_by(Copy.record, Copy.is_reading_room_only, Copy.shelf)
        .tuples()
    )
    for record, shelf, is_room, count, out, due in rows:
        day = date.fromisoformat(due) if isinstance(due, str) else due
        place = Place(str(shelf), bool(is_room), int(count), int(count) - int(out), day)
        found[int(record)].places.append(place)
    queues = (
        Reservation.select(Reservation.record, fn.COUNT(Reservation.id))
        .where(Reservation.record.in_(list(found)), waiting())
        .group_by(Reservation.record)
        .tuples()
    )
    for record, count in queues:
        found[int(record)].waiting = int(count)
    return found


def free_records() -> Any:
    """Return a query of the ids of records with a copy that may be taken home now."""
    return free_copies().select(Copy.record)


def borrowed_by_grade(grade: int, since: date, least: int = 3, limit: int = 60) -> list[int]:
    """Return the records that pupils of the grade borrowed most, textbooks left out.

    Only what at least ``least`` different pupils had: one pupil's books stay that pupil's affair.
    """
    readers = fn.COUNT(Loan.reader.distinct())
    rows = (
        Loan.select(Copy.record)
        .join(Copy)
        .join(Record)
        .switch(Loan)
        .join(Reader)
        .join(SchoolClass, on=Reader.school_class)
        .where(
            SchoolClass.grade == grade,
            Loan.lent_at >= clock.day_bounds(since)[0],
            ~Loan.is_undone,
            Record.kind.not_in(NEVER_RESERVED),
        )
        .group_by(Copy.record)
        .having(readers >= least)
        .order_by(readers.desc(), Copy.record)
        .limit(limit)
        .tuples()
    )
    return [int(one) for (one,) in rows]
