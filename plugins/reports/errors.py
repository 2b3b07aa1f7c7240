"""Refusals of the diary and the reports: one fact, one class."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError


class DayNotYet(LibraryError):
    """The diary has no page for a day that is still to come."""

    message = _("%(day)s is still to come: the diary is kept up to today.")


class TooManyVisits(LibraryError):
    """Nobody counts so many people in a school library in one day."""

    message = _("«%(typed)s» is no count of visits. Type a whole number from 0 to %(most)s.")


class ReportThere(LibraryError):
    """There is one report for a period."""

    message = _("A report for %(period)s is there already. Open it from the list.")


class ReportApproved(LibraryError):
    """What was approved stays as it was."""

    message = _(
        "The report was approved on %(day)s and stays as it is. Take the approval back to go on."
    )


class ReportNotApproved(LibraryError):
    """Nothing can be taken back."""

    message = _("The report has not been approved yet.")


class PeriodNotOver(LibraryError):
    """Figures of a period that goes on would be frozen half-way."""

    message = _("The period ends on %(day)s. Approve the report when it is over.")


class TextTooLong(LibraryError):
    """A text of a report was pasted by mistake."""

    message = _("The text has %(letters)s letters; at most %(most)s are kept. Shorten it.")


class PeriodUnknown(LibraryError):
    """Whatever stands in the address or the form is no period."""

    message = _("«%(typed)s» is no period of a report. Choose one from the list.")
