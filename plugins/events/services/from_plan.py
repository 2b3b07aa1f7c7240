"""Events that the year's plan asks for: put into the calendar once, and what became of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from core.answers import EventState, PlannedEvent
from core.database import transaction
from core.models import Staff
from plugins.events.models import Deed, Event
from plugins.events.services.planning import plan_event

#: What an event is called of which the plan does not say how it is held.
NO_FORM = "Іс-шара"

#: Of several events of one line, the one that went furthest speaks for it.
_FURTHEST = ("held", "moved", "planned", "cancelled")


def take(events: Sequence[PlannedEvent], *, by: Staff | None, at: datetime) -> int:
    """Plan those of the events that are not there yet, and return how many they were.

    ``at`` is when that was done.
    """
    with transaction():
        keys = [one.key for one in events]
        rows = Event.select(Event.plan_key).where(Event.plan_key.in_(keys)).tuples()
        there = {str(key) for (key,) in rows}
        fresh = [one for one in events if one.key not in there]
        for one in fresh:
            made = plan_event(
                one.title[:250],
                form=one.form.strip() or NO_FORM,
                month=one.on.replace(day=1) if one.is_month else None,
                on=None if one.is_month else one.on,
                responsible=one.responsible,
                by=by,
                plan_key=one.key,
            )
            Event.update(made_at=at).where(Event.id == made.id).execute()
            Deed.update(at=at).where(Deed.event == made).execute()
    return len(fresh)


def states(keys: Sequence[str]) -> Mapping[str, EventState]:
    """Return what has become of the events of those lines of the plan, in one query."""
    rows = Event.select(Event.id, Event.plan_key, Event.state, Event.day, Event.month).where(
        Event.plan_key.in_(list(keys)), Event.plan_key != ""
    )
    found: dict[str, EventState] = {}
    for one in sorted(rows, key=lambda row: -_FURTHEST.index(str(row.state))):
        found[str(one.plan_key)] = EventState(
            str(one.state), one.day or one.month, f"/events/event/{one.id}/"
        )
    return found
