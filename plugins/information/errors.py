"""Refusals of the information work."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError, NotFound


class NothingAsked(LibraryError):
    """A lesson, an enquiry or a meeting without words."""

    message = _("Write in a few words what it was about.")


class DayAhead(LibraryError):
    """What has not been cannot be written down."""

    message = _("%(on)s is still to come. Choose today or an earlier day.")


class NoListTitle(LibraryError):
    """A list has to be called something."""

    message = _("Give the list a title.")


class GradesNotRead(LibraryError):
    """What was typed are no grades."""

    message = _("«%(text)s» is no grade. Write grades with commas or as a range: 5, 7-9.")


class UnknownBook(NotFound):
    """No record and no copy is known under what was scanned or typed."""

    message = _("Nothing is known under «%(code)s». Scan a copy or its ISBN, or search by title.")


class ListedAlready(LibraryError):
    """The book is on the list."""

    message = _("«%(title)s» is on this list already.")


class UnknownList(NotFound):
    """The list is gone."""

    message = _("There is no such list any more. Go back to the lists.")
