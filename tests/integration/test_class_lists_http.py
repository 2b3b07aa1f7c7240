"""Class lists as schools send them: known pupils found again, near-doubles asked, gone named."""

import time
from datetime import date, datetime

import pytest
from flask.testing import FlaskClient

from plugins.circulation.services import lend
from plugins.readers.models import Reader, SchoolClass
from plugins.readers.services.list_words import parse_class
from tests.integration.test_intake_http import Steps
from tests.makers import make_class, make_copy, make_reader
from tests.unit.core.test_intake import workbook

HEADS = ["№", "Аты-жөні", "Сыныбы", "Туған күні"]


@pytest.fixture
def steps(librarian: FlaskClient) -> Steps:
    """A librarian with a list of pupils."""
    return Steps(librarian, "/readers/lists")


def pupil(name: str, school_class: SchoolClass) -> Reader:
    """Return a pupil of the class; the third word of the name is the patronymic."""
    last, first, *rest = name.split()
    return make_reader(f"{last} {first}", patronymic=" ".join(rest), school_class=school_class)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5 Ә", (5, "Ә")),
        ("5Ә", (5, "Ә")),
        ("5-«Ә»", (5, "Ә")),
        ("5 'a'", (5, "А")),
        ("5 «ə» сынып", (5, "Ә")),
        ("11", (11, "")),
        ("0 б класс", (0, "Б")),
        ("7-сынып", (7, "")),
        ("13 А", None),
        ("бесінші", None),
        ("", None),
    ],
)
def test_a_class_is_understood_however_it_is_written(
    text: str, found: tuple[int, str] | None
) -> None:
    assert parse_class(text) == found


def test_new_moved_unchanged_and_gone(steps: Steps) -> None:
    fifth, sixth = make_class(5, "Ә"), make_class(6, "Ә")
    stays = pupil("Әлібек Нұрасыл Ерланұлы", sixth)
    moves = pupil("Сейітова Аружан", fifth)
    gone, debtor = pupil("Ким Олег", sixth), pupil("Ахметов Данияр", sixth)
    lend(make_copy("1"), debtor, by=None)
    data = workbook(
        ["6 «Ә» сыныбының тізімі"],
        HEADS,
        [1, "Әлібек Нұрасыл", "6 Ә", datetime(2014, 3, 12)],
        [2, "СЕЙІТОВА АРУЖАН", "6Ә", None],
        [3, "Жақсыбек Дина Маратқызы", "6-«Ә»", "01.02.2014"],
        [4, "Петров Иван", "7 'a'", None],
    )

    page = steps.send(data, "тізім.xlsx", gone="leave")
    for words in ("Not in the list: Ким Олег", "Not in the list, has books: Ахметов Данияр"):
        assert words in page, words
    assert Reader.select().count() == 4
    page = steps.take()

    assert "New: 2, moved: 1, left: 1" in page
    again = {one.last_name: one for one in Reader.select()}
    assert again["Әлібек"].id == stays.id
    assert again["Әлібек"].born_on == date(2014, 3, 12)
    assert again["Сейітова"].school_class_id == sixth.id == again["Жақсыбек"].school_class_id
    assert again["Сейітова"].id == moves.id
    assert again["Жақсыбек"].patronymic == "Маратқызы"
    assert str(again["Петров"].school_class) == "7 «А»"
    assert again["Ким"].left_on is not None
    assert again["Ахметов"].left_on is None
    assert gone.id == again["Ким"].id
    assert len({one.card_no for one in again.values()}) == 6

    page = steps.send(data, "тізім.xlsx", gone="leave")
    assert "There is nothing to take" in page
    assert Reader.select().count() == 6


def test_near_doubles_are_asked_and_doubles_refused(steps: Steps) -> None:
    school_class = make_class(5, "Ә")
    for name in ("Әлия Сейітова", "Семёнова Анна", "Омаров Ерлан", "Тоқтаров Мирас"):
        pupil(name, school_class)
    data = workbook(
        HEADS,
        [1, "Алия Сейитова", "5Ә", None],
        [2, "Семенова Анна", "5Ә", None],
        [3, "Ерлан Омаров", "5Ә", None],
        [4, "Toқтapoв Миpac", "5Ә", None],  # Latin letters among them
        [5, "Жаңа Оқушы", "5Ә", None],
        [6, "Жаңа Оқушы", "5Ә", None],
        [7, "Бірсөз", "5Ә", None],
        [8, "Қате Сынып", "он бес", None],
        [9, "Келешек Бала", "5Ә", "01.01.2090"],
    )

    page = steps.send(data)
    for words in (
        "stands in row 6 already",
        "surname or first name is missing",
        "«он бес» is no class",
        "01.01.2090 lies in the future",
    ):
        assert words in page, words
    assert "4 questions are still open" in steps.take()
    steps.take(rest="same")

    assert Reader.select().count() == 5
    page = steps.send(data)
    steps.take(rest="other")
    assert Reader.select().count() == 9


def test_a_list_of_one_class_without_a_column_for_it(steps: Steps) -> None:
    data = "Тегі;Аты;Әкесінің аты\nӘлібек;Нұрасыл;Ерланұлы\nКим;Олег;\n".encode()

    page = steps.send(data, "5ә.csv", **{"class": "5 Ә"})
    assert "New" in page
    steps.take()

    assert {str(one.school_class) for one in Reader.select()} == {"5 «Ә»"}


def test_2500_pupils_come_in_under_5_seconds_and_twice_changes_nothing(steps: Steps) -> None:
    rows: list[list[object]] = [HEADS]
    for at in range(2500):
        name = f"Тегі{chr(1072 + at % 30)}{at // 30} Аты{chr(1072 + at % 29)}{at % 41}"
        rows.append([at + 1, name, f"{1 + at % 11} {'АӘБВ'[at // 11 % 4]}", None])
    data = workbook(*rows)

    began = time.process_time()
    steps.send(data)
    steps.take(rest="other")
    took = time.process_time() - began
    assert Reader.select().count() == 2500
    assert SchoolClass.select().count() == 44
    assert took < 5, f"{took:.1f} s"

    began = time.process_time()
    assert "There is nothing to take" in steps.send(data)
    assert time.process_time() - began < 5
