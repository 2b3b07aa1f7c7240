"""The questions readers asks the other sections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from core.hookspecs import hookspec

if TYPE_CHECKING:
    from core.answers import Block, Fact, Step
    from plugins.readers.models import Reader


@hookspec
def reader_blockers(reader: Reader) -> Sequence[str]:  # type: ignore[empty-body]
    """Return why the reader may not leave the school yet: what is still to be given back."""


@hookspec
def reader_facts(reader: Reader) -> Sequence[Fact]:  # type: ignore[empty-body]
    """Return lines for the reader's page."""


@hookspec
def reader_blocks(reader: Reader) -> Sequence[Block]:  # type: ignore[empty-body]
    """Return tables for the reader's page: loans now and before."""


@hookspec
def reader_steps(reader: Reader) -> Sequence[Step]:  # type: ignore[empty-body]
    """Return buttons for the reader's page: a paper to print for him."""


@hookspec(firstresult=True)
def take_wish(reader: Reader | None, text: str, on: date) -> bool:  # type: ignore[empty-body]
    """Write down a book that the library has not and a reader would like; True if it was."""


@hookspec
def wishes_of(reader: Reader) -> Sequence[Fact]:  # type: ignore[empty-body]
    """Return the reader's wishes, the latest first: what was wished, and what became of it."""


@hookspec(firstresult=True)
def readers_by_loans(  # type: ignore[empty-body]
    first: date, last: date, most: int
) -> list[tuple[int, int]]:
    """Return (reader, loans) of the pupils who borrowed most in those days, textbooks apart."""


@hookspec(firstresult=True)
def classes_by_loans(first: date, last: date) -> dict[int, int]:  # type: ignore[empty-body]
    """Return how many books each class borrowed in those days, textbooks apart."""


@hookspec
def personal_data(reader: Reader) -> Sequence[Block]:  # type: ignore[empty-body]
    """Return all that the section keeps about the reader, as tables to hand out to him."""


@hookspec
def reader_erased(reader: Reader) -> None:
    """Erase what the section's rows say of who the reader is; his name is still in ``reader``."""
