"""The screens of the fund."""

from typing import Any

from plugins.fund.views.books import NumberSeriesView, SummaryBookView, SummaryColumnView
from plugins.fund.views.copies import CopyListView
from plugins.fund.views.deliveries import DeliveryListView
from plugins.fund.views.intake import InvoiceView, OpeningView
from plugins.fund.views.inventory import InventoryView
from plugins.fund.views.labels import LabelsView
from plugins.fund.views.stocktake import StocktakeView


def register() -> list[Any]:
    """Return new view objects in the order of the menu."""
    return [
        DeliveryListView(),
        CopyListView(),
        LabelsView(),
        InventoryView(),
        SummaryBookView(),
        StocktakeView(),
        OpeningView(),
        InvoiceView(),
        SummaryColumnView(),
        NumberSeriesView(),
    ]
