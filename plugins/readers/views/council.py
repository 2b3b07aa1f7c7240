"""The library council: members and activists, the plan of work, minutes."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext

from core import clock
from core.answers import Fact
from core.views import Preset, RecordView
from plugins.readers.models import COUNCIL_KINDS, CouncilMeeting, CouncilMember, CouncilTask
from plugins.readers.services import council

_KEEP = "readers.council"


class _CouncilView(RecordView):
    """What the three lists have alike: the buttons between them, and who may write."""

    permission = permission_create = permission_edit = permission_delete = _KEEP
    permission_export = _KEEP
    can_create = can_edit = can_delete = True
    list_template = "readers/council.html"

    def save_new(self, form: Any) -> Any:
        """Keep the new row."""
        row = self.model()
        form.populate_obj(row)
        return council.keep(row, by=self.person)

    def save_changes(self, form: Any, record: Any) -> Any:
        """Keep the changed row."""
        form.populate_obj(record)
        return council.keep(record, by=self.person)


class CouncilMemberView(_CouncilView):
    """Members of the council and activists, with their terms."""

    name = _("Library council")
    place = "VI"
    menu_order = 70
    column_list = ("name", "kind", "duty", "elected_on", "until")
    column_labels = {
        "reader": _("Reader"),
        "name": _("Name, if not a reader"),
        "kind": _("Part"),
        "duty": _("Duty"),
        "elected_on": _("Elected on"),
        "until": _("Until"),
    }
    column_sortable_list = (("name", "sort_key"), "kind", "elected_on", "until")
    column_default_sort = ("sort_key", False)
    column_filters = ("kind", "elected_on")
    column_choices = {"kind": list(COUNCIL_KINDS.items())}
    form_columns = ("kind", "reader", "name", "duty", "elected_on", "until")
    form_choices = {"kind": list(COUNCIL_KINDS.items())}
    empty_words = _("The council is not elected yet. Write its members down.")
    presets = (
        Preset(
            "now",
            _("Now"),
            lambda: CouncilMember.until.is_null() | (CouncilMember.until >= clock.today()),
        ),
        Preset("all", _("All")),
    )

    def __init__(self) -> None:
        super().__init__(CouncilMember, endpoint="readers_council", url="/readers/council")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s member", "%(num)s members", count)


class CouncilTaskView(_CouncilView):
    """The council's plan of work."""

    name = _("Council: plan of work")
    column_list = ("text", "due_on", "responsible", "done_on")
    column_labels = {
        "text": _("Work"),
        "due_on": _("Term"),
        "responsible": _("Responsible"),
        "done_on": _("Done on"),
    }
    column_sortable_list = ("text", "due_on", "done_on")
    column_default_sort = ("due_on", False)
    form_columns = ("text", "due_on", "responsible", "done_on")
    empty_words = _("The council has no plan yet. Write down its first piece of work.")
    presets = (
        Preset("open", _("To do"), lambda: CouncilTask.done_on.is_null()),
        Preset("all", _("All")),
    )

    def __init__(self) -> None:
        super().__init__(CouncilTask, endpoint="readers_council_task", url="/readers/council/tasks")


class CouncilMeetingView(_CouncilView):
    """The minutes of the council's meetings."""

    name = _("Council: minutes")
    can_view_details = True
    details_template = "readers/minutes.html"
    column_list = ("met_on", "number", "agenda")
    column_labels = {
        "met_on": _("Day"),
        "number": _("No."),
        "present": _("Present"),
        "agenda": _("Agenda"),
        "decisions": _("Decisions"),
    }
    column_sortable_list = ("met_on",)
    column_default_sort = ("met_on", True)
    form_columns = ("number", "met_on", "present", "agenda", "decisions")
    empty_words = _("There are no minutes yet.")

    def __init__(self) -> None:
        super().__init__(
            CouncilMeeting, endpoint="readers_council_meeting", url="/readers/council/minutes"
        )

    def facts(self, record: Any) -> list[Fact]:
        """Return the minutes."""
        names = ("met_on", "present", "agenda", "decisions")
        return [
            Fact(self.column_labels[one], getattr(record, one))
            for one in names
            if getattr(record, one)
        ]
