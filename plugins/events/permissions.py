"""What one may be allowed to do with events."""

from flask_babel import lazy_gettext as _

from core.access import EVERYBODY, Permission

PERMISSIONS = (
    Permission("events.view", _("See the calendar of events"), EVERYBODY),
    Permission("events.edit", _("Plan events and mark them as held"), ("head", "librarian")),
)
