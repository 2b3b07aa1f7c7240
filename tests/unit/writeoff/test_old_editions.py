"""Textbooks past their term, and editions that newer ones have replaced."""

import pytest
from flask.testing import FlaskClient

from core import clock
from plugins.writeoff import queries, services
from plugins.writeoff.errors import NoCopiesFound
from plugins.writeoff.models import Case
from tests.makers import make_copy, make_record


def book(number: str, year: int, title: str = "Физика", **more: object) -> None:
    more = {"kind": "textbook", "grade": 8, "year": year} | more
    make_copy(number, record=make_record(title, **more), fund="textbook")


@pytest.fixture
def case(app: object) -> Case:
    """A case of the textbook fund."""
    return services.open_case("textbook", by=None)


def test_only_what_a_newer_edition_has_replaced(case: Case) -> None:
    book("1", 2018)
    book("2", 2024)
    book("3", 2018, grade=9)
    book("4", 2018, part="2-бөлім")
    book("5", 2018, language="ru")
    book("6", 2018, title="Химия")

    taken = services.add_replaced_editions(case, by=None)

    assert [one.inventory_no for one in taken.added] == ["1"]
    with pytest.raises(NoCopiesFound):
        services.add_replaced_editions(case, by=None)


def test_a_newer_edition_that_has_left_replaces_nothing(case: Case) -> None:
    book("1", 2018)
    record = make_record("Физика", kind="textbook", grade=8, year=2024)
    make_copy("2", record=record, fund="textbook", withdrawn_on=clock.today())

    with pytest.raises(NoCopiesFound):
        services.add_replaced_editions(case, by=None)


def test_the_first_page_names_what_is_past_its_term(case: Case, librarian: FlaskClient) -> None:
    today = clock.today()
    book("1", today.year - 5)
    book("2", today.year - 7, title="Алгебра")
    book("3", today.year - 4, title="Химия")

    titles = queries.old_titles("textbook", 5, today, 10)

    assert [(one.title, count) for one, count in titles] == [("Алгебра", 1), ("Физика", 1)]
    page = librarian.get("/").text
    assert "Textbooks past their term of use (5 years)" in page
    assert "Алгебра" in page
    assert "Химия" not in page
