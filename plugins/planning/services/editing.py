"""Drawing up the plan by hand: lines, parts, approval; and what was done, noted by hand."""

from datetime import date
from typing import Any

from peewee import fn

from core import clock, journal
from core.database import locked, transaction
from core.models import Staff
from plugins.planning.errors import (
    AlreadyUndone,
    LineCounts,
    LineEmpty,
    PlanCounts,
    UnknownUnit,
    WrongDay,
    WrongQuantity,
)
from plugins.planning.models import Plan, PlanLine, PlanPart, Tally
from plugins.planning.services import drafts
from plugins.planning.services.calendar import send_events
from plugins.planning.services.progress import in_order
from plugins.planning.services.ready import load_dates
from plugins.planning.services.units import units

#: More is no plan of a school library.
MOST = 1_000_000


def begin(year: int, *, by: Staff | None) -> Plan:
    """Begin a plan without a line and return it; PlanThere or WrongYear if it cannot be."""
    with transaction():
        plan = drafts.write(drafts.Draft(), year, "blank", by=by)
        load_dates(by=by)
    return plan


def add_line(plan: Plan, place: str, values: dict[str, Any], *, by: Staff | None) -> PlanLine:
    """Add a line at the end of a section and return it; its event goes into the calendar."""
    checked = _checked(plan, {**values, "place": place})
    with transaction():
        (line,) = drafts.add_lines(plan, [checked])
        journal.record("planning.line_added", by=by, about=_short(line))
        send_events(plan, by=by)
    return line


def change_line(line: PlanLine, values: dict[str, Any], *, by: Staff | None) -> PlanLine:
    """Change what a line says and what counts it."""
    checked = _checked(line.plan, {**values, "place": line.place}, before=str(line.work_unit))
    with transaction():
        for name, value in checked.items():
            setattr(line, name, value)
        line.save()
        journal.record("planning.line_changed", by=by, about=_short(line))
        send_events(line.plan, by=by)
    return line


def remove_line(line: PlanLine, *, by: Staff | None) -> None:
    """Take a line out of the plan; LineCounts if something was noted on it by hand."""
    with transaction():
        if Tally.select().where(Tally.line == line, Tally.undone_at.is_null()).exists():
            raise LineCounts()
        line.delete_instance()
        journal.record("planning.line_removed", by=by, about=_short(line))
        _renumber(line.plan, str(line.place))


def move_line(line: PlanLine, step: int, *, by: Staff | None) -> None:
    """Move a line up (−1) or down (1) in its section; the numbers follow."""
    with transaction():
        rows = [one for one in in_order(line.plan) if one.place == line.place]
        at = next(place for place, one in enumerate(rows) if one.id == line.id)
        to = at + step
        if 0 <= to < len(rows):
            rows.insert(to, rows.pop(at))
            for position, one in enumerate(rows, 1):
                PlanLine.update(position=position, number=position).where(
                    PlanLine.id == one.id
                ).execute()
            journal.record("planning.line_changed", by=by, about=_short(line))


def _renumber(plan: Plan, place: str) -> None:
    rows = [one for one in in_order(plan) if one.place == place]
    for number, one in enumerate(rows, 1):
        PlanLine.update(position=number, number=number).where(PlanLine.id == one.id).execute()


def _checked(plan: Plan, values: dict[str, Any], before: str = "") -> dict[str, Any]:
    """Return what a line keeps, made of what a form says; a refusal if it makes no sense."""
    text = " ".join(str(values.get("text_kk", "")).split())
    if not text:
        raise LineEmpty()
    unit = str(values.get("work_unit", ""))
    if unit and unit != before and unit not in units():
        raise UnknownUnit(unit=unit)
    due_on = values.get("due_on")
    if due_on is not None and not plan.first_day <= due_on <= plan.last_day:
        raise WrongDay(day=f"{due_on:%d.%m.%Y}", years=plan.years)
    month = values.get("month")
    place = str(values["place"])
    return {
        "place": place,
        "text_kk": text[:500],
        "text_ru": _line(values, "text_ru", 500),
        "measure_kk": _line(values, "measure_kk", 120),
        "measure_ru": _line(values, "measure_ru", 120),
        "responsible_kk": _line(values, "responsible_kk", 200),
        "responsible_ru": _line(values, "responsible_ru", 200),
        "quantity": quantity(str(values.get("quantity", ""))),
        "month": due_on.month if due_on is not None else month,
        "due_on": due_on,
        "is_monthly": bool(values.get("is_monthly")),
        "is_event": place == "VIII" and not unit,
        "work_unit": unit,
        "person": _line(values, "person", 200),
    }


