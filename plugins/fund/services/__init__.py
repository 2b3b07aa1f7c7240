"""The rules of the fund; callers import them from here."""

from plugins.fund.services import amounts
from plugins.fund.services.books import SETTINGS, Control, Move, enter, enter_totals, reverse
from plugins.fund.services.conditions import note_condition
from plugins.fund.services.copies import (
    change,
    ensure_in_fund,
    find_by_id,
    find_by_number,
    get_by_number,
    has_copies,
    sizes,
    withdraw,
)
from plugins.fund.services.deliveries import unfinished
from plugins.fund.services.replacing import bring_back, take_in
from plugins.fund.services.totals import (
    breakdown,
    came_between,
    control,
    movement,
    sizes_on,
    third_part,
)

__all__ = [
    "SETTINGS",
    "Control",
    "Move",
    "amounts",
    "breakdown",
    "bring_back",
    "came_between",
    "change",
    "control",
    "ensure_in_fund",
    "enter",
    "enter_totals",
    "find_by_id",
    "find_by_number",
    "get_by_number",
    "has_copies",
    "movement",
    "note_condition",
    "reverse",
    "sizes",
    "sizes_on",
    "take_in",
    "third_part",
    "unfinished",
    "withdraw",
]
