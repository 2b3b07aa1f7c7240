"""How many visits were added to the diary by hand."""

from datetime import date

from peewee import fn

from plugins.reports.models import DayNote


def by_day(first: date, last: date) -> dict[date, dict[str, int]]:
    """Return the visits added by hand for each day that has some."""
    rows = DayNote.select(DayNote.day, DayNote.visits).where(
        DayNote.day.between(first, last), DayNote.visits > 0
    )
    return {day: {"added": int(count)} for day, count in rows.tuples()}


def added(first: date, last: date) -> int:
    """Return how many visits were added by hand in these days."""
    query = DayNote.select(fn.COALESCE(fn.SUM(DayNote.visits), 0)).where(
        DayNote.day.between(first, last)
    )
    return int(query.scalar())
