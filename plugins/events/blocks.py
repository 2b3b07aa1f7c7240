"""What events says to the plan, the diary, the report and the first page."""

from datetime import date

from flask_babel import lazy_gettext as _

from core.answers import Happening, WorkUnit
from core.i18n import language
from plugins.events import queries

WORK_UNITS = (
    WorkUnit("events.held", _("Events held"), queries.count_held),
    WorkUnit(
        "events.excursions",
        _("Excursions and open days held"),
        lambda first, last: queries.count_held(first, last, "excursion"),
    ),
)


def happenings(first: date, last: date) -> list[Happening]:
    """Return the events of those days as a month's programme names them."""
    return [
        Happening(
            day=one.day or one.month,
            title=str(one.title),
            kind=one.form.title(language()),
            where=str(one.room),
            has_day=one.day is not None,
            is_held=one.state == "held",
        )
        for one in queries.between(first, last)
    ]
