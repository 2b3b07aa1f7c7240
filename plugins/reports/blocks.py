"""What reports shows on the first page: the report that is due."""

from datetime import date, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.answers import Card
from plugins.reports.models import Report
from plugins.reports.services import periods

#: Days after the end of the year in which its report is asked for.
DAYS_AFTER = 45


def next_steps(on: date) -> list[Card]:
    """Return the annual report that is due: of the year that has just ended."""
    ended = periods.year_of(periods.year_start(periods.year_start(on) - timedelta(days=1)))
    if (on - ended.last).days > DAYS_AFTER:
        return []
    found = Report.get_or_none(Report.first == ended.first, Report.last == ended.last)
    if found is not None and found.is_approved:
        return []
    return [
        Card(
            title=_("write the annual report"),
            number="",
            why=gettext("Its figures are there already: %(period)s.", period=ended.title),
            url=f"/reports/reports/{found.id}" if found else "/reports/reports/",
            icon="report",
            order=60,
        )
    ]
