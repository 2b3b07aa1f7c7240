"""Single issues with readers: lent by two scans, taken back by one."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from peewee import JOIN

from core import barcodes, clock, journal, settings
from core.barcodes import Kind
from core.database import locked, transaction
from core.errors import NotFound
from core.models import Staff
from plugins.catalogue.models import Record
from plugins.periodicals.errors import (
    IssueMissing,
    NoFreeSet,
    NoReader,
    NotLent,
    ReaderMayNot,
    SeveralHave,
)
from plugins.periodicals.models import Issue, IssueLoan, Title
from plugins.periodicals.services import uses
from plugins.periodicals.services.reading import Number, number_of
from plugins.readers import services as readers
from plugins.readers.models import Reader, SchoolClass


@dataclass(frozen=True)
class Scanned:
    """What two scans did: ``lent`` or ``returned``."""

    kind: str
    loan: IssueLoan


def find_reader(text: str) -> Reader | None:
    """Return whose card was scanned or typed; None for an empty text, UnknownCard if nobody's."""
    words = barcodes.repair_layout("".join(text.split()))
    if not words:
        return None
    code = barcodes.read_code(words)
    if code and code.kind is Kind.READER:
        return readers.get_by_card(code.serial)
    is_number = words.isdecimal() and len(words) < 10
    return readers.get_by_card(int(words) if is_number else 0)


def find_issue(title: Title, text: str) -> Issue:
    """Return the issue of that number that came last; IssueMissing if it has not come."""
    today = clock.today()
    number = number_of(text, today) if text.strip() else Number()
    came = Issue.select().where(
        Issue.title == title, Issue.received_on.is_null(False), Issue.merged_into.is_null()
    )
    if number.day is not None:
        came = came.where(Issue.due_on == number.day)
    elif number.first:
        came = came.where(Issue.first_no <= number.first, Issue.last_no >= number.last)
    found: Issue | None = came.order_by(Issue.year.desc(), Issue.due_on.desc()).first()
    if found is None:
        label = f"{number.day:%d.%m.%Y}" if number.day else f"№ {number.label}"
        raise IssueMissing(number=label, title=title)
    found.title = title
    return found


def scan(issue: Issue, reader: Reader | None, *, by: Staff | None) -> Scanned:
    """Lend the issue to the reader, or take it back from the one who has it."""
    open_loans = open_of(issue)
    if reader is None:
        if not open_loans:
            raise NotLent(number=issue.number, title=issue.title)
        if len(open_loans) > 1:
            raise SeveralHave(number=issue.number)
        return Scanned("returned", take_back(open_loans[0], by=by))
    own = [one for one in open_loans if one.reader_id == reader.id]
    if own:
        return Scanned("returned", take_back(own[0], by=by))
    return Scanned("lent", lend(issue, reader, by=by))


def lend(issue: Issue, reader: Reader | None, *, by: Staff | None) -> IssueLoan:
    """Lend a set of the issue to the reader and return the loan."""
    if reader is None:
        raise NoReader()
    today = clock.today()
    if reader.is_gone(today) or reader.is_blocked:
        raise ReaderMayNot(reader=reader)
    days = int(settings.get("periodicals.loan_days"))
    with transaction():
        fresh = locked(Issue.select().where(Issue.id == issue.id)).get()
        if fresh.received_on is None:
            raise IssueMissing(number=fresh.number, title=fresh.title)
        if uses.taken_sets(fresh) >= fresh.sets:
            raise NoFreeSet(number=fresh.number, reasons="; ".join(uses.reasons(fresh)))
        loan = IssueLoan.create(
            issue=fresh,
            reader=reader,
            lent_at=clock.now(),
            due_on=today + timedelta(days=days),
            by=by,
        )
        journal.record(
            "periodicals.lent",
            by=by,
            about=f"issue {fresh.id}",
            reader=reader.card_no,
            due=loan.due_on,
        )
    return loan


def take_back(loan: IssueLoan, *, by: Staff | None) -> IssueLoan:
    """Note that the issue came back, and return the loan; back already, nothing changes."""
    with transaction():
        fresh = locked(IssueLoan.select().where(IssueLoan.id == loan.id)).get_or_none()
        if fresh is None:
            raise NotFound()
        if fresh.returned_at is None:
            fresh.returned_at = clock.now()
            fresh.save()
            journal.record("periodicals.returned", by=by, about=f"issue {fresh.issue_id}")
    return get(fresh.id)


def undo(loan: IssueLoan, *, by: Staff | None) -> None:
    """Undo the last deed with a loan: the return of a returned one, else the lending itself."""
    with transaction():
        fresh = locked(IssueLoan.select().where(IssueLoan.id == loan.id)).get_or_none()
        if fresh is None:
            raise NotFound()
        journal.record(
            "periodicals.loan_undone", by=by, about=f"issue {fresh.issue_id}", loan=fresh.id
        )
        if fresh.returned_at is None:
            fresh.delete_instance()
            return
        issue = locked(Issue.select().where(Issue.id == fresh.issue_id)).get()
        if uses.taken_sets(issue) >= issue.sets:
            raise NoFreeSet(number=issue.number, reasons="; ".join(uses.reasons(issue)))
        fresh.returned_at = None
        fresh.save()


def get(loan_id: Any) -> IssueLoan:
    """Return the loan with its issue and reader; NotFound if there is none."""
    found: IssueLoan | None = _with_all().where(IssueLoan.id == loan_id).get_or_none()
    if found is None:
        raise NotFound()
    return found


def open_of(issue: Issue) -> list[IssueLoan]:
    """Return who has the issue now."""
    return list(_with_all().where(IssueLoan.issue == issue, IssueLoan.returned_at.is_null()))


def open_of_reader(reader: Reader) -> list[IssueLoan]:
    """Return the issues that the reader has now, the first due first."""
    return list(
        _with_all()
        .where(IssueLoan.reader == reader, IssueLoan.returned_at.is_null())
        .order_by(IssueLoan.due_on)
    )


def latest(limit: int) -> list[IssueLoan]:
    """Return the loans made last, the latest first."""
    return list(_with_all().order_by(IssueLoan.id.desc()).limit(limit))


def overdue(on: date | None = None) -> list[IssueLoan]:
    """Return the loans past their day, the longest first."""
    today = on or clock.today()
    return list(
        _with_all()
        .where(IssueLoan.returned_at.is_null(), IssueLoan.due_on < today)
        .order_by(IssueLoan.due_on, IssueLoan.id)
    )


def _with_all() -> Any:
    return (
        IssueLoan.select(IssueLoan, Issue, Title, Record, Reader, SchoolClass)
        .join(Issue)
        .join(Title)
        .join(Record)
        .switch(IssueLoan)
        .join(Reader)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
    )
