"""What the desk and the pages read: open loans, a reader's formular, the counts of a day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN, SQL, Case, fn

from core import clock
from core.bulk import among
from core.prepared import Prepared
from plugins.catalogue import models as catalogue
from plugins.catalogue.models import Record
from plugins.circulation.models import Deed, Loan, Replacement, Reservation, Visit
from plugins.fund.models import WENT, Copy, Movement, SummaryEntry
from plugins.readers.models import Reader, SchoolClass


@dataclass(frozen=True)
class Hand:
    """What a reader has in hand: copies that count, textbooks, and overdue ones that are debts."""

    counted: int
    textbooks: int
    debts: int
    oldest_due: date | None


def is_open() -> Any:
    """Return the condition of an open loan, in the words of the partial indexes."""
    return Loan.returned_at.is_null()


def open_loan_of(copy_id: int) -> Loan | None:
    """Return the copy's open loan with reader and class loaded, or None."""
    found: Loan | None = _OPEN_LOAN.first(copy_id=copy_id)
    return found


_OPEN_LOAN = Prepared(
    lambda copy_id: (
        Loan.select(Loan, Reader, SchoolClass)
        .join(Reader)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
        .where(Loan.copy == copy_id, is_open())
    ),
    "copy_id",
)


def in_hand(reader_id: int, on: date, *, is_debt: Callable[[str], bool]) -> Hand:
    """Return what the reader has in hand on that day, in one query over his open loans.

    Overdue copies of the kinds for which ``is_debt`` holds are his debts.
    """
    rows = _IN_HAND.all(reader_id=reader_id, on=on)
    textbooks = sum(copies for kind, copies, _late, _day in rows if kind == "textbook")
    late = [(count, day) for kind, _copies, count, day in rows if count and is_debt(kind)]
    oldest = min((str(day) for _count, day in late), default="")
    return Hand(
        sum(copies for _kind, copies, _late, _day in rows) - textbooks,
        textbooks,
        sum(count for count, _day in late),
        date.fromisoformat(oldest) if oldest else None,
    )


def _in_hand(reader_id: Any, on: Any) -> Any:
    is_late = Loan.due_on < on
    return (
        Loan.select(
            Record.kind,
            fn.COUNT(Loan.id),
            fn.SUM(Case(None, [(is_late, 1)], 0)),
            fn.MIN(Case(None, [(is_late, Loan.due_on)])),
        )
        .join(Copy)
        .join(Record)
        .where(Loan.reader == reader_id, is_open())
        .group_by(Record.kind)
        .tuples()
    )


_IN_HAND = Prepared(_in_hand, "reader_id", "on")


def open_loans(reader_id: int) -> list[Loan]:
    """Return the reader's open loans with copy and record, those due last on top."""
    return _OPEN_LOANS.all(reader_id=reader_id)


_OPEN_LOANS = Prepared(
    lambda reader_id: (
        Loan.select(Loan, Copy, Record)
        .join(Copy)
        .join(Record)
        .where(Loan.reader == reader_id, is_open())
        .order_by(Loan.due_on.desc(), Loan.id.desc())
    ),
    "reader_id",
)


def past_loans(reader_id: int, limit: int = 200) -> list[Loan]:
    """Return the reader's closed loans, the latest first, those undone left out."""
    return list(
        Loan.select(Loan, Copy, Record)
        .join(Copy)
        .join(Record)
        .where(Loan.reader == reader_id, Loan.returned_at.is_null(False), ~Loan.is_undone)
        .order_by(Loan.id.desc())
        .limit(limit)
    )


def loans_of_copy(copy_id: int, limit: int = 200) -> list[Loan]:
    """Return the copy's loans, the latest first, with readers and classes."""
    return list(
        Loan.select(Loan, Reader, SchoolClass)
        .join(Reader)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
        .where(Loan.copy == copy_id, ~Loan.is_undone)
        .order_by(Loan.id.desc())
        .limit(limit)
    )


