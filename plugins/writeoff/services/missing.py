"""What a stock-take did not find goes to a write-off: one case for each stock-take."""

from core import journal
from core.database import locked, transaction
from core.models import Staff
from plugins.fund.models import Stocktake
from plugins.fund.services import stocktake as checks
from plugins.writeoff.errors import NoneMayGo, NothingMissing, StocktakeGoesOn
from plugins.writeoff.models import Case, Reason, StocktakeCase
from plugins.writeoff.services.cases import open_case, set_basis
from plugins.writeoff.services.lists import Taken, add_copies

#: The reason of the list that a new library has; the school may have renamed it.
LOST = "жоғалған"


def case_of_stocktake(stocktake: Stocktake) -> Case | None:
    """Return the case that the stock-take's missing copies went to, or None."""
    found: StocktakeCase | None = (
        StocktakeCase.select(StocktakeCase, Case)
        .join(Case)
        .where(StocktakeCase.stocktake == stocktake)
        .first()
    )
    return found.case if found else None


def write_off_missing(stocktake: Stocktake, *, by: Staff | None) -> tuple[Case, Taken]:
    """Return the case with the copies that an ended stock-take did not find, and what came on it.

    It is opened with all of them at once, or not at all; the second time it is the same case, and
    nothing more comes on it. Copies that may not go are named in ``Taken.refused``.
    """
    with transaction():
        fresh = locked(Stocktake.select().where(Stocktake.id == stocktake.id)).get()
        found = case_of_stocktake(fresh)
        if found is not None:
            return found, Taken()
        if fresh.ended_on is None:
            raise StocktakeGoesOn(stocktake=fresh)
        copies = list(checks.missing(fresh))
        if not copies:
            raise NothingMissing(stocktake=fresh)
        case = open_case(str(fresh.fund), by=by)
        StocktakeCase.create(stocktake=fresh, case=case)
        lost = Reason.get_or_none(Reason.title_kk == LOST)
        if lost is not None and not lost.needs_order:
            set_basis(case, lost, by=by)
        taken = add_copies(case, copies, by=by)
        if not taken.added:
            told = " ".join(str(one) for one in taken.refused[:5])
            raise NoneMayGo(reasons=told)
        journal.record(
            "writeoff.missing", by=by, about=f"case {case.id}", stocktake=f"stocktake {fresh.id}"
        )
    return case, taken
