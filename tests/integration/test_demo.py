"""The demo school: believable, whole, and the same for the same seed."""

import hashlib
import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from peewee import JOIN, fn

from core import demo, migrate, sections, settings
from core.database import BaseModel, db, open_database
from core.models import Staff
from core.sections import gather, hook
from core.staff import create_staff, sign_in
from plugins.catalogue.models import Record
from plugins.circulation.models import Loan, Visit
from plugins.circulation.services import rules
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass
from tests.databases import Databases

PASSWORD = "kitap-oqu-2026"
TODAY = date(2026, 11, 23)
PUPILS = 60


def _fill(**more: Any) -> list[tuple[str, str, str]]:
    return demo.fill(**{"pupils": PUPILS, "seed": 1, "password": PASSWORD, "today": TODAY} | more)


def _fingerprint() -> str:
    """Return a hash over every row of every section, as Python sees them."""
    seen = hashlib.sha256()
    for model in gather(hook.register_models()):
        for row in model.select().order_by(model.id).tuples().iterator():
            seen.update(repr(row).encode())
    return seen.hexdigest()


@pytest.fixture(scope="module")
def filled(databases: Databases, empty_library: str) -> Iterator[str]:
    """The address of a demo school that no test changes."""
    url = databases.copy(empty_library)
    open_database(url)
    settings.forget()
    _fill()
    db.obj.shut()
    yield url
    databases.drop(url)


@pytest.fixture
def school(filled: str) -> Iterator[str]:
    """The demo school, open."""
    open_database(filled)
    settings.forget()
    yield filled
    db.obj.shut()


@pytest.mark.sqlite
def test_the_same_seed_makes_the_same_school(school: str, database: str) -> None:
    open_database(school)
    first = _fingerprint()

    open_database(database)
    _fill()

    assert _fingerprint() == first


@pytest.mark.sqlite
def test_another_seed_makes_another_school(school: str, database: str) -> None:
    open_database(school)
    first = _fingerprint()

    open_database(database)
    logins = _fill(seed=2, password=None)

    assert _fingerprint() != first
    # Without a password each gets one of his own.
    assert len({word for _role, _login, word in logins}) == 5
    assert sign_in(logins[0][1], logins[0][2], address="test").role == "head"


@pytest.mark.postgresql
def test_both_databases_get_the_same_school(school: str, tmp_path: Path) -> None:
    on_postgres = _fingerprint()

    open_database(f"sqlite:///{tmp_path / 'school.db'}")
    settings.forget()
    migrate.migrate(sections.find_sections())
    _fill()

    assert _fingerprint() == on_postgres


def test_it_has_what_a_school_of_that_size_has(school: str) -> None:
    pupils = Reader.select().where(Reader.kind == "pupil", Reader.left_on.is_null())
    past = Loan.select().where(Loan.returned_at.is_null(False))

    assert pupils.count() == PUPILS
    assert {one.grade for one in SchoolClass.select()} == set(range(12))
    assert {one.language for one in SchoolClass.select()} == {"kk", "ru"}
    assert past.count() == pytest.approx(demo.usual_loans(PUPILS), rel=0.02)
    assert Copy.select().count() == demo.usual_copies(PUPILS)
    assert Record.select().where(Record.kind == "textbook").count() > 600
    assert Visit.select().count() > 1000


def test_every_class_has_a_class_teacher_and_speaks_one_language(school: str) -> None:
    leaders = Counter(one.leads_id for one in Reader.select().where(Reader.leads.is_null(False)))
    strangers = (
        Reader.select()
        .join(SchoolClass, on=Reader.school_class)
        .where(Reader.language != SchoolClass.language)
    )

    assert leaders == Counter({one.id: 1 for one in SchoolClass.select()})
    assert strangers.count() == 0


def test_the_class_teacher_sees_his_class(school: str) -> None:
    teacher = Staff.get(Staff.role == "teacher")
    his = SchoolClass.get(SchoolClass.login == teacher)

    assert str(his) == "7 «Ә»"
    assert Reader.get(Reader.leads == his).full_name == teacher.full_name


def test_no_copy_is_with_two_readers(school: str) -> None:
    twice = Loan.select().where(Loan.returned_at.is_null()).group_by(Loan.copy)
    twice = twice.having(fn.COUNT(Loan.id) > 1).select(Loan.copy)

    assert list(twice) == []


