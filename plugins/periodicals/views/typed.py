"""What people typed, read into plain values; refusals said at the top of the next page."""

from datetime import date, datetime
from typing import Any

from flask import flash

from core.errors import LibraryError
from core.views.forms import DAY_FORMATS
from plugins.periodicals.errors import WrongDay


def whole(text: Any) -> int:
    """Return a small number, 0 if it is none."""
    words = str(text or "")
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 10 else 0


def numbers(texts: list[str]) -> list[int]:
    """Return the small numbers among what was ticked."""
    return [number for number in map(whole, texts) if number]


def day_of(text: Any) -> date | None:
    """Return a day as picked or typed (``20.10.2026``), None if empty; WrongDay if it is none."""
    words = str(text or "").strip()
    if not words:
        return None
    for form in DAY_FORMATS:
        try:
            found = datetime.strptime(words, form).date()
        except ValueError:
            continue
        if 1990 <= found.year <= 2100:
            return found
    raise WrongDay(day=words[:20])


class Told:
    """Says a refusal in a sentence at the top of the next page."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, fault: Any, _trace: Any) -> bool:
        if kind is None or not issubclass(kind, LibraryError):
            return False
        flash(str(fault), "error")
        return True
