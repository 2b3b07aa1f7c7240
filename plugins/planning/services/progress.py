"""How far the plan is: what is done of each line, what should be by today, what is late."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from peewee import fn

from core.answers import EventState, PlanProgress, WorkUnit
from core.sections import hook
from plugins.planning.models import MONTHS_OF_LESSONS, SECTIONS, Plan, PlanLine, PlanPart, Tally
from plugins.planning.services.units import counted, units

#: A line is late when less than so much of what was due by today is done.
_TOLERANCE = 0.9


@dataclass
class LineProgress:
    """A line, what is done of it (``counted`` by a section, ``by_hand``) and what was due."""

    line: PlanLine
    planned: int | None
    counted: int
    by_hand: int
    due: float
    unit: WorkUnit | None = None
    events: list[EventState] = field(default_factory=list)
    url: str = ""

    @property
    def done(self) -> int:
        """Return what was counted and what was noted by hand together."""
        return self.counted + self.by_hand

    @property
    def percent(self) -> int | None:
        """Return what is done in hundredths of the plan, rounded down; None without a plan."""
        return None if self.planned is None else self.done * 100 // self.planned

    @property
    def is_done(self) -> bool:
        """Return whether all that was planned is done."""
        return self.planned is not None and self.done >= self.planned

    @property
    def is_late(self) -> bool:
        """Return whether clearly less is done than was due by today."""
        return self.planned is not None and self.done < self.due * _TOLERANCE

    def standing(self, today: date, month: int | None = None) -> str:
        """Return how the line stands, or only its event of one month.

        One of: done, late, cancelled, moved, to_come, in_time, no_quantity.
        """
        if month is not None and self.events and not self.line.work_unit:
            here = [one for one in self.events if one.on.month == month] or self.events
            return _standing_of(here[0], today)
        if self.is_done:
            return "done"
        if self.is_late:
            return "late"
        if self.planned is None:
            return "no_quantity"
        if self.line.is_event:
            return _standing_of(self.events[0], today) if self.events else "to_come"
        return "in_time"

    @property
    def has_counter(self) -> bool:
        """Return whether a section counts the line by itself."""
        return self.unit is not None or bool(self.events)


def _standing_of(event: EventState, today: date) -> str:
    if event.state == "held":
        return "done"
    if event.state == "cancelled":
        return "cancelled"
    if event.on < today.replace(day=1):
        return "late"
    return "moved" if event.state == "moved" else "to_come"


@dataclass
class PlaceProgress:
    """A section of the plan with its lines."""

    place: str
    lines: list[LineProgress]

    @property
    def percent(self) -> int | None:
        """Return the mean of the lines' shares, none above the whole."""
        shares = [min(one.percent, 100) for one in self.lines if one.percent is not None]
        return sum(shares) // len(shares) if shares else None

    @property
    def is_late(self) -> bool:
        """Return whether more than a third of its lines are late."""
        late = sum(1 for one in self.lines if one.is_late)
        return late * 3 > len(self.lines)


def share_of_year(plan: Plan, on: date) -> tuple[int, int]:
    """Return how many days of lessons (1 September to 31 May) have passed, and of how many."""
    last = date(int(plan.school_year) + 1, 5, 31)
    whole = (last - plan.first_day).days + 1
    return max(0, min(whole, (on - plan.first_day).days + 1)), whole


def event_keys(line: PlanLine) -> list[str]:
    """Return the names under which the line's events stand in the calendar: one, or one a month."""
    if not line.is_event:
        return []
    if line.is_monthly:
        return [f"{line.key}/{month:02d}" for month in MONTHS_OF_LESSONS]
    return [str(line.key)]


def month_begins(plan: Plan, month: int) -> date:
    """Return the first day of a month of the plan's school year."""
    return date(int(plan.school_year) + (month < 9), month, 1)