def test_no_copy_is_lent_before_it_is_back(school: str) -> None:
    loans = Loan.select(Loan.copy, Loan.lent_at, Loan.returned_at).order_by(
        Loan.copy, Loan.lent_at, Loan.id
    )
    rows = list(loans.tuples())

    overlapping = [
        (before, after)
        for before, after in itertools.pairwise(rows)
        if before[0] == after[0] and (before[2] is None or before[2] > after[1])
    ]

    assert overlapping == []


def test_only_copies_of_the_fund_are_lent_and_after_they_came(school: str) -> None:
    loans = list(Loan.select(Loan, Copy).join(Copy))

    assert [one for one in loans if one.copy.withdrawn_on] == []
    assert [one for one in loans if one.lent_at.date() <= one.copy.received_on] == []
    assert [one for one in loans if one.copy.is_reading_room_only != one.is_in_reading_room] == []


def test_loans_are_made_and_closed_on_open_days_before_today(school: str) -> None:
    days = {one.lent_at.date() for one in Loan.select()}
    days |= {one.returned_at.date() for one in Loan.select() if one.returned_at}

    assert max(days) < TODAY
    assert [day for day in days if not rules.is_open(day)] == []
    assert [one for one in Loan.select() if one.returned_at and one.returned_at < one.lent_at] == []


def test_loans_stand_in_the_order_they_were_made(school: str) -> None:
    moments = [one.lent_at for one in Loan.select().order_by(Loan.id)]

    assert moments == sorted(moments)


def test_pupils_have_the_textbooks_of_their_grade(school: str) -> None:
    sets = (
        Loan.select(Reader.id, SchoolClass.grade, Record.grade, Record.title)
        .join_from(Loan, Reader)
        .join_from(Reader, SchoolClass, on=Reader.school_class)
        .join_from(Loan, Copy)
        .join_from(Copy, Record)
        .where(Loan.returned_at.is_null(), Copy.fund == "textbook")
        .tuples()
    )
    in_hand = Counter(reader for reader, *_rest in sets)
    pupils = Reader.select().join(SchoolClass, on=Reader.school_class).where(SchoolClass.grade > 0)

    assert [one for one in sets if one[1] != one[2]] == []
    assert {one.id for one in pupils} == set(in_hand)
    assert min(in_hand.values()) >= 6


def test_some_but_not_many_are_overdue(school: str) -> None:
    held = Loan.select().join(Copy).where(Loan.returned_at.is_null(), Copy.fund == "main")
    overdue = held.where(Loan.due_on < TODAY)

    assert 0 < overdue.count() < held.count() / 3


def test_nobody_has_more_than_allowed(school: str) -> None:
    held = (
        Reader.select(Reader, fn.COUNT(Loan.id).alias("number"))
        .join(Loan)
        .join(Copy)
        .where(Loan.returned_at.is_null(), Copy.fund == "main")
        .group_by(Reader.id)
    )

    assert [one for one in held if one.number > rules.limit(one)] == []


def test_who_has_left_owes_nothing(school: str) -> None:
    debts = Loan.select().join(Reader).where(Reader.left_on.is_null(False))

    assert debts.where(Loan.returned_at.is_null()).count() == 0


def test_the_two_funds_have_numbers_of_their_own(school: str) -> None:
    wrong = Copy.select().join(Record)
    wrong = wrong.where((Copy.fund == "textbook") != (Record.kind == "textbook"))
    numbers = {fund: [] for fund in ("main", "textbook")}
    for one in Copy.select().order_by(Copy.id):
        numbers[one.fund].append(int(one.inventory_no))

    assert wrong.count() == 0
    for fund, given in numbers.items():
        first = {"main": 10001, "textbook": 200001}[fund]
        assert given == list(range(first, first + len(given)))


def test_prices_are_those_of_books(school: str) -> None:
    prices = [one.price for one in Copy.select()]

    assert min(prices) > 100
    assert max(prices) < 10_000
    assert any(price % 1 for price in prices)


@pytest.mark.parametrize("model", [Record, Copy, Reader, SchoolClass])
def test_derived_columns_are_as_the_model_derives_them(school: str, model: type[BaseModel]) -> None:
    sample = list(model.select().order_by(model.id))[::7]

    before = [{name: getattr(one, name) for name in model.DERIVED} for one in sample]
    for one in sample:
        one.derive()
    after = [{name: getattr(one, name) for name in model.DERIVED} for one in sample]

    assert before == after


def test_the_next_row_gets_the_next_number(database: str) -> None:
    logins = _fill(password="demo")
    # Somebody trying the program may choose a weak password.
    assert {word for _role, _login, word in logins} == {"demo"}
    highest = Copy.select(fn.MAX(Copy.id)).scalar()

    record = Record.select().first()
    copy = Copy.create(record=record, inventory_no="1", received_on=TODAY)

    assert copy.id == highest + 1


