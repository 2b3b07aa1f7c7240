"""The plan's events in the calendar of whoever keeps one."""

from collections.abc import Sequence
from datetime import datetime

from core import clock
from core.answers import PlannedEvent
from core.models import Staff
from core.sections import hook
from plugins.planning.models import MONTHS_OF_LESSONS, Plan, PlanLine
from plugins.planning.services.progress import in_order, month_begins


def events_of(plan: Plan, lines: Sequence[PlanLine]) -> list[PlannedEvent]:
    """Return the events that the lines ask for; a monthly one is asked for each month."""
    found = []
    for line in lines:
        if not line.is_event or not (line.month or line.due_on):
            continue
        months: Sequence[int | None] = MONTHS_OF_LESSONS if line.is_monthly else (line.month,)
        for month in months:
            by_day = line.due_on if not line.is_monthly else None
            on = by_day or month_begins(plan, int(month or 9))
            found.append(
                PlannedEvent(
                    key=f"{line.key}/{month:02d}" if line.is_monthly else str(line.key),
                    title=str(line.text_kk),
                    form=str(line.measure_kk),
                    on=on,
                    is_month=by_day is None,
                    responsible=str(line.responsible_kk),
                )
            )
    return found


def send_events(plan: Plan, *, by: Staff | None, at: datetime | None = None) -> int | None:
    """Put the plan's events into the calendar and return how many were new.

    None if no section keeps a calendar; those that are in it stay as they are.
    """
    events = events_of(plan, in_order(plan))
    if not events:
        return 0
    answer: int | None = hook.take_planned_events(events=events, by=by, at=at or clock.now())
    return answer


def has_calendar() -> bool:
    """Return whether a section keeps a calendar now."""
    return bool(hook.take_planned_events.get_hookimpls())
