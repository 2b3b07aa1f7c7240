"""What people type into the forms of a page, read into plain values."""

from datetime import date, datetime
from typing import Any

from core.errors import WrongDay
from core.views.forms import DAY_FORMATS


def day_of(text: Any) -> date | None:
    """Return a day as picked or typed (``20.10.2026``), None if empty; WrongDay if it is none."""
    words = str(text or "").strip()
    if not words:
        return None
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    raise WrongDay(day=words[:20])
