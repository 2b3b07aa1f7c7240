"""Ready-made views of a list: a few named scopes with live counts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Preset:
    """A tab over the list; ``where`` returns its condition, None means every row."""

    name: str
    title: Any
    where: Callable[[], Any] | None = None
