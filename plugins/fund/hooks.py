"""What fund answers when the panel or the catalogue asks."""

from datetime import date
from typing import Any

import click
from flask_babel import lazy_gettext as _

from core.access import Permission, can
from core.answers import Block, Card, Demo, ReportPart, Setting, WorkUnit
from core.hookspecs import hookimpl
from plugins.catalogue.models import Record
from plugins.fund import blocks, commands, demo, figures, models, queries, services
from plugins.fund.documents import DOCUMENTS
from plugins.fund.permissions import PERMISSIONS
from plugins.fund.views import register
from plugins.fund.work import WORK_UNITS


@hookimpl
def register_models() -> list[Any]:
    return [
        models.Copy,
        models.SummaryEntry,
        models.Movement,
        models.Counter,
        models.NumberSeries,
        models.SummaryColumn,
        models.Delivery,
        models.DeliveryLine,
        models.DeliveryStep,
        models.Stocktake,
        models.StocktakeScan,
        models.StocktakeLine,
        models.StocktakeSum,
        models.PrinterOffset,
        models.LabelPrint,
        models.InventoryPrint,
    ]


@hookimpl
def register_views() -> list[Any]:
    return register()


@hookimpl
def register_permissions() -> list[Permission]:
    return list(PERMISSIONS)


@hookimpl
def register_documents() -> list[Any]:
    return list(DOCUMENTS)


@hookimpl
def register_settings() -> list[Setting]:
    return list(services.SETTINGS)


@hookimpl
def today_cards() -> list[Card]:
    if not can("fund.view"):
        return []
    return blocks.today_cards(with_control=can("fund.print"))


@hookimpl
def next_steps() -> list[Card]:
    return blocks.next_steps() if can("fund.account") else []


@hookimpl
def today_lists() -> list[Block]:
    return blocks.unfinished_deliveries() if can("fund.account") else []


@hookimpl
def records_available(record_ids: list[int]) -> list[int]:
    return queries.records_available(record_ids)


@hookimpl
def record_blocks(record: Record) -> list[Block]:
    copies = blocks.copies_of_record(record, with_readers=can("fund.view"))
    if record.kind != "textbook" or not can("fund.print"):
        return [copies]
    return [blocks.card_of_textbook(record), copies]


@hookimpl
def found_everywhere(text: str) -> list[Block]:
    return blocks.found(text) if can("fund.view") else []


@hookimpl
def register_commands() -> list[click.Command]:
    return [commands.lists]


@hookimpl
def register_demo() -> list[Demo]:
    return [Demo("fund", demo.fill)]


@hookimpl
def register_journal_words() -> list[tuple[str, Any]]:
    return [
        ("fund.change", _("Copy changed")),
        ("fund.condition", _("Condition of copies noted")),
        ("fund.withdraw", _("Copy written off")),
        ("fund.entered", _("Entered in the summary book")),
        ("fund.accepted", _("Delivery accepted")),
        ("fund.reversed", _("Entry reversed")),
        ("fund.stocktake", _("Stock-take ended")),
        ("fund.labels", _("Labels printed")),
        ("fund.replaced", _("Copy taken in place of a lost one")),
        ("fund.found", _("Copy found again after its act")),
        ("fund.printer", _("Printer's shift kept")),
        ("fund.inventory", _("Inventory book printed")),
    ]


@hookimpl
def report_parts(first: date, last: date) -> list[ReportPart]:
    return figures.report(first, last)


@hookimpl
def register_work_units() -> list[WorkUnit]:
    return list(WORK_UNITS)
