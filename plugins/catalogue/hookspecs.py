"""The questions the catalogue asks the other sections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from core.hookspecs import hookspec

if TYPE_CHECKING:
    from core.answers import Block
    from plugins.catalogue.models import Record
    from plugins.catalogue.services import ReadingList


@hookspec
def record_blocks(record: Record) -> Sequence[Block]:  # type: ignore[empty-body]
    """Return tables for the record's page: its copies."""


@hookspec
def reading_lists(on: date) -> Sequence[ReadingList]:  # type: ignore[empty-body]
    """Return what pupils may see that day: exhibitions, recommended lists, with their records."""


@hookspec(firstresult=True)
def records_available(record_ids: Sequence[int]) -> Any:
    """Return the ids of those of the records that have a copy on the shelf now."""
