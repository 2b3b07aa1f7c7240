"""What information answers when the panel or another section asks."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from core.access import Permission, can
from core.answers import Block, Card, Demo, DiaryPart, ReportPart, WorkUnit
from core.hookspecs import hookimpl
from plugins.catalogue.services import ReadingList
from plugins.information import blocks, demo, models, services
from plugins.information.documents import DOCUMENTS
from plugins.information.permissions import PERMISSIONS
from plugins.information.views import register
from plugins.readers.models import Reader


@hookimpl
def register_models() -> list[Any]:
    return [
        models.Lesson,
        models.Enquiry,
        models.Meeting,
        models.Bulletin,
        models.RecommendedList,
        models.ListedRecord,
    ]


@hookimpl
def register_views() -> list[Any]:
    return register()


@hookimpl
def register_documents() -> list[Any]:
    return list(DOCUMENTS)


@hookimpl
def register_permissions() -> list[Permission]:
    return list(PERMISSIONS)


@hookimpl
def register_demo() -> list[Demo]:
    return [Demo("information", demo.fill)]


@hookimpl
def register_work_units() -> list[WorkUnit]:
    return list(blocks.WORK_UNITS)


@hookimpl
def register_diary_parts() -> list[DiaryPart]:
    return list(blocks.DIARY_PARTS)


@hookimpl
def report_parts(first: date, last: date) -> list[ReportPart]:
    return blocks.report_parts(first, last)


@hookimpl
def reading_lists(on: date) -> list[ReadingList]:
    return blocks.reading_lists(on)


@hookimpl
def next_steps(on: date) -> list[Card]:
    return blocks.next_steps(on) if can("information.edit") else []


@hookimpl
def personal_data(reader: Reader) -> list[Block]:
    return services.notes.enquiries_of(reader)


@hookimpl
def register_journal_words() -> list[tuple[str, Any]]:
    return [
        ("information.lesson", _("Library lesson written down")),
        ("information.enquiry", _("Enquiry written down")),
        ("information.meeting", _("Meeting written down")),
        ("information.bulletin", _("Bulletin of the month")),
        ("information.list", _("Recommended list")),
    ]
