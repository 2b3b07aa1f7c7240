"""Readers and classes: lists, forms, the reader's page with his formular."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext

from core import clock
from core.answers import Block, Fact, Step
from core.sections import gather, hook
from core.views import Preset, RecordView
from plugins.readers import services
from plugins.readers.models import KINDS, LANGUAGES, SEARCH, Graduate, Reader, SchoolClass
from plugins.readers.services import photos, registration

_EDIT = "readers.edit"


class ReaderListView(RecordView):
    """Readers; a class teacher sees his own class and nobody else."""

    name = _("Readers")
    place = "VI"
    menu_order = 10
    permission = "readers.view"
    permission_create = permission_edit = _EDIT
    permission_export = "readers.export"
    can_create = True
    can_edit = True
    can_view_details = True

    details_template = "readers/reader.html"

    column_list = ("card_no", "name", "school_class", "kind", "registered_on", "phone")
    column_labels = {
        "card_no": _("Card No."),
        "name": _("Name"),
        "last_name": _("Surname"),
        "first_name": _("First name"),
        "patronymic": _("Patronymic"),
        "school_class": _("Class"),
        "leads": _("Class teacher of"),
        "kind": _("Reader's kind"),
        "language": _("Language of notices"),
        "born_on": _("Date of birth"),
        "registered_on": _("Registered on"),
        "rules_read_on": _("Has read the rules on"),
        "left_on": _("Left on"),
        "phone": _("Telephone"),
        "email": _("E-mail"),
        "address": _("Address"),
        "is_blocked": _("Lending is stopped"),
        "has_priority": _("Gets textbooks first where they are short"),
        "note": _("Note"),
    }
    column_sortable_list = (
        "card_no",
        ("name", "sort_key"),
        ("school_class", "school_class.sort_key"),
        "kind",
        "registered_on",
    )
    column_default_sort = ("sort_key", False)
    column_filters = ("school_class", "kind", "registered_on", "rules_read_on", "is_blocked")
    column_choices = {"kind": list(KINDS.items())}
    column_formatters = {"name": lambda _view, _context, row, _name: row.full_name}
    form_columns = (
        "kind",
        "last_name",
        "first_name",
        "patronymic",
        "school_class",
        "leads",
        "language",
        "born_on",
        "rules_read_on",
        "phone",
        "email",
        "address",
        "is_blocked",
        "has_priority",
        "note",
    )
    form_choices = {"kind": list(KINDS.items()), "language": list(LANGUAGES.items())}
    joined = ("school_class",)
    search_index = SEARCH
    search_words = _("Name or card No.")
    presets = (
        Preset("here", _("At school"), lambda: Reader.left_on.is_null()),
        Preset("pupils", _("Pupils"), lambda: (Reader.kind == "pupil") & Reader.left_on.is_null()),
        Preset(
            "teachers", _("Teachers"), lambda: (Reader.kind == "teacher") & Reader.left_on.is_null()
        ),
        Preset(
            "graduates", _("Graduates"), lambda: Reader.id.in_(Graduate.select(Graduate.reader))
        ),
        Preset("anew", _("To register anew"), lambda: registration.not_yet(clock.today())),
        Preset("left", _("Left"), lambda: Reader.left_on.is_null(False)),
    )

    def __init__(self) -> None:
        super().__init__(Reader, endpoint="readers_reader", url="/readers/readers")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s reader", "%(num)s readers", count)

    def scope(self, query: Any) -> Any:
        """Leave a class teacher the pupils of the own class only."""
        if self.person is None or self.person.role != "teacher":
            return query
        return query.where(Reader.school_class.in_(services.classes_of(self.person)))

    def save_new(self, form: Any) -> Reader:
        """Register the reader under the next card number."""
        reader = Reader(registered_on=clock.today())
        form.populate_obj(reader)
        return services.register(reader, by=self.person)

    def save_changes(self, form: Any, record: Reader) -> Reader:
        """Keep the changed reader with a line in the journal."""
        form.populate_obj(record)
        return services.change(record, by=self.person)

    def facts(self, record: Reader) -> list[Fact]:
        """Return who the reader is; empty lines are left out."""
        lines = [
            (_("Card No."), record.card_no),
            (_("Reader's kind"), KINDS[record.kind]),
            (_("Class"), record.school_class),
            (_("Class teacher of"), record.leads),
            (_("Date of birth"), record.born_on),
            (_("Telephone"), record.phone),
            (_("E-mail"), record.email),
            (_("Address"), record.address),
            (_("Registered on"), record.registered_on),
            (_("Has read the rules on"), record.rules_read_on),
            (_("Left on"), record.left_on),
            (_("Note"), record.note),
        ]
        found = [Fact(label, value) for label, value in lines if value not in (None, "")]
        return found + gather(hook.reader_facts(reader=record))

    def steps(self, record: Reader) -> list[Step]:
        """Return the buttons that sections have for the reader."""
        return gather(hook.reader_steps(reader=record))

    def has_photo(self, record: Reader) -> bool:
        """Return whether there is a photograph to show."""
        return photos.has_photo(record)

    def leaving(self, record: Reader) -> str:
        """Return the verb by which the reader may leave, nothing for who has left."""
        if record.left_on is not None or not self.may("edit"):
            return ""
        return "left_with_debts" if gather(hook.reader_blockers(reader=record)) else "left"

    def blocks(self, record: Reader) -> list[Block]:
        """Return the reader's formular: loans now and before."""
        return gather(hook.reader_blocks(reader=record))


class ClassListView(RecordView):
    """Classes of this school year, with their teachers and who may see them."""

    name = _("Classes")
    place = "VI"
    menu_order = 11
    permission = "readers.view"
    permission_create = permission_edit = _EDIT
    permission_export = "readers.export"
    can_create = True
    can_edit = True

    column_list = ("title", "language", "teacher", "pupils", "login")
    column_labels = {
        "title": _("Class"),
        "grade": _("Grade"),
        "letter": _("Letter"),
        "language": _("Language of instruction"),
        "profile": _("Profile"),
        "teacher": _("Class teacher"),
        "pupils": _("Pupils"),
        "login": _("Account that sees the class"),
    }
    column_sortable_list = (("title", "sort_key"), "language")
    column_default_sort = ("sort_key", False)
    column_filters = ("grade", "language")
    column_choices = {"language": list(LANGUAGES.items())}
    column_formatters = {
        "title": lambda _view, _context, row, _name: str(row),
        "teacher": lambda view, _context, row, _name: view.teachers().get(row.id, ""),
        "pupils": lambda view, _context, row, _name: Fact(
            "", view.sizes().get(row.id, 0), url=f"/readers/readers/?f-school_class={row.id}"
        ),
    }
    form_columns = ("grade", "letter", "language", "profile", "login")
    form_choices = {"language": list(LANGUAGES.items())}

    def __init__(self) -> None:
        super().__init__(SchoolClass, endpoint="readers_class", url="/readers/classes")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s class", "%(num)s classes", count)

    def scope(self, query: Any) -> Any:
        """Leave a class teacher the own class only."""
        if self.person is None or self.person.role != "teacher":
            return query
        return query.where(SchoolClass.login == self.person)

    def teachers(self) -> dict[int, str]:
        """Return the class teachers' names by class, read once a page."""
        return self.once("teachers", services.teachers_by_class)

    def sizes(self) -> dict[int, int]:
        """Return the number of pupils by class, read once a page."""
        return self.once("sizes", services.sizes)
