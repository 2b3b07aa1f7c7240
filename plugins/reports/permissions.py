"""What one may be allowed to do with the diary and the reports."""

from flask_babel import lazy_gettext as _

from core.access import Permission

PERMISSIONS = (
    Permission(
        "reports.view",
        _("See the diary, statistics and reports"),
        ("head", "librarian", "assistant", "viewer"),
    ),
    Permission(
        "reports.diary",
        _("Write remarks into the diary and print its pages"),
        ("head", "librarian", "assistant"),
    ),
    Permission("reports.write", _("Make reports and write their texts"), ("head", "librarian")),
    Permission("reports.approve", _("Approve reports"), ("head",)),
)
