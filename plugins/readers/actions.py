"""Verbs for ticked readers: print their cards."""

from typing import Any

from flask import Response
from flask_babel import lazy_gettext as _

from core.actions import Action
from core.renderers import RENDERERS, TYPES
from plugins.readers import documents


def print_cards(ids: list[int], _by: Any) -> Response:
    """Return the readers' cards as PDF, class by class."""
    document = documents.cards({"ids": ",".join(map(str, ids))})
    answer = Response(RENDERERS["pdf"](document), mimetype=TYPES["pdf"])
    answer.headers["Content-Disposition"] = 'inline; filename="readers.cards.pdf"'
    return answer


ACTIONS = (
    Action("cards", _("Print cards"), print_cards, "readers.cards", icon="id", is_primary=True),
)
