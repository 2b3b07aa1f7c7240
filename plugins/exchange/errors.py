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