def test_everybody_can_sign_in(school: str) -> None:
    people = [sign_in(role, PASSWORD, address="test") for role in ("head", "assistant", "viewer")]

    assert [one.role for one in people] == ["head", "assistant", "viewer"]


@pytest.mark.sqlite
def test_the_head_who_is_there_stays_and_copies_and_loans_can_be_asked_for(database: str) -> None:
    head = create_staff(login="aigul", password=PASSWORD, role="head", full_name="Айгүл", by=None)
    settings.put({"school.city": "Семей"}, by=head)

    logins = _fill(by=head, copies=5000, loans=1000)

    assert [role for role, *_rest in logins] == ["librarian", "assistant", "teacher", "viewer"]
    assert Staff.select().where(Staff.role == "head").count() == 1
    assert settings.get("school.city") == "Семей"
    assert settings.get("school.name_kk")
    assert Copy.select().count() == 5000
    back = Loan.select().where(Loan.returned_at.is_null(False)).count()
    assert back == pytest.approx(1000, abs=20)


def test_a_library_that_is_not_empty_is_left_alone(database: str) -> None:
    Record.create(title="Абай жолы")

    with pytest.raises(demo.LibraryNotEmpty):
        _fill()

    assert Record.select().count() == 1
    assert Staff.select().count() == 0


@pytest.mark.sqlite
def test_half_a_school_never_stays(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_school: demo.School) -> None:
        raise RuntimeError("the lights went out")

    monkeypatch.setattr("plugins.circulation.demo.fill", fail)

    with pytest.raises(RuntimeError):
        _fill()

    assert Copy.select().count() == 0
    assert Staff.select().count() == 0
    assert settings.get("school.city") == ""


def test_three_pupils_are_no_school(database: str) -> None:
    with pytest.raises(demo.DemoTooSmall):
        _fill(pupils=3)


@pytest.mark.parametrize("pupils", [40, 60, 600, 1500, 2500])
def test_the_classes_add_up(pupils: int) -> None:
    classes = demo.plan_classes(pupils)

    assert sum(one.size for one in classes) == pupils
    assert min(one.size for one in classes) > 0
    assert max(one.size for one in classes) < 40


@pytest.mark.sqlite
@pytest.mark.parametrize("day", [date(2026, 9, 1), date(2027, 6, 5)])
def test_it_can_be_made_on_any_day_of_the_year(database: str, day: date) -> None:
    _fill(today=day)

    late = Loan.select().where(Loan.lent_at >= day)
    assert late.count() == 0
    assert Loan.select().where(Loan.returned_at.is_null()).count() > 20


@pytest.mark.sqlite
def test_the_command_fills_and_scripts_read_readers_and_copies(app: Flask) -> None:
    done = app.test_cli_runner().invoke(
        args=["demo", "--pupils", "60", "--seed", "3", "--password", PASSWORD]
    )
    again = app.test_cli_runner().invoke(args=["demo"])

    assert done.exit_code == 0, done.output
    assert f"assistant\tassistant\t{PASSWORD}" in done.output
    assert again.exit_code == 1
    assert "not empty" in again.output

    run = app.test_cli_runner().invoke

    readers = run(args=["list", "readers", "--limit", "5"]).output.splitlines()
    copies = run(args=["list", "copies", "--limit", "5"]).output.splitlines()
    free = run(args=["list", "copies", "--free"]).output.splitlines()

    reader = Reader.select().order_by(Reader.id).first()
    assert len(readers) == len(copies) == 5
    assert readers[0].split("\t") == [reader.code, str(reader.card_no), reader.full_name]
    out = Loan.select(Loan.copy).where(Loan.returned_at.is_null())
    may_go = Copy.select().where(
        Copy.withdrawn_on.is_null(), ~Copy.is_reading_room_only, Copy.id.not_in(out)
    )
    assert [line.split("\t")[1] for line in free] == [
        one.inventory_no for one in may_go.order_by(Copy.id)
    ]


def test_every_record_of_the_main_fund_has_a_copy(school: str) -> None:
    bare = Record.select().join(Copy, JOIN.LEFT_OUTER).where(Copy.id.is_null())

    # What comes in issues, and what stands in them, is not on the shelf as a copy.
    assert bare.where(Record.kind.not_in(("textbook", "periodical", "article"))).count() == 0
