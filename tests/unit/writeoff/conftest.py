"""A case at each of its steps."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plugins.fund.models import Copy, Delivery
from plugins.fund.services import deliveries
from plugins.writeoff import services
from plugins.writeoff.models import Case, Reason
from plugins.writeoff.services import Member
from tests.makers import make_record

COMMISSION = (
    Member("Ахметова С.", "директордың орынбасары", True),
    Member("Ким О.", "бухгалтер"),
    Member("Жақсыбек Д.", "мұғалім"),
)
MINUTES = {
    "minutes_no": "2",
    "minutes_on": date(2026, 10, 19),
    "approver_name": "Б. Нұрғалиев",
    "approver_post": "Мектеп директоры",
}


def reason(title: str = "тозған") -> Reason:
    """Return one of the reasons that a new library has."""
    found: Reason = Reason.get(Reason.title_kk == title)
    return found


@pytest.fixture
def make_books(app: object) -> Callable[..., list[Copy]]:
    """Return a maker of textbooks that came by a delivery: ``make_books(3, price="1500")``."""

    def make(count: int = 3, price: str = "1500", **more: Any) -> list[Copy]:
        more.setdefault("year", 2016)
        record = make_record(
            more.pop("title", "Физика"), authors="Кронгарт Б.", kind="textbook", grade=8, **more
        )
        delivery = Delivery.create(fund="textbook")
        deliveries.add_line(delivery, record, quantity=count, price=price, by=None)
        deliveries.accept(delivery, by=None)
        return list(Copy.select().where(Copy.record == record).order_by(Copy.id))

    return make


@pytest.fixture
def make_case(make_books: Callable[..., list[Copy]]) -> Callable[..., Case]:
    """Return a maker of cases: ``make_case("commission", books=5)``; it stops at that step."""

    def make(state: str = "copies", books: int = 3, on: date | None = None) -> Case:
        case = services.open_case("textbook", by=None)
        if state == "basis":
            return case
        services.set_basis(case, reason(), by=None)
        services.add_copies(case, make_books(books), by=None)
        if state == "copies":
            return case
        services.close_list(case, by=None)
        services.set_commission(case, COMMISSION, **MINUTES, by=None)
        if state == "commission":
            return case
        services.approve(case, by=None, on=on)
        if state == "approved":
            return case
        services.dispose(
            case,
            "waste",
            kg="10",
            price="25",
            receipt_no="7",
            receipt_on=date(2026, 10, 28),
            by=None,
        )
        services.close(case, by=None)
        return case

    return make


def total(copies: list[Copy]) -> Decimal:
    """Return what the copies cost together."""
    return sum((one.price for one in copies), Decimal(0))
