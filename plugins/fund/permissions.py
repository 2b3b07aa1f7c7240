"""What one may be allowed to do with copies."""

from flask_babel import lazy_gettext as _

from core.access import Permission

PERMISSIONS = (
    Permission("fund.view", _("See the fund"), ("head", "librarian", "assistant", "viewer")),
    Permission("fund.account", _("Accept deliveries and keep the books"), ("head", "librarian")),
    Permission("fund.stocktake", _("Take stock"), ("head", "librarian", "assistant")),
    Permission("fund.print", _("Print the books of account"), ("head", "librarian", "viewer")),
    Permission("fund.labels", _("Print labels"), ("head", "librarian", "assistant")),
    Permission("fund.edit", _("Change a copy's shelf and condition"), ("head", "librarian")),
)
