"""The rules of periodicals; callers import them from here."""

from plugins.periodicals.services import (
    arrivals,
    articles,
    bindings,
    calendar,
    campaign,
    claims,
    lending,
    orders,
    reading,
    signing,
    titles,
    uses,
)
from plugins.periodicals.services.arrivals import receive
from plugins.periodicals.services.bindings import bind
from plugins.periodicals.services.claims import SETTINGS, claim, late
from plugins.periodicals.services.orders import open_copy, open_order, place, set_line
from plugins.periodicals.services.reading import understand

__all__ = [
    "SETTINGS",
    "arrivals",
    "articles",
    "bind",
    "bindings",
    "calendar",
    "campaign",
    "claim",
    "claims",
    "late",
    "lending",
    "open_copy",
    "open_order",
    "orders",
    "place",
    "reading",
    "receive",
    "set_line",
    "signing",
    "titles",
    "understand",
    "uses",
]
