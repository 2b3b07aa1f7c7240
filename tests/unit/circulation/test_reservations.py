"""Reservations: the queue of a book, the copy that stands aside, and undo, which keeps both."""

from datetime import date, timedelta

import pytest

from core import settings
from core.models import Staff
from plugins.catalogue.services.merging import merge
from plugins.circulation import errors
from plugins.circulation.models import Deed, Loan, Reservation
from plugins.circulation.services import personal, renew, renew_all, reservations, undo
from plugins.readers.errors import ReaderBlocked, ReaderGone
from plugins.readers.models import Reader
from tests.makers import MONDAY, make_copy, make_loan, make_reader, make_record, make_textbook
from tests.unit.circulation.conftest import Desk

TODAY = MONDAY.date()


@pytest.fixture
def loan(database: str) -> Loan:
    """The only copy of a book, with Айзере since three days before that Monday."""
    return make_loan(
        make_copy("18432"), make_reader("Серік Айзере"), lent_at=MONDAY - timedelta(days=3)
    )


def wait(loan: Loan, name: str = "Әлібек Нұрасыл") -> Reservation:
    reader = make_reader(name)
    return reservations.reserve(loan.copy.record, reader, by=None, at=MONDAY)


def fresh(row: Reservation) -> Reservation:
    return Reservation.get_by_id(row.id)


def standing(copy_id: int) -> str:
    """The name of whoever the copy stands aside for."""
    row = Reservation.get_or_none(Reservation.copy == copy_id, Reservation.ended_at.is_null())
    return row.reader.name if row else ""


# The queue


def test_a_copy_that_comes_back_is_set_aside_for_the_first(desk: Desk, loan: Loan) -> None:
    wait(loan)
    wait(loan, "Омар Дана")

    answer = desk("18432")

    assert answer.kind == "returned"
    assert "Әлібек Нұрасыл" in answer.detail
    assert "reservation shelf" in answer.detail
    assert answer.more["reserved"]["name"] == "Әлібек Нұрасыл"
    row = Reservation.get(Reservation.copy == loan.copy)
    # Three days from a Monday in term: Thursday.
    assert row.keep_until == date(2026, 11, 26)


def test_the_days_are_a_setting(desk: Desk, loan: Loan, by: Staff) -> None:
    settings.put({"circulation.reservation_days": 6}, by=by)
    row = wait(loan)

    desk("18432")

    # A Sunday is closed, so until Monday.
    assert fresh(row).keep_until == date(2026, 11, 30)


def test_a_copy_nobody_waits_for_is_returned_as_ever(desk: Desk, loan: Loan) -> None:
    answer = desk("18432")

    assert "reserved" not in answer.more
    assert Reservation.select().count() == 0


def test_undoing_the_return_puts_him_back_at_his_old_place(
    desk: Desk, loan: Loan, by: Staff
) -> None:
    first, second = wait(loan), wait(loan, "Омар Дана")
    desk("18432", at=MONDAY)

    answer = undo(None, by=by, at=MONDAY + timedelta(minutes=1))

    assert answer.kind == "undone"
    assert "reserved" not in answer.more
    assert fresh(first).copy_id is None
    assert (reservations.place_of(first), reservations.place_of(second)) == (1, 2)
    desk("18432", at=MONDAY + timedelta(minutes=2))
    assert standing(loan.copy_id) == "Әлібек Нұрасыл"


def test_his_loan_ends_his_reservation_and_undoing_it_brings_it_back(
    desk: Desk, loan: Loan, by: Staff
) -> None:
    row = wait(loan)
    desk("18432", at=MONDAY)

    lent = desk("18432", row.reader, at=MONDAY + timedelta(minutes=1))
    assert (lent.kind, fresh(row).ending, fresh(row).copy_id) == ("lent", "lent", None)

    answer = undo(None, by=by, at=MONDAY + timedelta(minutes=2))
    assert "reservation shelf" in answer.detail
    assert fresh(row).ended_at is None
    assert standing(loan.copy_id) == "Әлібек Нұрасыл"


def test_lending_to_somebody_else_asks_first(desk: Desk, loan: Loan, by: Staff) -> None:
    row = wait(loan)
    desk("18432", at=MONDAY)
    other = make_reader("Омар Дана")

    asked = desk("18432", other, at=MONDAY + timedelta(minutes=1))
    assert (asked.kind, asked.code) == ("question", "reserved_for_another")
    assert "Әлібек Нұрасыл" in asked.detail
    assert standing(loan.copy_id) == "Әлібек Нұрасыл"

    yes = desk("18432", other, confirmed=["reserved_for_another"], at=MONDAY + timedelta(minutes=2))
    assert yes.kind == "lent"
    assert (fresh(row).ended_at, fresh(row).copy_id) == (None, None)

    undo(None, by=by, at=MONDAY + timedelta(minutes=3))
    assert standing(loan.copy_id) == "Әлібек Нұрасыл"


