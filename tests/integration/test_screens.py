"""What is true of every screen: its language, its colours, and that the policy lets it work."""

import re

import pytest
from flask.testing import FlaskClient

from tests.integration.test_desk_http import token_of
from tests.makers import make_class, make_reader

SCREENS = ("/", "/desk/", "/search?q=abai", "/settings/", "/password", "/fund/copies/", "/nowhere")


@pytest.mark.parametrize("address", SCREENS)
def test_every_script_and_style_of_a_screen_passes_the_policy(sign_in, address):
    answer = sign_in("head").get(address)

    nonce = re.search(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])
    scripts = re.findall(r"<script\b[^>]*>", answer.text)
    assert nonce
    assert len(scripts) > 1
    assert all(nonce[1] in tag for tag in scripts if "application/json" not in tag)
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=\"", answer.text)


@pytest.mark.parametrize("address", SCREENS)
def test_a_screen_has_one_heading_a_language_and_the_token(sign_in, address):
    page = sign_in("head", language="kk").get(address).text

    assert '<html lang="kk"' in page
    assert len(re.findall(r"<h1\b", page)) == 1
    assert '<meta name="csrf-token"' in page
    assert 'id="main"' in page


def test_the_colours_chosen_are_kept(app, sign_in):
    app.config["WTF_CSRF_ENABLED"] = False
    browser = sign_in("librarian")

    browser.post("/theme/dark")

    app.config["WTF_CSRF_ENABLED"] = True
    assert 'data-bs-theme="dark"' in browser.get("/").text


def test_large_type_is_kept_in_the_profile(app, sign_in):
    app.config["WTF_CSRF_ENABLED"] = False
    browser = sign_in("librarian")
    before = browser.get("/").text

    browser.post("/type/large")
    after = browser.get("/").text
    browser.post("/type/usual")

    app.config["WTF_CSRF_ENABLED"] = True
    assert "data-kt-type" not in before
    assert 'data-kt-type="large"' in after
    assert "data-kt-type" not in browser.get("/").text


def test_a_static_file_carries_the_mark_of_its_content(sign_in):
    page = sign_in("head").get("/").text

    marked = re.search(r'href="(/static/core/kitaphana\.css\?v=[0-9a-f]+)"', page)
    assert marked
    with sign_in("head").get(marked[1]) as answer:
        assert "immutable" in answer.headers["Cache-Control"]


def test_the_menu_shows_the_place_one_is_at(sign_in):
    page = sign_in("head").get("/fund/copies/").text

    assert re.search(r'href="/fund/copies/" aria-current="page"', page)
    assert '<details name="kt-nav" open>' in page


def test_a_field_that_was_not_filled_in_is_named_above_the_form(app, sign_in):
    app.config["WTF_CSRF_ENABLED"] = False

    page = sign_in("head").post("/catalogue/records/new/", data={"title": ""}).text

    app.config["WTF_CSRF_ENABLED"] = True
    assert "data-kt-errors" in page
    assert '<a href="#title">' in page
    assert 'aria-describedby="title-error"' in page


def test_a_class_leads_to_its_pupils_and_prints_their_cards(librarian: FlaskClient) -> None:
    pupil = make_reader("Әлібек Нұрасыл")
    make_reader("Омаров Бауыржан", school_class=make_class(8, "Б"))
    found = pupil.school_class

    page = librarian.get("/readers/classes/").text
    assert f"/readers/readers/?f-school_class={found.id}" in page
    pupils = librarian.get(f"/readers/readers/?f-school_class={found.id}").text
    assert "Әлібек" in pupils
    assert "Омаров" not in pupils
    answer = librarian.post(
        "/readers/classes/action/",
        data={"action": "cards", "rowid": found.id, "csrf_token": token_of(librarian)},
    )
    assert answer.mimetype == "application/pdf"
