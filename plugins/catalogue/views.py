"""The catalogue's list, form and page."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext

from core.answers import Block, Fact
from core.sections import gather, hook
from core.views import Preset, RecordView
from plugins.catalogue import services
from plugins.catalogue.models import KINDS, LANGUAGES, SEARCH, Record


class RecordListView(RecordView):
    """Bibliographic records: entered and corrected here, their copies belong to the fund."""

    name = _("Catalogue")
    place = "III"
    menu_order = 30
    permission = "catalogue.view"
    permission_create = permission_edit = "catalogue.edit"
    can_create = True
    can_edit = True
    can_view_details = True

    column_list = ("title", "authors", "imprint", "kind", "grade", "language", "shelf_mark")
    column_labels = {
        "created_at": _("Entered on"),
        "title": _("Title"),
        "authors": _("Authors"),
        "imprint": _("Publisher, year"),
        "kind": _("Kind"),
        "grade": _("Grade"),
        "language": _("Language"),
        "shelf_mark": _("Shelf mark"),
        "part": _("Part"),
        "publisher": _("Publisher"),
        "city": _("Place of publication"),
        "year": _("Year"),
        "pages": _("Pages"),
        "isbn": _("ISBN"),
        "bbk": _("BBK index"),
        "udc": _("UDC index"),
        "author_mark": _("Author mark"),
        "subject": _("School subject"),
        "annotation": _("Annotation"),
    }
    column_sortable_list = (("title", "sort_key"), "authors", "kind", "grade", "language", "year")
    column_default_sort = ("sort_key", False)
    column_filters = ("kind", "language", "grade", "subject", "publisher", "year", "created_at")
    column_choices = {"kind": list(KINDS.items()), "language": list(LANGUAGES.items())}
    column_formatters = {
        "title": lambda _view, _context, row, _name: row.full_title,
        "imprint": lambda _view, _context, row, _name: row.imprint,
    }
    form_columns = (
        "kind",
        "title",
        "part",
        "authors",
        "language",
        "publisher",
        "city",
        "year",
        "pages",
        "isbn",
        "bbk",
        "udc",
        "author_mark",
        "grade",
        "subject",
        "annotation",
    )
    form_choices = {"kind": list(KINDS.items()), "language": list(LANGUAGES.items())}
    search_index = SEARCH
    search_words = _("Title, author, ISBN")
    counts_later = True
    presets = (
        Preset("all", _("All")),
        Preset("textbooks", _("Textbooks"), lambda: Record.kind == "textbook"),
        Preset("books", _("Books"), lambda: Record.kind == "book"),
        Preset("reference", _("Reference"), lambda: Record.kind == "reference"),
    )

    def __init__(self) -> None:
        super().__init__(Record, endpoint="catalogue_record", url="/catalogue/records")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts: ``120 атау``."""
        return lazy_ngettext("%(num)s title", "%(num)s titles", count)

    def save_new(self, form: Any) -> Record:
        """Keep the new record with its ISBN checked and made 13 digits long."""
        return services.enter(form.data, by=self.person)

    def save_changes(self, form: Any, record: Record) -> Record:
        """Keep the changed record, its ISBN checked again."""
        return services.correct(record, form.data, by=self.person)

    def facts(self, record: Record) -> list[Fact]:
        """Return the description: imprint, classification, annotation; empty ones left out."""
        lines = (
            (_("Authors"), record.authors),
            (_("Kind"), KINDS[record.kind]),
            (_("Language"), LANGUAGES.get(record.language, record.language)),
            (_("Grade"), record.grade),
            (_("School subject"), record.subject),
            (_("Publisher"), record.publisher),
            (_("Place of publication"), record.city),
            (_("Year"), record.year),
            (_("Pages"), record.pages),
            (_("ISBN"), record.isbn),
            (_("BBK index"), record.bbk),
            (_("UDC index"), record.udc),
            (_("Author mark"), record.author_mark),
            (_("Annotation"), record.annotation),
        )
        return [Fact(label, value) for label, value in lines if value not in (None, "")]

    def blocks(self, record: Record) -> list[Block]:
        """Return the record's copies, and what other sections have to show."""
        return gather(hook.record_blocks(record=record))
