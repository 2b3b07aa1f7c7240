"""What a report says: gathered from every section, compared with the year before, plain to keep.

The content is plain values only (text, numbers, days), so that an approved report can be kept as
it was and drawn again in five years, with sections switched off or changed since.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core import clock
from core.answers import BarChart, Block, Fact, Figure, Photo, ReportPart
from core.section import PLAN_SECTIONS
from core.sections import gather, hook
from core.typography import money, number
from plugins.reports.services.indicators import Indicator, facts, indicators
from plugins.reports.services.periods import Period

#: Sections of the plan in their order.
PLACES = tuple(one.roman for one in PLAN_SECTIONS)


@dataclass
class Line:
    """A figure with that of the year before; ``value`` and ``before`` are numbers or text."""

    name: str
    title: str
    value: Any
    before: Any = None
    unit: str = ""
    url: str = ""

    @property
    def difference(self) -> Any:
        """Return by how much it is more than the year before; None if that cannot be said."""
        if isinstance(self.value, int | Decimal) and isinstance(self.before, int | Decimal):
            return self.value - self.before
        return None


@dataclass
class Sheet:
    """A table; a cell is text, a number, an amount, a day, or {"picture": …, "words": …}."""

    title: str
    columns: list[str]
    rows: list[list[Any]]
    empty: str = ""


@dataclass
class Part:
    """What one section says."""

    title: str
    place: str
    lines: list[Line] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)


@dataclass
class PlanLine:
    """A line of the year's plan with what is done."""

    place: str
    number: str
    text: str
    measure: str
    planned: int | None
    done: int
    percent: int | None


@dataclass
class Rate:
    """An indicator with its formula in words, and the same a year before."""

    title: str
    value: Decimal | None
    before: Decimal | None
    formula: str
    wide: Decimal | None
    wide_formula: str
    is_percent: bool


@dataclass
class Content:
    """Everything a report says but the librarian's own texts."""

    parts: list[Part] = field(default_factory=list)
    plan: list[PlanLine] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)

    def at(self, place: str) -> list[Part]:
        """Return the parts under a section of the plan."""
        return [one for one in self.parts if one.place == place]

    def plan_at(self, place: str) -> list[PlanLine]:
        """Return the plan's lines of a section."""
        return [one for one in self.plan if one.place == place]


def gathered(period: Period) -> Content:
    """Ask every section about these days, and about the same days a year before."""
    before = period.before
    then = {
        one.name: one.value for part in _answers(before.first, before.last) for one in part.figures
    }
    parts = [_part(one, then) for one in _answers(period.first, period.last)]
    rates = _rates(period, before)
    return Content(parts, plan_lines(period), rates)


def _answers(first: date, last: date) -> list[ReportPart]:
    found: list[ReportPart] = gather(hook.report_parts(first=first, last=last))
    places = {place: number for number, place in enumerate(PLACES)}
    return sorted(found, key=lambda one: (places.get(one.place, 99), one.order))


def _part(answer: ReportPart, then: Mapping[str, Any]) -> Part:
    place = answer.place if answer.place in PLACES else PLACES[0]
    return Part(
        str(answer.title),
        place,
        [_line(one, then.get(one.name)) for one in answer.figures],
        [_sheet(one) for one in answer.tables],
    )


def _line(figure: Figure, before: Any) -> Line:
    return Line(
        figure.name,
        str(figure.title),
        plain(figure.value),
        plain(before),
        str(figure.unit),
        figure.url,
    )


def _sheet(block: Block) -> Sheet:
    rows = [[plain(cell) for cell in row] for row in block.rows]
    title = str(block.title)
    if isinstance(block, BarChart) and block.sentence:
        title = f"{title}. {block.sentence}"
    return Sheet(title, [str(one) for one in block.columns], rows, str(block.empty))


