"""Which language a page speaks, and how a person chooses another."""

from datetime import date
from typing import Any

import flask_admin.babel
import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from flask_babel import force_locale, gettext, ngettext, refresh
from wtforms import Form, StringField
from wtforms.validators import InputRequired

from core.i18n import LANGUAGES, full_day, is_local, language
from core.models import Staff

# Words and pages, the same over either database.
pytestmark = pytest.mark.sqlite


def spoken(client: FlaskClient) -> str:
    """Return the language of the page that greets this browser."""
    page = client.get("/login", follow_redirects=True).get_data(as_text=True)
    return page.partition('<html lang="')[2][:2]


def choose(client: FlaskClient, code: str) -> int:
    """Press the button of a language, as the menu does; return the status."""
    page = client.get("/").get_data(as_text=True)
    token = page.partition('name="csrf-token" content="')[2].partition('"')[0]
    return client.post(f"/language/{code}", data={"csrf_token": token}).status_code


def test_the_panel_speaks_the_language_of_the_settings_first(app: Flask) -> None:
    with app.test_request_context("/"):
        assert language() == app.config["LANGUAGE"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_stranger_chooses_a_language_for_his_session(client: FlaskClient, code: str) -> None:
    said = client.get(f"/language/{code}")

    assert said.status_code == 303
    assert spoken(client) == code


def test_a_persons_choice_is_kept_in_the_profile(app: Flask, sign_in: Any) -> None:
    browser = sign_in("librarian", language="kk")

    assert choose(browser, "ru") == 303
    assert Staff.get(Staff.login == "librarian").language == "ru"


def test_the_profile_stands_above_the_session(app: Flask, sign_in: Any) -> None:
    browser = sign_in("librarian", language="kk")
    with browser.session_transaction() as session:
        session["language"] = "en"

    page = browser.get("/").get_data(as_text=True)

    assert '<html lang="kk"' in page


def test_a_link_does_not_change_a_profile(app: Flask, sign_in: Any) -> None:
    browser = sign_in("librarian", language="kk")

    browser.get("/language/ru")

    assert Staff.get(Staff.login == "librarian").language == "kk"


def test_a_language_that_is_not_spoken_is_not_found(client: FlaskClient) -> None:
    assert client.get("/language/de").status_code == 404


@pytest.mark.parametrize(
    ("wanted", "came_from", "leads_to"),
    [
        ("/fund/copies/?page=2", "", "/fund/copies/?page=2"),
        ("", "http://localhost/desk", "/desk"),
        ("", "http://localhost/fund/copies/?q=1", "/fund/copies/?q=1"),
        ("", "http://evil.kz/desk", "/"),
        ("", "http://localhost//evil.kz", "/"),
        ("https://evil.kz/", "", "/"),
        ("//evil.kz/", "", "/"),
        ("/\\evil.kz/", "", "/"),
        ("/\t/evil.kz/", "", "/"),
        ("", "", "/"),
    ],
)
def test_the_way_back_never_leaves_the_panel(
    client: FlaskClient, wanted: str, came_from: str, leads_to: str
) -> None:
    said = client.get("/language/ru", query_string={"next": wanted}, headers={"Referer": came_from})

    assert said.headers["Location"] == leads_to


def test_an_address_with_a_line_break_is_not_local() -> None:
    assert not is_local("/desk\r\nX-Evil: 1")


@pytest.mark.parametrize(
    ("code", "save", "failed"),
    [
        ("kk", "Сақтау", "Жазба қосылмады."),
        ("ru", "Сохранить", "Запись не добавлена."),
        ("en", "Save", "Failed to create record."),
    ],
)
def test_flask_admin_speaks_our_words(app: Flask, code: str, save: str, failed: str) -> None:
    # Also outside its views, where Admin(translations_path=…) would lose the language for good.
    with app.test_request_context("/"), force_locale(code):
        assert flask_admin.babel.gettext("Save") == save
        assert flask_admin.babel.gettext("Failed to create record.") == failed


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("kk", "Бұл өрісті толтырыңыз."),
        ("ru", "Заполните это поле."),
        ("en", "This field is required."),
    ],
)
def test_forms_say_what_is_missing(app: Flask, code: str, sentence: str) -> None:
    class Told(Form):
        class Meta:
            def get_translations(self, _form: Form) -> Any:
                return flask_admin.babel.Translations()

        title = StringField(validators=[InputRequired()])

    with app.test_request_context("/"), force_locale(code):
        form = Told()
        form.validate()

    assert form.title.errors == [sentence]


def test_a_document_may_speak_another_language_than_the_person(app: Flask) -> None:
    with app.test_request_context("/"), force_locale("kk"):
        with force_locale("ru"):
            printed = gettext("Readers")
        shown = gettext("Readers")

    assert (printed, shown) == ("Читатели", "Оқырмандар")


def test_sentences_outside_of_a_request_are_said_in_english() -> None:
    assert gettext("Readers") == "Readers"


def test_a_page_speaks_the_new_language_at_once(app: Flask) -> None:
    page = app.jinja_env.from_string("{{ _('Readers') }}")

    with app.test_request_context("/"):
        said = [page.render()]
        with force_locale("ru"):
            said.append(page.render())
        session["language"] = "kk"
        refresh()
        said.append(page.render())

    assert said == ["Readers", "Читатели", "Оқырмандар"]


@pytest.mark.parametrize(
    ("code", "number", "said"),
    [
        ("kk", 1, "1 оқырман"),
        ("kk", 5, "5 оқырман"),
        ("ru", 1, "1 читатель"),
        ("ru", 2, "2 читателя"),
        ("ru", 11, "11 читателей"),
        ("ru", 21, "21 читатель"),
        ("en", 1, "1 reader"),
        ("en", 2, "2 readers"),
        ("kk", 14827, "14\u00a0827 оқырман"),
    ],
)
def test_numbers_are_followed_by_the_right_form(
    app: Flask, code: str, number: int, said: str
) -> None:
    with app.test_request_context("/"), force_locale(code):
        assert ngettext("%(num)s reader", "%(num)s readers", number) == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("kk", "2026 жылғы 23 қараша, дүйсенбі"),
        ("ru", "23 ноября 2026 года, понедельник"),
        ("en", "Monday, 23 November 2026"),
    ],
)
def test_a_day_is_told_in_words(app: Flask, code: str, said: str) -> None:
    with app.test_request_context("/"), force_locale(code):
        assert full_day(date(2026, 11, 23)) == said


def test_catalogues_are_compiled_when_they_are_older(app: Flask) -> None:
    from core.wording import ROOT, compile_wording

    source = next((ROOT / "translations").glob("kk/LC_MESSAGES/messages.po"))

    assert source.with_suffix(".mo").exists()
    assert compile_wording() == []
