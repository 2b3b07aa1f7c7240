"""What is counted of acquisition between two days, both included."""

from datetime import date
from typing import Any

from peewee import fn

from plugins.acquisitions.models import (
    Campaign,
    Exhibition,
    Gift,
    Giver,
    Order,
    OrderDelivery,
    OrderLine,
    WishAsk,
)
from plugins.fund.models import Delivery, DeliveryLine


def _accepted(ids: Any, first: date, last: date) -> tuple[int, Any]:
    copies, amount = (
        DeliveryLine.select(
            fn.COALESCE(fn.SUM(DeliveryLine.quantity), 0).coerce(False),
            fn.COALESCE(fn.SUM(DeliveryLine.quantity * DeliveryLine.price), 0).coerce(False),
        )
        .join(Delivery)
        .where(
            Delivery.id.in_(ids),
            Delivery.state == "accepted",
            Delivery.received_on >= first,
            Delivery.received_on <= last,
        )
        .tuples()
        .get()
    )
    return int(copies), DeliveryLine.price.python_value(int(amount))


def gifts_accepted(first: date, last: date) -> tuple[int, Any]:
    """Return copies and sum of the deliveries of gifts accepted in those days."""
    return _accepted(Gift.select(Gift.delivery).where(Gift.delivery.is_null(False)), first, last)


def ordered_came(first: date, last: date) -> tuple[int, Any]:
    """Return copies and sum of the deliveries of orders accepted in those days."""
    return _accepted(OrderDelivery.select(OrderDelivery.delivery), first, last)


def gifts(first: date, last: date) -> int:
    """Return how many copies that were given have come into the fund."""
    return gifts_accepted(first, last)[0]


def exhibitions(first: date, last: date) -> int:
    """Return how many visiting exhibitions came."""
    its = Exhibition.select().where(Exhibition.came_on >= first, Exhibition.came_on <= last)
    return int(its.count())


def campaigns(first: date, last: date) -> list[tuple[Campaign, int, int]]:
    """Return the campaigns of which a day falls in those days: givers, copies they gave."""
    ends = fn.COALESCE(Campaign.last_on, Campaign.first_on)
    its = list(
        Campaign.select()
        .where(Campaign.first_on <= last, ends >= first)
        .order_by(Campaign.first_on, Campaign.id)
    )
    givers = _counts(Giver.select(Giver.campaign, fn.COUNT(Giver.id)).group_by(Giver.campaign))
    copies = _counts(
        Gift.select(Giver.campaign, fn.SUM(Gift.quantity)).join(Giver).group_by(Giver.campaign)
    )
    return [(one, givers.get(int(one.id), 0), copies.get(int(one.id), 0)) for one in its]


def _counts(query: Any) -> dict[int, int]:
    return {int(key): int(number or 0) for key, number in query.tuples()}


def orders(first: date, last: date) -> tuple[int, int, Any]:
    """Return the orders made in those days that stand: how many, their copies and sum."""
    of_days = (Order.made_on >= first) & (Order.made_on <= last) & (Order.state != "cancelled")
    copies, amount = (
        OrderLine.select(
            fn.COALESCE(fn.SUM(OrderLine.quantity), 0).coerce(False),
            fn.COALESCE(fn.SUM(OrderLine.quantity * OrderLine.price), 0).coerce(False),
        )
        .join(Order)
        .where(of_days)
        .tuples()
        .get()
    )
    money = OrderLine.price.python_value(int(amount))
    return int(Order.select().where(of_days).count()), int(copies), money


def wishes(first: date, last: date) -> int:
    """Return how often readers asked for a book that is not there."""
    asked = WishAsk.select().where(WishAsk.asked_on >= first, WishAsk.asked_on <= last)
    return int(asked.count())


def exhibitions_due(by: date) -> list[Exhibition]:
    """Return the exhibitions still here that have to be back by that day, the oldest first."""
    return list(
        Exhibition.select()
        .where(Exhibition.returned_on.is_null(), Exhibition.due_on <= by)
        .order_by(Exhibition.due_on, Exhibition.id)
    )


def orders_late(on: date) -> list[Order]:
    """Return the orders that should have come before that day, the oldest first."""
    return list(
        Order.select()
        .where(Order.state == "sent", Order.due_on < on)
        .order_by(Order.due_on, Order.id)
    )
