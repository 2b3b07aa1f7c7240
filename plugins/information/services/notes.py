"""Lessons, enquiries and meetings, written down on the day or later."""

from datetime import date
from typing import Any

from flask_babel import gettext

from core import clock, journal
from core.answers import Block
from core.database import transaction
from core.models import Staff
from plugins.information.errors import DayAhead, NothingAsked
from plugins.information.models import Enquiry, Lesson, Meeting, group_of
from plugins.readers import services as readers
from plugins.readers.models import Reader


def keep_lesson(lesson: Lesson, *, by: Staff | None) -> Lesson:
    """Save the lesson and return it; without a number, all pupils of the class were there."""
    _check(lesson.title, lesson.held_on)
    lesson.title = str(lesson.title).strip()
    if lesson.school_class_id:
        lesson.class_words = str(lesson.school_class)
        if not lesson.pupils:
            lesson.pupils = readers.sizes().get(int(lesson.school_class_id), 0)
    return _save(lesson, "information.lesson", by)


def keep_enquiry(enquiry: Enquiry, *, by: Staff | None) -> Enquiry:
    """Save the enquiry and return it; who asked as a reader is counted in his own group."""
    _check(enquiry.question, enquiry.asked_on)
    enquiry.question = str(enquiry.question).strip()
    if enquiry.reader_id:
        enquiry.asker = group_of(enquiry.reader)
    return _save(enquiry, "information.enquiry", by)


def keep_meeting(meeting: Meeting, *, by: Staff | None) -> Meeting:
    """Save the meeting and return it."""
    _check(meeting.topic, meeting.met_on)
    meeting.topic = str(meeting.topic).strip()
    return _save(meeting, "information.meeting", by)


def enquiries_of(reader: Reader) -> list[Block]:
    """Return what the reader has asked, as a table; nothing if he has asked nothing."""
    rows = [
        (one.asked_on, one.question, one.answer)
        for one in Enquiry.select().where(Enquiry.reader == reader).order_by(Enquiry.asked_on)
    ]
    columns = (gettext("Day"), gettext("Question"), gettext("Answer"))
    return [Block(gettext("Enquiries"), columns, rows)] if rows else []


def _check(words: Any, on: date | None) -> None:
    if not str(words or "").strip():
        raise NothingAsked()
    if on is not None and on > clock.today():
        raise DayAhead(on=f"{on:%d.%m.%Y}")


def _save(row: Any, action: str, by: Staff | None) -> Any:
    with transaction():
        if row.by_id is None:
            row.by = by
        row.save()
        journal.record(action, by=by, about=f"{type(row).__name__.lower()} {row.id}")
    return row
