"""What the plan has to say on the first page."""

import time
from datetime import date
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from core.answers import Card
from core.clock import school_year
from core.database import db
from plugins.planning import services
from plugins.planning.models import Plan

#: The first page is opened all day long: there the numbers may be so many seconds old.
KEPT_SECONDS = 60

# The database, the day, when it was reckoned, and the sums of that plan.
_kept: list[tuple[Any, date, float, tuple[int, int, int] | None]] = []


def forget() -> None:
    """Reckon anew next time: something was noted or changed."""
    _kept.clear()


def sums(on: date) -> tuple[int, int, int] | None:
    """Return (percent of the plan, lines, lines late) of this school year; None without a plan."""
    if _kept:
        handle, day, at, answer = _kept[0]
        if handle is db.obj and day == on and time.monotonic() - at < KEPT_SECONDS:
            return answer
    plan = Plan.get_or_none(Plan.school_year == school_year(on))
    found = None
    if plan is not None:
        lines = services.progress(plan, on)
        shares = [min(one.percent, 100) for one in lines if one.percent is not None]
        late = sum(1 for one in lines if one.is_late)
        found = (sum(shares) // len(shares) if shares else 0, len(lines), late)
    _kept[:] = [(db.obj, on, time.monotonic(), found)]
    return found


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
    return []
