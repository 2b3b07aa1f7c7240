"""The Kazakh alphabet: how words are compared when one searches, and in which order they stand."""

import re
import unicodedata
from functools import lru_cache

#: The 42 letters in their order (domain.md 7), then Latin.
ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"

#: Letters that people type for one another, on a Russian keyboard above all.
_NEIGHBOURS = str.maketrans("әғқңөұүһіэ", "агкноуухие")
# One name is written in two ways, as Kazakh and as Russian passports have it. All of this is
# about letters levelled already: «й» and «і» are «и» by now.
_DOUBLED = re.compile(r"([а-я])\1+")  # Сейфуллин, Сейфулин
_AFTER_A_VOWEL = re.compile("([аеоуыюя])и[иы]+")  # Қайырбеков, Каирбеков; but қиын stays

_NOT_WORDS = re.compile(r"[\W_]+")
# Stress and other marks over letters, soft hyphens and word joiners: inside a word, and no part
# of it. Books are copied into the catalogue from pages full of them.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u200c\u200d\u2060\ufeff]"
)
#: What is longer is no word of a language, and is not remembered.
_LONG = 40
_RUN_OF_DIGITS = re.compile(r"\d+")

# Two digits a character, so that plain binary order under any collation is our order: a space
# first, then numbers (which carry their length), then letters.
_SPACE = "10"
_NUMBER = "11"
_CODES = {letter: str(20 + place) for place, letter in enumerate(ALPHABET)}
_CODES |= {letter: str(20 + len(ALPHABET) + place) for place, letter in enumerate(LATIN)}
_CODES[" "] = _SPACE
_TABLE = str.maketrans(_CODES)


def fold(text: str) -> str:
    """Return the words of ``text`` as the search compares them.

    Case, the Kazakh letters and ё, й, э are levelled (қазақ, ҚАЗАҚ and казак are the same), and
    so are doubled letters and «йі», «йы» after a vowel (Нұрпейісов is Нурпеисов); punctuation is
    a space; digits stay.
    """
    return " ".join([found for word in text.split() if (found := _folded(word))])


def _fold_word(word: str) -> str:
    word = _AFTER_A_VOWEL.sub(r"\1и", _DOUBLED.sub(r"\1", level(word)))
    return _NOT_WORDS.sub(" ", word).strip()


# Words come again and again: in a file of records, in the lists of a school.
_folded_before = lru_cache(maxsize=30_000)(_fold_word)


def _folded(word: str) -> str:
    return _folded_before(word) if len(word) <= _LONG else _fold_word(word)


def level(text: str) -> str:
    """Return ``text`` with case and neighbouring letters levelled; doubled letters stay."""
    if not text.isascii():
        # й and ё come apart here too, and lose what tells them from и and е.
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return text.casefold().translate(_NEIGHBOURS)


def plain(text: str) -> str:
    """Return the words of ``text`` without case and punctuation; every letter stays what it is."""
    text = _MARKS.sub("", unicodedata.normalize("NFC", text))
    return _NOT_WORDS.sub(" ", text.casefold()).strip()


@lru_cache(maxsize=2_000)  # a record that comes is looked for by its key before it gets it
def sort_key(text: str, length: int = 40) -> str:
    """Return digits whose plain order is the Kazakh alphabet, for the first ``length`` characters.

    Runs of digits stand in natural order (7-сынып before 10-сынып); punctuation is passed over.
    The key has at most three digits a character, which is what its column holds.
    """
    if not text.isascii():
        # Composed, because й and ё are letters of their own here; marks that remain are stress.
        text = _MARKS.sub("", unicodedata.normalize("NFC", text))
    words = _NOT_WORDS.sub(" ", text.casefold()).strip()[:length]
    if not words:
        return ""
    key = _RUN_OF_DIGITS.sub(_as_number, words).translate(_TABLE)
    if not (key.isdigit() and key.isascii()):
        key = "".join(one if one.isascii() and one.isdigit() else _code(one) for one in key)
    return key[: 3 * length]


def _as_number(match: re.Match[str]) -> str:
    digits = match.group().lstrip("0") or "0"
    # The number of digits first, so that 10 comes after 7.
    return f"{_NUMBER}{len(digits):02d}{digits}"


def _code(letter: str) -> str:
    """Return the code of a letter of neither alphabet: that of its base, or the last."""
    base = unicodedata.normalize("NFD", letter)[0]
    return _CODES.get(base, "99")
