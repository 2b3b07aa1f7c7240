"""Refusals about copies."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError, NotFound


class UnknownCopy(NotFound):
    """No copy has that number."""

    message = _("No copy has No. %(number)s. Check the number and type it again.")


class CopyWithdrawn(LibraryError):
    """The copy has left the fund."""

    message = _("No. %(number)s was written off on %(on)s. Put the book aside.")


class CopyInFund(LibraryError):
    """The copy has not left the fund, so it cannot come back."""

    message = _("No. %(number)s is in the fund already. Nothing is changed.")


class WithdrawnTooEarly(LibraryError):
    """A copy cannot leave the fund before it came."""

    message = _(
        "No. %(number)s came on %(came)s. It cannot be written off on %(on)s: correct the date."
    )


class CopyBlocked(LibraryError):
    """The copy must stay in the fund for now."""

    message = _("No. %(number)s cannot be written off: %(reasons)s.")


class NothingToEnter(LibraryError):
    """An entry would have no copies."""

    message = _("There is nothing to enter: no copies. Add some first.")


class AlreadyReversed(LibraryError):
    """The entry has been taken back already, or is itself a reversal."""

    message = _("Entry %(entry)s has been reversed already.")


class BadNumber(LibraryError):
    """That is no inventory number."""

    message = _("«%(number)s» is no inventory number: it must have a digit and at most 40 signs.")


class RangeAmiss(LibraryError):
    """The two ends of a range do not fit each other."""

    message = _(
        "The range «%(range)s» does not fit: both ends need the same prefix and as many digits, "
        "the smaller first."
    )


class NumbersTaken(LibraryError):
    """A number is a copy's already, or stands twice."""

    message = _("These numbers are taken or stand twice: %(numbers)s (%(count)s in all).")


class NumbersAmiss(LibraryError):
    """There are more or fewer numbers than copies."""

    message = _("%(given)s numbers are given for %(needed)s copies. Give as many as there are.")


class UnknownDelivery(NotFound):
    """There is no such delivery."""

    message = _("There is no such delivery. It may have been deleted as a draft.")


class DeliveryClosed(LibraryError):
    """The delivery has been accepted or reversed; its lines stay as they are."""

    message = _("%(delivery)s has been accepted; its lines can no longer be changed.")


class DeliveryOpen(LibraryError):
    """The delivery has not been accepted yet."""

    message = _("%(delivery)s has not been accepted yet.")


class NothingReceived(LibraryError):
    """No line of the delivery has a copy."""

    message = _("%(delivery)s has no copies. Add lines before accepting it.")


class WrongQuantity(LibraryError):
    """A quantity is no whole number, or far too large."""

    message = _("Quantity «%(quantity)s»: write a whole number from 0 to %(most)s.")


class WrongPrice(LibraryError):
    """A price is no amount."""

    message = _("Price «%(price)s»: write an amount such as 1250,50.")


class TooLateToReverse(LibraryError):
    """A delivery can be reversed only on the day it was accepted."""

    message = _(
        "%(delivery)s was accepted on %(on)s. It could be reversed on that day only; now the "
        "copies leave by an act."
    )


class CopiesInUse(LibraryError):
    """Copies of the delivery have been lent or written off since."""

    message = _("%(delivery)s cannot be reversed: %(reasons)s.")


class UnknownWord(LibraryError):
    """A word typed into a list is none of those that are known."""

    message = _("«%(word)s» is not known here. Write some of these: %(words)s.")


class UnknownStocktake(NotFound):
    """There is no such stock-take."""

    message = _("There is no such stock-take.")


class StocktakeEnded(LibraryError):
    """The stock-take has ended; nothing more is scanned in it."""

    message = _("Stock-take %(stocktake)s has ended. Begin a new one.")


class NoLabels(NotFound):
    """No copy of the fund is among those asked for, or nothing would stand on the labels."""

    message = _("There is nothing to print. Choose copies of the fund, and what stands on a label.")


class TooManyLabels(LibraryError):
    """More labels than one file should have."""

    message = _("That is more than %(most)s labels. Print them in parts.")


class NothingToPrint(LibraryError):
    """Every line of the book is on paper already, or it has none."""

    message = _("There is no line in this book that has not been printed.")


class NoOpening(NotFound):
    """That entry is no opening balance."""

    message = _("Only an opening balance is reversed here. Go back to the summary book.")


class UnknownCondition(LibraryError):
    """The word names no condition."""

    message = _("«%(what)s» is no condition. Choose one of the list.")
