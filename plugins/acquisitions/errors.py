"""Refusals of acquisition."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError, NotFound


class NoName(LibraryError):
    """A campaign, an order, an exhibition or a supplier without a name."""

    message = _("Give it a name: without one it cannot be found again.")


class DaysReversed(LibraryError):
    """The last day comes before the first."""

    message = _("The last day, %(last)s, is before the first, %(first)s. Correct one of them.")


class WrongBin(LibraryError):
    """Twelve digits were mistyped."""

    message = _("%(bin)s is no BIN: it has twelve digits, the last of which checks the others.")


class NobodyGave(LibraryError):
    """A giver without a name."""

    message = _("Write who gives the books: a name, a class or an organisation.")


class UnknownReader(NotFound):
    """No reader has the words or the number."""

    message = _("No reader is known under «%(text)s». Scan the card, or write the surname.")


class UnknownBook(NotFound):
    """Nothing in the catalogue has the words."""

    message = _("The catalogue has nothing under «%(text)s». Enter the book as a new one below.")


class NoBookTitle(LibraryError):
    """A line without a title."""

    message = _("Write the title of the book.")


class NoCopies(LibraryError):
    """Nought copies are no line."""

    message = _("Write how many copies: at least 1.")


class GiftHandedIn(LibraryError):
    """The gift is in a delivery already."""

    message = _("«%(title)s» is in a delivery already. Take it out of that delivery first.")


class GiverHasGifts(LibraryError):
    """Books of the giver are in a delivery."""

    message = _("Books of %(giver)s are in a delivery already, so the giver stays on the list.")


class NothingToHandIn(LibraryError):
    """Every gift is in a delivery, or nobody has given anything."""

    message = _("There is no book that is not in a delivery yet.")


class NoWish(LibraryError):
    """A wish without words."""

    message = _("Write the author or the title of the book that was asked for.")


class NoReason(LibraryError):
    """A wish declined without saying why."""

    message = _("Write why «%(wish)s» will not be bought: the reader will ask.")


class OrderClosed(LibraryError):
    """A finished or cancelled order changes no more."""

    message = _("The order «%(order)s» is closed. Open it again to change it.")


class OrderDelivered(LibraryError):
    """An order that something came of is not deleted."""

    message = _("Something of «%(order)s» is in a delivery, so the order stays. Cancel it instead.")


class OrderEmpty(LibraryError):
    """An order without lines cannot be sent."""

    message = _("There is nothing on the order «%(order)s» yet. Add a book first.")


class WishOrdered(LibraryError):
    """The wish is on an order, or has been answered otherwise."""

    message = _("«%(wish)s» is ordered or answered already.")


class NothingShort(LibraryError):
    """All textbooks are there."""

    message = _("No textbook is short in the school year %(years)s: there is nothing to order.")


class AllHasCome(LibraryError):
    """Nothing of the order is outstanding."""

    message = _("Everything on the order «%(order)s» has come or is in a delivery.")


class DeliveryTaken(LibraryError):
    """The delivery belongs to another order, or to gifts."""

    message = _("The delivery %(delivery)s is tied to an order or to gifts already.")


class MoreReturned(LibraryError):
    """More copies go back than came."""

    message = _("Of «%(title)s» only %(quantity)s came. Correct the number that goes back.")


class NoBooksShown(LibraryError):
    """An exhibition without books cannot go back."""

    message = _("Write down the books of the exhibition first.")


class RowsRefused(LibraryError):
    """Rows of a list do not fit; none was taken."""

    message = _("Row %(row)s: %(reason)s Nothing was taken. Correct the list and send it again.")


class Gone(NotFound):
    """A campaign, an order, an exhibition or a line that is no longer there."""

    message = _("It is not here any more. Go back to the list.")
