"""Pages of the exchange: files in and out, other libraries, and the two doors for programs."""

from typing import Any

from plugins.exchange.views.copying import CopyingView
from plugins.exchange.views.doors import OaiView, SruView
from plugins.exchange.views.giving import GivingView
from plugins.exchange.views.taking import TakingView


def register() -> list[Any]:
    """Return the views, in the order of the menu."""
    return [TakingView(), CopyingView(), GivingView(), OaiView(), SruView()]
