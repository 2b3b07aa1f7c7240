"""Bound volumes: one copy with its number and entry, or nothing; undone on the same day."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plugins.fund.errors import NumbersTaken, TooLateToReverse
from plugins.fund.models import Copy, Delivery, SummaryEntry
from plugins.fund.services import control
from plugins.periodicals import errors, services
from plugins.periodicals.models import Binding, BindingIssue, Issue, Title
from plugins.periodicals.services import bindings
from tests.makers import make_copy, make_reader

Make = Callable[..., Any]


def ids(issues: list[Issue]) -> list[int]:
    return [int(one.id) for one in issues]


def test_issues_become_a_copy_of_the_fund(magazine: Title, came: list[Issue]) -> None:
    volume = services.bind(magazine, ids(came), by=None)

    copy = Copy.get_by_id(volume.copy_id)
    entry = SummaryEntry.get()
    assert (copy.fund, copy.record.kind) == ("main", "periodical")
    assert copy.record.full_title == "Балдырған, 2026, № 7–11"
    assert (copy.price, entry.amount, entry.copies) == (Decimal("3500.00"), Decimal("3500.00"), 1)
    assert "Т-1" in entry.document
    assert bindings.bound_in(ids(came)) == {one.id: [copy] for one in came}
    main = next(one for one in control() if one.fund == "main")
    assert main.difference == 0


def test_the_numbers_on_the_spine(magazine: Title, came: list[Issue]) -> None:
    special = services.receive(magazine, "арнайы", is_extra=True, on=date(2026, 11, 1), by=None)
    chosen = [came[0], came[1], came[3], special]

    assert bindings.words_of(chosen) == "№ 7–8, 10, арнайы"


def test_a_second_set_is_bound_under_the_same_record(magazine: Title, came: list[Issue]) -> None:
    first = services.bind(magazine, ids(came), by=None)
    second = services.bind(magazine, ids(came), price="3 000", number="Т-77", by=None)

    assert first.copy.record_id == second.copy.record_id
    assert (second.copy.inventory_no, second.copy.price) == ("Т-77", Decimal("3000.00"))
    with pytest.raises(errors.NoFreeSet, match="Т-77"):
        services.bind(magazine, ids(came), by=None)


def test_a_refusal_leaves_nothing_behind(magazine: Title, came: list[Issue]) -> None:
    make_copy("500")
    awaited = Issue.get(Issue.label == "12")

    with pytest.raises(errors.NothingToBind):
        services.bind(magazine, [], by=None)
    with pytest.raises(errors.IssueMissing):
        services.bind(magazine, [*ids(came), awaited.id], by=None)
    with pytest.raises(NumbersTaken):
        services.bind(magazine, ids(came), number="500", by=None)

    assert (Binding.select().count(), Delivery.select().count()) == (0, 0)
    assert (Copy.select().count(), SummaryEntry.select().count()) == (1, 0)


def test_one_year_one_volume(magazine: Title, came: list[Issue], subscribe: Make) -> None:
    subscribe(magazine, 2027, 1)
    january = services.receive(magazine, "1", on=date(2027, 1, 14), by=None)

    with pytest.raises(errors.SeveralYears):
        services.bind(magazine, [*ids(came), january.id], by=None)


def test_a_lent_set_is_not_bound(magazine: Title, came: list[Issue]) -> None:
    services.lending.lend(came[0], make_reader("Әлібек Нұрасыл"), by=None)
    services.bind(magazine, ids(came), by=None)

    with pytest.raises(errors.NoFreeSet, match="Әлібек"):
        services.bind(magazine, ids(came), by=None)
    free = dict((str(one.label), count) for one, count in bindings.bindable(magazine, 2026))
    assert free == {"7": 0, "8": 1, "9": 1, "10": 1, "11": 1}


def test_a_volume_is_taken_apart_on_the_same_day(magazine: Title, came: list[Issue]) -> None:
    volume = services.bind(magazine, ids(came), by=None)
    assert bindings.may_be_undone(volume)

    bindings.undo(volume, by=None)

    assert Copy.get_by_id(volume.copy_id).withdrawn_on is not None
    assert BindingIssue.select().count() == 0
    assert not bindings.may_be_undone(bindings.get(volume.id))
    with pytest.raises(errors.BindingUndone):
        bindings.undo(volume, by=None)
    assert services.bind(magazine, ids(came), by=None).words == "№ 7–11"


def test_on_the_next_day_only_an_act_helps(magazine: Title, came: list[Issue]) -> None:
    volume = services.bind(magazine, ids(came), by=None)
    SummaryEntry.update(entered_on=date(2026, 1, 10)).execute()

    with pytest.raises(TooLateToReverse):
        bindings.undo(volume, by=None)

    assert BindingIssue.select().count() == 5


def test_a_volume_of_the_old_inventory_is_not_ours_to_undo(magazine: Title) -> None:
    old = Binding.create(
        title=magazine, year=2020, words="№ 1–6", copy=make_copy(), bound_on=date(2021, 1, 20)
    )

    with pytest.raises(errors.OldBinding):
        bindings.undo(old, by=None)
