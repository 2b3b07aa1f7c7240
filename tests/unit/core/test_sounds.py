"""A word sounds the same in every alphabet it is written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sounds import is_latin, sound


@pytest.mark.parametrize(
    "spellings",
    [
        "қазақ казах казак Qazaq kazak kazakh Kazah QAZAQ",
        "Абай Abai Abay Abaı ABAY",
        "Әуезов Ауэзов Auezov Äuezov Áýezov A'y'ezov A’y’ezov",
        "Шыңғыс Shyngys Shynghys Şyñğys Şyŋğys Shyńǵys",
        "жаңа zhana jaña jańa zhan'a",
        "әдебиет adebiet ädebiet a'debiet ádebıet",
        "тарихы tarihy tarikhy tarıhy",
        "құс qus kus qūs",
        "жол zhol jol",
        "кітап kitap kitap",
        "Достоевский Dostoevsky Dostoyevskiy Dostoevskij",
        "Чехов Chekhov Čehov Chehov",
        "Фёдор Fedor Fyodor",
        "Солженицын Solzhenitsyn",
        "Юрий Yuri Yuriy",
        "Есенберлин Esenberlin Yesenberlin",
        "Ілияс Ilyas Iliyas",
        "Мақатаев Makatayev Maqataev Makataev",
        "Жұмабаев Zhumabayev Jumabaev Jūmabaev",
        "Алматы Almaty",
        "Қазақстан Казахстан Kazakhstan Qazaqstan",
    ],
)
def test_one_word_one_sound(spellings: str) -> None:
    assert len({sound(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("қазақ", "қазан"), ("Абай", "Абыл"), ("жол", "шол"), ("тіл", "тал")]
)
def test_other_words_sound_otherwise(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def test_which_words_are_latin() -> None:
    assert is_latin("Şyñğys")
    assert not is_latin("қазақ")
    assert not is_latin("2019")


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    heard = sound(text)

    assert not set(heard) & set(" ыщцхъья\n")
