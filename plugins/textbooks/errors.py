"""Refusals about sets of textbooks."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError, NotFound


class AlreadyInSet(LibraryError):
    """The edition serves in the set already."""

    message = _("«%(title)s» is in this set already.")


class UnknownTextbook(NotFound):
    """What was typed or scanned is no record of the catalogue."""

    message = _("Nothing is known under «%(text)s». Add the textbook to the catalogue first.")


class OnlyEdition(LibraryError):
    """An item keeps at least one edition."""

    message = _("This is the only edition. Remove the textbook from the set instead.")


class SetThere(LibraryError):
    """There is a set of that grade, language and profile in that year."""

    message = _("There is such a set already: %(what)s.")


class WrongSet(LibraryError):
    """The year or grade of a new set makes no sense."""

    message = _("Choose the grade (0 to 12) and the school year of the set.")
