"""Indicators and charts: one chart a page, its table under it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _

from core import clock
from core.typography import number
from core.views import PageView
from plugins.circulation.services import statistics
from plugins.circulation.services.branches import BRANCHES
from plugins.reports import queries
from plugins.reports.services import contents, periods
from plugins.reports.services.indicators import facts, indicators
from plugins.reports.services.periods import Period

#: What may be looked at, in the order of the tabs.
CHARTS = {
    "indicators": _("Indicators"),
    "months": _("By month"),
    "classes": _("By class"),
    "titles": _("Most read books"),
    "readers": _("Most active readers"),
    "branches": _("Fund by branch"),
    "ages": _("Fund by age"),
}

#: Rows of the charts of what is read most.
TOP = 20

#: Years that may be chosen, this one included.
YEARS = 6


@dataclass(frozen=True)
class Chart:
    """Bars: each row has words, numbers under ``columns``, and perhaps a link."""

    title: Any
    sentence: str
    columns: tuple[Any, ...]
    rows: Sequence[tuple[str, Sequence[int], str]]

    @property
    def most(self) -> int:
        """Return the longest bar."""
        return max((one for _words, numbers, _url in self.rows for one in numbers), default=0)


class StatisticsView(PageView):
    """How the library is used: indicators with their formulas, and charts."""

    place = "VI"
    menu_order = 80
    permission = "reports.view"

    def __init__(self) -> None:
        super().__init__(
            name=_("Statistics"), endpoint="reports_statistics", url="/reports/statistics"
        )

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show one of CHARTS for a year, or for a part of it."""
        today = clock.today()
        kind = request.args.get("chart", "")
        kind = kind if kind in CHARTS else "indicators"
        period = _asked(today)
        start = periods.year_start(period.first)
        until = min(period.last, today)
        names = {
            "kind": kind,
            "charts": CHARTS,
            "period": period,
            "choices": periods.parts_of(start),
            "years": _years(today, start),
            "start": start,
            "until": until,
            "words": periods.year_words,
        }
        if kind == "indicators":
            names["found"] = indicators(facts(period.first, until))
            names["formula"] = contents.formula
        else:
            names["chart"] = _MAKERS[kind](period.first, until)
        return self.render("reports/statistics.html", **names)


def _asked(today: date) -> Period:
    key = request.args.get("period", "")
    if key:
        return periods.read(key)
    return periods.year_of(periods.year_start(today))


def _years(today: date, start: date) -> list[Period]:
    now = periods.year_start(today)
    found = [periods.year_of(now.replace(year=now.year - back)) for back in range(YEARS)]
    return found if start in [one.first for one in found] else [*found, periods.year_of(start)]


def _months(first: date, last: date) -> Chart:
    rows = [
        (str(format_date(month, "LLLL")), numbers, f"/reports/diary/?month={month:%Y-%m}")
        for month, numbers in statistics.by_month(first, last).items()
    ]
    loans, visits = sum(one[1][0] for one in rows), sum(one[1][2] for one in rows)
    return Chart(
        _("Loans and visits by month"),
        gettext("Loans without textbooks: %(loans)s, visits scanned: %(visits)s.",
                loans=number(loans), visits=number(visits)),
        (_("Loans"), _("Textbooks"), _("Visits")),
        rows,
    )  # fmt: skip


def _classes(first: date, last: date) -> Chart:
    rows = [(name, (loans, visits), "") for name, loans, visits in statistics.by_class(first, last)]
    return Chart(
        _("Loans and visits by class"),
        gettext("Classes as they are now; textbooks are not counted."),
        (_("Loans"), _("Visits")),
        rows,
    )


def _titles(first: date, last: date) -> Chart:
    rows = [
        (
            f"{one.full_title}. {one.first_author}" if one.first_author else one.full_title,
            (count,),
            f"/catalogue/records/details/?id={one.id}",
        )
        for one, count in statistics.top_titles(first, last, TOP)
    ]
    return Chart(
        _("Most read books"),
        gettext("Loans of all copies of a title; textbooks are not counted."),
        (_("Loans"),),
        rows,
    )


def _readers(first: date, last: date) -> Chart:
    rows = [
        (
            f"{one}, {one.school_class}" if one.school_class_id else str(one),
            (count,),
            f"/readers/readers/details/?id={one.id}",
        )
        for one, count in statistics.top_readers(first, last, TOP)
    ]
    return Chart(
        _("Most active readers"),
        gettext("Books borrowed; textbooks are not counted."),
        (_("Loans"),),
        rows,
    )


def _branches(_first: date, last: date) -> Chart:
    found = queries.fund_by_branch(last)
    rows = [(str(title), (found[name],), "") for name, title in BRANCHES.items()]
    return Chart(
        _("Main fund by branch"),
        gettext("Copies of the main fund: %(copies)s.", copies=number(sum(found.values()))),
        (_("Copies"),),
        rows,
    )


def _ages(_first: date, last: date) -> Chart:
    rows = [
        (_age_words(ages), (main, textbooks), "")
        for ages, main, textbooks in queries.fund_by_age(last)
    ]
    return Chart(
        _("Fund by age"),
        gettext("By the year of publication; the two funds stand apart."),
        (_("Main fund"), _("Textbook fund")),
        rows,
    )


def _age_words(ages: tuple[int, int] | None) -> str:
    if ages is None:
        return gettext("year not known")
    first, last = ages
    if last > 100:
        return gettext("over %(years)s years", years=first - 1)
    return gettext("%(years)s years", years=f"{first}–{last}")


_MAKERS = {
    "months": _months,
    "classes": _classes,
    "titles": _titles,
    "readers": _readers,
    "branches": _branches,
    "ages": _ages,
}
