"""Stock-takes (түгендеу): every scan is answered at once, the results are counted from the scans.

Lending goes on meanwhile: whether a copy is out is asked when the result is shown, for the last
time when the stock-take ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from core import barcodes, clock, journal
from core.barcodes import Kind
from core.database import locked, transaction
from core.models import Staff
from core.sections import gather, hook
from plugins.catalogue.models import Record
from plugins.fund.errors import StocktakeEnded, UnknownStocktake
from plugins.fund.models import Copy, Stocktake, StocktakeScan
from plugins.fund.services.copies import find_by_id, find_by_number
from plugins.fund.services.stocktake_results import (
    FOUND,
    Result,
    expected,
    keep,
    missing,
    result,
)

__all__ = [
    "FOUND",
    "Checked",
    "Result",
    "end",
    "get",
    "last_scans",
    "missing",
    "result",
    "scan",
    "scan_many",
]


@dataclass(frozen=True)
class Checked:
    """What a scan turned out to be: its kind, a sentence, and the copy if there is one."""

    kind: str
    sentence: str
    copy: Copy | None = None

    @property
    def tone(self) -> str:
        """Return the tone of the message and of the sound."""
        return {"present": "ok", "again": "ask", "misplaced": "warn", "on_loan": "warn"}.get(
            self.kind, "bad"
        )


def get(number: Any) -> Stocktake:
    """Return the stock-take; UnknownStocktake if there is none."""
    found: Stocktake | None = Stocktake.get_or_none(Stocktake.id == number)
    if found is None:
        raise UnknownStocktake()
    return found


def scan(stocktake: Stocktake, text: str, *, by: Staff | None) -> Checked:
    """Note one scan and return what it is; nothing about the copy itself is changed."""
    text = text.replace("\0", "").strip()[:60]
    with transaction():
        fresh = locked(Stocktake.select().where(Stocktake.id == stocktake.id)).get()
        if fresh.ended_on is not None:
            raise StocktakeEnded(stocktake=stocktake)
        answer = _judged(fresh, text)
        StocktakeScan.create(
            stocktake=stocktake,
            copy=answer.copy,
            text=text,
            kind=answer.kind,
            at=clock.now(),
            by=by,
        )
    return answer


def scan_many(stocktake: Stocktake, texts: Iterable[str], *, by: Staff | None) -> dict[str, int]:
    """Note the scans of a data collector's file, a code a line; return how many of each kind."""
    counts: dict[str, int] = {}
    with transaction():
        for text in texts:
            if text.strip():
                kind = scan(stocktake, text, by=by).kind
                counts[kind] = counts.get(kind, 0) + 1
    return counts


def _judged(stocktake: Stocktake, text: str) -> Checked:
    copy = _copy(text)
    if copy is None:
        return Checked("unknown", gettext("Nobody knows %(code)s. Put the book aside.", code=text))
    if _is_found(stocktake, copy):
        return Checked("again", gettext("%(copy)s has been scanned already.", copy=copy), copy)
    if copy.withdrawn_on is not None:
        day = f"{copy.withdrawn_on:%d.%m.%Y}"
        words = gettext("%(copy)s was written off on %(day)s. Put it aside.", copy=copy, day=day)
        return Checked("gone", words, copy)
    reasons = gather(hook.copy_blockers(copy=copy)) or _states(copy)
    if reasons:
        words = gettext(
            "%(copy)s is here, but: %(reasons)s. Take it back at the desk.",
            copy=copy,
            reasons="; ".join(reasons),
        )
        return Checked("on_loan", words, copy)
    if copy.fund != stocktake.fund:
        words = gettext("%(copy)s belongs to the other fund.", copy=copy)
        return Checked("other", words, copy)
    if not Copy.select().where(Copy.id == copy.id, expected(stocktake)).exists():
        words = gettext(
            "%(copy)s belongs elsewhere: %(shelf)s.", copy=copy, shelf=copy.shelf or copy.record.bbk
        )
        return Checked("misplaced", words, copy)
    return Checked("present", f"{copy} {copy.record.full_title}", copy)


def _states(copy: Copy) -> list[str]:
    """Return what makes the copy one that is not on the shelf, though nobody has it."""
    answers = hook.copy_states(copy_ids=[copy.id])
    return [str(answer[copy.id].label) for answer in answers if copy.id in answer]


def _copy(text: str) -> Copy | None:
    for one in dict.fromkeys((text, barcodes.repair_layout(text))):
        code = barcodes.read_code(one)
        if code is not None:
            found = find_by_id(code.serial) if code.kind is Kind.COPY else None
        else:
            found = find_by_number(one) if one else None
        if found is not None:
            return found
    return None


def _is_found(stocktake: Stocktake, copy: Copy) -> bool:
    return bool(
        StocktakeScan.select()
        .where(
            StocktakeScan.stocktake == stocktake,
            StocktakeScan.copy == copy,
            StocktakeScan.kind.in_(FOUND),
        )
        .exists()
    )


def last_scans(stocktake: Stocktake, limit: int = 12) -> list[StocktakeScan]:
    """Return the last scans, the latest first."""
    return list(
        StocktakeScan.select(StocktakeScan, Copy, Record)
        .left_outer_join(Copy)
        .left_outer_join(Record)
        .where(StocktakeScan.stocktake == stocktake)
        .order_by(StocktakeScan.id.desc())
        .limit(limit)
    )


def end(stocktake: Stocktake, *, by: Staff | None) -> None:
    """End the stock-take: nothing more is scanned in it, and its result is kept as it is now."""
    with transaction():
        changed = (
            Stocktake.update(ended_on=clock.today())
            .where(Stocktake.id == stocktake.id, Stocktake.ended_on.is_null())
            .execute()
        )
        if not changed:
            raise StocktakeEnded(stocktake=stocktake)
        keep(stocktake)
        journal.record("fund.stocktake", by=by, about=f"stocktake {stocktake.id}")
