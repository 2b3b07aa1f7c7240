"""Who leaves: the slip that says what is still owed, and noting that he has left."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from core import clock, settings
from plugins.circulation.clearance import clearance, readers_asked
from plugins.readers.models import Reader
from plugins.readers.services import rollover
from tests.makers import make_class, make_copy, make_loan, make_reader, make_staff

PAPER = "/documents/circulation.clearance.pdf"


@pytest.fixture
def spoken(app: Flask) -> Iterator[None]:
    """A request, so that papers speak English."""
    with app.test_request_context():
        yield


def token_of(page: str) -> str:
    found = re.search(r'csrf-token" content="([^"]+)"', page)
    assert found
    return found[1]


def words_of(browser: FlaskClient, query: str) -> str:
    pages = PdfReader(BytesIO(browser.get(f"{PAPER}?{query}").data)).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


def test_who_owes_nothing_gets_a_slip_that_says_so(librarian: FlaskClient) -> None:
    reader = make_reader()

    assert "берешегі жоқ".upper() in words_of(librarian, f"reader={reader.id}&lang=kk")
    assert "Обходной лист" in words_of(librarian, f"reader={reader.id}&lang=ru")


def test_what_is_not_due_yet_stands_on_the_slip_too(librarian: FlaskClient) -> None:
    loan = make_loan(make_copy("4711", price="1500"), days=100)

    said = words_of(librarian, f"reader={loan.reader_id}&lang=ru")

    assert "4711" in said
    assert "1 500,00" in said.replace("\u00a0", " ")


@pytest.mark.usefixtures("spoken")
def test_many_slips_stand_on_one_page() -> None:
    its = make_class(9, "Б")
    for _turn in range(7):
        make_reader(school_class=its)

    [strips] = clearance({"class": str(its.id)}).blocks

    assert len(strips.strips) == 7


@pytest.mark.usefixtures("spoken")
def test_graduates_are_asked_for_by_their_year() -> None:
    graduate = make_reader(school_class=make_class(11, "А"))
    make_reader()
    assert readers_asked({}) == [graduate]

    seen = rollover.plan(clock.today()).seen
    row = rollover.roll_over(seen=seen, new=rollover.NewClasses(), by=None)

    assert readers_asked({"graduates": str(row.school_year)}) == [graduate]
    assert "11 «А»" in clearance({}).blocks[0].strips[0].text


@pytest.mark.usefixtures("spoken")
def test_the_school_names_the_slip() -> None:
    settings.put({"circulation.clearance_ru": "Бегунок"}, by=make_staff())

    assert settings.get("circulation.clearance_ru") == "Бегунок"


def leave(browser: FlaskClient, verb: str, reader: Reader) -> str:
    page = browser.get(f"/readers/readers/details/?id={reader.id}").text
    assert f'value="{verb}"' in page
    return browser.post(
        "/readers/readers/action/",
        data={"csrf_token": token_of(page), "action": verb, "rowid": reader.id},
        follow_redirects=True,
    ).text


def test_who_owes_nothing_leaves(librarian: FlaskClient) -> None:
    reader = make_reader()

    leave(librarian, "left", reader)

    assert Reader.get_by_id(reader.id).left_on == clock.today()


def test_the_plain_verb_is_refused_while_books_are_in_hand(librarian: FlaskClient) -> None:
    reader = make_loan().reader
    page = librarian.get("/readers/readers/").text

    said = librarian.post(
        "/readers/readers/action/",
        data={"csrf_token": token_of(page), "action": "left", "rowid": reader.id},
        follow_redirects=True,
    ).text

    assert "cannot leave yet" in said
    assert Reader.get_by_id(reader.id).left_on is None


def test_with_debts_one_leaves_on_purpose_only_and_stays_a_debtor(librarian: FlaskClient) -> None:
    reader = make_loan().reader

    leave(librarian, "left_with_debts", reader)

    assert Reader.get_by_id(reader.id).left_on == clock.today()
    assert reader.name in librarian.get("/debtors/").text.replace("\u00a0", " ")
