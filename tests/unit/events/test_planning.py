"""Events are planned, come from the year's plan once, move, are held and cancelled."""

from collections.abc import Callable
from datetime import date

import pytest

from core import clock
from plugins.events import queries
from plugins.events import services as events
from plugins.events.errors import (
    EventOver,
    HeldAlready,
    NobodyCame,
    NoForm,
    NoMonth,
    NoTitle,
    NotOpen,
    NotYet,
    UnknownEvent,
    WrongCount,
    WrongDays,
    WrongTime,
)
from plugins.events.models import Event, EventForm
from tests.makers import make_reader, make_staff
from tests.unit.events.conftest import DAY

Make = Callable[..., Event]
NOVEMBER, DECEMBER = date(2024, 11, 1), date(2024, 12, 1)


def kinds(event: Event) -> list[str]:
    return [str(one.kind) for one in events.history_of(event)]


def test_a_line_of_the_plan_makes_its_event_once(database: str) -> None:
    said = {"form": "викторина", "month": NOVEMBER, "plan_key": "2024.VIII.25", "by": None}

    first = events.plan_event("Білімпаздар әлемі", responsible="Кітапханашы, медбике", **said)
    again = events.plan_event("Басқа атау", **said)

    assert again.id == first.id
    assert str(again.title) == "Білімпаздар әлемі"
    assert [str(one) for one in events.people_of(first)] == ["Кітапханашы", "медбике"]
    assert (first.day, first.month, first.state) == (None, NOVEMBER, "planned")


@pytest.mark.parametrize(
    ("words", "title", "nature", "kept"),
    [
        ("көрме", "Көрме", "exhibition", ""),
        ("Кітап көрмесі, портрет кеші", "Кітап көрмесі", "exhibition", "as it is"),
        ("Слайдты көрсетілім, жадынама", "Слайдты көрсетілім", "other", "as it is"),
        ("круглый стол", "Дөңгелек үстел", "other", ""),
        ("Кітапханаға саяхат", "Кітапханаға саяхат", "excursion", ""),
    ],
)
def test_the_plans_own_words_find_their_form(
    database: str, words: str, title: str, nature: str, kept: str
) -> None:
    event = events.plan_event("Шара", form=words, month=NOVEMBER, by=None, plan_key="k")

    assert (event.form.title_kk, event.form.nature) == (title, nature)
    assert event.form_words == (words if kept else "")
    assert EventForm.select().where(EventForm.title_kk == title).count() == 1


def test_a_plan_line_counts_what_is_to_be_held_and_what_was(make_event: Make) -> None:
    for _time in range(2):
        make_event(plan_key="a")
    events.hold(make_event(plan_key="a"), {"others": 5}, by=None)
    events.cancel(make_event(plan_key="a"), by=None)
    make_event(plan_key="b")
    make_event()

    assert events.counts_by_plan_key(["a", "b", "c"]) == {"a": (3, 1), "b": (1, 0)}


@pytest.mark.parametrize(
    ("plan", "refusal"),
    [
        ({"title": "  "}, NoTitle),
        ({"form": None}, NoForm),
        ({"day": None}, NoMonth),
        ({"until": date(2024, 11, 19)}, WrongDays),
        ({"begins": "25:00"}, WrongTime),
        ({"begins": "түсте"}, WrongTime),
        ({"begins": "12:00", "ends": "11:00"}, WrongDays),
    ],
)
def test_what_cannot_be_is_refused(make_event: Make, plan: dict, refusal: type) -> None:
    with pytest.raises(refusal):
        make_event(**plan)

    assert Event.select().count() == 0


def test_times_are_typed_as_people_type_them(make_event: Make) -> None:
    event = make_event(begins="9.05", ends="1030")

    assert (event.begins, event.ends) == ("09:05", "10:30")


def test_a_reader_a_colleague_and_a_nurse_answer_for_it_together(make_event: Make) -> None:
    reader, person = make_reader("Сейітова Гүлнар", kind="teacher"), make_staff()
    people = [
        events.Responsible("Сейітова Гүлнар", reader_id=reader.id),
        events.Responsible(str(person.full_name), staff_id=person.id),
        events.Responsible("Медбике"),
    ]

    kept = events.people_of(make_event(people=people))

    assert [(one.reader_id, one.staff_id) for one in kept] == [
        (reader.id, None),
        (None, person.id),
        (None, None),
    ]


def test_a_day_within_the_planned_month_is_no_move(make_event: Make) -> None:
    event = make_event(month=NOVEMBER)

    event = events.move(event, to=date(2024, 11, 12), by=None)
    assert event.state == "planned"
    event = events.move(event, to=date(2024, 12, 3), by=None)
    assert event.state == "moved"
    event = events.move(event, month=NOVEMBER, by=None)
    assert (event.state, event.day) == ("planned", None)

    last = events.history_of(event)[-1]
    assert (last.before, last.after) == ("03.12.2024", "11.2024")


