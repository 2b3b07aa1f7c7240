"""What textbooks have to say in the report: how far the pupils are provided with them now."""

from datetime import date

from flask_babel import lazy_gettext as _

from core import clock
from core.answers import Block, Figure, ReportPart
from plugins.textbooks.services import provision

#: It is known for now only: a report on days that ended longer ago says nothing of it.
STALE = 120


def report(first: date, last: date) -> list[ReportPart]:
    """Return the provision, if these days are not long over."""
    if (clock.today() - last).days > STALE:
        return []
    found = provision.report()
    if not found.lines:
        return []
    url = "/textbooks/provision/"
    return [
        ReportPart(
            _("Provision with textbooks"),
            "VI",
            [
                Figure(
                    "textbooks.provision",
                    _("Provision with textbooks"),
                    found.percent,
                    {"covered": found.covered, "need": found.need},
                    url=url,
                    unit="%",
                ),
                Figure("textbooks.need", _("Copies needed"), found.need, url=url),
                Figure("textbooks.covered", _("Of them there are"), found.covered, url=url),
                Figure(
                    "textbooks.full_sets", _("Pupils with a full set"), found.full_sets, url=url
                ),
            ],
            [
                Block(
                    _("Provision by grade"),
                    (_("Grade"), _("Needed"), _("There are"), "%"),
                    [
                        (str(grade), need, have, have * 100 // need if need else 100)
                        for grade, need, have in found.grades()
                    ],
                )
            ],
            order=40,
        )
    ]
