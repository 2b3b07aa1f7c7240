"""The tables of the fund; callers import them from here."""

from plugins.fund.models.copies import CONDITIONS, FUNDS, Copy
from plugins.fund.models.deliveries import (
    DOCUMENTS,
    SOURCES,
    STEPS,
    Delivery,
    DeliveryLine,
    DeliveryStep,
)
from plugins.fund.models.inventory import BOOKS, InventoryPrint
from plugins.fund.models.labels import LabelPrint, PrinterOffset
from plugins.fund.models.ledger import (
    CAME,
    KINDS,
    WENT,
    Counter,
    Movement,
    NumberSeries,
    SummaryColumn,
    SummaryEntry,
)
from plugins.fund.models.stocktake import Stocktake, StocktakeLine, StocktakeScan, StocktakeSum

__all__ = [
    "BOOKS",
    "CAME",
    "CONDITIONS",
    "DOCUMENTS",
    "FUNDS",
    "KINDS",
    "SOURCES",
    "STEPS",
    "WENT",
    "Copy",
    "Counter",
    "Delivery",
    "DeliveryLine",
    "DeliveryStep",
    "InventoryPrint",
    "LabelPrint",
    "Movement",
    "NumberSeries",
    "PrinterOffset",
    "Stocktake",
    "StocktakeLine",
    "StocktakeScan",
    "StocktakeSum",
    "SummaryColumn",
    "SummaryEntry",
]
