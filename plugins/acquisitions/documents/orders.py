"""The order of books, as it is sent to a supplier and put before the director."""

from typing import Any

from flask_babel import gettext

from core import settings
from core.documents import (
    Aside,
    Block,
    Document,
    Fields,
    Signatures,
    Table,
    Text,
    Total,
    numbers,
)
from core.errors import NotFound
from core.papers import in_words, long_day, school_name
from plugins.acquisitions.models import Order
from plugins.acquisitions.services import arriving, orders


def order(arguments: dict[str, Any]) -> Document:
    """Return the ``order`` with its sum in words; what came stands beside once anything has."""
    ids = numbers(str(arguments.get("order", "")))
    if not ids:
        raise NotFound()
    its = orders.get(ids[0])
    found = arriving.compare(its)
    has_come = bool(found.came)
    rows: list[list[Any]] = []
    for number, one in enumerate(found.lines, start=1):
        row = [number, one.line.words, one.line.quantity, one.line.price, one.line.amount]
        rows.append([*row, one.came, one.missing] if has_come else row)
    head = [
        "№",
        gettext("Author and title"),
        gettext("Copies"),
        gettext("Price, ₸"),
        gettext("Sum, ₸"),
    ]
    head += [gettext("Came"), gettext("Did not come")] if has_come else []
    widths = (6, 41, 10, 13, 14, 8, 8) if has_come else (6, 54, 11, 13, 16)
    director = str(settings.get("school.director"))
    blocks: list[Block] = [
        Aside([gettext("APPROVED BY"), gettext("Director"), f"____________ {director}"]),
        Fields(_about(its)),
        Table(head, rows, widths=widths, right=(0, *range(2, len(head)))),
        Total(gettext("Copies in all"), found.ordered),
        Total(gettext("Sum in all, ₸"), found.amount),
        Text(gettext("In words: %(sum)s", sum=in_words(found.amount))),
    ]
    if found.others:
        names = "; ".join(f"{one.full_title} ({count})" for one, count in found.others)
        blocks.append(Text(gettext("Came without being ordered: %(titles)s", titles=names)))
    blocks.append(Signatures([(gettext("Librarian"), ""), (gettext("Accountant"), "")]))
    return Document(str(its.title), blocks)


def _about(its: Order) -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = [(gettext("School"), school_name())]
    if its.supplier_id:
        firm = its.supplier
        number = gettext("BIN %(bin)s", bin=firm.bin) if firm.bin else ""
        words = [firm.name, number, firm.address, firm.phone, firm.email]
        pairs.append((gettext("Supplier"), ", ".join(str(one) for one in words if one)))
    pairs.append((gettext("Made up on"), long_day(its.made_on)))
    if its.due_on:
        pairs.append((gettext("Should come by"), long_day(its.due_on)))
    budget = orders.budget(its.made_on)
    if budget.money and its.made_on.year == budget.year:
        pairs.append((gettext("Money for books this year, ₸"), budget.money))
        pairs.append((gettext("All orders of the year, ₸"), budget.ordered))
    if its.note:
        pairs.append((gettext("Note"), its.note))
    return pairs


def sample() -> dict[str, Any]:
    """Make an order with a line for the specimen."""
    its = Order.create(title="Күзгі тапсырыс")
    orders.add_line(
        its, title="Абай жолы", authors="Әуезов Мұхтар", quantity=10, price=3500, by=None
    )
    return {"order": its.id}
