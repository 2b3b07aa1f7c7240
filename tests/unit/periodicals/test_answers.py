"""What periodicals tell the first page, the plan, the diary and the report."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core import clock
from plugins.periodicals import blocks, services
from plugins.periodicals.errors import IssueUsed, NoFreeSet
from plugins.periodicals.models import Issue, ReaderSubscription, Title
from plugins.periodicals.services import arrivals, articles, bindings, campaign, lending
from tests.makers import make_reader

Make = Callable[..., Any]

FIRST, LAST = date(2026, 7, 1), date(2026, 12, 31)


def test_late_issues_stand_on_the_first_page(magazine: Title) -> None:
    services.receive(magazine, "7", on=date(2026, 7, 14), by=None)
    assert blocks.today_cards(date(2026, 8, 20)) == []

    [card] = blocks.today_cards(date(2026, 11, 1))

    assert (card.number, card.url) == (3, "/periodicals/late/")


def test_the_subscription_is_reminded_of_until_it_is_placed(
    magazine: Title, subscribe: Make
) -> None:
    assert blocks.next_steps(date(2026, 10, 1)) == []
    [step] = blocks.next_steps(date(2026, 11, 27))
    assert (step.number, "2027" in str(step.title)) == (35, True)
    draft, _count = services.open_copy(2027, 1, by=None)
    assert campaign.reminder(date(2026, 11, 27))["draft"].id == draft.id  # type: ignore[index]

    services.place(draft, order_no="9", on=date(2026, 11, 27), by=None)

    assert blocks.next_steps(date(2026, 11, 27)) == []
    assert blocks.next_steps(date(2027, 5, 20)) != []


def test_a_library_without_periodicals_is_not_reminded(app: object) -> None:
    assert blocks.next_steps(date(2026, 12, 20)) == []


def test_what_the_plan_counts(magazine: Title, came: list[Issue]) -> None:
    services.bind(magazine, [one.id for one in came], by=None)
    second = services.bind(magazine, [one.id for one in came], by=None)
    bindings.undo(second, by=None)
    articles.describe({"title": "Абай"}, came[0], by=None)
    reader = make_reader()
    values = {"reader": reader, "year": 2027, "half": 1, "periodical": "Ұлан"}
    for name in ("Ұлан", "Ақ желкен"):
        new = ReaderSubscription()
        services.signing.sign_up(new, {**values, "periodical": name}, by=None)

    today = clock.today()
    counts = {
        unit.name: unit.count(date(2026, 1, 1), today.replace(month=12, day=31))
        for unit in blocks.work_units()
    }

    assert counts == {
        "periodicals.subscriptions": 1,
        "periodicals.serial_records": 1,
        "periodicals.issues": 5,
        "periodicals.bindings": 1,
        "periodicals.articles": 1,
        "periodicals.reader_subscriptions": 1,
    }


def test_thin_magazines_are_sets_and_thick_ones_copies(
    magazine: Title, came: list[Issue], make_title: Make, subscribe: Make
) -> None:
    thick = make_title("Жұлдыз", is_thick="1", supplier="")
    subscribe(thick, sets=2, price="7 200")
    for number in ("7", "8"):
        services.receive(thick, number, on=date(2026, int(number), 20), by=None)

    figures = {
        one.name: one.value for part in blocks.report_parts(FIRST, LAST) for one in part.figures
    }

    assert (figures["periodicals.sets"], figures["periodicals.copies"]) == (2, 4)
    assert figures["periodicals.issues"] == 7
    # The orders of that half-year were placed in May.
    assert (figures["periodicals.orders"], figures["periodicals.amount"]) == (0, Decimal("0.00"))
    may = {one.name: one.value for one in blocks.report_parts(date(2026, 5, 1), FIRST)[0].figures}
    assert (may["periodicals.orders"], may["periodicals.amount"]) == (2, Decimal("22800.00"))


def test_the_diary_has_what_came_and_what_was_lent(magazine: Title, came: list[Issue]) -> None:
    today = clock.today()
    lending.lend(came[0], make_reader(), by=None)

    [part] = blocks.diary_parts()
    days = part.count(FIRST, max(today, LAST))

    assert days[date(2026, 7, 14)] == {"issues": 1}
    assert days[today]["magazine"] == 1


def test_pages_of_others_show_issues_and_loans(magazine: Title, came: list[Issue]) -> None:
    reader = make_reader()
    lending.lend(came[0], reader, by=None)
    volume = services.bind(magazine, [came[1].id], by=None)

    assert "Балдырған, № 7, 2026" in blocks.reader_blockers(reader)
    assert len(blocks.of_reader(reader)[0].rows) == 1
    assert len(blocks.of_record(magazine.record)[0].rows) == 5
    assert len(blocks.of_record(volume.copy.record)[0].rows) == 1


def test_an_issue_at_home_is_in_use(magazine: Title, came: list[Issue]) -> None:
    arrivals.set_sets(came[0], "1", by=None)
    lending.lend(came[0], make_reader("Әлібек Нұрасыл"), by=None)

    with pytest.raises(IssueUsed, match="Әлібек"):
        arrivals.take_back(came[0], by=None)
    with pytest.raises(NoFreeSet, match="Әлібек"):
        services.bind(magazine, [came[0].id], by=None)
