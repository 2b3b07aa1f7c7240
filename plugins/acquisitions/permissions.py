"""What one may be allowed to do in acquisition."""

from flask_babel import lazy_gettext as _

from core.access import Permission

PERMISSIONS = (
    Permission(
        "acquisitions.view",
        _("See orders, wishes, gifts and visiting exhibitions"),
        ("head", "librarian", "assistant", "viewer"),
    ),
    Permission(
        "acquisitions.edit",
        _("Write down wishes, gifts and visiting exhibitions"),
        ("head", "librarian", "assistant"),
    ),
    Permission("acquisitions.order", _("Make up orders"), ("head", "librarian")),
)
