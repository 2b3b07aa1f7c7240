"""What one may be allowed to do with debtors."""

from flask_babel import lazy_gettext as _

from core.access import EVERYBODY, Permission

PERMISSIONS = (
    Permission("debtors.view", _("See debtors"), EVERYBODY),
    Permission("debtors.notify", _("Give debtors notice"), ("head", "librarian", "assistant")),
)
