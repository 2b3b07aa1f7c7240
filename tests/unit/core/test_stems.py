"""Endings come off Kazakh, Russian and English words, and what makes another word stays."""

import csv
from pathlib import Path

import pytest

from core.alphabet import fold
from core.stems import english, kazakh, russian, stems

with (Path(__file__).parent / "kazakh_stems.tsv").open(encoding="utf-8") as file:
    PAIRS = [(row["form"], row["word"]) for row in csv.DictReader(file, delimiter="\t")]


def test_the_list_is_long_enough_to_mean_something() -> None:
    assert len(set(PAIRS)) >= 120
    assert all(form != word for form, word in PAIRS)


@pytest.mark.parametrize(("form", "word"), PAIRS)
def test_a_kazakh_form_and_its_word_have_a_stem_in_common(form: str, word: str) -> None:
    assert set(kazakh(form.casefold())) & set(kazakh(word.casefold()))


@pytest.mark.parametrize(
    "word",
    [
        *("кітап", "мектеп", "қазақ", "тарих", "әдебиет", "алгебра", "физика", "география"),
        *("ана", "отан", "орман", "адам", "қалам", "білім", "ғылым", "мұғалім", "халық"),
        *("Қазақстан", "дәптер", "информатика", "сынып", "роман", "өнер", "әлем", "теңіз"),
    ],
)
def test_a_word_without_an_ending_stays_whole(word: str) -> None:
    assert kazakh(word.casefold()) == (fold(word),)


@pytest.mark.parametrize(
    ("one", "other"),
    [("бала", "балық"), ("қала", "қалам"), ("ата", "атау"), ("жер", "жаз"), ("ақ", "аққу")],
)
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert not set(kazakh(one)) & set(kazakh(other))


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("сказки", "сказка"),
        ("истории", "история"),
        ("казахского", "казахский"),
        ("языка", "язык"),
        ("рассказы", "рассказ"),
        ("пушкина", "пушкин"),
        ("ёлки", "ёлка"),
    ],
)
def test_russian_endings(form: str, word: str) -> None:
    assert russian(form) == russian(word)


def test_english_endings() -> None:
    assert english("stories") == english("story")


def test_of_an_unknown_language_every_stem_is_tried() -> None:
    assert {"китап"} <= set(stems("кітаптар"))
    assert {russian("сказки")} <= set(stems("сказки"))
    assert {"китап"} <= set(stems("kitaptar"))


@pytest.mark.parametrize("word", ["", "а", "ті", "12а", "2019", "ии", "ыыы", "нын", "тартар"])
def test_no_word_breaks_it(word: str) -> None:
    assert all(one for one in stems(word))
    assert isinstance(kazakh(word), tuple)
