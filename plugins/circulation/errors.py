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


class NotReportedLost(LibraryError):
    """The loan's copy has not been reported lost."""

    message = _("No. %(number)s has not been reported lost. Report it lost first.")


class AlreadyReplaced(LibraryError):
    """The lost copy has been made good already."""

    message = _("No. %(number)s has been replaced already: row %(row)s of the notebook.")


class OfferUnequal(NeedsConfirmation):
    """The book offered does not match the lost one; it may be taken for a reason."""

    message = _(
        "The book offered does not match the lost one: %(what)s. To take it all the same, "
        "write why."
    )


class UnknownOffer(NotFound):
    """No book has been chosen as the one offered."""

    message = _("Choose the book that is offered.")


class UnknownCondition(LibraryError):
    """The offered book has no condition that is known."""

    message = _("Choose the condition of the book that is offered.")


class MoneyNotTaken(LibraryError):
    """The school takes no money for lost books."""

    message = _("Money is not taken for lost books. It can be allowed in the settings.")


class AmountMissing(LibraryError):
    """Money was taken, but not how much, or without a receipt."""

    message = _("Type the sum, and the number and date of the receipt.")


class UnknownReplacement(NotFound):
    """There is no such row in the notebook."""

    message = _("There is no such row in the notebook of replaced books.")


class AlreadyFound(LibraryError):
    """The copy has turned up before."""

    message = _("No. %(number)s was found again on %(on)s already. Nothing is changed.")


class CopyHeld(LibraryError):
    """The copy cannot go back to the shelf yet."""

    message = _("No. %(number)s cannot go back to the shelf: %(reasons)s.")


class CopyReplaced(LibraryError):
    """The copy was lost and made good; here it is again."""

    message = _(
        "No. %(number)s was lost and made good on %(on)s. If the book has turned up, mark it "
        "as found again."
    )


class LostWrittenOff(LibraryError):
    """The copy was lost, made good and written off; here it is again."""

    message = _(
        "No. %(number)s was lost and then written off on %(on)s. If the book has turned up, bring "
        "it back into the fund."
    )


class CopyAlreadyOut(LibraryError):
    """A copy in the class's pile is with somebody already."""

    message = _("No. %(number)s is with a reader: %(reader)s. Take it out of the pile.")


class NotInSet(LibraryError):
    """A copy in the pile is of no title that the class needs."""

    message = _(
        "No. %(number)s, «%(title)s», is not in the set of this class. Take it out of the pile."
    )


class OtherTitle(LibraryError):
    """A copy in the pile is of another title of the set than the one being given out."""

    message = _(
        "No. %(number)s is another title: «%(title)s». Take it out of the pile, or scan it again "
        "to go on with this title."
    )


class EverybodyHas(LibraryError):
    """Nobody in the class lacks the title."""

    message = _("Everybody here has «%(title)s» already. No. %(number)s is left over.")


class PupilHasIt(LibraryError):
    """The pupil whose turn it is has a copy of the title."""

    message = _("%(reader)s has «%(title)s» already. Take No. %(number)s out of the pile.")


class NotInClass(LibraryError):
    """A card in the pile belongs to nobody in the class."""

    message = _("%(reader)s is not in this class: %(school_class)s. Nothing has changed.")


class NobodyToMark(LibraryError):
    """Absent or skip, when it is nobody's turn."""

    message = _("It is nobody's turn. Scan a book or a reader's card first.")


class NotWhileIssuing(LibraryError):
    """A command of the desk that the class issue does not know."""

    message = _("This command is for the desk. Nothing has changed.")


class KitChanged(LibraryError):
    """What the dry run had shown is no longer so."""

    message = _("Something has changed since: look at the list once more, then give.")


class KitEmpty(LibraryError):
    """There is nothing to give: everybody has everything, or no copy is free."""

    message = _("There is nothing to give: nobody lacks anything, or no copy is free.")


class KitFaults(LibraryError):
    """The numbers typed do not fit."""

    message = _("Correct the numbers first: %(what)s")


class NoClassTeacher(LibraryError):
    """The pile should go to the class teacher, and the class has none."""

    message = _("The class has no class teacher among the readers: %(school_class)s.")


class KitGone(LibraryError):
    """A whole class's issue cannot be taken back any more."""

    message = _(
        "The issue cannot be undone as a whole: more than a day has passed, or copies have "
        "come back since (%(count)s). Scan the books to correct it."
    )


class NotWithAnybody(LibraryError):
    """A copy in the return pile is with no reader."""

    message = _("No. %(number)s is with no reader: it is on the shelf already. Put it aside.")


class NothingReturned(LibraryError):
    """A condition was told, and no copy has been returned just now."""

    message = _("Scan the book first, then tell its condition.")


class NothingToPass(LibraryError):
    """The class teacher has marked something as given, and holds no copy of it."""

    message = _("You hold no copy of this for the class. Ask the library for more.")


class NotInPile(LibraryError):
    """The class teacher has typed the number of a copy that he does not hold."""

    message = _("No. %(number)s is not among the textbooks that you hold for the class.")


class NobodyInClass(NotFound):
    """The class has no such pupil, or its set no such textbook."""

    message = _("There is no such pupil or textbook in this class.")


class DayToCome(LibraryError):
    """What has not been cannot be noted."""

    message = _("%(on)s is still to come. Choose today or an earlier day.")


class NobodyCame(LibraryError):
    """A class without a pupil came."""

    message = _("Nobody of %(school_class)s is ticked. Tick at least one pupil.")


class VisitsStay(LibraryError):
    """The visits were taken back already, or are too old."""

    message = _(
        "%(visit)s: these visits are taken back already, or more than a day old. They stay so."
    )


class NothingChecked(LibraryError):
    """A raid in which nothing was looked at."""

    message = _("No class has a number of textbooks checked. Write it for at least one class.")


class MoreDamagedThanChecked(LibraryError):
    """More damaged textbooks than there were."""

    message = _(
        "%(school_class)s: %(damaged)s damaged textbooks are more than were checked. Correct one "
        "of the two numbers."
    )


class ReservedForAnother(NeedsConfirmation):
    """Somebody else waits for the copy that is to be lent."""

    message = _("No. %(number)s is reserved. Reader: %(waiting)s. Lend to this reader: %(reader)s?")


class ReservedByOthers(LibraryError):
    """The loan is not renewed: somebody waits for the book."""

    message = _("«%(title)s»: another reader waits for the book. Bring it back in time.")


class AlreadyReserved(LibraryError):
    """The reader waits for this book already."""

    message = _("«%(title)s» is reserved already. It stands in the list of reservations.")


class HasItInHand(LibraryError):
    """The reader has a copy of the book at home."""

    message = _("«%(title)s» is in hand already. The loan may be renewed.")


class NotForReserving(LibraryError):
    """The book is not lent home, or not one by one: a textbook, reading room only."""

    message = _("«%(title)s» cannot be reserved: it is not lent home one by one.")


class TooManyReservations(LibraryError):
    """The reader waits for as many books as the school allows."""

    message = _("Books reserved: %(count)s of %(limit)s allowed. Cancel one that is not needed.")


class UnknownReservation(NotFound):
    """There is no such reservation, or it has ended."""

    message = _("There is no such reservation any more. Look at the list again.")


class NotForRenewing(LibraryError):
    """Readers do not renew such a loan themselves: a textbook, a lost book, the reading room."""

    message = _("«%(title)s» cannot be renewed here. Ask in the library.")
