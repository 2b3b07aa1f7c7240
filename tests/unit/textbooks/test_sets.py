"""Making sets of textbooks: volumes together, editions, order, from year to year."""

import pytest

from plugins.textbooks import services as textbooks
from plugins.textbooks.errors import (
    AlreadyInSet,
    OnlyEdition,
    SetThere,
    UnknownTextbook,
    WrongSet,
)
from plugins.textbooks.models import SetEdition, SetItem, TextbookSet
from plugins.textbooks.services import editing
from tests.makers import make_class, make_copy, make_set, make_staff, make_textbook


@pytest.fixture
def its(database: str) -> TextbookSet:
    return editing.open_set(2026, 7, "kk", by=make_staff())


def titles(its: TextbookSet) -> list[str]:
    found = textbooks.items_for(make_class(), int(its.school_year))
    return [one.short_title for one in found]


def test_the_other_volumes_come_along_and_stand_together(its: TextbookSet) -> None:
    first = make_textbook("Тарих", part="1-бөлім", publisher="Мектеп", year=2024)
    make_textbook("Тарих", part="2-бөлім", publisher="Мектеп", year=2024)
    make_textbook("Тарих", part="2-бөлім", publisher="Атамұра", year=2024)

    editing.add(its, [make_textbook("Алгебра"), first], by=None)

    assert titles(its) == ["Алгебра", "Тарих, 1-бөлім", "Тарих, 2-бөлім"]


def test_a_textbook_is_in_a_set_once_and_nothing_is_half_added(its: TextbookSet) -> None:
    algebra = make_textbook("Алгебра")
    editing.add(its, [algebra], by=None)

    with pytest.raises(AlreadyInSet):
        editing.add(its, [make_textbook("Физика"), algebra], by=None)

    assert titles(its) == ["Алгебра"]


def test_order_is_changed_one_step_at_a_time(its: TextbookSet) -> None:
    items = editing.add(
        its, [make_textbook(one) for one in ("Алгебра", "Физика", "Химия")], by=None
    )

    editing.move(items[2], -1)
    editing.move(items[0], -1)

    assert titles(its) == ["Алгебра", "Химия", "Физика"]


def test_another_edition_serves_and_the_last_one_stays(its: TextbookSet) -> None:
    old, new = make_textbook("Алгебра", year=2019), make_textbook("Алгебра", year=2025)
    (item,) = editing.add(its, [old], by=None)

    editing.add_edition(item, new, by=None)
    (found,) = textbooks.items_for(make_class(), 2026)
    assert [one.id for one in found.records] == [old.id, new.id]

    editing.remove_edition(SetEdition.get(SetEdition.record == old), by=None)
    with pytest.raises(OnlyEdition):
        editing.remove_edition(SetEdition.get(SetEdition.record == new), by=None)


def test_a_set_is_made_once_and_for_a_grade_there_is(its: TextbookSet) -> None:
    with pytest.raises(SetThere):
        editing.open_set(2026, 7, "kk", by=None)
    with pytest.raises(WrongSet):
        editing.open_set(2026, 13, "kk", by=None)
    assert editing.open_set(2026, 7, "kk", "ЖМБ", by=None).id != its.id


def test_a_year_is_copied_once_with_numbers_and_editions(its: TextbookSet) -> None:
    (item,) = editing.add(its, [make_textbook("Алгебра")], by=None)
    editing.add_edition(item, make_textbook("Алгебра", year=2025), by=None)
    editing.change(item, teacher_copies=3, share=50, by=None)
    assert len(editing.plan_copy(2026, 2027).new) == 1

    assert editing.copy_year(2026, 2027, by=None) == 1
    assert editing.copy_year(2026, 2027, by=None) == 0

    copied = SetItem.select().join(TextbookSet).where(TextbookSet.school_year == 2027).get()
    assert (copied.teacher_copies, copied.share, copied.editions.count()) == (3, 50, 2)


def test_removing_a_textbook_takes_its_editions_with_it(its: TextbookSet) -> None:
    (item,) = editing.add(its, [make_textbook("Алгебра")], by=None)

    editing.remove(item, by=None)

    assert (SetItem.select().count(), SetEdition.select().count()) == (0, 0)


def test_a_textbook_is_found_by_its_copy_and_by_isbn(database: str) -> None:
    record = make_textbook("Алгебра", isbn="9786012345674")
    copy = make_copy(record=record)

    assert editing.find_textbook(copy.code) == record
    assert editing.find_textbook(str(copy.inventory_no)) == record
    assert editing.find_textbook("978-601-234-567-4") == record
    with pytest.raises(UnknownTextbook):
        editing.find_textbook("999999")


def test_proposals_are_of_the_grade_and_language_and_have_copies(its: TextbookSet) -> None:
    algebra, physics = make_textbook("Алгебра"), make_textbook("Физика")
    make_copy(record=algebra)
    make_copy(record=physics)
    make_copy(record=make_textbook("Алгебра", 8))
    make_copy(record=make_textbook("Алгебра", language="ru"))
    make_textbook("Химия")
    editing.add(its, [physics], by=None)

    assert editing.proposals(its) == [algebra]


def test_the_profile_stands_in_for_its_subjects(database: str) -> None:
    general, special = make_textbook("Алгебра"), make_textbook("Алгебра", year=2025)
    make_set([general, make_textbook("Физика")])
    make_set([special], profile="ЖМБ")
    plain, science = make_class(), make_class(7, "Б", profile="ЖМБ")

    both = textbooks.items_of_classes([plain, science], 2026)

    assert both[plain.id][0].records[0].id == general.id
    assert {one.records[0].id for one in both[science.id]} >= {special.id}
    assert general.id not in {one.records[0].id for one in both[science.id]}
    assert [one.id for one in textbooks.items_for(science, 2026)] == [
        one.id for one in both[science.id]
    ]
