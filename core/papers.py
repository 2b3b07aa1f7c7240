"""What many papers say alike: the school's name, sums in words, who signs."""

from datetime import date
from decimal import Decimal

from flask_babel import format_date, gettext, ngettext
from num2words import num2words

from core import settings
from core.i18n import language

#: «26» қазан 2026 ж., the way a day is written by hand on an act.
_LONG_DAYS = {"kk": "«dd» MMMM y 'ж.'", "ru": "«dd» MMMM y 'г.'", "en": "d MMMM y"}


def in_words(amount: Decimal) -> str:
    """Return an amount in the words of the paper's language: ``бес жүз теңге 50 тиын``."""
    whole, part = divmod(int(amount * 100), 100)
    spoken = {"kk": "kz"}.get(language(), language())
    words = num2words(whole, lang=spoken)
    tenge = ngettext("%(words)s tenge", "%(words)s tenge", whole, words=words)
    return gettext("%(tenge)s %(tiyn)02d tiyn", tenge=tenge, tiyn=part)


def school_name() -> str:
    """Return the school's name in the language of the paper."""
    name = "school.name_ru" if language() == "ru" else "school.name_kk"
    return str(settings.get(name) or settings.get("school.name_kk"))


def long_day(value: date) -> str:
    """Return a day with its month in words: ``«26» қазан 2026 ж.``"""
    return str(format_date(value, _LONG_DAYS[language()]))
