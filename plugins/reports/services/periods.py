"""The periods of the diary and of reports: the year as the school reckons it, and its parts."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _

from core import clock, settings
from core.answers import Setting
from core.days import month_end
from core.typography import day as written_day
from plugins.reports.errors import PeriodUnknown

SETTINGS = (
    Setting(
        "reports.year",
        _("Year of the diary and the reports"),
        "school",
        "choice",
        choices=(
            ("school", _("school year, from 1 September")),
            ("calendar", _("calendar year, from 1 January")),
        ),
        help=_("Running totals in the diary and the indicators begin on this day."),
        group=_("Diary and reports"),
    ),
)

#: Months of a school's quarters that do not follow the calendar: holidays end them.
_SCHOOL_QUARTERS = ((9, 10), (11, 12), (1, 3), (4, 8))


@dataclass(frozen=True)
class Period:
    """Days from ``first`` to ``last``, both included; ``kind`` is year, half, quarter or month."""

    kind: str
    first: date
    last: date

    @property
    def key(self) -> str:
        """Return how an address and a form name it: ``quarter:2026-11-01``."""
        return f"{self.kind}:{self.first.isoformat()}"

    @property
    def is_over(self) -> bool:
        """Return whether its last day is behind us."""
        return self.last < clock.today()

    @property
    def before(self) -> "Period":
        """Return the same days a year earlier."""
        first = self.first.replace(year=self.first.year - 1)
        end = date(self.last.year - 1, self.last.month, 1)
        last = month_end(end) if self.last == month_end(self.last) else end
        return Period(self.kind, first, last)

    @property
    def title(self) -> str:
        """Return its name: ``2026–2027 school year``, ``quarter II, …``, ``November 2026``."""
        if self.kind == "month":
            return month_words(self.first)
        start, number = self._place()
        years = year_words(start)
        if self.kind == "year":
            return years
        if self.kind == "half":
            return gettext("half-year %(number)s, %(years)s", number=number, years=years)
        return gettext("quarter %(number)s, %(years)s", number=number, years=years)

    def _place(self) -> tuple[date, str]:
        """Return the year's first day and the Roman number: a school may change its year later."""
        starts = (date(clock.school_year(self.first), 9, 1), date(self.first.year, 1, 1))
        for start in starts:
            parts = {"year": [year_of(start)], "half": halves(start), "quarter": quarters(start)}
            for number, one in zip(("I", "II", "III", "IV"), parts[self.kind], strict=False):
                if one == self:
                    return start, number
        return starts[0], ""


def is_school_year() -> bool:
    """Return whether the year begins on 1 September."""
    return str(settings.get("reports.year")) == "school"


def year_start(on: date) -> date:
    """Return the first day of the year to which the day belongs."""
    return (
        date(clock.school_year(on), *clock.YEAR_BEGINS) if is_school_year() else date(on.year, 1, 1)
    )


def year_of(start: date) -> Period:
    """Return the whole year that begins on that day."""
    return Period("year", start, start.replace(year=start.year + 1) - timedelta(days=1))


def halves(start: date) -> list[Period]:
    """Return the two halves of the year: of a school's the first ends with December."""
    middle = date(start.year + 1, 1, 1) if start.month == 9 else date(start.year, 7, 1)
    end = year_of(start).last
    return [Period("half", start, middle - timedelta(days=1)), Period("half", middle, end)]


def quarters(start: date) -> list[Period]:
    """Return the four quarters; a school's end with its holidays, to the month."""
    if start.month == 1:
        firsts = [start.replace(month=one) for one in (1, 4, 7, 10)]
    else:
        firsts = [date(start.year + (months[0] < 9), months[0], 1) for months in _SCHOOL_QUARTERS]
    ends = [*(one - timedelta(days=1) for one in firsts[1:]), year_of(start).last]
    return [Period("quarter", a, b) for a, b in zip(firsts, ends, strict=True)]


def months(start: date) -> list[Period]:
    """Return the months of the year in their order."""
    found, first = [], start
    while first <= year_of(start).last:
        found.append(Period("month", first, month_end(first)))
        first = month_end(first) + timedelta(days=1)
    return found


def parts_of(start: date) -> list[Period]:
    """Return everything of that year that may be reported on, the longest first."""
    return [year_of(start), *halves(start), *quarters(start), *months(start)]


def read(key: str) -> Period:
    """Return the period of ``key``; PeriodUnknown if it names none."""
    kind, _colon, day = key.partition(":")
    try:
        first = date.fromisoformat(day)
    except ValueError:
        raise PeriodUnknown(typed=key[:40]) from None
    if 1990 <= first.year <= 2100:
        for one in parts_of(year_start(first)):
            if one.kind == kind and one.first == first:
                return one
    raise PeriodUnknown(typed=key[:40])


def year_words(start: date) -> str:
    """Return ``2026–2027 school year`` or ``2026``."""
    if start.month == 9:
        return gettext("%(years)s school year", years=f"{start.year}–{start.year + 1}")
    return gettext("year %(year)s", year=start.year)


def month_words(day: date) -> str:
    """Return ``November 2026`` in the language now spoken."""
    return str(format_date(day, "LLLL y"))


def days_words(first: date, last: date) -> str:
    """Return ``01.11.2026–30.11.2026``, one day once."""
    return written_day(first) if first == last else f"{written_day(first)}–{written_day(last)}"


def read_day(text: Any, otherwise: date) -> date:
    """Return the day typed as ``2026-11-23`` or ``23.11.2026``; ``otherwise`` if it is none."""
    value = str(text or "").strip()
    if value.count(".") == 2:
        value = "-".join(reversed(value.split(".")))
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return otherwise
    return found if 1990 <= found.year <= 2100 else otherwise
