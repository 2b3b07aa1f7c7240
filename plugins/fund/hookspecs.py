"""The questions fund asks the other sections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from core.hookspecs import hookspec

if TYPE_CHECKING:
    from core.answers import Block, Fact, Step
    from plugins.fund.models import Copy, Delivery, Stocktake


@hookspec
def copy_blockers(copy: Copy) -> Sequence[str]:  # type: ignore[empty-body]
    """Return why the copy must stay in the fund: ``on loan: Әлібек Нұрасыл, 7 «Ә»``."""


@hookspec
def copy_notes(copy_ids: Sequence[int]) -> dict[int, str]:  # type: ignore[empty-body]
    """Return what the inventory book notes of those of the copies, in one query."""


@hookspec
def copy_facts(copy: Copy) -> Sequence[Fact]:  # type: ignore[empty-body]
    """Return lines for the copy's page."""


@hookspec
def copy_blocks(copy: Copy) -> Sequence[Block]:  # type: ignore[empty-body]
    """Return tables for the copy's page: its whole life."""


@hookspec(firstresult=True)
def copies_out() -> Any:
    """Return a query of the ids of copies that are not on the shelf now, to be used in ``IN``."""


@hookspec
def copy_states(copy_ids: Sequence[int]) -> dict[int, Fact]:  # type: ignore[empty-body]
    """Return what to say of those of the copies that are not on the shelf, in one query."""


@hookspec(firstresult=True)
def copies_out_on(on: date) -> Any:
    """Return a query of the ids of copies that were not on the shelf at the end of that day."""


@hookspec(firstresult=True)
def copies_lost(first: date | None, last: date | None) -> Any:
    """Return a query of the ids of copies lost for good (replaced or paid for) in the period.

    They are still in the fund, on no shelf, and wait for their act.
    """


@hookspec
def shelf_blockers(copy: Copy) -> Sequence[str]:  # type: ignore[empty-body]
    """Return why a copy that has turned up cannot go back to the shelf yet."""


@hookspec(firstresult=True)
def reason_words(reason: str) -> str:  # type: ignore[empty-body]
    """Return a reason of write-off, kept in Kazakh, in the language now spoken."""


@hookspec
def stocktake_steps(stocktake: Stocktake) -> Sequence[Step]:  # type: ignore[empty-body]
    """Return what may be done next with an ended stock-take: write off what is missing."""


@hookspec(firstresult=True)
def loans_of_records(  # type: ignore[empty-body]
    record_ids: Sequence[int], first: date, last: date
) -> dict[int, int]:
    """Return how often copies of each of those records were lent in those days, both included."""


@hookspec
def delivery_closed(delivery: Delivery) -> None:
    """Take note that the delivery has been accepted, or taken back: its state says which."""
