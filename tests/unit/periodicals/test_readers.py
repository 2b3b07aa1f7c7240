"""Issues with readers, the list of who reads in turn, and what readers take at home."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from core import clock
from plugins.periodicals import errors, services
from plugins.periodicals.models import Issue, IssueLoan, ReaderSubscription, Title
from plugins.periodicals.services import lending, signing
from plugins.readers.errors import UnknownCard
from tests.makers import make_reader

Make = Callable[..., Any]


def test_two_scans_lend_and_one_takes_back(magazine: Title, came: list[Issue]) -> None:
    reader = make_reader("Әлібек Нұрасыл")

    lent = lending.scan(came[0], lending.find_reader(reader.code), by=None)
    assert (lent.kind, lent.loan.due_on) == ("lent", clock.today() + timedelta(days=7))
    assert [one.reader.name for one in lending.open_of(came[0])] == ["Әлібек Нұрасыл"]
    back = lending.scan(came[0], None, by=None)

    assert (back.kind, back.loan.id, back.loan.is_open) == ("returned", lent.loan.id, False)
    with pytest.raises(errors.NotLent):
        lending.scan(came[0], None, by=None)


def test_the_same_card_again_brings_it_back(magazine: Title, came: list[Issue]) -> None:
    first, second = make_reader("Әлібек Нұрасыл"), make_reader("Сейітова Айгүл")
    for reader in (first, second):
        lending.scan(came[0], reader, by=None)

    with pytest.raises(errors.SeveralHave):
        lending.scan(came[0], None, by=None)
    with pytest.raises(errors.NoFreeSet):
        lending.scan(came[0], make_reader("Омаров Бауыржан"), by=None)
    assert lending.scan(came[0], second, by=None).kind == "returned"


def test_who_may_not_borrow(magazine: Title, came: list[Issue]) -> None:
    gone = make_reader("Асанов Ерлан", left_on=clock.today())
    blocked = make_reader("Ким Олег", is_blocked=True)

    for reader in (gone, blocked):
        with pytest.raises(errors.ReaderMayNot):
            lending.lend(came[0], reader, by=None)
    with pytest.raises(errors.NoReader):
        lending.lend(came[0], None, by=None)
    with pytest.raises(UnknownCard):
        lending.find_reader("999999")
    with pytest.raises(errors.IssueMissing):
        lending.lend(Issue.get(Issue.label == "12"), make_reader(), by=None)


def test_the_issue_meant_is_the_last_of_that_number(
    magazine: Title, came: list[Issue], subscribe: Make
) -> None:
    subscribe(magazine, 2025, 2)
    old = services.receive(magazine, "9", on=date(2025, 9, 14), by=None)
    assert old.year == 2025

    assert lending.find_issue(magazine, "9").id == came[2].id
    assert lending.find_issue(magazine, "").id == came[4].id
    with pytest.raises(errors.IssueMissing):
        lending.find_issue(magazine, "12")


def test_each_deed_is_undone(magazine: Title, came: list[Issue]) -> None:
    loan = lending.lend(came[0], make_reader(), by=None)
    lending.take_back(loan, by=None)

    lending.undo(loan, by=None)
    assert lending.get(loan.id).is_open
    lending.undo(loan, by=None)

    assert IssueLoan.select().count() == 0


def test_what_is_overdue(magazine: Title, came: list[Issue]) -> None:
    loan = lending.lend(came[0], make_reader(), by=None)

    assert lending.overdue(loan.due_on) == []
    assert [one.id for one in lending.overdue(loan.due_on + timedelta(days=1))] == [loan.id]


def test_the_list_of_who_reads_in_turn(magazine: Title) -> None:
    people = [make_reader(name, kind="teacher") for name in ("Аа Бб", "Вв Гг", "Дд Ее")]
    places = [signing.add_to_route(magazine, one, by=None) for one in people]
    with pytest.raises(errors.OnRoute):
        signing.add_to_route(magazine, people[0], by=None)

    signing.move_on_route(magazine, places[2].id, -1, by=None)
    signing.move_on_route(magazine, places[0].id, -1, by=None)
    signing.remove_from_route(magazine, places[1].id, by=None)

    assert [one.reader.name for one in signing.route_of(magazine)] == ["Аа Бб", "Дд Ее"]


def test_a_reader_signs_up(app: object) -> None:
    values = {
        "reader": make_reader(),
        "periodical": " Ақ  желкен ",
        "year": 2027,
        "half": 1,
        "sets": "2",
        "price": "3 150,50",
        "place": "Абай көшесі, 7",
    }

    made = signing.sign_up(ReaderSubscription(), values, by=None)

    fresh = ReaderSubscription.get_by_id(made.id)
    assert (fresh.periodical, fresh.amount) == ("Ақ желкен", Decimal("6301.00"))
    with pytest.raises(errors.NameMissing):
        signing.sign_up(ReaderSubscription(), {**values, "periodical": " "}, by=None)
    with pytest.raises(errors.NoReader):
        signing.sign_up(ReaderSubscription(), {**values, "reader": None}, by=None)
