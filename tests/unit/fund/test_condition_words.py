"""The scale of conditions is the school's: four words, from the best to the worst."""

import pytest
from flask import Flask
from flask_babel import force_locale

from core import settings
from plugins.fund.models import CONDITIONS
from tests.makers import make_staff


def words(spoken: str) -> list[str]:
    with force_locale(spoken):
        return [str(one) for one in CONDITIONS.values()]


def test_the_usual_words_hold_until_the_school_has_its_own(app: Flask) -> None:
    assert words("kk") == ["жаңа", "жақсы", "қанағаттанарлық", "нашар"]
    assert words("ru") == ["новое", "хорошее", "удовлетворительное", "плохое"]
    assert words("en") == ["new", "good", "satisfactory", "poor"]

    settings.put({"fund.conditions_kk": "өте жақсы, жақсы , орташа, тозған"}, by=make_staff("head"))

    assert words("kk") == ["өте жақсы", "жақсы", "орташа", "тозған"]
    assert words("ru")[0] == "новое"


@pytest.mark.parametrize("text", ["жақсы, нашар", "", "а, ә, б, в, г"])
def test_a_scale_that_has_not_four_words_changes_nothing(app: Flask, text: str) -> None:
    settings.put({"fund.conditions_kk": text}, by=make_staff("head"))

    assert words("kk") == ["жаңа", "жақсы", "қанағаттанарлық", "нашар"]
