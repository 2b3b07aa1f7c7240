"""What one may be allowed to do with periodicals."""

from flask_babel import lazy_gettext as _

from core.access import Permission

PERMISSIONS = (
    Permission(
        "periodicals.view", _("See periodicals"), ("head", "librarian", "assistant", "viewer")
    ),
    Permission("periodicals.edit", _("Order and bind periodicals"), ("head", "librarian")),
    Permission(
        "periodicals.receive",
        _("Check issues in and describe articles"),
        ("head", "librarian", "assistant"),
    ),
    Permission("periodicals.lend", _("Lend issues"), ("head", "librarian", "assistant")),
    Permission(
        "periodicals.readers",
        _("See who has signed up for periodicals"),
        ("head", "librarian"),
    ),
)
