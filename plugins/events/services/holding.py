"""What becomes of an event: it is moved, held, cancelled; and each of it taken back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from core import clock, journal
from core.database import locked, transaction
from core.models import Staff
from plugins.events.errors import (
    EventOver,
    HeldAlready,
    NobodyCame,
    NoMonth,
    NotOpen,
    NotYet,
    UnknownEvent,
    WrongCount,
)
from plugins.events.models import GROUPS, Event, EventForm
from plugins.events.services import days
from plugins.events.services.photos import keep_photo, read_photo
from plugins.events.services.planning import note

#: More people than any school has.
MOST_CAME = 5000


def move(
    event: Event, *, to: date | None = None, month: date | None = None, by: Staff | None
) -> Event:
    """Give the event another day, or leave it only a month; an exhibition keeps its length.

    Out of the month it was planned for it is «moved»; within it the day is only being chosen.
    """
    with transaction():
        event = _fresh(event)
        if not event.is_open:
            raise EventOver(title=event.title)
        target = days.month_of(to) if to else month and days.month_of(month)
        if target is None:
            raise NoMonth()
        before = days.written(event.month, event.day)
        if event.until and event.day:
            event.until = to + (event.until - event.day) if to else None
        event.day, event.month = to, target
        event.state = "planned" if target == event.planned_month else "moved"
        after = days.written(event.month, event.day)
        if before != after:
            event.save()
            note(event, "moved", by=by, before=before, after=after)
            journal.record("events.moved", by=by, about=f"event {event.id}", to=after)
    return event


def hold(
    event: Event,
    came: Mapping[str, int],
    *,
    on: date | None = None,
    form: EventForm | None = None,
    result: str | None = None,
    photos: Sequence[tuple[str, bytes]] = (),
    by: Staff | None,
) -> Event:
    """Mark the event as held: who came by group, its form, its pictures. All of it or nothing."""
    read = [read_photo(name, data) for name, data in photos]
    with transaction():
        event = _fresh(event)
        if event.state == "held":
            raise HeldAlready(title=event.title)
        counts = _counts(event, came)
        day = on or event.day or clock.today()
        if day > clock.today():
            raise NotYet(title=event.title, day=f"{day:%d.%m.%Y}")
        if event.until and event.day and day != event.day:
            event.until += day - event.day
        event.day, event.month, event.state = day, days.month_of(day), "held"
        _write(event, counts, form, result)
        for one in read:
            keep_photo(event, one, by=by)
        note(event, "held", by=by, after=days.written(event.month, event.day))
        journal.record("events.held", by=by, about=f"event {event.id}", came=event.participants)
    return event


def correct_result(
    event: Event,
    came: Mapping[str, int],
    *,
    form: EventForm | None = None,
    result: str | None = None,
    by: Staff | None,
) -> Event:
    """Correct what is written of an event that was held."""
    with transaction():
        event = _fresh(event)
        _write(event, _counts(event, came), form, result)
        journal.record("events.changed", by=by, about=f"event {event.id}")
    return event


def cancel(event: Event, *, why: str = "", by: Staff | None) -> Event:
    """Note that the event will not be held."""
    with transaction():
        event = _fresh(event)
        if not event.is_open:
            raise EventOver(title=event.title)
        event.state = "cancelled"
        event.save(only=[Event.state])
        note(event, "cancelled", by=by, words=why.strip()[:250])
        journal.record("events.cancelled", by=by, about=f"event {event.id}")
    return event


def restore(event: Event, *, by: Staff | None) -> Event:
    """Plan an event again that was cancelled, or take back that it was held."""
    with transaction():
        event = _fresh(event)
        if event.is_open:
            raise NotOpen(title=event.title)
        kind = "unmarked" if event.state == "held" else "restored"
        event.state = "planned" if event.month == event.planned_month else "moved"
        event.save(only=[Event.state])
        note(event, kind, by=by)
        journal.record("events.restored", by=by, about=f"event {event.id}")
    return event


def _fresh(event: Event) -> Event:
    found: Event | None = locked(Event.select().where(Event.id == event.id)).first()
    if found is None:
        raise UnknownEvent()
    return found


def _counts(event: Event, came: Mapping[str, int]) -> dict[str, int]:
    counts = {name: int(came.get(name, 0)) for name in GROUPS}
    for number in counts.values():
        if not 0 <= number <= MOST_CAME:
            raise WrongCount(text=str(number))
    if not any(counts.values()):
        raise NobodyCame(title=event.title)
    return counts


def _write(event: Event, counts: Any, form: EventForm | None, result: str | None) -> None:
    for name, number in counts.items():
        setattr(event, name, number)
    if form is not None and form.id != event.form_id:
        event.form, event.form_words = form, ""
    if result is not None:
        event.result = result.strip()[:5000]
    event.save()
