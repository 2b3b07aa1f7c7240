"""The inventory book: a line for every copy that came, and the pages on which the lines stand.

A line stands where it was entered: in the order of its movement, which only ever grows. So line 21
is the first of page 2 for ever, whatever comes, goes or is corrected afterwards.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from peewee import JOIN, fn

from core import clock, journal
from core.database import transaction
from core.errors import NotFound
from core.models import Staff
from core.sections import hook
from core.typography import day
from plugins.catalogue.models import Record
from plugins.fund.errors import NothingToPrint
from plugins.fund.models import (
    Copy,
    InventoryPrint,
    Movement,
    Stocktake,
    StocktakeScan,
    SummaryEntry,
)
from plugins.fund.services.stocktake import FOUND
from plugins.fund.services.totals import tenge_of

#: Lines of a page. Never to be changed: pages that lie in a bound book would not fit any more.
ROWS = 20

#: Entries by which a copy comes for the first time; found again, it has its line already.
COMING = ("opening", "delivery", "replacement")

#: Lines that are read at a time.
_CHUNK = 1000
#: Records kept while a book is read: copies of one edition mostly stand together.
_KEPT_RECORDS = 4000

_A_DAY = re.compile(r"\d\d\.\d\d\.\d{4}")


@dataclass(frozen=True)
class Sum:
    """So many copies, and what they cost together."""

    copies: int = 0
    amount: Decimal = Decimal(0)

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.copies + other.copies, self.amount + other.amount)

    def __sub__(self, other: "Sum") -> "Sum":
        return Sum(self.copies - other.copies, self.amount - other.amount)


@dataclass(frozen=True)
class Line:
    """A line of the book: the ten columns of the form, as facts.

    Day and entry of a copy that came from the paper books are those of the old book.
    """

    copy_id: int
    entered_on: date
    inventory_no: str
    check: str
    record: Record
    amount: Decimal
    entry: str
    act: str
    note: str


@dataclass(frozen=True)
class Page:
    """A page with its lines, what was before it and what it adds up to."""

    number: int
    lines: Sequence[Line]
    brought: Sum
    total: Sum

    @property
    def carried(self) -> Sum:
        """Return what goes over to the next page."""
        return self.brought + self.total


@dataclass(frozen=True)
class Span:
    """A run of lines of one fund's book, with the pages on which they stand.

    Behind pages that reach to the end of the book comes its certificate.
    """

    book: str
    fund: str
    first_line: int
    last_line: int
    is_to_the_end: bool = True

    @property
    def first_page(self) -> int:
        """Return the page on which the first line stands."""
        return page_of(self.first_line)

    @property
    def last_page(self) -> int:
        """Return the page on which the last line stands."""
        return page_of(self.last_line)

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return self.last_page - self.first_page + 1

    @property
    def lines(self) -> int:
        """Return how many lines there are."""
        return self.last_line - self.first_line + 1


def page_of(line: int) -> int:
    """Return the number of the page on which the line of that number stands."""
    return (line - 1) // ROWS + 1


def year_and_place(record: Record) -> str:
    """Return the year and, if it is known, the town: ``2026 (Алматы)``."""
    year, city = str(record.year or ""), str(record.city)
    return f"{year} ({city})" if year and city else year or city


def in_book(fund: str, book: str) -> Any:
    """Return the condition that a movement is a line of that book (joined with its entry)."""
    return (
        (Movement.sign == 1)
        & (Movement.is_on_balance == (book == "inventory"))
        & (SummaryEntry.fund == fund)
        & SummaryEntry.kind.in_(COMING)
    )


def entered(fund: str, book: str) -> Sum:
    """Return all that was ever entered in the book."""
    return _sum(_lines(fund, book))


def gone(fund: str, book: str) -> Sum:
    """Return the lines whose copies are in the fund no more."""
    return _sum(_lines(fund, book).join(Copy).where(Copy.withdrawn_on.is_null(False)))


def whole(fund: str, book: str) -> Span:
    """Return all lines of the book; NothingToPrint if there are none."""
    return _span(book, fund, 1)


def since_last_print(fund: str, book: str) -> Span:
    """Return the pages with lines not printed yet; NothingToPrint if there are none.

    A page that was not full is printed anew, in the place of the old sheet.
    """
    printed = last_print(fund, book)
    if printed is None:
        return whole(fund, book)
    span = _span(book, fund, printed.last_line + 1)
    return Span(book, fund, (span.first_page - 1) * ROWS + 1, span.last_line)


def once_more(print_id: int, fund: str, book: str) -> Span:
    """Return the pages of an earlier print as they are now, filled up; NotFound if it is none."""
    one = InventoryPrint.get_or_none(
        InventoryPrint.id == print_id, InventoryPrint.fund == fund, InventoryPrint.book == book
    )
    if one is None:
        raise NotFound()
    end = _lines(fund, book).count()
    last = min(int(one.last_page) * ROWS, end)
    return Span(book, fund, int(one.first_line), last, is_to_the_end=last == end)


def last_print(fund: str, book: str) -> InventoryPrint | None:
    """Return the print that went furthest, or None."""
    found: InventoryPrint | None = (
        InventoryPrint.select()
        .where(InventoryPrint.fund == fund, InventoryPrint.book == book)
        .order_by(InventoryPrint.last_line.desc(), InventoryPrint.id.desc())
        .first()
    )
    return found


def prints(fund: str, book: str, limit: int = 20) -> list[InventoryPrint]:
    """Return the prints of the book, the latest first."""
    return list(
        InventoryPrint.select(InventoryPrint, Staff)
        .join(Staff, JOIN.LEFT_OUTER)
        .where(InventoryPrint.fund == fund, InventoryPrint.book == book)
        .order_by(InventoryPrint.id.desc())
        .limit(limit)
    )


def remember(span: Span, *, by: Staff | None) -> InventoryPrint:
    """Note that these pages were printed, and return the note."""
    with transaction():
        row: InventoryPrint = InventoryPrint.create(
            book=span.book,
            fund=span.fund,
            first_line=span.first_line,
            last_line=span.last_line,
            first_page=span.first_page,
            last_page=span.last_page,
            printed_at=clock.now(),
            by=by,
        )
        journal.record(
            "fund.inventory",
            by=by,
            about=f"{span.book} {span.fund}",
            pages=f"{span.first_page}–{span.last_page}",
        )
    return row


def pages(span: Span) -> Iterator[Page]:
    """Yield the pages of ``span`` one by one; so many lines are read at a time, never all."""
    first = (span.first_page - 1) * ROWS + 1
    start = _lines(span.fund, span.book).order_by(Movement.id).offset(first - 1).limit(1)
    begin = start.select(Movement.id).scalar()
    if begin is None:
        return
    brought = _sum(_lines(span.fund, span.book).where(Movement.id < begin))
    number, waiting = span.first_page, list[Line]()
    left = span.last_line - first + 1
    for chunk in _chunks(span, begin):
        waiting += chunk[:left]
        left -= len(chunk)
        while len(waiting) >= ROWS or (waiting and left <= 0):
            lines, waiting = waiting[:ROWS], waiting[ROWS:]
            amount = sum((one.amount for one in lines), Decimal(0))
            page = Page(number, lines, brought, Sum(len(lines), amount))
            yield page
            number, brought = number + 1, page.carried
        if left <= 0:
            return


def entries_of(copy_ids: Sequence[int]) -> dict[int, tuple[date, str, Decimal]]:
    """Return day and number of the entry by which each copy came, and its price then."""
    rows = (
        Movement.select(
            Movement.copy,
            SummaryEntry.entered_on,
            SummaryEntry.number,
            SummaryEntry.year,
            Movement.amount,
        )
        .join(SummaryEntry)
        .where(
            Movement.copy.in_(list(copy_ids)),
            Movement.sign == 1,
            SummaryEntry.kind.in_(COMING),
        )
        .tuples()
    )
    return {
        int(copy): (entered_on, f"{number}/{year}", amount)
        for copy, entered_on, number, year, amount in rows
    }


def acts_of(copy_ids: Sequence[int]) -> dict[int, str]:
    """Return number and day of the act by which each copy went, the last one if it came back."""
    rows = (
        Movement.select(Movement.copy, SummaryEntry.document, SummaryEntry.entered_on)
        .join(SummaryEntry)
        .where(Movement.copy.in_(list(copy_ids)), Movement.sign == -1)
        .order_by(Movement.id)
        .tuples()
    )
    found = {}
    for copy, document, entered_on in rows:
        parts = [str(document), "" if _A_DAY.search(str(document)) else day(entered_on)]
        found[int(copy)] = ", ".join(filter(None, parts))
    return found


def checks_of(copy_ids: Sequence[int]) -> dict[int, str]:
    """Return number and day of the last stock-take in which each copy was found."""
    last = (
        StocktakeScan.select(StocktakeScan.copy, fn.MAX(StocktakeScan.stocktake))
        .where(StocktakeScan.copy.in_(list(copy_ids)), StocktakeScan.kind.in_(FOUND))
        .group_by(StocktakeScan.copy)
        .tuples()
    )
    found = {int(copy): int(number) for copy, number in last}
    taken = Stocktake.select().where(Stocktake.id.in_(list(set(found.values()))))
    words = {int(one.id): f"{one}, {day(one.ended_on or one.started_at)}" for one in taken}
    return {copy: words[number] for copy, number in found.items()}


def _span(book: str, fund: str, first: int) -> Span:
    last = _lines(fund, book).count()
    if last < first:
        raise NothingToPrint()
    return Span(book, fund, first, last)


def _lines(fund: str, book: str) -> Any:
    return (
        Movement.select(Movement.id).join(SummaryEntry).switch(Movement).where(in_book(fund, book))
    )


def _sum(query: Any) -> Sum:
    amount = fn.COALESCE(fn.SUM(Movement.amount), 0).coerce(False)
    copies, tiyn = query.select(fn.COUNT(Movement.id), amount).tuples().get()
    return Sum(int(copies), tenge_of(tiyn))


def _chunks(span: Span, begin: int) -> Iterator[list[Line]]:
    """Yield lines from movement ``begin`` on, so many at a time, by their ids."""
    query = (
        Movement.select(
            Movement.id,
            Movement.copy,
            Movement.amount,
            SummaryEntry.entered_on,
            SummaryEntry.number,
            SummaryEntry.year,
            Copy.inventory_no,
            Copy.withdrawn_on,
            Copy.note,
            Copy.record,
            Copy.old_entry_on,
            Copy.old_entry_no,
        )
        .join(SummaryEntry)
        .switch(Movement)
        .join(Copy)
        .where(in_book(span.fund, span.book))
        .order_by(Movement.id)
        .limit(_CHUNK)
        .tuples()
    )
    records: dict[int, Record] = {}
    following = begin
    while rows := list(query.where(Movement.id >= following)):
        following = rows[-1][0] + 1
        copies = [int(row[1]) for row in rows]
        acts = acts_of([int(row[1]) for row in rows if row[7] is not None])
        checks = checks_of(copies)
        marks = dict(one for answer in hook.copy_notes(copy_ids=copies) for one in answer.items())
        if len(records) > _KEPT_RECORDS:
            records.clear()
        lacking = {int(row[9]) for row in rows} - records.keys()
        for one in Record.select().where(Record.id.in_(list(lacking))) if lacking else ():
            records[int(one.id)] = one
        yield [
            Line(
                copy_id=copy_id,
                entered_on=old_on or entered_on,
                inventory_no=str(number),
                check=checks.get(copy_id, ""),
                record=records[record_id],
                amount=amount,
                entry=old_no or f"{entry}/{year}",
                act=acts.get(copy_id, "") if withdrawn_on is not None else "",
                note="; ".join(filter(None, (str(note), marks.get(copy_id)))),
            )
            for (
                _id,
                copy_id,
                amount,
                entered_on,
                entry,
                year,
                number,
                withdrawn_on,
                note,
                record_id,
                old_on,
                old_no,
            ) in rows
        ]
