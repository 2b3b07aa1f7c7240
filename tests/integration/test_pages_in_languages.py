"""No page shows a word of English to somebody who reads Kazakh or Russian."""

import html
import re
from typing import Any

import pytest
from flask import Flask

# Words and pages, the same over either database.
pytestmark = pytest.mark.sqlite

#: Keys, formats and the language's own name; the login and name of whoever is signed in.
LATIN = {
    "Ctrl",
    "Enter",
    "Esc",
    "English",
    "Eng",
    "ISBN",
    "ISSN",
    "CSV",
    "XLSX",
    "Excel",
    "JPEG",
    "PNG",
    "PPTX",
    "Tab",
    "WebP",
    "Word",
    "iCalendar",
    "PDF",
    "PIN",
    "DOCX",
    "STARTTLS",
    "TLS",
    "docx",
    "EN",
    "csv",
    "txt",
    "xlsx",
    # Formats and protocols of libraries.
    "BibTeX",
    "ISO",
    "MARC",
    "MARC.",
    "MARCXML",
    "OAI",
    "PMH",
    "RIS",
    "RIS.",
    "RUSMARC",
    "SRU",
    "UNIMARC",
    "bib",
    "flask",
    "import",
    "iso",
    "kz.",
    "lib.school",
    "marc",
    "marc.",
    "mrc",
    "oai",
    "ris",
    "sru",
    "unimarc",
    "xml",
}
PERSON = {"head", "Head", "gulnar"}
#: The journal keeps addresses and facts as they were written, whoever reads it.
AS_WRITTEN = {"/settings/journal/", "/settings/journal/print/"}
ROMAN = re.compile(r"[IVX]+")


def seen(page: str) -> str:
    """Return what a person sees or hears of a page: its text and its labels."""
    labels = re.findall(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"', page)
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.S)
    return html.unescape(" ".join([re.sub(r"<[^>]+>", " ", text), *labels]))


def english_words(page: str) -> set[str]:
    # A dot after a word ends a sentence.
    words = {one.rstrip(".") for one in re.findall(r"[A-Za-z][A-Za-z._]+", seen(page))}
    known = {one.rstrip(".") for one in LATIN | PERSON}
    return {word for word in words - known if not ROMAN.fullmatch(word)}


def addresses(app: Flask) -> list[str]:
    """Return every page that needs nothing to be shown."""
    return sorted(
        {
            rule.rule
            for rule in app.url_map.iter_rules()
            if "GET" in (rule.methods or ()) and not rule.arguments and rule.rule != "/logout"
        }
    )


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_page_shows_a_word_of_english(app: Flask, sign_in: Any, language: str) -> None:
    browser = sign_in("head", language=language)
    found = {}

    for address in [*set(addresses(app)) - AS_WRITTEN, "/no/such/page"]:
        answer = browser.get(address, follow_redirects=True)
        if answer.mimetype == "text/html" and (
            words := english_words(answer.get_data(as_text=True))
        ):
            found[address] = words

    assert found == {}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_page_for_strangers_shows_a_word_of_english(
    app: Flask, make_person: Any, language: str
) -> None:
    make_person("head")
    browser = app.test_client()
    browser.get(f"/language/{language}")

    page = browser.get("/login").get_data(as_text=True)

    assert english_words(page) == set()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_first_run_shows_no_word_of_english(app: Flask, language: str) -> None:
    browser = app.test_client()
    browser.get(f"/language/{language}")

    page = browser.get("/setup").get_data(as_text=True)

    assert english_words(page) == set()
