"""Deeds on a loan from the desk: renew, report lost, note; logged and undoable like a scan."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _

from core import clock, journal
from core.database import transaction
from core.models import Staff
from plugins.circulation import queries
from plugins.circulation.models import Deed, Loan
from plugins.circulation.services import answers, lending, rules, undoing
from plugins.circulation.services.answers import Answer

_RENEWED = _("Renewed: %(reader)s")
_LOST = _("Reported lost: %(reader)s")
_NOTED = _("Note kept: %(reader)s")


def renew(loan: Loan, *, by: Staff | None, at: datetime | None = None) -> Answer:
    """Renew the loan and log it; the answer carries the new due date."""
    return _do("renewed", _RENEWED, loan, lambda one: lending.renew(one, at=at), by, at)


def renew_all(reader_id: int, *, by: Staff | None, at: datetime | None = None) -> list[Answer]:
    """Renew every loan of the reader that may be renewed, textbooks left alone."""
    with transaction():
        return [
            renew(loan, by=by, at=at)
            for loan in queries.open_loans(reader_id)
            if loan.copy.record.kind != "textbook"
            and loan.renewals < rules.renewals_allowed()
            and loan.lost_on is None
        ]


def report_lost(loan: Loan, *, by: Staff | None, at: datetime | None = None) -> Answer:
    """Note that the reader has lost the copy and log it."""
    return _do("lost", _LOST, loan, lambda one: lending.report_lost(one, at=at), by, at)


def note(loan: Loan, text: str, *, by: Staff | None, at: datetime | None = None) -> Answer:
    """Keep a note on the loan and log it."""
    return _do("noted", _NOTED, loan, lambda one: lending.write_note(one, text), by, at)


def _do(
    kind: str,
    words: Any,
    loan: Loan,
    deed: Callable[[Loan], Loan],
    by: Staff | None,
    at: datetime | None,
) -> Answer:
    with transaction():
        before = undoing.remember(loan)
        after = deed(loan)
        answer = answers.lent(after.copy, after.reader, after)
        answer.kind = kind
        answer.headline = str(words) % {"reader": answers.who(after.reader)}
        line = Deed.create(
            at=at or clock.now(),
            by=by,
            kind=kind,
            asked=f"{kind} {loan.id}",
            copy=after.copy,
            reader=after.reader,
            loan=after,
            before=before,
            answer=answer.as_json(),
        )
        journal.record(f"desk.{kind}", by=by, about=f"copy {after.copy_id}", deed=line.id)
    answer.deed = line.id
    return answer
