"""What the books add up to: the third part of the summary book, and the control total."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from peewee import Case, fn

from core import clock
from core.sections import hook
from plugins.catalogue.models import Record
from plugins.fund.models import CAME, FUNDS, WENT, Copy, Movement, SummaryEntry
from plugins.fund.services.books import Control, first_day
from plugins.fund.services.columns import Column, columns


@dataclass
class Row:
    """A line of the third part: copies, sum, titles, and the copies of each column."""

    copies: int = 0
    on_balance: int = 0
    amount: Decimal = Decimal(0)
    titles: int = 0
    parts: list[int] = field(default_factory=list)

    def __add__(self, other: "Row") -> "Row":
        return self._with(other, 1)

    def __sub__(self, other: "Row") -> "Row":
        return self._with(other, -1)

    def _with(self, other: "Row", sign: int) -> "Row":
        return Row(
            self.copies + sign * other.copies,
            self.on_balance + sign * other.on_balance,
            self.amount + sign * other.amount,
            self.titles + sign * other.titles,
            [one + sign * more for one, more in zip(self.parts, other.parts, strict=True)],
        )


@dataclass(frozen=True)
class Year:
    """The third part for a year and a fund; each line is computed from the first two."""

    at_start: Row
    came: Row
    went: Row
    at_end: Row


def third_part(fund: str, year: int) -> Year:
    """Return the movement of ``fund`` in ``year``: there was, came, went, there is.

    An opening balance did not come in the year in which it was written down: it was there. A title
    came if there was no copy of it before, and went with its last copy: so titles add up too.
    """
    return movement(fund, first_day(year), first_day(year + 1))


def movement(fund: str, start: date, end: date) -> Year:
    """Return the third part for the days from ``start``, before ``end``."""
    shown = columns()
    before_in = _added(fund, CAME, shown, until=start)
    before_out = _added(fund, WENT, shown, until=start)
    opened = _added(fund, CAME, shown, since=start, until=end, more=_is_opening())
    came = _added(fund, CAME, shown, since=start, until=end, more=~_is_opening())
    went = _added(fund, WENT, shown, since=start, until=end)
    at_start = before_in + opened - before_out
    at_end = at_start + came - went
    before = _titles(fund, (SummaryEntry.entered_on < start) | _is_opening(), until=end)
    after = _titles(fund, None, until=end)
    typed = _typed_titles(fund, until=end)
    at_start.titles, at_end.titles = len(before) + typed, len(after) + typed
    came.titles, went.titles = len(after - before), len(before - after)
    return Year(at_start, came, went, at_end)


def sizes_on(on: date) -> dict[str, int]:
    """Return how many copies each fund has at the end of ``on`` by the summary book."""
    return {fund: one[0] for fund, one in _booked(on).items()}


def came_between(first: date, last: date) -> dict[str, int]:
    """Return how many copies came into each fund in these days; an opening balance did not."""
    query = SummaryEntry.select(SummaryEntry.fund, fn.SUM(SummaryEntry.copies)).where(
        SummaryEntry.part == CAME,
        SummaryEntry.entered_on >= first,
        SummaryEntry.entered_on <= last,
        ~_is_opening(),
    )
    found = dict.fromkeys(FUNDS, 0)
    for fund, copies in query.group_by(SummaryEntry.fund).tuples():
        found[fund] = int(copies)
    return found


def _titles(fund: str, more: Any, *, until: date) -> set[int]:
    """Return the records of which, by entries before ``until`` and ``more``, there is a copy."""
    where = (SummaryEntry.fund == fund) & (SummaryEntry.entered_on < until)
    if more is not None:
        where &= more
    query = (
        Movement.select(Copy.record)
        .join(SummaryEntry)
        .switch(Movement)
        .join(Copy)
        .where(where)
        .group_by(Copy.record)
        .having(fn.SUM(Movement.sign) > 0)
    )
    return {int(row[0]) for row in query.tuples()}


def _typed_titles(fund: str, *, until: date) -> int:
    """Return the titles of opening totals that were typed: no copy stands behind them."""
    has_lines = fn.EXISTS(Movement.select(Movement.id).where(Movement.entry == SummaryEntry.id))
    found = (
        SummaryEntry.select(fn.COALESCE(fn.SUM(SummaryEntry.titles), 0))
        .where(
            SummaryEntry.fund == fund,
            SummaryEntry.entered_on < until,
            SummaryEntry.kind.in_(("opening", "reversal")),
            ~has_lines,
        )
        .scalar()
    )
    return int(found)


def _is_opening() -> Any:
    """Return the condition that an entry is an opening balance, or takes one back."""
    first = SummaryEntry.alias()
    openings = first.select(first.id).where(first.kind == "opening")
    return (SummaryEntry.kind == "opening") | (
        SummaryEntry.reverses.is_null(False) & SummaryEntry.reverses.in_(openings)
    )


def breakdown(entries: Sequence[SummaryEntry]) -> dict[int, list[int]]:
    """Return the copies of each column for each of ``entries``, by its id, in one query."""
    shown = columns()
    found = {int(one.id): [0] * len(shown) for one in entries}
    if not found:
        return found
    signs = {int(one.id): 1 if one.part == CAME else -1 for one in entries}
    for entry_id, *key, copies in _groups(
        Movement.entry.in_(list(found)), Movement.entry, fn.SUM(Movement.sign)
    ):
        for place, column in enumerate(shown):
            if column.holds(*key):
                found[entry_id][place] += int(copies) * signs[entry_id]
    return found


def _added(
    fund: str,
    part: int,
    shown: Sequence[Column],
    *,
    until: date,
    since: date | None = None,
    more: Any = None,
) -> Row:
    """Return the sum of a part's entries with ``since`` ≤ day < ``until``, and ``more`` of it."""
    where = (
        (SummaryEntry.fund == fund)
        & (SummaryEntry.part == part)
        & (SummaryEntry.entered_on < until)
    )
    if since is not None:
        where &= SummaryEntry.entered_on >= since
    if more is not None:
        where &= more
    copies, on_balance, amount, titles = (
        SummaryEntry.select(
            *(
                fn.COALESCE(fn.SUM(one), 0).coerce(False)
                for one in (
                    SummaryEntry.copies,
                    SummaryEntry.on_balance,
                    SummaryEntry.amount,
                    SummaryEntry.titles,
                )
            )
        )
        .where(where)
        .tuples()
        .get()
    )
    row = Row(int(copies), int(on_balance), tenge_of(amount), int(titles), [0] * len(shown))
    sign = 1 if part == CAME else -1
    entries = SummaryEntry.select(SummaryEntry.id).where(where)
    for _part, *key, moved in _groups(Movement.entry.in_(entries), None, fn.SUM(Movement.sign)):
        for place, column in enumerate(shown):
            if column.holds(*key):
                row.parts[place] += int(moved) * sign
    return row


