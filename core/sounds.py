"""One spelling for a word however it is written: Kazakh, Russian, or one of the Latin ways.

қазақ, казах, qazaq, kazak and kazakh all sound ``казак`` here. The answer is compared and never
shown: letters that one alphabet has and another lacks are levelled.
"""

import re
import unicodedata

from core.alphabet import fold

# Latin letters with marks that mean another sound than the letter below them: the alphabets of
# 2017 (apostrophes), 2018 (acutes) and 2021, and what scholars write.
_MARKED = str.maketrans(
    {
        "ý": "u",
        "ş": "ш",
        "š": "ш",
        "ś": "ш",
        "ș": "ш",
        "ç": "ч",
        "č": "ч",
        "ć": "ч",
        "ž": "ж",
        "ż": "ж",
        "ŋ": "n",
        "ə": "a",
        "æ": "a",
        "ø": "o",
        "ı": "y",
        "ł": "l",
    }
)
_APOSTROPHES = "'’‘ʼʹ`´"
_WITH_APOSTROPHE = {"s": "ш", "c": "ч", "y": "u", "i": "i"}
_MANY = (
    ("shch", "ш"),
    ("sch", "ш"),
    ("zh", "ж"),
    ("kh", "х"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("ts", "ц"),
    ("tz", "ц"),
    ("ph", "ф"),
    ("th", "т"),
    ("gh", "г"),
    ("ck", "к"),
)
_ONE = str.maketrans("abcdefghiklmnopqrstuvwyz", "абкдефгхиклмнопкрстувуиз")
_CONSONANT_YO = re.compile(r"(?<=[bcdfgklmnprstvxzжчшхц])yo")
_SOFT_C = re.compile(r"c(?=[eiy])")
_J = re.compile(r"j(?=[aeiouy])")

_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f\u0259]")
_LEVELLED = (
    ("ы", "и"),
    ("щ", "ш"),
    ("ц", "с"),
    ("тс", "с"),
    ("х", "к"),
    ("ъ", ""),
    ("ь", ""),
    ("я", "иа"),
    ("ю", "иу"),
    ("дж", "ж"),
    ("нг", "н"),
    ("ие", "е"),
)
_DOUBLED = re.compile(r"([а-я])\1+")


def is_latin(word: str) -> bool:
    """Return whether the word has a Latin letter."""
    return bool(_LATIN.search(word))


def sound_of_folded(folded: str) -> str:
    """Return the sound of a word in Cyrillic letters that is folded already."""
    for letters, instead in _LEVELLED:
        if letters in folded:
            folded = folded.replace(letters, instead)
    return _DOUBLED.sub(r"\1", folded)


def sound(word: str) -> str:
    """Return the sound of a word in any alphabet; apostrophes may stand in it."""
    return sound_of_folded(fold(to_cyrillic(word) if is_latin(word) else word)).replace(" ", "")


def to_cyrillic(word: str) -> str:
    """Return Latin letters as the Cyrillic ones they stand for, near enough to be compared."""
    word = unicodedata.normalize("NFC", word).casefold()
    for mark in _APOSTROPHES:
        if mark in word:
            for letter, instead in _WITH_APOSTROPHE.items():
                word = word.replace(letter + mark, instead)
            word = word.replace(mark, "")
    word = unicodedata.normalize("NFKD", word.translate(_MARKED))
    word = "".join(letter for letter in word if not unicodedata.combining(letter))
    word = _CONSONANT_YO.sub("е", word)
    for letters, instead in _MANY:
        if letters in word:
            word = word.replace(letters, instead)
    word = _SOFT_C.sub("s", word)
    word = _J.sub("ж", word).replace("j", "и")
    word = "х" + word[1:] if word.startswith("x") else word
    return word.replace("x", "кс").translate(_ONE)
