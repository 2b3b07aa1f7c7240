"""The catalogue's list and the search over everything find as the pupils' search does."""

import re

import pytest
from flask.testing import FlaskClient

from tests.makers import make_record


@pytest.fixture
def shelf(database: str) -> None:
    make_record("Математика әлемі", authors="Исаев Б.", year=2015)
    make_record("Әлем математикасы", authors="Исаев Б.", kind="textbook", grade=5, year=2001)
    make_record("Абай жолы", authors="Әуезов Мұхтар", year=2009)


def shown(client: FlaskClient, address: str) -> list[str]:
    page = client.get(address).text
    titles = ("Математика әлемі", "Әлем математикасы", "Абай жолы")
    body = page[page.index("<tbody") :] if "<tbody" in page else ""
    return sorted((one for one in titles if one in body), key=body.index)


def test_the_list_shows_the_best_first(librarian: FlaskClient, shelf: None) -> None:
    address = "/catalogue/records/?search="
    assert shown(librarian, f"{address}математика әлемі") == [
        "Математика әлемі",
        "Әлем математикасы",
    ]
    assert shown(librarian, f"{address}abai zholy") == ["Абай жолы"]
    assert shown(librarian, f"{address}математика әлемі&sort=year") == [
        "Әлем математикасы",
        "Математика әлемі",
    ]
    assert shown(librarian, f"{address}author:әуезов") == ["Абай жолы"]


def test_a_mistyped_search_says_what_it_shows(librarian: FlaskClient, shelf: None) -> None:
    page = librarian.get("/catalogue/records/?search=матаматика").text

    assert "Математика әлемі" in page
    assert re.search(r'role="status">[^<]*матаматика[^<]*математика', page)


def test_what_was_found_can_be_narrowed(librarian: FlaskClient, shelf: None) -> None:
    page = librarian.get("/catalogue/records/?search=математика").text
    link = re.search(r'href="(\?[^"]*f-kind=textbook[^"]*)"', page)
    assert link

    address = f"/catalogue/records/{link[1].replace('&amp;', '&')}"

    assert shown(librarian, address) == ["Әлем математикасы"]
    assert "f-kind=book" not in librarian.get("/catalogue/records/").text


def test_the_search_over_everything_finds_by_sound(librarian: FlaskClient, shelf: None) -> None:
    page = librarian.get("/search?q=auezov abay").text

    assert "Абай жолы" in page
    assert "/catalogue/records/?search=auezov%20abay" in page


def test_an_export_has_what_the_list_has(librarian: FlaskClient, shelf: None) -> None:
    sheet = librarian.get("/catalogue/records/export/csv/?search=матаматика", buffered=True).text

    assert sheet.index("Математика әлемі") < sheet.index("Әлем математикасы")
    assert "Абай" not in sheet


@pytest.mark.parametrize("typed", ["%22", "%00", "author:", "%2A", "year:x", "f" * 3000, "(%20OR"])
def test_whatever_is_typed_is_a_page(librarian: FlaskClient, shelf: None, typed: str) -> None:
    assert librarian.get(f"/catalogue/records/?search={typed}").status_code == 200
    assert librarian.get(f"/search?q={typed}").status_code == 200
