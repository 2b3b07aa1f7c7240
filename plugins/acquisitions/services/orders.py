"""Orders: made up from wishes, from what is short, or by hand; sent, or cancelled."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from peewee import JOIN, fn

from core import clock, journal, settings
from core.answers import Setting
from core.database import locked, transaction
from core.models import Staff
from plugins.acquisitions.errors import (
    Gone,
    NothingShort,
    OrderClosed,
    OrderDelivered,
    OrderEmpty,
    WishOrdered,
)
from plugins.acquisitions.models import Order, OrderDelivery, OrderLine, Supplier, Wish
from plugins.acquisitions.services import books, typing
from plugins.catalogue.models import Record
from plugins.textbooks.services import provision

SETTINGS = (
    Setting(
        "acquisitions.budget",
        _("Money for books this year, ₸"),
        0,
        "number",
        help=_("All orders of the calendar year are reckoned against it. 0: not known."),
        group=_("Acquisition"),
        most=1_000_000_000,
    ),
)


def get(number: int) -> Order:
    """Return the order with its supplier; Gone if there is none."""
    found: Order | None = (
        Order.select(Order, Supplier)
        .join(Supplier, JOIN.LEFT_OUTER)
        .where(Order.id == number)
        .first()
    )
    if found is None:
        raise Gone()
    return found


def keep(its: Order, *, by: Staff | None) -> Order:
    """Keep the head of the order and return it; NoName, DaysReversed."""
    its.title = typing.name_of(its.title)
    typing.ensure_in_order(its.made_on, its.due_on)
    with transaction():
        its.by = its.by or by
        its.save()
        journal.record("acquisitions.order", by=by, about=f"order {its.id}")
    return its


def lines_of(its: Order) -> list[OrderLine]:
    """Return the lines with records and wishes, in the order they were put on."""
    return list(
        OrderLine.select(OrderLine, Record, Wish)
        .join(Record, JOIN.LEFT_OUTER)
        .switch(OrderLine)
        .join(Wish, JOIN.LEFT_OUTER)
        .where(OrderLine.order == its)
        .order_by(OrderLine.id)
    )


def ensure_open(its: Order) -> None:
    """Raise OrderClosed if the order is finished or cancelled."""
    fresh = locked(Order.select().where(Order.id == its.id)).first()
    if fresh is None:
        raise Gone()
    if fresh.state in ("done", "cancelled"):
        raise OrderClosed(order=fresh)


def add_line(
    its: Order,
    record: Record | None = None,
    *,
    title: str = "",
    authors: str = "",
    quantity: Any = 1,
    price: Any = "",
    wish: Wish | None = None,
    by: Staff | None,
) -> OrderLine:
    """Put a title on the order and return its line; the same record is added to its line.

    Without a price a record has the one that its copies cost last.
    """
    count = typing.copies_of(quantity)
    amount = typing.price_of(price)
    if record is not None:
        title, authors = str(record.full_title)[:300], str(record.authors)[:200]
        amount = amount or books.last_prices([int(record.id)]).get(int(record.id), Decimal(0))
    with transaction():
        ensure_open(its)
        line = None
        if record is not None:
            line = OrderLine.get_or_none(OrderLine.order == its, OrderLine.record == record)
        if line is None:
            line = OrderLine(
                order=its,
                record=record,
                title=typing.title_of(title),
                authors=typing.words_of(authors),
                quantity=0,
            )
        line.quantity += count
        line.price = amount or line.price
        line.wish = line.wish or wish
        line.save()
        journal.record("acquisitions.order_line", by=by, about=f"order {its.id}", line=line.id)
    return line


def change_line(its: Order, number: int, *, quantity: Any, price: Any, by: Staff | None) -> None:
    """Change how many copies of a line are ordered, and their price."""
    count, amount = typing.copies_of(quantity), typing.price_of(price)
    with transaction():
        ensure_open(its)
        changed = OrderLine.update(quantity=count, price=amount)
        if not changed.where(OrderLine.id == number, OrderLine.order == its).execute():
            raise Gone()
        journal.record("acquisitions.order_line", by=by, about=f"order {its.id}", line=number)


def remove_line(its: Order, number: int, *, by: Staff | None) -> None:
    """Take a line off the order; its wish waits again."""
    with transaction():
        ensure_open(its)
        line = OrderLine.get_or_none(OrderLine.id == number, OrderLine.order == its)
        if line is None:
            return
        line.delete_instance()
        if line.wish_id:
            Wish.update(state="new").where(
                Wish.id == line.wish_id, Wish.state == "ordered"
            ).execute()
        journal.record("acquisitions.order_line", by=by, about=f"order {its.id}", line=number)


def add_wish(its: Order, wish: Wish, *, by: Staff | None) -> OrderLine:
    """Put a wish on the order, one copy; WishOrdered if it does not wait."""
    with transaction():
        fresh = locked(Wish.select().where(Wish.id == wish.id)).first()
        if fresh is None or fresh.state != "new":
            raise WishOrdered(wish=wish)
        line = add_line(
            its,
            fresh.record,
            title=str(fresh.text),
            quantity=1,
            wish=fresh,
            by=by,
        )
        Wish.update(state="ordered").where(Wish.id == fresh.id).execute()
    return line


def from_provision(*, by: Staff | None, year: int | None = None) -> Order:
    """Make up an order of all textbooks that are short, and return it; NothingShort if none is."""
    report = provision.report(year)
    wanted: dict[int, int] = {}
    records: dict[int, Record] = {}
    for line in report.lines:
        if line.short and line.records:
            record = line.records[0]
            records[int(record.id)] = record
            wanted[int(record.id)] = wanted.get(int(record.id), 0) + line.short
    years = f"{report.year}–{report.year + 1}"
    if not wanted:
        raise NothingShort(years=years)
    prices = books.last_prices(list(wanted))
    with transaction():
        its = keep(
            Order(title=gettext("Textbooks for %(years)s", years=years), fund="textbook"), by=by
        )
        for number, count in wanted.items():
            record = records[number]
            OrderLine.create(
                order=its,
                record=record,
                title=str(record.full_title)[:300],
                authors=str(record.authors)[:200],
                quantity=count,
                price=prices.get(number, 0),
            )
    return its


def mark(its: Order, state: str, *, by: Staff | None) -> Order:
    """Send the order, finish it, cancel it, or open it again; OrderEmpty if nothing is on it.

    Wishes of a cancelled order wait again.
    """
    with transaction():
        fresh = locked(Order.select().where(Order.id == its.id)).first()
        if fresh is None:
            raise Gone()
        lines = OrderLine.select().where(OrderLine.order == its)
        if state in ("sent", "done") and not lines.exists():
            raise OrderEmpty(order=its)
        its.state = state
        if state == "sent":
            its.sent_on = its.sent_on or clock.today()
        if state == "draft":
            its.sent_on = None
        its.save()
        wishes = [one.wish_id for one in lines.where(OrderLine.wish.is_null(False))]
        before, after = ("ordered", "new") if state == "cancelled" else ("new", "ordered")
        Wish.update(state=after).where(Wish.id.in_(wishes), Wish.state == before).execute()
        journal.record("acquisitions.order_state", by=by, about=f"order {its.id}", state=state)
    return its


def remove(its: Order, *, by: Staff | None) -> None:
    """Delete an order that no delivery is tied to; its wishes wait again."""
    with transaction():
        if OrderDelivery.select().where(OrderDelivery.order == its).exists():
            raise OrderDelivered(order=its)
        mark(its, "cancelled", by=by)
        its.delete_instance()
        journal.record("acquisitions.order", by=by, about=f"order {its.id}")


@dataclass(frozen=True)
class Budget:
    """The money of a calendar year: what there is (0 if not known), and what orders come to."""

    year: int
    money: Decimal
    ordered: Decimal

    @property
    def left(self) -> Decimal:
        """Return what is left; less than nothing if too much is ordered."""
        return self.money - self.ordered


def budget(on: date) -> Budget:
    """Return the budget of the day's year, and what all its orders that stand come to."""
    first, last = date(on.year, 1, 1), date(on.year, 12, 31)
    whole = (
        OrderLine.select(fn.COALESCE(fn.SUM(OrderLine.quantity * OrderLine.price), 0).coerce(False))
        .join(Order)
        .where(Order.made_on >= first, Order.made_on <= last, Order.state != "cancelled")
        .tuples()
        .get()[0]
    )
    ordered = OrderLine.price.python_value(int(whole))
    return Budget(on.year, Decimal(int(settings.get("acquisitions.budget"))), ordered)
