"""The work with readers that the year's plan counts (plan VI.1, VI.3)."""

from datetime import date

from flask_babel import lazy_gettext as _

from core.answers import WorkUnit
from plugins.readers.models import Reader


def entered(first: date, last: date) -> int:
    """Return how many readers were registered."""
    return int(Reader.select().where(Reader.registered_on.between(first, last)).count())


def rules_read(first: date, last: date) -> int:
    """Return how many readers were acquainted with the library's rules."""
    return int(Reader.select().where(Reader.rules_read_on.between(first, last)).count())


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
)
