"""The list of debtors."""

from typing import Any

from plugins.debtors.views.lists import DebtorListView


def register() -> list[Any]:
    """Return new view objects in the order of the menu."""
    return [DebtorListView()]
