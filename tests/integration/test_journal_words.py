"""The journal is read by people: every kind of entry has a name."""

import re
from typing import Any

import pytest
from flask import Flask

from core.pages.journal_words import about_words, entry_title, fact_words, journal_words
from tools.words import ROOT

# Words and pages, the same over either database.
pytestmark = pytest.mark.sqlite

FILES = [ROOT / "app.py", *sorted(ROOT.glob("core/**/*.py")), *sorted(ROOT.glob("plugins/**/*.py"))]
RECORDED = sorted(
    {
        action
        for file in FILES
        for action in re.findall(r"\brecord\(\s*\"([a-z_]+\.[a-z_]+)\"", file.read_text("utf-8"))
    }
)


@pytest.mark.parametrize("action", RECORDED)
def test_what_is_written_into_the_journal_has_a_name(app: Flask, action: str) -> None:
    assert action in journal_words()


@pytest.mark.parametrize(
    "kind", ["lent", "returned", "swapped", "renewed", "lost", "noted", "undone", "question"]
)
def test_every_deed_of_the_desk_has_a_name(app: Flask, kind: str) -> None:
    assert f"desk.{kind}" in journal_words()


def test_what_any_list_does_has_a_name(app: Flask) -> None:
    with app.test_request_context("/"):
        assert str(entry_title("somewhere.create")) == "Record added"
        assert str(entry_title("somewhere.never_heard_of")) == "somewhere.never_heard_of"


def test_facts_are_told_without_braces(app: Flask) -> None:
    with app.test_request_context("/"):
        said = fact_words('{"login": "gulnar", "role": "head", "working": true}')
        assert said == "User name: gulnar, Role: head librarian, Works here: yes"
        assert fact_words('{"on": "2026-11-23"}') == "Day: 23.11.2026"
        assert fact_words('{"values": {"school.city": "Абай"}}') == "City or village: Абай"


def test_what_an_entry_is_about_is_told_in_words(app: Flask) -> None:
    with app.test_request_context("/"):
        assert about_words("copy 12") == "Copy: 12"
        assert about_words("school.city, school.year") == "City or village, School year began in"
        assert about_words("readers.cards.pdf") == "readers.cards.pdf"


def test_the_journal_shows_names_not_codes(app: Flask, sign_in: Any) -> None:
    browser = sign_in("head", language="en")

    page = browser.get("/settings/journal/").get_data(as_text=True)

    assert "Account made" in page
    assert "staff.create" not in page.replace('value="staff.create"', "")
