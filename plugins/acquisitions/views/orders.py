"""Orders: the list, and the page on which one is made up, sent and compared with what came."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, lazy_ngettext
from flask_babel import lazy_gettext as _

from core import clock
from core.access import needs
from core.answers import Fact
from core.errors import LibraryError
from core.views import Preset
from plugins.acquisitions.errors import Gone, UnknownBook
from plugins.acquisitions.models import ORDER_FUNDS, ORDER_STATES, Order
from plugins.acquisitions.services import arriving, books, orders, wishes
from plugins.acquisitions.views.common import AcquisitionView
from plugins.fund.models import Delivery

TONES = {"draft": "warn", "sent": "ask", "done": "ok", "cancelled": ""}


def state_of(its: Order) -> Fact:
    """Return the state of an order as a chip."""
    return Fact("", ORDER_STATES[str(its.state)], tone=TONES[str(its.state)])


class OrderView(AcquisitionView):
    """Orders of books and of textbooks."""

    name = _("Orders")
    menu_order = 10
    permission_create = permission_edit = permission_delete = "acquisitions.order"
    keep = staticmethod(orders.keep)
    list_template = "acquisitions/orders.html"
    details_template = "acquisitions/order.html"
    routes = {
        "add": "acquisitions.order",
        "change": "acquisitions.order",
        "remove_line": "acquisitions.order",
        "add_wish": "acquisitions.order",
        "set_state": "acquisitions.order",
        "of_textbooks": "acquisitions.order",
        "tie": "acquisitions.order",
        "untie": "acquisitions.order",
        "deliver": "fund.account",
    }
    column_list = ("title", "supplier", "fund", "made_on", "due_on", "state")
    column_labels = {
        "title": _("Order of books"),
        "supplier": _("Supplier"),
        "fund": _("What for"),
        "made_on": _("Made up on"),
        "due_on": _("Should come by"),
        "state": _("State"),
        "note": _("Note"),
    }
    column_formatters = {
        "supplier": lambda _view, _context, row, _name: (
            str(row.supplier) if row.supplier_id else ""
        ),
        "state": lambda _view, _context, row, _name: state_of(row),
    }
    column_choices = {"fund": list(ORDER_FUNDS.items()), "state": list(ORDER_STATES.items())}
    form_choices = {"fund": list(ORDER_FUNDS.items())}
    joined = ("supplier",)
    column_sortable_list = ("title", "made_on", "due_on")
    column_default_sort = ("made_on", True)
    column_filters = ("made_on", "fund", "state")
    form_columns = ("title", "fund", "supplier", "made_on", "due_on", "note")
    empty_words = _("There is no order yet. Make one of what readers wish, or of what is short.")
    presets = (
        Preset("open", _("Open"), lambda: Order.state.in_(("draft", "sent"))),
        Preset("done", _("Finished"), lambda: Order.state == "done"),
        Preset("all", _("All")),
    )

    def __init__(self) -> None:
        super().__init__(Order, endpoint="acquisitions_order", url="/acquisitions/orders")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s order", "%(num)s orders", count)

    def remove(self, record: Order) -> None:
        """Delete an order that nothing came of."""
        orders.remove(record, by=self.person)

    def money(self) -> orders.Budget:
        """Return the money of this year."""
        return orders.budget(clock.today())

    def page(self, its: Order) -> dict[str, Any]:
        """Return what the page of an order shows."""
        is_open = its.state in ("draft", "sent")
        return {
            "compared": arriving.compare(its),
            "state": state_of(its),
            "fund": ORDER_FUNDS[str(its.fund)],
            "supplier": str(its.supplier) if its.supplier_id else "",
            "budget": orders.budget(its.made_on),
            "is_this_year": its.made_on.year == clock.today().year,
            "wishes": wishes.waiting(12) if is_open and its.fund == "main" else [],
            "tieable": arriving.tieable(its) if its.state == "sent" else [],
            "is_open": is_open,
            "is_late": bool(its.state == "sent" and its.due_on and its.due_on < clock.today()),
        }

    @needs("acquisitions.order")
    @expose("/<int:number>/lines", methods=("POST",))
    def add(self, number: int) -> Any:
        """Put a book on the order: scanned, chosen, or typed as one the catalogue has not."""
        its, form = orders.get(number), request.form
        typed: dict[str, Any] = {name: form.get(name, "")[:60] for name in ("quantity", "price")}
        if "is_new" in form:
            words: dict[str, Any] = {
                "title": form.get("title", ""),
                "authors": form.get("authors", ""),
            }
            return self._do(number, lambda: orders.add_line(its, by=self.person, **words, **typed))
        record = self.asked_record()
        if record is None:
            text = form.get("code", "").strip()[:100]
            if not books.offered(text):
                flash(str(UnknownBook(text=text)), "error")
            where = url_for(".details_view", id=number, q=text or "?", _anchor="kt-add", **typed)
            return redirect(where, code=303)
        return self._do(number, lambda: orders.add_line(its, record, by=self.person, **typed))

    @needs("acquisitions.order")
    @expose("/<int:number>/lines/<int:line>", methods=("POST",))
    def change(self, number: int, line: int) -> Any:
        """Change quantity and price of a line."""
        its, form = orders.get(number), request.form
        return self._do(
            number,
            lambda: orders.change_line(
                its,
                line,
                quantity=form.get("quantity"),
                price=form.get("price"),
                by=self.person,
            ),
        )

    @needs("acquisitions.order")
    @expose("/<int:number>/lines/<int:line>/remove", methods=("POST",))
    def remove_line(self, number: int, line: int) -> Any:
        """Take a line off."""
        its = orders.get(number)
        return self._do(number, lambda: orders.remove_line(its, line, by=self.person))

    @needs("acquisitions.order")
    @expose("/<int:number>/wishes/<int:line>", methods=("POST",))
    def add_wish(self, number: int, line: int) -> Any:
        """Put a wish on the order."""
        its, wish = orders.get(number), wishes.get(line)
        return self._do(number, lambda: orders.add_wish(its, wish, by=self.person))

    @needs("acquisitions.order")
    @expose("/<int:number>/state", methods=("POST",))
    def set_state(self, number: int) -> Any:
        """Send, finish, cancel the order, or open it again."""
        its, state = orders.get(number), request.form.get("state", "")
        if state not in ORDER_STATES:
            raise Gone()
        return self._do(number, lambda: orders.mark(its, state, by=self.person))

    @needs("acquisitions.order")
    @expose("/textbooks", methods=("POST",))
    def of_textbooks(self) -> Any:
        """Make up an order of all textbooks that are short, in ``year`` or now."""
        asked = request.args.get("year", "")
        year = int(asked) if asked.isdecimal() and len(asked) == 4 else None
        try:
            its = orders.from_provision(year=year, by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return redirect(url_for(".index_view"), code=303)
        flash(gettext("The order is ready. Choose a supplier and check the prices."), "success")
        return redirect(url_for(".details_view", id=its.id), code=303)

    @needs("fund.account")
    @expose("/<int:number>/deliver", methods=("POST",))
    def deliver(self, number: int) -> Any:
        """Make a draft of the fund of what has not come, and open it."""
        try:
            made = arriving.deliver(orders.get(number), by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return redirect(url_for(".details_view", id=number), code=303)
        flash(
            gettext("Take out what has not come, correct the numbers, then accept it."), "success"
        )
        return redirect(url_for("fund_delivery.details_view", id=made.id), code=303)

    @needs("acquisitions.order")
    @expose("/<int:number>/deliveries", methods=("POST",))
    def tie(self, number: int) -> Any:
        """Tie a delivery that was entered by itself."""
        its, chosen = orders.get(number), request.form.get("delivery", "")
        known = chosen.isdecimal() and len(chosen) < 10
        delivery = Delivery.get_or_none(Delivery.id == int(chosen)) if known else None
        if delivery is None:
            raise Gone()
        return self._do(number, lambda: arriving.tie(its, delivery, by=self.person))

    @needs("acquisitions.order")
    @expose("/<int:number>/deliveries/<int:line>/remove", methods=("POST",))
    def untie(self, number: int, line: int) -> Any:
        """Let a delivery belong to no order again."""
        its = orders.get(number)
        return self._do(number, lambda: arriving.untie(its, line, by=self.person))
