"""Stock-takes: the list, and the page on which one scans and sees what is missing."""

from typing import Any

from flask import abort, flash, jsonify, redirect, request
from flask_admin import expose
from flask_babel import gettext, lazy_ngettext
from flask_babel import lazy_gettext as _

from core.answers import Fact
from core.errors import LibraryError
from core.pages.errors import wants_json
from core.sections import gather, hook
from core.views import Preset, RecordView
from plugins.fund.documents.stocktakes import LISTS, WHY
from plugins.fund.models import FUNDS, Stocktake
from plugins.fund.services import stocktake as service
from plugins.fund.services import stocktake_results as results

#: Lines of a list on one page.
PAGE = 50
#: A data collector's file: a code a line.
LARGEST_FILE = 2 * 1024 * 1024

KINDS = {
    "present": (_("in its place"), "ok"),
    "again": (_("scanned already"), ""),
    "misplaced": (_("belongs elsewhere"), "warn"),
    "on_loan": (_("on loan"), "warn"),
    "gone": (_("written off"), "bad"),
    "other": (_("other fund"), "bad"),
    "unknown": (_("unknown"), "bad"),
}


class StocktakeView(RecordView):
    """Stock-takes, every one of them kept."""

    name = _("Stock-takes")
    place = "III"
    menu_order = 60
    permission = "fund.view"
    permission_create = "fund.stocktake"
    can_create = True
    can_view_details = True
    details_template = "fund/stocktake.html"
    empty_words = _("No stock-take yet. Begin one: a shelf, a class of knowledge or all of a fund.")
    column_list = ("number", "scope", "started_at", "ended_on", "state")
    column_labels = {
        "number": "№",
        "scope": _("What is looked for"),
        "fund": _("Fund"),
        "shelf": _("Shelf begins with"),
        "prefix": _("The index begins with"),
        "first_no": _("From inv. No."),
        "last_no": _("To inv. No."),
        "order": _("Order of the school"),
        "commission": _("Commission (a name and a post on each line)"),
        "started_at": _("Begun"),
        "ended_on": _("Ended on"),
        "state": _("State"),
    }
    column_formatters = {
        "number": lambda _view, _context, row, _name: str(row),
        "scope": lambda view, _context, row, _name: scope_words(row),
        "state": lambda _view, _context, row, _name: (
            Fact("", _("ended"), tone="ok")
            if row.ended_on
            else Fact("", _("going on"), tone="warn")
        ),
    }
    column_sortable_list = ("started_at", "ended_on")
    column_default_sort = ("id", True)
    form_columns = ("fund", "shelf", "prefix", "first_no", "last_no", "order", "commission")
    form_choices = {"fund": list(FUNDS.items())}
    presets = (
        Preset("all", _("All")),
        Preset("open", _("Going on"), lambda: Stocktake.ended_on.is_null()),
    )

    def __init__(self) -> None:
        super().__init__(Stocktake, endpoint="fund_stocktake", url="/fund/stocktakes")

    def count_words(self, count: int) -> Any:
        """Count stock-takes."""
        return lazy_ngettext("%(num)s stock-take", "%(num)s stock-takes", count)

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission; scanning and ending ask for that of stock-takes."""
        if route in ("scan", "scan_file", "finish"):
            return "fund.stocktake"
        return super().permission_of(route, method)

    def save_new(self, form: Any) -> Any:
        """Begin a stock-take in the name of whoever is signed in."""
        record = super().save_new(form)
        record.started_by = self.person
        record.save()
        return record

    def page(self, stocktake: Stocktake) -> dict[str, Any]:
        """Return what the page of a stock-take shows: one list of its result (``list``) too."""
        result = service.result(stocktake)
        shown = request.args.get("list", "")
        shown = shown if shown in LISTS else "missing"
        pages = max(1, -(-result.copies[shown] // PAGE))
        wanted = request.args.get("page", "")
        number = int(wanted) if wanted.isdecimal() and len(wanted) < 8 else 0
        number = min(number, pages - 1)
        ended = stocktake.ended_on is not None
        return {
            "scope": scope_words(stocktake),
            "result": result,
            "lists": LISTS,
            "shown": shown,
            "lines": results.lines(stocktake, shown, PAGE, number * PAGE),
            "page": number,
            "pages": pages,
            "why": WHY,
            "steps": gather(hook.stocktake_steps(stocktake=stocktake)) if ended else [],
            "scans": service.last_scans(stocktake),
            "kinds": KINDS,
            "may_scan": self.may("create") and stocktake.ended_on is None,
        }

    @expose("/<int:number>/scan", methods=("POST",))
    def scan(self, number: int) -> Any:
        """Note a scan; a program gets JSON, a page comes back with its answer on top."""
        try:
            checked = service.scan(
                self._stocktake(number), request.form.get("code", ""), by=self.person
            )
        except LibraryError as refusal:
            if wants_json():
                return jsonify(kind="refused", message=str(refusal)), refusal.status
            flash(str(refusal), "error")
            return redirect(self.get_url(".details_view", id=number), code=303)
        if wants_json():
            words = str(KINDS[checked.kind][0])
            return jsonify(
                kind=checked.kind, message=checked.sentence, tone=checked.tone, word=words
            )
        flash(checked.sentence, "success" if checked.kind == "present" else "error")
        return redirect(self.get_url(".details_view", id=number) + "#kt-scan", code=303)

    @expose("/<int:number>/file", methods=("POST",))
    def scan_file(self, number: int) -> Any:
        """Note all the scans of a data collector's file."""
        sent = request.files.get("file")
        data = sent.read(LARGEST_FILE + 1) if sent else b""
        if not data or len(data) > LARGEST_FILE or b"\0" in data:
            flash(gettext("Choose a text file with one code on each line, at most 2 MB."), "error")
        else:
            lines = data.decode("utf-8-sig", "replace").replace(";", "\n").splitlines()
            try:
                counts = service.scan_many(self._stocktake(number), lines, by=self.person)
            except LibraryError as refusal:
                flash(str(refusal), "error")
            else:
                told = ", ".join(f"{KINDS[kind][0]}: {count}" for kind, count in counts.items())
                flash(gettext("The file has been read. %(told)s", told=told), "success")
        return redirect(self.get_url(".details_view", id=number), code=303)

    @expose("/<int:number>/end", methods=("POST",))
    def finish(self, number: int) -> Any:
        """End the stock-take."""
        try:
            service.end(self._stocktake(number), by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return redirect(self.get_url(".details_view", id=number), code=303)

    def _stocktake(self, number: int) -> Stocktake:
        found: Stocktake | None = self.get_one(number)
        if found is None:
            abort(404)
        return found


def scope_words(stocktake: Stocktake) -> str:
    """Return what is looked for in words: the fund, and what narrows it."""
    parts = [str(FUNDS[str(stocktake.fund)])]
    for value, words in (
        (stocktake.shelf, gettext("shelf %(value)s", value=stocktake.shelf)),
        (stocktake.prefix, gettext("index %(value)s", value=stocktake.prefix)),
        (stocktake.first_no, gettext("from No. %(value)s", value=stocktake.first_no)),
        (stocktake.last_no, gettext("to No. %(value)s", value=stocktake.last_no)),
    ):
        if value:
            parts.append(words)
    return ", ".join(parts)