def open_copies_of(record_id: int) -> tuple[int, int]:
    """Return how many copies of a record are in the fund, and how many of them are free."""
    is_lost = (Replacement.copy == Copy.id) & Replacement.found_on.is_null()
    count, out = (
        Copy.select(fn.COUNT(Copy.id), fn.COUNT(fn.COALESCE(Loan.id, Replacement.id)))
        .join(Loan, JOIN.LEFT_OUTER, on=((Loan.copy == Copy.id) & is_open()))
        .switch(Copy)
        .join(Replacement, JOIN.LEFT_OUTER, on=is_lost)
        .where(Copy.record == record_id, Copy.withdrawn_on.is_null())
        .tuples()
        .get()
    )
    return int(count), int(count) - int(out)


def copies_out() -> Any:
    """Return a query of the ids of copies off the shelf: with a reader, or lost for good."""
    return Loan.select(Loan.copy).where(is_open()).union_all(copies_to_write_off())


def records_available(record_ids: Sequence[int]) -> list[int]:
    """Return those of the records that have a copy on its shelf now, for nobody set aside."""
    aside = Reservation.select(Reservation.copy).where(Reservation.copy.is_null(False))
    copies = Copy.select(Copy.record).where(
        among(Copy.record, record_ids),
        Copy.withdrawn_on.is_null(),
        Copy.id.not_in(copies_out()),
        Copy.id.not_in(aside),
    )
    return [int(number) for (number,) in copies.distinct().tuples()]


def copies_to_write_off() -> Any:
    """Return a query of the ids of copies made good, in the fund still, not found again."""
    return (
        Replacement.select(Replacement.copy)
        .join(Copy, on=Replacement.copy)
        .where(Replacement.found_on.is_null(), Copy.withdrawn_on.is_null())
    )


def copies_out_on(on: date) -> Any:
    """Return a query of the ids of copies that were off the shelf at the end of that day."""
    if on >= clock.today():
        return copies_out()
    end = clock.day_bounds(on)[1]
    lost = Replacement.select(Replacement.copy).where(
        Replacement.accepted_at < end,
        Replacement.found_on.is_null() | (Replacement.found_on > on),
    )
    lent = Loan.select(Loan.copy).where(
        Loan.lent_at < end,
        Loan.returned_at.is_null() | (Loan.returned_at >= end),
        ~Loan.is_undone,
    )
    return lent.union_all(lost)


def lost_for_good(copy_id: int) -> Replacement | None:
    """Return the row by which the copy was made good, unless it has been found again."""
    found: Replacement | None = _LOST_FOR_GOOD.first(copy_id=copy_id)
    return found


_LOST_FOR_GOOD = Prepared(
    lambda copy_id: Replacement.select().where(
        Replacement.copy == copy_id, Replacement.found_on.is_null()
    ),
    "copy_id",
)


def copies_lost(first: date | None, last: date | None) -> Any:
    """Return a query of the ids of copies made good in the period and not found again."""
    query = Replacement.select(Replacement.copy).where(Replacement.found_on.is_null())
    if first is not None:
        query = query.where(Replacement.accepted_on >= first)
    if last is not None:
        query = query.where(Replacement.accepted_on <= last)
    return query


def replacements(where: Any) -> list[Replacement]:
    """Return rows of the notebook in their order, with all that a paper says of them."""
    lost, lost_record = Copy.alias("lost"), Record.alias("lost_record")
    new, new_record = Copy.alias("new"), Record.alias("new_record")
    return list(
        Replacement.select(Replacement, lost, lost_record, new, new_record, SummaryEntry)
        .join(lost, on=Replacement.copy)
        .join(lost_record, on=lost.record)
        .switch(Replacement)
        .join(new, JOIN.LEFT_OUTER, on=Replacement.new_copy)
        .join(new_record, JOIN.LEFT_OUTER, on=new.record)
        .switch(Replacement)
        .join(SummaryEntry, JOIN.LEFT_OUTER, on=Replacement.entry)
        .where(where)
        .order_by(Replacement.year, Replacement.number)
    )


def acts_of(rows: Sequence[Replacement]) -> dict[int, SummaryEntry]:
    """Return the entry by which each row's lost copy was written off, by the row's id."""
    entries = (
        SummaryEntry.select(SummaryEntry, Movement.copy.alias("copy_id"))
        .join(Movement)
        .where(
            SummaryEntry.part == WENT,
            SummaryEntry.kind == "act",
            Movement.copy.in_([one.copy_id for one in rows]),
        )
        .order_by(SummaryEntry.id.desc())
        .objects()
    )
    found: dict[int, SummaryEntry] = {}
    for entry in entries if rows else ():
        for row in rows:
            was_away = row.found_on is None or (row.found_entry_id or 0) > entry.id
            if entry.copy_id == row.copy_id and entry.at >= row.accepted_at and was_away:
                found[int(row.id)] = entry
    return found


