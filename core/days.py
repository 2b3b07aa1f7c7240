"""Days in SQL: on which day of the school a moment fell, for counting by day and by month."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from peewee import SQL, Case, fn

from core import clock
from core.database import is_sqlite


def local_day(moment: Any, first: date, last: date) -> Any:
    """Return SQL for the school's day of ``moment``, right for moments of these days.

    Group by its place in the query: PostgreSQL takes an expression with values for another one.
    """
    return _shifted(moment, first, last, lambda value, hours: fn.DATE(_moved(value, hours)))


def in_month(day: Any) -> Any:
    """Return SQL for the month of a day: ``2026-11``."""
    if is_sqlite():
        return fn.STRFTIME(SQL("'%Y-%m'"), day).coerce(False)
    return fn.TO_CHAR(day, SQL("'YYYY-MM'")).coerce(False)


def as_day(value: Any) -> date:
    """Return a day as the database gives it: text from SQLite, a date from PostgreSQL."""
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def within(moment: Any, first: date, last: date) -> Any:
    """Return the condition that ``moment`` fell on one of these days, both included."""
    start, end = clock.day_bounds(first)[0], clock.day_bounds(last)[1]
    return (moment >= start) & (moment < end)


def year_before(day: date) -> date:
    """Return the same day a year earlier; the 28th of February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def month_end(day: date) -> date:
    """Return the last day of the month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _moved(moment: Any, hours: int) -> Any:
    if is_sqlite():
        return fn.DATETIME(moment, f"+{hours} hours").coerce(False)
    return moment + SQL(f"INTERVAL '{hours} hours'")


def _shifted(moment: Any, first: date, last: date, make: Callable[[Any, int], Any]) -> Any:
    """Return ``make(moment, hours)`` with the hours by which the school was before UTC then."""
    parts = _offsets(first, last)
    if len(parts) == 1:
        return make(moment, parts[0][1]).coerce(False)
    whens = [(moment < until, make(moment, hours)) for until, hours in parts[:-1]]
    return Case(None, whens, make(moment, parts[-1][1]))


@lru_cache(maxsize=256)
def _offsets(first: date, last: date) -> tuple[tuple[datetime, int], ...]:
    """Return (until when, hours before UTC): the country changed them on 1 March 2024."""
    found: list[tuple[datetime, int]] = []
    day, hours = first, _hours(first)
    while day <= last:
        if (now := _hours(day)) != hours:
            found.append((clock.day_bounds(day)[0], hours))
            hours = now
        day += timedelta(days=1)
    return (*found, (clock.day_bounds(last)[1], hours))


def _hours(day: date) -> int:
    offset = datetime.combine(day, time(12), clock.ALMATY).utcoffset()
    assert offset is not None
    return round(offset.total_seconds() / 3600)
