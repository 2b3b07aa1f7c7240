"""The rules of a write-off; callers import them from here."""

from plugins.writeoff.services.cases import (
    LEAST_MEMBERS,
    SETTINGS,
    Member,
    approve,
    discard,
    get,
    list_of,
    open_case,
    set_basis,
    set_commission,
)
from plugins.writeoff.services.disposals import close, dispose, set_receipt
from plugins.writeoff.services.lists import (
    Taken,
    add_copies,
    add_lost,
    add_numbers,
    add_old_textbooks,
    add_replaced_editions,
    close_list,
    remove,
    reopen_list,
)
from plugins.writeoff.services.missing import case_of_stocktake, write_off_missing

__all__ = [
    "LEAST_MEMBERS",
    "SETTINGS",
    "Member",
    "Taken",
    "add_copies",
    "add_lost",
    "add_numbers",
    "add_old_textbooks",
    "add_replaced_editions",
    "approve",
    "case_of_stocktake",
    "close",
    "close_list",
    "discard",
    "dispose",
    "get",
    "list_of",
    "open_case",
    "remove",
    "reopen_list",
    "set_basis",
    "set_commission",
    "set_receipt",
    "write_off_missing",
]
