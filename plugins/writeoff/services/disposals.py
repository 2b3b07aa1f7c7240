"""What became of the books after the act: a classroom, waste paper, another school."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext

from core import clock, journal
from core.database import transaction
from core.models import Staff
from plugins.fund.models import Copy
from plugins.fund.services.amounts import price_of
from plugins.writeoff import queries
from plugins.writeoff.errors import (
    CopiesLeft,
    DetailMissing,
    FateKnown,
    NoCopiesFound,
    NotOnAct,
    ReceiptMissing,
    WrongWeight,
)
from plugins.writeoff.models import FATES, Case, CaseCopy, Disposal
from plugins.writeoff.services.lists import named
from plugins.writeoff.services.steps import ensure_at, keep

_CHUNK = 500


def grams_of(text: Any) -> int:
    """Return a weight as typed in kilograms (``124,5``) in grams; WrongWeight if it is none."""
    words = "".join(str(text).split()).replace(",", ".")
    try:
        kilograms = Decimal(words)
    except InvalidOperation:
        raise WrongWeight(weight=str(text)[:20]) from None
    if not kilograms.is_finite() or not 0 < kilograms <= 100_000:
        raise WrongWeight(weight=str(text)[:20])
    return int((kilograms * 1000).quantize(Decimal(1), ROUND_HALF_UP))


def dispose(
    case: Case,
    kind: str,
    numbers: str | None = None,
    *,
    on: date | None = None,
    by: Staff | None,
    **details: Any,
) -> Disposal:
    """Say what became of copies of the act and return the paper's line.

    ``numbers`` names them; None takes all that are left. ``details`` are room and teacher;
    kg, price, account, receipt_no and receipt_on; to_school; note.
    """
    if kind not in FATES:
        raise DetailMissing(what=gettext("what became of the books"))
    disposal = Disposal(kind=kind, done_on=on or clock.today(), at=clock.now(), by=by)
    disposal.note = _words(details, "note")
    if kind == "classroom":
        disposal.room = _needed(details, "room", gettext("classroom"))
        disposal.teacher = _needed(details, "teacher", gettext("teacher"))
    elif kind == "transfer":
        disposal.to_school = _needed(details, "to_school", gettext("school"))
        disposal.teacher = _words(details, "teacher")
    else:
        _weigh(disposal, details)
    with transaction():
        fresh = ensure_at(case, "approved")
        rows = _rows(fresh, numbers)
        disposal.case = fresh
        disposal.save(force_insert=True)
        ids = [one.id for one in rows]
        for start in range(0, len(ids), _CHUNK):
            CaseCopy.update(fate=kind, disposal=disposal).where(
                CaseCopy.id.in_(ids[start : start + _CHUNK])
            ).execute()
        journal.record(
            "writeoff.disposed",
            by=by,
            about=f"case {case.id}",
            what=kind,
            where=disposal.where,
            copies=len(ids),
        )
    keep(case, fresh)
    return disposal


def set_receipt(disposal: Disposal, *, by: Staff | None, **details: Any) -> Disposal:
    """Write down the receipt for waste paper, its weight and sum, and return the line."""
    if disposal.kind != "waste":
        raise DetailMissing(what=gettext("waste paper"))
    _needed(details, "receipt_no", gettext("receipt No."))
    if not details.get("receipt_on"):
        raise DetailMissing(what=gettext("date of the receipt"))
    with transaction():
        ensure_at(disposal.case, "approved")
        _weigh(disposal, details)
        disposal.save()
        journal.record(
            "writeoff.receipt",
            by=by,
            about=f"case {disposal.case_id}",
            receipt=disposal.receipt_no,
            amount=disposal.amount,
        )
    return disposal


def close(case: Case, *, by: Staff | None) -> Case:
    """Close the case once every copy has had its end and every receipt is there; return it."""
    with transaction():
        fresh = ensure_at(case, "approved")
        count = queries.left(fresh)
        if count:
            raise CopiesLeft(count=count)
        if any(one.awaits_receipt for one, _count in queries.disposals(fresh)):
            raise ReceiptMissing()
        fresh.state, fresh.closed_on = "closed", clock.today()
        fresh.save()
        journal.record("writeoff.closed", by=by, about=f"case {case.id}")
    keep(case, fresh)
    return case


def _weigh(disposal: Disposal, details: dict[str, Any]) -> None:
    disposal.grams = grams_of(details.get("kg", ""))
    disposal.price = price_of(details.get("price", ""))
    disposal.amount = (disposal.kg * disposal.price).quantize(Decimal("0.01"), ROUND_HALF_UP)
    disposal.account = _words(details, "account")
    disposal.receipt_no = _words(details, "receipt_no")
    disposal.receipt_on = details.get("receipt_on")


def _rows(case: Case, numbers: str | None) -> Sequence[CaseCopy]:
    """Return the rows meant; all of them must be on the act and still without an end."""
    if numbers is None:
        rows = list(CaseCopy.select().where(CaseCopy.case == case, queries.is_left()))
        if not rows:
            raise NoCopiesFound()
        return rows
    copies, unknown = named(numbers)
    if unknown:
        raise NotOnAct(number=unknown[0])
    by_copy = {one.copy_id: one for one in CaseCopy.select().where(CaseCopy.case == case)}
    return [_still_here(by_copy, copy) for copy in copies]


def _still_here(by_copy: dict[int, CaseCopy], copy: Copy) -> CaseCopy:
    row = by_copy.get(copy.id)
    if row is None:
        raise NotOnAct(number=copy.inventory_no)
    if row.fate:
        raise FateKnown(number=row.inventory_no, fate=FATES[str(row.fate)])
    return row


def _words(details: dict[str, Any], name: str) -> str:
    return str(details.get(name) or "").strip()


def _needed(details: dict[str, Any], name: str, title: str) -> str:
    words = _words(details, name)
    if not words:
        raise DetailMissing(what=title)
    return words
