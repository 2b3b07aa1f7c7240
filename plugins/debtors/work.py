"""The work with debtors that the year's plan counts (plan VI.7)."""

from datetime import date

from flask_babel import lazy_gettext as _
from peewee import fn

from core.answers import WorkUnit
from core.clock import day_bounds
from plugins.debtors.models import Notice


def worked_with(first: date, last: date) -> int:
    """Return how many readers had a notice, on paper or by e-mail."""
    rows = Notice.select(fn.COUNT(Notice.reader.distinct())).where(
        Notice.sent_at >= day_bounds(first)[0],
        Notice.sent_at < day_bounds(last)[1],
        Notice.result != "failed",
    )
    return int(rows.scalar() or 0)


WORK_UNITS = (
    WorkUnit(
        "debtors.worked_with",
        _("Debtors who had a notice"),
        worked_with,
        lambda first, last: f"/debtors/log/?f-sent_at={first}..{last}",
    ),
)
