"""The class issue over HTTP: one request a book, and one for the page."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from plugins.circulation.models import Loan
from plugins.readers.models import SchoolClass
from tests.integration.test_desk_http import token_of
from tests.makers import make_class, make_copy, make_reader, make_set, make_textbook

JSON = {"Accept": "application/json"}
PUPILS, TITLES = 25, 12


@pytest.fixture
def piles(database: str) -> list[list[str]]:
    """The codes of a class's textbooks, a pile a title, in the order of the set."""
    records = [make_textbook(f"Оқулық {at:02d}") for at in range(TITLES)]
    make_set(records)
    for number in range(PUPILS):
        make_reader(f"Оқушы {number:02d}")
    return [[make_copy(record=one).code for _pupil in range(PUPILS)] for one in records]


@pytest.fixture
def school_class(piles: list[list[str]]) -> SchoolClass:
    return make_class()


Post = Callable[..., Any]


@pytest.fixture
def post(librarian: FlaskClient, school_class: SchoolClass) -> Post:
    """Scan for the class as a program does."""
    token = token_of(librarian)

    def send(code: str, **values: object) -> Any:
        return librarian.post(
            f"/class-issue/{school_class.id}/scan",
            data={"code": code, **values},
            headers={**JSON, "X-CSRFToken": token},
        )

    return send


def test_a_class_takes_301_requests(
    librarian: FlaskClient, school_class: SchoolClass, piles: list[list[str]], post: Post
) -> None:
    page = librarian.get(f"/class-issue/{school_class.id}/")
    answers = [post(code) for pile in piles for code in pile]

    assert page.status_code == 200
    assert 1 + len(answers) == 301
    assert {one.json["kind"] for one in answers} == {"lent"}
    assert answers[-1].json["is_class_done"]
    assert Loan.select().where(Loan.returned_at.is_null()).count() == PUPILS * TITLES
    finish = librarian.get(f"/class-issue/{school_class.id}/finish").text
    assert "The class has everything." in finish


def test_the_answer_says_whose_turn_it_is_and_what_is_missing(
    post: Post, piles: list[list[str]]
) -> None:
    answer = post(piles[0][0]).json

    assert answer["place"] == 1
    assert answer["pupil"]["place"] == 2
    assert answer["missing"][str(answer["item"])] == PUPILS - 1


def test_a_refusal_is_a_409_and_the_line_goes_on(post: Post, piles: list[list[str]]) -> None:
    post(piles[0][0])

    refused = post(piles[0][0], item="0")
    answer = post(piles[0][1])

    assert (refused.status_code, refused.json["kind"]) in ((200, "lent"), (409, "refused"))
    assert (answer.status_code, answer.json["place"]) == (200, 2)


def test_the_page_gets_parts_with_the_states_of_all_lines(
    librarian: FlaskClient, school_class: SchoolClass, piles: list[list[str]]
) -> None:
    answer = librarian.post(
        f"/class-issue/{school_class.id}/scan",
        data={"code": piles[0][0]},
        headers={"X-Desk": "fragments", "X-CSRFToken": token_of(librarian)},
    )

    state = re.search(r'data-state="([^"]+)"', answer.text)
    assert state
    assert state[1].count("got") == 1
    assert 'data-into="ci-log"' in answer.text


def test_without_a_script_the_whole_page_comes_back(
    librarian: FlaskClient, school_class: SchoolClass, piles: list[list[str]]
) -> None:
    page = librarian.post(
        f"/class-issue/{school_class.id}/scan",
        data={"code": piles[0][0], "csrf_token": token_of(librarian)},
    )

    assert page.status_code == 200
    assert "<main" in page.text
    assert "Оқушы 01" in page.text


def test_the_list_tells_how_far_each_class_is(
    librarian: FlaskClient, school_class: SchoolClass, post: Post, piles: list[list[str]]
) -> None:
    post(piles[0][0])

    page = librarian.get("/class-issue/").text

    assert f"/class-issue/{school_class.id}/" in page
    assert "1 / 300" in page


def test_a_class_that_is_not_there_is_a_404(librarian: FlaskClient) -> None:
    assert librarian.get("/class-issue/987654/").status_code == 404


@pytest.mark.parametrize("signs", ["pupil", "parent", "teacher"])
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_sheet_to_sign_is_printed(
    librarian: FlaskClient,
    school_class: SchoolClass,
    post: Post,
    piles: list[list[str]],
    signs: str,
    language: str,
) -> None:
    post(piles[0][0])

    paper = librarian.get(
        f"/documents/circulation.class_sheet.pdf?class={school_class.id}&signs={signs}&lang={language}"
    )

    assert paper.status_code == 200
    assert paper.data.startswith(b"%PDF")
