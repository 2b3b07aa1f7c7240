"""Titles and subscriptions: how they are entered, ordered, copied, and what the grid becomes."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plugins.fund.errors import WrongPrice
from plugins.periodicals import errors, services
from plugins.periodicals.models import Issue, Order, OrderLine, Title
from plugins.periodicals.services import orders, titles
from tests.unit.periodicals.conftest import ISSN

Make = Callable[..., Any]


def numbers(title: Title) -> list[str]:
    found = Issue.select().where(Issue.title == title).order_by(Issue.due_on)
    return [str(one.label) for one in found]


def test_a_title_is_a_record_of_the_catalogue_too(make_title: Make) -> None:
    title = make_title("Ақ желкен", issn="12345679", index_no="75 770", city="Алматы")

    assert (title.issn, title.index_no) == (ISSN, "75770")
    assert (title.record.kind, title.record.title, title.record.city) == (
        "periodical",
        "Ақ желкен",
        "Алматы",
    )
    titles.save(title, {"title": "Ақ желкен +", "kind": "newspaper", "frequency": "daily"}, by=None)
    fresh = titles.get(title.id)
    assert (fresh.record.title, fresh.weekdays, fresh.a_year) == ("Ақ желкен +", "1,2,3,4,5", 260)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"issn": "1234-5670"}, errors.WrongIssn),
        ({"title": "  "}, errors.NameMissing),
        ({"frequency": "other", "a_year": "0"}, errors.WrongFrequency),
        ({"frequency": "other", "a_year": "x"}, errors.WrongFrequency),
    ],
)
def test_a_title_is_refused(make_title: Make, values: dict[str, Any], refusal: type) -> None:
    with pytest.raises(refusal):
        make_title(**{"name": values.pop("title", "Ұлан"), **values})

    assert Title.select().count() == 0


def test_two_titles_have_not_one_issn(magazine: Title, make_title: Make) -> None:
    with pytest.raises(errors.IssnTaken):
        make_title("Ұлан", issn=ISSN)


@pytest.mark.parametrize(
    ("values", "year", "half", "expected"),
    [
        ({}, 2026, 2, [(7, date(2026, 7, 15)), (12, date(2026, 12, 15))]),
        ({"due_day": "31"}, 2026, 1, [(1, date(2026, 1, 31)), (6, date(2026, 6, 30))]),
        ({"frequency": "quarterly"}, 2026, 2, [(3, date(2026, 9, 15)), (4, date(2026, 12, 15))]),
        (
            {"frequency": "other", "a_year": "6"},
            2026,
            1,
            [(1, date(2026, 2, 15)), (3, date(2026, 6, 15))],
        ),
        (
            {"frequency": "weekly", "weekdays": "4"},
            2026,
            1,
            [(1, date(2026, 1, 1)), (26, date(2026, 6, 25))],
        ),
        (
            {"kind": "newspaper", "frequency": "daily"},
            2026,
            2,
            [(130, date(2026, 7, 1)), (261, date(2026, 12, 31))],
        ),
        (
            {"frequency": "other", "a_year": "24"},
            2026,
            1,
            [(1, date(2026, 1, 8)), (12, date(2026, 6, 24))],
        ),
    ],
)
def test_what_is_expected_of_a_half_year(
    make_title: Make,
    values: dict[str, Any],
    year: int,
    half: int,
    expected: list[tuple[int, date]],
) -> None:
    found = services.calendar.of_half(make_title(**values), year, half)

    assert [(one.number, one.due_on) for one in (found[0], found[-1])] == expected
    assert len(found) == found[-1].number - found[0].number + 1


def test_an_order_gives_its_issues_their_places(make_title: Make, subscribe: Make) -> None:
    title = make_title()
    order = subscribe(title, sets=3, price="4 200,50")

    assert numbers(title) == ["7", "8", "9", "10", "11", "12"]
    first = Issue.get(Issue.label == "7")
    assert (first.sets_due, first.price) == (3, Decimal("700.08"))
    assert orders.total_of(order) == (1, 3, Decimal("12601.50"))


def test_a_draft_expects_nothing_and_may_be_given_up(make_title: Make) -> None:
    order = services.open_order(2026, 2, by=None)
    services.set_line(order, make_title(), sets=1, price=100, by=None)
    assert Issue.select().count() == 0

    orders.discard(order, by=None)

    assert (Order.select().count(), OrderLine.select().count()) == (0, 0)


def test_an_order_is_refused(make_title: Make, subscribe: Make) -> None:
    title = make_title()
    order = services.open_order(2026, 2, by=None)

    with pytest.raises(errors.OrderEmpty):
        services.place(order, order_no="1", by=None)
    for sets in ("0", "-1", "1,5", "", "501"):
        with pytest.raises(errors.WrongSets):
            services.set_line(order, title, sets=sets, price=1, by=None)
    with pytest.raises(WrongPrice):
        services.set_line(order, title, sets=1, price="1,005", by=None)
    placed = subscribe(title)
    with pytest.raises(errors.AlreadyOrdered):
        services.set_line(order, title, sets=1, price=1, by=None)
    with pytest.raises(errors.OrderPlaced):
        services.place(placed, order_no="1", by=None)
    with pytest.raises(errors.OrderPlaced):
        orders.discard(placed, by=None)


def test_a_placed_order_follows_its_lines(magazine: Title) -> None:
    order, line = Order.get(), OrderLine.get()
    services.receive(magazine, "7", on=date(2026, 7, 10), by=None)

    services.set_line(order, magazine, sets=4, price="6 000", by=None)

    came, awaited = Issue.get(Issue.label == "7"), Issue.get(Issue.label == "8")
    assert (came.sets, came.sets_due, came.price) == (2, 4, Decimal("700.00"))
    assert (awaited.sets_due, awaited.price) == (4, Decimal("1000.00"))
    with pytest.raises(errors.IssuesCame):
        orders.remove_line(order, line.id, by=None)
    with pytest.raises(errors.IssuesCame):
        orders.take_back(order, by=None)
    assert Issue.select().count() == 6


def test_placing_is_taken_back_while_nothing_has_come(magazine: Title) -> None:
    order = orders.take_back(Order.get(), by=None)

    assert order.is_draft
    assert Issue.select().count() == 0


def test_the_half_year_before_is_copied_at_once(
    magazine: Title, make_title: Make, subscribe: Make
) -> None:
    subscribe(make_title("Ұлан"), half=1)  # not of the half-year before

    order, count = services.open_copy(2027, 1, by=None)

    [line] = orders.lines_of(order)
    assert (count, line.title.id, line.sets, line.price) == (1, magazine.id, 2, Decimal("4200.00"))
    assert (order.year, order.half, order.supplier, order.is_draft) == (2027, 1, "Қазпошта", True)
    with pytest.raises(errors.NothingBefore):
        orders.copy_before(order, by=None)
    with pytest.raises(errors.NothingBefore):
        services.open_copy(2030, 1, by=None)
    assert Order.select().count() == 3
