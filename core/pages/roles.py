"""What the roles are called on the screen."""

from flask_babel import lazy_gettext as _

ROLE_TITLES = {
    "head": _("head librarian"),
    "librarian": _("librarian"),
    "assistant": _("desk assistant"),
    "teacher": _("class teacher"),
    "viewer": _("director or accountant"),
}
