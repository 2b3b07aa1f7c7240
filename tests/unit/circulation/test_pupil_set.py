"""One pupil's set in one step; who has priority; visits of a class; the raid."""

from datetime import date, timedelta

import pytest

from core import clock, settings
from plugins.circulation.errors import (
    DayToCome,
    KitChanged,
    KitEmpty,
    KitGone,
    MoreDamagedThanChecked,
    NobodyCame,
    NothingChecked,
    VisitsStay,
)
from plugins.circulation.models import ClassVisit, Loan, Raid, Visit
from plugins.circulation.services import class_visits, kits, pupil_set, raids
from plugins.circulation.services.raids import Checked
from plugins.readers.models import Reader, SchoolClass
from tests.makers import (
    MONDAY,
    make_class,
    make_copy,
    make_loan,
    make_reader,
    make_set,
    make_staff,
    make_textbook,
)

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def moved() -> Reader:
    """A pupil of 7 «Ә» who has the algebra of grade 8 in hand; his own class's is on the shelf."""
    seventh, eighth = make_textbook("Алгебра", 7), make_textbook("Алгебра", 8)
    make_set([seventh])
    reader = make_reader()
    make_loan(make_copy("801", eighth, fund="textbook"), reader)
    make_copy("701", seventh, fund="textbook")
    return reader


def in_hand(reader: Reader) -> list[str]:
    loans = Loan.select().where(Loan.reader == reader, Loan.returned_at.is_null())
    return sorted(str(one.copy.inventory_no) for one in loans)


def test_who_changed_class_gets_the_new_set_and_gives_the_old_one_back(moved: Reader) -> None:
    found = pupil_set.plan(moved)
    assert [one.copy.number for one in found.kit.gifts] == ["701"]
    assert [one.copy.inventory_no for one in found.others] == ["801"]

    issue = pupil_set.settle(moved, by=None, digest=found.digest)

    assert in_hand(moved) == ["701"]
    kits.take_back_kit(issue, by=None)
    assert in_hand(moved) == ["801"]


def test_who_leaves_gives_all_back_in_one_step(moved: Reader) -> None:
    pupil_set.settle(moved, by=None)
    moved.left_on = clock.today()
    moved.save()

    found = pupil_set.plan(moved)
    assert found.kit is None
    pupil_set.settle(moved, by=None)

    assert in_hand(moved) == []
    with pytest.raises(KitEmpty):
        pupil_set.settle(moved, by=None)


def test_what_was_shown_must_still_be_so(moved: Reader) -> None:
    shown = pupil_set.plan(moved).digest
    make_loan(make_copy("802", make_textbook("Физика", 8), fund="textbook"), moved)

    with pytest.raises(KitChanged):
        pupil_set.settle(moved, by=None, digest=shown)

    assert in_hand(moved) == ["801", "802"]


def test_it_is_not_undone_once_a_copy_is_with_somebody_else(moved: Reader) -> None:
    issue = pupil_set.settle(moved, by=None)
    other = make_reader("Серік Асан", school_class=make_class(8, "А"))
    make_loan(Loan.get().copy, other)

    with pytest.raises(KitGone):
        kits.take_back_kit(issue, by=None)

    assert in_hand(moved) == ["701"]


def test_giving_and_taking_back_may_be_done_apart(moved: Reader) -> None:
    pupil_set.settle(moved, by=None, take_back=False)

    assert in_hand(moved) == ["701", "801"]


@pytest.mark.parametrize(("is_first", "who"), [(True, "Болат Ерлан"), (False, "Абай Серік")])
def test_where_textbooks_are_short_priority_comes_first(is_first: bool, who: str) -> None:
    book = make_textbook("Алгебра")
    make_set([book])
    make_reader("Абай Серік")
    make_reader("Болат Ерлан", has_priority=True)
    make_copy("101", book, fund="textbook")
    settings.put({"circulation.priority_first": is_first}, by=make_staff("head"))

    plan = kits.plan_kit(make_class())

    assert [one.pupil.name for one in plan.gifts] == [who]


