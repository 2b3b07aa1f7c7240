"""Refusals of the pupils' catalogue, each named after the fact."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError, NotFound


class CatalogueClosed(NotFound):
    """The school has switched the catalogue off."""

    message = _("The catalogue is closed now. Ask in the library.")


class OnlyInside(LibraryError):
    """The catalogue is open in the school's own network only."""

    status = 403
    message = _("The catalogue opens in the school's network only.")


class TooFast(LibraryError):
    """One address asks for more pages than people read."""

    status = 429
    message = _("Too many pages were asked for at once. Wait a minute and go on.")


class UnknownRecord(NotFound):
    """There is no such book in the catalogue."""

    message = _("There is no such book in the catalogue any more. Look for it by its title.")


class WrongPin(LibraryError):
    """The card or the PIN is wrong; which one is not said."""

    status = 401
    message = _("The card number or the PIN does not fit. Look at the slip and try again.")


class WeakPin(LibraryError):
    """The new PIN would be guessed first."""

    message = _("This PIN is too easy to guess. Take %(least)s to %(most)s digits that differ.")


class PinsDiffer(LibraryError):
    """The new PIN was typed in two ways."""

    message = _("The two new PINs differ. Type the new one twice.")


class WishEmpty(LibraryError):
    """No book was named."""

    message = _("Write which book is wished for: its title, and the author if known.")


class NobodyToPrint(NotFound):
    """No slip is to be printed: the class has nobody, or everybody has a PIN."""

    message = _("There is nobody to print a slip for: all have a PIN already.")


class WishesNotTaken(LibraryError):
    """No section keeps wishes now, or it had no room for this one."""

    message = _("The wish could not be written down. Tell it to the librarian.")
