"""A plan before it is written: its parts and lines as plain values, moved to another year."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from core import clock, journal
from core.database import one_at_a_time, transaction
from core.models import Staff
from plugins.planning.errors import PlanThere, WrongYear
from plugins.planning.models import Plan, PlanLine, PlanPart

#: Years that a school may plan.
FIRST_YEAR, LAST_YEAR = 2000, 2100

#: «2023-2024», with whatever dash.
_YEARS = re.compile(r"\b(20\d\d)(\s?[-–—]\s?)(20\d\d)\b")

#: What is copied of a line to another plan.
LINE_FIELDS = (
    "place",
    "written_number",
    "text_kk",
    "text_ru",
    "measure_kk",
    "measure_ru",
    "responsible_kk",
    "responsible_ru",
    "quantity",
    "month",
    "due_on",
    "is_monthly",
    "is_event",
    "work_unit",
    "person",
)
PART_FIELDS = ("place", "title_kk", "title_ru", "body_kk", "body_ru")


@dataclass
class Draft:
    """Parts and lines of a plan to be, each a dict of what its table keeps."""

    parts: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)


def check_year(year: int) -> None:
    """Raise WrongYear or PlanThere if no plan can be drawn up for the year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise WrongYear(year=year)
    if Plan.select().where(Plan.school_year == year).exists():
        raise PlanThere(years=f"{year}–{year + 1}")


def write(
    draft: Draft, year: int, source: str, *, by: Staff | None, on: date | None = None
) -> Plan:
    """Write the draft as the plan of a school year and return it; PlanThere if it has one."""
    with transaction():
        one_at_a_time("planning.plan")
        check_year(year)
        plan: Plan = Plan.create(
            school_year=year,
            made_on=on or clock.today(),
            made_by=by,
            source=source,
            librarian=by.full_name if by is not None else "",
        )
        for position, part in enumerate(draft.parts):
            PlanPart.create(plan=plan, position=position, **part)
        add_lines(plan, draft.lines)
        journal.record("planning.made", by=by, about=plan.years, source=source)
    return plan


def add_lines(plan: Plan, lines: list[dict[str, Any]]) -> list[PlanLine]:
    """Add lines at the end of their sections, numbered on, and return them."""
    last: dict[str, tuple[int, int]] = {}
    rows = PlanLine.select(PlanLine.place, PlanLine.position, PlanLine.number)
    for place, position, number in rows.where(PlanLine.plan == plan).tuples():
        before = last.get(place, (0, 0))
        last[place] = (max(before[0], position), max(before[1], number))
    keys = {key for (key,) in PlanLine.select(PlanLine.key).tuples()}
    added = []
    for line in lines:
        position, number = (one + 1 for one in last.get(line["place"], (0, 0)))
        last[line["place"]] = (position, number)
        key = _key(plan, line, keys)
        keys.add(key)
        added.append(PlanLine.create(plan=plan, position=position, number=number, key=key, **line))
    return added


def _key(plan: Plan, line: dict[str, Any], taken: set[str]) -> str:
    """Return the name of a line for ever, made of its words: the calendar knows its event by it.

    So a plan that is thrown away and made again finds its events, and no other line does.
    """
    words = f"{line['place']}|{line.get('month') or ''}|{line['text_kk']}"
    key = f"{plan.school_year}-{hashlib.sha256(words.encode()).hexdigest()[:12]}"
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    return free


def of_plan(plan: Plan, lines: list[PlanLine]) -> Draft:
    """Return what another year takes over from a plan: nothing that was done or noted."""
    parts = PlanPart.select().where(PlanPart.plan == plan).order_by(PlanPart.position, PlanPart.id)
    return Draft(
        [{name: getattr(one, name) for name in PART_FIELDS} for one in parts],
        [{name: getattr(one, name) for name in LINE_FIELDS} for one in lines],
    )


def shift(draft: Draft, years: int) -> None:
    """Move the draft on by so many school years: its days, and «2023-2024» in its words."""
    if not years:
        return
    for row in (*draft.parts, *draft.lines):
        for name, value in row.items():
            if isinstance(value, str):
                row[name] = shifted_text(value, years)
            elif isinstance(value, date):
                row[name] = shifted_day(value, years)


def shifted_text(text: str, years: int) -> str:
    """Return ``text`` with every school year in it moved; other numbers stay."""

    def moved(found: re.Match[str]) -> str:
        first, dash, last = int(found[1]), found[2], int(found[3])
        if last != first + 1:
            return found[0]
        return f"{first + years}{dash}{last + years}"

    return _YEARS.sub(moved, text)


def shifted_day(day: date, years: int) -> date:
    """Return the same day of another year, the Monday after if that is at a weekend."""
    try:
        moved = day.replace(year=day.year + years)
    except ValueError:  # 29 February
        moved = day.replace(year=day.year + years, day=28)
    return moved + timedelta(days=(7 - moved.weekday()) if moved.weekday() > 4 else 0)
