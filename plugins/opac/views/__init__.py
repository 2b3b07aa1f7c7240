"""The pupils' pages, and the page of the librarian who gives out PINs."""

from typing import Any

from plugins.opac.views.own import OwnView
from plugins.opac.views.pins import PinView
from plugins.opac.views.public import CatalogueView


def register() -> list[Any]:
    """Return new view objects in the order of the menu."""
    return [PinView(), CatalogueView(), OwnView()]
