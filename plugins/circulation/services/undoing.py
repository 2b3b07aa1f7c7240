"""Undoing a deed of the desk: a line that reverses it, never a deletion."""

import json
from datetime import date, datetime, timedelta

from peewee import JOIN, IntegrityError

from core.database import locked, transaction
from core.models import Staff
from plugins.circulation import queries
from plugins.circulation.errors import AlreadyUndone, NothingToUndo, TooLateToUndo
from plugins.circulation.models import Deed, Loan, Passing
from plugins.circulation.services import answers, class_marks, reservations, rules
from plugins.circulation.services.answers import Answer
from plugins.readers.models import Reader

UNDOABLE = ("lent", "returned", "swapped", "renewed", "lost", "noted")


def remember(loan: Loan) -> str:
    """Return what of the loan a deed may change, as JSON for the log line."""
    return json.dumps(
        {
            "due_on": loan.due_on.isoformat(),
            "renewals": loan.renewals,
            "lost_on": loan.lost_on.isoformat() if loan.lost_on else None,
            "note": loan.note,
        },
        ensure_ascii=False,
    )


def undo(deed_id: int | None, *, by: Staff | None, at: datetime) -> tuple[Deed, Answer]:
    """Reverse the deed, or the person's last that can be; return it and the answer.

    The caller writes the reversing line (it carries the request id). Raises NothingToUndo,
    AlreadyUndone or TooLateToUndo and changes nothing.
    """
    with transaction():
        deed = _find(deed_id, by=by, at=at)
        kept = Answer.from_dict(json.loads(str(deed.answer)))
        kept.more.pop("reserved", None)
        if deed.loan_id is None:
            if deed.copy_id is not None:
                reservations.return_undone(deed.copy)
            else:
                _unmark(str(deed.before))
            return deed, answers.undone(kept)
        loan = deed.loan
        number = loan.copy.inventory_no
        try:
            with transaction():
                if deed.kind == "lent":
                    _cancel(loan, by=by, at=at)
                    waits = reservations.returned(loan.copy, at=at)
                    if waits is not None:
                        return deed, answers.aside(answers.undone(kept), waits)
                elif deed.kind == "returned":
                    _reopen(loan, str(deed.before))
                elif deed.kind == "swapped":
                    _cancel(loan, by=by, at=at)
                    # What the class teacher had passed on is his again, and may be passed on anew.
                    Passing.delete().where(Passing.loan == loan).execute()
                    _reopen(deed.other_loan, str(deed.before))
                else:
                    _restore(loan, str(deed.before))
        except IntegrityError as fault:
            # The copy has gone out again: a second open loan of it cannot be.
            raise TooLateToUndo(number=number) from fault
        return deed, answers.undone(kept)


def remember_mark(what: str, pupil: Reader, item_id: int | None, on: date) -> str:
    """Return a mark of the class issue as JSON for the log line."""
    kept = {"mark": what, "pupil": int(pupil.id), "item": item_id, "on": on.isoformat()}
    return json.dumps(kept)


def _unmark(before: str) -> None:
    kept = json.loads(before)
    on = date.fromisoformat(kept["on"])
    class_marks.take_back(kept["mark"], kept["pupil"], kept["item"], on)


def _find(deed_id: int | None, *, by: Staff | None, at: datetime) -> Deed:
    minutes = rules.undo_minutes()
    reversal = Deed.alias()
    query = (
        Deed.select(Deed.id, reversal.id)
        .join(reversal, JOIN.LEFT_OUTER, on=(reversal.reverses == Deed.id))
        .where(Deed.kind.in_(UNDOABLE), Deed.at >= at - timedelta(minutes=minutes))
        .order_by(Deed.id.desc())
        .limit(1)
        .tuples()
    )
    if deed_id is None:
        query = query.where(Deed.by == (by.id if by else None), reversal.id.is_null())
    else:
        query = query.where(Deed.id == deed_id)
    row = query.first()
    if row is None:
        raise NothingToUndo(minutes=minutes)
    deed: Deed = locked(Deed.select().where(Deed.id == row[0])).get()
    # Asked again now that the line is locked: another desk may have undone it meanwhile.
    if row[1] is not None or Deed.select().where(Deed.reverses == deed.id).exists():
        raise AlreadyUndone()
    return deed


def _cancel(loan: Loan, *, by: Staff | None, at: datetime) -> None:
    """Close a loan that should not have been; it stays on record as undone."""
    changed = (
        Loan.update(returned_at=at, returned_by=by, is_undone=True)
        .where(Loan.id == loan.id, queries.is_open())
        .execute()
    )
    if not changed:
        raise TooLateToUndo(number=loan.copy.inventory_no)
    reservations.loan_undone(loan)


def _reopen(loan: Loan, before: str) -> None:
    """Open a loan again that was closed by mistake, unless the copy has gone out since."""
    is_lost = queries.lost_for_good(loan.copy_id) is not None
    if loan.returned_at is None or loan.copy.withdrawn_on is not None or is_lost:
        raise TooLateToUndo(number=loan.copy.inventory_no)
    reservations.return_undone(loan.copy)
    Loan.update(returned_at=None, returned_by=None, **_values(before)).where(
        Loan.id == loan.id
    ).execute()


def _restore(loan: Loan, before: str) -> None:
    """Give an open loan back the due date, note and state it had."""
    changed = Loan.update(**_values(before)).where(Loan.id == loan.id, queries.is_open()).execute()
    if not changed:
        raise TooLateToUndo(number=loan.copy.inventory_no)


def _values(before: str) -> dict[str, object]:
    kept = json.loads(before)
    return {
        "due_on": date.fromisoformat(kept["due_on"]),
        "renewals": kept["renewals"],
        "lost_on": date.fromisoformat(kept["lost_on"]) if kept["lost_on"] else None,
        "note": kept["note"],
    }
