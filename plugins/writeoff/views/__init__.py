"""The screens of write-off: the cases with their acts, and the school's reasons."""

from typing import Any

from plugins.writeoff.views.cases import CaseListView
from plugins.writeoff.views.reasons import ReasonListView


def register() -> list[Any]:
    """Return new view objects in the order of the menu."""
    return [CaseListView(), ReasonListView()]
