"""A reader's own page over HTTP: his things only, whatever others type into addresses and forms."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core import clock
from core.answers import Fact
from core.failures import TooManyTries
from plugins.circulation.models import Deed, Loan, Reservation
from plugins.circulation.services import reservations
from plugins.opac.models import ReaderPin
from plugins.opac.services import pins, wishes
from plugins.opac.services.gate import pace
from plugins.opac.views.session import COOKIE
from plugins.readers.models import Reader
from tests.integration.probing import Answering, answering
from tests.makers import make_copy, make_loan, make_reader, make_staff, make_textbook

__all__ = ["answering"]

PIN = "482913"


@pytest.fixture(autouse=True)
def school(app: object) -> None:
    """A school that has somebody to run it, and nobody who has mistyped yet."""
    pace.forget()
    pins.failures._by_key.clear()
    make_staff("head")


@pytest.fixture
def nurasyl(app: object, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Нұрасыл, whose PIN is known here."""
    reader = make_reader(card_no=7001)
    monkeypatch.setattr(pins, "_make", lambda: PIN)
    pins.give([reader], by=None)
    return reader


@pytest.fixture
def own(app: Flask, nurasyl: Reader) -> FlaskClient:
    """A phone on which Нұрасыл has signed in."""
    phone = app.test_client()
    answer = sign_in(phone)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/catalog/me/"
    return phone


def token_of(client: FlaskClient, page: str = "/catalog/me/sign-in") -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)
    assert found
    return found.group(1)


def sign_in(client: FlaskClient, card: object = 7001, pin: str = PIN, **more: str):
    data = {"csrf_token": token_of(client), "card": str(card), "pin": pin, **more}
    return client.post("/catalog/me/sign-in", data=data)


def post(client: FlaskClient, path: str, **values: object):
    token = token_of(client, "/catalog/me/")
    data = {"csrf_token": token, "back": "/catalog/me/", **values}
    return client.post(f"/catalog/me/{path}", data=data, follow_redirects=True)


