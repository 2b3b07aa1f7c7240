"""How a class list says who and in which class: its columns, classes and names in any spelling."""

import re
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from core.alphabet import fold, plain
from core.intake import Row, Wanted

WANTED = (
    Wanted(
        "whole_name",
        _("Full name in one column"),
        heads=(
            "аты-жөні",
            "тегі, аты, әкесінің аты",
            "оқушының аты-жөні",
            "фио",
            "ученик",
            "full name",
        ),
        one_of="name",
        longest=200,
    ),
    Wanted(
        "last_name",
        _("Surname"),
        heads=("тегі", "фамилия", "surname", "last name"),
        one_of="name",
        longest=100,
    ),
    Wanted(
        "first_name",
        _("First name"),
        heads=("аты", "есімі", "имя", "first name", "name"),
        longest=100,
    ),
    Wanted(
        "patronymic", _("Patronymic"), heads=("әкесінің аты", "отчество", "patronymic"), longest=100
    ),
    Wanted("class", _("Class"), heads=("сыныбы", "сынып", "класс", "class"), longest=40),
    Wanted(
        "letter",
        _("Letter of the class"),
        heads=("әріпі", "литер", "литера", "буква", "letter"),
        longest=10,
    ),
    Wanted(
        "language",
        _("Language"),
        heads=("оқыту тілі", "тілі", "язык обучения", "язык", "language"),
        longest=40,
    ),
    Wanted(
        "born_on", _("Born on"), "day", heads=("туған күні", "дата рождения", "рождения", "born")
    ),
    Wanted("phone", _("Phone"), heads=("телефоны", "телефон", "phone"), longest=60),
)

_CLASS = re.compile(
    r"^\W*(?P<grade>\d{1,2})\W*(?P<letter>[^\W\d_]{0,2})\W*(?:сынып\w*|класс\w*|кл|grade)?\W*$",
    re.IGNORECASE,
)
#: Latin letters that look like Cyrillic ones.
LOOKALIKES = str.maketrans("ABCEHIKMOPTXYabcehikmoptxyəƏ", "АВСЕНІКМОРТХУавсенікмортхуәӘ")
_CYRILLIC = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)


class Name(NamedTuple):
    """A pupil's name in its three parts."""

    last: str
    first: str
    patronymic: str = ""

    @property
    def whole(self) -> str:
        """Return the name as it is written."""
        return " ".join(one for one in self if one)


def parse_class(text: str, letter: str = "") -> tuple[int, str] | None:
    """Return grade and letter of ``5 Ә``, ``5Ә``, ``5-«Ә»``, ``5 'a'``; None if it is no class."""
    match = _CLASS.match(f"{text} {letter}" if letter else text)
    if match is None or int(match["grade"]) > 12:
        return None
    return int(match["grade"]), match["letter"].translate(LOOKALIKES).upper()


def parse_name(row: Row) -> Name | None:
    """Return the name in a row, from one column or three; None without surname and first name."""
    if row.get("whole_name"):
        words = str(row.get("whole_name")).replace(",", " ").split()
        last, first, rest = (words[0], words[1] if len(words) > 1 else "", " ".join(words[2:]))
    else:
        last, first = str(row.get("last_name")), str(row.get("first_name"))
        rest = str(row.get("patronymic"))
    if not last or not first:
        return None
    return Name(last, first, rest)


def exact(name: Name) -> str:
    return plain(f"{name.last} {name.first}")


def levelled(name: Name) -> str:
    """Return the words of a name, letters levelled, in the order of the alphabet."""
    return " ".join(sorted(level_letters(f"{name.last} {name.first}").split()))


def level_letters(words: str) -> str:
    """Return words folded; Latin letters among Cyrillic ones become those they look like."""
    if _CYRILLIC.search(words) or not words.isascii():
        words = words.translate(LOOKALIKES)
    return fold(words)
