"""Words are compared and put in order as Kazakh readers do it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.alphabet import ALPHABET, LATIN, fold, sort_key


@pytest.mark.parametrize("typed", ["қазақ", "ҚАЗАҚ", "казак", "Казак", " «Қазақ!» ", "қаза\u00adқ"])
def test_a_word_is_the_same_however_it_is_typed(typed: str) -> None:
    assert fold(typed) == "казак"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ӘҒҚҢӨҰҮҺІ әғқңөұүһі", "агкноухи агкноухи"),
        ("Ёлка, йод", "елка иод"),
        ("е\u0308лка, и\u0306од", "елка иод"),
        ("за\u0301мок", "замок"),
        ("Абай жолы (1-кітап)", "абаи жолы 1 китап"),
        ("1-\u2060кітап", "1 китап"),
        ("978-601-00-1234-5", "978 601 00 1234 5"),
        ("Harry_Potter's café №７", "harry potter s cafe no7"),
        ("", ""),
        ("«…» — !", ""),
    ],
)
def test_letters_are_levelled_and_punctuation_is_a_space(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Нұрпейісов", "Нурпеисов"),
        ("Сейфуллин", "Сейфулин"),
        ("Әуезов", "Ауэзов"),
        ("Қайырбеков", "Каирбеков"),
        ("Мұқағали", "Мукагали"),
        ("Дүйсенбі", "Дуйсенби"),
        ("Алексеевна", "Алексеевна"),
        ("Ғабиден Мұстафин", "Габиден Мустафин"),
        ("Сәбит Мұқанов", "Сабит Муканов"),
    ],
)
def test_a_name_is_one_in_kazakh_and_in_russian(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("қиын", "кин"),
        ("жиын", "жин"),
        ("Абай", "Аба"),
        ("Сейітов", "Сетов"),
        ("11-сынып", "1-сынып"),
        ("1003", "103"),
        ("book", "bok"),
        ("Қайрат", "Қарат"),
    ],
)
def test_what_is_not_one_stays_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("name", ["Нұрпейісов", "Сейфуллин", "Қайырбеков", "Әбдіхайыр"])
def test_a_name_is_found_while_it_is_typed(name: str) -> None:
    assert all(fold(name).startswith(fold(name[:length])) for length in range(1, len(name)))


@given(st.text("аеиоуыэюяйіқлң 1", max_size=12))
def test_folding_what_is_folded_changes_nothing_in_vowels(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_alphabet_has_42_letters() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 42


@pytest.mark.parametrize("change", [str, str.upper])
def test_letters_stand_in_the_order_of_the_alphabet_and_latin_after_them(change) -> None:
    letters = [change(letter) for letter in ALPHABET + LATIN]
    mixed = random.Random(7).sample(letters, len(letters))

    assert sorted(mixed, key=sort_key) == letters


@pytest.mark.parametrize(
    "ordered",
    [
        ["Абай", "Абай жолы", "Абайтану", "Әбдіразақ", "Бауыржан", "Ғани", "Қанат", "Ұлан", "Үміт"],
        ["Ел", "Ёлка", "Жер", "Ит", "Йод", "Көл"],
        ["2-сынып", "7-сынып", "10-сынып", "11 «А»", "11 «Ә»", "А", "A"],
        ["Инв. 9", "Инв. 10", "Инв. 100", "Инв. 0101", "Инв. 102"],
    ],
)
def test_names_and_numbers_stand_in_their_order(ordered: list[str]) -> None:
    assert sorted(reversed(ordered), key=sort_key) == ordered


def test_marks_and_quotes_do_not_move_a_title() -> None:
    assert sort_key("«Ақ кеме»") == sort_key("Ақ кеме")
    assert sort_key("ко\u0301рова") == sort_key("корова")
    assert sort_key("и\u0306од") == sort_key("йод")
    assert sort_key("0007") == sort_key("7")


@given(st.text(max_size=200), st.integers(1, 40))
def test_a_key_is_ascii_digits_and_fits_its_column(text: str, length: int) -> None:
    key = sort_key(text, length)

    assert key == "" or (key.isascii() and key.isdigit())
    assert len(key) <= 3 * length


def test_a_title_of_many_numbers_fits_the_column_too() -> None:
    assert len(sort_key("1 " * 40)) <= 120


@given(st.integers(0, 10**18), st.integers(0, 10**18))
def test_numbers_stand_by_their_size(one: int, other: int) -> None:
    assert (sort_key(f"№ {one}") < sort_key(f"№ {other}")) == (one < other)


WORDS = st.text(alphabet=ALPHABET + LATIN + " ", max_size=30).map(
    lambda text: " ".join(text.split())
)


@given(WORDS, WORDS)
def test_the_order_is_that_of_the_letters_one_by_one(one: str, other: str) -> None:
    places = {letter: place for place, letter in enumerate(" " + ALPHABET + LATIN)}
    before = [places[letter] for letter in one] < [places[letter] for letter in other]

    assert (sort_key(one) < sort_key(other)) == before
