"""What the catalogue has to say in the report: records there, and made in these days."""

from datetime import date

from flask_babel import lazy_gettext as _
from peewee import fn

from core import clock
from core.answers import Block, Figure, ReportPart
from core.days import within
from plugins.catalogue.models import KINDS, Record


def report(first: date, last: date) -> list[ReportPart]:
    """Return how many records there are, and how many were made in these days, by kind."""
    there = Record.created_at < clock.day_bounds(last)[1]
    counts = {}
    for name, where in (("all", there), ("new", within(Record.created_at, first, last))):
        rows = Record.select(Record.kind, fn.COUNT(Record.id)).where(where).group_by(Record.kind)
        counts[name] = {str(kind): int(count) for kind, count in rows.tuples()}
    in_all, new = counts["all"], counts["new"]
    url = "/catalogue/records/"
    return [
        ReportPart(
            _("Catalogue"),
            "V",
            [
                Figure("catalogue.records", _("Records at the end"), sum(in_all.values()), url=url),
                Figure("catalogue.new", _("Records made"), sum(new.values()), url=url),
            ],
            [
                Block(
                    _("Records by kind"),
                    (_("Kind of record"), _("At the end"), _("Made")),
                    [
                        (title, in_all[name], new.get(name, 0))
                        for name, title in KINDS.items()
                        if in_all.get(name)
                    ],
                )
            ],
            order=10,
        )
    ]
