"""What acquisitions answers when the panel or another section asks."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from core.access import Permission, can
from core.answers import Block, Card, Demo, Fact, ReportPart, Setting, Step, WorkUnit
from core.hookspecs import hookimpl
from plugins.acquisitions import blocks, demo, models
from plugins.acquisitions.documents import DOCUMENTS
from plugins.acquisitions.permissions import PERMISSIONS
from plugins.acquisitions.services import arriving, campaigns, orders, wishes
from plugins.acquisitions.views import register
from plugins.fund.models import Delivery
from plugins.readers.models import Reader
from plugins.readers.services.personal import nameless


@hookimpl
def register_models() -> list[Any]:
    return list(models.MODELS)


@hookimpl
def register_views() -> list[Any]:
    return register()


@hookimpl
def register_documents() -> list[Any]:
    return list(DOCUMENTS)


@hookimpl
def register_demo() -> list[Demo]:
    return [Demo("acquisitions", demo.fill)]


@hookimpl
def register_permissions() -> list[Permission]:
    return list(PERMISSIONS)


@hookimpl
def register_settings() -> list[Setting]:
    return list(orders.SETTINGS)


@hookimpl
def register_work_units() -> list[WorkUnit]:
    return list(blocks.WORK_UNITS)


@hookimpl
def report_parts(first: date, last: date) -> list[ReportPart]:
    return blocks.report_parts(first, last)


@hookimpl
def next_steps(on: date) -> list[Card]:
    found = blocks.exhibitions_back(on) if can("acquisitions.edit") else []
    return [*found, *(blocks.orders_late(on) if can("acquisitions.order") else [])]


@hookimpl
def delivery_closed(delivery: Delivery) -> None:
    arriving.settle(delivery)


@hookimpl
def provision_steps(year: int) -> list[Step]:
    if not can("acquisitions.order"):
        return []
    url = f"/acquisitions/orders/textbooks?year={year}"
    return [Step(_("Order what is short"), url, icon="shopping-cart-plus", is_post=True)]


@hookimpl
def take_wish(reader: Reader | None, text: str, on: date) -> bool:
    wishes.take(text, reader=reader, on=on)
    return True


@hookimpl
def wishes_of(reader: Reader) -> list[Fact]:
    return wishes.of_reader(reader)


@hookimpl
def personal_data(reader: Reader) -> list[Block]:
    return [*wishes.wishes_of_reader(reader), *campaigns.gifts_of_reader(reader)]


@hookimpl
def reader_erased(reader: Reader) -> None:
    wishes.forget(reader)
    campaigns.forget(reader, nameless(reader))


@hookimpl
def register_journal_words() -> list[tuple[str, Any]]:
    return [
        ("acquisitions.supplier", _("Supplier")),
        ("acquisitions.campaign", _("Campaign of giving books")),
        ("acquisitions.giver", _("Giver of a campaign")),
        ("acquisitions.gift", _("Book given")),
        ("acquisitions.handed_in", _("Gifts handed in to the fund")),
        ("acquisitions.wish", _("Wish of a reader")),
        ("acquisitions.wish_answered", _("Wish answered")),
        ("acquisitions.order", _("Order of books")),
        ("acquisitions.order_line", _("Line of an order")),
        ("acquisitions.order_state", _("Order sent, finished or cancelled")),
        ("acquisitions.order_delivery", _("Delivery of an order")),
        ("acquisitions.exhibition", _("Visiting exhibition")),
        ("acquisitions.exhibition_back", _("Visiting exhibition returned")),
    ]
