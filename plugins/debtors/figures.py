"""What debtors have to say in the report: what was overdue at the end, who was given notice."""

from datetime import date

from flask_babel import lazy_gettext as _
from peewee import fn

from core import clock
from core.answers import Figure, ReportPart
from core.days import within
from plugins.circulation.services import debts
from plugins.debtors.models import Notice


def report(first: date, last: date) -> list[ReportPart]:
    """Return the copies overdue at the end of these days, and the readers given notice."""
    on = min(last, clock.today())
    (overdue,) = debts.overdue_at([(on, clock.day_bounds(on)[1])])
    sent = within(Notice.sent_at, first, last) & (Notice.result != "failed")
    notices, readers = (
        Notice.select(fn.COUNT(Notice.id), fn.COUNT(Notice.reader.distinct()))
        .where(sent)
        .tuples()
        .get()
    )
    url = "/debtors/"
    return [
        ReportPart(
            _("Debtors"),
            "VI",
            [
                Figure("debtors.overdue", _("Copies overdue at the end"), overdue, url=url),
                Figure("debtors.noticed", _("Debtors given notice"), int(readers), url=url),
                Figure("debtors.notices", _("Notices given"), int(notices), url=url),
            ],
            order=50,
        )
    ]
