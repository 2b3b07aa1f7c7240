"""Loans and visits counted in SQL: by day, month, class, title, reader.

A loan that was undone never was. A textbook that the class teacher passed on to a pupil was lent
once: the teacher's loan is the one that counts.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any

from peewee import JOIN, SQL, fn

from core.days import as_day, in_month, local_day, month_end, within
from plugins.catalogue.models import Record
from plugins.circulation.models import KitIssue, Loan, Passing, Visit
from plugins.circulation.services.branches import (
    BRANCHES,
    KINDS,
    LANGUAGES,
    branch_of,
    kind_of,
    language_of,
)
from plugins.circulation.services.sealed_sums import Seals, kept
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass
from plugins.readers.services.groups import GROUPS, KEY, Groups, with_group

#: Keys of the columns of loans: all without textbooks, then the same parted in three ways.
LOAN_KEYS = (
    "all",
    *(f"branch_{one}" for one in BRANCHES),
    *(f"kind_{one}" for one in KINDS),
    *(f"language_{one}" for one in LANGUAGES),
    "textbooks",
)

#: So few days are counted as quickly as their seal is made.
FEW_DAYS = 7

#: The first column, to group by: PostgreSQL takes an expression with values for another one.
FIRST = SQL("1")

#: What decides on the column of a loan.
_BOOK = (Record.kind, Record.bbk, Record.grade, Record.language)


def is_counted(first: date, last: date) -> Any:
    """Return the condition of a loan that counts for these days."""
    passed_on = Passing.select(Passing.loan).where(within(Passing.passed_at, first, last))
    return within(Loan.lent_at, first, last) & ~Loan.is_undone & Loan.id.not_in(passed_on)


def loans_by_day(first: date, last: date) -> dict[date, dict[str, int]]:
    """Return for each day the loans under LOAN_KEYS; of many days as they were kept."""
    if (last - first).days < FEW_DAYS:
        return _loans_by_day(first, last)
    seal = Seals().of_loans(first, last)
    return kept("days", first, last, seal, partial(_loans_by_day, first, last))


def _loans_by_day(first: date, last: date) -> dict[date, dict[str, int]]:
    day = local_day(Loan.lent_at, first, last)
    rows = (
        Loan.select(day, *_BOOK, fn.COUNT(Loan.id))
        .join(Copy)
        .join(Record)
        .where(is_counted(first, last))
        .group_by(FIRST, *_BOOK)
        .tuples()
    )
    found: dict[date, dict[str, int]] = {}
    for on, *book, count in rows:
        _add(found.setdefault(as_day(on), dict.fromkeys(LOAN_KEYS, 0)), book, int(count))
    return found


def each_day(first: date, last: date) -> tuple[dict[date, int], dict[date, int]]:
    """Return the loans, textbooks too, and the visits of each day: no more than their number."""
    day = local_day(Loan.lent_at, first, last)
    loans = Loan.select(day, fn.COUNT(Loan.id)).where(is_counted(first, last)).group_by(FIRST)
    visits = (
        Visit.select(Visit.visited_on, fn.COUNT(Visit.id))
        .where(Visit.visited_on >= first, Visit.visited_on <= last)
        .group_by(Visit.visited_on)
    )
    lent = {as_day(on): int(count) for on, count in loans.tuples()}
    return lent, {on: int(count) for on, count in visits.tuples()}


def loans_in(first: date, last: date, seals: Seals | None = None) -> dict[str, int]:
    """Return the loans of these days under LOAN_KEYS: month by month, as they were kept."""
    seals = seals or Seals()
    found = dict.fromkeys(LOAN_KEYS, 0)
    for start, end in stretches(first, last):
        if (end - start).days >= FEW_DAYS:
            seal = seals.of_loans(start, end)
            some = kept("loans", start, end, seal, partial(_loans_in, start, end))
        else:
            some = _loans_in(start, end)
        for name, count in some.items():
            found[name] += count
    return found


def stretches(first: date, last: date) -> list[tuple[date, date]]:
    """Return the days month by month; the first and the last month may be a part of one."""
    found = []
    while first <= last:
        end = min(month_end(first), last)
        found.append((first, end))
        first = end + timedelta(days=1)
    return found


def _loans_in(first: date, last: date) -> dict[str, int]:
    """Add up by edition first: there are few."""
    by_record = (
        Loan.select(Copy.record.alias("record_id"), fn.COUNT(Loan.id).alias("count"))
        .join(Copy)
        .where(is_counted(first, last))
        .group_by(Copy.record)
    )
    rows = (
        Record.select(*_BOOK, fn.SUM(by_record.c.count))
        .join(by_record, on=(by_record.c.record_id == Record.id))
        .group_by(*_BOOK)
        .tuples()
    )
    found = dict.fromkeys(LOAN_KEYS, 0)
    for *book, count in rows:
        _add(found, book, int(count))
    return found


def _add(found: dict[str, int], book: Iterable[Any], count: int) -> None:
    kind, index, grade, spoken = book
    if kind == "textbook":
        found["textbooks"] += count
        return
    found["all"] += count
    found[f"branch_{branch_of(index, grade)}"] += count
    found[f"kind_{kind_of(kind)}"] += count
    found[f"language_{language_of(spoken)}"] += count


def visits_by_day(first: date, last: date) -> dict[date, dict[str, int]]:
    """Return for each day the visits by group of readers; of many days as they were kept."""
    if (last - first).days < FEW_DAYS:
        return _visits_by_day(first, last)
    seal = Seals().of_visits(first, last)
    return kept("visits", first, last, seal, partial(_visits_by_day, first, last))


def _visits_by_day(first: date, last: date) -> dict[date, dict[str, int]]:
    rows = (
        with_group(Visit.select(Visit.visited_on, *KEY, fn.COUNT(Visit.id)).join(Reader))
        .where(Visit.visited_on >= first, Visit.visited_on <= last)
        .group_by(Visit.visited_on, *KEY)
        .tuples()
    )
    groups = Groups()
    found: dict[date, dict[str, int]] = {}
    for on, kind, grade, left_by, count in rows:
        one = found.setdefault(on, dict.fromkeys(GROUPS, 0))
        one[groups.of(kind, grade, left_by, on)] += int(count)
    return found


def visits_in(first: date, last: date) -> dict[str, int]:
    """Return the visits of these days by group; of many days as they were kept."""
    if (last - first).days < FEW_DAYS:
        return _visits_in(first, last)
    seal = Seals().of_visits(first, last)
    return kept("visits in all", first, last, seal, partial(_visits_in, first, last))


def _visits_in(first: date, last: date) -> dict[str, int]:
    """Add up by reader first, for as long as nobody's grade changes."""
    groups = Groups()
    found = dict.fromkeys(GROUPS, 0)
    for start, end in groups.spans(first, last):
        by_reader = (
            Visit.select(Visit.reader.alias("reader_id"), fn.COUNT(Visit.id).alias("count"))
            .where(Visit.visited_on >= start, Visit.visited_on <= end)
            .group_by(Visit.reader)
        )
        rows = (
            with_group(Reader.select(*KEY, fn.SUM(by_reader.c.count)))
            .join_from(Reader, by_reader, on=(by_reader.c.reader_id == Reader.id))
            .group_by(*KEY)
            .tuples()
        )
        for kind, grade, left_by, count in rows:
            found[groups.of(kind, grade, left_by, end)] += int(count)
    return found


