"""What one may be allowed to do in the information work."""

from flask_babel import lazy_gettext as _

from core.access import Permission

PERMISSIONS = (
    Permission(
        "information.view",
        _("See the information work"),
        ("head", "librarian", "assistant", "viewer"),
    ),
    Permission(
        "information.edit", _("Write the information work down"), ("head", "librarian", "assistant")
    ),
)
