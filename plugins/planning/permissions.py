"""What one may be allowed to do with the plan."""

from flask_babel import lazy_gettext as _

from core.access import Permission

PERMISSIONS = (
    Permission(
        "planning.view",
        _("See the annual plan"),
        ("head", "librarian", "assistant", "teacher", "viewer"),
    ),
    Permission("planning.edit", _("Draw up the annual plan"), ("head", "librarian")),
)
