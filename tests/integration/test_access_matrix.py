"""Every route, every role, every method: let in or refused exactly as the table says.

The table access_matrix.tsv is written by hand. A new route must be added to it, and must have
declared a permission: what declares none is refused to everybody.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_admin import expose
from flask_login import login_user

from core import access
from core.errors import NotAllowed
from core.models import ROLES, Staff
from core.views import PageView
from tests.makers import make_class, make_copy, make_loan, make_reader, make_staff

ONE_ROLE = "head"
TABLE = Path(__file__).with_name("access_matrix.tsv")
NOBODY = "nobody"

#: Who opens every page: one who may everything, one who sees a class only, and nobody. On
#: PostgreSQL the head alone does; it is the same table of permissions.
WHO_OPENS_ALL = [
    ONE_ROLE,
    pytest.param("teacher", marks=pytest.mark.sqlite),
    pytest.param(NOBODY, marks=pytest.mark.sqlite),
]

#: Words for the places of an address; what matters is who is let in, not what is found.
PLACES = {
    "filename": "core/app.js",
    "export_type": "csv",
    "key": "none",
    "code": "kk",
    "name": "light",
    "kind": "pdf",
    "number": "1",
    "paper": "none",
    "spoken": "kk",
    "deed": "renew",
    "card": "1001",
    "loan_id": "1",
    "grade": "7",
    "line": "1",
    "step": "stamped",
    "token": "none",
    "scheme": "bbk",
}


@cache
def table() -> dict[tuple[str, str], dict[str, bool]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {
        (row["endpoint"], row["method"]): {who: row[who] == "yes" for who in (NOBODY, *ROLES)}
        for row in rows
    }


def routes(app: Flask) -> dict[tuple[str, str], str]:
    """Return an address for each endpoint and method; HEAD goes with GET, OPTIONS shows nothing."""
    found = {}
    for rule in app.url_map.iter_rules():
        address = re.sub(r"<(?:\w+:)?(\w+)>", lambda place: PLACES[place.group(1)], rule.rule)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            found[rule.endpoint, method] = address
    return found


@pytest.fixture
def browsers(app: Flask) -> dict[str, FlaskClient]:
    """A browser for each role, and one that nobody has signed in with."""
    found = {NOBODY: app.test_client()}
    for role in ROLES:
        found[role] = app.test_client()
        person = make_staff(role, language="en")
        with found[role].session_transaction() as session:
            session["_user_id"] = person.get_id()
    return found


def token_of(browser: FlaskClient) -> str:
    page = browser.get("/password")
    page = browser.get("/login") if page.status_code != 200 else page
    found = re.search(r'csrf-token" content="([^"]+)"', page.text)
    assert found
    return found.group(1)


def is_let_in(browser: FlaskClient, method: str, address: str, token: str) -> bool:
    headers = {"X-CSRFToken": token}
    answer = browser.open(address, method=method, headers=headers, buffered=True)
    answer.close()
    if address in ("/login", "/catalog/me/sign-in"):
        # An empty login does not fit (401), and too many of them must wait (429): its own answers.
        return answer.status_code in (200, 302, 401, 429)
    to_login = answer.status_code == 302 and answer.headers["Location"].startswith("/login")
    assert answer.status_code < 500, f"{method} {address}: {answer.status_code}"
    return answer.status_code not in (401, 403) and not to_login


def is_let_past_the_guard(app: Flask, role: str, method: str, address: str) -> bool:
    """Ask the guard alone, without opening the page behind it."""
    with app.test_request_context(address, method=method):
        login_user(Staff.get(Staff.role == role))
        try:
            return app.preprocess_request() is None
        except NotAllowed:
            return False


def test_the_table_has_every_route_and_no_other(the_app: Flask) -> None:
    here, written = set(routes(the_app)), set(table())

    assert here - written == set(), "add these routes to access_matrix.tsv"
    assert written - here == set(), "these routes are gone: take them out of access_matrix.tsv"


@pytest.mark.parametrize("role", WHO_OPENS_ALL)
def test_everybody_is_let_in_or_refused_as_the_table_says(
    app: Flask, browsers: dict[str, FlaskClient], role: str
) -> None:
    browser, wrong, token = browsers[role], [], ""
    # Signing out, and choosing a language for the profile, come last: they change the browser.
    order = sorted(routes(app).items(), key=lambda one: one[0][0].startswith("login.sign_out"))
    for (endpoint, method), address in order:
        expected = table()[endpoint, method][role]
        if method != "GET" and (not token or endpoint.startswith("login.")):
            token = token_of(browser)
        if is_let_in(browser, method, address, token) != expected:
            wrong.append(f"{method} {endpoint}: expected {'yes' if expected else 'no'}")

    assert wrong == []


@pytest.mark.sqlite
@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("head", "teacher")])
def test_the_guard_lets_in_or_refuses_the_others_as_the_table_says(
    app: Flask, browsers: dict[str, FlaskClient], monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    # Tokens have a test of their own.
    monkeypatch.setitem(app.config, "WTF_CSRF_CHECK_DEFAULT", False)
    wrong = [
        f"{method} {endpoint}"
        for (endpoint, method), address in routes(app).items()
        if is_let_past_the_guard(app, role, method, address) != table()[endpoint, method][role]
    ]

    assert wrong == []


def test_whoever_is_let_in_has_a_declared_permission(the_app: Flask) -> None:
    open_to_some = {key for key, roles in table().items() if any(roles.values())}

    undeclared = [one for one in open_to_some if access.permission_for(*one, app=the_app) is None]

    assert undeclared == []


def test_every_permission_asked_for_is_declared(the_app: Flask) -> None:
    known = {one.name for one in access.permissions()} | {access.PUBLIC, access.SIGNED_IN}

    asked = {access.permission_for(*one, app=the_app) for one in routes(the_app)} - {None}

    assert asked <= known


def test_a_route_that_declares_nothing_is_refused_even_to_the_head(database: str) -> None:
    from app import create_app

    app = create_app({"TESTING": True, "DATABASE_URL": database, "SECRET_KEY": "x"})
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    browser, head = app.test_client(), make_staff("head")
    with browser.session_transaction() as session:
        session["_user_id"] = head.get_id()

    answer = browser.get("/forgotten")

    assert answer.status_code == 403
    assert "secret" not in answer.text


@pytest.mark.sqlite
def test_no_post_is_taken_without_a_token(app: Flask, browsers: dict[str, FlaskClient]) -> None:
    # The token is asked for before anybody's permission: the head stands for all.
    taken = [
        address
        for (_endpoint, method), address in routes(app).items()
        if method == "POST" and browsers[ONE_ROLE].post(address).status_code not in (400, 403)
    ]

    # Other programs gather the catalogue, which is open to all, by either method.
    assert taken == ["/oai/"]


# Object by object: a class teacher and another class


@pytest.fixture
def two_classes(app: Flask) -> dict[str, Any]:
    """A teacher's own class and another, a pupil in each, both with a book in hand."""
    teacher = make_staff("teacher", language="en")
    own = make_class(7, "Ә", login=teacher)
    other = make_class(8, "Б")
    mine = make_reader("Әлібек Нұрасыл", school_class=own)
    theirs = make_reader("Серік Айзере", school_class=other)
    loan = make_loan(reader=mine)
    foreign = make_loan(make_copy("777001"), reader=theirs, days_ago=30)
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["_user_id"] = teacher.get_id()
    return {
        "browser": browser,
        "mine": mine,
        "theirs": theirs,
        "own": own,
        "other": other,
        "loan": loan,
        "foreign": foreign,
    }


