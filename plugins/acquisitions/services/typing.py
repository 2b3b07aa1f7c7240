"""Words, counts and days as people type them into the pages of acquisition."""

from datetime import date
from decimal import Decimal
from typing import Any

from plugins.acquisitions.errors import DaysReversed, NoBookTitle, NoCopies, NoName
from plugins.fund.services import amounts


def words_of(text: Any, most: int = 200) -> str:
    """Return the words in one line, cut where the column ends."""
    return " ".join(str(text or "").replace("\0", "").split())[:most]


def name_of(text: Any, most: int = 200) -> str:
    """Return a name; NoName if there is none."""
    name = words_of(text, most)
    if not any(sign.isalnum() for sign in name):
        raise NoName()
    return name


def title_of(text: Any) -> str:
    """Return the title of a book; NoBookTitle if there is none."""
    title = words_of(text, 300)
    if not any(sign.isalnum() for sign in title):
        raise NoBookTitle()
    return title


def copies_of(text: Any) -> int:
    """Return how many copies, 1 where nothing is typed; NoCopies for nought."""
    count = amounts.count_of(text if str(text or "").strip() else 1)
    if not count:
        raise NoCopies()
    return count


def price_of(text: Any) -> Decimal:
    """Return a price as typed, 0 where nothing is."""
    return amounts.price_of(text or 0)


def ensure_in_order(first: date, last: date | None) -> None:
    """Raise DaysReversed if the last day comes before the first."""
    if last is not None and last < first:
        raise DaysReversed(first=f"{first:%d.%m.%Y}", last=f"{last:%d.%m.%Y}")
