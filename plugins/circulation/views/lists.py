"""Loans as a list: read only, they are made at the desk."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext

from core import clock
from core.answers import Fact
from core.views import Preset, RecordView
from plugins.circulation import blocks, queries
from plugins.circulation.models import Loan
from plugins.readers import models as readers
from plugins.readers import services as readers_services
from plugins.readers.models import Reader


class LoanListView(RecordView):
    """Loans now and before; a class teacher sees those of the own class."""

    name = _("Loans")
    place = "VI"
    menu_order = 40
    permission = "circulation.view"
    permission_export = "readers.export"

    column_list = ("copy", "title", "reader", "lent_at", "due_on", "state")
    column_labels = {
        "copy": _("Inv. No."),
        "title": _("Title"),
        "reader": _("Reader"),
        "lent_at": _("Lent on"),
        "due_on": _("Due on"),
        "returned_at": _("Returned on"),
        "state": _("State"),
        "school_class": _("Class"),
    }
    column_sortable_list = (
        ("copy", "copy.sort_key"),
        ("reader", "reader.sort_key"),
        "lent_at",
        "due_on",
    )
    column_default_sort = ("id", True)
    column_filters = ("reader.school_class", "lent_at", "due_on", "returned_at")
    column_formatters = {
        "copy": lambda _view, _context, row, _name: row.copy.inventory_no,
        "title": lambda _view, _context, row, _name: row.copy.record.full_title,
        "reader": lambda _view, _context, row, _name: reader_words(row.reader),
        "lent_at": lambda _view, _context, row, _name: row.lent_at.date(),
        "state": lambda _view, _context, row, _name: state(row),
    }
    joined = ("copy.record", "reader.school_class")
    search_words = _("Reader, title, inv. No.")
    counts_later = True
    presets = (
        Preset("open", _("In hand"), queries.is_open),
        Preset("overdue", _("Overdue"), lambda: queries.is_open() & (Loan.due_on < clock.today())),
        Preset("lost", _("Lost"), lambda: queries.is_open() & Loan.lost_on.is_null(False)),
        Preset("all", _("All"), lambda: ~Loan.is_undone),
    )

    def __init__(self) -> None:
        super().__init__(Loan, endpoint="circulation_loan", url="/circulation/loans")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s loan", "%(num)s loans", count)

    def scope(self, query: Any) -> Any:
        """Leave a class teacher the loans of the own class."""
        if self.person is None or self.person.role != "teacher":
            return query
        pupils = Reader.select(Reader.id).where(
            Reader.school_class.in_(readers_services.classes_of(self.person))
        )
        return query.where(Loan.reader.in_(pupils))

    def search(self, query: Any, text: str) -> Any:
        """Look for readers by name, copies by number and title."""
        by_name = Reader.select(Reader.id).where(readers.SEARCH.matching(text))
        copies = queries.copies_named(text)
        return query.where(Loan.reader.in_(by_name) | Loan.copy.in_(copies))


def reader_words(reader: Reader) -> str:
    """Return name and class, for a narrow column."""
    where = f", {reader.school_class}" if reader.school_class_id else ""
    return f"{reader}{where}"


def state(loan: Loan) -> Fact:
    """Return how the loan stands, with the colour of its word."""
    if blocks.is_made_good(loan):
        return Fact(_("made good"), f"{loan.returned_at:%d.%m.%Y}", tone="ok")
    if loan.returned_at:
        return Fact(_("returned"), f"{loan.returned_at:%d.%m.%Y}", tone="ok")
    return blocks.state_fact(loan)