def addresses(school: dict[str, Any]) -> Iterator[str]:
    theirs, other = school["theirs"], school["other"]
    foreign = school["foreign"]
    yield "/"
    yield "/readers/readers/"
    yield "/readers/readers/?preset=pupils&search=Айзере"
    yield f"/readers/readers/?f-school_class={other.id}"
    yield f"/readers/readers/details/?id={theirs.id}"
    yield f"/readers/readers/edit/?id={theirs.id}"
    yield "/readers/readers/export/csv/"
    yield f"/readers/classes/details/?id={other.id}"
    yield "/circulation/loans/"
    yield "/circulation/loans/?preset=all&search=Айзере"
    yield f"/circulation/loans/?f-reader-school_class={other.id}"
    yield f"/circulation/loans/details/?id={foreign.id}"
    yield "/circulation/loans/ajax/lookup/?name=reader&query=Айзере"
    yield "/circulation/loans/export/csv/"
    yield "/debtors/"
    yield f"/debtors/?f-school_class={other.id}"
    yield "/debtors/?search=Айзере"
    yield "/debtors/print/"
    yield f"/debtors/details/?id={theirs.id}"
    yield f"/debtors/list.pdf?f-school_class={other.id}"
    yield f"/debtors/notices/?ids={theirs.id}"
    yield "/debtors/log/"
    yield "/search?q=Айзере"
    yield "/desk/find?q=Айзере"
    yield f"/desk/reader/{theirs.card_no}"
    yield f"/documents/readers.cards.pdf?class={other.id}"
    yield f"/documents/readers.cards.pdf?ids={theirs.id}"
    yield f"/fund/copies/details/?id={foreign.copy_id}"
    yield f"/catalogue/records/details/?id={foreign.copy.record_id}"


def test_a_class_teacher_never_sees_another_class(two_classes: dict[str, Any]) -> None:
    seen = []
    for address in addresses(two_classes):
        page = two_classes["browser"].get(address, follow_redirects=True)
        # What was searched for stands in the box again; a name in a table would follow a surname.
        if "Серік" in page.text or page.mimetype == "application/pdf":
            seen.append(address)

    assert seen == []


def test_a_class_teacher_sees_the_own_class(two_classes: dict[str, Any]) -> None:
    browser, mine = two_classes["browser"], two_classes["mine"]

    assert "Әлібек Нұрасыл" in browser.get("/readers/readers/").text
    assert browser.get(f"/readers/readers/details/?id={mine.id}").status_code == 200
    assert "Әлібек Нұрасыл" in browser.get("/circulation/loans/").text


def test_a_class_teacher_does_nothing_to_another_class(two_classes: dict[str, Any]) -> None:
    browser, theirs = two_classes["browser"], two_classes["theirs"]
    headers = {"X-CSRFToken": token_of(browser)}

    answers = [
        browser.post(
            "/readers/readers/action/",
            data={"action": "cards", "rowid": theirs.id},
            headers=headers,
        ),
        browser.post(
            f"/readers/readers/edit/?id={theirs.id}", data={"last_name": "X"}, headers=headers
        ),
        browser.post("/desk/scan", data={"code": theirs.code}, headers=headers),
    ]

    assert [one.status_code for one in answers] == [403, 403, 403]


def test_a_page_of_a_section_may_ask_for_a_permission_of_its_own() -> None:
    class Page(PageView):
        permission = "fund.view"

        @expose("/")
        def index(self) -> str:
            return ""

        @access.needs("fund.edit")
        def change(self) -> str:
            return ""

    page = Page(name="Page", endpoint="page", url="/page")

    assert page.permission_of("change", "POST") == "fund.edit"
    assert page.permission_of("other", "GET") == "fund.view"
