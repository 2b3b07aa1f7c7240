"""A cell as it came made into a value: a count, an amount, a day; or a sentence why not."""

import math
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext
from stdnum import isbn as isbn_rules
from stdnum.exceptions import ValidationError

from core import clock
from core.intake.table import NoValue, as_words

#: The day that a workbook counts from (it believes that 1900 was a leap year).
_EPOCH = date(1899, 12, 30)
_SERIALS = (1, 80_000)

#: No printed book is older, and none from next year but one.
_FIRST_YEAR = 1450

_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#Н/Д", "#ЗНАЧ!")
_DAY = re.compile(
    r"(\d{1,2})[./\-\s](\d{1,2})[./\-\s](\d{4}|\d{2})\s*(?:ж|г|y)?\.?(?:\s+0?0:00.*)?"
)
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_NAMED_DAY = re.compile(r"«?(\d{1,2})»?\s+([^\W\d]+)\s+(\d{4})\s*(?:жыл[а-я]*|года?|ж|г)?\.?")
_YEAR = re.compile(r"©?\s*(\d{4})\s*(?:жыл[а-я]*|года?|ж|г)?\.?")
_UNIT = re.compile(r"\s*(?:дана|шт|экз|штук|pcs|copies)\.?$", re.IGNORECASE)
_CURRENCY = re.compile(r"(?:₸|теңге|тенге|тг|kzt)\.?", re.IGNORECASE)

#: Months by the beginnings of their names, Kazakh and Russian.
_MONTHS = (
    ("қаң", "каң", "янв"),
    ("ақп", "акп", "фев"),
    ("нау", "мар"),
    ("сәу", "сау", "апр"),
    ("мам", "май", "мая"),
    ("мау", "июн"),
    ("шіл", "шил", "июл"),
    ("там", "авг"),
    ("қыр", "кыр", "сен"),
    ("қаз", "каз", "окт"),
    ("қар", "кар", "ноя"),
    ("жел", "дек"),
)


class Amiss(ValueError):
    """The cell does not fit; the message says what is wrong with it and what would do."""


def as_text(cell: Any) -> str:
    """Return the cell as one line of text."""
    return as_words(_plain(cell)).replace("\0", "")


def as_count(cell: Any) -> int:
    """Return a whole number that is not negative: ``30``, ``30.0``, ``30 дана``."""
    number = _number(cell, _UNIT.sub("", as_text(cell)))
    if number < 0:
        raise Amiss(gettext("%(cell)s is less than nothing", cell=as_text(cell)))
    if number != number.to_integral_value():
        raise Amiss(gettext("%(cell)s is no whole number", cell=as_text(cell)))
    if number > 1_000_000:
        raise Amiss(gettext("%(cell)s is too much", cell=as_text(cell)))
    return int(number)


def as_amount(cell: Any) -> Decimal:
    """Return an amount in tenge to the tiyn: ``1 234,50 ₸``, ``1,234.50``, ``1234.5``."""
    number = _number(cell, _CURRENCY.sub("", as_text(cell)))
    if isinstance(cell, float):
        number = number.quantize(Decimal("0.000001"))  # 0.1 + 0.2 of a workbook
    if number < 0:
        raise Amiss(gettext("%(cell)s is less than nothing", cell=as_text(cell)))
    if number >= Decimal(10) ** 12:
        raise Amiss(gettext("%(cell)s is too much", cell=as_text(cell)))
    rounded = number.quantize(Decimal("0.01"))
    if rounded != number:
        raise Amiss(gettext("%(cell)s has parts of a tiyn", cell=as_text(cell)))
    return rounded


