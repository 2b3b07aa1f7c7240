"""Accounts: strong passwords, slow guessing, nobody told who has a login."""

import statistics
import time
from datetime import timedelta

import pytest

from core import passwords, staff
from core.failures import TooManyTries
from core.models import JournalEntry, Staff
from core.staff import (
    LoginMissing,
    LoginTaken,
    UnknownRole,
    WeakPassword,
    WrongLogin,
    change_password,
    create_staff,
    failures,
    find_by_session,
    sign_in,
)
from tests.makers import MONDAY

PASSWORD = "kitap-oqu-2026"


@pytest.fixture(autouse=True)
def _fresh(app: object) -> None:
    failures._by_key.clear()


def make(login: str = "gulnar", role: str = "librarian") -> Staff:
    return create_staff(login=login, password=PASSWORD, role=role, by=None)


def test_the_right_password_signs_in_and_is_noted() -> None:
    person = make()

    assert sign_in(" Gulnar ", PASSWORD, address="10.0.0.5", at=MONDAY) == person
    assert Staff.get().last_seen_at == MONDAY
    assert JournalEntry.get(JournalEntry.action == "staff.sign_in").by == person


@pytest.mark.parametrize(
    ("login", "password"), [("gulnar", "wrong-one-2026"), ("nobody", PASSWORD), ("", "")]
)
def test_a_wrong_one_says_nothing_of_which(login: str, password: str) -> None:
    make()

    with pytest.raises(WrongLogin) as refusal:
        sign_in(login, password, address="10.0.0.5", at=MONDAY)

    assert str(refusal.value) == str(WrongLogin())
    assert JournalEntry.select().where(JournalEntry.action == "staff.refused").count() == 1


def test_an_unknown_name_takes_as_long_as_a_wrong_password() -> None:
    make()
    times: dict[str, list[float]] = {"gulnar": [], "nobody": []}

    for number in range(9):
        for login, took in times.items():
            begun = time.perf_counter()
            with pytest.raises(WrongLogin):
                sign_in(login, "wrong", address=f"10.0.{number}.5", at=MONDAY)
            took.append(time.perf_counter() - begun)

    known, unknown = (statistics.median(one) for one in times.values())
    assert 0.4 < known / unknown < 2.5


def test_whoever_has_left_cannot_sign_in() -> None:
    person = make()
    person.is_working = False
    person.save()

    with pytest.raises(WrongLogin):
        sign_in("gulnar", PASSWORD, address="10.0.0.5")
    assert find_by_session(f"{person.id}:{person.session_no}") is None


def test_guessing_gets_slower_and_slower() -> None:
    make()
    at = MONDAY
    for _try in range(5):
        with pytest.raises(WrongLogin):
            sign_in("gulnar", "wrong", address="10.0.0.5", at=at)

    with pytest.raises(TooManyTries) as refusal:
        sign_in("gulnar", PASSWORD, address="10.0.0.5", at=at + timedelta(seconds=50))
    assert refusal.value.facts == {"minutes": 1}
    with pytest.raises(WrongLogin):
        sign_in("gulnar", "wrong", address="10.0.0.5", at=at + timedelta(seconds=61))
    with pytest.raises(TooManyTries):
        sign_in("gulnar", PASSWORD, address="10.0.0.5", at=at + timedelta(seconds=150))
    assert sign_in("gulnar", PASSWORD, address="10.0.0.5", at=at + timedelta(minutes=5))


def test_a_guesser_elsewhere_does_not_lock_the_librarian_out() -> None:
    make()
    for _try in range(8):
        with pytest.raises((WrongLogin, TooManyTries)):
            sign_in("gulnar", "wrong", address="10.0.0.66", at=MONDAY)

    assert sign_in("gulnar", PASSWORD, address="10.0.0.5", at=MONDAY)


def test_a_whole_school_behind_one_address_waits_two_minutes_at_most() -> None:
    make()
    for number in range(60):
        with pytest.raises((WrongLogin, TooManyTries)):
            sign_in(f"pupil{number}", "wrong", address="10.0.0.1", at=MONDAY)

    with pytest.raises(TooManyTries):
        sign_in("gulnar", PASSWORD, address="10.0.0.1", at=MONDAY)
    assert sign_in("gulnar", PASSWORD, address="10.0.0.1", at=MONDAY + timedelta(minutes=2))


def test_a_new_password_ends_every_session() -> None:
    person = make()
    session = f"{person.id}:{person.session_no}"
    assert find_by_session(session) == person

    change_password(person, PASSWORD, "another-good-one-7")

    assert find_by_session(session) is None
    with pytest.raises(WrongLogin):
        sign_in("gulnar", PASSWORD, address="10.0.0.5")


@pytest.mark.parametrize("weak", ["short1", "12345678", "aaaaaaaaaaaa", "gulnar", "Кітапхана"])
def test_a_weak_password_is_refused(weak: str) -> None:
    with pytest.raises(WeakPassword):
        create_staff(login="gulnar", password=weak, role="librarian", by=None)

    assert Staff.select().count() == 0


def test_an_account_needs_a_free_login_and_a_role() -> None:
    make()

    with pytest.raises(LoginTaken):
        make("GULNAR")
    with pytest.raises(LoginMissing):
        make("two words")
    with pytest.raises(UnknownRole):
        make("other", role="king")


def test_a_hash_of_older_measure_is_renewed_at_sign_in() -> None:
    from argon2 import PasswordHasher

    person = make()
    person.password_hash = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    person.save()

    sign_in("gulnar", PASSWORD, address="10.0.0.5")

    assert not passwords.is_outdated(str(Staff.get().password_hash))
    assert staff.passwords.fits(str(Staff.get().password_hash), PASSWORD)