def marks(copy_ids: Sequence[int]) -> list[tuple[Replacement, str, str]]:
    """Return (row, lost number, new number) of the rows that are about any of the copies."""
    lost, new = Copy.alias(), Copy.alias()
    ids = list(copy_ids)
    rows = (
        Replacement.select(Replacement, lost.id, lost.inventory_no, new.id, new.inventory_no)
        .join(lost, on=Replacement.copy)
        .switch(Replacement)
        .join(new, JOIN.LEFT_OUTER, on=Replacement.new_copy)
        .where(Replacement.copy.in_(ids) | Replacement.new_copy.in_(ids))
        .order_by(Replacement.id)
    )
    return [
        (row, row.copy.inventory_no, row.new_copy.inventory_no if row.new_copy_id else "")
        for row in rows
    ]


def holders(copy_ids: Sequence[int]) -> list[tuple[int, str, bool]]:
    """Return (copy, who has it, lost) for those of the copies that are out."""
    loans = (
        Loan.select(Loan, Reader, SchoolClass)
        .join(Reader)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
        .where(Loan.copy.in_(list(copy_ids)), is_open())
    )
    return [
        (
            loan.copy_id,
            f"{loan.reader}, {loan.reader.school_class}"
            if loan.reader.school_class_id
            else str(loan.reader),
            loan.lost_on is not None,
        )
        for loan in loans
    ]


def made_good(copy_ids: Sequence[int]) -> list[int]:
    """Return those of the copies that were lost and made good, and are not found again."""
    rows = Replacement.select(Replacement.copy).where(
        Replacement.copy.in_(list(copy_ids)), Replacement.found_on.is_null()
    )
    return [int(row[0]) for row in rows.tuples()]


def day_counts(on: date) -> tuple[int, int, int]:
    """Return loans, returns and visits of that day; what was undone does not count."""
    start, end = clock.day_bounds(on)
    lent, returned = _DAY_DEEDS.first(start=clock.to_utc(start), end=clock.to_utc(end))
    (visits,) = _DAY_VISITS.first(on=on)
    return int(lent), int(returned), int(visits)


def _day_deeds(start: Any, end: Any) -> Any:
    undone = Deed.alias()
    return (
        Deed.select(
            fn.COALESCE(fn.SUM(Case(None, [(Deed.kind.in_(("lent", "swapped")), 1)], 0)), 0),
            fn.COALESCE(fn.SUM(Case(None, [(Deed.kind.in_(("returned", "swapped")), 1)], 0)), 0),
        )
        .join(undone, JOIN.LEFT_OUTER, on=(undone.reverses == Deed.id))
        .where(Deed.at >= start, Deed.at < end, undone.id.is_null())
        .tuples()
    )


_DAY_DEEDS = Prepared(_day_deeds, "start", "end")
_DAY_VISITS = Prepared(
    lambda on: Visit.select(fn.COUNT(Visit.id)).where(Visit.visited_on == on).tuples(), "on"
)


def last_readers(limit: int) -> list[Reader]:
    """Return the readers whose cards were scanned last, each once, the latest first."""
    latest = (
        Deed.select(Deed.reader, fn.MAX(Deed.id).alias("last"))
        .where(
            Deed.id > fn.COALESCE(Deed.select(fn.MAX(Deed.id)), 0) - 200,
            Deed.kind == "reader",
        )
        .group_by(Deed.reader)
        .order_by(SQL("last").desc())
        .limit(limit)
    )
    order = [row[0] for row in latest.tuples()]
    if not order:
        return []
    found = {
        one.id: one
        for one in Reader.select(Reader, SchoolClass)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
        .where(Reader.id.in_(order))
    }
    return [found[one] for one in order if one in found]


def copies_named(text: str) -> Any:
    """Return a query of the ids of copies by inventory number, title or author."""
    by_title = Record.select(Record.id).where(catalogue.SEARCH.matching(text))
    return Copy.select(Copy.id).where(
        Copy.inventory_no.startswith(text.strip()) | Copy.record.in_(by_title)
    )
