"""What one may be allowed to do with sets of textbooks."""

from flask_babel import lazy_gettext as _

from core.access import Permission

PERMISSIONS = (
    Permission(
        "textbooks.view",
        _("See sets of textbooks and the provision"),
        ("head", "librarian", "assistant", "viewer"),
    ),
    Permission("textbooks.edit", _("Change sets of textbooks"), ("head", "librarian")),
)
