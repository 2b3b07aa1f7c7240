"""Deeds on a loan from the desk: renew, report lost, note; each once, logged and undoable."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _

from core import clock
from core.database import locked, transaction
from core.errors import LibraryError
from core.models import Staff
from plugins.circulation import queries
from plugins.circulation.errors import NotForRenewing, NothingToRenew, UnknownLoan
from plugins.circulation.models import Loan
from plugins.circulation.services import answers, lending, log, reservations, rules, undoing
from plugins.circulation.services.answers import Answer
from plugins.circulation.services.availability import Availability
from plugins.circulation.services.log import Done
from plugins.readers import services as readers
from plugins.readers.models import Reader

_RENEWED = _("Renewed: %(reader)s")
_LOST = _("Reported lost: %(reader)s")
_NOTED = _("Note kept: %(reader)s")


def renew(
    loan_id: int, *, by: Staff | None, at: datetime | None = None, request_id: str | None = None
) -> Answer:
    """Renew the loan and return the answer, which carries the new due date; or a refusal."""
    return _on_loan("renewed", loan_id, lambda one: lending.renew(one, at=at), by, at, request_id)


def report_lost(
    loan_id: int, *, by: Staff | None, at: datetime | None = None, request_id: str | None = None
) -> Answer:
    """Note that the reader has lost the copy and return the answer."""
    return _on_loan(
        "lost", loan_id, lambda one: lending.report_lost(one, at=at), by, at, request_id
    )


def note(
    loan_id: int,
    text: str,
    *,
    by: Staff | None,
    at: datetime | None = None,
    request_id: str | None = None,
) -> Answer:
    """Keep a note on the loan and return the answer."""
    text = log.clean(text, 500)
    return _on_loan("noted", loan_id, lambda one: lending.write_note(one, text), by, at, request_id)


def renew_all(
    card: int, *, by: Staff | None, at: datetime | None = None, request_id: str | None = None
) -> Answer:
    """Renew every loan of the card's reader that may be renewed, textbooks left alone.

    Each loan gets its own line, so that each can be undone.
    """
    at = at or clock.now()
    reader: Reader | None = None

    def act() -> Done:
        nonlocal reader
        reader = readers.get_by_card(card)
        loans = [one for one in queries.open_loans(reader.id) if _may_be_renewed(one)]
        if not loans:
            raise NothingToRenew()
        for loan in loans:
            done = _do("renewed", loan, lambda one: lending.renew(one, at=at))
            log.write(done, f"renewed {loan.id}", by=by, at=at)
        return Done(answers.renewed(reader, len(loans)), reader=reader)

    return log.do_once(
        act,
        refused=lambda refusal: Done(
            answers.refused(refusal, None, reader), "refused", reader=reader
        ),
        asked=lambda: f"renew all {card}",
        by=by,
        at=at,
        request_id=request_id,
    )


def renew_own(loan_id: int, reader: Reader, *, at: datetime | None = None) -> Loan:
    """Renew a loan for its own reader, who asks from outside: the desk's rules, no librarian.

    UnknownLoan if it is not his open loan; NotForRenewing if only the desk may renew it.
    """
    at = at or clock.now()
    with transaction():
        loan: Loan | None = locked(Loan.select().where(Loan.id == loan_id)).first()
        if loan is None or loan.reader_id != reader.id or loan.returned_at is not None:
            raise UnknownLoan()
        lending.ensure_may_borrow(reader, at)
        record = loan.copy.record
        if not _is_renewable(loan) or loan.is_in_reading_room:
            raise NotForRenewing(title=record.full_title)
        done = _do("renewed", loan, lambda one: lending.renew(one, at=at))
        log.write(done, f"renewed {loan.id}", by=None, at=at)
        assert done.loan is not None
        return done.loan


def loans_of(reader: Reader) -> list[Loan]:
    """Return what the reader has in hand, with copies and records, what is due first on top."""
    return queries.open_loans(reader.id)[::-1]


def may_renew_own(loan: Loan, copies: Availability) -> bool:
    """Return whether the reader may renew the loan himself; ``copies`` are those of its record."""
    is_awaited = copies.waiting > copies.free
    return _is_renewable(loan) and not loan.is_in_reading_room and not is_awaited


def _may_be_renewed(loan: Loan) -> bool:
    return _is_renewable(loan) and not reservations.stops_renewal(loan)


def _is_renewable(loan: Loan) -> bool:
    return bool(
        loan.copy.record.kind != "textbook"
        and loan.renewals < rules.renewals_allowed()
        and loan.lost_on is None
    )


def _on_loan(
    kind: str,
    loan_id: int,
    deed: Callable[[Loan], Loan],
    by: Staff | None,
    at: datetime | None,
    request_id: str | None,
) -> Answer:
    loan: Loan | None = None

    def act() -> Done:
        nonlocal loan
        loan = locked(Loan.select().where(Loan.id == loan_id)).first()
        if loan is None:
            raise UnknownLoan()
        return _do(kind, loan, deed)

    def refused(refusal: LibraryError) -> Done:
        copy, reader = (loan.copy, loan.reader) if loan else (None, None)
        return Done(answers.refused(refusal, copy, reader), "refused", copy, reader)

    return log.do_once(
        act,
        refused=refused,
        asked=lambda: f"{kind} {loan_id}",
        by=by,
        at=at,
        request_id=request_id,
    )


def _do(kind: str, loan: Loan, deed: Callable[[Loan], Loan]) -> Done:
    words: dict[str, Any] = {"renewed": _RENEWED, "lost": _LOST, "noted": _NOTED}
    before = undoing.remember(loan)
    after = deed(loan)
    answer = answers.lent(after.copy, after.reader, after)
    answer.kind = kind
    answer.headline = str(words[kind]) % {"reader": answers.who(after.reader)}
    if kind == "lost":
        answer.more["page"] = answers.replacement_page(after)
    return Done(answer, kind, after.copy, after.reader, after, before=before)
