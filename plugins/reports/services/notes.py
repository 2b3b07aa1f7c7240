"""What is typed into the diary: visits that nobody scanned, and a remark, one line a day."""

from datetime import date, datetime
from typing import Any

from core import clock, journal
from core.database import transaction
from core.models import Staff
from core.typography import day as written_day
from plugins.reports.errors import DayNotYet, TextTooLong, TooManyVisits
from plugins.reports.models import DayNote

#: More people than the largest school has do not come on one day.
MOST_VISITS = 5000
LONGEST_REMARK = 1000


def write_note(
    day: date, *, visits: Any, remark: str, by: Staff | None, at: datetime | None = None
) -> DayNote | None:
    """Keep the visits added by hand and the remark of that day; both empty takes the line away."""
    at = at or clock.now()
    if day > at.date():
        raise DayNotYet(day=written_day(day))
    count = _count(visits)
    remark = remark.replace("\0", "").replace("\r\n", "\n").strip()
    if len(remark) > LONGEST_REMARK:
        raise TextTooLong(letters=len(remark), most=LONGEST_REMARK)
    with transaction():
        before = DayNote.get_or_none(DayNote.day == day)
        if not count and not remark:
            if before is not None:
                before.delete_instance()
                _tell(day, by, before, 0, "")
            return None
        note = before or DayNote(day=day)
        if before is not None and (before.visits, before.remark) == (count, remark):
            return note
        _tell(day, by, before, count, remark)
        note.visits, note.remark = count, remark
        note.changed_at, note.changed_by = at, by
        note.save()
        return note


def _tell(day: date, by: Staff | None, before: DayNote | None, count: int, remark: str) -> None:
    was = {"visits": before.visits, "remark": before.remark} if before is not None else {}
    journal.record(
        "reports.note", by=by, about=written_day(day), was=was, visits=count, remark=remark
    )


def _count(typed: Any) -> int:
    text = str(typed if typed is not None else "").strip()
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= MOST_VISITS):
        raise TooManyVisits(typed=text[:20], most=MOST_VISITS)
    return int(text)
