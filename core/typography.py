"""How numbers, amounts and names are written on a screen and on paper (design.md 10)."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import Flask
from flask_babel import gettext
from markupsafe import Markup, escape

from core.answers import Fact

NO_BREAK = "\u00a0"
WORD_JOINER = "\u2060"
MINUS = "\u2212"

_CONCERNED = re.compile(r"[№§\d]")
_AFTER_SIGN = re.compile(r"(№|§) (?=\S)")
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=[%₸«])")
_OF = re.compile(r"(?<=\d) / (?=\d)")
_HYPHEN = re.compile(r"(?<=\d)-(?=[^\W\d])")


def tidy(text: Any) -> str:
    """Return ``text`` so that «№ 12», «7 «Ә»», «97,4 %», «96 / 120» and 1-кітап stay whole."""
    text = str(text)
    if not _CONCERNED.search(text):
        return text
    text = _AFTER_SIGN.sub(rf"\1{NO_BREAK}", text)
    text = _BEFORE_UNIT.sub(NO_BREAK, text)
    text = _OF.sub(f"{NO_BREAK}/{NO_BREAK}", text)
    return _HYPHEN.sub(f"-{WORD_JOINER}", text)


def number(value: Any) -> str:
    """Return a whole number with its thousands apart: ``14 827``, ``−3``."""
    return f"{int(value):,}".replace(",", NO_BREAK).replace("-", MINUS)


def money(value: Any) -> str:
    """Return an amount as in a table, without the sign: ``1 234,50``."""
    written = f"{Decimal(value):,.2f}"
    return written.replace(",", NO_BREAK).replace(".", ",").replace("-", MINUS)


def tenge(value: Any) -> str:
    """Return an amount with its sign: ``1 234,50 ₸``."""
    return f"{money(value)}{NO_BREAK}₸"


def day(value: date | datetime | None) -> str:
    """Return a day as ``23.11.2026``; nothing for none."""
    return f"{value:%d.%m.%Y}" if value else ""


def clock_time(value: datetime | None) -> str:
    """Return a time of day as ``10:42``."""
    return f"{value:%H:%M}" if value else ""


def tidy_html(text: Any) -> Markup:
    """Return ``text`` tidied, safe in a page."""
    return Markup(tidy(escape(text)))


def written(value: Any) -> Markup:
    """Return any plain value as it is written in a page."""
    if value is None:
        return Markup()
    if isinstance(value, bool):
        return escape(gettext("yes") if value else gettext("no"))
    if isinstance(value, datetime):
        return Markup(f"{day(value)} {clock_time(value)}")
    if isinstance(value, date):
        return Markup(day(value))
    if isinstance(value, Decimal | float):
        return Markup(money(value))
    return tidy_html(value)


def register_filters(app: Flask) -> None:
    """Give templates the filters ``tidy``, ``number``, ``money``, ``tenge``, ``day``, ``time``.

    ``written`` writes whatever it is given; the test ``fact`` knows a Fact from a plain value.
    """

    app.jinja_env.filters.update(
        tidy=tidy_html,
        written=written,
        number=number,
        money=money,
        tenge=tenge,
        day=day,
        time=clock_time,
    )
    app.jinja_env.tests["fact"] = lambda value: isinstance(value, Fact)
