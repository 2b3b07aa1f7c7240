"""The rules of the desk; callers import them from here."""

from plugins.circulation.services.answers import Answer
from plugins.circulation.services.desk import Scan, find_readers, scan, undo
from plugins.circulation.services.lending import lend, take_back
from plugins.circulation.services.loan_deeds import note, renew, renew_all, report_lost

__all__ = [
    "Answer",
    "Scan",
    "find_readers",
    "lend",
    "note",
    "renew",
    "renew_all",
    "report_lost",
    "scan",
    "take_back",
    "undo",
]
