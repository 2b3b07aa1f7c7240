"""Enquiries, library lessons, meetings: lists and their forms."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext

from core import clock
from core.views import Preset, RecordView
from plugins.information import services
from plugins.information.models import (
    ASKERS,
    ENQUIRY_KINDS,
    MEETING_KINDS,
    Enquiry,
    Lesson,
    Meeting,
)


def this_year() -> date:
    """Return the first day of this school year."""
    return date(clock.school_year(clock.today()), *clock.YEAR_BEGINS)


class _NoteView(RecordView):
    """What the three lists have alike."""

    place = "VII"
    permission = permission_export = "information.view"
    permission_create = permission_edit = permission_delete = "information.edit"
    can_create = can_edit = can_delete = True
    #: The service that keeps a row.
    keep: Any = None

    def save_new(self, form: Any) -> Any:
        """Keep the new row."""
        row = self.model()
        form.populate_obj(row)
        return type(self).keep(row, by=self.person)

    def save_changes(self, form: Any, record: Any) -> Any:
        """Keep the changed row."""
        form.populate_obj(record)
        return type(self).keep(record, by=self.person)


class EnquiryView(_NoteView):
    """What was asked and answered; the diary counts it by kind."""

    name = _("Enquiries")
    menu_order = 10
    keep = staticmethod(services.keep_enquiry)
    column_list = ("asked_on", "question", "kind", "asker", "is_found")
    column_labels = {
        "asked_on": _("Day"),
        "kind": _("Kind"),
        "asker": _("Who asked"),
        "reader": _("Reader"),
        "question": _("Question"),
        "answer": _("Answer"),
        "is_found": _("Found"),
    }
    column_sortable_list = ("asked_on", "kind", "asker")
    column_default_sort = ("asked_on", True)
    column_filters = ("asked_on", "kind", "asker", "is_found")
    column_choices = {"kind": list(ENQUIRY_KINDS.items()), "asker": list(ASKERS.items())}
    form_choices = column_choices
    form_columns = ("asked_on", "kind", "question", "answer", "is_found", "asker", "reader")
    title_column = "question"
    empty_words = _("No enquiry has been written down yet. The diary counts them from here.")
    list_template = "information/enquiries.html"
    presets = (
        Preset("year", _("This school year"), lambda: Enquiry.asked_on >= this_year()),
        Preset("lost", _("Not found"), lambda: ~Enquiry.is_found),
        Preset("all", _("All")),
    )

    def __init__(self) -> None:
        super().__init__(Enquiry, endpoint="information_enquiry", url="/information/enquiries")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s enquiry", "%(num)s enquiries", count)


class LessonView(_NoteView):
    """Library lessons held."""

    name = _("Library lessons")
    menu_order = 20
    keep = staticmethod(services.keep_lesson)
    column_list = ("held_on", "title", "class_words", "pupils")
    column_labels = {
        "held_on": _("Day"),
        "title": _("Topic"),
        "school_class": _("Class"),
        "class_words": _("Class"),
        "pupils": _("Pupils"),
        "text": _("What was done"),
    }
    column_sortable_list = ("held_on", "title", "pupils")
    column_default_sort = ("held_on", True)
    column_filters = ("held_on",)
    form_columns = ("held_on", "title", "school_class", "pupils", "text")
    title_column = "title"
    empty_words = _("No lesson has been written down yet.")
    presets = (
        Preset("year", _("This school year"), lambda: Lesson.held_on >= this_year()),
        Preset("all", _("All")),
    )

    def __init__(self) -> None:
        super().__init__(Lesson, endpoint="information_lesson", url="/information/lessons")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s lesson", "%(num)s lessons", count)


class MeetingView(_NoteView):
    """Meetings that the librarian took part in."""

    name = _("Meetings")
    menu_order = 50
    keep = staticmethod(services.keep_meeting)
    column_list = ("met_on", "kind", "topic")
    column_labels = {
        "met_on": _("Day"),
        "kind": _("Meeting"),
        "topic": _("Topic"),
        "said": _("What was said or decided"),
    }
    column_sortable_list = ("met_on", "kind")
    column_default_sort = ("met_on", True)
    column_filters = ("met_on", "kind")
    column_choices = {"kind": list(MEETING_KINDS.items())}
    form_choices = column_choices
    form_columns = ("met_on", "kind", "topic", "said")
    title_column = "topic"
    empty_words = _("No meeting has been written down yet.")
    presets = (
        Preset("year", _("This school year"), lambda: Meeting.met_on >= this_year()),
        Preset("all", _("All")),
    )

    def __init__(self) -> None:
        super().__init__(Meeting, endpoint="information_meeting", url="/information/meetings")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s meeting", "%(num)s meetings", count)
