"""Refusals about records, persons, covers and marks."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError, NeedsConfirmation


class WrongIsbn(LibraryError):
    """The ISBN's check digit does not fit."""

    message = _("ISBN %(isbn)s is mistyped: its last digit does not fit. Look at the book again.")


class WrongIssn(LibraryError):
    """The ISSN's check digit does not fit."""

    message = _("ISSN %(issn)s is mistyped: its last sign does not fit. Look at the issue again.")


class NoTitle(LibraryError):
    """A record must have a title."""

    message = _("The record has no title. Write the title as on the title page.")


class LooksDouble(NeedsConfirmation):
    """A record that is there already may describe the same edition."""

    message = _("«%(title)s» seems to be in the catalogue already. Look at the records below.")


class SameRecord(LibraryError):
    """A record cannot be merged with itself."""

    message = _("These are one record already. Choose two different ones.")


class RecordMerged(LibraryError):
    """One of the two is gone: somebody has merged or removed it meanwhile."""

    message = _("One of these records is not there any more. Open the list of doubles again.")


class SamePerson(LibraryError):
    """A person cannot be merged with itself."""

    message = _("This is one person already. Choose another one.")


class NotTwo(LibraryError):
    """One is made of two, of no more and no fewer."""

    message = _("Tick two persons who are one, and nobody else.")


class NoName(LibraryError):
    """A person must have a name."""

    message = _("The person has no name. Write the surname, a comma and the first name.")


class PersonTwice(LibraryError):
    """The record has this person in this part already."""

    message = _("%(name)s has this part in the record already. Choose another part.")


class WrongMarkRow(LibraryError):
    """A line of a table of author marks is not letter, beginning and number."""

    message = _(
        "Line %(line)s of the table cannot be read: «%(text)s». A line is a letter, the beginning "
        "of a word and a number, parted by tabs."
    )


class EmptyMarkTable(LibraryError):
    """A table of author marks without a row."""

    message = _("The table has no rows. Choose a text file with letter, beginning and number.")


class NoCards(LibraryError):
    """Nothing was chosen to print cards of."""

    message = _("No card was chosen. Tick records and at least one kind of card.")
