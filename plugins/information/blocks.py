"""What the information work says to the plan, the diary, the report, pupils and the first page."""

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.answers import Block, Card, DiaryPart, Figure, ReportPart, WorkUnit
from plugins.catalogue.services import ReadingList
from plugins.information import queries
from plugins.information.models import ENQUIRY_KINDS, Bulletin
from plugins.information.services.bulletins import month_of
from plugins.information.services.reading import grades_of

#: From this day of a month on the first page asks for its bulletin.
BULLETIN_FROM = 20


def _at(page: str) -> Any:
    return lambda _first, _last: f"/information/{page}/"


WORK_UNITS = (
    WorkUnit("information.lessons", _("Library lessons held"), queries.lessons, _at("lessons")),
    WorkUnit("information.bulletins", _("Bulletins given out"), queries.bulletins, _at("bulletin")),
    WorkUnit("information.meetings", _("Meetings attended"), queries.meetings, _at("meetings")),
    WorkUnit("information.enquiries", _("Enquiries"), queries.enquiries, _at("enquiries")),
)

DIARY_PARTS = (
    DiaryPart(
        "information.enquiries",
        _("Enquiries"),
        [("all", _("in all")), *ENQUIRY_KINDS.items(), ("not_found", _("not found"))],
        queries.enquiries_by_day,
        order=400,
        page=4,
    ),
    DiaryPart(
        "information.lessons",
        _("Library lessons"),
        [("lessons", _("lessons")), ("pupils", _("pupils"))],
        queries.lessons_by_day,
        order=410,
        page=4,
    ),
)


def report_parts(first: date, last: date) -> list[ReportPart]:
    """Return the figures of the period and the enquiries by kind."""
    kinds = queries.enquiries_by_kind(first, last)
    asked = sum(number for _kind, number, _lost in kinds)
    lost = sum(gone for _kind, _number, gone in kinds)
    figures = [
        Figure("information.lessons", gettext("Library lessons"), queries.lessons(first, last)),
        Figure(
            "information.bulletins", gettext("Bulletins given out"), queries.bulletins(first, last)
        ),
        Figure("information.meetings", gettext("Meetings attended"), queries.meetings(first, last)),
        Figure("information.enquiries", gettext("Enquiries"), asked),
        Figure("information.not_found", gettext("Enquiries without an answer"), lost),
    ]
    table = Block(
        gettext("Enquiries by kind"),
        (gettext("Kind"), gettext("Enquiries"), gettext("Not found")),
        [(str(ENQUIRY_KINDS[kind]), number, gone) for kind, number, gone in kinds],
    )
    return [ReportPart(gettext("Information work"), "VII", figures, [table] if asked else [])]


def reading_lists(on: date) -> list[ReadingList]:
    """Return the recommended lists that pupils may see that day."""
    return [
        ReadingList(
            key=f"information.list.{its.id}",
            kind="recommended",
            title=str(its.title),
            text=str(its.text),
            record_ids=records,
            first=its.made_on,
            last=its.until,
            grades=grades_of(str(its.grades)),
        )
        for its, records in queries.public_lists(on)
        if records
    ]


def next_steps(on: date) -> list[Card]:
    """Return the month's bulletin in its last days, until it has been given out."""
    given = Bulletin.select().where(
        Bulletin.month == month_of(on), Bulletin.given_on.is_null(False)
    )
    if on.day < BULLETIN_FROM or given.exists():
        return []
    return [
        Card(
            title=_("give out the bulletin of this month"),
            number="",
            why=_("New books and events have collected themselves; add your words and print it."),
            url="/information/bulletin/",
            icon="news",
            order=80,
        )
    ]
