"""Refusals of the section, each named after the fact."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError


class NobodyToNotify(LibraryError):
    """None of those chosen owes anything now, or each had a notice today."""

    message = _(
        "There is nobody to give a notice to: they owe nothing now, or had a notice today. "
        "To give it again, tick that below."
    )
