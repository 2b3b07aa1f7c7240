"""The return pile over HTTP, and the list of what is missing."""

import pytest
from flask.testing import FlaskClient

from plugins.circulation.models import Loan
from plugins.circulation.services import lending
from plugins.fund.models import Copy
from tests.integration.test_desk_http import token_of
from tests.makers import make_class, make_copy, make_reader, make_textbook


@pytest.fixture
def copies(database: str) -> list[Copy]:
    record = make_textbook("Алгебра")
    found = []
    for name in ("Абай Серік", "Әлия Нұр"):
        copy = make_copy(record=record, fund="textbook", price="1500.25")
        lending.lend(copy, make_reader(name), by=None)
        found.append(copy)
    return found


def scan(client: FlaskClient, code: str, number: int = 0, **headers: str) -> object:
    return client.post(
        f"/collection/{number}/scan",
        data={"code": code},
        headers={"X-CSRFToken": token_of(client), **headers},
    )


def test_a_pile_is_taken_back_one_request_a_book(
    librarian: FlaskClient, copies: list[Copy]
) -> None:
    answers = [scan(librarian, one.code, Accept="application/json") for one in copies]

    assert [one.json["kind"] for one in answers] == ["returned"] * 2  # type: ignore[attr-defined]
    assert Loan.select().where(Loan.returned_at.is_null()).count() == 0


def test_the_page_gets_its_parts(librarian: FlaskClient, copies: list[Copy]) -> None:
    number = int(make_class().id)

    answer = scan(librarian, copies[0].code, number, **{"X-Desk": "fragments"})

    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert 'data-kind="done"' in answer.text  # type: ignore[attr-defined]
    assert "Абай Серік" in answer.text  # type: ignore[attr-defined]


def test_without_a_script_the_whole_page_comes_back(
    librarian: FlaskClient, copies: list[Copy]
) -> None:
    page = librarian.post(
        f"/collection/{make_class().id}/scan",
        data={"code": copies[0].code, "csrf_token": token_of(librarian)},
    )

    assert "<main" in page.text
    assert "1 / 1" in page.text


def test_what_is_missing_stands_on_the_page_and_on_paper(
    librarian: FlaskClient, copies: list[Copy]
) -> None:
    number = make_class().id
    page = librarian.get(f"/collection/{number}/missing").text
    paper = librarian.get(f"/documents/circulation.class_missing.pdf?class={number}&lang=kk")

    assert "Абай Серік" in page
    assert str(copies[0].inventory_no) in page
    assert paper.data.startswith(b"%PDF")


def test_the_list_of_classes_counts_what_is_out(librarian: FlaskClient, copies: list[Copy]) -> None:
    page = librarian.get("/collection/").text

    assert "2 / 2" in page
    assert librarian.get("/collection/0/").status_code == 200
    assert librarian.get("/collection/999/").status_code == 404
