"""What the plan has to say on the first page."""

import time
from datetime import date
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from core.answers import Block, Card, ShareChart
from core.clock import school_year
from core.database import db
from core.section import PLAN_SECTIONS
from plugins.planning import services
from plugins.planning.models import Plan

#: The first page is opened all day long: there the numbers may be so many seconds old.
KEPT_SECONDS = 60

#: Of each section of the plan: its number, what is done and planned, percent, whether it is late.
Places = list[tuple[str, int, int, int, bool]]

# The database, the day, when it was reckoned, and the sums of that plan.
_kept: list[tuple[Any, date, float, tuple[int, int, int] | None, Places]] = []


def forget() -> None:
    """Reckon anew next time: something was noted or changed."""
    _kept.clear()


def sums(on: date) -> tuple[int, int, int] | None:
    """Return (percent of the plan, lines, lines late) of this school year; None without a plan."""
    return _reckoned(on)[0]


def places(on: date) -> Places:
    """Return how far each section of this school year's plan is."""
    return _reckoned(on)[1]


def _reckoned(on: date) -> tuple[tuple[int, int, int] | None, Places]:
    if _kept:
        handle, day, at, answer, by_place = _kept[0]
        if handle is db.obj and day == on and time.monotonic() - at < KEPT_SECONDS:
            return answer, by_place
    plan = Plan.get_or_none(Plan.school_year == school_year(on))
    found, by_place = None, []
    if plan is not None:
        lines = services.progress(plan, on)
        shares = [min(one.percent, 100) for one in lines if one.percent is not None]
        late = sum(1 for one in lines if one.is_late)
        found = (sum(shares) // len(shares) if shares else 0, len(lines), late)
        by_place = _by_place(lines)
    _kept[:] = [(db.obj, on, time.monotonic(), found, by_place)]
    return found, by_place


def _by_place(lines: list[services.LineProgress]) -> Places:
    """Add up the lines with a quantity; more done than planned makes up for no other line."""
    found: dict[str, list[services.LineProgress]] = {}
    for one in lines:
        if one.planned:
            found.setdefault(str(one.line.place), []).append(one)
    sums = []
    for place, some in found.items():
        done = sum(min(one.done, one.planned or 0) for one in some)
        planned = sum(one.planned or 0 for one in some)
        shares = [min(one.percent or 0, 100) for one in some]
        is_late = 3 * sum(one.is_late for one in some) > len(some)
        sums.append((place, done, planned, sum(shares) // len(shares), is_late))
    return sums


def today_lists(on: date) -> list[Block]:
    """Return how far each section of the plan is, beside how much of the year has passed."""
    titles = {one.roman: one.title for one in PLAN_SECTIONS}
    rows = [
        (f"{place}. {titles.get(place, '')}", done, whole, percent, is_late)
        for place, done, whole, percent, is_late in places(on)
    ]
    if not rows:
        return []
    passed, whole = services.share_of_year(Plan(school_year=school_year(on)), on)
    share = passed * 100 // whole
    sentence = gettext(
        "The line is where today should be: %(passed)s / %(whole)s days of the year, %(share)s %%.",
        passed=passed,
        whole=whole,
        share=share,
    )
    columns = (_("Section of the plan"), _("Done"), _("Planned"), "%", _("late"))
    title = _("How far the annual plan is")
    return [ShareChart(title, columns, rows, "/planning/", "", sentence, share, order=10)]


def today_cards(on: date) -> list[Card]:
    """Return the tile of the plan: how far it is, and what should be by today."""
    found = sums(on)
    if found is None:
        return []
    percent, _lines, late = found
    plan = Plan(school_year=school_year(on))
    passed, whole = services.share_of_year(plan, on)
    words = gettext("of the year have passed: %(share)s %%", share=passed * 100 // whole)
    if late:
        words += "; " + ngettext("%(num)s line late", "%(num)s lines late", late)
    card = Card(
        _("Annual plan"), f"{percent} %", _("done"), words, "/planning/", "target-arrow", order=80
    )
    return [card]


def next_steps(on: date) -> list[Card]:
    """Return that a plan is to be drawn up: for this year, or in May for the next."""
    year = school_year(on)
    years = {int(number) for (number,) in Plan.select(Plan.school_year).tuples()}
    if year not in years:
        title = gettext("the plan for %(years)s", years=f"{year}–{year + 1}")
        why = gettext("The ready plan needs one click; then put your own quantities in.")
        return [Card(title, "", "", why, f"/planning/?year={year}", "target-arrow", order=70)]
    if on.month in (5, 6, 7, 8) and year + 1 not in years:
        title = gettext("the plan for %(years)s", years=f"{year + 1}–{year + 2}")
        why = gettext("This year's plan is copied; days and jubilees are moved on by themselves.")
        return [Card(title, "", "", why, f"/planning/copy/?year={year}", "target-arrow", order=70)]
    found = sums(on)
    if found is None or not found[2]:
        return []
    late = ngettext(
        "%(num)s line of the plan is late", "%(num)s lines of the plan are late", found[2]
    )
    why = gettext("Done of the plan: %(percent)s %%", percent=found[0])
    return [Card(late, found[2], "", why, "/planning/late", "clock-exclamation", order=85)]
