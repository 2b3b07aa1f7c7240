"""Verbs for ticked copies of the fund: put them on the list of a write-off."""

from typing import Any

from flask import flash, redirect
from flask_babel import lazy_gettext as _

from core.actions import Action
from plugins.catalogue.models import Record
from plugins.fund.models import Copy
from plugins.writeoff import blocks, services

_CHUNK = 500


def write_off(ids: list[int], by: Any) -> Any:
    """Put the copies on the person's list of their fund and show it; open one if there is none.

    The list shown has the copies of one fund: tick those of the other in its own list.
    """
    copies: list[Copy] = []
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        copies.extend(Copy.select(Copy, Record).join(Record).where(Copy.id.in_(chunk)))
    case = services.list_of(str(copies[0].fund), by=by)
    taken = services.add_copies(case, copies, by=by)
    for kind, words in blocks.answer_words(len(taken.added), taken.refused):
        flash(words, kind)
    return redirect(f"{blocks.PAGE}{case.id}", code=303)


ACTIONS = (Action("writeoff", _("Write off"), write_off, "writeoff.edit", icon="file-minus"),)
