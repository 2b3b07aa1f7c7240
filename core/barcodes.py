"""Codes on copies, cards and the command card, and the repair of what a keyboard layout did.

A code is twelve digits: two for its kind, nine for the number, one check digit by Verhoeff's
scheme, which finds every single slip and every swap of neighbours.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any

import barcode
from flask_babel import lazy_gettext as _
from stdnum import isbn as isbn_rules
from stdnum import verhoeff
from stdnum.exceptions import ValidationError

LENGTH = 12


class Kind(Enum):
    """What a code stands for; the value is the code's first two digits."""

    COPY = "21"
    READER = "22"
    COMMAND = "29"


@dataclass(frozen=True)
class Code:
    """A code that has been read and whose check digit fits."""

    kind: Kind
    serial: int
    text: str


@dataclass(frozen=True)
class Command:
    """A barcode of the command card: its name, the word beside it, its code."""

    name: str
    title: Any
    code: str


def make_code(kind: Kind, serial: int) -> str:
    """Return the twelve digits for ``serial`` (1 to 999,999,999)."""
    if not 0 < serial < 10**9:
        raise ValueError(f"{serial} has no place in a code of nine digits.")
    body = f"{kind.value}{serial:09d}"
    return body + str(verhoeff.calc_check_digit(body))


def read_code(text: str) -> Code | None:
    """Return the code, or None if ``text`` is no code of ours or has a slip in it."""
    if len(text) != LENGTH or not (text.isascii() and text.isdigit()):
        return None
    kind = _KINDS.get(text[:2])
    if kind is None or not verhoeff.is_valid(text):
        return None
    return Code(kind, int(text[2:-1]), text)


_KINDS = {kind.value: kind for kind in Kind}

#: The command card, in the order in which it is printed (design.md 6).
COMMANDS = {
    name: Command(name, title, make_code(Kind.COMMAND, number))
    for number, (name, title) in enumerate(
        (
            ("yes", _("Yes")),
            ("take_back_only", _("Take back only")),
            ("cancel", _("Cancel")),
            ("undo", _("Undo")),
            ("close_reader", _("Close the reader")),
            ("absent", _("Absent")),
            ("skip", _("Skip")),
        ),
        start=1,
    )
}


def read_isbn(text: str) -> str | None:
    """Return the ISBN as 13 digits, or None if ``text`` is none (ISBN-10 is made longer)."""
    try:
        return str(isbn_rules.to_isbn13(isbn_rules.validate(text.strip())))
    except ValidationError:
        return None


def modules(code: str) -> str:
    """Return the bars of Code 128 as a string of 1 (black) and 0, without the quiet zones."""
    return str(barcode.get("code128", code).build()[0])


# What the keys of a scanner's "US keyboard" type when the computer is set to another layout.
# The Kazakh layout has letters on the digit row; the Russian one keeps the digits there.
_US = "`1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_KAZAKH = '("әіңғ,.үұқөһйцукенгшщзхъфывапролджэячсмитьбю№'
_RUSSIAN = "ё1234567890-=йцукенгшщзхъфывапролджэячсмитьбю."


def _layout(typed: str) -> dict[int, str]:
    table: dict[int, str] = {}
    for meant, got in zip(_US, typed, strict=True):
        table[ord(got)] = meant
        if got.upper() != got:
            table[ord(got.upper())] = meant.upper()
    return table


#: What the codes of copies, cards and old inventory numbers are made of.
_PRINTABLE = re.compile(r"[0-9A-Za-z._-]+")

_FROM_KAZAKH = _layout(_KAZAKH)
_FROM_RUSSIAN = _layout(_RUSSIAN) | {ord("_"): "_"}


def repair_layout(text: str) -> str:
    """Return what the scanner meant when the layout was Kazakh or Russian; else ``text``.

    Codes hold digits, Latin letters, hyphen, dot and underscore only, so whatever becomes one
    of those entirely was garbled; anything else (a name, a title) is left as it is.
    """
    if text.isascii() and text.isalnum():
        return text
    # The Kazakh layout cannot type a digit, so a text with one came through the Russian.
    has_digit = any(one in "0123456789" for one in text)
    for table in (_FROM_RUSSIAN,) if has_digit else (_FROM_KAZAKH, _FROM_RUSSIAN):
        # A letter that the layout has no key for (O.K.) was typed under another: not garbled.
        if not all(ord(one) in table for one in text):
            continue
        meant = text.translate(table)
        if meant != text and _PRINTABLE.fullmatch(meant):
            return meant.upper() if any(one.isalpha() for one in meant) else meant
    return text
