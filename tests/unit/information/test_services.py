"""Lessons, enquiries, meetings, the bulletin, recommended lists: rules and refusals."""

from datetime import date, timedelta

import pytest

from core import clock
from core.answers import Happening
from core.sections import gather, hook
from plugins.information import blocks, queries, services
from plugins.information.documents.papers import asked_month
from plugins.information.errors import (
    DayAhead,
    GradesNotRead,
    ListedAlready,
    NoListTitle,
    NothingAsked,
    UnknownBook,
    UnknownList,
)
from plugins.information.models import Bulletin, Enquiry, Lesson, Meeting, RecommendedList
from plugins.information.services.bulletins import next_month
from plugins.information.services.reading import find_record, grades_of
from tests.makers import make_class, make_copy, make_reader, make_record

pytestmark = pytest.mark.usefixtures("app")

DAY = date(2026, 10, 20)


def test_a_lesson_for_a_class_counts_its_pupils() -> None:
    its = make_class()
    for name in ("Абай Серік", "Әлия Нұр"):
        make_reader(name)

    lesson = services.keep_lesson(Lesson(title=" Сөздік ", held_on=DAY, school_class=its), by=None)
    other = services.keep_lesson(
        Lesson(title="Сөздік", held_on=DAY, school_class=its, pupils=1), by=None
    )

    assert (lesson.title, lesson.class_words, lesson.pupils) == ("Сөздік", "7 «Ә»", 2)
    assert other.pupils == 1
    assert queries.lessons_by_day(DAY, DAY) == {DAY: {"lessons": 2, "pupils": 3}}


def test_who_asks_as_a_reader_is_counted_in_his_group() -> None:
    pupil = make_reader(school_class=make_class(4, "А"))
    teacher = make_reader("Серік Асан", kind="teacher")

    for reader in (pupil, teacher):
        services.keep_enquiry(Enquiry(question="Абай", asked_on=DAY, reader=reader), by=None)

    assert [one.asker for one in Enquiry.select().order_by(Enquiry.id)] == ["low", "teacher"]


@pytest.mark.parametrize(
    ("keep", "row"),
    [
        (services.keep_lesson, lambda **on: Lesson(title=" ", **on)),
        (services.keep_enquiry, lambda **on: Enquiry(question="", **on)),
        (services.keep_meeting, lambda **on: Meeting(topic=" ", **on)),
    ],
)
def test_what_has_no_words_is_not_kept(keep, row) -> None:
    with pytest.raises(NothingAsked):
        keep(row(), by=None)


def test_what_is_still_to_come_is_not_kept() -> None:
    tomorrow = clock.today() + timedelta(days=1)

    with pytest.raises(DayAhead):
        services.keep_meeting(Meeting(topic="Кеңес", met_on=tomorrow), by=None)

    assert Meeting.select().count() == 0


def test_enquiries_are_counted_by_day_and_kind() -> None:
    for kind, is_found in (("theme", True), ("theme", False), ("fact", True)):
        Enquiry.create(question="?", kind=kind, is_found=is_found, asked_on=DAY)

    assert queries.enquiries_by_day(DAY, DAY) == {
        DAY: {"all": 3, "theme": 2, "fact": 1, "not_found": 1}
    }
    figures = {one.name: one.value for one in blocks.report_parts(DAY, DAY)[0].figures}
    assert figures["information.enquiries"] == 3
    assert figures["information.not_found"] == 1


def test_a_bulletin_is_given_once_and_may_be_taken_back() -> None:
    services.keep_words(DAY, kk="Сәлем", ru="", by=None)
    services.give(DAY, on=DAY, by=None)
    assert queries.bulletins(date(2026, 10, 1), date(2026, 10, 31)) == 1
    assert blocks.next_steps(date(2026, 10, 25)) == []

    services.give(DAY, on=None, by=None)

    assert queries.bulletins(date(2026, 10, 1), date(2026, 10, 31)) == 0
    assert [str(one.title) for one in blocks.next_steps(date(2026, 10, 25))] != []
    assert blocks.next_steps(date(2026, 10, 5)) == []
    assert (Bulletin.select().count(), Bulletin.get().words_kk) == (1, "Сәлем")


def test_months_follow_each_other() -> None:
    assert next_month(date(2026, 12, 1)) == date(2027, 1, 1)
    assert asked_month("2026-02") == date(2026, 2, 1)
    assert asked_month("feb") == clock.today().replace(day=1)


@pytest.mark.parametrize(
    ("text", "grades"), [("", ()), ("5", (5,)), ("7-9, 5", (5, 7, 8, 9)), ("10–11;5", (5, 10, 11))]
)
def test_grades_are_read_however_they_are_written(text: str, grades: tuple[int, ...]) -> None:
    assert grades_of(text) == grades


@pytest.mark.parametrize("text", ["бесінші", "9-7", "13", "5..7"])
def test_what_is_no_grade_is_named(text: str) -> None:
    with pytest.raises(GradesNotRead):
        services.keep_list(RecommendedList(title="Жаз", grades=text), by=None)

    assert RecommendedList.select().count() == 0


def test_a_list_is_made_by_scanning_and_put_in_order() -> None:
    its = services.keep_list(RecommendedList(title=" Жаз ", grades="7, 5-6"), by=None)
    copy = make_copy("77", make_record("Абай жолы", isbn="9786013050461"))
    other = make_record("Қан мен тер")

    services.add_book(its, find_record(copy.code), by=None)
    services.add_book(its, other, note="2-кітап", by=None)
    services.move_book(its, services.books_of(its)[1].id, -1, by=None)

    assert (its.title, its.grades) == ("Жаз", "5,6,7")
    assert [one.record.title for one in services.books_of(its)] == ["Қан мен тер", "Абай жолы"]
    for code in ("77", "9786013050461", "978-601-305-046-1"):
        assert find_record(code).id == copy.record_id
    (shown,) = [
        one for one in gather(hook.reading_lists(on=DAY)) if one.key.startswith("information")
    ]
    assert shown.record_ids == [other.id, copy.record_id]
    assert shown.grades == (5, 6, 7)


def test_a_book_stands_on_a_list_once() -> None:
    its = services.keep_list(RecommendedList(title="Жаз"), by=None)
    record = make_record()
    line = services.add_book(its, record, by=None)

    with pytest.raises(ListedAlready):
        services.add_book(its, record, by=None)

    services.remove_book(its, int(line.id), by=None)
    assert services.books_of(its) == []


def test_a_list_past_its_day_or_kept_back_is_not_shown() -> None:
    for more in ({"is_public": False}, {"until": DAY - timedelta(days=1)}):
        its = services.keep_list(RecommendedList(title="Жаз", **more), by=None)
        services.add_book(its, make_record(), by=None)

    assert queries.public_lists(DAY) == []


def test_refusals_say_what_is_missing() -> None:
    with pytest.raises(NoListTitle):
        services.keep_list(RecommendedList(title=" "), by=None)
    with pytest.raises(UnknownBook):
        find_record("99999")
    with pytest.raises(UnknownList):
        services.get_list(77)


def test_the_events_of_a_month_are_asked_for() -> None:
    found = gather(hook.happenings(first=DAY, last=DAY))

    assert all(isinstance(one, Happening) for one in found)
