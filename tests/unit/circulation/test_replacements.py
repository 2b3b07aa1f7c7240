"""A lost copy made good: judged, taken, found again; the books agree after each step."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from core import clock, settings
from core.models import Staff
from plugins.circulation import queries
from plugins.circulation.errors import (
    AlreadyFound,
    AlreadyReplaced,
    AmountMissing,
    CopyReplaced,
    LostWrittenOff,
    MoneyNotTaken,
    NotReportedLost,
    OfferUnequal,
    TooLateToUndo,
    UnknownCondition,
)
from plugins.circulation.models import Loan, Replacement
from plugins.circulation.services import lending, replacements, scan, undoing
from plugins.circulation.services.desk import Scan
from plugins.circulation.services.replacements import Offer
from plugins.fund.errors import NumbersTaken
from plugins.fund.models import Copy, Delivery, Stocktake, SummaryEntry
from plugins.fund.services import control, deliveries, inventory, withdraw
from plugins.fund.services.stocktake import scan as check
from tests.makers import MONDAY, make_reader, make_record, make_staff

Lose = Callable[..., Loan]


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The moment at which everything happens; a test may move it on."""
    now = [MONDAY]
    monkeypatch.setattr(clock, "now", lambda: now[0])
    return now


@pytest.fixture
def by(app: object) -> Staff:
    """The librarian."""
    return make_staff()


@pytest.fixture
def lose(app: object, by: Staff, day: list[Any]) -> Lose:
    """Return a lost loan of a copy that came by a delivery."""

    def make(title: str = "Абай жолы", price: str = "1500", fund: str = "main") -> Loan:
        record = make_record(title, bbk="84(5Қаз)", year=2019)
        delivery = Delivery.create(fund=fund)
        deliveries.add_line(delivery, record, quantity=2, price=price, by=by)
        deliveries.accept(delivery, by=by)
        copy = Copy.select().where(Copy.record == record).order_by(Copy.id).get()
        loan = lending.lend(copy, make_reader(), by=by, at=day[0])
        day[0] += timedelta(minutes=1)
        return lending.report_lost(loan)

    return make


def same(loan: Loan, **more: Any) -> Offer:
    return Offer(
        more.get("record", loan.copy.record),
        Decimal(more.get("price", loan.copy.price)),
        more.get("condition", "new"),
    )


def ensure_agreed(out: int, on: date | None = None) -> None:
    """Fail unless books, copies and shelves agree, with so many copies out."""
    totals = control(on)
    assert [(one.difference, one.amount_difference) for one in totals] == [(0, 0), (0, 0)]
    assert sum(one.out for one in totals) == out


def test_the_same_book_is_taken_at_once(lose: Lose, by: Staff) -> None:
    loan = lose()

    row = replacements.accept(loan, same(loan), by=by)

    assert (row.number, row.written_number, row.fund) == (1, "1/2026", "main")
    assert row.new_copy.price == Decimal(1500)
    assert row.entry.kind == "replacement"
    assert row.entry.copies == 1
    assert row.reader_words == f"{loan.reader.name}, 7 «Ә»"
    assert queries.open_loans(loan.reader_id) == []
    assert Loan.get_by_id(loan.id).lost_on is not None
    ensure_agreed(out=1)  # the lost copy is on no shelf until its act
    assert queries.open_copies_of(loan.copy.record_id) == (3, 2)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"price": "1499.99"}, "price"),
        ({"condition": "poor"}, "condition"),
        ({"title": "Қан мен тер"}, "title"),
        ({"authors": "Нұрпейісов Әбдіжәміл"}, "author"),
    ],
)
def test_what_does_not_match_needs_a_reason(
    lose: Lose, by: Staff, change: dict[str, str], name: str
) -> None:
    loan = lose()
    words = {one: change.pop(one) for one in ("title", "authors") if one in change}
    other = make_record(**{"title": "Абай жолы", **words})
    offer = same(loan, record=other, **change)

    assert replacements.unequal(replacements.judge(loan.copy, offer)) == [name]
    with pytest.raises(OfferUnequal) as refusal:
        replacements.accept(loan, offer, by=by)
    assert str(replacements.POINTS[name]) in str(refusal.value)
    assert Replacement.select().count() == 0

    row = replacements.accept(loan, offer, why="  кітапханаға  керек ", by=by)
    assert (row.unequal, row.why) == (name, "кітапханаға керек")
    ensure_agreed(out=1)


def test_letters_and_initials_are_no_difference(lose: Lose) -> None:
    loan = lose()
    other = make_record("АБАЙ ЖОЛЫ.", authors="Әуезов М.")
    points = replacements.judge(loan.copy, same(loan, record=other, price="2000"))
    assert replacements.unequal(points) == []


def test_a_copy_is_as_new_for_a_year_only(lose: Lose, day: list[Any]) -> None:
    loan = lose()
    assert replacements.condition_of(loan.copy) == "new"
    day[0] += timedelta(days=400)
    assert replacements.condition_of(loan.copy) == "good"


def test_a_typed_number_is_used_and_a_taken_one_refused(lose: Lose, by: Staff) -> None:
    loan = lose()
    with pytest.raises(NumbersTaken):
        replacements.accept(loan, same(loan), number=loan.copy.inventory_no, by=by)
    assert Loan.get_by_id(loan.id).returned_at is None
    row = replacements.accept(loan, same(loan), number="Б-7", by=by)
    assert row.new_copy.inventory_no == "Б-7"
    assert row.number == 1


