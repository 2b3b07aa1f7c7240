"""The new school year on screen: a dry run, the move, the way back; the first page proposes it."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from core import clock
from plugins.readers import hooks
from plugins.readers.models import RollOver, SchoolClass
from tests.makers import make_class, make_loan, make_reader

PAGE = "/readers/rollover/"


def form_of(page: str) -> dict[str, str]:
    """Return what the page's form would send by itself."""
    return dict(re.findall(r'name="(seen|csrf_token)" value="([^"]+)"', page))


@pytest.fixture
def school(app: object) -> None:
    """Two classes; one of the last grade has a book."""
    make_reader(school_class=make_class(9, "Ә"))
    make_loan(reader=make_reader("Төлеген Дана", school_class=make_class(11, "А")))


@pytest.mark.usefixtures("school")
def test_the_dry_run_shows_everything_and_writes_nothing(librarian: FlaskClient) -> None:
    page = librarian.get(PAGE).text

    assert "10 «Ә»" in page
    assert "Төлеген Дана" in page
    assert "some may leave" in page
    assert RollOver.select().count() == 0


@pytest.mark.usefixtures("school")
def test_moved_up_and_taken_back(librarian: FlaskClient) -> None:
    form = {**form_of(librarian.get(PAGE).text), "letters": "А", "grade": "1"}

    page = librarian.post(PAGE, data=form, follow_redirects=True).text

    assert "Graduates with debts" in page
    assert "Төлеген Дана" in page
    assert librarian.post(PAGE, data=form).status_code == 409
    undone = librarian.post(
        f"{PAGE}{RollOver.get().id}/undo", data=form, follow_redirects=True
    ).text
    assert "again as they were" in undone
    assert sorted(one.grade for one in SchoolClass.select()) == [9, 11]


@pytest.mark.usefixtures("school")
def test_letters_that_are_none_are_refused(librarian: FlaskClient) -> None:
    form = {**form_of(librarian.get(PAGE).text), "letters": "<b>"}

    answer = librarian.post(PAGE, data=form)

    assert answer.status_code == 409
    assert RollOver.select().count() == 0


def test_a_school_without_classes_is_led_to_the_lists(librarian: FlaskClient) -> None:
    assert "/readers/lists/" in librarian.get(PAGE).text


@pytest.mark.usefixtures("school")
def test_the_first_page_proposes_it_in_its_days(
    sign_in: Callable[..., FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(clock.today().year, 8, 25)
    monkeypatch.setattr(clock, "today", lambda: day)

    assert PAGE in sign_in("head").get("/").text
    assert "move the classes up" not in sign_in("assistant").get("/").text


@pytest.mark.usefixtures("school")
def test_a_graduates_page_says_so(librarian: FlaskClient) -> None:
    librarian.post(PAGE, data=form_of(librarian.get(PAGE).text))
    number = RollOver.get().graduates.get().reader_id

    assert "Graduate of" in librarian.get(f"/readers/readers/details/?id={number}").text
    assert hooks.reader_facts(RollOver.get().graduates.get().reader)
