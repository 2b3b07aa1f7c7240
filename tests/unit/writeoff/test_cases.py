"""A write-off goes through its steps, skips none, and its act is all or nothing."""

import threading
from datetime import date
from decimal import Decimal

import pytest

from core import clock
from core.database import db
from core.models import JournalEntry
from plugins.catalogue.models import Record
from plugins.circulation.services import lend
from plugins.fund.errors import CopyBlocked
from plugins.fund.models import Copy, SummaryEntry
from plugins.fund.services import control, third_part
from plugins.writeoff import services
from plugins.writeoff.errors import (
    ActApproved,
    ApproverMissing,
    ChairMissing,
    CommissionTooSmall,
    ListEmpty,
    MinutesMissing,
    OrderMissing,
    PersonTwice,
    ReasonMissing,
    StepBefore,
    StepFinished,
    UnknownCase,
)
from plugins.writeoff.models import Case, CaseCopy, CommissionMember
from plugins.writeoff.services import Member
from tests.makers import MONDAY, make_reader
from tests.unit.writeoff.conftest import COMMISSION, MINUTES, reason

pytestmark = pytest.mark.usefixtures("app")


def all_is_well() -> bool:
    return all(one.difference == 0 and one.amount_difference == 0 for one in control())


def test_a_case_begins_with_its_basis() -> None:
    case = services.open_case("textbook", by=None)

    assert case.state == "basis"
    with pytest.raises(StepBefore):
        services.close_list(case, by=None)
    with pytest.raises(StepBefore):
        services.set_commission(case, COMMISSION, **MINUTES, by=None)
    with pytest.raises(StepBefore):
        services.approve(case, by=None)
    with pytest.raises(StepBefore):
        services.dispose(case, "waste", kg="1", price="1", by=None)
    with pytest.raises(StepBefore):
        services.close(case, by=None)


def test_a_reason_must_be_chosen() -> None:
    case = services.open_case("main", by=None)

    with pytest.raises(ReasonMissing):
        services.set_basis(case, None, by=None)


@pytest.mark.parametrize(
    "order", [{}, {"order_no": "214"}, {"order_on": date(2026, 10, 5)}, {"order_no": " "}]
)
def test_books_that_do_not_fit_the_standard_need_an_order(order: dict[str, object]) -> None:
    case = services.open_case("textbook", by=None)

    with pytest.raises(OrderMissing):
        services.set_basis(case, reason("стандартқа сай келмейді"), **order, by=None)

    assert Case.get_by_id(case.id).state == "basis"


def test_with_its_order_the_case_goes_on() -> None:
    case = services.open_case("textbook", by=None)

    services.set_basis(
        case,
        reason("стандартқа сай келмейді"),
        order_from="Қалалық білім бөлімі",
        order_no="214",
        order_on=date(2026, 10, 5),
        by=None,
    )

    assert (case.state, case.order) == ("copies", "№ 214, 05.10.2026")
    assert (case.reason_kk, case.reason_ru) == (
        "стандартқа сай келмейді",
        "не соответствует стандарту",
    )


def test_an_empty_list_cannot_be_finished(make_case) -> None:
    case = services.open_case("textbook", by=None)
    services.set_basis(case, reason(), by=None)

    with pytest.raises(ListEmpty):
        services.close_list(case, by=None)


def test_one_may_go_back_to_the_list_before_approval(make_case, make_books) -> None:
    case = make_case("commission")
    [late] = make_books(1, title="Химия")

    with pytest.raises(StepFinished):
        services.add_copies(case, [late], by=None)
    services.reopen_list(case, by=None)
    services.add_copies(case, [late], by=None)
    services.close_list(case, by=None)
    services.approve(case, by=None)

    assert case.entry.copies == 4


@pytest.mark.parametrize(
    ("members", "refusal"),
    [
        (COMMISSION[:2], CommissionTooSmall),
        ((*COMMISSION[:2], Member(" ")), CommissionTooSmall),
        ((*COMMISSION[:2], Member("Ким  О.")), PersonTwice),
        ((Member("А"), Member("Б"), Member("В")), ChairMissing),
        ((Member("А", "", True), Member("Б", "", True), Member("В")), ChairMissing),
    ],
)
def test_a_commission_has_three_people_and_one_chairperson(make_case, members, refusal) -> None:
    case = make_case("commission")

    with pytest.raises(refusal):
        services.set_commission(case, members, **MINUTES, by=None)

    assert CommissionMember.select().count() == 3


@pytest.mark.parametrize(
    ("missing", "refusal"),
    [
        ({"minutes_no": ""}, MinutesMissing),
        ({"minutes_on": None}, MinutesMissing),
        ({"approver_name": " "}, ApproverMissing),
        ({"approver_post": ""}, ApproverMissing),
    ],
)
def test_minutes_and_approver_are_needed(make_case, missing, refusal) -> None:
    case = make_case("commission")

    with pytest.raises(refusal):
        services.set_commission(case, COMMISSION, **{**MINUTES, **missing}, by=None)


def test_an_act_needs_its_commission(make_case) -> None:
    case = make_case("copies")
    services.close_list(case, by=None)

    with pytest.raises(CommissionTooSmall):
        services.approve(case, by=None)