def days_of_work(first: date, last: date) -> set[date]:
    """Return the days on which somebody came, or a class got its textbooks at once."""
    came = Visit.select(Visit.visited_on).where(Visit.visited_on.between(first, last)).distinct()
    kits = KitIssue.select(KitIssue.given_at).where(
        within(KitIssue.given_at, first, last), KitIssue.undone_at.is_null()
    )
    return {row[0] for row in came.tuples()} | {row[0].date() for row in kits.tuples()}


def active_readers(first: date, last: date) -> int:
    """Return how many readers came at least once in these days."""
    query = Visit.select(fn.COUNT(Visit.reader.distinct())).where(
        Visit.visited_on >= first, Visit.visited_on <= last
    )
    return int(query.scalar())


def by_month(first: date, last: date) -> dict[date, tuple[int, int, int]]:
    """Return (loans without textbooks, textbooks, visits) of each month, by its first day."""
    month = in_month(Visit.visited_on)
    came = dict(
        Visit.select(month, fn.COUNT(Visit.id))
        .where(Visit.visited_on >= first, Visit.visited_on <= last)
        .group_by(FIRST)
        .tuples()
    )
    seals = Seals()
    found = {}
    for start, end in stretches(first, last):
        lent = loans_in(start, end, seals)
        visits = int(came.get(f"{start:%Y-%m}", 0))
        found[start] = (lent["all"], lent["textbooks"], visits)
    return found


