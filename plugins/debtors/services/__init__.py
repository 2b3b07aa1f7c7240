"""The rules of notices; callers import them from here."""

from plugins.debtors.services.notices import (
    SETTINGS,
    Letter,
    forget,
    letters,
    noticed_today,
    quiet_days,
    record,
)

__all__ = ["SETTINGS", "Letter", "forget", "letters", "noticed_today", "quiet_days", "record"]