def test_an_exhibition_keeps_its_length_when_it_moves(make_event: Make) -> None:
    event = make_event(form_name="Көрме", until=date(2024, 11, 30))

    event = events.move(event, to=date(2024, 12, 2), by=None)

    assert event.until == date(2024, 12, 12)


def test_moving_to_where_it_is_writes_nothing(make_event: Make) -> None:
    event = make_event()

    events.move(event, to=DAY, by=None)

    assert kinds(event) == ["planned"]


def test_held_keeps_who_came_by_group(make_event: Make) -> None:
    quiz = make_event(month=NOVEMBER)
    came = {"grades_5_9": 46, "teachers": 2}

    held = events.hold(quiz, came, on=date(2024, 11, 14), result="Өтті", by=None)

    assert (held.state, held.day, held.participants) == ("held", date(2024, 11, 14), 48)
    assert queries.came_by_day(NOVEMBER, DECEMBER) == {
        date(2024, 11, 14): {
            "events": 1,
            "grades_1_4": 0,
            "grades_5_9": 46,
            "grades_10_11": 0,
            "teachers": 2,
            "others": 0,
        }
    }


def test_held_is_refused_without_people_twice_and_before_its_day(make_event: Make) -> None:
    event = make_event()
    with pytest.raises(NobodyCame):
        events.hold(event, {}, by=None)
    with pytest.raises(WrongCount):
        events.hold(event, {"others": -1}, by=None)
    with pytest.raises(NotYet):
        events.hold(event, {"others": 1}, on=date(2099, 1, 1), by=None)

    events.hold(event, {"others": 1}, by=None)

    with pytest.raises(HeldAlready):
        events.hold(event, {"others": 1}, by=None)
    with pytest.raises(EventOver):
        events.move(event, to=DAY, by=None)


def test_a_mark_is_taken_back_and_a_cancelled_event_planned_again(make_event: Make) -> None:
    held = events.hold(make_event(), {"others": 3}, by=None)
    dropped = events.cancel(make_event(), why="Карантин", by=None)

    assert events.restore(held, by=None).state == "planned"
    assert events.restore(dropped, by=None).state == "planned"

    assert kinds(held) == ["planned", "held", "unmarked"]
    assert kinds(dropped) == ["planned", "cancelled", "restored"]
    with pytest.raises(NotOpen):
        events.restore(held, by=None)


def test_what_was_planned_by_mistake_goes_with_all_its_lines(make_event: Make) -> None:
    event = make_event(people=[events.Responsible("Медбике")])

    events.remove(event, by=None)

    assert Event.select().count() == 0
    with pytest.raises(UnknownEvent):
        events.get_event(event.id)


def test_work_units_count_held_events_and_excursions(make_event: Make) -> None:
    events.hold(make_event(), {"others": 1}, by=None)
    events.hold(make_event(form_name="Экскурсия"), {"grades_1_4": 20}, by=None)
    make_event(form_name="Ашық есік күні")

    assert queries.count_held(NOVEMBER, DECEMBER) == 2
    assert queries.count_excursions(NOVEMBER, DECEMBER) == 1
    assert queries.count_held(DECEMBER, clock.today()) == 0


def test_what_waits_is_today_and_what_is_over(make_event: Make) -> None:
    today, past = make_event("Бүгін"), make_event("Кеше", day=date(2024, 11, 19))
    month = make_event("Қазанда", month=date(2024, 10, 1))
    standing = make_event("Көрме", form_name="Көрме", day=date(2024, 11, 5), until=DAY)
    events.hold(make_event(), {"others": 1}, by=None)

    assert [one.id for one in queries.of_day(DAY)] == [today.id]
    assert [one.id for one in queries.to_mark(DAY)] == [past.id, month.id] or [
        one.id for one in queries.to_mark(DAY)
    ] == [month.id, past.id]
    assert [one.id for one in queries.standing(DAY)] == [standing.id]


def test_whoever_is_erased_answers_for_events_as_a_number(make_event: Make) -> None:
    reader = make_reader("Сейітова Гүлнар", kind="teacher")
    event = make_event(people=[events.Responsible("Сейітова Гүлнар", reader_id=reader.id)])
    assert [one.id for one in queries.answered_for_by(reader.id)] == [event.id]

    events.forget_person(reader)

    assert [str(one) for one in events.people_of(event)] == [f"№ {reader.card_no}"]
    assert queries.answered_for_by(reader.id) == []