def test_a_free_copy_for_each_who_waits_needs_no_question(desk: Desk, loan: Loan) -> None:
    wait(loan)
    record = loan.copy.record
    make_copy("2", record), make_copy("3", record)

    assert desk("2", make_reader("Омар Дана")).kind == "lent"
    assert desk("3", make_reader("Жұмабек Ерасыл")).code == "reserved_for_another"


def test_who_waits_longer_comes_before_who_waits_too(desk: Desk, loan: Loan) -> None:
    wait(loan)
    second = wait(loan, "Омар Дана")
    make_copy("2", loan.copy.record)

    assert desk("2", second.reader).code == "reserved_for_another"


def test_a_swap_to_who_waits_ends_his_reservation_and_is_undone_whole(
    desk: Desk, loan: Loan, by: Staff
) -> None:
    row = wait(loan)

    desk("18432", row.reader, confirmed=["copy_with_another"], at=MONDAY)
    assert fresh(row).ending == "lent"

    undo(None, by=by, at=MONDAY + timedelta(minutes=1))
    assert (fresh(row).ended_at, fresh(row).copy_id) == (None, None)
    assert Loan.get(Loan.returned_at.is_null()).id == loan.id


def test_another_copy_of_the_book_frees_the_one_set_aside_for_the_next(
    desk: Desk, loan: Loan, by: Staff
) -> None:
    first, second = wait(loan), wait(loan, "Омар Дана")
    desk("18432", at=MONDAY)
    make_copy("2", loan.copy.record)

    desk("2", first.reader, at=MONDAY + timedelta(minutes=1))
    assert standing(loan.copy_id) == "Омар Дана"

    undo(None, by=by, at=MONDAY + timedelta(minutes=2))
    # Both copies are here, and so both readers have theirs.
    assert fresh(first).ended_at is None
    assert fresh(first).copy.inventory_no == "2"
    assert fresh(second).copy_id == loan.copy_id


# A copy from the shelf


def test_a_copy_fetched_from_the_shelf_is_set_aside_by_its_scan(
    desk: Desk, by: Staff, loan: Loan
) -> None:
    row = wait(loan)
    copy = make_copy("2", loan.copy.record)

    answer = desk("2", at=MONDAY)
    assert (answer.kind, standing(copy.id)) == ("noted", "Әлібек Нұрасыл")
    again = desk("2", at=MONDAY + timedelta(minutes=1))
    assert again.kind == "copy"
    assert "Әлібек Нұрасыл" in again.detail

    undone = undo(None, by=by, at=MONDAY + timedelta(minutes=2))
    assert undone.kind == "undone"
    assert fresh(row).copy_id is None


def test_who_did_not_come_in_time_loses_the_copy_when_it_is_scanned(desk: Desk, loan: Loan) -> None:
    first, second = wait(loan), wait(loan, "Омар Дана")
    desk("18432", at=MONDAY)

    desk("18432", at=MONDAY + timedelta(days=4))

    assert fresh(first).ending == "expired"
    assert standing(loan.copy_id) == "Омар Дана"
    assert fresh(second).keep_until == date(2026, 11, 30)


def test_a_late_reservation_stands_in_nobodys_way(desk: Desk, loan: Loan) -> None:
    row = wait(loan)
    desk("18432", at=MONDAY)

    answer = desk("18432", make_reader("Омар Дана"), at=MONDAY + timedelta(days=4))

    assert answer.kind == "lent"
    assert fresh(row).ending == "expired"


def test_a_reading_room_copy_is_not_set_aside(desk: Desk, loan: Loan) -> None:
    wait(loan)
    make_copy("2", loan.copy.record, is_reading_room_only=True)

    assert desk("2").kind == "copy"


def test_nothing_is_set_aside_for_who_has_left(desk: Desk, loan: Loan) -> None:
    row = wait(loan)
    Reader.update(left_on=TODAY).where(Reader.id == row.reader).execute()

    assert "reserved" not in desk("18432").more


# What may be reserved


def test_nobody_waits_twice_for_a_book(loan: Loan) -> None:
    row = wait(loan)

    with pytest.raises(errors.AlreadyReserved):
        reservations.reserve(loan.copy.record, row.reader, by=None)


def test_nobody_waits_for_what_he_has(loan: Loan) -> None:
    with pytest.raises(errors.HasItInHand):
        reservations.reserve(loan.copy.record, loan.reader, by=None)


def test_a_textbook_cannot_be_reserved(database: str) -> None:
    record = make_textbook()
    make_copy(record=record)

    with pytest.raises(errors.NotForReserving):
        reservations.reserve(record, make_reader(), by=None)


@pytest.mark.parametrize("more", [{"is_reading_room_only": True}, {"withdrawn_on": TODAY}])
def test_a_book_that_is_not_lent_home_cannot_be_reserved(database: str, more: dict) -> None:
    record = make_record()
    make_copy(record=record, **more)

    with pytest.raises(errors.NotForReserving):
        reservations.reserve(record, make_reader(), by=None)