def tidy(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u2060", "")


# What the page says


def test_the_page_shows_what_one_has_and_waits_for(own: FlaskClient, nurasyl: Reader) -> None:
    late = make_loan(reader=nurasyl, days_ago=30)
    make_loan(make_copy(record=make_textbook("Алгебра"), fund="textbook"), nurasyl)
    copy = make_copy()
    reservations.reserve(copy.record, nurasyl, by=None)
    reservations.found_here(copy, at=clock.now(), by=None)

    page = tidy(own.get("/catalog/me/").text)

    assert "Әлібек Нұрасыл" in page
    assert f"bring back by: {late.due_on:%d.%m.%Y}, 16 days late" in page
    assert "1 book is overdue" in page
    assert "1 textbook" in page
    assert "waits for you in the library" in page


def test_a_loan_is_renewed_by_the_desks_rules(own: FlaskClient, nurasyl: Reader) -> None:
    loan = make_loan(reader=nurasyl, days_ago=5)

    page = tidy(post(own, f"loans/{loan.id}/renew").text)

    assert "Renewed: «Абай жолы»" in page
    assert Loan.get().renewals == 1
    assert Deed.get(Deed.kind == "renewed").by_id is None


def test_what_another_waits_for_is_not_renewed(own: FlaskClient, nurasyl: Reader) -> None:
    loan = make_loan(reader=nurasyl)
    reservations.reserve(loan.copy.record, make_reader("Серік Айзере"), by=None)
    assert f"loans/{loan.id}/renew" not in own.get("/catalog/me/").text

    page = tidy(post(own, f"loans/{loan.id}/renew").text)

    assert "another reader waits" in page
    assert Loan.get().renewals == 0


def test_a_textbook_is_not_renewed_here(own: FlaskClient, nurasyl: Reader) -> None:
    loan = make_loan(make_copy(record=make_textbook(), fund="textbook"), nurasyl)

    assert "cannot be renewed here" in tidy(post(own, f"loans/{loan.id}/renew").text)
    assert Loan.get().renewals == 0


def test_a_book_is_reserved_from_its_card_and_cancelled(own: FlaskClient, nurasyl: Reader) -> None:
    copy = make_copy()
    assert f"/catalog/me/reserve/{copy.record_id}" in own.get("/catalog/?q=абай").text

    page = tidy(post(own, f"reserve/{copy.record_id}").text)
    assert "Reserved: «Абай жолы». Your place in the queue: 1." in page

    row = Reservation.get()
    assert (row.reader_id, row.made_by_id) == (nurasyl.id, None)
    assert "Cancelled: «Абай жолы»." in tidy(post(own, f"reservations/{row.id}/cancel").text)
    assert Reservation.get().ending == "cancelled"


def test_what_stands_in_the_way_is_said_in_a_sentence(own: FlaskClient, nurasyl: Reader) -> None:
    loan = make_loan(reader=nurasyl)

    page = post(own, f"reserve/{loan.copy.record_id}")

    assert page.request.path == "/catalog/me/"
    assert "in hand already" in tidy(page.text)


def test_wishes_are_asked_for_only_if_somebody_keeps_them(
    own: FlaskClient, nurasyl: Reader, answering: Answering
) -> None:
    if not wishes.are_taken():
        assert "Not in our library?" not in own.get("/catalog/me/").text
    kept = []
    answering(
        take_wish=lambda reader, text, on: kept.append((reader.id, text)) or True,
        wishes_of=lambda reader: [Fact("Probe wish", "ordered")],
    )

    page = post(own, "wish", text="  Гарри Поттер \x00 1 ").text

    assert kept == [(nurasyl.id, "Гарри Поттер 1")]
    assert "Probe wish" in page
    assert "Write which book" in tidy(post(own, "wish", text=" . ").text)


# Signing in and out, the PIN


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(
    client: FlaskClient, nurasyl: Reader
) -> None:
    answer = client.get("/catalog/me/")
    assert answer.headers["Location"].startswith("/catalog/me/sign-in?next=")

    answer = sign_in(client, next="/catalog/book/7/")

    assert answer.headers["Location"] == "/catalog/book/7/"


def test_the_sign_in_leads_nowhere_else(app: Flask, nurasyl: Reader) -> None:
    for wanted in (
        "https://evil.kz/",
        "//evil.kz/catalog/",
        "/\\evil.kz",
        "/catalog/../settings/",
        "/settings/",
        "/catalog/\r\nSet-Cookie: a=b",
    ):
        answer = sign_in(app.test_client(), next=wanted)

        assert answer.headers["Location"] == "/catalog/me/", wanted
        assert not any("a=b" in one for one in answer.headers.getlist("Set-Cookie"))


def test_signing_out_ends_it(own: FlaskClient) -> None:
    post(own, "sign-out")

    assert own.get("/catalog/me/").status_code == 303


def test_a_new_pin_ends_older_sessions(own: FlaskClient, nurasyl: Reader) -> None:
    pins.give([nurasyl], by=None)

    assert own.get("/catalog/me/").status_code == 303


def test_who_has_left_the_school_is_signed_in_no_more(own: FlaskClient, nurasyl: Reader) -> None:
    Reader.update(left_on=clock.today()).where(Reader.id == nurasyl.id).execute()

    assert own.get("/catalog/me/").status_code == 303
    assert sign_in(own).status_code == 401


def test_the_reader_chooses_a_pin(own: FlaskClient, app: Flask) -> None:
    page = post(own, "pin", old=PIN, new="907152", again="907152")

    assert "The PIN is changed." in page.text
    assert own.get("/catalog/me/").status_code == 200
    other = app.test_client()
    assert sign_in(other).status_code == 401
    assert sign_in(other, pin="907152").status_code == 303


def test_a_pin_that_will_not_do(own: FlaskClient) -> None:
    for old, new, again, words in (
        ("000000", "907152", "907152", "does not fit"),
        (PIN, "907152", "907153", "differ"),
        (PIN, "123456", "123456", "too easy"),
        (PIN, "1111111", "1111111", "too easy"),
        (PIN, "90715", "90715", "too easy"),
        (PIN, "абвгде", "абвгде", "too easy"),
    ):
        assert words in tidy(post(own, "pin", old=old, new=new, again=again).text), new
    assert not ReaderPin.get().is_own


def test_the_session_is_apart_from_the_staffs(own: FlaskClient, librarian: FlaskClient) -> None:
    assert own.get("/readers/readers/").headers["Location"].startswith("/login")
    assert own.get("/opac/pins/").headers["Location"].startswith("/login")
    assert librarian.get("/catalog/me/").status_code == 303
    assert librarian.get("/catalog/").status_code == 200


def test_the_cookie_is_the_browsers_and_the_catalogues_only(
    client: FlaskClient, nurasyl: Reader
) -> None:
    [cookie] = [
        one for one in sign_in(client).headers.getlist("Set-Cookie") if one.startswith(COOKIE)
    ]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/catalog" in cookie


def test_pages_with_a_name_are_kept_nowhere(own: FlaskClient) -> None:
    for address in ("/catalog/me/", "/catalog/", "/catalog/?q=x"):
        assert own.get(address).headers["Cache-Control"] == "no-store"


# Attacks


def test_another_readers_loan_is_neither_shown_nor_renewed(own: FlaskClient) -> None:
    loan = make_loan(reader=make_reader("Серік Айзере"))

    page = post(own, f"loans/{loan.id}/renew")

    assert page.status_code == 404
    assert "Айзере" not in page.text
    assert Loan.get().renewals == 0
    assert Deed.select().count() == 0


def test_another_readers_reservation_stays(own: FlaskClient) -> None:
    row = reservations.reserve(make_copy().record, make_reader("Серік Айзере"), by=None)

    assert post(own, f"reservations/{row.id}/cancel").status_code == 404
    assert Reservation.get().ended_at is None


def test_nothing_is_done_without_signing_in_or_without_a_token(
    client: FlaskClient, own: FlaskClient
) -> None:
    data = {"csrf_token": token_of(client)}
    for path in ("loans/1/renew", "reserve/1", "reservations/1/cancel", "wish", "pin"):
        assert client.post(f"/catalog/me/{path}", data=data).status_code == 303
        assert own.post(f"/catalog/me/{path}", data={}).status_code == 400


def test_a_forged_cookie_opens_nothing(client: FlaskClient, nurasyl: Reader) -> None:
    for forged in ("1:1", "1:1.abc.def", "", "x" * 3000, "eyJfdXNlcl9pZCI6IjE6MSJ9.aaaaaa.bb"):
        client.set_cookie(COOKIE, forged, path="/catalog")

        assert client.get("/catalog/me/").status_code == 303


def test_a_cookie_of_the_staffs_session_is_none_of_the_readers(
    app: Flask, client: FlaskClient, nurasyl: Reader
) -> None:
    signer = app.session_interface.get_signing_serializer(app)
    client.set_cookie(COOKIE, signer.dumps("1:1"), path="/catalog")

    assert client.get("/catalog/me/").status_code == 303


def test_a_card_without_a_pin_answers_as_one_that_nobody_has(client: FlaskClient) -> None:
    make_reader("Серік Айзере", card_no=7002)

    there, nowhere = sign_in(client, 7002, "111222"), sign_in(client, 9999, "111222")

    assert there.status_code == nowhere.status_code == 401
    marks = r'csrf[-_]token" (value|content)="[^"]+"|value="\d{4}"|nonce="[^"]+"'
    assert re.sub(marks, "", there.text) == re.sub(marks, "", nowhere.text)


def test_guessing_is_slowed_down_by_card_and_place(client: FlaskClient, nurasyl: Reader) -> None:
    codes = [sign_in(client, pin=f"{number:06d}").status_code for number in range(7)]

    assert codes == [401] * 5 + [429] * 2
    # The right PIN waits there too; at home, on another line, its owner gets in.
    assert sign_in(client).status_code == 429
    home = {"REMOTE_ADDR": "85.29.7.7"}
    data = {"csrf_token": token_of(client), "card": "7001", "pin": PIN}
    answer = client.post("/catalog/me/sign-in", data=data, environ_base=home)
    assert answer.status_code == 303


def test_one_pin_tried_on_every_card_is_slowed_down_too() -> None:
    at = clock.now()
    pins.failures.ensure_may_try(["address:10.0.0.1"], at)
    for card in range(250):
        pins.failures.add([f"card:{card}", "address:10.0.0.1"], at)

    with pytest.raises(TooManyTries):
        pins.failures.ensure_may_try(["card:9999", "address:10.0.0.1"], at)

    # Never for long: the address is a whole school's.
    pins.failures.ensure_may_try(["card:9999", "address:10.0.0.1"], at + timedelta(minutes=3))


def test_whatever_is_typed_as_a_card_is_wrong_and_no_more(
    client: FlaskClient, nurasyl: Reader
) -> None:
    for card in ("", "abc", "-1", "1e9", "७००१", "7001 OR 1=1", "9" * 400):
        assert sign_in(client, card, "\x00" * 60).status_code == 401


# The librarian's page


def test_slips_are_printed_by_class_and_a_pin_is_shown_once(
    librarian: FlaskClient, nurasyl: Reader
) -> None:
    make_reader("Серік Айзере", school_class=nurasyl.school_class)
    page = tidy(librarian.get("/opac/pins/").text)
    assert "Who has none: 1" in page
    token = token_of(librarian, "/opac/pins/")
    group = {"csrf_token": token, "group": str(nurasyl.school_class_id)}

    answer = librarian.post("/opac/pins/print", data=group)

    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert ReaderPin.select().count() == 2
    again = librarian.post("/opac/pins/print", data=group)
    assert again.status_code == 404
    old = ReaderPin.get(ReaderPin.reader == nurasyl).pin_hash
    librarian.post("/opac/pins/print", data={**group, "which": "all"})
    assert ReaderPin.get(ReaderPin.reader == nurasyl).pin_hash != old


def test_one_reader_gets_a_new_slip_from_his_page(librarian: FlaskClient, nurasyl: Reader) -> None:
    page = librarian.get(f"/readers/readers/details/?id={nurasyl.id}").text
    assert f"/opac/pins/reader/{nurasyl.id}" in page

    token = token_of(librarian, "/opac/pins/")
    answer = librarian.post(f"/opac/pins/reader/{nurasyl.id}", data={"csrf_token": token})

    assert answer.mimetype == "application/pdf"


def test_only_the_librarian_gives_out_pins(sign_in: Callable[..., FlaskClient]) -> None:
    assert sign_in("assistant").get("/opac/pins/").status_code == 403
