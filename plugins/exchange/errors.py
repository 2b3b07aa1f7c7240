"""Refusals of the section, each named after the fact."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError


class EmptyFile(LibraryError):
    """There is nothing in the file."""

    message = _("The file is empty. Choose another one.")


class NotMarc(LibraryError):
    """Nothing in the file looks like a MARC record."""

    message = _(
        "There is not one MARC record in this file. Choose a file of the kind ISO 2709 (.mrc, "
        ".iso) or MARCXML (.xml)."
    )


class XmlWithDoctype(LibraryError):
    """The XML brings definitions of its own, which are not read for safety."""

    message = _(
        "This XML file brings definitions of its own (DOCTYPE), and is not read for safety. Ask "
        "for plain MARCXML, or for ISO 2709."
    )


class RecordRefused(LibraryError):
    """The record of another library cannot be taken over."""

    message = _("This record cannot be taken over. %(why)s")


class NothingAsked(LibraryError):
    """Nobody said what to look for."""

    message = _("Type an ISBN or words of the title.")


class UnknownTarget(LibraryError):
    """The settings know no such library."""

    message = _("This library is not in the settings any more. Choose another one.")


class TargetsAmiss(LibraryError):
    """A line of the settings is no library."""

    message = _(
        "This line of the settings is no library: «%(line)s». Write name; sru or z3950; address; "
        "unimarc or marc21."
    )


class LibraryUnreachable(LibraryError):
    """Nobody answers there, or not in time."""

    message = _(
        "%(name)s does not answer. Check whether this computer is on the Internet, or ask another "
        "library."
    )


class LibraryRefused(LibraryError):
    """The other library says no."""

    message = _("%(name)s refuses the question: %(answer)s. Try other words or another library.")


class StrangeAnswer(LibraryError):
    """What came is no answer of a library."""

    message = _("What %(name)s answers is no list of records. Check its address in the settings.")


class SearchGone(LibraryError):
    """The list of found records is not kept any more."""

    message = _("What was found is not kept any more. Search again.")
