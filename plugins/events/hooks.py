"""What events answers when the panel or another section asks."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _

from core.access import Permission
from core.answers import EventState, Happening, PlannedEvent, WorkUnit
from core.hookspecs import hookimpl
from plugins.events import blocks, models
from plugins.events.permissions import PERMISSIONS
from plugins.events.services import from_plan


@hookimpl
def register_models() -> list[Any]:
    return list(models.ALL)


@hookimpl
def register_permissions() -> list[Permission]:
    return list(PERMISSIONS)


@hookimpl
def register_work_units() -> list[WorkUnit]:
    return list(blocks.WORK_UNITS)


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
        ("events.changed", _("Event changed")),
        ("events.moved", _("Event moved to another day")),
        ("events.held", _("Event marked as held")),
        ("events.cancelled", _("Event cancelled")),
        ("events.restored", _("Event planned again")),
        ("events.removed", _("Event removed")),
        ("events.attached", _("Picture or file kept with an event")),
    ]
