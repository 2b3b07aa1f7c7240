"""The new school year: classes move up, the last grade leaves; for a day there is a way back."""

import os
import subprocess
import sys
import threading
import time
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from core import clock, settings
from core.clock import ALMATY
from core.database import db
from core.models import Staff
from plugins.circulation.models import KitIssue
from plugins.readers import services
from plugins.readers.errors import (
    ClassTwice,
    LettersNotRead,
    NoRollOver,
    RolledOver,
    RollOverChanged,
    RollOverStays,
    TooLateToUndo,
)
from plugins.readers.models import Graduate, Reader, RollOver, SchoolClass
from plugins.readers.services import rollover, unrolling
from plugins.readers.services.rollover import NewClasses
from tests.databases import full_soak
from tests.makers import make_class, make_loan, make_reader, make_staff

NONE = NewClasses()


@pytest.fixture
def by(app: object) -> Staff:
    """The librarian who keeps the readers."""
    settings.forget()
    return make_staff()


def now_is(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


def move_up(by: Staff, new: NewClasses = NONE) -> RollOver:
    return rollover.roll_over(seen=rollover.plan(clock.today(), new).seen, new=new, by=by)


def everything() -> list[Any]:
    """Return every class and reader as the database has them."""
    return [
        sorted(db.execute(SchoolClass.select().tuples())),
        sorted(db.execute(Reader.select().tuples()), key=lambda row: row[0]),
        sorted(db.execute(Graduate.select().tuples())),
    ]


def classes() -> list[str]:
    return [str(one) for one in SchoolClass.select().order_by(SchoolClass.sort_key)]


def test_every_class_goes_up_and_none_meets_another(by: Staff) -> None:
    for grade in range(12):
        make_class(grade, "А")

    move_up(by)

    assert classes() == [f"{grade} «А»" for grade in range(1, 12)]


def test_pupils_teacher_and_account_stay_with_the_class(by: Staff) -> None:
    its = make_class(5, "Ә", login=by)
    pupil = make_reader(school_class=its)
    teacher = make_reader("Серік Айзере", kind="teacher", leads=its)

    move_up(by)

    assert str(Reader.get_by_id(pupil.id).school_class) == "6 «Ә»"
    assert str(Reader.get_by_id(teacher.id).leads) == "6 «Ә»"
    assert SchoolClass.get_by_id(its.id).login == by


def test_the_last_grade_leaves_and_keeps_its_debts(by: Staff) -> None:
    loan = make_loan(reader=make_reader(school_class=make_class(11, "Б")))

    row = move_up(by)

    graduate = Reader.get_by_id(loan.reader_id)
    assert (graduate.left_on, graduate.school_class) == (clock.today(), None)
    assert [one.class_words for one in rollover.graduates_of(row)] == ["11 «Б»"]
    assert rollover.debts_of([graduate]) == {graduate.id: "1 copy in hand"}


def test_a_school_of_twelve_years_lets_the_twelfth_go(by: Staff) -> None:
    settings.put({"readers.last_grade": 12}, by=by)
    make_class(11, "А")
    make_class(12, "А")

    move_up(by)

    assert classes() == ["12 «А»"]


def test_the_plan_names_graduates_with_debts_and_who_may_leave(by: Staff) -> None:
    make_reader("Мұрат Аян", school_class=make_class(11, "А"))
    debtor = make_loan(reader=make_reader(school_class=make_class(11, "А"))).reader
    make_reader(school_class=make_class(9, "Ә"))

    its = rollover.plan(clock.today())

    assert (len(its.graduates), its.debtors) == (2, [debtor])
    assert [str(one.school_class) for one in its.leavers] == ["9 «Ә»"]


def test_new_first_classes_are_made_empty(by: Staff) -> None:
    make_class(1, "А")

    move_up(by, NewClasses(1, rollover.read_letters("а, Ә;ә"), "kk"))

    assert classes() == ["1 «А»", "1 «Ә»", "2 «А»"]


def test_a_new_class_is_refused_where_another_moves_up_to(by: Staff) -> None:
    make_class(0, "А")

    with pytest.raises(ClassTwice, match="1 «А»"):
        move_up(by, NewClasses(1, ("А",), "kk"))

    assert classes() == ["0 «А»"]


def test_letters_are_letters(by: Staff) -> None:
    with pytest.raises(LettersNotRead):
        rollover.read_letters("А, <b>")


def test_a_year_rolls_over_once(by: Staff) -> None:
    make_class(5)
    move_up(by)

    with pytest.raises(RolledOver):
        move_up(by)

    assert classes() == ["6 «Ә»"]


def test_what_has_changed_since_it_was_shown_is_shown_again(by: Staff) -> None:
    seen = rollover.plan(clock.today()).seen
    make_class(5)

    with pytest.raises(RollOverChanged):
        rollover.roll_over(seen=seen, new=NONE, by=by)


def test_of_two_people_at_once_one_wins(by: Staff) -> None:
    make_reader(school_class=make_class(11, "А"))
    make_class(10, "А")
    seen = rollover.plan(clock.today()).seen
    ends: list[str] = []

    def press() -> None:
        try:
            with db.connection_context():
                rollover.roll_over(seen=seen, new=NONE, by=by)
            ends.append("done")
        except RolledOver:
            ends.append("refused")

    threads = [threading.Thread(target=press) for _turn in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)

    assert sorted(ends) == ["done", "refused"]
    assert classes() == ["11 «А»"]


def make_school(by: Staff) -> None:
    """Make classes of every grade, a debtor, one who left earlier, a kit issued to a class."""
    for grade in (0, 1, 9, 10, 11):
        for letter in ("А", "Ә"):
            make_reader(school_class=make_class(grade, letter))
    last = make_class(11, "А", profile="science")
    make_loan(reader=make_reader(school_class=last))
    make_reader("Кеткен Оқушы", school_class=last, left_on=date(2026, 1, 9))
    make_reader("Серік Айзере", kind="teacher", leads=last)
    KitIssue.create(
        school_class=last, class_words="11 «А»", school_year=2026, count=0, loans="", given_by=by
    )


def test_taken_back_everything_is_as_it_was(by: Staff) -> None:
    make_school(by)
    before = everything()
    kit = KitIssue.get().school_class_id
    row = move_up(by, NewClasses(0, ("А",), "kk"))
    assert everything() != before

    unrolling.undo(row.id, by=by)

    assert everything() == before
    assert KitIssue.get().school_class_id == kit
    with pytest.raises(NoRollOver):
        unrolling.undo(row.id, by=by)
    assert move_up(by).school_year == row.school_year


def test_after_the_hours_it_stays(by: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    make_class(5)
    row = move_up(by)
    now_is(monkeypatch, clock.now() + timedelta(hours=25))

    with pytest.raises(TooLateToUndo):
        unrolling.undo(row.id, by=by)


def graduate_comes_back() -> None:
    Reader.update(left_on=None, school_class=make_class(11, "Я")).where(
        Reader.id.in_(Graduate.select(Graduate.reader))
    ).execute()


def teacher_leads_another() -> None:
    Reader.update(leads=SchoolClass.get()).where(Reader.kind == "teacher").execute()


def newcomer_in_a_new_class() -> None:
    make_reader("Жаңа Оқушы", school_class=make_class(1, "Н"))


def class_in_the_way() -> None:
    make_class(0, "А")


def class_renamed() -> None:
    SchoolClass.update(grade=3).where(SchoolClass.grade == 2).execute()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (graduate_comes_back, "Әлібек Нұрасыл, card No."),
        (teacher_leads_another, "Серік Айзере"),
        (newcomer_in_a_new_class, "Жаңа Оқушы"),
        (class_in_the_way, "0 «А»"),
        (class_renamed, "3 «А»"),
    ],
)
def test_what_cannot_be_put_back_is_named(by: Staff, change: Any, named: str) -> None:
    make_reader(school_class=make_class(11, "А"))
    make_reader("Серік Айзере", kind="teacher", leads=make_class(11, "А"))
    make_class(0, "А")
    make_class(1, "А")
    row = move_up(by, NewClasses(1, ("Н",), "kk"))
    change()
    before = everything()

    with pytest.raises(RollOverStays, match=named):
        unrolling.undo(row.id, by=by)

    assert everything() == before


