"""When the issues of a title are expected: a half-year of the grid, by how often it appears."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from plugins.periodicals.models import Title


@dataclass(frozen=True)
class Expected:
    """An issue to come: its number within the year, and the day by which it is there."""

    number: int
    due_on: date


def of_half(title: Title, year: int, half: int) -> list[Expected]:
    """Return what is expected of the title in that half-year, in order."""
    return [one for one in of_year(title, year) if (one.due_on.month <= 6) == (half == 1)]


def of_year(title: Title, year: int) -> list[Expected]:
    """Return what is expected of the title in that year, numbered from 1."""
    days = _days(title, year) if title.has_days else _spread(title, year)
    return [Expected(number, day) for number, day in enumerate(days, 1)]


def _days(title: Title, year: int) -> list[date]:
    wanted = {int(one) for one in str(title.weekdays).split(",") if one}
    first = date(year, 1, 1)
    whole = (date(year + 1, 1, 1) - first).days
    every = (first + timedelta(days=number) for number in range(whole))
    return [day for day in every if day.isoweekday() in wanted]


def _spread(title: Title, year: int) -> list[date]:
    """Return the days of so many issues a year: each in its month, or evenly if there are more."""
    count = int(title.a_year)
    if count <= 12:
        months = [-(-number * 12 // count) for number in range(1, count + 1)]
        return [
            date(year, month, min(int(title.due_day), monthrange(year, month)[1]))
            for month in months
        ]
    first = date(year, 1, 1)
    whole = (date(year + 1, 1, 1) - first).days
    return [
        first + timedelta(days=(2 * number - 1) * whole // (2 * count))
        for number in range(1, count + 1)
    ]