def test_only_a_lost_loan_is_replaced_and_once(lose: Lose, by: Staff) -> None:
    loan = lose()
    Loan.update(lost_on=None).execute()
    with pytest.raises(NotReportedLost):
        replacements.accept(loan, same(loan), by=by)
    loan = lending.report_lost(loan)
    with pytest.raises(UnknownCondition):
        replacements.accept(loan, same(loan, condition="torn"), by=by)
    replacements.accept(loan, same(loan), by=by)
    with pytest.raises(AlreadyReplaced):
        replacements.accept(loan, same(loan), by=by)
    with pytest.raises(AlreadyReplaced):
        replacements.lost_loan(loan.id)


def test_money_is_taken_only_where_it_is_set(lose: Lose, by: Staff, day: list[Any]) -> None:
    loan = lose()
    paid = {"receipt_no": "12", "receipt_on": day[0].date(), "by": by}
    with pytest.raises(MoneyNotTaken):
        replacements.take_money(loan, Decimal(1500), **paid)
    settings.put({"circulation.money_for_lost": "1"}, by=by)
    with pytest.raises(AmountMissing):
        replacements.take_money(loan, Decimal(0), **paid)
    row = replacements.take_money(loan, Decimal(1500), **paid)
    assert (row.amount, row.new_copy, row.entry) == (Decimal(1500), None, None)
    ensure_agreed(out=1)


def test_turned_up_before_the_act(lose: Lose, by: Staff, day: list[Any]) -> None:
    loan = lose()
    row = replacements.accept(loan, same(loan), by=by)
    entries = SummaryEntry.select().count()

    answer = scan(Scan(text=loan.copy.code, by=by, at=day[0] + timedelta(hours=1)))
    assert answer.code == "copy_replaced"
    assert answer.more["page"].endswith(f"?id={row.id}")
    with pytest.raises(CopyReplaced):
        lending.lend(loan.copy, make_reader("Ахметова Дана"), by=by, at=day[0])

    row = replacements.find_again(row, by=by)
    assert row.found_entry is None
    assert SummaryEntry.select().count() == entries
    ensure_agreed(out=0)
    with pytest.raises(AlreadyFound):
        replacements.find_again(row, by=by)
    lending.lend(loan.copy, make_reader("Ахметова Дана"), by=by, at=day[0])
    ensure_agreed(out=1)


def test_turned_up_after_the_act(lose: Lose, by: Staff, day: list[Any]) -> None:
    loan = lose()
    row = replacements.accept(loan, same(loan), by=by)
    first = clock.today()
    day[0] += timedelta(days=3)
    [act] = withdraw([loan.copy], on=clock.today(), by=by, document="Акт № 1", reason="жоғалған")
    ensure_agreed(out=0)
    assert replacements.act_of(row) == act
    second = clock.today()
    day[0] += timedelta(days=3)

    answer = scan(Scan(text=loan.copy.code, by=by, at=day[0]))
    assert answer.code == "lost_written_off"
    with pytest.raises(LostWrittenOff):
        lending.ensure_not_lost(Copy.get_by_id(loan.copy_id))

    row = replacements.find_again(row, by=by)
    assert row.found_entry.kind == "found"
    assert row.found_entry.part == 1
    copy = Copy.get_by_id(loan.copy_id)
    assert copy.withdrawn_on is None
    ensure_agreed(out=0)
    ensure_agreed(out=1, on=first)
    ensure_agreed(out=0, on=second)
    lending.lend(copy, make_reader("Ахметова Дана"), by=by, at=day[0])
    assert replacements.act_of(row) == act


def test_it_can_be_lost_again(lose: Lose, by: Staff, day: list[Any]) -> None:
    loan = lose()
    replacements.find_again(replacements.accept(loan, same(loan), by=by), by=by)
    again = lending.lend(loan.copy, make_reader("Ахметова Дана"), by=by, at=day[0])
    again = lending.report_lost(again)
    row = replacements.accept(again, same(again), by=by)
    assert row.number == 2
    ensure_agreed(out=1)


def test_a_loan_before_cannot_be_opened_over_it(lose: Lose, by: Staff, day: list[Any]) -> None:
    loan = lose()
    lending.take_back(loan, by=by)
    before = undoing.remember(loan)
    again = lending.report_lost(lending.lend(loan.copy, loan.reader, by=by, at=day[0]))
    replacements.accept(again, same(again), by=by)
    with pytest.raises(TooLateToUndo):
        undoing._reopen(Loan.get_by_id(loan.id), before)


def test_a_stocktake_says_what_has_turned_up(lose: Lose, by: Staff) -> None:
    loan = lose()
    replacements.accept(loan, same(loan), by=by)
    found = check(Stocktake.create(fund="main"), loan.copy.code, by=by)
    assert found.kind == "on_loan"
    assert "made good" in found.sentence


def test_the_inventory_book_has_the_marks(lose: Lose, by: Staff) -> None:
    loan = lose()
    row = replacements.accept(loan, same(loan), by=by)
    row = replacements.find_again(row, by=by)
    notes = {
        one.inventory_no: one.note
        for page in inventory.pages(inventory.whole("main", "inventory"))
        for one in page.lines
    }
    assert notes[row.new_copy.inventory_no] == f"in place of No. {loan.copy.inventory_no}"
    lost = notes[loan.copy.inventory_no]
    assert lost.startswith(f"lost; in its place: No. {row.new_copy.inventory_no}; found again on")
    assert len(notes) == 3
