"""Days, months, forms and states of events as they are said on the screen."""

from datetime import date
from typing import Any

from flask_babel import format_date, gettext

from core.i18n import language
from core.typography import day as written_day
from plugins.events.models import AUDIENCES, Event
from plugins.events.services import days

#: The icon and tone of each state on an event's page and in the calendar.
SIGNS = {
    "planned": ("calendar-event", "prim"),
    "moved": ("calendar-repeat", "ask"),
    "held": ("circle-check", "ok"),
    "cancelled": ("x", ""),
}


def month_words(month: date) -> str:
    """Return ``Қараша 2026``."""
    words = format_date(month, "LLLL y")
    return words[:1].upper() + words[1:]


def months_around(month: date) -> list[date]:
    """Return the months one may choose: of the school year of ``month`` and the next one."""
    first = date(month.year if month.month >= 9 else month.year - 1, 9, 1)
    return [days.next_month(first, step) for step in range(24)]


def form_words(event: Event) -> str:
    """Return the form of an event: the plan's own words, else those of the language spoken."""
    return str(event.form_words) or event.form.title(language())


def when_words(event: Event) -> str:
    """Return when it is: its day or days with the time, or the month if that is all there is."""
    if event.day is None:
        return gettext("%(month)s, the day is not set", month=month_words(event.month))
    words = written_day(event.day)
    if event.until:
        words += f" – {written_day(event.until)}"
    if event.begins:
        words += f", {event.begins}" + (f"–{event.ends}" if event.ends else "")
    return words


def audience_words(event: Event) -> str:
    """Return for whom it is."""
    if event.audience == "grades" and event.grades:
        grades = str(event.grades).replace(",", ", ")
        return gettext("grades: %(grades)s", grades=grades)
    if event.audience == "classes" and event.classes:
        return str(event.classes)
    return str(AUDIENCES[str(event.audience)])


def sign_of(event: Event) -> tuple[str, str]:
    """Return the icon and the tone of the event's state."""
    return SIGNS[str(event.state)]


def words_of_page() -> dict[str, Any]:
    """Return what templates say events with."""
    return {
        "form_words": form_words,
        "when_words": when_words,
        "audience_words": audience_words,
        "month_words": month_words,
        "sign_of": sign_of,
    }
