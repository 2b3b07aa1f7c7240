"""What events says to the plan, the diary, the report and the first page."""

from flask_babel import lazy_gettext as _

from core.answers import WorkUnit
from plugins.events import queries

WORK_UNITS = (
    WorkUnit("events.held", _("Events held"), queries.count_held),
    WorkUnit(
        "events.excursions",
        _("Excursions and open days held"),
        lambda first, last: queries.count_held(first, last, "excursion"),
    ),
)
