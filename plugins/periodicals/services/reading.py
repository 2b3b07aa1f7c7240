"""What somebody has scanned or typed: which title, and which number of it."""

import re
from dataclasses import dataclass, field
from datetime import date

from stdnum import ean

from core.barcodes import repair_layout
from plugins.periodicals.errors import UnknownTitle, WrongNumber
from plugins.periodicals.models import Title
from plugins.periodicals.services import titles

#: Signs that join the two numbers of a double issue.
_JOINS = r"[-–—/]"
_NUMBER = re.compile(rf"^№?\s*(\d{{1,4}})(?:\s*{_JOINS}\s*(\d{{1,4}}))?$")
_DAY = re.compile(r"^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?\.?$")
_BARCODE = re.compile(r"^(977\d{10})[\s+-]*(\d{2}|\d{5})?$")
_TAIL = re.compile(rf"^(.*\S)\s+(№?\s*\d{{1,4}}(?:\s*{_JOINS}\s*\d{{1,4}})?|\d{{1,2}}\.\d{{1,2}})$")

#: A double issue joins few numbers; more is a slip of the finger.
MOST_JOINED = 12


@dataclass(frozen=True)
class Read:
    """What was meant: the title, or several to choose from; and the words of the number."""

    title: Title | None = None
    choices: list[Title] = field(default_factory=list)
    number: str = ""


@dataclass(frozen=True)
class Number:
    """A number of an issue: from ``first`` to ``last``, or the day it is of."""

    first: int = 0
    last: int = 0
    day: date | None = None

    @property
    def label(self) -> str:
        """Return the number as it stands on the issue: ``7``, ``7–8``."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def understand(text: str, open_title: Title | None = None) -> Read:
    """Return what ``text`` means; with a title open a bare number is one of its issues.

    A barcode is EAN-13 (977…) with the add-on of two or five figures behind it, if the scanner
    reads it. UnknownTitle if nothing is known under it.
    """
    text = " ".join(text.split())
    match = _BARCODE.match(text) or _BARCODE.match(repair_layout(text))
    if match and ean.is_valid(match[1]):
        title = titles.find_by_ean(match[1])
        if title is None:
            raise UnknownTitle()
        return Read(title, number=_of_add_on(match[2] or ""))
    if open_title is not None and (not text or _NUMBER.match(text) or _DAY.match(text)):
        return Read(open_title, number=text)
    # The number first: as a word it could be the beginning of an ISSN.
    tail = _TAIL.match(text)
    found, number = (titles.find_named(tail[1]), tail[2]) if tail else ([], "")
    if not found:
        found, number = titles.find_named(text), ""
    if not found:
        raise UnknownTitle()
    return Read(found[0] if len(found) == 1 else None, found, number)


def _of_add_on(digits: str) -> str:
    """Return the number that the add-on says: ``07``; of five figures the last three."""
    return str(int(digits[-3:] if len(digits) == 5 else digits)) if digits else ""


def number_of(text: str, today: date) -> Number:
    """Return the number that ``text`` says; WrongNumber if it says none."""
    words = text.strip()
    if match := _NUMBER.match(words):
        first = int(match[1])
        last = int(match[2] or first)
        if 0 < first <= last < first + MOST_JOINED:
            return Number(first, last)
    elif match := _DAY.match(words):
        try:
            return Number(day=date(int(match[3] or today.year), int(match[2]), int(match[1])))
        except ValueError:
            pass
    raise WrongNumber(number=words[:20])
