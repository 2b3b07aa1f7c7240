"""The diary: what every section counts by day, put side by side, with sums and running totals.

Nothing of it is written down but remarks and visits added by hand: a page is made when it is asked
for. What has been printed is kept beside it (printing.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _

from core.answers import DiaryPart
from core.sections import gather, hook
from plugins.circulation.services import statistics
from plugins.reports.models import DayNote
from plugins.reports.services.periods import year_start

#: The diary's own parts (domain.md 3.8).
PAGES = {
    1: _("I. Readers and visits"),
    2: _("II. Loans"),
    3: _("III. Mass work"),
    4: _("IV. Enquiries and information work"),
}

#: The part to which visits that nobody scanned are added.
VISITS = "circulation.visits"

#: A column's number by its name.
Numbers = dict[str, int]


@dataclass(frozen=True)
class Column:
    """A column: ``name`` is the part's and the key's, ``adds`` are the columns whose sum it is."""

    name: str
    title: Any
    is_standing: bool = False
    adds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Band:
    """Columns that stand under one heading."""

    title: Any
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Page:
    """One of the diary's own parts with its columns."""

    number: int
    title: Any
    bands: tuple[Band, ...]

    @property
    def columns(self) -> list[Column]:
        """Return all columns from left to right."""
        return [column for band in self.bands for column in band.columns]


@dataclass
class Sheet:
    """The diary of some days: a line a day, what was before in this year, what there is in all."""

    first: date
    last: date
    since: date
    pages: list[Page]
    days: dict[date, Numbers]
    before: Numbers
    notes: dict[date, DayNote] = field(default_factory=dict)

    @property
    def columns(self) -> list[Column]:
        """Return the columns of all pages."""
        return [column for page in self.pages for column in page.columns]

    @property
    def in_these_days(self) -> Numbers:
        """Return the sum of the days; of a standing column what stands last."""
        found: Numbers = {}
        for column in self.columns:
            values = [one[column.name] for one in self.days.values() if column.name in one]
            found[column.name] = (
                (values[-1] if values else 0) if column.is_standing else sum(values)
            )
        return found

    @property
    def since_start(self) -> Numbers:
        """Return the running total from the first day of the year to the last of these days."""
        here = self.in_these_days
        return {
            one.name: here[one.name] + (0 if one.is_standing else self.before.get(one.name, 0))
            for one in self.columns
        }

    def is_empty(self, page: Page) -> bool:
        """Return whether the page has no number but zeros and no day."""
        here, before = self.in_these_days, self.before
        return not any(here[one.name] or before.get(one.name) for one in page.columns)


@dataclass(frozen=True)
class Source:
    """A part of the diary with its columns as the diary names them."""

    part: DiaryPart
    columns: tuple[Column, ...]

    def named(self, numbers: Mapping[str, int]) -> Numbers:
        """Return the part's numbers under the diary's names."""
        return {f"{self.part.name}.{key}": int(count) for key, count in numbers.items()}


def sources() -> list[Source]:
    """Return the parts of all sections in their order."""
    parts: list[DiaryPart] = sorted(
        gather(hook.register_diary_parts()), key=lambda one: (one.page, one.order)
    )
    return [
        Source(
            one,
            tuple(
                Column(f"{one.name}.{key}", title, key in one.standing)
                for key, title in one.columns
            ),
        )
        for one in parts
    ]


def pages_of(found: Sequence[Source]) -> list[Page]:
    """Return the diary's pages: parts that go into another's stand there, then its sum."""
    bands: dict[int, list[Band]] = {}
    names = {one.part.name for one in found}
    for source in found:
        part = source.part
        if part.into in names:
            continue
        guests = [one for other in found if other.part.into == part.name for one in other.columns]
        own = _bands(source)
        if part.sum_title:
            adds = tuple(one.name for one in (*source.columns, *guests) if not one.is_standing)
            guests.append(Column(f"{part.name}.sum", part.sum_title, adds=adds))
        own[-1] = replace(own[-1], columns=(*own[-1].columns, *guests))
        bands.setdefault(part.page, []).extend(own)
    return [
        Page(number, title, tuple(bands[number]))
        for number, title in PAGES.items()
        if number in bands
    ]


def _bands(source: Source) -> list[Band]:
    if not source.part.bands:
        return [Band(source.part.title, source.columns)]
    found, at = [], 0
    for title, width in source.part.bands:
        found.append(Band(title, source.columns[at : at + width]))
        at += width
    return found


def sheet(first: date, last: date) -> Sheet:
    """Return the diary of these days, both included."""
    found = sources()
    pages = pages_of(found)
    since = year_start(last)
    days: dict[date, Numbers] = {}
    standing: dict[str, dict[date, int]] = {}
    for source in found:
        still = {one.name for one in source.columns if one.is_standing}
        for day, counted in source.part.count(first, last).items():
            for name, count in source.named(counted).items():
                if name in still:
                    standing.setdefault(name, {})[day] = count
                else:
                    days.setdefault(day, {})[name] = count
    notes = {one.day: one for one in DayNote.select().where(DayNote.day.between(first, last))}
    shown = [day for day in sorted(days | notes) if any(days.get(day, {}).values()) or day in notes]
    if first == last and not shown:
        shown = [first]
    columns = [column for page in pages for column in page.columns]
    filled = {day: _filled(days.get(day, {}), columns) for day in shown}
    for name, values in standing.items():
        _stand(filled, name, values)
    before = _before(found, columns, since, first)
    return Sheet(first, last, since, pages, filled, before, notes)


def _filled(numbers: Numbers, columns: Sequence[Column]) -> Numbers:
    """Return a number for every column that is no standing one: zero where nothing was counted."""
    found = {one.name: numbers.get(one.name, 0) for one in columns if not one.is_standing}
    for one in columns:
        if one.adds:
            found[one.name] = sum(found[name] for name in one.adds)
    return found


def _stand(days: dict[date, Numbers], name: str, values: Mapping[date, int]) -> None:
    """Give each day the value that held at its end."""
    known = sorted(values)
    for day, numbers in days.items():
        until = [one for one in known if one <= day]
        if until:
            numbers[name] = values[until[-1]]


def _before(
    found: Sequence[Source], columns: Sequence[Column], since: date, first: date
) -> Numbers:
    """Return the sums from the first day of the year to the day before ``first``."""
    last = first - timedelta(days=1)
    numbers: Numbers = {}
    if since <= last:
        for source in found:
            numbers.update(source.named(totals(source.part, since, last)))
    return _filled(numbers, columns)


def totals(part: DiaryPart, first: date, last: date) -> Numbers:
    """Return the part's numbers of these days added up, standing columns left out."""
    if part.total is not None:
        return {key: int(count) for key, count in part.total(first, last).items()}
    found = {key: 0 for key, _title in part.columns if key not in part.standing}
    for counted in part.count(first, last).values():
        for key, count in counted.items():
            if key in found:
                found[key] += int(count)
    return found


def days_kept(first: date, last: date) -> int:
    """Return on how many of these days there is something: visits, a class's kits, a remark."""
    days = statistics.days_of_work(first, last)
    rows = DayNote.select(DayNote.day).where(DayNote.day.between(first, last))
    return len(days | {row[0] for row in rows.tuples()})


def visits(first: date, last: date) -> int:
    """Return all visits of these days: scanned, counted for a class, added by hand."""
    return sum(
        sum(totals(one.part, first, last).values())
        for one in sources()
        if VISITS in (one.part.name, one.part.into)
    )
