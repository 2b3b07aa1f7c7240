"""What one may be allowed to do with loans."""

from flask_babel import lazy_gettext as _

from core.access import Permission

PERMISSIONS = (
    Permission("circulation.lend", _("Work at the desk"), ("head", "librarian", "assistant")),
    Permission("circulation.replace", _("Take books for lost ones"), ("head", "librarian")),
    Permission(
        "circulation.clearance",
        _("Print clearance slips for leavers"),
        ("head", "librarian", "assistant"),
    ),
    Permission(
        "circulation.pass_on",
        _("Pass textbooks on to a class (a class teacher: the own class)"),
        ("head", "librarian", "teacher"),
    ),
    Permission(
        "circulation.view",
        _("See loans"),
        ("head", "librarian", "assistant", "teacher", "viewer"),
    ),
)
