"""Copies: the list of each fund, and the page with a copy's whole life."""

from typing import Any

from flask import redirect, url_for
from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext
from markupsafe import Markup

from core.actions import Action
from core.answers import Block, Fact
from core.sections import gather, hook
from core.typography import tidy
from core.views import Preset, RecordView
from plugins.catalogue.models import KINDS, LANGUAGES, SEARCH, Record
from plugins.fund import services
from plugins.fund.blocks import states
from plugins.fund.models import CONDITIONS, FUNDS, Copy
from plugins.fund.services.labels import unprinted
from plugins.fund.views.labels import as_ranges


def _out() -> Any:
    """Return the ids of copies that are out, as a query; an empty list if nobody knows any."""
    found = hook.copies_out()
    return [] if found is None else found


def _in_fund() -> Any:
    return Copy.withdrawn_on.is_null()


def with_imprint(record: Record) -> Markup:
    """Return the title in bold, publisher and year after it in grey."""
    words = '<span class="kt-b">{}</span> <span class="kt-s kt-2">{}</span>'
    return Markup(words).format(tidy(record.full_title), record.imprint)


def _place(copy: Copy) -> str:
    """Return the shelf of the title, which is the copy's too while it has none of its own."""
    return str(copy.record.shelf) if copy.record.shelf_id else ""


class CopyListView(RecordView):
    """Copies are a book of account: read here; they come by deliveries and go by acts."""

    name = _("Copies")
    place = "III"
    menu_order = 20
    permission = "fund.view"
    permission_edit = "fund.edit"
    can_edit = True
    can_view_details = True

    column_list = ("inventory_no", "title", "shelf_mark", "received_on", "price", "state")
    column_labels = {
        "inventory_no": _("Inv. No."),
        "title": _("Title"),
        "shelf_mark": _("Shelf mark"),
        "received_on": _("Received on"),
        "price": _("Price, ₸"),
        "state": _("State"),
        "shelf": _("Shelf"),
        "condition": _("Condition"),
        "is_reading_room_only": _("Reading room only"),
        "withdrawn_on": _("Written off on"),
        "note": _("Note"),
        "record": _("Title"),
        "kind": _("Kind"),
        "grade": _("Grade"),
        "language": _("Language"),
    }
    column_choices = {"kind": list(KINDS.items()), "language": list(LANGUAGES.items())}
    column_sortable_list = (
        ("inventory_no", "sort_key"),
        ("title", "record.sort_key"),
        "received_on",
        "price",
    )
    column_default_sort = ("sort_key", True)
    column_filters = ("record.kind", "record.grade", "record.language", "received_on", "shelf")
    column_formatters = {
        "title": lambda _view, _context, row, _name: with_imprint(row.record),
        "shelf_mark": lambda _view, _context, row, _name: row.record.shelf_mark,
        "state": lambda view, _context, row, _name: view.states()[row.id],
    }
    form_columns = ("shelf", "condition", "is_reading_room_only", "note")
    form_choices = {"condition": list(CONDITIONS.items())}
    joined = ("record",)
    counts_later = True
    fund_field = "fund"
    search_words = _("Title, author, inv. No.")
    presets = (
        Preset("all", _("All"), _in_fund),
        Preset("here", _("Available"), lambda: _in_fund() & Copy.id.not_in(_out())),
        Preset("out", _("On loan"), lambda: Copy.id.in_(_out())),
        Preset("unlabelled", _("Label not printed"), lambda: _in_fund() & unprinted()),
        Preset("gone", _("Written off"), lambda: Copy.withdrawn_on.is_null(False)),
    )

    def __init__(self) -> None:
        super().__init__(Copy, endpoint="fund_copy", url="/fund/copies")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts: ``120 дана``."""
        return lazy_ngettext("%(num)s copy", "%(num)s copies", count)

    def search(self, query: Any, text: str) -> Any:
        """Look in inventory numbers, and in titles and authors of the records."""
        records = Record.select(Record.id).where(SEARCH.matching(text))
        return query.where(Copy.inventory_no.startswith(text.strip()) | Copy.record.in_(records))

    def funds(self) -> list[tuple[str, Any]]:
        """Return the two funds, main and textbook."""
        return list(FUNDS.items())

    def own_actions(self) -> list[Action]:
        """Return the verb that leads to the label workbench with the ticked copies."""

        def labels(ids: list[int], _by: Any) -> Any:
            # As they were ticked, and short: ten thousand ids fit into an address.
            return redirect(url_for("fund_labels.index", ids=as_ranges(ids)), code=303)

        title = _("Print labels")
        return [Action("labels", title, labels, "fund.labels", icon="tags", is_primary=True)]

    def states(self) -> dict[int, Fact]:
        """Return the states of the copies on this page, asked for once."""
        return self.once("states", lambda: states(self.rows))

    def save_changes(self, form: Any, record: Copy) -> Copy:
        """Keep shelf, condition and note; the accounted columns have no field here."""
        form.populate_obj(record)
        return services.change(record, by=self.person)

    def facts(self, record: Copy) -> list[Fact]:
        """Return the line of the inventory book and where the copy stands."""
        lines = [
            (_("Inv. No."), record.inventory_no),
            (_("Fund"), FUNDS[record.fund]),
            (_("Title"), record.record.full_title),
            (_("Authors"), record.record.authors),
            (_("Shelf mark"), record.record.shelf_mark),
            (_("Shelf"), record.shelf or _place(record)),
            (_("Price, ₸"), record.price),
            (_("Received on"), record.received_on),
            (_("Condition"), CONDITIONS.get(record.condition, record.condition)),
            (_("Written off on"), record.withdrawn_on),
            (_("Barcode"), record.code),
            (_("Note"), record.note),
        ]
        found = [Fact(label, value) for label, value in lines if value not in (None, "")]
        state = states([record])[record.id]
        found.insert(1, Fact(_("State"), state.label, tone=state.tone))
        return found + gather(hook.copy_facts(copy=record))

    def blocks(self, record: Copy) -> list[Block]:
        """Return the copy's whole life, as the other sections know it."""
        return gather(hook.copy_blocks(copy=record))
