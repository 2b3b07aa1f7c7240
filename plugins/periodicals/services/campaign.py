"""When to subscribe: the half-year that comes, and whether it has been ordered."""

from datetime import date
from typing import Any

from core import settings
from plugins.periodicals.models import Order, Title, half_of, half_words
from plugins.periodicals.services.orders import half_after, half_before


def half_to_order(today: date) -> tuple[int, int]:
    """Return the half-year for which one subscribes now: the one that comes next."""
    return half_after(*half_of(today))


def reminder(today: date) -> dict[str, Any] | None:
    """Return the coming half-year that nobody has ordered, its days left, and its draft.

    None if it is too early, if it has been ordered, or if the library takes no periodicals.
    """
    year, half = half_to_order(today)
    left = (date(year, 1 if half == 1 else 7, 1) - today).days
    if left > int(settings.get("periodicals.campaign_days")):
        return None
    last = half_before(year, half)
    found = list(
        Order.select()
        .where(
            ((Order.year == year) & (Order.half == half))
            | ((Order.year == last[0]) & (Order.half == last[1]))
        )
        .order_by(Order.id)
    )
    now = [one for one in found if (one.year, one.half) == (year, half)]
    before = [one for one in found if (one.year, one.half) == last]
    if any(not one.is_draft for one in now) or not (found or Title.select().exists()):
        return None
    return {
        "words": half_words(year, half),
        "left": left,
        "draft": now[0] if now else None,
        "has_before": bool(before),
    }
