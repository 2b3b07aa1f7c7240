"""The provision: numbers reckoned by hand."""

import random
from datetime import date
from decimal import Decimal

import pytest

from core import settings
from plugins.textbooks.models import SetItem
from plugins.textbooks.services import editing, provision
from plugins.textbooks.services.provision import Line, Report, report, year_now
from tests.makers import make_class, make_copy, make_reader, make_set, make_textbook


@pytest.fixture(autouse=True)
def _autumn(monkeypatch: pytest.MonkeyPatch, database: str) -> None:
    monkeypatch.setattr("core.clock.today", lambda: date(2026, 11, 23))


def pupils(count: int, grade: int = 7, letter: str = "Ә", **more: object) -> None:
    one = make_class(grade, letter, **more)
    for number in range(count):
        make_reader(f"Оқушы {grade}{letter}{number}", school_class=one)


def copies(record: object, count: int, **more: object) -> None:
    for _one in range(count):
        make_copy(record=record, fund="textbook", **more)  # type: ignore[arg-type]


def numbers(found: Report) -> list[tuple[int, int, int, int, int]]:
    return [(one.pupils, one.need, one.have, one.short, one.surplus) for one in found.lines]


def test_need_is_pupils_teachers_and_reserve() -> None:
    settings.put({"textbooks.reserve": 10}, by=None)
    algebra = make_textbook("Алгебра")
    make_set([algebra])
    pupils(21)
    copies(algebra, 20)

    # 21 pupils, 1 teacher, 10 % of 21 rounded up = 3.
    assert numbers(report()) == [(21, 25, 20, 5, 0)]
    assert report().percent == 80


def test_worn_copies_do_not_count_and_withdrawn_ones_are_not_there() -> None:
    algebra = make_textbook("Алгебра")
    make_set([algebra])
    pupils(2)
    copies(algebra, 2)
    copies(algebra, 3, condition="poor")
    copies(algebra, 1, withdrawn_on=date(2026, 1, 1))

    (line,) = report().lines
    assert (line.need, line.have, line.poor, line.short) == (3, 2, 3, 1)


def test_a_share_of_the_grade_is_rounded_up() -> None:
    make_set([make_textbook("Көркем еңбек")], share=50)
    pupils(5)

    assert report().lines[0].pupils == 3


def test_a_record_in_two_sets_is_shared_out_once() -> None:
    algebra = make_textbook("Алгебра")
    make_set([algebra], profile="ЖМБ")
    make_set([algebra], profile="ҚГБ")
    SetItem.update(teacher_copies=0).execute()
    pupils(3, letter="А", profile="ЖМБ")
    pupils(3, letter="Б", profile="ҚГБ")
    copies(algebra, 5)

    assert numbers(report()) == [(3, 3, 3, 0, 0), (3, 3, 2, 1, 0)]


def test_the_profile_does_not_need_what_it_replaces() -> None:
    general, special = make_textbook("Алгебра"), make_textbook("Алгебра", year=2025)
    make_set([general])
    make_set([special], profile="ЖМБ")
    pupils(4, letter="А")
    pupils(3, letter="Б", profile="ЖМБ")

    assert [(one.profile, one.pupils) for one in report().lines] == [("", 4), ("ЖМБ", 3)]


def test_next_year_takes_the_classes_one_grade_up() -> None:
    sixth, seventh = make_textbook("Алгебра", 6), make_textbook("Алгебра", 7)
    make_set([sixth], grade=6)
    make_set([seventh])
    pupils(10, 6, "А")
    pupils(4, 7, "А")
    pupils(9, 11, "А")
    copies(seventh, 4)

    found = {one.grade: one for one in report(2027).lines}

    assert (found[7].pupils, found[7].short) == (10, 7)
    assert found[6].pupils == 0
    assert report(2027).pupils == 14  # the eleventh has left


def test_the_next_first_grade_is_as_large_as_expected() -> None:
    make_set([make_textbook("Әліппе", 1)], grade=1)
    pupils(20, 1, "А")
    assert report(2027).lines[0].pupils == 20

    settings.put({"textbooks.first_grade": 30}, by=None)
    assert report(2027).lines[0].pupils == 30


def test_pupils_without_a_set_are_named() -> None:
    pupils(6, 5, "А")

    assert report().without_set == [(5, "kk", 6)]
    assert (report().percent, report().need) == (0, 0)


def test_full_sets_go_by_the_title_with_the_fewest_copies() -> None:
    algebra, physics = make_textbook("Алгебра"), make_textbook("Физика")
    make_set([algebra, physics])
    pupils(10)
    copies(algebra, 11)
    copies(physics, 7)  # one is the teacher's

    assert report().full_sets == 6


def test_full_sets_count_nobody_twice() -> None:
    make_set([make_textbook("Физика")])
    make_set([make_textbook("Алгебра")], profile="ЖМБ")
    SetItem.update(teacher_copies=0).execute()
    pupils(4, letter="А")
    pupils(3, letter="Б", profile="ЖМБ")
    for line in report().lines:
        copies(line.records[0], line.need)

    assert report().full_sets == 7


def test_whatever_the_sets_share_no_copy_is_given_twice() -> None:
    dice = random.Random(7)
    records = [make_textbook(f"Оқулық {one}") for one in range(5)]
    for one in records:
        copies(one, dice.randint(0, 6))
    for grade in (5, 6, 7):
        its = editing.open_set(2026, grade, "kk", by=None)
        editing.add(its, dice.sample(records, 3), by=None)
        pupils(dice.randint(0, 5), grade, "А")

    found = report()

    used = {int(record.id) for line in found.lines for record in line.records}
    there = sum(one.usable(provision.UNUSABLE) for one in provision.stock(used).values())
    assert sum(one.have for one in found.lines) == there


def test_percent_is_rounded_down_so_that_100_means_all() -> None:
    line = Line(7, "kk", "", 1, [], pupils=200, teachers=0, reserve=0, have=199)

    assert line.percent == 99


def test_the_coming_year_begins_in_june(monkeypatch: pytest.MonkeyPatch) -> None:
    assert year_now() == 2026
    monkeypatch.setattr("core.clock.today", lambda: date(2027, 5, 31))
    assert year_now() == 2026
    monkeypatch.setattr("core.clock.today", lambda: date(2027, 6, 1))
    assert year_now() == 2027


def test_the_fund_is_counted_to_the_tiyn() -> None:
    copies(make_textbook("Алгебра"), 3, price=Decimal("2450.35"))
    make_copy(price=Decimal("99.99"))

    assert provision.fund_total() == (3, Decimal("7351.05"))
