"""Passing on: the class teacher's loan ends, the pupil's begins, and each mark can be undone."""

from datetime import timedelta

import pytest

from core import clock
from core.models import Staff
from plugins.circulation.errors import NobodyInClass, NothingToPass, NotInPile
from plugins.circulation.models import ClassMark, Deed, Loan, Passing
from plugins.circulation.services import kits, passing
from plugins.circulation.services.board import read_board
from plugins.readers.models import Reader, SchoolClass
from plugins.textbooks.models import SetItem
from tests.makers import make_class, make_copy, make_reader, make_set, make_staff, make_textbook


@pytest.fixture
def teacher(database: str) -> Staff:
    """The account of the class teacher."""
    return make_staff("teacher")


@pytest.fixture
def own(teacher: Staff) -> SchoolClass:
    """A class of three; its pile of two titles, three copies each, is with its teacher."""
    one = make_class(login=teacher)
    records = [make_textbook("Алгебра"), make_textbook("Физика")]
    make_set(records)
    for name in ("Абай Серік", "Әлия Нұр", "Болат Ерлан"):
        make_reader(name)
    make_reader("Серікова Айгүл", kind="teacher", leads=one)
    for at, record in enumerate(records):
        for number in range(3):
            make_copy(f"{at + 1}0{number}", record, fund="textbook")
    kits.give_kit(one, by=None, to_teacher=True)
    return one


def pupils() -> list[Reader]:
    return list(Reader.select().where(Reader.kind == "pupil").order_by(Reader.sort_key))


def items() -> list[int]:
    return [int(one.id) for one in SetItem.select().order_by(SetItem.position)]


def in_hand(reader: Reader) -> list[str]:
    loans = Loan.select().where(Loan.reader == reader, Loan.returned_at.is_null())
    return sorted(one.copy.inventory_no for one in loans)


def test_one_title_goes_to_a_pupil_the_lowest_number_first(
    own: SchoolClass, teacher: Staff
) -> None:
    first, second, _third = pupils()

    passed = passing.pass_on(own, pupil=second.id, item=items()[0], by=teacher)

    assert [one.number for one in passed.marks] == ["100"]
    assert in_hand(second) == ["100"]
    assert in_hand(first) == []
    row = Passing.get()
    assert (row.from_loan.copy_id, row.passed_by_id) == (row.loan.copy_id, teacher.id)
    assert row.from_loan.returned_at is not None
    assert Deed.get(Deed.kind == "swapped").by_id == teacher.id


def test_the_whole_set_goes_to_a_pupil(own: SchoolClass, teacher: Staff) -> None:
    passing.pass_on(own, pupil=pupils()[0].id, by=teacher)

    assert in_hand(pupils()[0]) == ["100", "200"]
    assert passing.read_pile(own).count == 4


def test_a_title_goes_to_everybody_here_but_not_to_the_absent(
    own: SchoolClass, teacher: Staff
) -> None:
    absent = pupils()[1]
    ClassMark.create(reader=absent, kind="absent", marked_on=clock.today())

    passed = passing.pass_on(own, item=items()[0], by=teacher)

    assert len(passed.marks) == 2
    assert in_hand(absent) == []


def test_the_copy_typed_is_the_one_that_goes(own: SchoolClass, teacher: Staff) -> None:
    passing.pass_on(own, pupil=pupils()[0].id, number="202", by=teacher)

    assert in_hand(pupils()[0]) == ["202"]


def test_the_same_mark_twice_changes_nothing(own: SchoolClass, teacher: Staff) -> None:
    passing.pass_on(own, pupil=pupils()[0].id, item=items()[0], by=teacher)

    again = passing.pass_on(own, pupil=pupils()[0].id, item=items()[0], by=teacher)

    assert (again.marks, again.short) == ([], 0)
    assert Passing.select().count() == 1


def test_what_he_does_not_hold_cannot_be_passed_on(own: SchoolClass, teacher: Staff) -> None:
    make_copy("999", fund="textbook")
    Loan.update(returned_at=clock.now()).execute()

    with pytest.raises(NothingToPass):
        passing.pass_on(own, pupil=pupils()[0].id, by=teacher)
    with pytest.raises(NotInPile):
        passing.pass_on(own, pupil=pupils()[0].id, number="999", by=teacher)


def test_a_pupil_of_another_class_is_nobody(own: SchoolClass, teacher: Staff) -> None:
    other = make_reader("Жат Бала", school_class=make_class(8, "Б"))

    with pytest.raises(NobodyInClass):
        passing.pass_on(own, pupil=other.id, item=items()[0], by=teacher)
    assert in_hand(other) == []


def test_the_last_mark_is_undone_whole_and_may_be_made_again(
    own: SchoolClass, teacher: Staff
) -> None:
    passing.pass_on(own, item=items()[0], by=teacher)
    deed, lines = passing.last_mark(own, teacher)
    assert len(lines) == 3

    assert passing.undo(own, deed, by=teacher) == 3

    assert passing.read_pile(own).count == 6
    assert read_board(own).held == {}
    assert Passing.select().count() == 0
    assert passing.last_mark(own, teacher) == (0, [])
    assert len(passing.pass_on(own, item=items()[0], by=teacher).marks) == 3


def test_what_pupils_still_have_is_listed(own: SchoolClass, teacher: Staff) -> None:
    passing.pass_on(own, pupil=pupils()[0].id, by=teacher)

    held = passing.still_held(own)

    assert [len(one) for one in held.values()] == [2]


def test_a_mark_of_long_ago_stays(own: SchoolClass, teacher: Staff) -> None:
    passing.pass_on(own, pupil=pupils()[0].id, by=teacher, at=clock.now() - timedelta(days=1))

    assert passing.last_mark(own, teacher) == (0, [])
