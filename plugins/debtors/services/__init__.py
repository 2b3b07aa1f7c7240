"""The rules of notices; callers import them from here."""

from plugins.debtors.services.notices import (
    SETTINGS,
    Letter,
    letters,
    noticed_today,
    quiet_days,
    record,
)

__all__ = ["SETTINGS", "Letter", "letters", "noticed_today", "quiet_days", "record"]
