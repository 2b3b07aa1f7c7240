"""Refusals about copies."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError, NotFound


class UnknownCopy(NotFound):
    """No copy has that number."""

    message = _("No copy has No. %(number)s. Check the number and type it again.")


class CopyWithdrawn(LibraryError):
    """The copy has left the fund."""

    message = _("No. %(number)s was written off on %(on)s. Put the book aside.")


class CopyBlocked(LibraryError):
    """The copy must stay in the fund for now."""

    message = _("No. %(number)s cannot be written off: %(reasons)s.")
