"""The inventory book: a list of its lines, and the page from which the book itself is printed."""

from typing import Any

from flask import redirect, request, url_for
from flask_admin import expose
from flask_babel import force_locale, gettext, lazy_ngettext, ngettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from core import tasks
from core.access import can, needs
from core.actions import Action
from core.errors import LibraryError
from core.i18n import LANGUAGES, language
from core.views import Preset, RecordView
from plugins.catalogue.models import KINDS, SEARCH, Record
from plugins.catalogue.models import LANGUAGES as SPOKEN
from plugins.fund.documents import print_book
from plugins.fund.models import BOOKS, FUNDS, Copy, Movement
from plugins.fund.services import inventory
from plugins.fund.services.inventory import Span


def _not_inventoried() -> Any:
    """Return the ids of copies that are in the other book, as a query."""
    return Movement.select(Movement.copy).where(Movement.sign == 1, ~Movement.is_on_balance)


class InventoryView(RecordView):
    """The lines of both books, read only: they come with deliveries, their marks with acts."""

    name = _("Inventory book")
    place = "III"
    menu_order = 35
    permission = "fund.view"
    list_template = "fund/inventory.html"
    column_list = (
        "entered_on",
        "inventory_no",
        "check",
        "title",
        "year",
        "price",
        "entry",
        "bbk",
        "act",
        "note",
    )
    column_labels = {
        "entered_on": _("Date of entry"),
        "inventory_no": _("Inv. No."),
        "check": _("Mark of the check"),
        "title": _("Author and title"),
        "year": _("Year (place) of publication"),
        "price": _("Price, ₸"),
        "entry": _("Entry No. of the summary book"),
        "bbk": _("Section (BBK, UDC)"),
        "act": _("No. and date of the write-off act"),
        "note": _("Note"),
        "received_on": _("Received on"),
        "withdrawn_on": _("Written off on"),
        "language": _("Language"),
        "kind": _("Kind"),
        "shelf": _("Shelf"),
    }
    title_column = "title"
    column_choices = {"kind": list(KINDS.items()), "language": list(SPOKEN.items())}
    column_sortable_list = (
        ("entered_on", "id"),
        ("inventory_no", "sort_key"),
        ("title", "record.sort_key"),
        ("year", "record.year"),
        ("bbk", "record.bbk"),
        "price",
    )
    column_default_sort = ("id", True)
    column_filters = (
        "received_on",
        "withdrawn_on",
        "record.kind",
        "record.language",
        "record.bbk",
        "record.year",
        "price",
        "shelf",
    )
    column_formatters = {
        "entered_on": lambda view, _context, row, _name: (
            row.old_entry_on or view.entries().get(row.id, (row.received_on,))[0]
        ),
        "check": lambda view, _context, row, _name: view.checks().get(row.id, ""),
        "title": lambda _view, _context, row, _name: _with_author(row.record),
        "year": lambda _view, _context, row, _name: inventory.year_and_place(row.record),
        "entry": lambda view, _context, row, _name: (
            row.old_entry_no or view.entries().get(row.id, ("", ""))[1]
        ),
        "bbk": lambda _view, _context, row, _name: row.record.bbk or row.record.udc,
        "act": lambda view, _context, row, _name: (
            view.acts().get(row.id, "") if row.withdrawn_on else ""
        ),
    }
    joined = ("record",)
    counts_later = True
    fund_field = "fund"
    search_words = _("Title, author, inv. No.")
    presets = (
        Preset("inventory", BOOKS["inventory"], lambda: Copy.id.not_in(_not_inventoried())),
        Preset("simple", BOOKS["simple"], lambda: Copy.id.in_(_not_inventoried())),
    )

    def __init__(self) -> None:
        super().__init__(Copy, endpoint="fund_inventory", url="/fund/inventory")

    def actions(self) -> list[Action]:
        """Return none: whoever wants to do something with copies does it in their own list."""
        return []

    def count_words(self, count: int) -> Any:
        """Return what the footer counts: ``120 жол``."""
        return lazy_ngettext("%(num)s line", "%(num)s lines", count)

    def search(self, query: Any, text: str) -> Any:
        """Look in inventory numbers, and in titles and authors of the records."""
        records = Record.select(Record.id).where(SEARCH.matching(text))
        return query.where(Copy.inventory_no.startswith(text.strip()) | Copy.record.in_(records))

    def funds(self) -> list[tuple[str, Any]]:
        """Return the two funds, main and textbook."""
        return list(FUNDS.items())

    def entries(self) -> dict[int, Any]:
        """Return the entries by which the copies on this page came, asked for once."""
        return self.once("entries", lambda: inventory.entries_of(self._ids()))

    def checks(self) -> dict[int, str]:
        """Return the marks of the checks of the copies on this page, asked for once."""
        return self.once("checks", lambda: inventory.checks_of(self._ids()))

    def acts(self) -> dict[int, str]:
        """Return the acts by which copies on this page went, asked for once."""
        return self.once("acts", lambda: inventory.acts_of(self._ids()))

    def _ids(self) -> list[int]:
        return [row.id for row in self.rows]

    # Printing

    @needs("fund.print")
    @expose("/book/")
    def book(self) -> Any:
        """Show what is in the book, what of it is on paper, and the form that prints the rest."""
        return self._page(*_asked(request.args))

    @needs("fund.print")
    @expose("/book/print", methods=("POST",))
    def print_book(self) -> Any:
        """Begin to make the PDF, and lead to the page that shows how far it is."""
        fund, book = _asked(request.form)
        spoken = request.form.get("lang", "")
        spoken = spoken if spoken in LANGUAGES else language()
        person = current_user._get_current_object()
        try:
            span, is_new = _span(fund, book, request.form.get("which", ""))
            back = url_for(".book", fund=fund, book=book)
            work = _work(
                span,
                spoken,
                by=person,
                is_kept=is_new and can("fund.account"),
                back=back,
            )
            title = gettext("%(book)s on paper", book=BOOKS[book])
            token = tasks.start(title, work, by=person, back_url=back)
        except LibraryError as refusal:
            return self._page(fund, book, error=str(refusal)), refusal.status
        return redirect(url_for("tasks.watched", token=token), code=303)

    def _page(self, fund: str, book: str, error: str = "") -> Any:
        entered, gone = inventory.entered(fund, book), inventory.gone(fund, book)
        return self.render(
            "fund/inventory_book.html",
            error=error,
            fund=fund,
            funds=FUNDS,
            book=book,
            books=BOOKS,
            entered=entered,
            gone=gone,
            left=entered - gone,
            all_pages=inventory.page_of(entered.copies) if entered.copies else 0,
            new=_new(fund, book),
            last=inventory.last_print(fund, book),
            prints=inventory.prints(fund, book),
            rows=inventory.ROWS,
        )


