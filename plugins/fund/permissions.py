"""What one may be allowed to do with copies."""

from flask_babel import lazy_gettext as _

from core.access import Permission

PERMISSIONS = (
    Permission("fund.view", _("See the fund"), ("head", "librarian", "assistant", "viewer")),
    Permission("fund.edit", _("Change a copy's shelf and condition"), ("head", "librarian")),
)
