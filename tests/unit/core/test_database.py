"""What the database promises, on SQLite and on PostgreSQL alike."""

import threading
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from peewee import DatabaseError, IntegrityError, fn

from core import clock, journal
from core.bulk import among
from core.clock import ALMATY
from core.database import db, is_sqlite, transaction
from core.models import JournalEntry, StoredSetting
from plugins.circulation.models import Loan
from plugins.fund.models import Copy
from tests.makers import make_copy, make_loan, make_reader, make_staff


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_sqlite_is_set_to_lose_nothing(database: str, pragma: str, value: object) -> None:
    assert db.execute_sql(f"PRAGMA {pragma}").fetchone()[0] == value


@pytest.mark.sqlite
def test_a_transaction_takes_the_write_lock_at_once(database: str) -> None:
    import sqlite3

    other = sqlite3.connect(database.removeprefix("sqlite:///"), timeout=0)
    with transaction(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_an_id_is_never_given_twice(database: str) -> None:
    first = make_copy()
    number = first.id
    first.delete_instance()

    assert make_copy().id > number


def test_a_copy_has_one_open_loan_even_against_a_bug(database: str) -> None:
    copy = make_copy()
    make_loan(copy)

    with pytest.raises(IntegrityError), db.atomic():
        make_loan(copy, make_reader("Серік Айзере"))


def test_a_copy_may_have_been_lent_often(database: str) -> None:
    copy = make_copy()
    for _time in range(3):
        make_loan(copy, returned_at=clock.now())

    assert Loan.select().count() == 3


def test_money_is_right_to_the_last_tiyn(database: str) -> None:
    for _copy in range(10):
        make_copy(price=Decimal("0.10"))

    total = Copy.select(fn.SUM(Copy.price)).scalar(as_tuple=True)[0]

    assert db.execute_sql("SELECT price FROM fund_copy LIMIT 1").fetchone()[0] == 10
    assert Decimal(str(total)) in (Decimal("1.00"), Decimal(100))
    assert Copy.get().price == Decimal("0.10")


def test_a_negative_price_is_refused_by_the_database(database: str) -> None:
    with pytest.raises(IntegrityError), db.atomic():
        make_copy(price=Decimal(-1))


def test_a_moment_comes_back_in_the_schools_zone(database: str) -> None:
    at = datetime(2026, 11, 23, 23, 30, tzinfo=ALMATY)

    loan = make_loan(lent_at=at, due_on=date(2026, 12, 7))

    kept = Loan.get_by_id(loan.id).lent_at
    assert kept == at
    assert kept.utcoffset() == timedelta(hours=5)
    assert at.astimezone(UTC).hour == 18


def test_before_march_2024_the_school_was_an_hour_ahead() -> None:
    assert datetime(2024, 2, 1, tzinfo=ALMATY).utcoffset() == timedelta(hours=6)
    assert datetime(2024, 4, 1, tzinfo=ALMATY).utcoffset() == timedelta(hours=5)


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2027, 5, 25), 2026)],
)
def test_the_school_year_begins_in_september(day: date, year: int) -> None:
    assert clock.school_year(day) == year


@pytest.mark.parametrize(
    "change", ["UPDATE core_journal_entry SET action = 'x'", "DELETE FROM core_journal_entry"]
)
def test_the_journal_cannot_be_changed(database: str, change: str) -> None:
    journal.record("desk.lent", by=make_staff(), about="copy 1")

    with pytest.raises(DatabaseError, match="append-only"), db.atomic():
        db.execute_sql(change)
    assert JournalEntry.get().action == "desk.lent"


def _write_and_fail(name: str) -> None:
    with transaction():
        StoredSetting.create(name=name, value="1")
        raise RuntimeError


def test_a_transaction_is_all_or_nothing(database: str) -> None:
    with pytest.raises(RuntimeError):
        _write_and_fail("a")

    assert StoredSetting.select().count() == 0


def test_a_transaction_inside_another_is_undone_alone(database: str) -> None:
    with transaction():
        StoredSetting.create(name="a", value="1")
        with pytest.raises(RuntimeError):
            _write_and_fail("b")

    assert [one.name for one in StoredSetting.select()] == ["a"]


def test_many_values_are_asked_as_one(database: str) -> None:
    names = [StoredSetting.create(name=f"жол {number}", value="").name for number in range(3)]
    copies = [make_copy() for _number in range(3)]

    def named(wanted: list[str]) -> list[str]:
        rows = StoredSetting.select().where(among(StoredSetting.name, wanted))
        return [one.name for one in rows.order_by(StoredSetting.name)]

    assert named(names[1:] + ["жоқ"] * 2000) == names[1:]
    assert named([]) == []
    numbers = [int(one.id) for one in copies[:2]]
    assert Copy.select().where(among(Copy.id, numbers)).count() == 2
    assert Copy.select().where(among(Copy.id, [])).count() == 0


def test_eight_threads_read_then_write_without_a_lock_error(database: str) -> None:
    StoredSetting.create(name="count", value="0")
    faults: list[BaseException] = []

    def count_up() -> None:
        try:
            for _time in range(15):
                with transaction():
                    query = StoredSetting.select().where(StoredSetting.name == "count")
                    row = (query if is_sqlite() else query.for_update()).get()
                    row.value = str(int(row.value) + 1)
                    row.save()
        except BaseException as fault:
            faults.append(fault)
        finally:
            db.close()

    threads = [threading.Thread(target=count_up) for _number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert faults == []
    assert StoredSetting.get().value == "120"
