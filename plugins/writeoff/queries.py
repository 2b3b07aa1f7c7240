"""What the pages and papers of a write-off read."""

from datetime import date
from decimal import Decimal
from typing import Any

from peewee import fn

from core.i18n import language
from plugins.catalogue.models import Record
from plugins.fund.models import Copy
from plugins.writeoff.models import Case, CaseCopy, CommissionMember, Disposal, Reason


def rows_of(case: Case, page: int = 0, size: int = 0) -> list[CaseCopy]:
    """Return the list in the order of the inventory numbers; ``size`` rows of a page if given."""
    query = (
        CaseCopy.select(CaseCopy, Copy, Record)
        .join(Copy)
        .join(Record)
        .where(CaseCopy.case == case)
        .order_by(Copy.sort_key, CaseCopy.id)
    )
    return list(query.limit(size).offset(page * size) if size else query)


def latest_rows(case: Case, page: int, size: int) -> list[CaseCopy]:
    """Return a page of the list as it was scanned, the latest first."""
    query = CaseCopy.select().where(CaseCopy.case == case).order_by(CaseCopy.id.desc())
    return list(query.limit(size).offset(page * size))


def sums(case: Case) -> tuple[int, int, Decimal]:
    """Return titles, copies and amount of the list."""
    titles, copies, amount = (
        CaseCopy.select(
            fn.COUNT(Copy.record.distinct()),
            fn.COUNT(CaseCopy.id),
            fn.SUM(CaseCopy.price).coerce(False),
        )
        .join(Copy)
        .where(CaseCopy.case == case)
        .tuples()
        .get()
    )
    return int(titles), int(copies), Decimal(int(amount or 0)).scaleb(-2)


def left(case: Case) -> int:
    """Return how many copies of the list have no end yet."""
    return int(CaseCopy.select().where(CaseCopy.case == case, is_left()).count())


def is_left() -> Any:
    """Return the condition that a copy of an act is still there; one that was lost never was."""
    return (CaseCopy.fate == "") & ~CaseCopy.is_absent


def open_list_of(copy: Copy) -> CaseCopy | None:
    """Return the row of the list on which the copy stands before its approval, or None."""
    found: CaseCopy | None = CaseCopy.get_or_none(CaseCopy.copy == copy, CaseCopy.is_open)
    return found


def members(case: Case) -> list[CommissionMember]:
    """Return the commission, its chairperson first."""
    return list(
        CommissionMember.select()
        .where(CommissionMember.case == case)
        .order_by(CommissionMember.is_chair.desc(), CommissionMember.id)
    )


def last_commission(case: Case) -> Case | None:
    """Return the latest other case that has a commission: the next one is often the same."""
    found: Case | None = (
        Case.select()
        .join(CommissionMember)
        .where(Case.id != case.id)
        .order_by(Case.id.desc())
        .first()
    )
    return found


def disposals(case: Case) -> list[tuple[Disposal, int]]:
    """Return what became of the books so far, with the number of copies of each."""
    counts = dict(
        CaseCopy.select(CaseCopy.disposal, fn.COUNT(CaseCopy.id))
        .where(CaseCopy.case == case, CaseCopy.disposal.is_null(False))
        .group_by(CaseCopy.disposal)
        .tuples()
    )
    found = Disposal.select().where(Disposal.case == case).order_by(Disposal.id)
    return [(one, counts.get(one.id, 0)) for one in found]


def rows_of_disposal(disposal: Disposal) -> list[CaseCopy]:
    """Return the copies that went with it, in the order of their numbers."""
    return list(
        CaseCopy.select(CaseCopy, Copy)
        .join(Copy)
        .where(CaseCopy.disposal == disposal)
        .order_by(Copy.sort_key, CaseCopy.id)
    )


def reasons() -> list[Reason]:
    """Return the school's reasons in their order."""
    return list(Reason.select().order_by(Reason.place, Reason.id))


def reason_words(title_kk: str) -> str | None:
    """Return a reason in the language now spoken; None if the school has no such reason now."""
    found = Reason.get_or_none(Reason.title_kk == title_kk)
    return str(getattr(found, f"title_{language()}") or title_kk) if found else None


def old_textbooks(fund: str, years: int, on: date) -> Any:
    """Return a query of textbooks in the fund that are ``years`` old or older.

    The age is that of the edition; where its year is not known, of the delivery.
    """
    last = on.year - years
    by_edition = Record.year.is_null(False) & (Record.year <= last)
    by_delivery = Record.year.is_null() & (Copy.received_on < date(last + 1, 1, 1))
    return (
        Copy.select(Copy, Record)
        .join(Record)
        .where(Copy.fund == fund, Copy.withdrawn_on.is_null(), Record.kind == "textbook")
        .where(by_edition | by_delivery)
        .order_by(Copy.sort_key)
    )


def replaced_editions(fund: str) -> Any:
    """Return a query of textbooks in the fund of which it has a newer edition too.

    The same title, part, grade and language make the same book.
    """
    newer, other = Record.alias(), Copy.alias()
    same = (
        other.select(other.id)
        .join(newer, on=(other.record == newer.id))
        .where(
            other.fund == fund,
            other.withdrawn_on.is_null(),
            newer.kind == "textbook",
            newer.title == Record.title,
            newer.part == Record.part,
            newer.language == Record.language,
            fn.COALESCE(newer.grade, 0) == fn.COALESCE(Record.grade, 0),
            newer.year > Record.year,
        )
    )
    return (
        Copy.select(Copy, Record)
        .join(Record)
        .where(Copy.fund == fund, Copy.withdrawn_on.is_null(), Record.kind == "textbook")
        .where(fn.EXISTS(same))
        .order_by(Copy.sort_key)
    )


def old_titles(fund: str, years: int, on: date, limit: int) -> list[tuple[Record, int]]:
    """Return the titles with copies past the term of use, the oldest first, and how many.

    Title by title, as there are few: the copies of one are counted off their index.
    """
    last = on.year - years
    here = (Copy.fund == fund) & Copy.withdrawn_on.is_null() & (Copy.record == Record.id)
    counts = []
    for is_old, more in (
        (Record.year.is_null(), Copy.received_on < date(last + 1, 1, 1)),
        (Record.year <= last, None),
    ):
        where = here if more is None else here & more
        count = Copy.select(fn.COUNT(Copy.id)).where(where)
        rows = (
            Record.select(Record.id, Record.year, count)
            .where(Record.kind == "textbook", is_old, fn.EXISTS(Copy.select(Copy.id).where(where)))
            .order_by(Record.year, Record.id)
            .limit(limit)
            .tuples()
        )
        counts += [(int(number), int(copies)) for number, _year, copies in rows]
    found = counts[:limit]
    records = {one.id: one for one in Record.select().where(Record.id.in_([a for a, _ in found]))}
    return [(records[number], count) for number, count in found]


def case_of_copy(copy: Copy) -> CaseCopy | None:
    """Return the latest list on which the copy stands, with its case, or None."""
    found: CaseCopy | None = (
        CaseCopy.select(CaseCopy, Case)
        .join(Case)
        .where(CaseCopy.copy == copy)
        .order_by(CaseCopy.id.desc())
        .first()
    )
    return found
