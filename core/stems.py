"""What stays of a word when its endings are taken off: Kazakh by rules of ours, Russian, English.

Light on purpose: endings of number, possession and case go, what makes another word of it stays.
A stem is compared with other stems and never shown.
"""

import threading

import Stemmer

from core.alphabet import fold, level
from core.sounds import is_latin, to_cyrillic

_VOWELS = "аеоуиыюя"
_SOUNDING = frozenset(_VOWELS)
_VOICELESS = "пктсшчфхщц"
# Endings as levelled letters have them, «ы» and «і» both «и»; of those that begin alike the
# longer first. The first letter of an ending follows from the letter before it (`_fits`).
_PLURAL = ("лар", "лер", "дар", "дер", "тар", "тер")
_CASES = (
    *("даги", "деги", "таги", "теги", "ники", "дики", "тики"),
    *("нин", "дин", "тин", "дан", "ден", "тан", "тен", "нан", "нен"),
    *("мен", "бен", "пен", "га", "ге", "ка", "ке", "да", "де", "та", "те", "ни", "ди", "ти"),
)
#: After «-ы», «-і», «-сы» of possession: жолында, әкесіне.
_AFTER_POSSESSION = ("ндаги", "ндеги", "нда", "нде", "нан", "нен", "на", "не")
_OUR_AND_YOUR = ("имиз", "иниз", "миз", "низ")
#: Words that lose a vowel before an ending: халық, халқы.
_SHORTENED = {
    "халк": "халык",
    "орн": "орын",
    "мурн": "мурын",
    "карн": "карын",
    "ерн": "ерин",
    "моин": "моиын",
    "ауз": "ауыз",
    "кулк": "кулык",
    "корк": "корик",
    "гурп": "гурып",
    "кауп": "кауип",
    "ирк": "ирик",
}
#: They end as if they had an ending, and have none.
_WHOLE = frozenset(("даптер", "мастер", "актер", "характер", "адаптер", *_SHORTENED.values()))
#: баласы, but жұмыс-ы; алманы, but роман-ы.
_TWO_WAYS = frozenset(("сы", "си", "ны", "ни"))
_LEAST = 3

_lock = threading.Lock()
_russian = Stemmer.Stemmer("russian")
_english = Stemmer.Stemmer("english")


def kazakh(word: str) -> tuple[str, ...]:
    """Return the folded stems of a Kazakh word: кітаптың, кітабы and кітап are ``китап``.

    Of жұмысы there are two: an ending may be -сы, as in баласы, or -ы.
    """
    return tuple(dict.fromkeys(fold(one) for one in _stems(level(word))))


def _stems(word: str) -> list[str]:
    if word in _WHOLE:
        return [word]
    if word.replace("ы", "и").endswith(("ники", "дики", "тики")):
        word = _cut(word, _CASES)  # балалардікі: two endings of case, one on the other
    found = [_without_possession(_without_case(word))]
    for one in dict.fromkeys((word, _without_case(word, is_possessed=True))):
        if one[-2:] in _TWO_WAYS and len(one) > _LEAST + 1 and one[-3] in _VOWELS:
            found.append(one[:-1])
    return [_root(one) for one in found]


def _root(word: str) -> str:
    if word in _WHOLE:
        return word
    word = _cut(word, _PLURAL, 2)
    if len(word) > _LEAST and word[-1] in "иы" and word[-2] not in _VOWELS:
        word = word[:-1]
    if len(word) >= _LEAST and word[-1] in "бг":
        word = word[:-1] + ("п" if word[-1] == "б" else "к")
    return _SHORTENED.get(word, word)


def _cut(word: str, endings: tuple[str, ...], least: int = _LEAST) -> str:
    """Return ``word`` without the first of the ``endings`` that may stand where it does."""
    seen = word.replace("ы", "и")
    if not seen.endswith(endings):
        return word
    for ending in endings:
        if seen.endswith(ending):
            left = word[: -len(ending)]
            if len(left) >= least and _fits(left, ending):
                return left
    return word


def _fits(left: str, ending: str) -> bool:
    """Return whether the language puts an ending with this first letter after ``left``."""
    last, first = left[-1], ending[0]
    if _SOUNDING.isdisjoint(left):
        return False
    if first in "ткп":
        return (last in _VOICELESS or last in "бгдв") and not _is_a_land(left + ending)
    if first == "н" and ending != "нин":
        return last in _VOWELS or (ending in ("нан", "нен") and last in "мн")
    if first == "б":
        return last in "зжбвгд"
    return last not in _VOICELESS


def _is_a_land(word: str) -> bool:
    """Return whether -стан is no ending here: Қазақстан, but достан."""
    return word.endswith("стан") and len(word) > 7


def _without_case(word: str, *, is_possessed: bool = False) -> str:
    seen = word.replace("ы", "и")
    for ending in _AFTER_POSSESSION if seen.endswith(_AFTER_POSSESSION) else ():
        left = word[: len(word) - len(ending)]
        if seen.endswith(ending) and len(left) > _LEAST and left[-1] in "иы":
            return left
    if is_possessed and not seen.endswith(("нин", "дин", "тин")):
        return word[:-1] if seen.endswith("ин") else word
    cut = _cut(word, _CASES, 2 if len(word) < 6 else _LEAST)
    if cut == word and seen.endswith("ин") and len(word) > _LEAST + 1 and word[-3] not in _VOWELS:
        return word[:-1]  # жолын: жолы and an ending
    return cut


def _without_possession(word: str) -> str:
    seen = word.replace("ы", "и")
    for ending in _OUR_AND_YOUR:
        if seen.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    if seen.endswith("си") and len(word) > 4 and word[-3] in _VOWELS:
        return word[:-2]
    if seen.endswith(("им", "ин")) and len(word) > 4 and word[-3] in "бг":
        return word[:-2]  # кітабым; in білім nothing shows that -ім is an ending
    if seen.endswith("и") and len(word) > _LEAST and word[-2] not in _VOWELS:
        return word[:-1]
    return word


def russian(word: str) -> str:
    """Return the folded stem of a Russian word, given as it is written, without capitals."""
    with _lock:  # the stemmer keeps the word in itself
        return fold(_russian.stemWord(word.replace("ё", "е")))


def english(word: str) -> str:
    """Return the stem of an English word, given without capitals."""
    with _lock:
        return fold(_english.stemWord(word))


def has_digit(word: str) -> bool:
    """Return whether there is a digit of any alphabet in the word."""
    return not word.isalpha() and any(map(str.isdigit, word))


def stems(word: str, language: str = "") -> tuple[str, ...]:
    """Return the stems of a word, given without capitals; of an unknown language, of each."""
    if has_digit(word) or len(word) < _LEAST:
        return ()
    if is_latin(word):
        found = [english(word), *([] if language else kazakh(to_cyrillic(word)))]
    else:
        found = [] if language == "ru" else [*kazakh(word)]
        if language != "kk":
            found.append(russian(word))
    return tuple(dict.fromkeys(one for one in found if len(one) > 1 and " " not in one))
