"""What people typed into the forms of the plan, and which plan a page is about."""

from datetime import date, datetime
from typing import Any

from flask import abort, redirect
from flask_babel import format_date
from werkzeug.wrappers import Response

from core import clock
from core.views.forms import DAY_FORMATS
from plugins.planning.errors import NotADay
from plugins.planning.models import MONTHS, Plan


def day_of(text: Any) -> date | None:
    """Return a day as picked or typed (``20.10.2026``), None if empty; NotADay if it is none."""
    words = str(text or "").strip()
    if not words:
        return None
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    raise NotADay(day=words[:20])


def whole(text: Any) -> int | None:
    """Return a number, None if it is none."""
    words = str(text or "").strip()
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 9 else None


def month_of(text: Any) -> int | None:
    """Return a month of the year, None if it is none."""
    number = whole(text)
    return number if number in MONTHS else None


def month_words(month: int) -> str:
    """Return a month's name in the language now spoken, as it stands alone."""
    words = str(format_date(date(2026, month, 1), "LLLL"))
    return words[:1].upper() + words[1:]


def plan_asked(text: Any) -> Plan | None:
    """Return the plan of the year asked for; else of this school year, else the latest."""
    year = whole(text)
    if year is not None:
        asked: Plan | None = Plan.get_or_none(Plan.school_year == year)
        return asked
    now = clock.school_year(clock.today())
    rows = {int(one.school_year): one for one in Plan.select()}
    return rows.get(now) or (rows[max(rows)] if rows else None)


def plan_numbered(number: int) -> Plan:
    """Return the plan of that id; a page that is not there if there is none."""
    found: Plan | None = Plan.get_or_none(Plan.id == number)
    return found or abort(404)


def seen(address: str) -> Response:
    """Lead on after a form was sent."""
    return redirect(address, code=303)
