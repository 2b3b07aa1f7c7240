"""The inventory book: a line for each copy that came, pages that never change, sums that agree."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from core import clock
from core.errors import NotFound
from core.models import JournalEntry
from plugins.fund.errors import NothingToPrint
from plugins.fund.models import Copy, Delivery, InventoryPrint, Stocktake
from plugins.fund.services import books, control, deliveries, inventory, stocktake, withdraw
from plugins.fund.services.inventory import ROWS, Page, Span, Sum
from tests.makers import make_record

pytestmark = pytest.mark.usefixtures("app")

BOOK = ("textbook", "inventory")


def come(*quantities: int, fund: str = "textbook", price: str = "100.50", **more: Any) -> Delivery:
    """Accept a delivery with a line of each quantity, each of another title."""
    delivery = Delivery.create(fund=fund)
    for place, quantity in enumerate(quantities):
        record = make_record(f"Кітап {place}")
        deliveries.add_line(
            delivery, record, quantity=quantity, price=Decimal(price) + place, by=None, **more
        )
    deliveries.accept(delivery, by=None)
    return delivery


def pages_of(span: Span) -> list[Page]:
    return list(inventory.pages(span))


def whole(fund: str = "textbook", book: str = "inventory") -> list[Page]:
    return pages_of(inventory.whole(fund, book))


def numbers(pages: Sequence[Page]) -> list[list[str]]:
    return [[line.inventory_no for line in page.lines] for page in pages]


def go(*copies: Copy, document: str = "Акт № 4, 20.10.2026") -> None:
    withdraw(copies, on=clock.today(), by=None, document=document, reason="worn")


@pytest.mark.parametrize(
    ("line", "page"), [(1, 1), (ROWS, 1), (ROWS + 1, 2), (2 * ROWS, 2), (2 * ROWS + 1, 3)]
)
def test_a_line_stands_on_its_page(line: int, page: int) -> None:
    assert inventory.page_of(line) == page


@pytest.mark.parametrize("copies", [1, ROWS - 1, ROWS, ROWS + 1, 2 * ROWS, 2 * ROWS + 5, 1015])
def test_pages_carry_their_sums_forward(copies: int) -> None:
    come(copies, price="33.33")

    pages = whole()

    assert [page.number for page in pages] == list(range(1, -(-copies // ROWS) + 1))
    assert [len(page.lines) for page in pages[:-1]] == [ROWS] * (len(pages) - 1)
    assert pages[0].brought == Sum()
    for before, after in pairwise(pages):
        assert after.brought == before.carried
    assert pages[-1].carried == Sum(copies, copies * Decimal("33.33"))
    assert pages[-1].carried == inventory.entered(*BOOK)


def test_every_copy_has_one_line_in_the_order_of_the_entries() -> None:
    come(3, price="5")
    come(2, fund="main")
    come(2, 2)

    lines = [line for page in whole() for line in page.lines]

    assert [line.copy_id for line in lines] == [
        copy.id for copy in Copy.select().where(Copy.fund == "textbook").order_by(Copy.id)
    ]
    year = clock.today().year
    assert [line.entry for line in lines] == [f"1/{year}"] * 3 + [f"3/{year}"] * 4
    assert {line.entered_on for line in lines} == {clock.today()}
    assert [line.amount for line in lines[-2:]] == [Decimal("101.50")] * 2


def test_the_two_books_of_both_funds_come_to_the_control_total() -> None:
    for fund in ("main", "textbook"):
        come(25, 3, fund=fund, price="1250.75")
        come(7, fund=fund, price="99.99", is_inventoried=False)
    come(4, price="10")
    go(*[copy for copy in Copy.select() if copy.id % 5 == 0])
    deliveries.reverse(come(6, fund="main"), by=None)

    for one in control():
        books_of_fund = [
            inventory.entered(one.fund, book) - inventory.gone(one.fund, book)
            for book in ("inventory", "simple")
        ]
        assert books_of_fund[0] + books_of_fund[1] == Sum(one.fund_copies, one.fund_amount)
        for book in ("inventory", "simple"):
            assert whole(one.fund, book)[-1].carried == inventory.entered(one.fund, book)


def test_what_is_not_inventoried_has_a_book_of_its_own() -> None:
    come(3)
    come(2, price="40", is_inventoried=False)

    assert [len(page.lines) for page in whole(book="simple")] == [2]
    assert whole(book="simple")[0].total == Sum(2, Decimal(80))
    assert inventory.entered(*BOOK).copies == 3


def test_a_copy_written_off_keeps_its_line_and_shows_its_act() -> None:
    come(3)
    _first, second, third = Copy.select().order_by(Copy.id)
    go(second)
    go(third, document="Акт № 5")

    lines = whole()[0].lines

    assert [line.act for line in lines] == [
        "",
        "Акт № 4, 20.10.2026",
        f"Акт № 5, {clock.today():%d.%m.%Y}",
    ]
    assert inventory.gone(*BOOK).copies == 2
    assert whole()[0].total.copies == 3


def test_an_act_taken_back_leaves_no_mark() -> None:
    come(2)
    copy = Copy.select().first()
    [entry] = withdraw([copy], on=clock.today(), by=None, document="Акт № 4")
    books.reverse(entry, on=clock.today(), by=None)
    Copy.update(withdrawn_on=None).execute()

    assert [line.act for line in whole()[0].lines] == ["", ""]
    assert inventory.entered(*BOOK).copies == 2


def test_a_delivery_taken_back_keeps_its_lines() -> None:
    deliveries.reverse(come(2), by=None)

    lines = whole()[0].lines

    assert [line.act for line in lines] == [
        f"1/{clock.today().year}, {clock.today():%d.%m.%Y}",
    ] * 2
    assert inventory.entered(*BOOK) == inventory.gone(*BOOK)


def test_the_mark_of_the_check_is_the_last_in_which_the_copy_was_found() -> None:
    come(3)
    first, second, _third = Copy.select().order_by(Copy.id)
    old, new = Stocktake.create(fund="textbook"), Stocktake.create(fund="textbook")
    for take, copy in ((old, first), (old, second), (new, first), (new, first)):
        stocktake.scan(take, copy.inventory_no, by=None)
    Stocktake.update(ended_on=clock.today() - timedelta(days=3)).where(
        Stocktake.id == old.id
    ).execute()

    today, before = clock.today(), clock.today() - timedelta(days=3)
    assert [line.check for line in whole()[0].lines] == [
        f"№ {new.id}, {today:%d.%m.%Y}",
        f"№ {old.id}, {before:%d.%m.%Y}",
        "",
    ]


def test_copies_from_the_paper_books_keep_the_old_day_and_entry() -> None:
    come(1)
    Copy.update(old_entry_on="2011-09-05", old_entry_no="18/2011").execute()

    [line] = whole()[0].lines

    assert (f"{line.entered_on:%d.%m.%Y}", line.entry) == ("05.09.2011", "18/2011")


def test_the_next_print_goes_on_where_the_last_one_ended() -> None:
    come(2 * ROWS, price="10")
    first = inventory.since_last_print(*BOOK)
    inventory.remember(first, by=None)
    come(ROWS + 3, price="20")

    second = inventory.since_last_print(*BOOK)

    assert (first.first_page, first.last_page) == (1, 2)
    assert (second.first_line, second.last_line) == (2 * ROWS + 1, 3 * ROWS + 3)
    assert (second.first_page, second.last_page) == (3, 4)
    pages = pages_of(second)
    assert pages[0].brought == Sum(2 * ROWS, Decimal(20 * ROWS))
    assert numbers(pages_of(first)) + numbers(pages) == numbers(whole())


def test_a_page_that_was_not_full_is_printed_anew() -> None:
    come(ROWS + 7)
    inventory.remember(inventory.since_last_print(*BOOK), by=None)
    come(5)

    span = inventory.since_last_print(*BOOK)

    assert (span.first_page, span.last_page, span.first_line) == (2, 2, ROWS + 1)
    [page] = pages_of(span)
    assert len(page.lines) == 12
    assert page.brought.copies == ROWS
    assert page == whole()[1]


def test_printed_pages_never_change() -> None:
    come(2 * ROWS + 4)
    before = whole()
    inventory.remember(inventory.whole(*BOOK), by=None)

    come(30, price="7")
    come(9, fund="main")
    go(*[copy for copy in Copy.select() if copy.id % 3 == 0])
    after = whole()

    assert numbers(after)[:2] == numbers(before)[:2]
    assert [page.total for page in after[:2]] == [page.total for page in before[:2]]
    assert after[2].lines[3].inventory_no == before[2].lines[3].inventory_no


def test_there_is_nothing_to_print_twice() -> None:
    with pytest.raises(NothingToPrint):
        inventory.since_last_print(*BOOK)
    come(3)
    inventory.remember(inventory.since_last_print(*BOOK), by=None)

    with pytest.raises(NothingToPrint):
        inventory.since_last_print(*BOOK)
    with pytest.raises(NothingToPrint):
        inventory.whole("main", "inventory")
    come(1)
    assert inventory.since_last_print(*BOOK).lines == 4


def test_an_earlier_print_comes_once_more_as_its_pages_are_now() -> None:
    come(ROWS + 7)
    first = inventory.remember(inventory.since_last_print(*BOOK), by=None)
    assert inventory.once_more(first.id, *BOOK) == inventory.whole(*BOOK)
    come(2 * ROWS)

    span = inventory.once_more(first.id, *BOOK)

    assert (span.first_line, span.last_line, span.is_to_the_end) == (1, 2 * ROWS, False)
    with pytest.raises(NotFound):
        inventory.once_more(first.id, "main", "inventory")


def test_a_print_is_kept_by_book_and_fund_and_in_the_journal() -> None:
    come(3)
    come(3, fund="main")
    inventory.remember(inventory.whole(*BOOK), by=None)

    row = InventoryPrint.get()
    assert (row.book, row.fund, row.first_line, row.last_line) == ("inventory", "textbook", 1, 3)
    assert inventory.last_print("main", "inventory") is None
    assert inventory.since_last_print("main", "inventory").lines == 3
    assert JournalEntry.get(JournalEntry.action == "fund.inventory").about == "inventory textbook"
