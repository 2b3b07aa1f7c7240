"""Refusals of periodicals, each named after the fact."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError, NeedsConfirmation, NotFound

# Titles and orders


class UnknownTitle(NotFound):
    """There is no such title."""

    message = _("This periodical is not known. Add it to the list of periodicals first.")


class WrongIssn(LibraryError):
    """The check digit of an ISSN does not fit."""

    message = _("ISSN «%(issn)s» has a slip: write its eight figures as on the cover.")


class IssnTaken(LibraryError):
    """Two titles cannot have one ISSN."""

    message = _("ISSN %(issn)s belongs to «%(title)s» already.")


class NameMissing(LibraryError):
    """A title has no name."""

    message = _("Type the name of the periodical.")


class WrongFrequency(LibraryError):
    """How often it appears cannot be read."""

    message = _("Say how many issues appear in a year: a number from 1 to 366.")


class UnknownOrder(NotFound):
    """There is no such order."""

    message = _("There is no such order. It may have been given up as a draft.")


class OrderPlaced(LibraryError):
    """A placed order is not changed as a draft is."""

    message = _("Order %(order)s has been placed already. Take the placing back first.")


class OrderEmpty(LibraryError):
    """An order without lines."""

    message = _("The order has no periodical yet. Add the first one.")


class AlreadyOrdered(LibraryError):
    """A title stands once in a half-year."""

    message = _("«%(title)s» is ordered for this half-year already. Change its number of sets.")


class NothingBefore(LibraryError):
    """The half-year before has nothing to copy."""

    message = _("The half-year before has nothing that is not here already.")


class WrongSets(LibraryError):
    """A number of sets that is none."""

    message = _("Sets «%(sets)s»: write a whole number from 1 to 500.")


class IssuesCame(LibraryError):
    """Issues of what is to be taken away have come already."""

    message = _("Of «%(title)s» issues have come already: it stays in the order.")


class WrongDay(LibraryError):
    """What was typed is no day."""

    message = _("Date «%(day)s»: write it as 20.10.2026.")


# Check-in


class WrongNumber(LibraryError):
    """What was typed is no number of an issue."""

    message = _("«%(number)s» is no number of an issue. Write 7, 7-8, or a date such as 27.11.")


class NothingExpected(LibraryError):
    """Every issue of the grid has come."""

    message = _("Of «%(title)s» nothing more is expected. Type the number if one has come.")


class NotExpected(NeedsConfirmation):
    """The number does not stand in the grid."""

    message = _("%(number)s of «%(title)s» is not in the grid. Take it in all the same?")


class IssueReceived(LibraryError):
    """The issue has come before."""

    message = _("%(number)s of «%(title)s» came on %(on)s already.")


class IssueMissing(LibraryError):
    """The issue has not come."""

    message = _("%(number)s of «%(title)s» has not come yet. Check it in first.")


class IssueUsed(LibraryError):
    """Something hangs on the issue."""

    message = _("%(number)s of «%(title)s» stays as it is: %(reasons)s.")


class NothingToClaim(LibraryError):
    """Nothing was ticked, or all of it has come."""

    message = _("Nothing to claim: tick issues that have not come.")


# Bindings


class NothingToBind(LibraryError):
    """No issue was ticked."""

    message = _("Tick the issues that are bound together.")


class SeveralYears(LibraryError):
    """A volume has the issues of one year."""

    message = _("Issues of different years are not bound together. Choose one year.")


class NoFreeSet(LibraryError):
    """Every set of the issue is bound or lent."""

    message = _("%(number)s has no free set: %(reasons)s.")


class BindingUndone(LibraryError):
    """The volume has been taken apart."""

    message = _("This volume has been taken apart already.")


class OldBinding(LibraryError):
    """A volume that came with the old inventory."""

    message = _("This volume was bound elsewhere. It leaves the fund by an act only.")


# Readers


class NoReader(LibraryError):
    """Whose card it is was not said."""

    message = _("Scan the reader's card first, then the issue.")


class ReaderMayNot(LibraryError):
    """The reader has left, or borrows nothing for now."""

    message = _("Reader: %(reader)s. Nothing is lent: the card is closed.")


class NotLent(LibraryError):
    """Nobody has the issue."""

    message = _("%(number)s of «%(title)s» is with nobody. Scan a reader's card to lend it.")


class SeveralHave(LibraryError):
    """Several readers have the issue."""

    message = _("%(number)s is with several readers. Scan the card of the one who brings it.")


class OnRoute(LibraryError):
    """The reader stands on the list already."""

    message = _("Reader: %(reader)s. The name is on the list already.")


# Articles


class UnknownArticle(NotFound):
    """There is no such article."""

    message = _("There is no such article in the card file.")


class ArticleUntitled(LibraryError):
    """An article has no title."""

    message = _("Type the title of the article.")


class SourceMissing(LibraryError):
    """It is not said where the article stands."""

    message = _("Say where the article stands: the periodical and the number of its issue.")


class ArticleThere(LibraryError):
    """The issue has an article of this title and author."""

    message = _("«%(title)s» is in the card file already, from the same issue.")


class NoArticles(LibraryError):
    """Nothing to print."""

    message = _("No article was found for that. There is nothing to print.")
