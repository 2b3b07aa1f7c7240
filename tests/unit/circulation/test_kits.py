"""A whole class gets its sets at once: the plan, the giving, the taking back."""

from datetime import timedelta

import pytest

from plugins.circulation.errors import (
    KitChanged,
    KitEmpty,
    KitFaults,
    KitGone,
    NoClassTeacher,
)
from plugins.circulation.models import KitIssue, Loan
from plugins.circulation.services import kits, lending
from plugins.circulation.services.board import read_board
from plugins.circulation.services.class_marks import mark
from plugins.fund.models import Copy
from plugins.readers.errors import ReaderBlocked
from plugins.readers.models import Reader, SchoolClass
from plugins.textbooks.models import SetItem
from tests.makers import MONDAY, make_class, make_copy, make_reader, make_set, make_textbook

NAMES = ("Абай Серік", "Әлия Нұр", "Болат Ерлан")


@pytest.fixture
def whole(database: str) -> SchoolClass:
    """A class of three with two titles: five copies of the first, two of the second."""
    algebra, physics = make_textbook("Алгебра"), make_textbook("Физика")
    make_set([algebra, physics])
    for name in NAMES:
        make_reader(name)
    for number in range(101, 106):
        make_copy(f"A-{number}", algebra, fund="textbook")
    for number in (201, 202):
        make_copy(str(number), physics, fund="textbook")
    return make_class()


def items() -> list[SetItem]:
    return list(SetItem.select().order_by(SetItem.position, SetItem.id))


def open_loans() -> list[tuple[str, str]]:
    rows = Loan.select().where(Loan.returned_at.is_null()).order_by(Loan.id)
    return [(one.reader.name, str(one.copy.inventory_no)) for one in rows]


def test_the_plan_gives_numbers_along_the_roster_and_names_what_is_short(
    whole: SchoolClass,
) -> None:
    plan = kits.plan_kit(whole)
    first, second = items()

    numbers = [plan.number_of(int(one.id), first.id) for one in plan.board.pupils]
    assert numbers == ["A-101", "A-102", "A-103"]
    assert [one.name for one in plan.short[second.id]] == ["Болат Ерлан"]
    assert Loan.select().count() == 0


def test_everybody_gets_his_set_in_one_go(whole: SchoolClass) -> None:
    issue = kits.give_kit(whole, by=None, digest=kits.plan_kit(whole).digest, at=MONDAY)

    assert issue.count == 5
    assert open_loans() == [
        ("Абай Серік", "A-101"),
        ("Әлия Нұр", "A-102"),
        ("Болат Ерлан", "A-103"),
        ("Абай Серік", "201"),
        ("Әлия Нұр", "202"),
    ]
    loan = Loan.get()
    assert (loan.condition_out, f"{loan.due_on}") == ("good", "2027-05-25")


def test_given_twice_only_what_is_missing_is_given(whole: SchoolClass) -> None:
    kits.give_kit(whole, by=None)
    with pytest.raises(KitEmpty):
        kits.give_kit(whole, by=None)

    make_copy("203", Copy.get(Copy.inventory_no == "201").record)
    assert kits.give_kit(whole, by=None).count == 1
    assert read_board(whole).missing_of(Reader.get().id) == []


def test_ranges_of_numbers_are_taken_as_typed(whole: SchoolClass) -> None:
    first, _second = items()

    plan = kits.plan_kit(whole, items=[first.id], ranges={first.id: "A-103–A-104, A-101"})

    assert [one.copy.number for one in plan.gifts] == ["A-103", "A-104", "A-101"]


def test_a_range_without_the_prefix_twice_is_understood(whole: SchoolClass) -> None:
    first, _second = items()

    plan = kits.plan_kit(whole, items=[first.id], ranges={first.id: "A-102-104"})

    assert [one.copy.number for one in plan.gifts] == ["A-102", "A-103", "A-104"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9999", "9999"),
        ("201", "201"),
        ("105-101", "105-101"),
        ("1-99999999", "1-99999999"),
        ("!!", "!!"),
        ("A-105", "A-105"),
    ],
)
def test_numbers_that_do_not_fit_are_named_and_nothing_is_given(
    whole: SchoolClass, typed: str, said: str
) -> None:
    first, _second = items()
    lending.lend(
        Copy.get(Copy.inventory_no == "A-105"),
        make_reader("Серік Айзере", school_class=make_class(6, "Б")),
        by=None,
    )

    plan = kits.plan_kit(whole, items=[first.id], ranges={first.id: typed})
    with pytest.raises(KitFaults) as refusal:
        kits.give_kit(whole, by=None, items=[first.id], ranges={first.id: typed})

    assert said in " ".join(plan.faults)
    assert said in str(refusal.value)
    assert Loan.select().count() == 1


