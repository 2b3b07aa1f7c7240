"""Verbs for the rows that are ticked in a list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Action:
    """``run(ids, by)`` does it to the rows with these ids, in one transaction.

    It returns a sentence to show, or a response (a document to download). ``permission`` is
    asked again when the action comes back; ``confirm`` is a question to ask first.
    """

    name: str
    title: Any
    run: Callable[[list[int], Any], Any]
    permission: str = ""
    confirm: Any = ""
    icon: str = ""
    is_primary: bool = False
