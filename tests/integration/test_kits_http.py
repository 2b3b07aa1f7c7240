"""Kit mode over HTTP: a dry run, then one request."""

import re
import time

import pytest
from flask.testing import FlaskClient

from plugins.circulation.models import KitIssue, Loan
from plugins.readers.models import SchoolClass
from tests.integration.test_desk_http import token_of
from tests.makers import make_class, make_copy, make_reader, make_set, make_textbook


@pytest.fixture
def whole(database: str) -> SchoolClass:
    """A class of three with two titles."""
    records = [make_textbook("Алгебра"), make_textbook("Физика")]
    make_set(records)
    for name in ("Абай Серік", "Әлия Нұр", "Болат Ерлан"):
        make_reader(name)
    for at, record in enumerate(records):
        for number in range(3):
            make_copy(f"{at + 1}0{number}", record, fund="textbook")
    return make_class()


def form_of(page: str) -> dict[str, object]:
    digest = re.search(r'name="digest" value="([^"]+)"', page)
    assert digest
    return {"digest": digest[1], "item": re.findall(r'name="item" value="(\d+)"', page)}


def send(client: FlaskClient, path: str, **values: object) -> object:
    data = {"csrf_token": token_of(client), **values}
    return client.post(f"/class-kits/{path}", data=data, follow_redirects=True)


def test_the_dry_run_shows_the_numbers_and_one_request_gives_them(
    librarian: FlaskClient, whole: SchoolClass
) -> None:
    page = librarian.get(f"/class-kits/{whole.id}/").text
    assert "101" in page
    assert Loan.select().count() == 0

    answer = send(librarian, f"{whole.id}/give", **form_of(page))

    assert "6 copies have been given." in answer.text  # type: ignore[attr-defined]
    assert Loan.select().count() == 6


def test_it_is_taken_back_whole(librarian: FlaskClient, whole: SchoolClass) -> None:
    send(librarian, f"{whole.id}/give", **form_of(librarian.get(f"/class-kits/{whole.id}/").text))

    send(librarian, f"undo/{KitIssue.get().id}")

    assert Loan.select().where(Loan.returned_at.is_null()).count() == 0


def test_wrong_numbers_are_named_and_nothing_is_given(
    librarian: FlaskClient, whole: SchoolClass
) -> None:
    values = form_of(librarian.get(f"/class-kits/{whole.id}/").text)
    values[f"numbers-{values['item'][0]}"] = "777"  # type: ignore[index]

    answer = send(librarian, f"{whole.id}/give", **values)

    assert "777" in answer.text  # type: ignore[attr-defined]
    assert "no such number" in answer.text  # type: ignore[attr-defined]
    assert Loan.select().count() == 0


def test_the_whole_school_is_given_its_sets_in_the_background(
    librarian: FlaskClient, whole: SchoolClass
) -> None:
    send(librarian, "give", **{"class": [whole.id]})

    for _try in range(100):
        if Loan.select().count():
            break
        time.sleep(0.05)
    assert Loan.select().count() == 6
    assert "7 «Ә»" in librarian.get("/class-kits/").text.replace("\xa0", " ")


def test_no_class_ticked_gets_a_sentence(librarian: FlaskClient, whole: SchoolClass) -> None:
    answer = send(librarian, "give")

    assert "Tick at least one class." in answer.text  # type: ignore[attr-defined]
