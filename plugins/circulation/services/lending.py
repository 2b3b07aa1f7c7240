"""Lending and taking back: the only room that writes loans. Each deed is one transaction."""

from dataclasses import dataclass
from datetime import datetime

from peewee import IntegrityError

from core import clock
from core.database import is_sqlite, locked, transaction
from core.models import Staff
from core.prepared import Prepared, PreparedInsert
from plugins.catalogue.models import Record
from plugins.circulation import queries
from plugins.circulation.errors import (
    CopyOnLoan,
    CopyReplaced,
    LimitReached,
    LoanClosed,
    LostWrittenOff,
    OverdueStopsLending,
    ReaderHasOverdue,
    ReadingRoomOnly,
    RenewedTooOften,
    ReservedByOthers,
)
from plugins.circulation.models import Loan
from plugins.circulation.services import reservations, rules
from plugins.circulation.services.answers import who
from plugins.fund.models import Copy
from plugins.fund.services import ensure_in_fund
from plugins.readers.errors import ReaderBlocked, ReaderGone
from plugins.readers.models import Reader

_add_loan = PreparedInsert(Loan)


@dataclass(frozen=True)
class Found:
    """A copy as the desk sees it: with its record, and with its open loan if there is one."""

    copy: Copy
    loan: Loan | None


def look_up(copy: Copy) -> Found:
    """Return the copy with its open loan; on PostgreSQL the copy stays locked till the end."""
    if not is_sqlite():
        # Another desk may have withdrawn it since it was read.
        for fresh in locked(Copy.select(Copy.withdrawn_on).where(Copy.id == copy.id)):
            copy.withdrawn_on = fresh.withdrawn_on
        ensure_in_fund(copy)
    return Found(copy, queries.open_loan_of(copy.id))


def lend(
    copy: Copy,
    reader: Reader,
    *,
    by: Staff | None,
    at: datetime | None = None,
    confirmed: frozenset[str] = frozenset(),
) -> Loan:
    """Lend the copy to the reader and return the loan; judged in the librarian's order.

    Raises a refusal, or a question whose code is not among ``confirmed``.
    """
    at = at or clock.now()
    with transaction():
        ensure_in_fund(copy)
        ensure_not_lost(copy)
        ensure_may_borrow(reader, at)
        claims = reservations.claims_on(copy)
        if claims and reservations.YES not in confirmed:
            reservations.ensure_not_reserved(claims, copy, reader, at.date(), who)
        in_room = _ensure_goes_home(copy, confirmed)
        _ensure_hand_is_free(copy.record, reader, at, confirmed)
        due = at.date() if in_room else rules.due_on(copy.record, reader, on=at.date())
        try:
            loan = _add_loan(
                copy=copy,
                reader=reader,
                lent_at=at,
                lent_by=by,
                due_on=due,
                is_in_reading_room=in_room,
                condition_out=copy.condition,
            )
        except IntegrityError as fault:
            # The partial unique index: another desk was quicker after we had looked.
            raise CopyOnLoan(number=copy.inventory_no, reader="–") from fault
        if claims:
            reservations.lent(claims, copy, loan, at=at, by=by)
        return loan


def ensure_not_lost(copy: Copy) -> None:
    """Raise CopyReplaced or LostWrittenOff if the copy was made good and has now turned up."""
    row = queries.lost_for_good(copy.id)
    if row is None:
        return
    if copy.withdrawn_on is not None:
        day = f"{copy.withdrawn_on:%d.%m.%Y}"
        raise LostWrittenOff(number=copy.inventory_no, on=day, row=row.id)
    day = f"{row.accepted_on:%d.%m.%Y}"
    raise CopyReplaced(number=copy.inventory_no, on=day, row=row.id)


def ensure_may_borrow(reader: Reader, at: datetime) -> None:
    """Raise ReaderGone or ReaderBlocked if nothing may be lent to the reader at all."""
    if reader.is_gone(at.date()):
        raise ReaderGone(reader=reader, on=f"{reader.left_on:%d.%m.%Y}")
    if reader.is_blocked:
        raise ReaderBlocked(reader=reader)


def _ensure_goes_home(copy: Copy, confirmed: frozenset[str]) -> bool:
    """Return True if the copy goes to the reading room, False if home; raise if neither."""
    if not copy.is_reading_room_only:
        return False
    refusal = ReadingRoomOnly(number=copy.inventory_no)
    if refusal.code not in confirmed:
        raise refusal
    return True


def _ensure_hand_is_free(
    record: Record, reader: Reader, at: datetime, confirmed: frozenset[str]
) -> None:
    policy, counts = rules.overdue_policy(record), rules.counts_towards_limit(record)
    if policy == "lend" and not counts:
        return
    hand = queries.in_hand(reader.id, at.date(), is_debt=rules.is_debt)
    if hand.debts and policy != "lend":
        facts = {
            "reader": reader,
            "count": hand.debts,
            "since": f"{hand.oldest_due:%d.%m.%Y}",
        }
        if policy == "refuse":
            raise OverdueStopsLending(**facts)
        if "reader_has_overdue" not in confirmed:
            raise ReaderHasOverdue(**facts)
    allowed = rules.limit(reader)
    if counts and hand.counted >= allowed and "limit_reached" not in confirmed:
        raise LimitReached(reader=reader, count=hand.counted, limit=allowed)


def take_back(loan: Loan, *, by: Staff | None, at: datetime | None = None) -> Loan:
    """Close the loan and return it. A copy reported lost is found again by this."""
    at = at or clock.now()
    with transaction():
        changed = _CLOSE.change(id=loan.id, at=clock.to_utc(at), by=by.id if by else None)
        if not changed:
            raise LoanClosed(number=loan.copy.inventory_no)
        loan.returned_at, loan.returned_by, loan.lost_on = at, by, None
    return loan


_CLOSE = Prepared(
    lambda id, at, by: Loan.update(returned_at=at, returned_by=by, lost_on=None).where(
        Loan.id == id, queries.is_open()
    ),
    "id",
    "at",
    "by",
)


def renew(loan: Loan, *, at: datetime | None = None) -> Loan:
    """Move the due date as if the copy were lent today.

    RenewedTooOften past the limit, ReservedByOthers if another reader waits for the book.
    """
    at = at or clock.now()
    with transaction():
        loan = _open(loan)
        if loan.renewals >= rules.renewals_allowed():
            raise RenewedTooOften(number=loan.copy.inventory_no, times=loan.renewals)
        if reservations.stops_renewal(loan):
            raise ReservedByOthers(title=loan.copy.record.full_title)
        due = rules.due_on(loan.copy.record, loan.reader, on=at.date())
        loan.due_on = max(due, loan.due_on)
        loan.renewals += 1
        loan.save()
    return loan


def report_lost(loan: Loan, *, at: datetime | None = None) -> Loan:
    """Note that the reader has lost the copy. The loan stays open until it is replaced."""
    at = at or clock.now()
    with transaction():
        loan = _open(loan)
        loan.lost_on = at.date()
        loan.save()
    return loan


def write_note(loan: Loan, note: str) -> Loan:
    """Keep a note on the loan: a torn page, a missing disc."""
    with transaction():
        loan = _open(loan)
        loan.note = note.strip()
        loan.save()
    return loan


def _open(loan: Loan) -> Loan:
    """Return the loan as it is now, locked; LoanClosed if it has ended."""
    fresh: Loan = locked(Loan.select().where(Loan.id == loan.id)).get()
    if fresh.returned_at is not None:
        raise LoanClosed(number=fresh.copy.inventory_no)
    return fresh
