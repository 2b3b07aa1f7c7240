"""Refusals about readers."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError, NotFound


class UnknownCard(NotFound):
    """No reader has that card."""

    message = _("No reader has card No. %(number)s. Look the reader up by name: F4.")


class ReaderGone(LibraryError):
    """The reader has left the school."""

    message = _("%(reader)s left on %(on)s. Books are not lent to this reader any more.")


class ReaderBlocked(LibraryError):
    """The librarian has stopped lending to the reader."""

    message = _("%(reader)s: lending is stopped. The reason is on the reader's page.")


class ReaderStays(LibraryError):
    """The reader cannot leave yet."""

    message = _("%(reader)s cannot leave yet: %(reasons)s.")


class ReaderLeft(LibraryError):
    """The day on which the reader left is known already."""

    message = _("%(reader)s left on %(on)s already. That day stays as it is.")
