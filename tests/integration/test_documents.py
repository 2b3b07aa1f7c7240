"""Documents over HTTP: whoever may print gets them, in the language that was asked for."""

import io
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.models import JournalEntry
from core.renderers import TYPES
from core.sections import gather, hook
from tests.databases import full_soak
from tests.makers import make_class, make_reader


def words_of(answer: Any) -> str:
    pages = pypdf.PdfReader(io.BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.soak
def test_every_document_comes_out_in_each_of_its_formats_and_languages(
    librarian: FlaskClient,
) -> None:
    make_reader()
    wanted = [
        (kind.name, name, language)
        for kind in gather(hook.register_documents())
        if not kind.arguments  # of one thing only: its own section's tests print it
        for name in kind.formats
        for language in ("kk", "ru", "en")
    ]
    if not full_soak():  # every third: each paper in some language, each language of some paper
        wanted = [one for place, one in enumerate(wanted) if place % 3 == place // 3 % 3]

    answers = {
        (kind, name, language): librarian.get(f"/documents/{kind}.{name}?lang={language}")
        for kind, name, language in wanted
    }

    assert len(answers) >= 6
    for (_kind, name, _language), answer in answers.items():
        assert answer.status_code == 200
        assert answer.mimetype == TYPES[name]
        assert len(answer.data) > 1000


@pytest.mark.parametrize(
    ("language", "title"), [("kk", "Пәрмен картасы"), ("ru", "Карта команд"), ("", "Command card")]
)
def test_the_paper_need_not_speak_the_screens_language(
    librarian: FlaskClient, language: str, title: str
) -> None:
    answer = librarian.get(f"/documents/circulation.commands.pdf?lang={language}")

    assert title in words_of(answer)
    assert 'lang="en"' in librarian.get("/desk/").get_data(as_text=True)


def test_a_class_gets_its_cards_and_nobody_elses(librarian: FlaskClient) -> None:
    make_reader("Әлібек Нұрасыл", school_class=make_class(7, "Ә"))
    other = make_reader("Ғани Қанат", school_class=make_class(8, "Б"))

    by_class = librarian.get(f"/documents/readers.cards.pdf?class={other.school_class_id}")
    by_id = librarian.get(f"/documents/readers.cards.pdf?ids={other.id},x")

    for answer in (by_class, by_id):
        assert "Ғани Қанат" in words_of(answer)
        assert other.code in words_of(answer)
        assert "Әлібек" not in words_of(answer)


@pytest.mark.parametrize(
    "address",
    [
        "readers.cards.docx",
        "readers.nothing.pdf",
        "readers.cards.pdf?ids=abc",
        "readers.cards.pdf?ids=99999999999999999999",
        "readers.cards.pdf?class=-1",
    ],
)
def test_what_is_not_there_is_a_404(librarian: FlaskClient, address: str) -> None:
    make_reader()

    assert librarian.get(f"/documents/{address}").status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [("head", 200), ("librarian", 200), ("assistant", 200), ("teacher", 403), ("viewer", 403)],
)
def test_cards_are_for_those_who_may_print_them(
    sign_in: Callable[..., FlaskClient], role: str, status: int
) -> None:
    make_reader()

    assert sign_in(role).get("/documents/readers.cards.pdf").status_code == status


def test_printing_is_written_into_the_journal(app: Flask, librarian: FlaskClient) -> None:
    librarian.get("/documents/circulation.commands.pdf")

    line = JournalEntry.get(JournalEntry.action == "documents.print")
    assert line.about == "circulation.commands.pdf"


def test_the_page_offers_each_document_in_three_languages(librarian: FlaskClient) -> None:
    page = librarian.get("/documents/").get_data(as_text=True)

    for language in ("kk", "ru", "en"):
        assert f'href="/documents/circulation.commands.pdf?lang={language}"' in page
    assert page.count(">Command card<") == 1


def test_the_page_offers_no_document_to_those_who_may_not_print(
    sign_in: Callable[..., FlaskClient],
) -> None:
    assert sign_in("viewer").get("/documents/").status_code == 403
    assert '"/documents/"' not in sign_in("viewer").get("/").get_data(as_text=True)