def term(plan: Plan, line: PlanLine) -> date | None:
    """Return the last day by which the line is to be done; None for all through the year."""
    if line.due_on:
        day: date = line.due_on
        return day
    if line.month and not line.is_monthly:
        later = month_begins(plan, int(line.month))
        return date(later.year + later.month // 12, later.month % 12 + 1, 1)
    return None


def progress(
    plan: Plan,
    on: date,
    lines: Sequence[PlanLine] | None = None,
    *,
    within: tuple[date, date] | None = None,
) -> list[LineProgress]:
    """Return the lines in their order, each with what is done: every unit is counted once.

    With ``within`` only what was done in those of the year's days, both included, for a report.
    """
    if lines is None:
        lines = in_order(plan)
    first, last = within or (plan.first_day, plan.last_day)
    first, last = max(first, plan.first_day), min(last, plan.last_day)
    hands = _by_hand(plan, first, last)
    known = units()
    asked = [str(one.work_unit) for one in lines if one.work_unit]
    sums = counted(asked, first, last)
    states = states_of(lines)
    passed, whole = share_of_year(plan, on)
    found = []
    for one in lines:
        unit = known.get(str(one.work_unit))
        events = [states[key] for key in event_keys(one) if key in states]
        of_unit = sums.get(str(one.work_unit), 0)
        held = sum(
            each.state == "held" and (within is None or first <= each.on <= last) for each in events
        )
        url = unit.url(first, last) if unit and unit.url else ""
        if events and not one.work_unit:
            url = events[0].url
        planned = None if one.quantity is None else int(one.quantity)
        found.append(
            LineProgress(
                line=one,
                planned=planned,
                counted=of_unit if one.work_unit else held,
                by_hand=hands[int(one.id)],
                due=_due(plan, one, on, passed / whole),
                unit=unit,
                events=events,
                url=url,
            )
        )
    return found


def _due(plan: Plan, line: PlanLine, on: date, share: float) -> float:
    """Return how much should be done by ``on``: all after its term, else the year's share."""
    if line.quantity is None:
        return 0
    last = term(plan, line)
    if last is None:
        return int(line.quantity) * share if line.quantity > 1 else float(share >= 1)
    return int(line.quantity) if on >= last else 0


def states_of(lines: Sequence[PlanLine]) -> dict[str, EventState]:
    """Return what has become of the lines' events by key; nothing if nobody keeps a calendar."""
    keys = [key for one in lines for key in event_keys(one)]
    return dict(hook.planned_events(keys=keys) or {}) if keys else {}


def in_order(plan: Plan) -> list[PlanLine]:
    """Return the lines of the plan, section by section."""
    places = {place: number for number, place in enumerate(SECTIONS)}
    lines = PlanLine.select().where(PlanLine.plan == plan)
    return sorted(lines, key=lambda one: (places[str(one.place)], one.position, one.id))


def by_place(found: Sequence[LineProgress]) -> list[PlaceProgress]:
    """Return the sections of the plan in their order, each with its lines."""
    return [
        PlaceProgress(place, [one for one in found if one.line.place == place])
        for place in SECTIONS
    ]


def _by_hand(plan: Plan, first: date, last: date) -> defaultdict[int, int]:
    rows = (
        Tally.select(Tally.line, fn.SUM(Tally.quantity))
        .join(PlanLine)
        .where(
            PlanLine.plan == plan,
            Tally.undone_at.is_null(),
            Tally.done_on >= first,
            Tally.done_on <= last,
        )
        .group_by(Tally.line)
        .tuples()
    )
    return defaultdict(int, {int(line): int(total) for line, total in rows})


def told(found: Sequence[LineProgress], spoken: str) -> list[PlanProgress]:
    """Return the lines as other sections ask for them, in Kazakh or in Russian."""
    return [
        PlanProgress(
            place=str(one.line.place),
            number=str(one.line.number),
            text=in_language(one.line, "text", spoken),
            measure=in_language(one.line, "measure", spoken),
            planned=one.planned,
            done=one.done,
            percent=one.percent,
            by_hand=one.by_hand,
            month=None if one.line.month is None else int(one.line.month),
            responsible=in_language(one.line, "responsible", spoken),
            unit=str(one.line.work_unit),
            url=f"/planning/lines/{one.line.id}/",
        )
        for one in found
    ]


def in_language(row: PlanLine | PlanPart, name: str, spoken: str) -> str:
    """Return a text in Russian if there is one and it is asked for, else in Kazakh."""
    russian = str(getattr(row, f"{name}_ru"))
    return russian if spoken == "ru" and russian else str(getattr(row, f"{name}_kk"))
