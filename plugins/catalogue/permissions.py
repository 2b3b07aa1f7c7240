"""What one may be allowed to do with records."""

from flask_babel import lazy_gettext as _

from core.access import Permission

PERMISSIONS = (
    Permission(
        "catalogue.view",
        _("See the catalogue"),
        ("head", "librarian", "assistant", "teacher", "viewer"),
    ),
    Permission("catalogue.edit", _("Enter and change records"), ("head", "librarian")),
    Permission("catalogue.merge", _("Merge double records and persons"), ("head", "librarian")),
    Permission("catalogue.cards", _("Print catalogue cards"), ("head", "librarian")),
)
