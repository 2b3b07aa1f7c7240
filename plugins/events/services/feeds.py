"""The calendar for other programs: iCalendar, and the secret address at which it is read."""

import secrets
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar
from icalendar import Event as Entry

from core import clock, journal
from core.database import transaction
from core.models import Staff
from plugins.events.models import Event, EventForm, Feed

#: An event with a beginning and no end lasts an hour: other programs draw nothing otherwise.
_HOUR = timedelta(hours=1)


def calendar(events: Iterable[Event], *, name: str, host: str, spoken: str) -> bytes:
    """Return the events as an iCalendar file; of those with a month alone there is no entry.

    Names of people are left out: the file is read outside of the school.
    """
    made = Calendar()
    made.add("prodid", "-//Kitaphana//Events//KK")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", "Asia/Almaty")
    for one in events:
        if one.day is not None:
            made.add_component(_entry(one, host, spoken))
    return bytes(made.to_ical())


def calendar_events() -> list[Event]:
    """Return what the calendar for other programs holds: all with a day, a year back and on."""
    first = clock.today() - timedelta(days=400)
    return list(
        Event.select(Event, EventForm)
        .join(EventForm)
        .where(Event.day >= first)
        .order_by(Event.day, Event.id)
    )


def open_feed(*, by: Staff | None) -> Feed:
    """Return a new secret address; the one before it is answered no more."""
    with transaction():
        Feed.delete().execute()
        feed: Feed = Feed.create(token=secrets.token_urlsafe(32), by=by)
        journal.record("events.feed", by=by, opened=True)
    return feed


def close_feed(*, by: Staff | None) -> None:
    """Answer no secret address any more."""
    with transaction():
        Feed.delete().execute()
        journal.record("events.feed", by=by, opened=False)


def current_feed() -> Feed | None:
    """Return the secret address that is answered, or None."""
    found: Feed | None = Feed.select().order_by(Feed.id.desc()).first()
    return found


def is_feed(token: str) -> bool:
    """Return whether that is the secret address, taking as long for any other."""
    feed = current_feed()
    return feed is not None and secrets.compare_digest(str(feed.token), token)


def _entry(event: Event, host: str, spoken: str) -> Any:
    entry = Entry()
    entry.add("uid", f"event-{event.id}@{host}")
    entry.add("dtstamp", clock.to_utc(event.made_at).replace(tzinfo=UTC))
    entry.add("summary", str(event.title))
    entry.add("dtstart", _moment(event.day, str(event.begins)))
    entry.add("dtend", _end(event))
    entry.add("status", "CANCELLED" if event.state == "cancelled" else "CONFIRMED")
    entry.add("categories", [str(event.form_words) or event.form.title(spoken)])
    if event.room:
        entry.add("location", str(event.room))
    if event.text:
        entry.add("description", str(event.text))
    return entry


def _moment(day: date, at: str) -> date | datetime:
    """Return the beginning: a moment in the school's zone, or the day alone."""
    if not at:
        return day
    return datetime.combine(day, time.fromisoformat(at), clock.ALMATY)


def _end(event: Event) -> date | datetime:
    """Return when it ends; a whole day ends, for iCalendar, with the beginning of the next."""
    last = event.last_day or event.day
    if not event.begins or (event.until and not event.ends):
        return last + timedelta(days=1) if not event.begins else _moment(last, "23:59")
    begins = datetime.combine(event.day, time.fromisoformat(str(event.begins)), clock.ALMATY)
    if not event.ends:
        return begins + _HOUR
    return datetime.combine(last, time.fromisoformat(str(event.ends)), clock.ALMATY)
