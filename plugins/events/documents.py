"""Papers about events: the poster, the programme of a month or year, certificates."""

from datetime import date
from typing import Any

from flask import abort
from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _

from core import clock, settings
from core.documents import Block as Part
from core.documents import (
    Certificate,
    Document,
    DocumentKind,
    Fields,
    Heading,
    PageBreak,
    Poster,
    Signatures,
    Table,
    Text,
    numbers,
)
from core.i18n import language
from core.papers import long_day, school_name
from core.typography import day as written_day
from plugins.events import queries, services
from plugins.events.models import STATES, Event
from plugins.events.services import awards, days, exhibitions
from plugins.events.services.planning import names_by_event
from plugins.events.wording import audience_words, form_words, month_words

#: A day with its month and weekday, as a poster says it below the figures.
_BELOW = {"kk": "MMMM, EEEE", "ru": "MMMM, EEEE", "en": "MMMM, EEEE"}

#: The most titles of an exhibition that a poster names.
_TITLES = 6


def poster(arguments: dict[str, Any]) -> Document:
    """Return the poster of the event ``event``."""
    ids = numbers(str(arguments.get("event", "")))
    event = services.get_event(ids[0]) if ids else abort(404)
    figures, when = _when(event)
    shown = exhibitions.books_of(event)[:_TITLES] if event.form.nature == "exhibition" else []
    text = str(event.text) or "\n".join(one.record.full_title for one in shown)
    people = ", ".join(str(one) for one in services.people_of(event))
    words = audience_words(event)
    block = Poster(
        school=school_name(),
        kind=form_words(event),
        title=str(event.title),
        day=figures,
        when=when,
        lines=[
            (gettext("Begins at"), _times(event)),
            (gettext("Where"), str(event.room) or gettext("Library")),
            (gettext("For whom"), words[:1].upper() + words[1:]),
            (gettext("Responsible"), people),
        ],
        text=text,
        foot=gettext("The library invites"),
    )
    return Document(str(event.title), [block], has_title=False)


def _times(event: Event) -> str:
    return f"{event.begins}–{event.ends}" if event.ends else str(event.begins)


def _when(event: Event) -> tuple[str, str]:
    """Return the figures of the day, and the words below them."""
    if event.day is None:
        return "", month_words(event.month)
    if event.until and event.until.month == event.day.month and event.until.year == event.day.year:
        return f"{event.day.day}–{event.until.day}", month_words(event.month)
    if event.until:
        return "", f"{written_day(event.day)} – {written_day(event.until)}"
    return str(event.day.day), str(format_date(event.day, _BELOW[language()]))


def programme(arguments: dict[str, Any]) -> Document:
    """Return the programme of ``month`` (2026-11), of the school year ``year``, or of this one."""
    asked = str(arguments.get("month", ""))
    if len(asked) == 7 and asked[:4].isdecimal() and asked[5:].isdecimal():
        try:
            month = date(int(asked[:4]), int(asked[5:]), 1)
        except ValueError:
            abort(404)
        months = [month]
        title = gettext("Programme of events: %(month)s", month=month_words(month))
    else:
        year = str(arguments.get("year", ""))
        first = (
            int(year) if year.isdecimal() and len(year) == 4 else clock.school_year(clock.today())
        )
        months = [days.next_month(date(first, 9, 1), step) for step in range(12)]
        title = gettext("Programme of events, school year %(years)s", years=f"{first}–{first + 1}")
    found = queries.of_months(months[0], months[-1])
    names = names_by_event([int(one.id) for one in found])
    blocks: list[Part] = [Fields([(gettext("School"), school_name())])]
    for month in months:
        its = [one for one in found if one.month == month]
        if its:
            blocks += [Heading(month_words(month))] if len(months) > 1 else []
            blocks.append(_table(its, names))
    if not found:
        blocks.append(Text(gettext("No event is planned.")))
    blocks.append(Signatures([(gettext("Librarian"), "")]))
    return Document(title, blocks, is_landscape=True)


