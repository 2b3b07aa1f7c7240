"""Suppliers: kept with a BIN that was checked."""

from core import journal
from core.database import transaction
from core.models import Staff
from plugins.acquisitions.errors import WrongBin
from plugins.acquisitions.models import Supplier
from plugins.acquisitions.services import typing

_FIRST = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_DIGITS = 12


def is_bin(text: str) -> bool:
    """Return whether twelve digits are a BIN: the last of them checks the others."""
    if len(text) != _DIGITS or not (text.isascii() and text.isdigit()):
        return False
    for weights in (_FIRST, _SECOND):
        check = sum(int(digit) * weight for digit, weight in zip(text, weights, strict=False)) % 11
        if check != 10:
            return check == int(text[-1])
    return False


def keep(its: Supplier, *, by: Staff | None) -> Supplier:
    """Keep the supplier and return it; NoName, WrongBin."""
    its.name = typing.name_of(its.name)
    its.bin = "".join(str(its.bin or "").split())
    if its.bin and not is_bin(str(its.bin)):
        raise WrongBin(bin=str(its.bin)[:20])
    with transaction():
        its.save()
        journal.record("acquisitions.supplier", by=by, about=f"supplier {its.id}")
    return its
