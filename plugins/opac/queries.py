"""What the catalogue's pages read: books found, newly arrived, for a class; no reader's name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from peewee import JOIN, fn

from core import clock
from plugins.catalogue.models import Heading, Record, RecordHeading, Shelf
from plugins.circulation.services import availability
from plugins.circulation.services.availability import Availability
from plugins.fund.models import Copy

#: Which audiences a grade belongs to, besides everybody.
_AUDIENCES = (("preschool", range(0, 1)), ("primary", range(1, 5)), ("middle", range(5, 10)))


@dataclass(frozen=True)
class Shown:
    """A record as a card of the catalogue shows it."""

    record: Record
    copies: Availability


def shown(records: Iterable[Record]) -> list[Shown]:
    """Return the records with where their copies are."""
    some = list(records)
    where = availability.of_records([int(one.id) for one in some])
    return [Shown(one, where[int(one.id)]) for one in some]


def copies_of(record_ids: Sequence[int]) -> dict[int, Availability]:
    """Return where the copies of the records are, by record."""
    return availability.of_records(record_ids)


def record_of(record_id: int) -> Record | None:
    """Return the record with its shelf, or None."""
    found: Record | None = (
        Record.select(Record, Shelf)
        .join(Shelf, JOIN.LEFT_OUTER, on=Record.shelf)
        .where(Record.id == record_id)
        .first()
    )
    return found


def headings_of(record: Record) -> list[RecordHeading]:
    """Return the subject headings of the record, the weightiest first."""
    return list(
        RecordHeading.select(RecordHeading, Heading)
        .join(Heading)
        .where(RecordHeading.record == record)
        .order_by(RecordHeading.position)
    )


def in_order(record_ids: Sequence[int]) -> list[Record]:
    """Return the records with these ids in this order; those that are gone are left out."""
    found = {int(one.id): one for one in Record.select().where(Record.id.in_(list(record_ids)))}
    return [found[one] for one in record_ids if one in found]


def new_arrivals(since: date, limit: int) -> list[Record]:
    """Return the books of the main fund that came since that day, the latest first."""
    last = fn.MAX(Copy.received_on)
    rows = (
        Copy.select(Copy.record)
        .where(Copy.fund == "main", Copy.withdrawn_on.is_null(), Copy.received_on >= since)
        .group_by(Copy.record)
        .order_by(last.desc(), Copy.record.desc())
        .limit(limit)
        .tuples()
    )
    return in_order([int(one) for (one,) in rows])


def meant_for(grade: int, limit: int) -> list[Record]:
    """Return books, textbooks apart, that are marked as meant for the grade or its stage."""
    stages = [name for name, grades in _AUDIENCES if grade in grades] or ["senior"]
    here = Copy.select(Copy.record).where(Copy.fund == "main", Copy.withdrawn_on.is_null())
    is_meant = (Record.grade == grade) | Record.audience.in_(stages)
    return list(
        Record.select()
        .where(is_meant, Record.kind.not_in(("textbook", "article")), Record.id.in_(here))
        .order_by((Record.grade == grade).desc(), Record.sort_key)
        .limit(limit)
    )


def read_by(grade: int, limit: int) -> list[Record]:
    """Return what pupils of the grade have borrowed most in the last year, each by several."""
    since = clock.today() - timedelta(days=365)
    return in_order(availability.borrowed_by_grade(grade, since, limit=limit))
