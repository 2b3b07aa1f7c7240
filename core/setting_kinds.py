"""What a setting of each kind may hold: returns the value as it is kept, or says what is wrong."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import gettext

from core.answers import Setting

#: A name of a school is long; a text longer than this was pasted by mistake.
LONGEST = 500
#: A letter has several lines, but must leave room for what it is about.
LONGEST_LETTER = 1500

_PLACE = re.compile(r"\{([^{}]*)\}")


class Amiss(ValueError):
    """The value does not fit; the sentence says what would."""


def checked(setting: Setting, value: Any) -> Any:
    """Return ``value`` as a setting of that kind keeps it; Amiss if it does not fit."""
    check: Callable[[Setting, Any], Any] = _KINDS.get(setting.kind, _text)
    return check(setting, value)


def _text(_setting: Setting, value: Any) -> str:
    text = str(value).replace("\0", "").strip()
    if len(text) > LONGEST:
        raise Amiss(gettext("write at most %(count)s letters", count=LONGEST))
    return text


def _letter(setting: Setting, value: Any) -> str:
    """Return lines of text; every place they name is one that will be filled in."""
    text = str(value).replace("\0", "").replace("\r\n", "\n").strip()
    if len(text) > LONGEST_LETTER:
        raise Amiss(gettext("write at most %(count)s letters", count=LONGEST_LETTER))
    known = ", ".join(f"{{{one}}}" for one in setting.places)
    for name in _PLACE.findall(text):
        if name not in setting.places:
            place = f"{{{name}}}"
            raise Amiss(
                gettext(
                    "%(place)s is not known; the places are %(known)s", place=place, known=known
                )
            )
    if set("{}") & set(_PLACE.sub("", text)):
        raise Amiss(gettext("a brace stands alone; the places are %(known)s", known=known))
    return text


def _number(setting: Setting, value: Any) -> Any:
    if value in ("", None):
        return setting.default
    text = str(value).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Amiss(_between(setting))
    if not setting.least <= int(text) <= setting.most:
        raise Amiss(_between(setting))
    return int(text)


def _between(setting: Setting) -> str:
    return gettext(
        "write a whole number from %(least)s to %(most)s", least=setting.least, most=setting.most
    )


def _flag(_setting: Setting, value: Any) -> bool:
    return bool(value)


def _choice(setting: Setting, value: Any) -> Any:
    if value not in [key for key, _title in setting.choices]:
        words = ", ".join(str(title) for _key, title in setting.choices)
        raise Amiss(gettext("choose one of these: %(words)s", words=words))
    return value


def _day_month(_setting: Setting, value: Any) -> str:
    """Return ``25.05``; the 29th of February is no day of every year."""
    return f"{_day(str(value), with_year=False):%d.%m}"


def _weekdays(_setting: Setting, value: Any) -> str:
    """Return numbers of weekdays in their order: ``6, 7``; at least one day is open."""
    found = {one for one in str(value).replace(",", " ").replace(";", " ").split() if one}
    if not found <= set("1234567") or len(found) == 7:
        raise Amiss(gettext("write numbers of weekdays from 1 to 7, not all of them: 6, 7"))
    return ", ".join(sorted(found))


def _days(_setting: Setting, value: Any) -> str:
    """Return days as typed, ``01.01, 12.03.2027``, each a real one."""
    found = []
    for part in str(value).replace(";", ",").replace("\n", ",").split(","):
        if one := part.strip():
            with_year = one.count(".") == 2
            day = _day(one, with_year=with_year)
            found.append(f"{day:%d.%m.%Y}" if with_year else f"{day:%d.%m}")
    return ", ".join(dict.fromkeys(found))


def _day(text: str, *, with_year: bool) -> date:
    parts = text.strip().split(".")
    try:
        if len(parts) != (3 if with_year else 2) or not all(one.isdecimal() for one in parts):
            raise ValueError
        # 2001 had no 29th of February: a yearly day must be there every year.
        return date(int(parts[2]) if with_year else 2001, int(parts[1]), int(parts[0]))
    except ValueError:
        raise Amiss(
            gettext("«%(day)s» is no day; write 25.05 or 12.03.2027", day=text.strip()[:20])
        ) from None


_KINDS: dict[str, Callable[[Setting, Any], Any]] = {
    "text": _text,
    "number": _number,
    "flag": _flag,
    "choice": _choice,
    "day_month": _day_month,
    "weekdays": _weekdays,
    "days": _days,
    "letter": _letter,
    "secret": _text,
}
