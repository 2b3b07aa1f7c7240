"""Campaigns, wishes, orders, visiting exhibitions, suppliers: rules and refusals."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core import clock, settings
from core.sections import hook
from plugins.acquisitions import blocks, queries
from plugins.acquisitions.errors import (
    AllHasCome,
    DaysReversed,
    DeliveryTaken,
    GiftHandedIn,
    GiverHasGifts,
    Gone,
    MoreReturned,
    NobodyGave,
    NoBooksShown,
    NoBookTitle,
    NoCopies,
    NoName,
    NoReason,
    NothingShort,
    NothingToHandIn,
    NoWish,
    OrderClosed,
    OrderDelivered,
    OrderEmpty,
    RowsRefused,
    UnknownReader,
    WishOrdered,
    WrongBin,
)
from plugins.acquisitions.models import (
    Campaign,
    Exhibition,
    Gift,
    Giver,
    Order,
    OrderLine,
    Supplier,
    VisitingBook,
    Wish,
    WishAsk,
)
from plugins.acquisitions.services import (
    arriving,
    books,
    campaigns,
    exhibitions,
    orders,
    suppliers,
    wishes,
)
from plugins.fund.models import Delivery
from plugins.fund.services import deliveries
from plugins.readers.services.personal import nameless
from tests.makers import make_class, make_copy, make_reader, make_record, make_set, make_textbook

pytestmark = pytest.mark.usefixtures("app")

DAY = date(2026, 10, 20)


def make_campaign(title: str = "Кітап сыйлай білесің бе?") -> Campaign:
    return campaigns.keep_campaign(Campaign(title=title, first_on=DAY), by=None)


def make_order(title: str = "Күзгі тапсырыс", **more) -> Order:
    return orders.keep(Order(title=title, **more), by=None)


def make_exhibition(**more) -> Exhibition:
    its = Exhibition(title="Әлем әдебиеті", partner="Аудандық кітапхана", came_on=DAY, **more)
    return exhibitions.keep(its, by=None)


def test_gifts_become_copies_through_a_delivery_of_the_fund() -> None:
    its = make_campaign()
    pupil = make_reader()
    giver = campaigns.keep_giver(its, "reader", reader=pupil, by=None)
    other = campaigns.keep_giver(its, "organisation", name=" «Атамұра»  ЖШС ", by=None)
    novel, textbook = make_record("Абай жолы"), make_textbook("Алгебра")
    campaigns.add_gift(giver, novel, quantity="2", price="1 500", by=None)
    campaigns.add_gift(giver, novel, quantity="", price="1500", by=None)
    campaigns.add_gift(other, textbook, quantity=4, by=None)

    drafts = campaigns.hand_in(its, by=None)

    assert [(one.fund, one.source, one.document_kind) for one in drafts] == [
        ("main", "gift", "act"),
        ("textbook", "gift", "act"),
    ]
    assert [one.supplier for one in drafts] == [pupil.name, "«Атамұра» ЖШС"]
    (line,) = deliveries.lines_of(drafts[0])
    assert (line.quantity, line.price) == (3, Decimal(1500))
    assert queries.gifts(clock.today(), clock.today()) == 0
    for one in drafts:
        deliveries.accept(one, by=None)
    assert queries.gifts_accepted(clock.today(), clock.today()) == (7, Decimal(4500))
    with pytest.raises(NothingToHandIn):
        campaigns.hand_in(its, by=None)
    with pytest.raises(GiftHandedIn):
        campaigns.remove_gift(its, Gift.get().id, by=None)
    with pytest.raises(GiverHasGifts):
        campaigns.remove_giver(giver, by=None)


def test_gifts_of_a_delivery_taken_back_wait_again() -> None:
    its = make_campaign()
    giver = campaigns.keep_giver(its, "parent", name="Серікова А.", by=None)
    campaigns.add_gift(giver, make_record(), by=None)
    (draft,) = campaigns.hand_in(its, by=None)
    deliveries.accept(draft, by=None)
    deliveries.reverse(draft, by=None)

    (again,) = campaigns.hand_in(its, by=None)

    assert again.id != draft.id
    deliveries.accept(again, by=None)
    deliveries.reverse(again, by=None)
    campaigns.remove_gift(its, Gift.get().id, by=None)
    campaigns.remove_giver(giver, by=None)
    assert Giver.select().count() == 0
    assert queries.gifts(clock.today(), clock.today()) == 0


def test_a_reader_and_a_class_stand_on_a_campaigns_list_once() -> None:
    its, pupil, seventh = make_campaign(), make_reader(), make_class()
    for _again in range(2):
        campaigns.keep_giver(its, "reader", reader=pupil, by=None)
        campaigns.keep_giver(its, "class", school_class=seventh, by=None)

    assert [one.kind for one, _books in campaigns.givers_of(its)] == ["reader", "class"]
    assert campaigns.find_readers(pupil.code) == [pupil]
    assert campaigns.find_readers(str(pupil.card_no)) == [pupil]
    assert campaigns.find_readers("алибек") == [pupil]
    assert campaigns.find_readers("???") == []


def test_a_giver_without_books_in_the_fund_is_taken_off_with_his_books() -> None:
    its = make_campaign()
    giver = campaigns.keep_giver(its, "parent", name="Серікова А.", by=None)
    campaigns.add_gift(giver, make_record(), by=None)
    gift = campaigns.add_gift(giver, make_record("Қан мен тер"), by=None)

    campaigns.remove_gift(its, gift.id, by=None)
    campaigns.remove_giver(giver, by=None)

    assert (Giver.select().count(), Gift.select().count()) == (0, 0)


def test_refusals_of_a_campaign_say_what_is_missing() -> None:
    its = make_campaign()
    with pytest.raises(NoName):
        campaigns.keep_campaign(Campaign(title=" "), by=None)
    with pytest.raises(DaysReversed):
        campaigns.keep_campaign(
            Campaign(title="А", first_on=DAY, last_on=DAY - timedelta(days=1)), by=None
        )
    with pytest.raises(NobodyGave):
        campaigns.keep_giver(its, "parent", name=" – ", by=None)
    with pytest.raises(UnknownReader):
        campaigns.keep_giver(its, "reader", name="Жоқ", by=None)
    giver = campaigns.keep_giver(its, "parent", name="Серікова А.", by=None)
    with pytest.raises(NoCopies):
        campaigns.add_gift(giver, make_record(), quantity="0", by=None)
    with pytest.raises(NoBookTitle):
        books.enter({"title": "…"}, by=None)
    for get in (campaigns.get, orders.get, exhibitions.get, wishes.get):
        with pytest.raises(Gone):
            get(77)
    assert Gift.select().count() == 0


def test_what_is_asked_again_is_one_wish() -> None:
    first, second = make_reader(), make_reader("Асан Дана")
    for reader in (first, first, second):
        wishes.take("Гарри Поттер, 1-кітап", reader=reader, on=DAY)
    its = wishes.take("гарри поттер 1 кітап", who="ата-ана", on=DAY)

    assert (Wish.select().count(), its.times) == (1, 3)
    assert [(one.reader_id, one.who) for one in wishes.asked_by(its)] == [
        (first.id, ""),
        (second.id, ""),
        (None, "ата-ана"),
    ]
    assert queries.wishes(DAY, DAY) == 3
    wishes.answer(its, "declined", reason="сатылымда жоқ", by=None)
    (fact,) = wishes.of_reader(first)
    assert (fact.label, fact.tone) == ("Гарри Поттер, 1-кітап", "warn")
    assert "сатылымда жоқ" in fact.value
    assert wishes.take("Гарри Поттер 1-кітап", reader=first, on=DAY).id != its.id


def test_a_wish_needs_words_and_a_no_needs_a_reason() -> None:
    with pytest.raises(NoWish):
        wishes.take(" ?! ", on=DAY)
    its = wishes.take("Марс", on=DAY)
    with pytest.raises(NoReason):
        wishes.answer(its, "declined", by=None)


def test_who_was_erased_is_nobody_s_wish_and_a_number_among_givers() -> None:
    reader = make_reader()
    its = wishes.take("Марс", reader=reader, who="Нұрасыл", on=DAY)
    giver = campaigns.keep_giver(make_campaign(), "reader", reader=reader, by=None)
    campaigns.add_gift(giver, make_record("Абай жолы"), by=None)
    told = [row for one in hook.personal_data(reader=reader) for block in one for row in block.rows]
    assert {"Марс", "Абай жолы"} <= {cell for row in told for cell in row}

    hook.reader_erased(reader=reader)

    assert [(one.reader_id, one.who) for one in wishes.asked_by(its)] == [(None, "")]
    assert (Giver.get().name, Giver.get().reader_id) == (nameless(reader), None)
    assert Wish.get().times == 1


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


def test_a_visiting_exhibition_is_counted_back() -> None:
    its = make_exhibition(due_on=DAY + timedelta(days=14))
    with pytest.raises(NoBooksShown):
        exhibitions.give_back(its, {}, by=None)
    first = exhibitions.add_book(
        its, {"title": "Марс шежіресі", "quantity": "2", "price": "1 200"}, by=None
    )
    exhibitions.add_book(its, {"title": "Ай", "number": "А-17", "year": "1999"}, by=None)

    with pytest.raises(MoreReturned):
        exhibitions.give_back(its, {int(first.id): "3"}, by=None)
    exhibitions.give_back(its, {int(first.id): "1"}, on=DAY + timedelta(days=10), by=None)

    assert exhibitions.totals(exhibitions.books_of(its)) == (3, 2, Decimal(2400))
    assert its.returned_on == DAY + timedelta(days=10)
    exhibitions.reopen(its, by=None)
    assert exhibitions.totals(exhibitions.books_of(its))[1] == 0
    with pytest.raises(DaysReversed):
        exhibitions.give_back(its, {}, on=DAY - timedelta(days=1), by=None)
    exhibitions.remove_book(its, first.id, by=None)
    assert [one.title for one in exhibitions.books_of(its)] == ["Ай"]
    assert Delivery.select().count() == 0
    assert queries.exhibitions(DAY, DAY) == 1


def test_a_list_of_another_library_is_taken_whole_or_not_at_all() -> None:
    its = make_exhibition()
    rows = "Инв. №\tАвтор\tАтауы\tЖылы\tСаны\nА-1\tӘуезов М.\tАбай жолы\t1990\t2\n"

    with pytest.raises(RowsRefused):
        exhibitions.take_list(its, f"{rows}А-2\tАбай\tҚара сөз\tкеше\t1\n".encode(), "", by=None)
    assert VisitingBook.select().count() == 0
    assert exhibitions.take_list(its, rows.encode(), "", by=None) == 1

    book = VisitingBook.get()
    assert (book.number, book.authors, book.title) == ("А-1", "Әуезов М.", "Абай жолы")
    assert (book.year, book.quantity) == (1990, 2)


@pytest.mark.parametrize("bin", ["123", "123456789012", "abcdefghijkl"])
def test_a_mistyped_bin_is_refused(bin: str) -> None:
    with pytest.raises(WrongBin):
        suppliers.keep(Supplier(name="«Фолиант»", bin=bin), by=None)


def test_a_right_bin_is_kept_without_spaces() -> None:
    assert (
        suppliers.keep(Supplier(name=" Мектеп ", bin="940 140 000 385"), by=None).name == "Мектеп"
    )
    assert Supplier.get().bin == "940140000385"


def test_the_first_page_reminds_of_what_is_due() -> None:
    make_exhibition(due_on=DAY)
    its = make_order(due_on=DAY, made_on=DAY)
    orders.add_line(its, title="Марс", by=None)
    assert blocks.exhibitions_back(DAY - timedelta(days=4)) == []
    assert [one.number for one in blocks.exhibitions_back(DAY - timedelta(days=3))] == [1]
    assert blocks.orders_late(DAY + timedelta(days=1)) == []

    orders.mark(its, "sent", by=None)

    assert blocks.orders_late(DAY) == []
    assert [one.number for one in blocks.orders_late(DAY + timedelta(days=1))] == [1]


def test_the_report_says_what_was_given_ordered_and_shown() -> None:
    its = make_campaign()
    giver = campaigns.keep_giver(its, "parent", name="Серікова А.", by=None)
    campaigns.add_gift(giver, make_record(), quantity=2, price=500, by=None)
    make_exhibition()
    wishes.take("Марс", on=DAY)

    (part,) = blocks.report_parts(DAY, DAY)

    figures = {one.name.partition(".")[2]: one.value for one in part.figures}
    assert part.place == "II"
    assert (figures["campaigns"], figures["givers"], figures["gifts"]) == (1, 1, 0)
    assert (figures["exhibitions"], figures["wishes"], figures["orders"]) == (1, 1, 0)
    assert list(part.tables[0].rows) == [(str(its), DAY, 1, 2)]
    assert WishAsk.select().count() == 1
