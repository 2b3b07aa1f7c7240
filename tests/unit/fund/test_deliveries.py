"""Deliveries: filled in, accepted as a whole, reversed the same day."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from core import clock
from core.models import JournalEntry
from plugins.circulation.services import lend
from plugins.fund.errors import (
    CopiesInUse,
    DeliveryClosed,
    DeliveryOpen,
    NothingReceived,
    NumbersAmiss,
    NumbersTaken,
    TooLateToReverse,
    WrongPrice,
    WrongQuantity,
)
from plugins.fund.models import Copy, Delivery, Movement, NumberSeries, SummaryEntry
from plugins.fund.services import control, deliveries
from tests.makers import make_copy, make_reader, make_record

pytestmark = pytest.mark.usefixtures("app")


def make_delivery(*lines: tuple[int, str], **more: Any) -> Delivery:
    """Return a draft with a line of each (quantity, price), each of another title."""
    delivery = Delivery.create(document_no="15", document_on=date(2026, 8, 20), **more)
    for number, (quantity, price) in enumerate(lines):
        record = make_record(f"Алгебра {number}", kind="textbook", grade=7)
        deliveries.add_line(delivery, record, quantity=quantity, price=price, by=None)
    return delivery


def all_is_well() -> bool:
    return all(one.difference == 0 and one.amount_difference == 0 for one in control())


def test_accepting_makes_copies_numbers_and_an_entry() -> None:
    delivery = make_delivery((30, "2450"), (5, "1 234,50 ₸"))

    entry = deliveries.accept(delivery, by=None)

    assert (entry.number, entry.year, entry.part) == (1, clock.today().year, 1)
    assert (entry.titles, entry.copies) == (2, 35)
    assert entry.amount == Decimal("79672.50")
    assert [one.inventory_no for one in Copy.select().order_by(Copy.id).limit(3)] == [
        "100001",
        "100002",
        "100003",
    ]
    assert {one.fund for one in Copy.select()} == {"textbook"}
    assert Movement.select().count() == 35
    assert delivery.state == "accepted"
    assert all_is_well()


def test_numbers_go_on_from_delivery_to_delivery_and_by_series() -> None:
    NumberSeries.update(prefix="О-", width=5, next_number=7).where(
        NumberSeries.name == "textbook"
    ).execute()

    deliveries.accept(make_delivery((2, "1")), by=None)
    deliveries.accept(make_delivery((1, "1")), by=None)
    deliveries.accept(make_delivery((1, "1"), fund="main"), by=None)

    assert [one.inventory_no for one in Copy.select().order_by(Copy.id)] == [
        "О-00007",
        "О-00008",
        "О-00009",
        "1",
    ]
    assert [one.number for one in SummaryEntry.select().order_by(SummaryEntry.id)] == [1, 2, 3]


def test_a_number_that_is_taken_is_passed_over() -> None:
    make_copy("100002")

    deliveries.accept(make_delivery((3, "1")), by=None)

    assert {one.inventory_no for one in Copy.select()} == {
        "100001",
        "100002",
        "100003",
        "100004",
    }


def test_these_numbers_and_this_range() -> None:
    delivery = Delivery.create()
    record = make_record()

    deliveries.add_line(delivery, record, quantity=3, wanted="А-12, А-15 — А-16", by=None)
    deliveries.accept(delivery, by=None)

    assert [one.inventory_no for one in Copy.select()] == ["А-12", "А-15", "А-16"]


def test_numbers_that_are_too_few_or_taken_are_refused() -> None:
    make_copy("А-15")
    delivery, record = Delivery.create(), make_record()

    with pytest.raises(NumbersAmiss) as amiss:
        deliveries.add_line(delivery, record, quantity=3, wanted="А-1-А-2", by=None)
    with pytest.raises(NumbersTaken) as taken:
        deliveries.add_line(delivery, record, quantity=2, wanted="А-15, А-16", by=None)

    assert amiss.value.facts == {"given": 2, "needed": 3}
    assert taken.value.facts["numbers"] == "А-15"
    assert deliveries.lines_of(delivery) == []


def test_a_number_taken_meanwhile_lets_nothing_in() -> None:
    delivery = make_delivery((2, "1"))
    deliveries.add_line(delivery, make_record(), quantity=1, wanted="99", by=None)
    make_copy("99")

    with pytest.raises(NumbersTaken):
        deliveries.accept(delivery, by=None)

    assert Copy.select().count() == 1
    assert SummaryEntry.select().count() == 0
    assert NumberSeries.get(NumberSeries.name == "textbook").next_number == 100001
    assert Delivery.get().state == "draft"


@pytest.mark.parametrize("quantity", ["-3", "2.5", "двадцать", "", "100000", "1e3"])
def test_a_quantity_that_is_none(quantity: str) -> None:
    with pytest.raises(WrongQuantity):
        deliveries.add_line(Delivery.create(), make_record(), quantity=quantity, by=None)


@pytest.mark.parametrize("price", ["-1", "1,234", "дорого", "NaN", "99999999999"])
def test_a_price_that_is_none(price: str) -> None:
    with pytest.raises(WrongPrice):
        deliveries.add_line(Delivery.create(), make_record(), quantity=1, price=price, by=None)


def test_the_same_title_at_the_same_price_is_one_line() -> None:
    delivery, record = Delivery.create(), make_record()

    for _time in range(2):
        deliveries.add_line(delivery, record, quantity=5, price="100", by=None)
    deliveries.add_line(delivery, record, quantity=1, price="120", by=None)

    assert [one.quantity for one in deliveries.lines_of(delivery)] == [10, 1]


def test_a_brochure_gets_a_number_of_its_own_row_and_no_balance() -> None:
    delivery = make_delivery((1, "500"), fund="main")
    deliveries.add_line(
        delivery, make_record("Дәптер"), quantity=2, price="90", is_inventoried=False, by=None
    )

    entry = deliveries.accept(delivery, by=None)

    assert (entry.copies, entry.on_balance) == (3, 1)
    assert NumberSeries.get(NumberSeries.name == "simple").next_number == 3


def test_an_empty_delivery_is_not_accepted() -> None:
    with pytest.raises(NothingReceived):
        deliveries.accept(Delivery.create(), by=None)


def test_an_accepted_delivery_stays_as_it_is() -> None:
    delivery = make_delivery((1, "1"))
    deliveries.accept(delivery, by=None)

    with pytest.raises(DeliveryClosed):
        deliveries.accept(delivery, by=None)
    with pytest.raises(DeliveryClosed):
        deliveries.add_line(delivery, make_record(), quantity=1, by=None)
    with pytest.raises(DeliveryClosed):
        deliveries.remove_line(delivery, deliveries.lines_of(delivery)[0].id)
    assert Copy.select().count() == 1


def test_reversing_writes_an_entry_and_deletes_nothing() -> None:
    delivery = make_delivery((3, "10,10"))
    deliveries.accept(delivery, by=None)

    back = deliveries.reverse(delivery, by=None)

    assert (back.number, back.kind, back.copies, back.titles) == (2, "reversal", -3, -1)
    assert back.amount == Decimal("-30.30")
    assert Copy.select().where(Copy.withdrawn_on.is_null()).count() == 0
    assert Copy.select().count() == 3
    assert Movement.select().count() == 6
    assert all_is_well()
    with pytest.raises(DeliveryOpen):
        deliveries.reverse(delivery, by=None)


def test_reversing_the_next_day_is_too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    delivery = make_delivery((3, "10"))
    deliveries.accept(delivery, by=None)
    tomorrow = clock.today() + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)

    with pytest.raises(TooLateToReverse):
        deliveries.reverse(delivery, by=None)


def test_a_lent_copy_holds_its_delivery() -> None:
    delivery = make_delivery((2, "10"))
    deliveries.accept(delivery, by=None)
    lend(Copy.select().order_by(Copy.id).get(), make_reader("Әлібек Нұрасыл"), by=None)

    with pytest.raises(CopiesInUse) as refusal:
        deliveries.reverse(delivery, by=None)

    assert "Әлібек Нұрасыл" in refusal.value.facts["reasons"]
    assert Copy.select().where(Copy.withdrawn_on.is_null()).count() == 2


def test_the_journal_knows_who_accepted() -> None:
    deliveries.accept(make_delivery((2, "10")), by=None)

    actions = [one.action for one in JournalEntry.select()]
    assert "fund.accepted" in actions
    assert "fund.entered" in actions


def test_a_hundred_titles_of_thirty_are_accepted_in_two_seconds() -> None:
    import time

    delivery = make_delivery(*[(30, "2450,50")] * 100)

    begun = time.process_time()
    entry = deliveries.accept(delivery, by=None)

    assert time.process_time() - begun < 2
    assert (entry.titles, entry.copies, entry.amount) == (100, 3000, Decimal("7351500.00"))
    assert all_is_well()


def test_steps_are_marked_once_accepted() -> None:
    delivery = make_delivery((1, "1"))
    with pytest.raises(DeliveryOpen):
        deliveries.mark_step(delivery, "stamped", is_done=True, by=None)
    deliveries.accept(delivery, by=None)

    deliveries.mark_step(delivery, "stamped", is_done=True, by=None)
    deliveries.mark_step(delivery, "stamped", is_done=True, by=None)

    assert list(deliveries.steps_of(delivery)) == ["stamped"]
    assert deliveries.unfinished() == [(delivery, {"stamped"})]
