"""Write-offs: the list, and the page on which one is led through its steps."""

from collections.abc import Callable
from typing import Any

from flask import Response, abort, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, lazy_ngettext
from flask_babel import lazy_gettext as _

from core.answers import Fact
from core.errors import LibraryError
from core.views import Preset, RecordView
from core.views.typed import day_of
from plugins.fund.models import FUNDS
from plugins.fund.services import stocktake as checks
from plugins.writeoff import blocks, services
from plugins.writeoff.models import STEPS, Case, Disposal, Reason
from plugins.writeoff.services import scans
from plugins.writeoff.views.case_page import case_page, counts_of
from plugins.writeoff.views.typed import details_of, members_of, whole

_TONES = {"basis": "warn", "copies": "warn", "commission": "warn", "approved": "prim"}

_EDITING = (
    "basis",
    "add",
    "add_old",
    "add_replaced",
    "add_lost",
    "remove",
    "close_list",
    "reopen_list",
    "commission",
    "dispose",
    "receipt",
    "close",
    "discard",
    "missing",
    "attach",
    "detach",
)


class CaseListView(RecordView):
    """Write-offs of both funds, each with its act; the page does the real work."""

    name = _("Cases and acts")
    place = "IV"
    menu_order = 10
    permission = "writeoff.view"
    permission_create = "writeoff.edit"
    can_create = True
    can_view_details = True
    details_template = "writeoff/case.html"
    empty_words = _("No write-off yet. Add the first one: it leads through its steps.")

    column_list = ("number", "reason", "order", "act", "copies", "opened_at", "state")
    column_labels = {
        "fund": _("Fund"),
        "number": _("Case"),
        "reason": _("Reason"),
        "order": _("No. of the order"),
        "act": _("Act"),
        "act_on": _("Date of the act"),
        "copies": _("Copies"),
        "opened_at": _("Opened on"),
        "state": _("Step"),
        "note": _("Note"),
    }
    column_sortable_list = (("number", "id"), "opened_at", ("act", "act_on"))
    column_default_sort = ("id", True)
    column_filters = ("state", "act_on")
    column_choices = {"state": list(STEPS.items())}
    column_formatters = {
        "number": lambda _view, _context, row, _name: f"№ {row.id}",
        "reason": lambda _view, _context, row, _name: row.reason or "",
        "order": lambda _view, _context, row, _name: row.order,
        "act": lambda _view, _context, row, _name: row.act,
        "copies": lambda view, _context, row, _name: view.counts_of_copies().get(row.id, 0),
        "opened_at": lambda _view, _context, row, _name: row.opened_at.date(),
        "state": lambda _view, _context, row, _name: Fact(
            "", STEPS[row.state], tone=_TONES.get(row.state, "ok")
        ),
    }
    form_columns = ("fund", "note")
    form_choices = {"fund": list(FUNDS.items())}
    joined = ("reason",)
    fund_field = "fund"
    presets = (
        Preset("all", _("All")),
        Preset("open", _("Under way"), lambda: Case.state != "closed"),
        Preset("closed", _("Closed"), lambda: Case.state == "closed"),
    )

    def __init__(self) -> None:
        super().__init__(Case, endpoint="writeoff_case", url="/writeoff/cases")

    def funds(self) -> list[tuple[str, Any]]:
        """Return the two funds."""
        return list(FUNDS.items())

    def count_words(self, count: int) -> Any:
        """Count cases."""
        return lazy_ngettext("%(num)s write-off", "%(num)s write-offs", count)

    def counts_of_copies(self) -> dict[int, int]:
        """Return how many copies each case of this page has, asked for once."""
        return self.once("copies", lambda: counts_of([one.id for one in self.rows]))

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission: preparing and approving are not for the same people."""
        if route == "approve":
            return "writeoff.approve"
        if route == "scan":
            return "writeoff.view"
        return "writeoff.edit" if route in _EDITING else super().permission_of(route, method)

    def save_new(self, form: Any) -> Case:
        """Open a case; its page asks the rest, step by step."""
        return services.open_case(form.fund.data, by=self.person, note=form.note.data or "")

    def get_save_return_url(self, model: Any, is_created: bool = False) -> str:
        """Lead from the form to the page of the new case."""
        return self.get_url(".details_view", id=model.id)

    def page(self, case: Case) -> dict[str, Any]:
        """Return what the page of a case shows."""
        return case_page(case, whole(request.args.get("page")))

    # The steps

    @expose("/<int:number>/basis", methods=("POST",))
    def basis(self, number: int) -> Any:
        """Give the reason and the order."""
        form = request.form
        return self._do(
            number,
            lambda case: services.set_basis(
                case,
                Reason.get_or_none(Reason.id == whole(form.get("reason"))),
                order_from=form.get("order_from", "")[:200],
                order_no=form.get("order_no", "")[:60],
                order_on=day_of(form.get("order_on")),
                by=self.person,
            ),
        )

    @expose("/<int:number>/copies", methods=("POST",))
    def add(self, number: int) -> Any:
        """Put copies on the list: a scan, numbers, ranges (``code``)."""
        text = request.form.get("code", "")[:2000]
        return self._take(number, lambda case: services.add_numbers(case, text, by=self.person))

    @expose("/<int:number>/copies/old", methods=("POST",))
    def add_old(self, number: int) -> Any:
        """Put the textbooks on the list whose term of use is over."""
        years = whole(request.form.get("years"))
        return self._take(
            number,
            lambda case: services.add_old_textbooks(case, years=years or None, by=self.person),
        )

    @expose("/<int:number>/copies/lost", methods=("POST",))
    def add_lost(self, number: int) -> Any:
        """Put the copies on the list that were lost and made good (``first``, ``last``)."""
        form = request.form
        return self._take(
            number,
            lambda case: services.add_lost(
                case,
                first=day_of(form.get("first")),
                last=day_of(form.get("last")),
                by=self.person,
            ),
        )

    @expose("/<int:number>/copies/replaced", methods=("POST",))
    def add_replaced(self, number: int) -> Any:
        """Put the textbooks on the list of which the fund has a newer edition."""
        return self._take(number, lambda case: services.add_replaced_editions(case, by=self.person))

    @expose("/<int:number>/copies/remove", methods=("POST",))
    def remove(self, number: int) -> Any:
        """Take a copy off the list (``row``)."""
        rows = [whole(one) for one in request.form.getlist("row")]
        return self._do(number, lambda case: services.remove(case, rows, by=self.person), "#list")

    @expose("/<int:number>/list/close", methods=("POST",))
    def close_list(self, number: int) -> Any:
        """Finish the list."""
        return self._do(number, lambda case: services.close_list(case, by=self.person))

    @expose("/<int:number>/list/reopen", methods=("POST",))
    def reopen_list(self, number: int) -> Any:
        """Go back to the list."""
        return self._do(number, lambda case: services.reopen_list(case, by=self.person))

    @expose("/<int:number>/commission", methods=("POST",))
    def commission(self, number: int) -> Any:
        """Name the commission, its minutes and who approves."""
        form = request.form
        return self._do(
            number,
            lambda case: services.set_commission(
                case,
                members_of(form),
                minutes_no=form.get("minutes_no", "")[:60],
                minutes_on=day_of(form.get("minutes_on")),
                approver_name=form.get("approver_name", "")[:120],
                approver_post=form.get("approver_post", "")[:120],
                by=self.person,
            ),
        )

    @expose("/<int:number>/approve", methods=("POST",))
    def approve(self, number: int) -> Any:
        """Approve the act: from now on it stays as it is."""

        def deed(case: Case) -> None:
            services.approve(case, by=self.person)
            words = gettext(
                "Approved: %(act)s. Entry of the summary book: %(entry)s.",
                act=case.act,
                entry=str(case.entry),
            )
            flash(words, "success")

        return self._do(number, deed)

    @expose("/<int:number>/dispose", methods=("POST",))
    def dispose(self, number: int) -> Any:
        """Say what became of copies (``numbers``), or of all that are left (``all``)."""
        form = request.form
        numbers = None if "all" in form else form.get("numbers", "")[:2000]
        return self._do(
            number,
            lambda case: services.dispose(
                case,
                form.get("kind", ""),
                numbers,
                on=day_of(form.get("done_on")),
                by=self.person,
                **details_of(form),
            ),
        )

    @expose("/<int:number>/receipt", methods=("POST",))
    def receipt(self, number: int) -> Any:
        """Write down the receipt for waste paper (``disposal``)."""

        def deed(case: Case) -> None:
            found = Disposal.get_or_none(
                Disposal.id == whole(request.form.get("disposal")), Disposal.case == case
            )
            if found is None:
                abort(404)
            services.set_receipt(found, by=self.person, **details_of(request.form))

        return self._do(number, deed)

    @expose("/<int:number>/close", methods=("POST",))
    def close(self, number: int) -> Any:
        """Close the case."""
        return self._do(number, lambda case: services.close(case, by=self.person))

    @expose("/<int:number>/discard", methods=("POST",))
    def discard(self, number: int) -> Any:
        """Give up a case whose act has not been approved."""
        self._do(number, lambda case: services.discard(case, by=self.person))
        return redirect(self.get_url(".index_view"), code=303)

    @expose("/<int:number>/scans", methods=("POST",))
    def attach(self, number: int) -> Any:
        """Keep a picture of a paper with the case."""
        sent = request.files.get("file")
        data, name = b"", ""
        if sent:
            name = str(sent.filename or "").replace("\\", "/").rpartition("/")[2]
            with sent.stream as stream:
                data = stream.read(scans.LARGEST + 1)
        kind = request.form.get("kind", "")
        name = name.replace("\0", "")
        return self._do(number, lambda case: scans.attach(case, kind, name, data, by=self.person))

    @expose("/<int:number>/scans/<int:line>")
    def scan(self, number: int, line: int) -> Any:
        """Show a paper; nothing in it may run."""
        case = self.get_one(number)
        if case is None:
            abort(404)
        found = scans.find(case, line)
        answer = Response(bytes(found.data), mimetype=str(found.mime))
        answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return answer

    @expose("/<int:number>/scans/<int:line>/remove", methods=("POST",))
    def detach(self, number: int, line: int) -> Any:
        """Take a paper away again."""
        return self._do(number, lambda case: scans.detach(case, line, by=self.person))

    @expose("/stocktake/<int:number>", methods=("POST",))
    def missing(self, number: int) -> Any:
        """Open a case with what a stock-take did not find, or show the one there is."""
        stocktake = checks.get(number)
        try:
            case, taken = services.write_off_missing(stocktake, by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return redirect(url_for("fund_stocktake.details_view", id=number), code=303)
        for kind, words in blocks.answer_words(len(taken.added), taken.refused):
            flash(words, kind)
        return redirect(self.get_url(".details_view", id=case.id), code=303)

    def _take(self, number: int, deed: Callable[[Case], services.Taken]) -> Any:
        def told(case: Case) -> None:
            taken = deed(case)
            for kind, words in blocks.answer_words(len(taken.added), taken.refused):
                flash(words, kind)

        return self._do(number, told)

    def _do(self, number: int, deed: Callable[[Case], Any], place: str = "") -> Any:
        """Do it to the case and show its page, a refusal as a sentence at its top."""
        case = self.get_one(number)
        if case is None:
            abort(404)
        try:
            deed(case)
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return redirect(self.get_url(".details_view", id=number) + place, code=303)
