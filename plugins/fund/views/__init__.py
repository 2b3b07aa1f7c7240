"""The screens of the fund."""

from typing import Any

from plugins.fund.views.copies import CopyListView


def register() -> list[Any]:
    """Return new view objects in the order of the menu."""
    return [CopyListView()]
