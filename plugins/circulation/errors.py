"""Refusals and questions of the desk, each named after the fact."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError, NeedsConfirmation, NotFound


class UnknownCode(NotFound):
    """Nobody knows the code."""

    message = _("Nothing is known under «%(code)s». Type the inventory number by hand.")


class CopyOnLoan(LibraryError):
    """Somebody else has the copy: another desk was quicker."""

    message = _("No. %(number)s is with another reader already: %(reader)s. Take it back first.")


class CopyWithAnother(NeedsConfirmation):
    """The copy is out to somebody else than the open reader."""

    message = _(
        "Present reader: %(holder)s. New reader: %(reader)s. Take the book back and lend it "
        "to the new reader?"
    )


class ReaderHasOverdue(NeedsConfirmation):
    """The reader has books past their due date."""

    message = _("Reader: %(reader)s. Overdue copies: %(count)s, the oldest since %(since)s. Lend?")


class OverdueStopsLending(LibraryError):
    """The school has set that nothing is lent while something is overdue."""

    message = _(
        "Reader: %(reader)s. Overdue copies: %(count)s, the oldest since %(since)s. "
        "Take them back first."
    )


class LimitReached(NeedsConfirmation):
    """The reader already has as many as the school allows."""

    message = _("Reader: %(reader)s. Has %(count)s of %(limit)s copies allowed. Lend one more?")


class ReadingRoomOnly(LibraryError):
    """The copy is not lent home; it may be lent to the reading room for the day."""

    message = _("No. %(number)s is for the reading room only. Leave the book in the reading room.")


class NothingToUndo(LibraryError):
    """There is no deed of this person that can still be undone."""

    message = _("There is nothing to undo. Only the last %(minutes)s minutes can be undone.")


class TooLateToUndo(LibraryError):
    """Something has happened to the copy since."""

    message = _("No. %(number)s has been scanned again since. Scan the book to correct it.")


class AlreadyUndone(LibraryError):
    """The deed has been undone before."""

    message = _("This has been undone already.")


class NothingAsked(LibraryError):
    """A yes without a question."""

    message = _("There is no question to answer. Scan the book again.")


class OnlyForClasses(LibraryError):
    """Absent and skip on the command card: they are answers of the class issue."""

    message = _("This command is for issuing textbooks to a class. Nothing has changed.")


class NothingToRenew(LibraryError):
    """None of the reader's loans may be renewed again."""

    message = _("There is nothing that may be renewed again.")


class UnknownLoan(NotFound):
    """There is no such loan."""

    message = _("There is no such loan. Open the reader's card again.")


class LoanClosed(LibraryError):
    """The loan is over."""

    message = _("No. %(number)s has come back already. Nothing is changed.")


class RenewedTooOften(LibraryError):
    """The loan has been renewed as often as the school allows."""

    message = _("No. %(number)s has been renewed %(times)s times already. Ask for the book back.")
