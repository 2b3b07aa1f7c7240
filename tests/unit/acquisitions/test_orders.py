"""Orders and suppliers: what was ordered, what came of it, the money of the year."""

from datetime import date
from decimal import Decimal

import pytest

from core import clock, settings
from plugins.acquisitions import queries
from plugins.acquisitions.errors import (
    AllHasCome,
    DeliveryTaken,
    NothingShort,
    OrderClosed,
    OrderDelivered,
    OrderEmpty,
    WishOrdered,
    WrongBin,
)
from plugins.acquisitions.models import (
    Order,
    OrderLine,
    Supplier,
    Wish,
)
from plugins.acquisitions.services import (
    arriving,
    orders,
    suppliers,
    wishes,
)
from plugins.fund.services import deliveries
from tests.makers import make_copy, make_reader, make_record, make_set, make_textbook
from tests.unit.acquisitions.test_services import DAY, make_order

pytestmark = pytest.mark.usefixtures("app")


def test_an_order_is_compared_with_what_came() -> None:
    record = make_record("Абай жолы")
    make_copy("77", record, price=Decimal("2400"))
    wish = wishes.take("Марс шежіресі", reader=make_reader(), on=DAY)
    its = make_order(supplier=suppliers.keep(Supplier(name="«Фолиант»"), by=None))
    orders.add_line(its, record, quantity="10", by=None)
    orders.add_wish(its, wish, by=None)
    assert [one.price for one in orders.lines_of(its)] == [Decimal(2400), Decimal(0)]

    draft = arriving.deliver(its, by=None)
    lines = deliveries.lines_of(draft)
    deliveries.remove_line(draft, lines[0].id)
    deliveries.add_line(draft, record, quantity=6, price=2400, by=None)
    deliveries.add_line(draft, make_record("Сыйлық"), quantity=1, by=None)
    deliveries.accept(draft, by=None)

    compared = arriving.compare(orders.get(its.id))
    assert (draft.supplier, draft.source) == ("«Фолиант»", "budget")
    assert [(one.line.title, one.came, one.missing) for one in compared.lines] == [
        ("Абай жолы", 6, 4),
        ("Марс шежіресі", 1, 0),
    ]
    assert (compared.ordered, compared.came, compared.missing) == (11, 7, 4)
    assert [(str(one.title), count) for one, count in compared.others] == [("Сыйлық", 1)]
    assert orders.get(its.id).state == "sent"
    assert Wish.get().state == "came"
    assert queries.ordered_came(clock.today(), clock.today()) == (8, Decimal(14400))

    rest = arriving.deliver(orders.get(its.id), by=None)
    assert [one.quantity for one in deliveries.lines_of(rest)] == [4]
    with pytest.raises(AllHasCome):
        arriving.deliver(orders.get(its.id), by=None)
    deliveries.accept(rest, by=None)
    assert orders.get(its.id).state == "done"
    deliveries.reverse(draft, by=None)
    assert (orders.get(its.id).state, Wish.get().state) == ("sent", "ordered")


def test_a_delivery_entered_by_itself_is_tied_to_one_order() -> None:
    record = make_record()
    its, other = make_order(), make_order("Екінші")
    orders.add_line(its, record, quantity=2, by=None)
    delivery = deliveries.begin(fund="main", source="budget")
    deliveries.add_line(delivery, record, quantity=2, by=None)
    deliveries.accept(delivery, by=None)
    assert orders.get(its.id).state == "draft"
    assert arriving.tieable(its) == [delivery]

    arriving.tie(its, delivery, by=None)

    assert orders.get(its.id).state == "done"
    with pytest.raises(OrderDelivered):
        orders.remove(its, by=None)
    with pytest.raises(DeliveryTaken):
        arriving.tie(other, delivery, by=None)
    with pytest.raises(OrderClosed):
        orders.add_line(orders.get(its.id), record, by=None)
    arriving.untie(its, delivery.id, by=None)
    assert orders.get(its.id).state == "sent"


def test_a_cancelled_order_lets_its_wishes_wait_again() -> None:
    wish = wishes.take("Марс", on=DAY)
    its = make_order()
    line = orders.add_wish(its, wish, by=None)
    with pytest.raises(WishOrdered):
        orders.add_wish(make_order("Екінші"), wish, by=None)

    orders.mark(its, "cancelled", by=None)
    assert [one.id for one in wishes.waiting()] == [wish.id]
    orders.mark(its, "draft", by=None)
    assert wishes.waiting() == []
    orders.remove_line(its, line.id, by=None)
    assert [one.id for one in wishes.waiting()] == [wish.id]
    with pytest.raises(OrderEmpty):
        orders.mark(its, "sent", by=None)
    with pytest.raises(OrderEmpty):
        arriving.deliver(its, by=None)
    orders.remove(its, by=None)
    assert Order.select().count() == 1


def test_orders_of_a_year_are_reckoned_against_its_money() -> None:
    settings.put({"acquisitions.budget": 100_000}, by=None)
    its = make_order(made_on=DAY)
    line = orders.add_line(its, title="Марс", quantity=10, price="2500,50", by=None)
    gone = make_order("Болмады", made_on=DAY)
    orders.add_line(gone, title="Ай", quantity=1, price=9000, by=None)
    orders.mark(gone, "cancelled", by=None)

    assert orders.budget(DAY).left == Decimal("74995.00")
    orders.change_line(its, line.id, quantity=2, price=100, by=None)
    assert orders.budget(DAY).ordered == Decimal(200)
    assert orders.budget(date(2025, 1, 1)).ordered == 0
    assert queries.orders(DAY, DAY) == (1, 2, Decimal(200))


def test_textbooks_that_are_short_are_ordered_at_once() -> None:
    its, other = make_textbook("Алгебра"), make_textbook("Физика")
    for number in range(3):
        make_reader(f"Оқушы {number}")
    make_set([its, other])
    make_copy("901", its, fund="textbook", price=Decimal("1990"))
    for number in range(4):
        make_copy(f"91{number}", other, fund="textbook")

    order = orders.from_provision(year=2026, by=None)

    (line,) = OrderLine.select()
    assert (order.fund, line.record_id, line.quantity) == ("textbook", its.id, 3)
    assert line.price == Decimal(1990)


def test_where_no_textbook_is_short_nothing_is_ordered() -> None:
    with pytest.raises(NothingShort):
        orders.from_provision(by=None)

    assert Order.select().count() == 0


@pytest.mark.parametrize("bin", ["123", "123456789012", "abcdefghijkl"])
def test_a_mistyped_bin_is_refused(bin: str) -> None:
    with pytest.raises(WrongBin):
        suppliers.keep(Supplier(name="«Фолиант»", bin=bin), by=None)


def test_a_right_bin_is_kept_without_spaces() -> None:
    assert (
        suppliers.keep(Supplier(name=" Мектеп ", bin="940 140 000 385"), by=None).name == "Мектеп"
    )
    assert Supplier.get().bin == "940140000385"
