"""The raid of October: are textbooks kept clean? Class by class, checked and damaged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from peewee import fn

from core import clock, journal
from core.database import transaction
from core.models import Staff
from plugins.catalogue.models import Record
from plugins.circulation import queries
from plugins.circulation.errors import DayToCome, MoreDamagedThanChecked, NothingChecked
from plugins.circulation.models import Loan, Raid
from plugins.fund.models import Copy
from plugins.readers import services as readers
from plugins.readers.models import Reader, SchoolClass


class Checked(NamedTuple):
    """What was seen in a class: nothing, if ``checked`` is None."""

    class_id: int
    checked: int | None
    damaged: int = 0
    remarks: str = ""


@dataclass
class Line:
    """A class on the sheet of a raid: how many pupils and textbooks it has, and what was seen."""

    school_class: SchoolClass
    pupils: int
    in_hand: int
    raid: Raid | None = None


def sheet(on: date) -> list[Line]:
    """Return every class with what was seen in it on that day, in the order of grades."""
    seen = {
        int(one.school_class_id or 0): one for one in Raid.select().where(Raid.checked_on == on)
    }
    sizes, held = readers.sizes(), _textbooks_in_hand()
    return [
        Line(one, sizes.get(int(one.id), 0), held.get(int(one.id), 0), seen.get(int(one.id)))
        for one in SchoolClass.select().order_by(SchoolClass.sort_key)
        if sizes.get(int(one.id)) or int(one.id) in seen
    ]


def keep(seen: Sequence[Checked], *, on: date, by: Staff | None) -> int:
    """Keep what was seen on that day in place of what was kept before; return how many classes.

    All or nothing: DayToCome, NothingChecked, MoreDamagedThanChecked.
    """
    if on > clock.today():
        raise DayToCome(on=f"{on:%d.%m.%Y}")
    found = [one for one in seen if one.checked is not None]
    if not found:
        raise NothingChecked()
    sizes = readers.sizes()
    classes = {int(one.id): one for one in SchoolClass.select()}
    with transaction():
        Raid.delete().where(
            Raid.checked_on == on, Raid.school_class.in_([one.class_id for one in seen])
        ).execute()
        for one in found:
            its = classes[one.class_id]
            if one.damaged > (one.checked or 0):
                raise MoreDamagedThanChecked(school_class=its, damaged=one.damaged)
            Raid.create(
                school_class=its,
                class_words=str(its),
                pupils=sizes.get(one.class_id, 0),
                checked_on=on,
                checked=one.checked,
                damaged=one.damaged,
                remarks=one.remarks.strip()[:300],
                by=by,
            )
        journal.record("circulation.raid", by=by, about=f"{on:%Y-%m-%d}", classes=len(found))
    return len(found)


def days() -> list[tuple[date, int, int, int]]:
    """Return each day of a raid, the latest first: classes, textbooks checked, damaged."""
    rows = (
        Raid.select(Raid.checked_on, fn.COUNT(Raid.id), fn.SUM(Raid.checked), fn.SUM(Raid.damaged))
        .group_by(Raid.checked_on)
        .order_by(Raid.checked_on.desc())
        .tuples()
    )
    return [(on, int(classes), int(checked), int(bad)) for on, classes, checked, bad in rows]


def raids_of(on: date) -> list[Raid]:
    """Return what was seen on that day, in the order of the classes."""
    return list(Raid.select().where(Raid.checked_on == on).order_by(Raid.id))


def _textbooks_in_hand() -> dict[int, int]:
    rows = (
        Loan.select(Reader.school_class, fn.COUNT(Loan.id))
        .join(Reader)
        .switch(Loan)
        .join(Copy)
        .join(Record)
        .where(queries.is_open(), Record.kind == "textbook", Reader.school_class.is_null(False))
        .group_by(Reader.school_class)
        .tuples()
    )
    return {int(number): int(count) for number, count in rows}
