"""What one may be allowed to do with write-offs."""

from flask_babel import lazy_gettext as _

from core.access import Permission

PERMISSIONS = (
    Permission("writeoff.view", _("See write-offs"), ("head", "librarian", "viewer")),
    Permission("writeoff.edit", _("Prepare write-offs"), ("head", "librarian")),
    Permission("writeoff.approve", _("Approve write-off acts"), ("head",)),
)
