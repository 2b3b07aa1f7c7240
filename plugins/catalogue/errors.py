"""Refusals about records."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError


class WrongIsbn(LibraryError):
    """The ISBN's check digit does not fit."""

    message = _("ISBN %(isbn)s is mistyped: its last digit does not fit. Look at the book again.")


class NoTitle(LibraryError):
    """A record must have a title."""

    message = _("The record has no title. Write the title as on the title page.")
