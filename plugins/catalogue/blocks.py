"""Records as other pages show them."""

from urllib.parse import quote

from flask_babel import lazy_gettext as _

from core.answers import Block, Fact
from plugins.catalogue.services import search


def found(text: str) -> list[Block]:
    """Return the ten records that fit the words best, or nothing."""
    rows = [
        (
            Fact("", one.full_title, url=f"/catalogue/records/details/?id={one.id}"),
            one.authors,
            ", ".join(str(part) for part in (one.publisher, one.year) if part),
        )
        for one in search.find(text, size=10).records
    ]
    if not rows:
        return []
    return [
        Block(
            title=_("Catalogue"),
            columns=(_("Title"), _("Authors"), _("Publisher, year")),
            rows=rows,
            url=f"/catalogue/records/?search={quote(text)}",
        )
    ]