def _with_author(record: Record) -> Any:
    author = f"{record.authors}. " if record.authors else ""
    return f"{author}{record.full_title}"


def _asked(given: Any) -> tuple[str, str]:
    """Return fund and book as asked for, else the usual ones."""
    fund, book = given.get("fund", ""), given.get("book", given.get("preset", ""))
    return fund if fund in FUNDS else next(iter(FUNDS)), book if book in BOOKS else "inventory"


def _new(fund: str, book: str) -> Span | None:
    try:
        return inventory.since_last_print(fund, book)
    except LibraryError:
        return None


def _span(fund: str, book: str, which: str) -> tuple[Span, bool]:
    """Return the lines asked for, and whether they count as printed from now on."""
    if which.isdecimal() and len(which) < 10:  # an earlier print, once more
        return inventory.once_more(int(which), fund, book), False
    if which == "whole":
        return inventory.whole(fund, book), True
    return inventory.since_last_print(fund, book), True


def _work(span: Span, spoken: str, *, by: Any, is_kept: bool, back: str) -> tasks.Work:
    """Return the work that prints ``span`` in the language ``spoken``."""

    def work(progress: tasks.Progress) -> tasks.Finished:
        path = tasks.new_file(".pdf")
        with force_locale(spoken):
            print_book(span, path, progress)
        if is_kept:
            inventory.remember(span, by=by)
        pages = ngettext("%(num)s page", "%(num)s pages", span.pages)
        name = f"{span.book}-book-{span.fund}-{span.first_page}-{span.last_page}.pdf"
        if span.is_to_the_end:
            words = gettext("The book is ready: %(pages)s and the certificate.", pages=pages)
        else:
            words = gettext("The book is ready: %(pages)s.", pages=pages)
        return tasks.Finished(words, url=back, file=path, file_name=name)

    return work