def _groups(where: Any, by: Any, count: Any) -> Any:
    """Return (by, kind, index, language, grade, count) of movements: few, however many copies."""
    key = (Record.kind, Record.bbk, Record.language, Record.grade)
    query = (
        Movement.select(by if by is not None else fn.MIN(Movement.sign), *key, count)
        .join(Copy)
        .join(Record)
        .where(where)
    )
    return query.group_by(*((by,) if by is not None else ()), *key).tuples()


def tenge_of(tiyn: Any) -> Decimal:
    """Return the amount of so many tiyn, as a sum in SQL gives them."""
    return Decimal(int(tiyn)).scaleb(-2).quantize(Decimal("0.01"))


def control(on: date | None = None) -> list[Control]:
    """Return the control total of each fund at the end of ``on`` (today)."""
    on = on or clock.today()
    booked = _booked(on)
    counted = _counted(on)
    return [
        Control(
            fund=fund,
            book_copies=booked[fund][0],
            book_amount=booked[fund][1],
            typed_copies=booked[fund][2],
            typed_amount=booked[fund][3],
            fund_copies=counted[fund][0],
            fund_amount=counted[fund][1],
            on_shelves=counted[fund][2],
            out=counted[fund][3],
        )
        for fund in FUNDS
    ]


def _booked(on: date) -> dict[str, tuple[int, Decimal, int, Decimal]]:
    """Return copies and sum by the entries, and those of totals that were typed, by fund."""
    sums = (fn.SUM(SummaryEntry.copies), fn.SUM(SummaryEntry.amount).coerce(False))
    query = SummaryEntry.select(SummaryEntry.fund, SummaryEntry.part, *sums).where(
        SummaryEntry.entered_on <= on
    )
    found: dict[str, list[Any]] = {fund: [0, Decimal(0), 0, Decimal(0)] for fund in FUNDS}
    for fund, part, copies, amount in query.group_by(SummaryEntry.fund, SummaryEntry.part).tuples():
        sign = 1 if part == CAME else -1
        found[fund][0] += sign * int(copies)
        found[fund][1] += sign * tenge_of(amount)
    has_lines = fn.EXISTS(Movement.select(Movement.id).where(Movement.entry == SummaryEntry.id))
    typed = query.where(SummaryEntry.kind.in_(("opening", "reversal")), ~has_lines)
    for fund, _part, copies, amount in typed.group_by(
        SummaryEntry.fund, SummaryEntry.part
    ).tuples():
        found[fund][2:] = [int(copies), tenge_of(amount)]
    return {fund: (one[0], one[1], one[2], one[3]) for fund, one in found.items()}


def _counted(on: date) -> dict[str, tuple[int, Decimal, int, int]]:
    here = (Copy.received_on <= on) & (Copy.withdrawn_on.is_null() | (Copy.withdrawn_on > on))
    if on < clock.today():
        here &= Copy.id.not_in(_away_on(on))
    out = hook.copies_out_on(on=on)
    is_out = Case(None, [(Copy.id.in_(out), 1)], 0) if out is not None else 0
    found = dict.fromkeys(FUNDS, (0, Decimal(0), 0, 0))
    rows = (
        Copy.select(
            Copy.fund,
            fn.COUNT(Copy.id),
            fn.SUM(Copy.price).coerce(False),
            fn.COUNT(Copy.id) - fn.SUM(is_out),
            fn.SUM(is_out),
        )
        .where(here)
        .group_by(Copy.fund)
        .tuples()
    )
    for fund, copies, amount, shelves, lent in rows:
        found[fund] = (int(copies), tenge_of(amount), int(shelves), int(lent))
    return found


def _away_on(on: date) -> Any:
    """Return a query of the copies that were written off on that day, and found again since."""
    found_later = (
        Movement.select(Movement.copy)
        .join(SummaryEntry)
        .where(SummaryEntry.kind == "found", SummaryEntry.entered_on > on)
    )
    return (
        Movement.select(Movement.copy)
        .join(SummaryEntry)
        .where(
            Movement.copy.in_(found_later),
            SummaryEntry.kind.in_(("act", "found")),
            SummaryEntry.entered_on <= on,
        )
        .group_by(Movement.copy)
        .having(fn.SUM(Movement.sign) < 0)
    )
