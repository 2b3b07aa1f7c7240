"""Refusals about the plan."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError, NotFound


class PlanThere(LibraryError):
    """A school year has one plan."""

    message = _("There is a plan for %(years)s already. Change that one.")


class NoPlan(NotFound):
    """There is no plan for the year."""

    message = _("There is no plan for %(years)s yet. Start one from the ready plan or a table.")


class WrongYear(LibraryError):
    """A school year that no school has."""

    message = _("The year %(year)s cannot be planned. Write the year in which lessons begin.")


class LineEmpty(LibraryError):
    """A line says what is to be done."""

    message = _("Write what is to be done.")


class WrongQuantity(LibraryError):
    """A quantity is a whole number from 1 on."""

    message = _("«%(text)s» is no quantity. Write a whole number from 1 on.")


class WrongDay(LibraryError):
    """A day that is none, or lies outside the school year."""

    message = _("The day %(day)s is not in the school year %(years)s.")


class UnknownUnit(LibraryError):
    """No section counts that."""

    message = _("No section counts «%(unit)s». Choose from the list, or count by hand.")


class AlreadyUndone(LibraryError):
    """The note does not count any more."""

    message = _("This note was taken back already.")


class LineCounts(LibraryError):
    """Something was noted on the line by hand."""

    message = _("Something was noted on this line by hand. Take the notes back first.")


class PlanCounts(LibraryError):
    """Something was noted on the plan by hand."""

    message = _("Something was noted by hand on the plan for %(years)s, so it stays.")


class NotADay(LibraryError):
    """What was typed for a day is none."""

    message = _("«%(day)s» is no day. Write it like this: 20.10.2026.")


class NoLines(LibraryError):
    """A file in which no line of a plan was found."""

    message = _(
        "No line of a plan was found in «%(name)s». Its table needs a line of headings: №, name "
        "of the work, unit or form, responsible."
    )


class MergedWorks(LibraryError):
    """Two rows share one cell in the column of the works."""

    message = _(
        "In «%(name)s» row %(row)s shares a merged cell with the one above it, in the column of "
        "the works. Split the cell and send the file again."
    )
