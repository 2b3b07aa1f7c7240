"""The Kazakh alphabet: how words are compared when one searches, and in which order they stand."""

import re
import unicodedata

#: The 42 letters in their order (domain.md 7), then Latin.
ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"

#: Letters that people type for one another, on a Russian keyboard above all.
_NEIGHBOURS = str.maketrans("әғқңөұүһіёй", "агкноуухиеи")

_NOT_WORDS = re.compile(r"[\W_]+")
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

    Case, the Kazakh letters and ё, й are levelled (қазақ, ҚАЗАҚ and казак are the same);
    punctuation is a space; digits stay.
    """
    text = unicodedata.normalize("NFKC", text).casefold().translate(_NEIGHBOURS)
    if not text.isascii():
        # Stress marks and the like, after й and ё (which decompose) have become plain letters.
        text = "".join(
            one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one)
        )
    return _NOT_WORDS.sub(" ", text).strip()


def sort_key(text: str, length: int = 40) -> str:
    """Return digits whose plain order is the Kazakh alphabet, for the first ``length`` characters.

    Runs of digits stand in natural order (7-сынып before 10-сынып); punctuation is passed over.
    """
    text = unicodedata.normalize("NFC", text).casefold()
    words = _NOT_WORDS.sub(" ", text).strip()[:length]
    if not words:
        return ""
    marked = _RUN_OF_DIGITS.sub(_as_number, words)
    key = marked.translate(_TABLE)
    if key.isdigit() and key.isascii():
        return key
    return "".join(one if one.isascii() and one.isdigit() else _code(one) for one in key)


def _as_number(match: re.Match[str]) -> str:
    digits = match.group().lstrip("0") or "0"
    # The number of digits first, so that 10 comes after 7.
    return f"{_NUMBER}{len(digits):02d}{digits}"


def _code(letter: str) -> str:
    """Return the code of a letter of neither alphabet: that of its base, or the last."""
    base = unicodedata.normalize("NFD", letter)[0]
    return _CODES.get(base, "99")
