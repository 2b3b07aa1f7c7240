"""Numbers, amounts, days and names are written as people here write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from flask import Flask, render_template_string

from core import typography
from core.typography import MINUS, NO_BREAK, WORD_JOINER


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("№ 12 мектеп", "№_12 мектеп"),
        ("7 «Ә»", "7_«Ә»"),
        ("97,4 %", "97,4_%"),
        ("1 ₸", "1_₸"),
        ("96 / 120", "96_/_120"),
        ("1-кітап, 17-бет", "1-|кітап, 17-|бет"),
        ("роман-эпопея 24501–24530", "роман-эпопея 24501–24530"),
        ("2026-11-23", "2026-11-23"),
    ],
)
def test_what_belongs_together_stays_on_one_line(text: str, tidied: str) -> None:
    shown = typography.tidy(text).replace(NO_BREAK, "_").replace(WORD_JOINER, "|")

    assert shown == tidied


def test_tidying_twice_changes_nothing() -> None:
    once = typography.tidy("№ 12, 7 «Ә», 96 / 120, 1-кітап")

    assert typography.tidy(once) == once


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (999, "999"), (14827, "14_827"), (1234567, "1_234_567"), (-3, f"{MINUS}3")],
)
def test_thousands_stand_apart(value: int, shown: str) -> None:
    assert typography.number(value).replace(NO_BREAK, "_") == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("1234.50"), "1_234,50"),
        (Decimal("0"), "0,00"),
        (Decimal("12345678.99"), "12_345_678,99"),
        (Decimal("-1234.5"), f"{MINUS}1_234,50"),
    ],
)
def test_an_amount_has_a_decimal_comma(value: Decimal, shown: str) -> None:
    assert typography.money(value).replace(NO_BREAK, "_") == shown
    assert typography.tenge(value).replace(NO_BREAK, "_") == f"{shown}_₸"


def test_days_and_times_are_short() -> None:
    assert typography.day(date(2026, 9, 1)) == "01.09.2026"
    assert typography.day(datetime(2026, 9, 1, 10, 42)) == "01.09.2026"
    assert typography.clock_time(datetime(2026, 9, 1, 9, 5)) == "09:05"
    assert typography.day(None) == typography.clock_time(None) == ""


def test_templates_have_the_filters_and_titles_stay_harmless() -> None:
    app = Flask(__name__)
    typography.register_filters(app)

    with app.app_context():
        page = render_template_string(
            "{{ title|tidy }} {{ 1234|number }} {{ 5|tenge }}", title="<b>№ 7</b> 1-кітап"
        )

    shown = page.replace(NO_BREAK, "_").replace(WORD_JOINER, "|")
    assert shown == "&lt;b&gt;№_7&lt;/b&gt; 1-|кітап 1_234 5,00_₸"
