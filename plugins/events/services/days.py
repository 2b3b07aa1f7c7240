"""Days, months and times of events: what was typed, judged."""

import re
from calendar import monthrange
from datetime import date, timedelta

from plugins.events.errors import WrongTime

_TIME = re.compile(r"(\d{1,2})[:.]?(\d{2})?")


def month_of(day: date) -> date:
    """Return the first day of the month of ``day``."""
    return day.replace(day=1)


def month_end(month: date) -> date:
    """Return the last day of the month."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def next_month(month: date, step: int = 1) -> date:
    """Return the first day of the month so many after (or before) that of ``month``."""
    years, place = divmod(month.month - 1 + step, 12)
    return date(month.year + years, place + 1, 1)


def weeks_of(month: date) -> list[list[date]]:
    """Return the days of the month by weeks, whole ones, Monday first."""
    first = month_of(month)
    start = first - timedelta(days=first.weekday())
    last = month_end(first)
    weeks: list[list[date]] = []
    while start <= last:
        weeks.append([start + timedelta(days=place) for place in range(7)])
        start += timedelta(days=7)
    return weeks


def shifted(day: date, step: int) -> date:
    """Return the day so many days later, or before."""
    return day + timedelta(days=step)


def time_of(text: str) -> str:
    """Return a time of day as ``10:30``; nothing for nothing, WrongTime for anything else."""
    text = text.strip()
    if not text:
        return ""
    match = _TIME.fullmatch(text)
    hours, minutes = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
    if hours > 23 or minutes > 59:
        raise WrongTime(text=text[:20])
    return f"{hours:02d}:{minutes:02d}"


def written(month: date, day: date | None) -> str:
    """Return the day, or the month if that is all there is, as history keeps it."""
    return f"{day:%d.%m.%Y}" if day else f"{month:%m.%Y}"
