"""What events says to the plan, the diary, the report and the first page."""

from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from core.answers import (
    Block,
    Card,
    DiaryPart,
    Fact,
    Figure,
    Happening,
    Photo,
    ReportPart,
    WorkUnit,
)
from core.i18n import language
from plugins.events import queries
from plugins.events.models import GROUPS, Event
from plugins.events.services.materials import photo_counts, photos_of, picture_data
from plugins.events.services.planning import names_by_event
from plugins.events.wording import form_words, month_words, when_words
from plugins.readers.models import Reader


def _held_url(first: date, last: date) -> str:
    return f"/events/list/?preset=held&f-day={first}..{last}"


def _excursions_url(first: date, last: date) -> str:
    return f"/events/list/?preset=excursions&f-day={first}..{last}"


WORK_UNITS = (
    WorkUnit("events.held", _("Events held"), queries.count_held, _held_url),
    WorkUnit(
        "events.excursions",
        _("Excursions and open days held"),
        queries.count_excursions,
        _excursions_url,
    ),
)


def diary_entries(first: date, last: date) -> Block:
    """Return the events held in those days, a line each, with who came."""
    rows = [
        (one.day, str(one.title), form_words(one), one.participants)
        for one in queries.held_list(first, last)
    ]
    columns = (gettext("Date"), gettext("Title"), gettext("Form"), gettext("Took part"))
    return Block(gettext("Events"), columns, rows)


DIARY_PARTS = (
    DiaryPart(
        "events",
        _("Events"),
        (("events", _("events")), *GROUPS.items()),
        queries.came_by_day,
        order=80,
        entries=diary_entries,
    ),
)


def report_part(first: date, last: date) -> ReportPart:
    """Return what the report says of events: how many, who came, by form, by month, the list."""
    forms = queries.held_by_form(first, last)
    months = queries.by_month(first, last)
    held = queries.held_list(first, last)
    names = names_by_event([int(one.id) for one in held])
    photos = photo_counts([int(one.id) for one in held])
    groups = {name: sum(int(getattr(one, name)) for one in held) for name in GROUPS}
    planned = sum(count for _month, count, _held, _came in months)
    excursions = [one for one in held if one.form.nature == "excursion"]
    figures = [
        Figure("events.planned", gettext("Events planned"), planned),
        Figure("events.held", gettext("Events held"), len(held)),
        Figure("events.excursions", gettext("Excursions and open days held"), len(excursions)),
        Figure(
            "events.came",
            gettext("Took part"),
            sum(groups.values()),
            {str(GROUPS[name]): count for name, count in groups.items()},
        ),
    ]
    tables = [
        Block(
            gettext("Events by form"),
            (gettext("Form"), gettext("Events"), gettext("Took part")),
            [(_title(form), count, came) for form, count, came in forms],
        ),
        Block(
            gettext("Events by month"),
            (gettext("Month"), gettext("Planned"), gettext("Held"), gettext("Took part")),
            [(month_words(month), *rest) for month, *rest in months],
        ),
        Block(
            gettext("List of events"),
            (
                gettext("Date"),
                gettext("Title"),
                gettext("Form"),
                gettext("Responsible"),
                gettext("Took part"),
                gettext("Pictures"),
            ),
            [
                (
                    one.day,
                    Fact("", str(one.title), url=f"/events/event/{one.id}/"),
                    form_words(one),
                    ", ".join(names.get(int(one.id), ())),
                    one.participants,
                    photos.get(int(one.id), 0),
                )
                for one in held
            ],
        ),
    ]
    if shown := _photos(held):
        tables.append(shown)
    return ReportPart(gettext("Events"), "VIII", figures, tables, order=80)


def found(text: str) -> list[Block]:
    """Return the events whose title has the words, at most ten; nothing if none has."""
    ids = queries.having(text)
    rows = [
        (Fact("", str(one.title), url=_page(one)), form_words(one), when_words(one))
        for one in queries.among(ids[:10])
    ]
    columns = (_("Title"), _("Form"), _("When"))
    url = f"/events/list/?preset=all&{urlencode({'search': text})}"
    return [Block(_("Events"), columns, rows, url)] if rows else []


#: Photos of one event in a report, and of all together.
EACH, MOST = 2, 24


def _photos(held: list[Event]) -> Block | None:
    """Return the photos of the events as a table with a picture in each line; None if none."""
    titles = {int(one.id): (one.day, str(one.title)) for one in held}
    rows = [
        (*titles[event], Photo(titles[event][1], partial(picture_data, number)))
        for event, number in photos_of(list(titles), EACH, MOST)
    ]
    columns = (gettext("Date"), gettext("Title"), gettext("Pictures"))
    return Block(gettext("Pictures of events"), columns, rows) if rows else None


def answered_for_by(reader: Reader) -> list[Block]:
    """Return the events that the reader answers for, to be handed out to him; nothing if none."""
    rows = [
        (when_words(one), str(one.title), form_words(one))
        for one in queries.answered_for_by(int(reader.id))
    ]
    columns = (gettext("When"), gettext("Title"), gettext("Form"))
    return [Block(gettext("Responsible for events"), columns, rows)] if rows else []


def _title(form: Any) -> str:
    return str(form.title(language()))


def today_cards(on: date) -> list[Card]:
    """Return the events of today; nothing if there is none."""
    today = queries.of_day(on)
    if not today:
        return []
    first = today[0]
    return [
        Card(
            title=_("Events today"),
            number=len(today),
            unit=ngettext("event", "events", len(today)),
            why=f"{first.begins} {first.title}".strip(),
            url=_page(first) if len(today) == 1 else url_for("events_calendar.index"),
            icon="calendar-event",
            order=26,
        )
    ]


def today_lists(on: date) -> list[Block]:
    """Return the next events with their days; nothing if none is planned."""
    rows = [
        (Fact("", str(one.title), url=_page(one)), form_words(one), when_words(one))
        for one in queries.coming(on)
    ]
    if not rows:
        return []
    columns = (_("Title"), _("Form"), _("When"))
    return [Block(_("Next events"), columns, rows, url_for("events_calendar.index"))]


def next_steps(on: date) -> list[Card]:
    """Return what is to be marked: events whose day or month is over."""
    waiting = queries.to_mark(on)
    if not waiting:
        return []
    first = waiting[0]
    return [
        Card(
            title=gettext("mark whether it was held: %(title)s", title=first.title),
            number=len(waiting),
            why=ngettext(
                "%(num)s event is over and not marked.",
                "%(num)s events are over and not marked.",
                len(waiting),
            ),
            url=url_for("events_event.hold", number=first.id),
            icon="calendar-event",
            order=60,
        )
    ]


def _page(event: Event) -> str:
    return url_for("events_event.page", number=event.id)


def happenings(first: date, last: date) -> list[Happening]:
    """Return the events of those days as a month's programme names them."""
    return [
        Happening(
            day=one.day or one.month,
            title=str(one.title),
            kind=one.form.title(language()),
            where=str(one.room),
            has_day=one.day is not None,
            is_held=one.state == "held",
        )
        for one in queries.between(first, last)
    ]
