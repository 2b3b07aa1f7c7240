"""Campaigns, wishes, visiting exhibitions: rules and refusals."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core import clock
from core.sections import hook
from plugins.acquisitions import blocks, queries
from plugins.acquisitions.errors import (
    DaysReversed,
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
    NothingToHandIn,
    NoWish,
    RowsRefused,
    UnknownReader,
)
from plugins.acquisitions.models import (
    Campaign,
    Exhibition,
    Gift,
    Giver,
    Order,
    VisitingBook,
    Wish,
    WishAsk,
)
from plugins.acquisitions.services import (
    books,
    campaigns,
    exhibitions,
    orders,
    wishes,
)
from plugins.fund.models import Delivery
from plugins.fund.services import deliveries
from plugins.readers.services.personal import nameless
from tests.makers import make_class, make_reader, make_record, make_textbook

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
