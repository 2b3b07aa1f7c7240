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
    add_numbers,
    add_old_textbooks,
    close_list,
    remove,
    reopen_list,
)

__all__ = [
    "LEAST_MEMBERS",
    "SETTINGS",
    "Member",
    "Taken",
    "add_copies",
    "add_numbers",
    "add_old_textbooks",
    "approve",
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
]