def test_what_has_changed_since_the_plan_is_looked_at_again(whole: SchoolClass) -> None:
    digest = kits.plan_kit(whole).digest
    lending.lend(
        Copy.get(Copy.inventory_no == "A-101"),
        make_reader("Серік Айзере", school_class=make_class(6, "Б")),
        by=None,
    )

    with pytest.raises(KitChanged):
        kits.give_kit(whole, by=None, digest=digest)

    assert (Loan.select().count(), KitIssue.select().count()) == (1, 0)


def test_worn_withdrawn_and_reading_room_copies_stay(whole: SchoolClass) -> None:
    for number, change in (
        ("A-101", {"condition": "poor"}),
        ("A-102", {"withdrawn_on": MONDAY.date()}),
        ("A-103", {"is_reading_room_only": True}),
    ):
        Copy.update(**change).where(Copy.inventory_no == number).execute()

    assert [one.copy.number for one in kits.plan_kit(whole).gifts][:2] == ["A-104", "A-105"]


def test_the_best_condition_goes_first(whole: SchoolClass) -> None:
    Copy.update(condition="new").where(Copy.inventory_no == "A-104").execute()

    assert kits.plan_kit(whole).gifts[0].copy.number == "A-104"


def test_who_has_his_own_gets_none_and_the_absent_gets_his(whole: SchoolClass) -> None:
    pupils = read_board(whole).pupils
    mark("own", pupils[0], items()[0].id, on=MONDAY.date(), by=None)
    mark("absent", pupils[1], None, on=MONDAY.date(), by=None)

    kits.give_kit(whole, by=None, at=MONDAY)

    assert [name for name, number in open_loans() if number.startswith("A")] == [
        "Әлия Нұр",
        "Болат Ерлан",
    ]


def test_one_who_may_not_borrow_stops_the_whole(whole: SchoolClass) -> None:
    Reader.update(is_blocked=True).where(Reader.last_name == "Болат").execute()

    with pytest.raises(ReaderBlocked):
        kits.give_kit(whole, by=None)

    assert Loan.select().count() == 0


def test_the_pile_goes_to_the_class_teacher(whole: SchoolClass) -> None:
    with pytest.raises(NoClassTeacher):
        kits.give_kit(whole, by=None, to_teacher=True)
    teacher = make_reader("Сапарова Гүлнар", kind="teacher", leads=whole)

    issue = kits.give_kit(whole, by=None, to_teacher=True)

    assert issue.to_teacher == teacher
    assert {name for name, _number in open_loans()} == {"Сапарова Гүлнар"}


def test_the_whole_issue_is_taken_back_once(whole: SchoolClass) -> None:
    issue = kits.give_kit(whole, by=None, at=MONDAY)

    assert kits.take_back_kit(issue, by=None, at=MONDAY + timedelta(hours=3)) == 5

    assert open_loans() == []
    assert Loan.select().where(Loan.is_undone).count() == 5
    with pytest.raises(KitGone):
        kits.take_back_kit(issue, by=None, at=MONDAY + timedelta(hours=3))


@pytest.mark.parametrize("after", [timedelta(minutes=5), timedelta(days=2)])
def test_after_a_return_or_a_day_it_stays(whole: SchoolClass, after: timedelta) -> None:
    issue = kits.give_kit(whole, by=None, at=MONDAY)
    if after < timedelta(days=1):
        lending.take_back(Loan.get(), by=None, at=MONDAY)

    with pytest.raises(KitGone):
        kits.take_back_kit(issue, by=None, at=MONDAY + after)

    assert len(open_loans()) in (4, 5)


def test_ids_are_kept_as_ranges() -> None:
    assert kits.as_ranges([3, 4, 5, 9]) == "3-5,9"
    assert kits.from_ranges("3-5,9") == [3, 4, 5, 9]
    assert kits.from_ranges("") == []