@pytest.mark.parametrize(
    ("day", "is_there"),
    [
        (date(2026, 8, 19), False),
        (date(2026, 8, 20), True),
        (date(2026, 9, 30), True),
        (date(2026, 10, 1), False),
    ],
)
def test_it_is_suggested_in_its_days(by: Staff, day: date, is_there: bool) -> None:
    make_class(5)

    assert rollover.is_suggested(day) is is_there


def test_once_done_it_is_suggested_no_more(by: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    make_class(5)
    now_is(monkeypatch, datetime(2027, 8, 25, 9, 0, tzinfo=ALMATY))
    assert rollover.is_suggested(clock.today())

    move_up(by)

    assert not rollover.is_suggested(clock.today())


def test_a_school_of_2500_rolls_over_within_two_seconds(by: Staff) -> None:
    card = iter(range(1000, 5000))
    for grade in range(12):
        for letter in "АӘБВГҒД":
            its = make_class(grade, letter)
            Reader.insert_many(
                {
                    "card_no": next(card),
                    "last_name": "Оқушы",
                    "first_name": str(place),
                    "school_class": its.id,
                }
                for place in range(30)
            ).execute()
    # The processor's time: other tests run on the same machine.
    started = time.process_time()

    row = move_up(by)

    assert time.process_time() - started < 2
    assert row.graduates.count() == 210


KILLED = """
import os, signal, sys
from core import clock, sections
from core.database import db, open_database
sections.plug_in(sections.find_sections())
open_database(sys.argv[1])
from plugins.readers.services import rollover
seen, count = rollover.plan(clock.today()).seen, 0
run = db.obj.execute_sql
def counted(*values, **more):
    global count
    count += 1
    if count == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return run(*values, **more)
db.obj.execute_sql = counted
rollover.roll_over(seen=seen, new=rollover.NewClasses(1, ("А",), "kk"), by=None)
print("done")
"""


@pytest.mark.parametrize("statement", range(2, 60, 2 if full_soak() else 20))
def test_killed_in_the_middle_it_is_all_or_nothing(
    by: Staff, database: str, statement: int
) -> None:
    make_school(by)
    before = everything()
    db.close()

    run = subprocess.run(
        [sys.executable, "-c", KILLED, database, str(statement)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )

    db.connect(reuse_if_open=True)
    assert (everything() == before) is ("done" not in run.stdout)
    assert bool(run.returncode) is ("done" not in run.stdout), run.stderr
    assert RollOver.select().count() == ("done" in run.stdout)


def test_who_has_gone_is_a_reader_still(by: Staff) -> None:
    pupil = make_reader(school_class=make_class(11, "А"))

    move_up(by)

    assert services.get_by_card(pupil.card_no) == pupil
