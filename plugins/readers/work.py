"""The work with readers that the year's plan counts (plan VI.1 to VI.3)."""

from datetime import date

from flask_babel import lazy_gettext as _

from core.answers import WorkUnit
from plugins.readers.models import CouncilMember, Reader


def entered(first: date, last: date) -> int:
    """Return how many readers were registered."""
    return int(Reader.select().where(Reader.registered_on.between(first, last)).count())


def rules_read(first: date, last: date) -> int:
    """Return how many readers were acquainted with the library's rules."""
    return int(Reader.select().where(Reader.rules_read_on.between(first, last)).count())


def council_members(first: date, last: date) -> int:
    """Return how many members of the council and activists were elected."""
    return int(CouncilMember.select().where(CouncilMember.elected_on.between(first, last)).count())


WORK_UNITS = (
    WorkUnit(
        "readers.entered",
        _("Readers registered"),
        entered,
        lambda first, last: f"/readers/readers/?f-registered_on={first}..{last}",
    ),
    WorkUnit(
        "readers.rules_read",
        _("Readers acquainted with the rules"),
        rules_read,
        lambda first, last: f"/readers/readers/?f-rules_read_on={first}..{last}",
    ),
    WorkUnit(
        "readers.council_members",
        _("Members of the library council elected"),
        council_members,
        lambda first, last: f"/readers/council/?preset=all&f-elected_on={first}..{last}",
    ),
)
