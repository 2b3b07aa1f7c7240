"""Refusals of a write-off, each named after the fact."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError, NotFound


class UnknownCase(NotFound):
    """There is no such case."""

    message = _("There is no such write-off. It may have been given up as a draft.")


class ActApproved(LibraryError):
    """The act has been approved; nothing of it changes any more."""

    message = _(
        "%(act)s has been approved and stays as it is. A mistake is corrected by a new act."
    )


class StepBefore(LibraryError):
    """A step would be skipped."""

    message = _("First finish the step «%(step)s».")


class StepFinished(LibraryError):
    """The case has gone past the step, and may still go back to it."""

    message = _("The step «%(step)s» is finished. Go back to it first.")


class ReasonMissing(LibraryError):
    """No reason has been chosen."""

    message = _("Choose the reason for the write-off.")


class OrderMissing(LibraryError):
    """The reason asks for an order of the education department."""

    message = _("The reason «%(reason)s» needs an order: type its number and date.")


class OtherFund(LibraryError):
    """The copy belongs to the other fund; the two never mix."""

    message = _("No. %(number)s belongs to the other fund. Write it off by an act of that fund.")


class OnAnotherList(LibraryError):
    """The copy stands on the list of another open case."""

    message = _("No. %(number)s is on the list of write-off No. %(case)s already.")


class AlreadyOnList(LibraryError):
    """The copy stands on this list already."""

    message = _("No. %(number)s is on the list already.")


class CopyMustStay(LibraryError):
    """Somebody has the copy, or it must stay in the fund for another reason."""

    message = _("No. %(number)s is not put on the list: %(reasons)s.")


class TooManyCopies(LibraryError):
    """More copies at once than anybody means."""

    message = _("That is more than %(most)s copies at once. Take a shorter range.")


class NoCopiesFound(LibraryError):
    """Nothing fits what was typed or asked for."""

    message = _("No copies were found for that.")


class ListEmpty(LibraryError):
    """The list has no copies."""

    message = _("The list has no copies yet. Scan them first.")


class CommissionTooSmall(LibraryError):
    """A commission has at least three members."""

    message = _("The commission needs at least %(least)s people, and has %(count)s.")


class ChairMissing(LibraryError):
    """A commission has one chairperson."""

    message = _("Mark one person of the commission as its chairperson.")


class PersonTwice(LibraryError):
    """Somebody stands in the commission twice."""

    message = _("Twice in the commission: %(name)s. Name each person once.")


class MinutesMissing(LibraryError):
    """The commission's minutes have no number or no date."""

    message = _("Type the number and the date of the commission's minutes.")


class ApproverMissing(LibraryError):
    """Nobody is named who approves the act."""

    message = _("Type who approves the act: name and post.")


class DetailMissing(LibraryError):
    """A paper lacks something that must stand in it."""

    message = _("This must be filled in: %(what)s.")


class WrongWeight(LibraryError):
    """A weight is no number of kilograms."""

    message = _("Weight «%(weight)s»: write kilograms such as 124,5.")


class NotOnAct(LibraryError):
    """The copy does not stand on the act."""

    message = _("No. %(number)s is not on this act.")


class FateKnown(LibraryError):
    """It is known already what became of the copy."""

    message = _("No. %(number)s has gone already: %(fate)s.")


class CopiesLeft(LibraryError):
    """Copies of the act are still there."""

    message = _("Still to be handed over or taken to waste paper: %(count)s copies.")


class ReceiptMissing(LibraryError):
    """Waste paper has been handed in, and its receipt is not known yet."""

    message = _("The receipt for the waste paper is missing: type its number and date.")


class StocktakeGoesOn(LibraryError):
    """The stock-take has not ended: what is missing may still be found."""

    message = _("Stock-take %(stocktake)s is still going on. End it first.")


class NothingMissing(LibraryError):
    """The stock-take has found everything."""

    message = _("Stock-take %(stocktake)s has found everything. There is nothing to write off.")


class NoneMayGo(LibraryError):
    """Each of the missing copies has a reason to stay."""

    message = _("None of the missing copies can be written off now. %(reasons)s")


class NoPicture(LibraryError):
    """Neither a picture nor a PDF."""

    message = _("«%(name)s» is neither a picture nor a PDF. Send a JPEG, PNG or PDF.")


class PictureTooLarge(LibraryError):
    """More bytes than a photograph of a paper needs."""

    message = _("The picture is larger than %(most)s MB. Take a smaller one.")


class NoScan(NotFound):
    """The case has no such paper."""

    message = _("This paper is no longer with the case. Load the page again.")
