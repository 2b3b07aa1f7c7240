"""Verbs for ticked readers and classes: print the slips of those who leave."""

from typing import Any

from flask import Response
from flask_babel import lazy_gettext as _

from core.actions import Action
from core.renderers import RENDERERS, TYPES
from plugins.circulation.clearance import clearance


def print_slips(ids: list[int], _by: Any) -> Response:
    """Return the readers' slips as PDF."""
    return _as_pdf({"ids": ",".join(map(str, ids))})


def print_slips_of_classes(ids: list[int], _by: Any) -> Response:
    """Return the slips of all pupils of the classes as PDF."""
    return _as_pdf({"class": ",".join(map(str, ids))})


def _as_pdf(arguments: dict[str, Any]) -> Response:
    answer = Response(RENDERERS["pdf"](clearance(arguments)), mimetype=TYPES["pdf"])
    answer.headers["Content-Disposition"] = 'inline; filename="circulation.clearance.pdf"'
    return answer


_TITLE = _("Clearance slips")
ACTIONS = (Action("clearance", _TITLE, print_slips, "circulation.clearance", icon="certificate"),)
CLASS_ACTIONS = (
    Action(
        "clearance", _TITLE, print_slips_of_classes, "circulation.clearance", icon="certificate"
    ),
)
