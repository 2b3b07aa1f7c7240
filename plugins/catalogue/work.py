"""The work of the catalogue that the year's plan counts (plan III.4, V.4)."""

from datetime import date

from flask_babel import lazy_gettext as _
from peewee import fn

from core.answers import WorkUnit
from core.clock import day_bounds
from plugins.catalogue.models import CardPrint, Record


def records(first: date, last: date) -> int:
    """Return how many records were entered."""
    moments = (day_bounds(first)[0], day_bounds(last)[1])
    rows = Record.select().where(Record.created_at >= moments[0], Record.created_at < moments[1])
    return int(rows.count())


def cards_printed(first: date, last: date) -> int:
    """Return how many catalogue cards were printed."""
    moments = (day_bounds(first)[0], day_bounds(last)[1])
    total = CardPrint.select(fn.SUM(CardPrint.cards)).where(
        CardPrint.printed_at >= moments[0], CardPrint.printed_at < moments[1]
    )
    return int(total.scalar() or 0)


WORK_UNITS = (
    WorkUnit(
        "catalogue.records",
        _("Records entered"),
        records,
        lambda first, last: f"/catalogue/records/?f-created_at={first}..{last}",
    ),
    WorkUnit("catalogue.cards_printed", _("Catalogue cards printed"), cards_printed),
)
