"""The rules of the fund; callers import them from here."""

from plugins.fund.services.copies import (
    change,
    ensure_in_fund,
    find_by_id,
    find_by_number,
    get_by_number,
    sizes,
    withdraw,
)

__all__ = [
    "change",
    "ensure_in_fund",
    "find_by_id",
    "find_by_number",
    "get_by_number",
    "sizes",
    "withdraw",
]
