"""The breaks of Flask-Admin 2.2.1's peewee back-end, each mended once in core/views (B1 to B23).

A little library of its own: authors, publishers, books with two people, copies under books.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_admin import Admin

from core import access, assets, i18n, security, staff, typography
from core.access import Permission
from core.database import db
from core.models import JournalEntry, Staff
from core.pages import errors, login
from core.sections import hook
from core.views import RecordView
from tests.integration.breaks_library import (
    Author,
    AuthorView,
    Book,
    BookView,
    Copy,
    Publisher,
    ShelfView,
)
from tests.makers import make_staff


class Permissions:
    """A section that knows one permission."""

    from core.hookspecs import hookimpl

    @staticmethod
    @hookimpl
    def register_permissions() -> list[Permission]:
        return [Permission("test.all", "All", ("head",))]


@pytest.fixture
def panel(database: str) -> Iterator[Flask]:
    """A panel with these three lists only."""
    db.create_tables([Author, Publisher, Book, Book.tags.get_through_model(), Copy])
    assert hook.manager is not None
    hook.manager.register(Permissions, "test permissions")
    access._of_manager[0] = None
    app = Flask("breaks", root_path="/work/none", template_folder=_templates())
    app.config.update(
        TESTING=True, SECRET_KEY="x", LANGUAGE="en", HTTPS=False, PROPAGATE_EXCEPTIONS=False
    )
    i18n.init_i18n(app)
    typography.register_filters(app)
    assets.init_assets(app)
    security.init_security(app)
    staff.init_login(app)
    app.register_blueprint(login.pages)
    errors.register_errors(app)
    admin = Admin(app, name="Test")
    for view in (AuthorView(), BookView(), ShelfView()):
        admin.add_view(view)
    app.extensions["kitaphana_views"] = {one.endpoint: one for one in admin._views}
    app.extensions["kitaphana_routes"] = {}
    app.before_request(access.guard)
    app.jinja_env.globals.update(menu=list, can=access.can)
    with app.app_context():
        yield app
    hook.manager.unregister(Permissions)
    access._of_manager[0] = None


def _templates() -> str:
    from app import ROOT

    return str(ROOT / "core" / "templates")


@pytest.fixture
def head(panel: Flask) -> FlaskClient:
    """A browser with somebody at it who may do everything."""
    person = make_staff("head", language="en")
    browser = panel.test_client()
    with browser.session_transaction() as session:
        session["_user_id"] = person.get_id()
    return browser


@pytest.fixture
def send(head: FlaskClient) -> Callable[..., Any]:
    """Post a form as a browser does, its token included, and return the page after it."""

    def post(url: str, follow: bool = True, **values: Any) -> Any:
        page = head.get("/books/").text
        token = re.search(r'csrf-token" content="([^"]+)"', page)
        assert token
        return head.post(
            url, data={**values, "csrf_token": token.group(1)}, follow_redirects=follow
        )

    return post


def _book(title: str = "Абай жолы", **more: Any) -> Book:
    more.setdefault("author", Author.get_or_create(name="Әуезов")[0])
    return Book.create(title=title, **more)


def test_b01_a_new_inline_row_is_kept(send: Any) -> None:
    author = Author.create(name="Әуезов")

    send("/shelves/new/", title="Абай жолы", author=author.id, **{"copies-0-number": "7"})

    assert [(one.number, one.book.title) for one in Copy.select()] == [("7", "Абай жолы")]


def test_b02_a_failed_inline_row_leaves_nothing_behind(send: Any) -> None:
    book = _book()
    Copy.create(number="7", book=book)

    send(
        f"/shelves/edit/?id={book.id}",
        title="Another",
        author=book.author.id,
        **{"copies-0-number": "8", "copies-1-number": "7"},
    )

    assert Book.get().title == "Абай жолы"
    assert Copy.select().count() == 1


def test_b03_filters_over_two_foreign_keys(head: FlaskClient) -> None:
    _book(publisher=Publisher.create(name="Мектеп"))

    page = head.get("/books/?f-author-name=Әуезов&f-publisher-name=Мектеп")

    assert page.status_code == 200
    assert "Абай жолы" in page.text


def test_b03b_two_foreign_keys_to_one_table(head: FlaskClient) -> None:
    editor = Author.create(name="Editor")
    _book(editor=editor)
    _book("Көшпенділер")

    page = head.get(f"/books/?f-editor={editor.id}&sort=author")

    assert "Абай жолы" in page.text
    assert "Көшпенділер" not in page.text


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("author", "1"),
        ("id", "1..999999"),
        ("code", "A1"),
        ("shelf", "3"),
        ("price", "9,50..11"),
        ("bought_on", "2026-01-01..2026-12-31"),
        ("is_rare", "1"),
    ],
)
def test_b04_b05_filters_on_every_kind_of_column(head: FlaskClient, key: str, value: str) -> None:
    author = Author.create(name="Әуезов")
    Book.create(
        title="Абай жолы",
        author=author,
        code="A1",
        shelf=3,
        price=10,
        bought_on="2026-05-05",
        is_rare=True,
    )
    _book("Көшпенділер", author=Author.create(name="Есенберлин"))
    value = str(author.id) if key == "author" else value

    page = head.get("/books/", query_string={f"f-{key}": value}).text

    assert "Абай жолы" in page
    assert ("Көшпенділер" in page) == (key == "id")


def test_b06_new_choices_appear_at_once(head: FlaskClient) -> None:
    before = head.get("/books/filter/publisher").json
    _book(publisher=Publisher.create(name="Жаңа баспа"))
    _book("Secret", publisher=Publisher.create(name="Of a book out of scope"))

    after = head.get("/books/filter/publisher").json

    assert (before, [words for _value, words in after]) == ([], ["Жаңа баспа"])


@pytest.mark.parametrize(
    "query", ["sort=nothing", "sort=price", "page=999", "page=-1", "page_size=7", "f-none=1"]
)
def test_b07_an_address_nobody_offered_is_no_error(head: FlaskClient, query: str) -> None:
    _book()

    assert head.get(f"/books/?{query}", follow_redirects=True).status_code == 200


def test_b08_an_unknown_choice_is_refused_in_words(send: Any) -> None:
    page = send("/books/new/", title="X", author="424242")

    assert page.status_code == 200
    assert Book.select().count() == 0


@pytest.mark.parametrize("query", ["id=abc", "id=1&id=2", "id=99999999999999", "id=", ""])
@pytest.mark.parametrize("page", ["edit", "details"])
def test_b08b_a_malformed_id_is_not_found(head: FlaskClient, page: str, query: str) -> None:
    _book("Secret")  # id 1 is there, but out of scope

    assert head.get(f"/books/{page}/?{query}", follow_redirects=True).status_code in (200, 404)


@pytest.mark.parametrize("rows", [10, 100])
def test_b09_a_list_costs_six_queries_at_most(head: FlaskClient, rows: int) -> None:
    editor, house = Author.create(name="Editor"), Publisher.create(name="Мектеп")
    for number in range(rows):
        author = Author.create(name=f"Author {number}")
        Book.create(title=f"Book {number:03d}", author=author, editor=editor, publisher=house)
    asked: list[str] = []
    db.obj.query_hooks.append(lambda *call, **_more: asked.append(str(call)))
    try:
        page = head.get("/books/?page_size=100&f-publisher-name=Мектеп&sort=author")
    finally:
        db.obj.query_hooks.clear()

    assert page.status_code == 200
    assert 0 < len(asked) <= 6


def test_b10_deleting_never_cascades(send: Any) -> None:
    book = _book()
    Copy.create(number="7", book=book)

    page = send("/authors/delete/", id=book.author.id)

    assert Author.select().count() == 1
    assert Copy.select().count() == 1
    assert "still used" in page.text


def test_b10_what_nothing_points_at_can_go(send: Any) -> None:
    author = Author.create(name="Nobody")

    send("/authors/delete/", id=author.id)

    assert Author.select().count() == 0


def test_b11_what_is_out_of_scope_is_not_there(head: FlaskClient, send: Any) -> None:
    secret = _book("Secret")

    send(f"/books/edit/?id={secret.id}", title="Open", author=secret.author.id)
    send("/books/delete/", id=secret.id)

    assert "Secret" not in head.get("/books/").text
    assert Book.get().title == "Secret"


def test_b12_a_broken_rule_is_a_sentence(send: Any) -> None:
    Author.create(name="Әуезов")

    page = send("/authors/new/", name="Әуезов")

    assert "already there" in page.text
    assert "UNIQUE" not in page.text
    assert "duplicate key" not in page.text


@pytest.mark.parametrize("typed", ["234,50", "234.50", " 234,5 ₸", "2 34,50"])
def test_b13_an_amount_may_be_typed_with_a_comma(send: Any, typed: str) -> None:
    author = Author.create(name="Әуезов")

    send("/books/new/", title="Абай жолы", author=author.id, price=typed)

    assert Book.get().price == Decimal("234.50")


def test_b14_many_to_many_can_be_left_out(send: Any) -> None:
    author = Author.create(name="Әуезов")

    send("/books/new/", title="Абай жолы", author=author.id)

    assert list(Book.get().tags) == []


def test_b15_the_search_box_does_not_say_none(head: FlaskClient) -> None:
    page = head.get("/books/").text

    assert 'name="search"' in page
    assert 'placeholder="None"' not in page


def test_b16_b17_no_cell_is_edited_in_place(send: Any) -> None:
    book = _book()

    answer = send("/books/ajax/update/", list_form_pk=book.id, title="Stolen")

    assert answer.status_code == 403
    assert Book.get().title == "Абай жолы"


def test_b18_every_table_has_an_id_of_its_own() -> None:
    from app import all_models

    for model in all_models():
        assert model._meta.composite_key is False, model
        assert model._meta.primary_key.name == "id", model


def test_b19_an_empty_price_is_the_default(send: Any) -> None:
    author = Author.create(name="Әуезов")

    send("/books/new/", title="Абай жолы", author=author.id, price="")

    assert Book.get().price == 0


def test_b20_what_is_optional_says_so(head: FlaskClient) -> None:
    page = head.get("/books/new/").text

    title = re.search(r'for="title">(.*?)</label>', page, re.S)
    publisher = re.search(r'for="publisher">(.*?)</label>', page, re.S)
    assert title
    assert "optional" not in title.group(1)
    assert publisher
    assert "optional" in publisher.group(1)


def test_b21_a_type_error_is_shown_as_itself(
    head: FlaskClient, panel: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: Any
) -> None:
    def broken(_self: Any, _text: str) -> None:
        raise TypeError("this very sentence")

    monkeypatch.setattr(BookView, "count", broken)
    panel.config["PROPAGATE_EXCEPTIONS"] = False
    panel.testing = False

    answer = head.get("/books/")

    assert answer.status_code == 500
    assert "this very sentence" in caplog.text


def test_b22_values_are_written_as_people_write_them(head: FlaskClient) -> None:
    _book(price=Decimal("1234.5"), bought_on="2026-05-05", is_rare=True)

    page = head.get("/books/").text

    assert "05.05.2026" in page
    assert "234,50" in page
    assert "None" not in page


def test_b23_a_csv_is_read_by_excel_and_runs_nothing(head: FlaskClient) -> None:
    _book('=HYPERLINK("http://x")', author=Author.create(name="Қазыбек"))

    data = head.get("/books/export/csv/").data

    assert data.startswith(b"\xef\xbb\xbf")
    assert "Қазыбек" in data.decode("utf-8-sig")
    assert "'=HYPERLINK" in data.decode("utf-8-sig")


def test_a_refusal_of_a_service_leaves_nothing_and_keeps_what_was_typed(send: Any) -> None:
    author = Author.create(name="Әуезов")

    page = send("/books/new/", title="Алтын", author=author.id, price="5000")

    assert "Алтын is too dear." in page.text
    assert 'value="Алтын"' in page.text
    assert Book.select().count() == 0
    assert JournalEntry.select().where(JournalEntry.about.startswith("book")).count() == 0


def test_every_change_is_in_the_journal(send: Any) -> None:
    send("/authors/new/", name="Әуезов")

    entry = JournalEntry.select().order_by(JournalEntry.id.desc()).first()
    assert entry.action.endswith(".create")
    assert entry.by == Staff.get()


def test_every_view_of_the_panel_is_one_of_ours(the_app: Flask) -> None:
    from core.menu import views
    from core.views import PageView

    found = views(the_app)

    assert len(found) >= 9
    assert [one for one in found if not isinstance(one, RecordView | PageView)] == []
