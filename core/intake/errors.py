"""Why a list that somebody sent cannot be read: one class per fact, each with its remedy."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError, NotFound


class ListRefused(LibraryError):
    """The whole file is refused; nothing of it has been kept."""

    message = _("This list cannot be read.")


class NothingSent(ListRefused):
    """Neither a file was chosen nor a text pasted."""

    message = _("Choose a file or paste the lines of a list.")


class NotATable(ListRefused):
    """A picture, a letter, a program: whatever has no rows and columns."""

    message = _("«%(name)s» is not a table. Choose an .xlsx or .csv file.")


class OldWorkbook(ListRefused):
    """A workbook in a format that is not read: .xls (renamed or not), .ods, .xlsb, a web page."""

    message = _(
        "«%(name)s» is in a format that cannot be read here. Open it in Excel or LibreOffice, "
        "save it as .xlsx and send that file."
    )


class PasswordProtected(ListRefused):
    """The workbook opens with a password only."""

    message = _("«%(name)s» is protected by a password. Save it without one and send it again.")


class Damaged(ListRefused):
    """It says that it is a workbook, but its inside cannot be read."""

    message = _(
        "«%(name)s» is damaged. Open it in Excel or LibreOffice, save it as .xlsx under "
        "a new name and send that file."
    )


class FileTooLarge(ListRefused):
    """More bytes than one list may have."""

    message = _("The file is larger than %(most)s MB. Split the list into several files.")


class TooManyRows(ListRefused):
    """More rows than are read at once."""

    message = _("The list has more than %(most)s rows. Split it into several files.")


class TooManyColumns(ListRefused):
    """More columns than a person can match."""

    message = _("The list has more than %(most)s columns. Leave only those that are needed.")


class NothingInside(ListRefused):
    """A file without a row: empty, or a line of headings alone."""

    message = _("There are no rows in «%(name)s».")


class NoHeading(ListRefused):
    """No line that names the columns."""

    message = _(
        "No line with the names of the columns was found in «%(name)s». Write such a line above "
        "the list: author, title, quantity, price."
    )


class ColumnsMissing(ListRefused):
    """A column that is needed was matched to nothing."""

    message = _("Say in which columns these stand: %(titles)s.")


class UploadGone(NotFound):
    """The list was read already, is older than a day, or was sent by somebody else."""

    message = _("This list is no longer here. Send the file again.")


class QuestionsOpen(ListRefused):
    """Near-doubles that nobody has settled."""

    message = _("%(count)s questions are still open. Answer them, then take the list.")


class NothingToTake(ListRefused):
    """Every row was refused, or is there already."""

    message = _("There is nothing to take in this list. See the reasons beside the rows.")


class ColumnTwice(ListRefused):
    """One column was chosen for two things."""

    message = _("The column «%(head)s» is chosen twice: for %(titles)s.")


class WithMacros(ListRefused):
    """A workbook or letter that brings a program along."""

    message = _(
        "«%(name)s» holds macros. Save it without them, as .docx or .xlsx, and send that file."
    )
