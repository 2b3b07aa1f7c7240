"""Replaced books: the notebook, and the page on which an offered book is judged and taken."""

from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, lazy_ngettext
from flask_babel import lazy_gettext as _

from core import clock
from core.access import can
from core.answers import Fact
from core.barcodes import read_isbn
from core.errors import LibraryError
from core.typography import money
from core.views import Preset, RecordView
from plugins.catalogue import models as catalogue
from plugins.catalogue import services as records
from plugins.catalogue.models import Record
from plugins.circulation import queries
from plugins.circulation.documents import accepted_words, lost_words
from plugins.circulation.errors import UnknownOffer
from plugins.circulation.models import Loan, Replacement
from plugins.circulation.services import replacements
from plugins.circulation.services.replacements import POINTS, Offer, Point
from plugins.fund.models import CONDITIONS, FUNDS
from plugins.fund.services import amounts
from plugins.readers import models as readers
from plugins.readers import services as readers_services
from plugins.readers.models import Reader

#: More titles than that are no choice; the words are to be made longer.
MOST_CHOICES = 8


class ReplacementListView(RecordView):
    """The notebook of replaced books, read only: its rows are made from lost loans."""

    name = _("Replaced books")
    place = "IV"
    menu_order = 30
    permission = "circulation.view"
    permission_export = "readers.export"
    can_view_details = True
    details_template = "circulation/replacement_row.html"
    list_template = "circulation/replacement_rows.html"
    empty_words = _("No row yet. A lost book is replaced from its loan: see Loans, Lost.")

    column_list = ("number", "accepted_on", "reader", "lost", "accepted", "entry", "state")
    column_labels = {
        "fund": _("Fund"),
        "number": _("Row"),
        "accepted_on": _("Date"),
        "reader": _("Reader"),
        "lost": _("Lost"),
        "accepted": _("Accepted"),
        "entry": _("Summary book"),
        "state": _("State"),
        "school_class": _("Class"),
    }
    column_sortable_list = (("number", "id"), "accepted_on", ("reader", "reader.sort_key"))
    column_default_sort = ("id", True)
    column_filters = ("accepted_on", "reader.school_class")
    column_formatters = {
        "number": lambda _view, _context, row, _name: str(row),
        "reader": lambda _view, _context, row, _name: row.reader_words,
        "lost": lambda _view, _context, row, _name: lost_words(row),
        "accepted": lambda _view, _context, row, _name: accepted_words(row),
        "entry": lambda _view, _context, row, _name: str(row.entry) if row.entry_id else "",
        "state": lambda view, _context, row, _name: view.state(row),
    }
    joined = ("copy.record", "new_copy.record", "reader.school_class", "entry")
    fund_field = "fund"
    search_words = _("Reader, title, inv. No.")
    presets = (
        Preset("all", _("All")),
        Preset("waiting", _("To be written off"), lambda: _waiting()),
        Preset("found", _("Found again"), lambda: Replacement.found_on.is_null(False)),
    )

    def __init__(self) -> None:
        super().__init__(
            Replacement, endpoint="circulation_replacement", url="/circulation/replacements"
        )

    def funds(self) -> list[tuple[str, Any]]:
        """Return the two funds."""
        return list(FUNDS.items())

    def count_words(self, count: int) -> Any:
        """Count rows of the notebook."""
        return lazy_ngettext("%(num)s row", "%(num)s rows", count)

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission: taking a book changes the books of account."""
        if route in ("offer", "accept", "pay", "found"):
            return "circulation.replace"
        return super().permission_of(route, method)

    def scope(self, query: Any) -> Any:
        """Leave a class teacher the rows of the own class."""
        if self.person is None or self.person.role != "teacher":
            return query
        pupils = Reader.select(Reader.id).where(
            Reader.school_class.in_(readers_services.classes_of(self.person))
        )
        return query.where(Replacement.reader.in_(pupils))

    def search(self, query: Any, text: str) -> Any:
        """Look for readers by name, copies by number and title."""
        by_name = Reader.select(Reader.id).where(readers.SEARCH.matching(text))
        copies = queries.copies_named(text)
        return query.where(
            Replacement.reader.in_(by_name)
            | Replacement.copy.in_(copies)
            | Replacement.new_copy.in_(copies)
        )

    def state(self, row: Replacement) -> Fact:
        """Return where the lost copy stands now."""
        acts = self.once("acts", lambda: queries.acts_of(self.rows))
        return state_of(row, acts.get(row.id))

    def facts(self, record: Replacement) -> list[Fact]:
        """Return the row as the notebook has it, and who took the book."""
        act = replacements.act_of(record)
        state = state_of(record, act)
        copies = "/fund/copies/details/?id="
        unequal = [str(POINTS[one]) for one in str(record.unequal).split(",") if one]
        lines = [
            Fact(_("Date"), record.accepted_on),
            Fact(_("State"), state.value, tone=state.tone),
            Fact(_("Reader"), record.reader_words),
            Fact(_("Lost"), lost_words(record), url=f"{copies}{record.copy_id}"),
            Fact(_("Price of the lost copy, ₸"), record.copy.price),
        ]
        if record.new_copy_id:
            lines += [
                Fact(_("Accepted"), accepted_words(record), url=f"{copies}{record.new_copy_id}"),
                Fact(_("Price of the accepted copy, ₸"), record.new_copy.price),
                Fact(_("Entry of the summary book"), str(record.entry)),
                Fact(_("Does not match"), ", ".join(unequal)),
                Fact(_("Taken all the same, because"), record.why),
            ]
        else:
            receipt = f"№ {record.receipt_no}, {record.receipt_on:%d.%m.%Y}"
            lines += [
                Fact(_("Money, ₸"), record.amount),
                Fact(_("Receipt"), receipt),
            ]
        lines += [
            Fact(_("Write-off act"), act.document if act else ""),
            Fact(_("Accepted by"), record.accepted_by.full_name if record.accepted_by else ""),
            Fact(_("Found again on"), record.found_on or ""),
            Fact(
                _("Entry by which it came back"),
                str(record.found_entry) if record.found_entry_id else "",
            ),
        ]
        return [one for one in lines if one.value not in (None, "")]

    def page(self, row: Replacement) -> dict[str, Any]:
        """Return what the page of a row shows beside its facts."""
        return {
            "may_find": row.found_on is None and can("circulation.replace"),
            "is_written_off": row.copy.withdrawn_on is not None,
            "may_print": can("circulation.replace"),
        }

    # From a lost loan to its row

    @expose("/for/<int:loan_id>/", methods=("GET",))
    def offer(self, loan_id: int) -> Any:
        """Show the lost copy beside the book that is offered, if one has been named."""
        return self._offer_page(replacements.lost_loan(loan_id), request.args)

    @expose("/for/<int:loan_id>/", methods=("POST",))
    def accept(self, loan_id: int) -> Any:
        """Take the offered book; a refusal stands above the page, with what was typed in it."""
        found = replacements.lost_loan(loan_id)
        form = request.form
        try:
            row = replacements.accept(
                found,
                _offer(form, self._records(form)),
                number=form.get("number", "")[:40],
                why=form.get("why", ""),
                by=self.person,
            )
        except LibraryError as refusal:
            return self._offer_page(found, form, refusal)
        words = gettext(
            "Taken: No. %(number)s. Row of the notebook: %(row)s. Entry of the summary book: "
            "%(entry)s.",
            number=row.new_copy.inventory_no,
            row=row.written_number,
            entry=str(row.entry),
        )
        return self._to_row(row, words)

    @expose("/for/<int:loan_id>/money", methods=("POST",))
    def pay(self, loan_id: int) -> Any:
        """Take money for the lost copy."""
        found = replacements.lost_loan(loan_id)
        form = request.form
        try:
            row = replacements.take_money(
                found,
                amounts.price_of(form.get("amount", "")),
                receipt_no=form.get("receipt_no", ""),
                receipt_on=_day(form.get("receipt_on", "")),
                by=self.person,
            )
        except LibraryError as refusal:
            return self._offer_page(found, form, refusal)
        words = gettext("Money taken. Row of the notebook: %(row)s.", row=row.written_number)
        return self._to_row(row, words)

    @expose("/<int:number>/found", methods=("POST",))
    def found(self, number: int) -> Any:
        """Mark the lost copy as found again."""
        row = replacements.get(number)
        try:
            row = replacements.find_again(row, by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
        else:
            words = gettext("No. %(number)s is on the shelf again.", number=row.copy.inventory_no)
            if row.found_entry_id:
                words += " " + gettext(
                    "Entry of the summary book: %(entry)s.", entry=str(row.found_entry)
                )
            flash(words, "success")
        return redirect(self.get_url(".details_view", id=number), code=303)

    def _to_row(self, row: Replacement, words: str) -> Any:
        flash(words, "success")
        return redirect(self.get_url(".details_view", id=row.id), code=303)

    def _offer_page(self, loan: Loan, typed: Any, refusal: LibraryError | None = None) -> Any:
        found = self._records(typed)
        points: list[Point] = []
        record = found[0] if len(found) == 1 else None
        try:
            if record is not None:
                points = replacements.judge(loan.copy, _offer(typed, found))
        except LibraryError as fault:
            refusal = refusal or fault
        page = self.render(
            "circulation/replacement.html",
            loan=loan,
            typed=typed,
            was_asked=bool(typed.get("what", "").strip()),
            choices=found if len(found) != 1 else [],
            record=record,
            points=points,
            failing=replacements.unequal(points),
            words=POINTS,
            shown=_shown,
            conditions=CONDITIONS,
            condition=replacements.condition_of(loan.copy),
            takes_money=replacements.takes_money(),
            refusal=refusal,
            today=clock.today().isoformat(),
            return_url=url_for("circulation_loan.index_view", preset="lost"),
        )
        return page, refusal.status if refusal else 200

    def _records(self, form: Any) -> list[Record]:
        words = form.get("what", "").strip()[:200]
        # What stood in the box already is the book that was picked before.
        kept = form.get("kept", "") if words == form.get("was", "").strip()[:200] else ""
        picked = form.get("record", "") or kept
        if picked.isdecimal() and len(picked) < 10:
            return list(Record.select().where(Record.id == int(picked)))
        isbn = read_isbn(words)
        if isbn:
            return records.find_by_isbn(isbn)[:1]
        if not any(sign.isalnum() for sign in words):
            return []
        matching = Record.select().where(catalogue.SEARCH.matching(words))
        return list(matching.order_by(Record.sort_key).limit(MOST_CHOICES))


def _waiting() -> Any:
    """Return the condition that the lost copy is still in the fund, and on no shelf."""
    return Replacement.copy.in_(queries.copies_to_write_off())


def _offer(form: Any, found: list[Record]) -> Offer:
    if len(found) != 1:
        raise UnknownOffer()
    price = amounts.price_of(form.get("price", ""))
    return Offer(found[0], price, form.get("condition", ""))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _shown(point: Point, value: Any) -> Any:
    """Return a compared value as it is written."""
    if point.name == "condition":
        return CONDITIONS[str(value)]
    return f"{money(value)} ₸" if point.name == "price" else value or "–"


def state_of(row: Replacement, act: Any) -> Fact:
    """Return how the lost copy of a row stands: to be written off, written off, found again."""
    if row.found_on:
        return Fact("", _("found again"), tone="ok")
    if act is not None:
        return Fact("", _("written off"), tone="ok")
    return Fact("", _("to be written off"), tone="warn")
