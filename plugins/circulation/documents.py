"""Documents of the desk: the command card."""

from typing import Any

from flask_babel import lazy_gettext as _

from core.documents import Document, DocumentKind, command_card
from plugins.circulation.class_papers import CLASS_PAPERS


def card(_arguments: dict[str, Any]) -> Document:
    """Return the card with a barcode for each command of the desk."""
    return command_card()


DOCUMENTS = (
    DocumentKind("circulation.commands", _("Command card"), card, ("pdf",), "circulation.lend"),
    *CLASS_PAPERS,
)
