"""What one may be allowed to do with records of other libraries."""

from flask_babel import lazy_gettext as _

from core.access import Permission

PERMISSIONS = (
    Permission(
        "exchange.import", _("Take records from files and libraries"), ("head", "librarian")
    ),
    Permission(
        "exchange.export", _("Give records out as files"), ("head", "librarian", "assistant")
    ),
)
