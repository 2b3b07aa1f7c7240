"""Results of stock-takes: five lists with their sums, counted as it goes on and kept at its end."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from peewee import JOIN, Case, fn

from core.alphabet import sort_key
from core.sections import hook
from plugins.catalogue.models import Record
from plugins.fund.models import Copy, Stocktake, StocktakeLine, StocktakeScan, StocktakeSum
from plugins.fund.services.totals import tenge_of

#: Scans by which a copy counts as found; each copy has one of them at most.
FOUND = ("present", "misplaced", "on_loan")
#: The lists of copies that were looked for, then those of what else was scanned.
LOOKED_FOR = ("present", "on_loan", "missing")
KINDS = (*LOOKED_FOR, "misplaced", "surplus")
_SURPLUS = ("unknown", "gone", "other")


@dataclass(frozen=True)
class Result:
    """How many copies there are on each of the five lists, and their sums."""

    copies: dict[str, int]
    amounts: dict[str, Decimal]

    @property
    def expected(self) -> int:
        """Return how many copies were looked for."""
        return sum(self.copies[one] for one in LOOKED_FOR)

    @property
    def present(self) -> int:
        """Return how many were found."""
        return self.copies["present"]

    @property
    def out(self) -> int:
        """Return how many are with readers, or otherwise known to be on no shelf."""
        return self.copies["on_loan"]

    @property
    def missing(self) -> int:
        """Return how many are missing."""
        return self.copies["missing"]

    @property
    def missing_amount(self) -> Decimal:
        """Return what the missing copies cost together."""
        return self.amounts["missing"]

    @property
    def misplaced(self) -> int:
        """Return how many belong elsewhere."""
        return self.copies["misplaced"]

    @property
    def surplus(self) -> int:
        """Return how many should not be there: unknown, written off, of the other fund."""
        return self.copies["surplus"]


@dataclass(frozen=True)
class Line:
    """A line of a list; ``why`` is the kind of its scan, ``copy_id`` 0 for what nobody knows."""

    copy_id: int
    number: str
    title: str
    year: int | None
    shelf: str
    price: Decimal | None
    why: str


def expected(stocktake: Stocktake) -> Any:
    """Return the condition that a copy is one of those looked for: in the fund, in the scope."""
    where = (Copy.fund == stocktake.fund) & Copy.withdrawn_on.is_null()
    if stocktake.shelf:
        where &= Copy.shelf.startswith(stocktake.shelf)
    if stocktake.first_no:
        where &= Copy.sort_key >= sort_key(str(stocktake.first_no))
    if stocktake.last_no:
        where &= Copy.sort_key <= sort_key(str(stocktake.last_no))
    if stocktake.prefix:
        records = Record.select(Record.id).where(Record.bbk.startswith(stocktake.prefix))
        where &= Copy.record.in_(records)
    return where


def is_kept(stocktake: Stocktake) -> bool:
    """Return whether the stock-take has ended and its result no longer changes."""
    return bool(StocktakeSum.select().where(StocktakeSum.stocktake == stocktake).exists())


def keep(stocktake: Stocktake) -> None:
    """Keep the result as it is now; call it once, in the transaction that ends the stock-take."""
    now = (
        Copy.select(int(stocktake.id), Copy.id, _kind_of_copy(stocktake))
        .where(expected(stocktake))
        .order_by(Copy.id)
    )
    StocktakeLine.insert_from(
        now, [StocktakeLine.stocktake, StocktakeLine.copy, StocktakeLine.kind]
    ).execute()
    for kind in KINDS:
        copies, amount = _count(_lines(stocktake, kind, kept=True))
        StocktakeSum.create(stocktake=stocktake, kind=kind, copies=copies, amount=amount)


def result(stocktake: Stocktake) -> Result:
    """Return the result: as it is now while the stock-take goes on, then as it was at its end."""
    kept = list(StocktakeSum.select().where(StocktakeSum.stocktake == stocktake))
    if kept:
        return Result(
            {str(one.kind): int(one.copies) for one in kept},
            {str(one.kind): one.amount for one in kept},
        )
    counts = {kind: _count(_lines(stocktake, kind, kept=False)) for kind in KINDS}
    return Result(
        {kind: copies for kind, (copies, _amount) in counts.items()},
        {kind: amount for kind, (_copies, amount) in counts.items()},
    )


def missing(stocktake: Stocktake) -> Any:
    """Return a query of the copies looked for that are neither found nor with a reader."""
    return _lines(stocktake, "missing", kept=is_kept(stocktake)).order_by(Copy.sort_key, Copy.id)


def lines(stocktake: Stocktake, kind: str, limit: int, offset: int = 0) -> list[Line]:
    """Return lines of the list ``kind`` in the order of the inventory numbers."""
    if kind in LOOKED_FOR:
        query = _lines(stocktake, kind, kept=is_kept(stocktake)).order_by(Copy.sort_key, Copy.id)
        return [_line(one, "") for one in query.limit(limit).offset(offset)]
    scans = (
        _scans(stocktake, kind)
        .select(StocktakeScan, Copy, Record)
        .order_by(Copy.sort_key.is_null(), Copy.sort_key, StocktakeScan.id)
    )
    return [
        _line(one.copy, str(one.kind))
        if one.copy_id
        else Line(0, str(one.text), "", None, "", None, str(one.kind))
        for one in scans.limit(limit).offset(offset)
    ]


def _line(copy: Copy, why: str) -> Line:
    return Line(
        copy_id=int(copy.id),
        number=str(copy.inventory_no),
        title=copy.record.full_title,
        year=copy.record.year,
        shelf=str(copy.shelf),
        price=copy.price,
        why=why,
    )


def _lines(stocktake: Stocktake, kind: str, *, kept: bool) -> Any:
    """Return the query of a list: of copies, or of scans for what was not looked for."""
    if kind not in LOOKED_FOR:
        return _scans(stocktake, kind)
    query = Copy.select(Copy, Record).join(Record)
    if kept:
        at_end = StocktakeLine.select(StocktakeLine.copy).where(
            StocktakeLine.stocktake == stocktake, StocktakeLine.kind == kind
        )
        return query.where(Copy.id.in_(at_end))
    query = query.where(expected(stocktake))
    if kind == "present":
        return query.where(Copy.id.in_(_found(stocktake)))
    query = query.where(Copy.id.not_in(_found(stocktake)))
    return query.where(Copy.id.in_(_out()) if kind == "on_loan" else Copy.id.not_in(_out()))


def _kind_of_copy(stocktake: Stocktake) -> Any:
    return Case(
        None,
        [(Copy.id.in_(_found(stocktake)), "present"), (Copy.id.in_(_out()), "on_loan")],
        "missing",
    )


def _scans(stocktake: Stocktake, kind: str) -> Any:
    """Return the query of the scans of what was not looked for, each thing once."""
    kinds = _SURPLUS if kind == "surplus" else (kind,)
    text = Case(None, [(StocktakeScan.copy.is_null(), StocktakeScan.text)], "")
    first = (
        StocktakeScan.select(fn.MIN(StocktakeScan.id))
        .where(StocktakeScan.stocktake == stocktake, StocktakeScan.kind.in_(kinds))
        .group_by(StocktakeScan.copy, text)
    )
    return (
        StocktakeScan.select()
        .join(Copy, JOIN.LEFT_OUTER)
        .join(Record, JOIN.LEFT_OUTER)
        .where(StocktakeScan.id.in_(first))
    )


def _count(query: Any) -> tuple[int, Decimal]:
    copies, amount = (
        query.order_by()
        .select(fn.COUNT(query.model.id), fn.COALESCE(fn.SUM(Copy.price), 0).coerce(False))
        .tuples()
        .get()
    )
    return int(copies), tenge_of(amount)


def _found(stocktake: Stocktake) -> Any:
    """Return a query of the ids of the copies that were found."""
    return StocktakeScan.select(StocktakeScan.copy).where(
        StocktakeScan.stocktake == stocktake, StocktakeScan.kind.in_(FOUND)
    )


def _out() -> Any:
    out = hook.copies_out()
    return [] if out is None else out
