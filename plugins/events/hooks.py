"""What events answers when the panel or another section asks."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _

from core.access import Permission, can
from core.answers import (
    Block,
    Card,
    Demo,
    DiaryPart,
    EventState,
    Happening,
    PlannedEvent,
    ReportPart,
    WorkUnit,
)
from core.hookspecs import hookimpl
from plugins.catalogue.services import ReadingList
from plugins.events import blocks, demo, models, services
from plugins.events.documents import DOCUMENTS
from plugins.events.permissions import PERMISSIONS
from plugins.events.services import exhibitions, from_plan
from plugins.events.views import register
from plugins.readers.models import Reader


@hookimpl
def register_models() -> list[Any]:
    return list(models.ALL)


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
def register_work_units() -> list[WorkUnit]:
    return list(blocks.WORK_UNITS)


@hookimpl
def register_diary_parts() -> list[DiaryPart]:
    return list(blocks.DIARY_PARTS)


@hookimpl
def report_parts(first: date, last: date) -> list[ReportPart]:
    return [blocks.report_part(first, last)]


@hookimpl
def reading_lists(on: date) -> list[ReadingList]:
    return exhibitions.lists_for_readers(on)


@hookimpl
def today_cards(on: date) -> list[Card]:
    return blocks.today_cards(on) if can("events.edit") else []


@hookimpl
def today_lists(on: date) -> list[Block]:
    return blocks.today_lists(on) if can("events.view") else []


@hookimpl
def next_steps(on: date) -> list[Card]:
    return blocks.next_steps(on) if can("events.edit") else []


@hookimpl
def found_everywhere(text: str) -> list[Block]:
    return blocks.found(text) if can("events.view") else []


@hookimpl
def personal_data(reader: Reader) -> list[Block]:
    return blocks.answered_for_by(reader)


@hookimpl
def reader_erased(reader: Reader) -> None:
    services.forget_person(reader)


@hookimpl
def register_demo() -> list[Demo]:
    return [Demo("events", demo.fill)]


@hookimpl
def happenings(first: date, last: date) -> list[Happening]:
    return blocks.happenings(first, last)


@hookimpl
def take_planned_events(events: Sequence[PlannedEvent], by: Any, at: datetime) -> int:
    return from_plan.take(events, by=by, at=at)


@hookimpl
def planned_events(keys: Sequence[str]) -> Mapping[str, EventState]:
    return from_plan.states(keys)


@hookimpl
def register_journal_words() -> list[tuple[str, Any]]:
    return [
        ("events.planned", _("Event planned")),
        ("events.series", _("Series of events planned")),
        ("events.changed", _("Event changed")),
        ("events.moved", _("Event moved to another day")),
        ("events.held", _("Event marked as held")),
        ("events.cancelled", _("Event cancelled")),
        ("events.restored", _("Event planned again")),
        ("events.removed", _("Event removed")),
        ("events.attached", _("Picture or file kept with an event")),
        ("events.shown", _("List of books of an event changed")),
        ("events.feed", _("Secret address of the calendar made or closed")),
    ]
