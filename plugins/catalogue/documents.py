"""Papers of the catalogue: cards for the card file."""

from collections.abc import Sequence

from flask_babel import gettext

from core.documents import Document, IndexCard, IndexCards
from plugins.catalogue.services.cards import CatalogueCard


def catalogue_cards(cards: Sequence[CatalogueCard], *, on_cards: bool = False) -> Document:
    """Return the cards, four to a landscape page of A4, or each ``on_cards`` of its own."""
    drawn = [
        IndexCard(
            corner=one.shelf_mark,
            heads=tuple(head for head in (one.added, one.head) if head),
            text=one.body,
            small=one.annotation,
            foot=one.tracing,
            place=one.place,
        )
        for one in cards
    ]
    return Document(
        title=gettext("Catalogue cards"),
        blocks=[IndexCards(drawn)],
        is_landscape=not on_cards,
        has_title=False,
        paper="card" if on_cards else "A4",
    )