def _number(cell: Any, text: str) -> Decimal:
    if isinstance(cell, bool | date):
        raise Amiss(gettext("%(cell)s is no number", cell=as_text(cell)))
    if isinstance(cell, int | float):
        if isinstance(cell, float) and not math.isfinite(cell):
            raise Amiss(gettext("%(cell)s is no number", cell=as_text(cell)))
        return Decimal(repr(cell))
    digits = "".join(text.split()).replace("\u2212", "-").replace("'", "")
    points, commas = digits.count("."), digits.count(",")
    if points and commas:  # the last of them parts the tiyn, the other thousands
        thousands = "," if digits.rfind(".") > digits.rfind(",") else "."
        digits = digits.replace(thousands, "")
    digits = digits.replace(",", ".")
    if re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", digits):  # thousands, or a thousandth
        raise Amiss(
            gettext(
                "%(cell)s can be read in two ways; write it without a point or comma", cell=text
            )
        )
    if not re.fullmatch(r"-?\d{1,18}(\.\d*)?", digits):
        raise Amiss(gettext("%(cell)s is no number", cell=text))
    try:
        return Decimal(digits)
    except InvalidOperation:
        raise Amiss(gettext("%(cell)s is no number", cell=text)) from None


def as_day(cell: Any) -> date:
    """Return a day that is not in the future: a workbook's own, or ``20.08.2026`` as text."""
    day = _day(cell)
    if day > clock.today():
        raise Amiss(gettext("%(cell)s lies in the future", cell=f"{day:%d.%m.%Y}"))
    if day.year < 1900:
        raise Amiss(gettext("%(cell)s is too long ago", cell=as_text(cell)))
    return day


def _day(cell: Any) -> date:
    _plain(cell)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = as_text(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not _SERIALS[0] <= cell <= _SERIALS[1]:
            raise Amiss(gettext("%(cell)s is no day", cell=text))
        return _EPOCH + timedelta(days=int(cell))
    parts: tuple[int, int, int] | None = None
    if match := _DAY.fullmatch(text):
        day, month, year = (int(one) for one in match.groups())
        parts = (year + 2000 if year < 70 else year + 1900 if year < 100 else year, month, day)
    elif match := _ISO_DAY.fullmatch(text):
        parts = (int(match[1]), int(match[2]), int(match[3]))
    elif match := _NAMED_DAY.fullmatch(text.casefold()):
        month = next((n for n, names in enumerate(_MONTHS, 1) if match[2].startswith(names)), 0)
        parts = (int(match[3]), month, int(match[1]))
    try:
        return date(*(parts or (0, 0, 0)))
    except ValueError:
        raise Amiss(gettext("%(cell)s is no day; write it like 20.08.2026", cell=text)) from None


def as_year(cell: Any) -> int:
    """Return a year of publication: ``2019``, ``2019 ж.``, or that of a day."""
    _plain(cell)
    if isinstance(cell, datetime | date):
        return cell.year
    text = as_text(cell)
    match = _YEAR.fullmatch(text.casefold())
    year = int(match[1]) if match else 0
    if not _FIRST_YEAR <= year <= clock.today().year + 1:
        raise Amiss(gettext("%(cell)s is no year of publication", cell=text))
    return year


def as_isbn(cell: Any) -> str:
    """Return an ISBN as 13 digits; the check digit must be right."""
    text = as_text(cell)
    if re.search(r"\d[eе]\+?\d", text, re.IGNORECASE):
        raise Amiss(
            gettext("ISBN %(cell)s was shortened by the spreadsheet; type it as text", cell=text)
        )
    bare = re.sub(r"(?i)^isbn[\s:\-]*(?:1[03][\s:]+)?", "", text)
    try:
        return str(isbn_rules.to_isbn13(isbn_rules.validate(bare))).replace("-", "")
    except ValidationError:
        raise Amiss(gettext("ISBN %(cell)s is mistyped", cell=text)) from None


def _plain(cell: Any) -> Any:
    """Return the cell; Amiss if a program left an error or an unreckoned formula in it."""
    if isinstance(cell, NoValue):
        raise Amiss(
            gettext("there is a formula without a result; open the file in Excel and save it")
        )
    if isinstance(cell, str) and cell.strip().upper() in _ERRORS:
        raise Amiss(gettext("the spreadsheet shows the error %(cell)s", cell=cell.strip()))
    return cell


#: How a cell of each kind is read.
KINDS: dict[str, Callable[[Any], Any]] = {
    "text": as_text,
    "count": as_count,
    "amount": as_amount,
    "day": as_day,
    "year": as_year,
    "isbn": as_isbn,
}
