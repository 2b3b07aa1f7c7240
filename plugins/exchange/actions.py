"""Verbs for ticked records: give them out as a file."""

from typing import Any

from flask import redirect
from flask_babel import lazy_gettext as _

from core.actions import Action


def give_out(ids: list[int], _by: Any) -> Any:
    """Lead to the formats, for these records alone."""
    return redirect(f"/exchange/files/?ids={','.join(map(str, ids[:2000]))}", 303)


ACTIONS = (
    Action(
        "exchange_give_out",
        _("Give out as a file"),
        give_out,
        "exchange.export",
        icon="file-export",
    ),
)
