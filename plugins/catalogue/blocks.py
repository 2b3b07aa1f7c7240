"""Records as other pages show them."""

from flask_babel import lazy_gettext as _

from core.answers import Block, Fact
from plugins.catalogue.models import SEARCH, Record


def found(text: str) -> list[Block]:
    """Return the first ten records that have the words, or nothing."""
    records = Record.select().where(SEARCH.matching(text)).order_by(Record.sort_key).limit(10)
    rows = [
        (
            Fact("", one.full_title, url=f"/catalogue/records/details/?id={one.id}"),
            one.authors,
            ", ".join(str(part) for part in (one.publisher, one.year) if part),
        )
        for one in records
    ]
    if not rows:
        return []
    return [
        Block(
            title=_("Catalogue"),
            columns=(_("Title"), _("Authors"), _("Publisher, year")),
            rows=rows,
            url="/catalogue/records/",
        )
    ]
