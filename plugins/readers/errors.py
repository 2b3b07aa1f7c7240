"""Refusals about readers."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError, NotFound


class UnknownCard(NotFound):
    """No reader has that card."""

    message = _("No reader has card No. %(number)s. Look the reader up by name: F4.")


class ReaderGone(LibraryError):
    """The reader has left the school."""

    message = _("%(reader)s left on %(on)s. Books are not lent to this reader any more.")


class ReaderBlocked(LibraryError):
    """The librarian has stopped lending to the reader."""

    message = _("%(reader)s: lending is stopped. The reason is on the reader's page.")


class ReaderStays(LibraryError):
    """The reader cannot leave yet."""

    message = _("%(reader)s cannot leave yet: %(reasons)s.")


class ReaderLeft(LibraryError):
    """The day on which the reader left is known already."""

    message = _("%(reader)s left on %(on)s already. That day stays as it is.")


class RolledOver(LibraryError):
    """The classes have moved up for that school year already."""

    message = _("The classes have already moved up for the school year %(year)s. Nothing was done.")


class RollOverChanged(LibraryError):
    """The classes are not those any more that the person has looked at."""

    message = _(
        "Classes or pupils have changed since this page was shown. Nothing was done: look through "
        "the list again."
    )


class ClassTwice(LibraryError):
    """A new class would be a second one of the same name."""

    message = _("Class %(name)s would be there twice. Choose other letters for the new classes.")


class LettersNotRead(LibraryError):
    """What was typed are no letters of classes."""

    message = _("«%(text)s» is no letter of a class. Write the letters with commas: А, Ә, Б.")


class NoRollOver(LibraryError):
    """There is nothing to take back."""

    message = _("There is no move of classes that could be taken back.")


class TooLateToUndo(LibraryError):
    """The hours in which a roll-over can be taken back are over."""

    message = _(
        "The classes moved up on %(on)s; that can be taken back within %(hours)s hours only."
    )


class RollOverStays(LibraryError):
    """Something has changed since, so that not everything could be put back as it was."""

    message = _("This cannot be taken back any more: %(reason)s. Put that right first.")


class ReaderNotGone(LibraryError):
    """Personal data is erased only after the reader has left."""

    message = _("%(reader)s is still at school. Note first that the reader has left.")


class ReaderErased(LibraryError):
    """There is nothing personal left to erase."""

    message = _("The data of reader No. %(number)s was erased on %(on)s.")


class NoColumns(LibraryError):
    """A list without a column says nothing."""

    message = _("The list has no column. Write at least one heading.")


class ColumnUnknown(LibraryError):
    """A column has to hold something that is known of readers."""

    message = _("It is not said what column «%(title)s» holds. Choose it from the list.")


class NobodyToHandOn(LibraryError):
    """The list would be empty."""

    message = _("There is nobody for this list. Choose other classes, or all readers.")


class TermBackwards(LibraryError):
    """A term ends before it begins."""

    message = _("%(name)s: the term ends before the election. Correct one of the two days.")


class NoMemberName(LibraryError):
    """A member of the council has to be somebody."""

    message = _("Choose the reader, or write the member's name.")
