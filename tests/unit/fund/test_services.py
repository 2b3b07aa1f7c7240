"""The fund: copies found, changed, withdrawn; entries numbered without a gap and taken back."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core import settings
from core.alphabet import sort_key
from core.barcodes import Kind, read_code
from core.database import db
from core.models import JournalEntry, Staff
from plugins.fund import services
from plugins.fund.errors import (
    AlreadyReversed,
    CopyBlocked,
    CopyWithdrawn,
    NothingToEnter,
    UnknownCopy,
    WithdrawnTooEarly,
    WrongPrice,
    WrongQuantity,
)
from plugins.fund.models import CAME, WENT, Copy, Movement, SummaryEntry
from plugins.fund.services import Move, amounts
from tests.makers import MONDAY, make_copy, make_loan, make_staff

TODAY = MONDAY.date()


@pytest.fixture
def by(app: object) -> Staff:
    """The librarian who keeps the books."""
    return make_staff()


def came(*copies: Copy, by: Staff, on: date = TODAY, fund: str = "main") -> SummaryEntry:
    moves = [Move(one.id, one.record_id, one.price) for one in copies]
    return services.enter(CAME, fund, "delivery", moves, on=on, by=by)


def actions() -> list[str]:
    return [one.action for one in JournalEntry.select().order_by(JournalEntry.id)]


def test_a_number_finds_its_copy_with_the_record(by: Staff) -> None:
    copy = make_copy("18432")

    assert services.get_by_number("18432").record.title == copy.record.title
    assert services.find_by_id(copy.id) == copy


def test_an_unknown_number_finds_nothing(by: Staff) -> None:
    assert (services.find_by_number("18432"), services.find_by_id(18432)) == (None, None)


def test_an_unknown_number_is_refused_by_that_number(by: Staff) -> None:
    with pytest.raises(UnknownCopy) as refusal:
        services.get_by_number("18432")

    assert (refusal.value.code, refusal.value.facts) == ("unknown_copy", {"number": "18432"})


def test_the_barcode_of_a_copy_reads_back_as_its_id(by: Staff) -> None:
    copy = make_copy()
    read = read_code(copy.code)

    assert read
    assert (read.kind, read.serial) == (Kind.COPY, copy.id)


def test_each_fund_counts_what_it_has_now(by: Staff) -> None:
    make_copy()
    make_copy(fund="textbook")
    make_copy(fund="textbook", withdrawn_on=TODAY)

    assert services.sizes() == {"main": 1, "textbook": 1}


def test_a_library_has_copies_from_the_first_on(by: Staff) -> None:
    before = services.has_copies()
    make_copy(withdrawn_on=TODAY)

    assert (before, services.has_copies()) == (False, True)


def test_a_withdrawn_copy_is_refused_with_its_day(by: Staff) -> None:
    with pytest.raises(CopyWithdrawn) as refusal:
        services.ensure_in_fund(make_copy("18432", withdrawn_on=TODAY))

    assert refusal.value.facts == {"number": "18432", "on": "23.11.2026"}


def test_withdrawing_makes_an_entry_for_each_fund(by: Staff) -> None:
    copies = [make_copy(price=Decimal("1250.50")), make_copy(fund="textbook", price=800)]

    entries = services.withdraw(copies, on=TODAY, by=by, document="Акт № 1", reason="worn")

    assert [(one.fund, one.part, one.copies, one.amount) for one in entries] == [
        ("main", WENT, 1, Decimal("1250.50")),
        ("textbook", WENT, 1, Decimal("800.00")),
    ]
    assert {one.withdrawn_on for one in Copy.select()} == {TODAY}
    assert actions() == ["fund.withdraw", "fund.withdraw", "fund.entered", "fund.entered"]


def test_one_copy_on_loan_keeps_all_of_them_in_the_fund(by: Staff) -> None:
    free, lent = make_copy(), make_copy("18432")
    make_loan(lent)

    with pytest.raises(CopyBlocked) as refusal:
        services.withdraw([free, lent], on=TODAY, by=by)

    assert refusal.value.facts["number"] == "18432"
    assert "Әлібек Нұрасыл" in refusal.value.facts["reasons"]
    assert {one.withdrawn_on for one in Copy.select()} == {None}
    assert (SummaryEntry.select().count(), actions()) == (0, [])


def test_a_refused_withdrawal_leaves_the_copies_in_hand_as_they_were(by: Staff) -> None:
    free, lent = make_copy(), make_loan().copy

    with pytest.raises(CopyBlocked):
        services.withdraw([free, lent], on=TODAY, by=by)

    assert free.withdrawn_on is None


def test_a_copy_named_twice_is_not_withdrawn_twice(by: Staff) -> None:
    copy = make_copy()

    with pytest.raises(CopyWithdrawn):
        services.withdraw([copy, Copy.get_by_id(copy.id)], on=TODAY, by=by)

    assert (Copy.get().withdrawn_on, Movement.select().count()) == (None, 0)


def test_a_change_is_kept_and_journalled(by: Staff) -> None:
    copy = make_copy()
    copy.shelf = "3-стеллаж"

    services.change(copy, by=by)

    line = JournalEntry.get()
    assert Copy.get().shelf == "3-стеллаж"
    assert (line.action, line.about, line.by) == ("fund.change", f"copy {copy.id}", by)


def test_a_change_does_not_bring_back_what_was_withdrawn_meanwhile(by: Staff) -> None:
    copy = make_copy()
    on_the_screen = Copy.get_by_id(copy.id)
    services.withdraw([copy], on=TODAY, by=by)

    on_the_screen.shelf = "3-стеллаж"
    services.change(on_the_screen, by=by)

    assert Copy.get().withdrawn_on == TODAY


def test_a_changed_number_moves_to_its_place_in_the_list(by: Staff) -> None:
    copy = make_copy("18432")
    copy.inventory_no = "7"
    services.change(copy, by=by)

    assert Copy.get().sort_key == sort_key("7")


def test_entries_are_numbered_from_one_in_each_year_and_part(by: Staff) -> None:
    one, other, third = make_copy(), make_copy(), make_copy()
    numbers = [
        came(one, by=by).written_number,
        came(other, by=by).written_number,
        services.withdraw([one], on=TODAY, by=by)[0].written_number,
        came(third, by=by, on=date(2027, 1, 5)).written_number,
    ]

    assert numbers == ["1/2026", "2/2026", "1/2026", "1/2027"]


def test_an_entry_that_goes_back_gives_its_number_back(by: Staff) -> None:
    with db.atomic() as savepoint:
        came(make_copy(), by=by)
        savepoint.rollback()

    assert came(make_copy(), by=by).number == 1


def test_each_fund_may_have_numbers_of_its_own(by: Staff) -> None:
    settings.put({"fund.summary_numbering": "by_fund"}, by=by)

    entries = [came(make_copy(fund=fund), by=by, fund=fund) for fund in ("main", "textbook")]

    assert [one.number for one in entries] == [1, 1]


def test_the_summary_year_may_be_the_school_year(by: Staff) -> None:
    settings.put({"fund.summary_year": "school"}, by=by)

    assert came(make_copy(), by=by, on=date(2027, 8, 31)).written_number == "1/2026"


def test_an_entry_of_nothing_is_refused_and_uses_up_no_number(by: Staff) -> None:
    with pytest.raises(NothingToEnter):
        came(by=by)
    with pytest.raises(NothingToEnter):
        services.enter_totals("main", copies=0, titles=0, amount=Decimal(0), on=TODAY, by=by)

    assert came(make_copy(), by=by).number == 1


def test_a_reversed_entry_and_its_reversal_come_to_nothing(by: Staff) -> None:
    entry = came(make_copy(price=100), make_copy(price=200), by=by)

    back = services.reverse(entry, on=TODAY, by=by)

    assert (back.copies, back.titles, back.amount) == (-2, -2, Decimal("-300.00"))
    assert (back.document, back.number) == ("1/2026", 2)
    assert services.third_part("main", 2026).at_end.copies == 0
    assert actions() == ["fund.entered", "fund.reversed"]


def test_a_reversed_opening_total_comes_to_nothing(by: Staff) -> None:
    totals = {"copies": 500, "titles": 300, "amount": Decimal("90000.00")}
    entry = services.enter_totals("main", on=TODAY, by=by, **totals)  # type: ignore[arg-type]

    services.reverse(entry, on=TODAY, by=by)

    end = services.third_part("main", 2026).at_end
    assert (end.copies, end.titles, end.amount) == (0, 0, Decimal(0))
    assert [one.difference for one in services.control(TODAY)] == [0, 0]


def test_nothing_is_reversed_twice_nor_a_reversal_at_all(by: Staff) -> None:
    entry = came(make_copy(), by=by)
    back = services.reverse(entry, on=TODAY, by=by)

    for one in (entry, back):
        with pytest.raises(AlreadyReversed) as refusal:
            services.reverse(one, on=TODAY, by=by)
        assert refusal.value.facts == {"entry": one}
    assert SummaryEntry.select().count() == 2


@pytest.mark.parametrize(("typed", "price"), [("1 250,50 ₸", "1250.50"), ("", "0.00")])
def test_a_price_is_read_as_typed(typed: str, price: str) -> None:
    assert str(amounts.price_of(typed)) == price


@pytest.mark.parametrize("typed", ["-1", "1,255", "NaN", "тегін", "10000000", "1e999"])
def test_what_is_no_price_is_refused(typed: str) -> None:
    with pytest.raises(WrongPrice) as refusal:
        amounts.price_of(typed)

    assert refusal.value.facts == {"price": typed}


@pytest.mark.parametrize("typed", ["", "-1", "2.5", "٣", "10001", None])
def test_what_is_no_count_is_refused(typed: Any) -> None:
    with pytest.raises(WrongQuantity):
        amounts.count_of(typed)


def test_a_copy_does_not_leave_before_it_came(by: Staff) -> None:
    copy = make_copy("1", received_on=date(2026, 9, 1))

    with pytest.raises(WithdrawnTooEarly) as refusal:
        services.withdraw([copy], on=date(2026, 8, 31), by=by)

    assert "01.09.2026" in str(refusal.value)
    assert "31.08.2026" in str(refusal.value)
    assert Copy.get().withdrawn_on is None
