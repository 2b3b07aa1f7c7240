"""Signing in over HTTP, sessions, and what every answer carries for safety."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.models import Staff
from core.staff import failures
from tests.conftest import PASSWORD
from tests.integration.test_desk_http import token_of


@pytest.fixture(autouse=True)
def _fresh(app: object) -> None:
    failures._by_key.clear()


def sign_in(client: FlaskClient, login: str = "head", password: str = PASSWORD, **more: str) -> Any:
    token = token_of(client, "/login")
    values = {"login": login, "password": password, "csrf_token": token, **more}
    return client.post("/login", data=values)


def test_in_and_out(client: FlaskClient, make_person: Any) -> None:
    make_person("head")

    answer = sign_in(client, next="/fund/copies/?fund=main")

    assert (answer.status_code, answer.location) == (303, "/fund/copies/?fund=main")
    assert client.get("/fund/copies/").status_code == 200
    client.post("/logout", data={"csrf_token": token_of(client, "/")})
    assert client.get("/fund/copies/").location.startswith("/login?next=")


@pytest.mark.parametrize(
    "next", ["https://evil.kz/", "//evil.kz", "/\\evil.kz", "javascript:alert(1)", "\t//evil.kz"]
)
def test_signing_in_never_leads_elsewhere(client: FlaskClient, make_person: Any, next: str) -> None:
    make_person("head")

    assert sign_in(client, next=next).location == "/"


def test_the_cookie_is_for_us_alone_and_new(client: FlaskClient, make_person: Any) -> None:
    make_person("head")
    client.get("/login")
    before = client.get_cookie("kitaphana")

    answer = sign_in(client)

    flags = answer.headers["Set-Cookie"]
    assert "HttpOnly" in flags
    assert "SameSite=Lax" in flags
    after = client.get_cookie("kitaphana")
    assert before
    assert after
    assert before.value != after.value


def test_the_cookie_is_secure_over_https(the_app: Flask, app: Flask) -> None:
    from core.security import init_security

    other = Flask("secure")
    other.config.update(SECRET_KEY="x", HTTPS=True)
    init_security(other)

    assert other.config["SESSION_COOKIE_SECURE"] is True


def test_a_new_password_ends_sessions_elsewhere(app: Flask, make_person: Any) -> None:
    make_person("head")
    here, there = app.test_client(), app.test_client()
    sign_in(here)
    sign_in(there)
    assert there.get("/").status_code == 200

    here.post(
        "/password",
        data={
            "old_password": PASSWORD,
            "password": "another-good-one-7",
            "password_repeat": "another-good-one-7",
            "csrf_token": token_of(here, "/password"),
        },
    )

    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_without_its_token_nothing_is_changed(librarian: FlaskClient) -> None:
    answer = librarian.post("/theme/dark")

    assert answer.status_code in (400, 403, 409)
    assert Staff.get(Staff.login == "librarian").theme != "dark"
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "address", ["/", "/desk/", "/fund/copies/", "/nowhere", "/fund/copies/print/", "/login"]
)
def test_every_answer_is_armoured(librarian: FlaskClient, address: str) -> None:
    answer = librarian.get(address)
    answer.get_data()

    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"


def test_pages_have_nonces_of_their_own_and_no_inline_handlers(librarian: FlaskClient) -> None:
    pages = [librarian.get("/desk/"), librarian.get("/desk/"), librarian.get("/fund/copies/")]

    nonces = {
        re.search(r"'nonce-([^']+)'", one.headers["Content-Security-Policy"])[1] for one in pages
    }
    assert len(nonces) == 3
    for one in pages:
        assert not re.search(r"<[^>]+\s(?:on\w+|style)=", one.text)
        assert not re.search(r"<script(?![^>]*(?:nonce=|application/json))", one.text)


def test_the_first_run_comes_once(client: FlaskClient) -> None:
    assert client.get("/fund/copies/").location == "/setup"
    values = {
        "school_name_kk": "№ 25 мектеп",
        "school_name_ru": "Школа № 25",
        "city": "Алматы",
        "full_name": "Сейітқызы Гүлнар",
        "login": "gulnar",
        "password": PASSWORD,
        "password_repeat": PASSWORD,
    }
    token = token_of(client, "/setup")

    wrong = client.post("/setup", data={**values, "password_repeat": "x", "csrf_token": token})
    assert wrong.status_code == 409
    assert "№ 25 мектеп" in wrong.text
    assert PASSWORD not in wrong.text
    assert Staff.select().count() == 0
    done = client.post("/setup", data={**values, "csrf_token": token})
    assert (done.status_code, done.location) == (303, "/")
    assert Staff.get().role == "head"
    assert client.get("/setup").location == "/"
    client.post("/setup", data={**values, "login": "second", "csrf_token": token})
    assert Staff.select().count() == 1