def _by_reader(first: date, last: date) -> dict[int, int]:
    """Return how much each reader borrowed, textbooks left out."""

    def make() -> dict[int, int]:
        rows = (
            Loan.select(Loan.reader, fn.COUNT(Loan.id))
            .join(Copy)
            .join(Record)
            .where(is_counted(first, last), Record.kind != "textbook")
            .group_by(Loan.reader)
            .tuples()
        )
        return {int(number): int(count) for number, count in rows}

    return kept("readers", first, last, Seals().of_loans(first, last), make)


def by_class(first: date, last: date) -> list[tuple[str, int, int]]:
    """Return (class, loans without textbooks, visits) of each class that is there now."""
    lent = _by_reader(first, last)
    rows = (
        Visit.select(Visit.reader, fn.COUNT(Visit.id))
        .where(Visit.visited_on >= first, Visit.visited_on <= last)
        .group_by(Visit.reader)
        .tuples()
    )
    came = {int(number): int(count) for number, count in rows}
    loans: defaultdict[int, int] = defaultdict(int)
    visits: defaultdict[int, int] = defaultdict(int)
    pupils = Reader.select(Reader.id, Reader.school_class).where(Reader.school_class.is_null(False))
    for reader, number in pupils.tuples():
        loans[number] += lent.get(reader, 0)
        visits[number] += came.get(reader, 0)
    classes = SchoolClass.select().order_by(SchoolClass.sort_key, SchoolClass.id)
    return [(str(one), loans[one.id], visits[one.id]) for one in classes]


def top_titles(first: date, last: date, limit: int = 20) -> list[tuple[Record, int]]:
    """Return the books that were lent most, textbooks left out."""

    def make() -> list[tuple[int, int]]:
        rows = (
            Loan.select(Copy.record, fn.COUNT(Loan.id))
            .join(Copy)
            .join(Record)
            .where(is_counted(first, last), Record.kind != "textbook")
            .group_by(Copy.record)
            .order_by(fn.COUNT(Loan.id).desc(), Copy.record)
            .limit(limit)
            .tuples()
        )
        return [(int(number), int(count)) for number, count in rows]

    counts = kept(f"titles {limit}", first, last, Seals().of_loans(first, last), make)
    records = {
        int(one.id): one
        for one in Record.select().where(Record.id.in_([number for number, _count in counts]))
    }
    return [(records[number], count) for number, count in counts if number in records]


def top_readers(first: date, last: date, limit: int = 20) -> list[tuple[Reader, int]]:
    """Return who borrowed most, textbooks left out, with the classes."""
    lent = _by_reader(first, last)
    counts = sorted(lent.items(), key=lambda one: (-one[1], one[0]))[:limit]
    readers = {
        int(one.id): one
        for one in Reader.select(Reader, SchoolClass)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
        .where(Reader.id.in_([number for number, _count in counts]))
    }
    return [(readers[number], count) for number, count in counts]


def undone_since(first: date, last: date, at: Any) -> int:
    """Return how many loans of these days were undone after that moment."""
    return int(
        Loan.select()
        .where(within(Loan.lent_at, first, last), Loan.is_undone, Loan.returned_at > at)
        .count()
    )