def test_where_there_is_enough_numbers_go_along_the_roster() -> None:
    book = make_textbook("Алгебра")
    make_set([book])
    make_reader("Абай Серік")
    make_reader("Болат Ерлан", has_priority=True)
    for number in ("101", "102"):
        make_copy(number, book, fund="textbook")

    plan = kits.plan_kit(make_class())

    assert [one.pupil.name for one in plan.gifts] == ["Абай Серік", "Болат Ерлан"]


@pytest.fixture
def school_class() -> SchoolClass:
    """A class of three."""
    for name in ("Абай Серік", "Әлия Нұр", "Болат Ерлан"):
        make_reader(name)
    return make_class()


def ids(*names: str) -> list[int]:
    return [int(one.id) for one in Reader.select().where(Reader.last_name.in_(names))]


def test_a_class_is_counted_at_once_and_each_pupil_once_a_day(school_class: SchoolClass) -> None:
    on = date(2026, 10, 20)
    early = Reader.get(Reader.last_name == "Абай")
    Visit.create(reader=early, visited_on=on)

    visit = class_visits.count(
        school_class, ids("Абай", "Әлия"), on=on, by=None, topic=" Анықтамалық "
    )

    assert (visit.count, visit.topic) == (1, "Анықтамалық")
    assert Visit.select().where(Visit.visited_on == on).count() == 2
    assert class_visits.undo(visit, by=None) == 1
    assert [one.reader_id for one in Visit.select()] == [early.id]
    with pytest.raises(VisitsStay):
        class_visits.undo(visit, by=None)


def test_who_is_of_another_class_is_not_counted(school_class: SchoolClass) -> None:
    other = make_reader("Ким Олег", school_class=make_class(8, "А"))

    with pytest.raises(NobodyCame):
        class_visits.count(school_class, [int(other.id)], on=clock.today(), by=None)

    assert ClassVisit.select().count() == 0


def test_a_day_to_come_has_no_visits_and_no_raid(school_class: SchoolClass) -> None:
    tomorrow = clock.today() + timedelta(days=1)

    with pytest.raises(DayToCome):
        class_visits.count(school_class, ids("Абай"), on=tomorrow, by=None)
    with pytest.raises(DayToCome):
        raids.keep([Checked(int(school_class.id), 3)], on=tomorrow, by=None)


def test_visits_of_a_class_stay_after_a_day(school_class: SchoolClass) -> None:
    visit = class_visits.count(school_class, ids("Абай"), on=date(2026, 10, 20), by=None)

    with pytest.raises(VisitsStay):
        class_visits.undo(visit, by=None, at=clock.now() + timedelta(hours=25))

    assert Visit.select().count() == 1


def test_a_raid_is_kept_class_by_class_and_may_be_corrected(school_class: SchoolClass) -> None:
    on, number = MONDAY.date(), int(school_class.id)
    other = make_class(8, "А")

    raids.keep([Checked(number, 30, 4, "мұқабасыз"), Checked(int(other.id), None)], on=on, by=None)
    raids.keep([Checked(number, 31, 4)], on=on, by=None)

    kept = Raid.get()
    assert (kept.class_words, kept.pupils, kept.checked, kept.damaged) == ("7 «Ә»", 3, 31, 4)
    assert raids.days() == [(on, 1, 31, 4)]
    assert [line.raid.checked for line in raids.sheet(on) if line.raid] == [31]


def test_a_raid_with_wrong_numbers_keeps_nothing(school_class: SchoolClass) -> None:
    on, number = MONDAY.date(), int(school_class.id)

    with pytest.raises(MoreDamagedThanChecked, match="7 «Ә»"):
        raids.keep([Checked(number, 3, 4)], on=on, by=None)
    with pytest.raises(NothingChecked):
        raids.keep([Checked(number, None)], on=on, by=None)

    assert Raid.select().count() == 0
