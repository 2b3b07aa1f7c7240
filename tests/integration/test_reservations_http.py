"""Reservations over HTTP: the list, the desk that speaks of them, and the first page."""

import pytest
from flask.testing import FlaskClient

from plugins.circulation.models import Reservation
from plugins.circulation.services import reservations
from plugins.fund.errors import CopyBlocked
from plugins.fund.services import withdraw
from tests.integration.test_desk_http import token_of
from tests.makers import MONDAY, make_copy, make_loan, make_reader, make_record


@pytest.fixture
def row(app: object) -> Reservation:
    """Нұрасыл waits for a book that stands on its shelf."""
    copy = make_copy("18432", make_record("Абай жолы", bbk="84(5Қаз)"))
    return reservations.reserve(copy.record, make_reader(), by=None)


def scan(client: FlaskClient, code: str, **more: object):
    data = {"csrf_token": token_of(client), "code": code, **more}
    return client.post("/desk/scan", data=data)


def act(client: FlaskClient, action: str, row: Reservation):
    data = {"csrf_token": token_of(client), "action": action, "rowid": row.id}
    return client.post(
        "/circulation/reservations/action/?preset=all", data=data, follow_redirects=True
    )


def test_what_to_fetch_stands_on_the_first_page_and_in_the_list(
    librarian: FlaskClient, row: Reservation
) -> None:
    assert "Fetch reserved books" in librarian.get("/").text

    page = librarian.get("/circulation/reservations/").text

    assert "Абай жолы" in page
    assert "Әлібек Нұрасыл, 7 «Ә»" in page.replace("\xa0", " ")
    assert "waiting" in page


def test_the_strip_says_where_to_put_a_reserved_book(
    librarian: FlaskClient, row: Reservation
) -> None:
    page = scan(librarian, "18432").text.replace("\xa0", " ")

    assert "put it on the reservation shelf" in page
    assert "Әлібек Нұрасыл, 7 «Ә»" in page
    assert "set aside" in librarian.get("/circulation/reservations/?preset=ready").text
    # The log says it in the same words, not that a note was kept.
    assert "Set aside" in librarian.get("/desk/").text
    assert "Noted" not in librarian.get("/desk/").text


def test_the_card_of_its_reader_says_what_stands_aside(
    librarian: FlaskClient, row: Reservation
) -> None:
    scan(librarian, "18432")

    page = scan(librarian, row.reader.code).text.replace("\xa0", " ")

    assert "On the reservation shelf: «Абай жолы», " in page


def test_lending_it_to_another_is_a_question(librarian: FlaskClient, row: Reservation) -> None:
    scan(librarian, "18432")
    other = make_reader("Серік Айзере")

    asked = scan(librarian, "18432", reader=other.code)
    assert asked.status_code == 409
    assert 'data-question="reserved_for_another"' in asked.text

    yes = scan(librarian, "18432", reader=other.code, confirmed="reserved_for_another")
    assert yes.status_code == 200


def test_the_librarian_puts_a_reader_into_the_queue(librarian: FlaskClient) -> None:
    loan, reader = make_loan(), make_reader("Серік Айзере")
    page = librarian.get("/circulation/reservations/new/").text
    assert "Reader" in page

    answer = librarian.post(
        "/circulation/reservations/new/",
        data={
            "csrf_token": token_of(librarian),
            "reader": reader.id,
            "record": loan.copy.record_id,
        },
    )

    assert answer.status_code in (302, 303)
    assert Reservation.get().made_by.role == "librarian"


def test_cancelled_and_put_back(librarian: FlaskClient, row: Reservation) -> None:
    scan(librarian, "18432")
    act(librarian, "cancel", row)
    assert "to put back" in librarian.get("/circulation/reservations/?preset=back").text

    page = act(librarian, "put_back", row).text

    assert "go back to their places" in page
    assert Reservation.get().copy_id is None


def test_a_copy_set_aside_says_so_and_stays_in_the_fund(
    librarian: FlaskClient, row: Reservation
) -> None:
    scan(librarian, "18432")
    assert "set aside" in librarian.get("/fund/copies/").text

    with pytest.raises(CopyBlocked, match="set aside: Әлібек Нұрасыл"):
        withdraw([row.record.copies.get()], on=MONDAY.date(), by=None)


def test_the_readers_page_has_what_he_waits_for(librarian: FlaskClient, row: Reservation) -> None:
    page = librarian.get(f"/readers/readers/details/?id={row.reader_id}").text

    assert "Reservations" in page


def test_a_class_teacher_sees_the_own_class_only(sign_in, row: Reservation) -> None:
    teacher = sign_in("teacher")

    assert "Әлібек" not in teacher.get("/circulation/reservations/?preset=all").text
