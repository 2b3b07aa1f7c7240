"""The monthly bulletin: a page that collects itself, with the librarian's words on top."""

from datetime import date

from core import journal
from core.database import transaction
from core.models import Staff
from plugins.information.models import Bulletin


def month_of(day: date) -> date:
    """Return the first day of the month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """Return the first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def bulletin_of(month: date) -> Bulletin:
    """Return the bulletin of the month, an unsaved one if nobody has written a word yet."""
    first = month_of(month)
    found: Bulletin | None = Bulletin.get_or_none(Bulletin.month == first)
    return found or Bulletin(month=first)


def keep_words(month: date, *, kk: str, ru: str, by: Staff | None) -> Bulletin:
    """Keep the librarian's words and return the bulletin."""
    with transaction():
        its = bulletin_of(month)
        its.words_kk, its.words_ru = kk.strip(), ru.strip()
        its.by = its.by or by
        its.save()
        journal.record("information.bulletin", by=by, about=f"{its.month:%Y-%m}")
    return its


def give(month: date, *, on: date | None, by: Staff | None) -> Bulletin:
    """Note the day on which the bulletin was told or given out; None takes that back."""
    with transaction():
        its = bulletin_of(month)
        its.given_on = on
        its.by = its.by or by
        its.save()
        journal.record("information.bulletin", by=by, about=f"{its.month:%Y-%m}", given=on)
    return its