def test_so_many_books_at_a_time(database: str, by: Staff) -> None:
    settings.put({"circulation.reservation_limit": 1}, by=by)
    reader = make_reader()
    reservations.reserve(make_copy().record, reader, by=None)

    with pytest.raises(errors.TooManyReservations) as refusal:
        reservations.reserve(make_copy().record, reader, by=None)

    assert refusal.value.facts == {"count": 1, "limit": 1}


@pytest.mark.parametrize(
    ("more", "refusal"), [({"is_blocked": True}, ReaderBlocked), ({"left_on": TODAY}, ReaderGone)]
)
def test_who_may_not_borrow_may_not_reserve(
    database: str, more: dict, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        reservations.reserve(make_copy().record, make_reader(**more), by=None, at=MONDAY)


def test_who_came_too_late_may_wait_anew_and_gets_the_copy_if_nobody_else_waits(
    desk: Desk, loan: Loan
) -> None:
    row = wait(loan)
    desk("18432", at=MONDAY)

    anew = reservations.reserve(
        loan.copy.record, row.reader, by=None, at=MONDAY + timedelta(days=5)
    )

    assert fresh(row).ending == "expired"
    assert fresh(anew).copy_id == loan.copy_id


# Cancelled, put back, renewed


def test_a_cancelled_reservation_gives_its_copy_to_the_next(desk: Desk, loan: Loan) -> None:
    first = wait(loan)
    wait(loan, "Омар Дана")
    desk("18432", at=MONDAY)

    reservations.cancel(first.id, by=None, reader=first.reader, at=MONDAY)

    assert standing(loan.copy_id) == "Омар Дана"


def test_a_copy_cancelled_by_the_last_is_to_be_put_back(desk: Desk, loan: Loan, by: Staff) -> None:
    row = wait(loan)
    desk("18432", at=MONDAY)
    reservations.cancel(row.id, by=None, reader=row.reader, at=MONDAY)
    rows = Reservation.select().where(reservations.to_put_back(TODAY))
    assert [one.id for one in rows] == [row.id]

    assert reservations.put_back(row.id, by=by) is None

    assert rows.clone().count() == 0
    assert fresh(row).ending == "cancelled"


def test_nobody_cancels_for_another(loan: Loan) -> None:
    row = wait(loan)

    with pytest.raises(errors.UnknownReservation):
        reservations.cancel(row.id, by=None, reader=make_reader("Омар Дана"))

    assert fresh(row).ended_at is None


def test_a_copy_kept_in_time_is_not_put_back(desk: Desk, loan: Loan, by: Staff) -> None:
    row = wait(loan)
    desk("18432", at=MONDAY)

    with pytest.raises(errors.UnknownReservation):
        reservations.put_back(row.id, by=by, at=MONDAY)


def test_a_book_that_another_waits_for_is_not_renewed(loan: Loan, by: Staff) -> None:
    wait(loan)

    assert renew(loan.id, by=by, at=MONDAY).code == "reserved_by_others"
    assert renew_all(loan.reader.card_no, by=by, at=MONDAY).code == "nothing_to_renew"


def test_the_lists_say_what_to_fetch_and_what_stands_aside(desk: Desk, loan: Loan) -> None:
    row = wait(loan)
    fetch = Reservation.select().where(reservations.to_fetch())
    assert fetch.count() == 0
    make_copy("2", loan.copy.record)
    assert fetch.clone().count() == 1

    desk("2", at=MONDAY)

    assert fetch.clone().count() == 0
    assert [one.id for one in Reservation.select().where(reservations.ready(TODAY))] == [row.id]


def test_who_is_erased_is_named_in_no_answer_about_what_he_waited_for(
    desk: Desk, loan: Loan
) -> None:
    row = wait(loan)
    desk("18432", at=MONDAY)
    desk("18432", make_reader("Омар Дана"), at=MONDAY + timedelta(minutes=1))
    assert Deed.select().where(Deed.answer.contains("Нұрасыл")).count() == 2

    personal.make_nameless(row.reader)

    assert Deed.select().where(Deed.answer.contains("Нұрасыл")).count() == 0
    assert [str(one.title) for one in personal.tables(row.reader)][-1] == "Reservations"


def test_merged_records_share_one_queue(loan: Loan, by: Staff) -> None:
    twin = make_record("Абай  жолы")
    make_copy(record=twin)
    first = wait(loan)
    reservations.reserve(twin, first.reader, by=None)
    second = reservations.reserve(twin, make_reader("Омар Дана"), by=None)

    merge(loan.copy.record, twin, by=by)

    queue = Reservation.select().where(Reservation.record == loan.copy.record)
    assert [one.id for one in queue.order_by(Reservation.id)] == [first.id, second.id]
    assert reservations.place_of(fresh(second)) == 2
