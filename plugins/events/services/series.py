"""Events that come again: each is one of its own; all later ones can be changed at once."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from core import journal
from core.database import transaction
from core.models import Staff
from plugins.events.errors import TooMany, WrongPeriod
from plugins.events.models import Event, Series
from plugins.events.services import days
from plugins.events.services.planning import Plan, add, change, plan_of, remove

#: Weekly for a school year, and some over.
MOST = 60


def days_of(first: date, every: str, last: date) -> list[date]:
    """Return the days from ``first`` to ``last``: each week, or the same day of each month.

    A month without a 31st has its last day instead.
    """
    if last < first:
        raise WrongPeriod()
    found: list[date] = []
    step = 0
    while len(found) <= MOST:
        if every == "week":
            day = first + timedelta(weeks=step)
        else:
            month = days.next_month(first, step)
            day = month.replace(day=min(first.day, monthrange(month.year, month.month)[1]))
        if day > last:
            break
        found.append(day)
        step += 1
    if len(found) > MOST:
        raise TooMany(count=f"{MOST}+", most=MOST)
    return found


def add_series(
    plan: Plan, every: str, last: date, *, by: Staff | None, plan_key: str = ""
) -> list[Event]:
    """Put an event into the calendar for every week or month until ``last``; all or none.

    A plan with a month alone makes months alone.
    """
    columns = plan.judged()
    first = plan.day or columns["month"]
    every = every if plan.day else "month"
    found = days_of(first, every, last)
    length = plan.until - plan.day if plan.until and plan.day else None
    made: list[Event] = []
    with transaction():
        series = Series.create(every=every, first=first, last=last)
        for day in found:
            one = replace(
                plan,
                day=day if plan.day else None,
                month=days.month_of(day),
                until=day + length if length else None,
            )
            made.append(add(one, by=by, plan_key=plan_key, series=series))
        journal.record("events.series", by=by, about=f"series {series.id}", count=len(made))
    return made


def later(event: Event) -> list[Event]:
    """Return the events of the same series that come after this one and are still to be held."""
    if not event.series_id:
        return []
    return [
        one
        for one in Event.select().where(
            Event.series == event.series_id, Event.state.in_(("planned", "moved"))
        )
        if one.id != event.id and (one.day or one.month) > (event.day or event.month)
    ]


def change_all(event: Event, plan: Plan, *, by: Staff | None) -> int:
    """Change this event and what is the same of all later ones; return how many were changed.

    Each keeps its own day; an exhibition gets its new length. All or none.
    """
    length = plan.until - plan.day if plan.until and plan.day else None
    with transaction():
        others = later(event)
        change(event, plan, by=by)
        for one in others:
            its = plan_of(one)
            change(
                one,
                replace(
                    plan,
                    day=its.day,
                    month=its.month,
                    until=its.day + length if length and its.day else None,
                ),
                by=by,
            )
    return 1 + len(others)


def remove_later(event: Event, *, by: Staff | None) -> int:
    """Take the later events of the series out of the calendar; return how many they were."""
    with transaction():
        others = later(event)
        for one in others:
            remove(one, by=by)
    return len(others)
