"""Why a school's own template is refused: one class per fact, each with its remedy."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError


class TemplateRefused(LibraryError):
    """The template cannot be used; nothing has been kept."""

    message = _("This template cannot be used.")


class NoTemplateSent(TemplateRefused):
    """No file was chosen."""

    message = _("Choose a .docx file.")


class NotWord(TemplateRefused):
    """Whatever is no .docx: a picture, an old .doc, a file with macros, a damaged one."""

    message = _(
        "«%(name)s» is not a .docx file. Open it in Word or LibreOffice, save it as .docx and "
        "send that file."
    )


class TemplateTooLarge(TemplateRefused):
    """More bytes than a form needs, packed or unpacked."""

    message = _("The template is larger than %(most)s MB. Make its pictures smaller.")


class UnknownFields(TemplateRefused):
    """Names that the document does not have."""

    message = _(
        "This document has no such fields: %(names)s. See the list of fields and correct the names."
    )


class NotUnderstood(TemplateRefused):
    """Brackets that do not fit together: the paragraph is named and quoted."""

    message = _(
        "Paragraph %(place)s cannot be understood: «%(text)s». Check its brackets and that every "
        "«for» and «if» has its end."
    )


class NotForTemplates(TemplateRefused):
    """Something that is neither a field nor a condition nor a loop over rows."""

    message = _(
        "Paragraph %(place)s asks for what a template may not do: «%(text)s». Fields, conditions "
        "and one loop over rows are allowed."
    )


class TemplateTooLong(TemplateRefused):
    """Filled in, it would be larger than a person prints."""

    message = _("Filled in, this template would be too long. Make its rows simpler.")


class TemplateBroken(TemplateRefused):
    """Read without fault, but what comes out is no document."""

    message = _(
        "The template could be read but not filled in. Start again from the starting template."
    )