def plain(value: Any) -> Any:
    """Return a value as it is kept: a number, an amount, a day, a picture, else its words."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, Fact):
        return plain(value.value) if value.value not in ("", None) else str(value.label)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, int | Decimal | date | Photo):
        return value
    if isinstance(value, float):
        return Decimal(str(value))
    return str(value)


def plan_lines(period: Period) -> list[PlanLine]:
    """Return the lines of the plan of the school year that the days belong to, or end in.

    What was done is counted in those days; what was planned, and so the percent, is the year's: a
    plan's lines have no halves.
    """
    year = clock.school_year(period.last)
    asked = {"year": year, "first": period.first, "last": period.last}
    return [
        PlanLine(
            one.place,
            str(one.number),
            str(one.text),
            str(one.measure),
            one.planned,
            int(one.done),
            one.percent,
        )
        for one in gather(hook.plan_progress(**asked))
    ]


def _rates(period: Period, before: Period) -> list[Rate]:
    now = indicators(facts(period.first, period.last))
    then = indicators(facts(before.first, before.last))
    return [
        Rate(
            str(one.title),
            one.value,
            was.value,
            formula(one),
            one.with_textbooks.value if one.with_textbooks else None,
            formula(one.with_textbooks) if one.with_textbooks else "",
            one.is_percent,
        )
        for one, was in zip(now, then, strict=True)
    ]


def formula(one: Indicator) -> str:
    """Return the formula with its numbers: ``loans 5 200 ÷ readers 640 = 8,13``."""
    times = " × 100" if one.is_percent else ""
    value = "–" if one.value is None else money(one.value)
    return (
        f"{one.above.title} {number(one.above.value)} ÷ "
        f"{one.below.title} {number(one.below.value)}{times} = {value}"
    )


# How a content is kept


def kept(content: Content, picture: Any) -> dict[str, Any]:
    """Return the content as JSON can hold it; ``picture(it)`` keeps a photo and returns its id."""

    def cell(value: Any) -> Any:
        if isinstance(value, Decimal):
            return {"amount": str(value)}
        if isinstance(value, date):
            return {"day": value.isoformat()}
        if isinstance(value, Photo):
            return {"picture": picture(value), "words": str(value.words)}
        return value

    return {
        "parts": [
            {
                "title": part.title,
                "place": part.place,
                "lines": [
                    [one.name, one.title, cell(one.value), cell(one.before), one.unit]
                    for one in part.lines
                ],
                "sheets": [
                    [
                        one.title,
                        one.columns,
                        [[cell(value) for value in row] for row in one.rows],
                        one.empty,
                    ]
                    for one in part.sheets
                ],
            }
            for part in content.parts
        ],
        "plan": [
            [one.place, one.number, one.text, one.measure, one.planned, one.done, one.percent]
            for one in content.plan
        ],
        "rates": [
            [
                one.title,
                cell(one.value),
                cell(one.before),
                one.formula,
                cell(one.wide),
                one.wide_formula,
                one.is_percent,
            ]
            for one in content.rates
        ],
    }


def restored(found: Mapping[str, Any], picture: Any) -> Content:
    """Return a content that was kept; ``picture(id, words)`` returns the photo."""

    def cell(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        if "amount" in value:
            return Decimal(value["amount"])
        if "day" in value:
            return date.fromisoformat(value["day"])
        return picture(value["picture"], value["words"])

    return Content(
        [
            Part(
                part["title"],
                part["place"],
                [
                    Line(name, title, cell(value), cell(before), unit)
                    for name, title, value, before, unit in part["lines"]
                ],
                [
                    Sheet(title, columns, [[cell(value) for value in row] for row in rows], empty)
                    for title, columns, rows, empty in part["sheets"]
                ],
            )
            for part in found["parts"]
        ],
        [PlanLine(*one) for one in found["plan"]],
        [
            Rate(title, cell(value), cell(before), words, cell(wide), wide_words, is_percent)
            for title, value, before, words, wide, wide_words, is_percent in found["rates"]
        ],
    )


def places_of(content: Content, more: Iterable[str] = ()) -> Sequence[str]:
    """Return the sections of the plan of which the report has something to say."""
    known = {one.place for one in content.parts} | {one.place for one in content.plan} | set(more)
    return [one for one in PLACES if one in known]
