"""Refusals of the section, each named after the fact."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError, NotFound


class NoTitle(LibraryError):
    """An event must be called something."""

    message = _("The event has no title. Write what it is called.")


class NoMonth(LibraryError):
    """Neither a day nor a month is given."""

    message = _("Choose the day of the event, or at least its month.")


class WrongDays(LibraryError):
    """It would end before it begins."""

    message = _("The event «%(title)s» would end before it begins. Correct the second day.")


class WrongTime(LibraryError):
    """What is typed is no time of day."""

    message = _("«%(text)s» is no time of day. Write it like 10:30.")


class NoForm(LibraryError):
    """The form of the event is not chosen."""

    message = _("Choose the form of the event: a quiz, a book exhibition, a talk.")


class EventOver(LibraryError):
    """What was held or cancelled is not moved."""

    message = _(
        "«%(title)s» is not to be moved: it has been held or cancelled. Open it and take the "
        "mark back first."
    )


class NotYet(LibraryError):
    """A day that has not come."""

    message = _("«%(title)s» cannot have been held on %(day)s: that day is still to come.")


class WrongCount(LibraryError):
    """Numbers of participants are whole and not huge."""

    message = _("«%(text)s» is no number of participants. Write a whole number, 0 if nobody came.")


class NobodyCame(LibraryError):
    """An event without a participant was not held."""

    message = _(
        "Write how many took part in «%(title)s», at least in one group. If it was not held, "
        "cancel it."
    )


class HeldAlready(LibraryError):
    """It is marked already."""

    message = _("«%(title)s» is marked as held already.")


class TooMany(LibraryError):
    """A series without end."""

    message = _("That would be %(count)s events; a series has at most %(most)s. Choose an end.")


class NotOpen(LibraryError):
    """Only what is cancelled or held can be planned again."""

    message = _("«%(title)s» is planned already.")


class UnknownEvent(NotFound):
    """There is no such event."""

    message = _("This event is no longer there. Go back to the calendar.")


class PhotoTooLarge(LibraryError):
    """A photo of more megabytes than a phone makes."""

    message = _("The picture «%(name)s» is larger than %(most)s MB. Send a smaller one.")


class PhotoTooWide(LibraryError):
    """A small file that would unfold into a huge picture."""

    message = _(
        "The picture «%(name)s» has more than %(most)s million points. Make it smaller and send "
        "it again."
    )


class PhotoIsHeic(LibraryError):
    """The kind of picture of some telephones, which browsers do not show."""

    message = _(
        "The picture «%(name)s» is of the kind HEIC, which browsers do not show. In the camera "
        "settings of the phone choose «Most compatible» (JPEG), or send it as JPEG."
    )


class NotAPhoto(LibraryError):
    """It is no picture, or a kind of picture that may carry a program."""

    message = _("«%(name)s» is no photo. Send a picture of the kind JPEG, PNG or WebP.")


class PhotoBroken(LibraryError):
    """It begins as a picture, and cannot be read to its end."""

    message = _("The picture «%(name)s» is damaged and cannot be read. Send it again.")


class TooManyPhotos(LibraryError):
    """An event keeps so many and no more."""

    message = _("An event keeps at most %(most)s pictures. Remove one first.")


class NotAMaterial(LibraryError):
    """A file of a kind that is not kept."""

    message = _(
        "«%(name)s» is not kept here. Send a PDF, DOCX, XLSX, PPTX or a text file without macros."
    )


class MaterialTooLarge(LibraryError):
    """A file of more megabytes than are kept."""

    message = _("The file «%(name)s» is larger than %(most)s MB. Send a smaller one.")


class UnknownBook(NotFound):
    """What was typed or scanned is no book of the library."""

    message = _("Nothing is known under «%(text)s». Scan the barcode, or type a part of the title.")


class ShownAlready(LibraryError):
    """The book stands there already."""

    message = _("«%(title)s» stands in this exhibition already.")


class WrongPeriod(LibraryError):
    """The second day is before the first."""

    message = _("The period ends before it begins. Correct the days.")


class WrongDay(LibraryError):
    """What is typed is no day."""

    message = _("«%(day)s» is no day. Write it like 20.10.2026.")
