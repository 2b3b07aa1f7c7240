"""Every question of the panel is asked, and what a section answers arrives where it should."""

import importlib
import importlib.util
from collections.abc import Callable
from typing import Any

import click
import pytest
from flask.testing import FlaskClient
from flask_admin import expose
from peewee import CharField

from app import all_models
from core import demo, journal, settings
from core.access import Permission
from core.actions import Action
from core.answers import Card, Demo, LabelSet, Setting, Step
from core.database import BaseModel, db
from core.documents import Document, DocumentKind, Text
from core.labels import LabelContent
from core.sections import find_sections
from core.views import PageView
from plugins.fund.models import Copy
from tests.conftest import PASSWORD
from tests.integration.probing import TESTED, WORDS, Answering, about, answering, block, starting
from tests.integration.test_deliveries_http import text_of
from tests.integration.test_desk_http import token_of
from tests.makers import make_copy

__all__ = ["answering", "starting"]


class Probe(BaseModel):
    """A table of the section."""

    words = CharField(max_length=20, default=WORDS)

    class Meta:
        table_name = "tests_probe"


@about("register_models")
def test_tables(answering: Answering) -> None:
    answering(register_models=lambda: [Probe])
    assert all_models()[-1] is Probe or Probe in all_models()
    db.create_tables([Probe])
    assert demo.is_empty()

    Probe.create()

    assert not demo.is_empty()


class ProbePage(PageView):
    """A page of the section."""

    place = "III"
    permission = "probe.look"

    def __init__(self) -> None:
        super().__init__(name=WORDS, endpoint="probe", url="/probe")

    @expose("/")
    def index(self) -> Any:
        """Say something."""
        return "page of the probe"


@about("register_views", "register_permissions")
def test_pages_and_permissions(starting: Callable[..., Any]) -> None:
    from core.staff import create_staff

    app = starting(
        register_views=lambda: [ProbePage()],
        register_permissions=lambda: [Permission("probe.look", WORDS, ("librarian",))],
    )
    for role, status, in_menu in (("librarian", 200, True), ("viewer", 403, False)):
        person = create_staff(
            login=role, password=PASSWORD, role=role, full_name=role.title(), by=None
        )
        browser = app.test_client()
        with browser.session_transaction() as session:
            session["_user_id"] = person.get_id()
        assert browser.get("/probe/").status_code == status
        assert (WORDS in browser.get("/").text) == in_menu


@about("register_commands")
def test_commands(starting: Callable[..., Any]) -> None:
    @click.command("probe")
    def command() -> None:
        click.echo(WORDS)

    app = starting(register_commands=lambda: [command])

    assert WORDS in app.test_cli_runner().invoke(args=["probe"]).output


@about("register_actions")
def test_verbs_of_a_list(answering: Answering, librarian: FlaskClient) -> None:
    seen: list[list[int]] = []

    def run(ids: list[int], _by: Any) -> str:
        seen.append(ids)
        return "the probe has run"

    verb = Action("probe", WORDS, run)
    answering(register_actions=lambda model: [verb] if model is Copy else [])
    copy = make_copy()

    assert WORDS in librarian.get("/fund/copies/").text
    assert WORDS not in librarian.get("/readers/readers/").text
    token = token_of(librarian, "/fund/copies/")
    page = librarian.post(
        "/fund/copies/action/",
        data={"csrf_token": token, "action": "probe", "rowid": copy.id},
        follow_redirects=True,
    ).text

    assert seen == [[copy.id]]
    assert "the probe has run" in page


@about("register_documents")
def test_documents(answering: Answering, librarian: FlaskClient) -> None:
    kind = DocumentKind("probe", WORDS, lambda _arguments: Document("Probe", [Text(WORDS)]))
    answering(register_documents=lambda: [kind])

    assert WORDS in librarian.get("/documents/").text
    assert WORDS in text_of(librarian, "/documents/probe.pdf")


@about("register_settings")
def test_settings(answering: Answering, sign_in: Callable[..., FlaskClient]) -> None:
    answering(register_settings=lambda: [Setting("probe.words", WORDS, "seven")])
    settings.forget()

    assert settings.get("probe.words") == "seven"
    settings.put({"probe.words": "eight"}, by=None)
    assert settings.get("probe.words") == "eight"
    assert WORDS in sign_in("head").get("/settings/").text


@about("register_journal_words")
def test_words_of_the_journal(answering: Answering, sign_in: Callable[..., FlaskClient]) -> None:
    journal.record("probe.done", by=None, about="probe 1")
    answering(register_journal_words=lambda: [("probe.done", WORDS)])

    assert WORDS in sign_in("head").get("/settings/journal/").text


@about("register_demo")
def test_a_part_of_the_demo_school(answering: Answering) -> None:
    class Asked(Exception):
        """The part was asked for; what was made goes back."""

    def fill(school: Any) -> None:
        raise Asked(school.pupils)

    answering(register_demo=lambda: [Demo("probe", fill)])

    with pytest.raises(Asked, match=str(demo.FEWEST)):
        demo.fill(pupils=demo.FEWEST, password=PASSWORD)


# What is shown on the panel's own pages


@about("today_cards", "today_lists", "next_steps", "today_steps")
@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("today_cards", lambda by, on: [Card(WORDS, 7, url="/", order=0)]),
        ("today_lists", lambda by, on: [block()]),
        ("next_steps", lambda by, on: [Card(WORDS, 7, url="/", order=-1)]),
        ("today_steps", lambda by, on: [Step(WORDS, "/")]),
    ],
)
def test_the_first_page(
    answering: Answering, librarian: FlaskClient, name: str, answer: Callable[..., Any]
) -> None:
    assert WORDS not in librarian.get("/").text

    answering(**{name: answer})

    assert WORDS in librarian.get("/").text


@about("found_everywhere")
def test_search_everything(answering: Answering, librarian: FlaskClient) -> None:
    answering(found_everywhere=lambda text, by: [block()] if text == "probe" else [])

    assert WORDS in librarian.get("/search?q=probe").text
    assert WORDS not in librarian.get("/search?q=other").text


@about("label_sets")
def test_labels_of_others(answering: Answering, librarian: FlaskClient) -> None:
    label = LabelContent(code="", number="7", lines=(WORDS,))
    answering(label_sets=lambda asked: [LabelSet("probe", "Labels of the probe", lambda: [label])])

    page = librarian.get("/fund/labels/?which=set&set=probe").text

    assert "Labels of the probe" in page
    assert WORDS in page


def test_every_question_has_its_test() -> None:
    for name in ("between", "of_fund"):
        importlib.import_module(f"tests.integration.test_hooks_{name}")
    asked: set[str] = set()
    for module in ("core.hookspecs", *(f"plugins.{one.name}.hookspecs" for one in find_sections())):
        if importlib.util.find_spec(module):
            questions = vars(importlib.import_module(module)).items()
            asked |= {name for name, value in questions if hasattr(value, "kitaphana_spec")}

    assert asked == TESTED
