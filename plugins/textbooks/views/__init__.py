"""Sets of textbooks, and the provision with them."""

from typing import Any

from plugins.textbooks.views.provision import ProvisionView
from plugins.textbooks.views.sets import SetsView


def register() -> list[Any]:
    """Return new view objects in the order of the menu."""
    return [SetsView(), ProvisionView()]
