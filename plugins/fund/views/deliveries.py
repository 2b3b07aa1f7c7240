"""Deliveries: the list, and the page on which one is filled in, accepted and processed."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from flask_babel import gettext, lazy_ngettext
from flask_babel import lazy_gettext as _

from core import settings
from core.answers import Fact
from core.barcodes import read_isbn
from core.database import transaction
from core.errors import LibraryError
from core.views import Preset, RecordView
from plugins.catalogue import models as catalogue
from plugins.catalogue import services as records
from plugins.catalogue.models import Record
from plugins.fund import queries
from plugins.fund.documents import papers_of
from plugins.fund.models import (
    DOCUMENTS,
    FUNDS,
    SOURCES,
    STEPS,
    Delivery,
    SummaryEntry,
)
from plugins.fund.services import deliveries

#: More titles than that are no choice; the words are to be made longer.
MOST_CHOICES = 8

STATES = {
    "draft": (_("being filled in"), "warn"),
    "accepted": (_("accepted"), "ok"),
    "reversed": (_("reversed"), ""),
}


def state_of(delivery: Delivery) -> Fact:
    """Return the state of a delivery as a chip."""
    words, tone = STATES[str(delivery.state)]
    return Fact("", words, tone=tone)


class DeliveryListView(RecordView):
    """Deliveries of both funds, each with its switch; the page does the real work."""

    name = _("Deliveries")
    place = "III"
    menu_order = 10
    permission = "fund.view"
    permission_create = permission_edit = "fund.account"
    can_create = True
    can_edit = True
    can_view_details = True
    details_template = "fund/delivery.html"
    empty_words = _("No delivery yet. Add the first one: type its document, then its lines.")

    column_list = ("document", "supplier", "source", "entry", "received_on", "state")
    column_labels = {
        "fund": _("Fund"),
        "document": _("Document"),
        "document_kind": _("Kind of document"),
        "document_no": _("No. of the document"),
        "document_on": _("Date of the document"),
        "supplier": _("Supplier"),
        "source": _("Source"),
        "entry": _("Summary book"),
        "received_on": _("Received on"),
        "state": _("State"),
        "note": _("Note"),
    }
    column_choices = {"source": list(SOURCES.items())}
    column_sortable_list = ("received_on", ("document", "document_no"), "supplier")
    column_default_sort = ("id", True)
    column_filters = ("source", "received_on", "state")
    column_formatters = {
        "document": lambda _view, _context, row, _name: row.document,
        "entry": lambda _view, _context, row, _name: str(row.entry) if row.entry_id else "",
        "state": lambda _view, _context, row, _name: state_of(row),
    }
    form_columns = (
        "fund",
        "document_kind",
        "document_no",
        "document_on",
        "supplier",
        "source",
        "received_on",
        "note",
    )
    form_choices = {
        "fund": list(FUNDS.items()),
        "document_kind": list(DOCUMENTS.items()),
        "source": list(SOURCES.items()),
    }
    joined = ("entry",)
    fund_field = "fund"
    presets = (
        Preset("all", _("All")),
        Preset("drafts", _("Being filled in"), lambda: Delivery.state == "draft"),
        Preset("accepted", _("Accepted"), lambda: Delivery.state == "accepted"),
    )

    def __init__(self) -> None:
        super().__init__(Delivery, endpoint="fund_delivery", url="/fund/deliveries")

    def funds(self) -> list[tuple[str, Any]]:
        """Return the two funds."""
        return list(FUNDS.items())

    def count_words(self, count: int) -> Any:
        """Count deliveries."""
        return lazy_ngettext("%(num)s delivery", "%(num)s deliveries", count)

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission; what changes a delivery asks for accounting."""
        if route in ("add_line", "remove_line", "accept", "reverse", "step"):
            return "fund.account"
        return super().permission_of(route, method)

    def save_changes(self, form: Any, record: Any) -> Any:
        """Save the head of a draft; an accepted delivery stays as it is."""
        with transaction():
            deliveries.ensure_draft(record)
            return super().save_changes(form, record)

    # The page

    def page(self, delivery: Delivery) -> dict[str, Any]:
        """Return what the delivery's page shows."""
        lines = deliveries.lines_of(delivery)
        done = deliveries.steps_of(delivery)
        open_steps = [name for name in STEPS if name not in done]
        return {
            "lines": lines,
            "ranges": queries.ranges_of(delivery) if delivery.entry_id else {},
            "state": state_of(delivery),
            "fund": FUNDS[str(delivery.fund)],
            "source": SOURCES.get(str(delivery.source), delivery.source),
            "by_document": sum(one.by_document for one in lines),
            "quantity": sum(one.quantity for one in lines),
            "amount": sum(one.amount for one in lines),
            "steps": [(name, title, done.get(name)) for name, title in STEPS.items()],
            "next_step": open_steps[0] if open_steps else "",
            "brochure_pages": settings.get("fund.brochure_pages"),
            "stamp_pages": settings.get("fund.stamp_pages"),
            "may_change": self.may("edit"),
            "papers": papers_of(delivery),
            "new_records": queries.new_records_of(delivery) if delivery.entry_id else [],
        }

    @expose("/<int:number>/lines/", methods=("POST",))
    def add_line(self, number: int) -> Any:
        """Add a line: the record by its ISBN, by its title's words, or picked from several."""
        delivery = self._delivery(number)
        form = request.form
        found = self._records(form)
        if len(found) != 1:
            return self._choose(delivery, found)
        with self._told():
            deliveries.add_line(
                delivery,
                found[0],
                quantity=form.get("quantity", ""),
                by_document=form.get("by_document", ""),
                price=form.get("price", ""),
                wanted=form.get("numbers", ""),
                is_inventoried="is_simple" not in form,
                by=self.person,
            )
        return self._back_to(number, "#kt-add")

    @expose("/<int:number>/lines/<int:line>/remove", methods=("POST",))
    def remove_line(self, number: int, line: int) -> Any:
        """Take a line out of a draft."""
        with self._told():
            deliveries.remove_line(self._delivery(number), line)
        return self._back_to(number)

    @expose("/<int:number>/accept", methods=("POST",))
    def accept(self, number: int) -> Any:
        """Accept the delivery as a whole."""
        with self._told():
            entry: SummaryEntry = deliveries.accept(self._delivery(number), by=self.person)
            flash(
                gettext(
                    "Accepted: entry %(entry)s, %(copies)s copies.",
                    entry=str(entry),
                    copies=entry.copies,
                ),
                "success",
            )
        return self._back_to(number)

    @expose("/<int:number>/reverse", methods=("POST",))
    def reverse(self, number: int) -> Any:
        """Take the acceptance back, on the same day."""
        with self._told():
            entry = deliveries.reverse(self._delivery(number), by=self.person)
            flash(gettext("Reversed by entry %(entry)s.", entry=str(entry)), "success")
        return self._back_to(number)

    @expose("/<int:number>/steps/<step>", methods=("POST",))
    def step(self, number: int, step: str) -> Any:
        """Note a step of processing as done (``done``), or as not done."""
        with self._told():
            deliveries.mark_step(
                self._delivery(number), step, is_done="done" in request.form, by=self.person
            )
        return self._back_to(number)

    def _delivery(self, number: int) -> Delivery:
        found: Delivery | None = self.get_one(number)
        if found is None:
            abort(404)
        return found

    def _records(self, form: Any) -> list[Record]:
        picked = form.get("record", "")
        if picked.isdecimal() and len(picked) < 10:
            return list(Record.select().where(Record.id == int(picked)))
        words = form.get("what", "").strip()
        isbn = read_isbn(words)
        if isbn:
            return records.find_by_isbn(isbn)[:1]
        if not any(sign.isalnum() for sign in words):
            return []
        matching = Record.select().where(catalogue.SEARCH.matching(words))
        return list(matching.order_by(Record.sort_key).limit(MOST_CHOICES))

    def _choose(self, delivery: Delivery, found: list[Record]) -> Any:
        """Show the page again with what was typed, and the titles to choose from."""
        page = self.render(
            self.details_template,
            model=delivery,
            choices=found,
            typed=request.form,
            return_url=self.get_url(".index_view"),
            may_edit=self.may("edit"),
        )
        return page, 200 if found else 404

    def _told(self) -> Any:
        return _Told()

    def _back_to(self, number: int, place: str = "") -> Any:
        return redirect(self.get_url(".details_view", id=number) + place, code=303)


class _Told:
    """Says a refusal in a sentence at the top of the next page."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, fault: Any, _trace: Any) -> bool:
        if kind is None or not issubclass(kind, LibraryError):
            return False
        flash(str(fault), "error")
        return True
