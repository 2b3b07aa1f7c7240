"""An order and a claim as they may look, for the specimens of schools' own forms.

They are made inside a transaction that is rolled back at once (core/own_templates).
"""

from datetime import date
from typing import Any

from plugins.periodicals.models import Issue, Order, Title
from plugins.periodicals.services import claims, orders, titles

_PERIODICALS = (
    ("Балдырған", "75310", "monthly", 2, "4260"),
    ("Ақ желкен", "75311", "monthly", 1, "4380.50"),
)


def order() -> dict[str, Any]:
    """Return the arguments of an order with two periodicals."""
    return {"order": str(_order().id)}


def claim() -> dict[str, Any]:
    """Return the arguments of a letter about two issues."""
    _order()
    first = list(Issue.select(Issue.id).order_by(Issue.id.desc()).limit(2).tuples())
    [letter, *_more] = claims.claim([row[0] for row in first], on=date(2026, 9, 20), by=None)
    return {"claim": str(letter.id)}


def _order() -> Order:
    made = orders.open_order(2026, 2, supplier="Қазпошта", by=None)
    for name, index, frequency, sets, price in _PERIODICALS:
        values = {"title": name, "index_no": index, "frequency": frequency}
        title: Title = titles.save(None, values, by=None)
        orders.set_line(made, title, sets=sets, price=price, by=None)
    document = "Келісімшарт № 62, 20.05.2026"
    return orders.place(made, order_no="62", on=date(2026, 5, 20), document=document, by=None)
