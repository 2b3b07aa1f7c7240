"""Verbs for ticked readers: print their cards."""

from typing import Any

from flask import Response
from flask_babel import lazy_gettext as _

from core.actions import Action
from core.renderers import RENDERERS, TYPES
from plugins.readers import documents


def print_cards(ids: list[int], _by: Any) -> Response:
    """Return the readers' cards as PDF, class by class."""
    return _as_pdf({"ids": ",".join(map(str, ids))})


def print_cards_of_classes(ids: list[int], _by: Any) -> Response:
    """Return the cards of all pupils of the classes as PDF."""
    return _as_pdf({"class": ",".join(map(str, ids))})


def _as_pdf(arguments: dict[str, Any]) -> Response:
    answer = Response(RENDERERS["pdf"](documents.cards(arguments)), mimetype=TYPES["pdf"])
    answer.headers["Content-Disposition"] = 'inline; filename="readers.cards.pdf"'
    return answer


ACTIONS = (
    Action("cards", _("Print cards"), print_cards, "readers.cards", icon="id", is_primary=True),
)

CLASS_ACTIONS = (
    Action(
        "cards",
        _("Print the pupils' cards"),
        print_cards_of_classes,
        "readers.cards",
        icon="id",
        is_primary=True,
    ),
)
