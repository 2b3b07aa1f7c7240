"""What is counted of events, and read for calendar, lists and reports."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import fn

from core.alphabet import fold
from plugins.events.models import GROUPS, Event, EventForm, Person


def held_between(first: date, last: date) -> Any:
    """Return the condition of an event that was held in those days, both included."""
    return (Event.state == "held") & Event.day.between(first, last)


def count_held(first: date, last: date) -> int:
    """Return how many events were held in those days, of all forms."""
    return int(Event.select().where(held_between(first, last)).count())


def count_excursions(first: date, last: date) -> int:
    """Return how many excursions and open days were held in those days."""
    query = Event.select().where(held_between(first, last), is_excursion())
    return int(query.count())


def is_excursion() -> Any:
    """Return the condition of an excursion or an open day."""
    return Event.form.in_(EventForm.select(EventForm.id).where(EventForm.nature == "excursion"))


def came_by_day(first: date, last: date) -> dict[date, dict[str, int]]:
    """Return for each day with an event how many were held and who came, in one query."""
    sums = [fn.SUM(getattr(Event, name)) for name in GROUPS]
    rows = (
        Event.select(Event.day, fn.COUNT(Event.id), *sums)
        .where(held_between(first, last))
        .group_by(Event.day)
        .tuples()
    )
    found: dict[date, dict[str, int]] = {}
    for day, count, *came in rows:
        found[day] = {"events": int(count)}
        found[day] |= {name: int(one or 0) for name, one in zip(GROUPS, came, strict=True)}
    return found


def held_by_form(first: date, last: date) -> list[tuple[EventForm, int, int]]:
    """Return each form with how many events of it were held and who came, the most first."""
    whole = sum((getattr(Event, name) for name in list(GROUPS)[1:]), Event.grades_1_4)
    rows = (
        Event.select(Event.form, fn.COUNT(Event.id), fn.SUM(whole))
        .where(held_between(first, last))
        .group_by(Event.form)
        .tuples()
    )
    forms = {one.id: one for one in EventForm.select()}
    found = [(forms[form], int(count), int(came or 0)) for form, count, came in rows]
    return sorted(found, key=lambda one: (-one[1], one[0].place, one[0].id))


def by_month(first: date, last: date) -> list[tuple[date, int, int, int]]:
    """Return each month with how many were to be held, were held, and who came."""
    whole = sum((getattr(Event, name) for name in list(GROUPS)[1:]), Event.grades_1_4)
    planned = dict(
        Event.select(Event.month, fn.COUNT(Event.id))
        .where(Event.state != "cancelled", Event.month.between(first.replace(day=1), last))
        .group_by(Event.month)
        .tuples()
    )
    held = {
        month: (int(count), int(came or 0))
        for month, count, came in Event.select(Event.month, fn.COUNT(Event.id), fn.SUM(whole))
        .where(held_between(first, last))
        .group_by(Event.month)
        .tuples()
    }
    return [
        (month, int(planned.get(month, 0)), *held.get(month, (0, 0)))
        for month in sorted({*planned, *held})
    ]


def held_list(first: date, last: date) -> list[Event]:
    """Return the events that were held in those days with their forms, in their order."""
    return list(
        Event.select(Event, EventForm)
        .join(EventForm)
        .where(held_between(first, last))
        .order_by(Event.day, Event.begins, Event.id)
    )


def of_month(month: date, last: date) -> list[Event]:
    """Return the events that touch the days from the first of ``month`` to ``last``."""
    begins_before_end = (Event.day <= last) | (Event.day.is_null() & (Event.month == month))
    ends_after_start = (fn.COALESCE(Event.until, Event.day) >= month) | Event.day.is_null()
    return list(
        Event.select(Event, EventForm)
        .join(EventForm)
        .where(begins_before_end, ends_after_start)
        .order_by(Event.day, Event.begins, Event.id)
    )


def of_months(first: date, last: date) -> list[Event]:
    """Return the events of those months (given by their first days) with their forms, in order.

    Those with a month alone stand behind those with a day.
    """
    return list(
        Event.select(Event, EventForm)
        .join(EventForm)
        .where(Event.month.between(first, last), Event.state != "cancelled")
        .order_by(Event.month, Event.day.asc(nulls="LAST"), Event.begins, Event.id)
    )


def of_day(on: date) -> list[Event]:
    """Return the open events of that day, an exhibition on its first only."""
    return list(_open().where(Event.day == on).order_by(Event.begins, Event.id))


def having(text: str) -> list[int]:
    """Return the ids of the events whose title has all the words, the latest first.

    A school has some hundreds of events: they are looked through here, in letters made alike.
    """
    words = fold(text).split()
    rows = Event.select(Event.id, Event.title).order_by(Event.month.desc(), Event.id.desc())
    return [
        int(number) for number, title in rows.tuples() if all(one in fold(title) for one in words)
    ]


def among(ids: Sequence[int]) -> list[Event]:
    """Return those events with their forms, the latest first."""
    query = Event.select(Event, EventForm).join(EventForm).where(Event.id.in_(list(ids)))
    return list(query.order_by(Event.month.desc(), Event.id.desc()))


def coming(on: date, most: int = 5) -> list[Event]:
    """Return the next open events from that day on."""
    found = _open().where(Event.day >= on).order_by(Event.day, Event.begins, Event.id)
    return list(found.limit(most))


def answered_for_by(reader_id: int) -> list[Event]:
    """Return the events that the reader answers for, in their order."""
    return list(
        Event.select(Event, EventForm)
        .join(EventForm)
        .switch(Event)
        .join(Person, on=(Person.event == Event.id))
        .where(Person.reader == reader_id)
        .order_by(Event.month, Event.day, Event.id)
    )


def to_mark(on: date) -> list[Event]:
    """Return the open events whose day or month is over: were they held?"""
    is_over = (fn.COALESCE(Event.until, Event.day) < on) | (
        Event.day.is_null() & (Event.month < on.replace(day=1))
    )
    return list(_open().where(is_over).order_by(Event.month, Event.day, Event.id))


def _open() -> Any:
    return (
        Event.select(Event, EventForm).join(EventForm).where(Event.state.in_(("planned", "moved")))
    )


def standing(on: date) -> list[Event]:
    """Return the exhibitions that stand that day."""
    return list(
        Event.select(Event, EventForm)
        .join(EventForm)
        .where(
            EventForm.nature == "exhibition",
            Event.state != "cancelled",
            Event.day <= on,
            fn.COALESCE(Event.until, Event.day) >= on,
        )
        .order_by(Event.day, Event.id)
    )


def of_plan(keys: Sequence[str]) -> list[Event]:
    """Return the events of those lines of the year's plan."""
    return list(Event.select().where(Event.plan_key.in_(list(keys))).order_by(Event.month))


def between(first: date, last: date) -> list[Event]:
    """Return the events of those days that were not cancelled, and those of their months."""
    without_day = Event.day.is_null() & (Event.month >= first.replace(day=1))
    return list(
        Event.select(Event, EventForm)
        .join(EventForm)
        .where(
            Event.state != "cancelled",
            ((Event.day >= first) & (Event.day <= last)) | (without_day & (Event.month <= last)),
        )
        .order_by(Event.month, Event.day, Event.id)
    )