def _table(events: list[Event], names: dict[int, list[str]]) -> Table:
    head = [
        "№",
        gettext("Title"),
        gettext("Form"),
        gettext("When"),
        gettext("For whom"),
        gettext("Responsible"),
        gettext("State"),
    ]
    rows = [
        [
            place,
            str(one.title),
            form_words(one),
            _short_when(one),
            audience_words(one),
            ", ".join(names.get(int(one.id), ())),
            _state(one),
        ]
        for place, one in enumerate(events, start=1)
    ]
    return Table(head, rows, [0.6, 5.2, 3, 2.6, 2.4, 3.2, 2.2], (0,))


def _state(event: Event) -> str:
    if event.state == "held":
        return gettext("held, took part: %(count)s", count=event.participants)
    return str(STATES[str(event.state)])


def _short_when(event: Event) -> str:
    if event.day is None:
        return "–"
    words = f"{event.day:%d.%m}" + (f"–{event.until:%d.%m}" if event.until else "")
    return f"{words}, {event.begins}" if event.begins else words


def year_choices() -> tuple[str, list[tuple[str, str]]]:
    """Return the address's name of a school year, and those one may print."""
    now = clock.school_year(clock.today())
    return "year", [(str(one), f"{one}–{one + 1}") for one in range(now + 1, now - 3, -1)]


def certificate(arguments: dict[str, Any]) -> Document:
    """Return certificates for a period: of ``reader``, of ``class``, or of the ``top`` readers."""
    first, last = _day(arguments.get("first")), _day(arguments.get("last"))
    if first is None or last is None:
        abort(404)
    found: list[Certificate] = []
    wanted = numbers(str(arguments.get("class", "")))
    if wanted:
        for its in awards.top_classes(first, last, most=1000):
            if int(its.school_class.id) in wanted:
                about = gettext("pupils: %(count)s", count=its.pupils)
                name = gettext("Class %(class)s", **{"class": its.school_class})
                found.append(_certificate(name, about, its.books, its.place, first, last))
    else:
        some = numbers(str(arguments.get("reader", "")))
        top = numbers(str(arguments.get("top", "")))
        for one in awards.top_readers(first, last, most=1000 if some else awards.MOST):
            if int(one.reader.id) in some or (top and one.place <= top[0]):
                about = gettext("Class %(class)s", **{"class": one.reader.school_class})
                found.append(
                    _certificate(one.reader.full_name, about, one.books, one.place, first, last)
                )
    if not found:
        abort(404)
    blocks: list[Part] = []
    for paper in found:
        blocks += [PageBreak()] if blocks else []
        blocks.append(paper)
    title = gettext("Certificate of merit")
    return Document(title, blocks, is_landscape=True, has_title=False)


def _certificate(
    name: str, about: str, books: int, place: int, first: date, last: date
) -> Certificate:
    return Certificate(
        school=school_name(),
        title=gettext("Certificate of merit"),
        given=gettext("Awarded to"),
        name=name,
        about=about,
        lines=[
            gettext("Read most in the library, place %(place)s", place=place),
            gettext(
                "Books: %(books)s. Period: %(first)s – %(last)s",
                books=books,
                first=written_day(first),
                last=written_day(last),
            ),
        ],
        people=[
            (gettext("Director"), str(settings.get("school.director"))),
            (gettext("Librarian"), ""),
        ],
        foot=long_day(min(last, clock.today())),
        seal=gettext("Stamp here"),
    )


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text or ""))
    except ValueError:
        return None


DOCUMENTS = (
    DocumentKind(
        "events.poster", _("Poster of an event"), poster, ("pdf",), "events.view", ("event",)
    ),
    DocumentKind(
        "events.programme",
        _("Programme of events"),
        programme,
        ("pdf", "docx", "xlsx"),
        "events.view",
        choices=year_choices,
    ),
    DocumentKind(
        "events.certificate",
        _("Certificate of merit"),
        certificate,
        ("pdf",),
        "events.edit",
        ("first", "last"),
    ),
)
