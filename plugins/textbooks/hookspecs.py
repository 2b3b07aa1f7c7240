"""The questions textbooks asks the other sections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.hookspecs import hookspec

if TYPE_CHECKING:
    from core.answers import Step


@hookspec
def provision_steps(year: int) -> Sequence[Step]:  # type: ignore[empty-body]
    """Return what may be done with what is short in the school year: order it."""