def test_approval_numbers_the_act_and_writes_the_books(make_case) -> None:
    case = make_case("commission", books=3)

    Copy.update(received_on=date(2026, 9, 1)).execute()
    services.approve(case, by=None, on=date(2026, 10, 20))

    assert (case.state, case.act_no, case.act_year) == ("approved", 1, 2026)
    entry = SummaryEntry.get(SummaryEntry.part == 2)
    assert (entry.copies, entry.titles, entry.amount) == (3, 1, Decimal("4500"))
    assert (entry.document, entry.reason) == ("Акт № 1, 20.10.2026", "тозған")
    assert case.entry == entry
    assert Copy.select().where(Copy.withdrawn_on == date(2026, 10, 20)).count() == 3
    assert not CaseCopy.select().where(CaseCopy.is_open).exists()
    assert JournalEntry.select().where(JournalEntry.action == "writeoff.approved").count() == 1
    assert all_is_well()


def test_the_third_part_shows_what_went(make_case) -> None:
    make_case("approved", books=4)

    part = third_part("textbook", clock.today().year)

    assert (part.went.copies, part.went.amount) == (4, Decimal("6000"))
    assert all_is_well()


def test_if_one_copy_is_lent_meanwhile_nothing_at_all_happens(make_case) -> None:
    case = make_case("commission", books=3)
    last = Copy.select().order_by(Copy.id.desc()).get()
    lend(last, make_reader(), by=None, at=MONDAY)

    with pytest.raises(CopyBlocked):
        services.approve(case, by=None)

    kept = Case.get_by_id(case.id)
    assert (case.state, kept.state, kept.act_no, kept.entry_id) == (
        "commission",
        "commission",
        None,
        None,
    )
    assert not Copy.select().where(Copy.withdrawn_on.is_null(False)).exists()
    assert not SummaryEntry.select().where(SummaryEntry.part == 2).exists()
    assert CaseCopy.select().where(CaseCopy.is_open).count() == 3
    assert all_is_well()


def test_a_number_that_came_to_nothing_is_given_to_the_next_act(make_case) -> None:
    first, second = make_case("commission"), make_case("commission")
    copy = CaseCopy.select().where(CaseCopy.case == first).first().copy
    lend(copy, make_reader(), by=None, at=MONDAY)
    with pytest.raises(CopyBlocked):
        services.approve(first, by=None)

    services.approve(second, by=None)

    assert second.act_no == 1


def test_acts_of_a_year_are_numbered_without_a_gap(make_case) -> None:
    numbers = [make_case("approved", on=date(2026, 12, 1)).act_no for _ in range(3)]
    new_year = make_case("approved", on=date(2027, 1, 9))

    assert numbers == [1, 2, 3]
    assert (new_year.act_no, new_year.act_year) == (1, 2027)


def test_two_who_approve_at_once_get_two_numbers(make_case) -> None:
    cases = [make_case("commission", books=2) for _ in range(6)]
    faults: list[BaseException] = []

    def approve(mine: list[Case]) -> None:
        try:
            for case in mine:
                services.approve(case, by=None)
        except BaseException as fault:
            faults.append(fault)
        finally:
            db.close()

    people = [threading.Thread(target=approve, args=(cases[n::2],)) for n in (0, 1)]
    [one.start() for one in people]
    [one.join() for one in people]

    assert faults == []
    assert sorted(one.act_no for one in Case.select()) == [1, 2, 3, 4, 5, 6]
    assert all_is_well()


def test_two_who_approve_the_same_act_write_it_off_once(make_case) -> None:
    case = make_case("commission")
    other = Case.get_by_id(case.id)
    services.approve(case, by=None)

    with pytest.raises(ActApproved):
        services.approve(other, by=None)

    assert SummaryEntry.select().where(SummaryEntry.part == 2).count() == 1


def test_an_approved_act_stays_as_it_is(make_case) -> None:
    case = make_case("approved")
    row = CaseCopy.select().first()

    for change in (
        lambda: services.set_basis(case, reason("ақау"), by=None),
        lambda: services.add_copies(case, [], by=None),
        lambda: services.remove(case, [row.id], by=None),
        lambda: services.close_list(case, by=None),
        lambda: services.reopen_list(case, by=None),
        lambda: services.set_commission(case, COMMISSION, **MINUTES, by=None),
        lambda: services.discard(case, by=None),
    ):
        with pytest.raises(ActApproved):
            change()

    assert CaseCopy.select().count() == 3


def test_the_catalogue_changes_no_approved_act(make_case) -> None:
    case = make_case("approved")

    Record.update(title="Басқа атау", year=1999).execute()
    Copy.update(price=Decimal("9")).execute()

    row = CaseCopy.get(CaseCopy.case == case)
    assert (row.title, row.year, row.price) == (
        "Кронгарт Б. Физика, 8-сынып",
        2016,
        Decimal("1500"),
    )


def test_a_draft_can_be_given_up_and_its_copies_are_free_again(make_case) -> None:
    case = make_case("commission")
    other = services.open_case("textbook", by=None)

    services.discard(case, by=None)
    taken = services.add_copies(other, list(Copy.select()), by=None)

    assert len(taken.added) == 3
    with pytest.raises(UnknownCase):
        services.get(case.id)
    with pytest.raises(UnknownCase):
        services.close_list(case, by=None)