def _line(values: dict[str, Any], name: str, longest: int) -> str:
    return " ".join(str(values.get(name, "")).split())[:longest]


def quantity(text: str) -> int | None:
    """Return a quantity as typed, None for none; WrongQuantity if it is no whole number."""
    text = "".join(text.split())
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 8 and 0 < int(text) <= MOST):
        raise WrongQuantity(text=text[:20])
    return int(text)


def change_part(part: PlanPart, values: dict[str, str], *, by: Staff | None) -> PlanPart:
    """Change a part of the plan that is text, in both languages."""
    with transaction():
        for spoken in ("kk", "ru"):
            title = " ".join(values.get(f"title_{spoken}", "").split())[:200]
            setattr(part, f"title_{spoken}", title)
            lines = [line.strip() for line in values.get(f"body_{spoken}", "").splitlines()]
            setattr(part, f"body_{spoken}", "\n".join(line for line in lines if line)[:20_000])
        part.save()
        journal.record("planning.part_changed", by=by, about=str(part)[:120])
    return part


def add_part(plan: Plan, place: str, *, by: Staff | None) -> PlanPart:
    """Add an empty part of text at the end of its place and return it."""
    with transaction():
        last = PlanPart.select(fn.MAX(PlanPart.position)).where(PlanPart.plan == plan).scalar()
        part: PlanPart = PlanPart.create(plan=plan, position=(last or 0) + 1, place=place)
        journal.record("planning.part_changed", by=by, about=plan.years)
    return part


def remove_part(part: PlanPart, *, by: Staff | None) -> None:
    """Take a part of text out of the plan."""
    with transaction():
        part.delete_instance()
        journal.record("planning.part_changed", by=by, about=str(part)[:120])


def approve(plan: Plan, values: dict[str, Any], *, by: Staff | None) -> Plan:
    """Keep when and by whom the plan was approved, and whose it is; all may be empty."""
    with transaction():
        plan.approved_on = values.get("approved_on")
        plan.approver_name = _line(values, "approver_name", 120)
        plan.approver_post = _line(values, "approver_post", 120)
        plan.librarian = _line(values, "librarian", 120)
        plan.save()
        journal.record("planning.approved", by=by, about=plan.years)
    return plan


def remove_plan(plan: Plan, *, by: Staff | None) -> None:
    """Take a plan away that was made by mistake; PlanCounts if anything was noted on it."""
    with transaction():
        notes = Tally.select().join(PlanLine).where(PlanLine.plan == plan)
        if notes.where(Tally.undone_at.is_null()).exists():
            raise PlanCounts(years=plan.years)
        lines = PlanLine.select(PlanLine.id).where(PlanLine.plan == plan)
        Tally.delete().where(Tally.line.in_(lines)).execute()
        PlanLine.delete().where(PlanLine.plan == plan).execute()
        PlanPart.delete().where(PlanPart.plan == plan).execute()
        plan.delete_instance()
        journal.record("planning.removed", by=by, about=plan.years)


def note(line: PlanLine, count: int, *, on: date, words: str = "", by: Staff | None) -> Tally:
    """Note by hand that so much of a line was done on a day of its school year."""
    plan = line.plan
    if not plan.first_day <= on <= plan.last_day:
        raise WrongDay(day=f"{on:%d.%m.%Y}", years=plan.years)
    if not 0 < count <= MOST:
        raise WrongQuantity(text=str(count))
    with transaction():
        tally: Tally = Tally.create(
            line=line, done_on=on, quantity=count, note=" ".join(words.split())[:250], by=by
        )
        journal.record("planning.noted", by=by, about=_short(line), quantity=count)
    return tally


def take_back(tally: Tally, *, by: Staff | None) -> None:
    """Take a note back: it stays to be seen and counts no more."""
    with transaction():
        fresh = locked(Tally.select().where(Tally.id == tally.id)).get()
        if fresh.undone_at is not None:
            raise AlreadyUndone()
        fresh.undone_at = clock.now()
        fresh.undone_by = by
        fresh.save()
        journal.record("planning.undone", by=by, about=_short(fresh.line))


def _short(line: PlanLine) -> str:
    return f"{line.place}.{line.number} {line.text_kk}"[:120]
