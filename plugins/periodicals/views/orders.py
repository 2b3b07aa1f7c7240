"""Subscriptions: the orders by half-years, and the page on which one is filled in and placed."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from flask_babel import gettext, lazy_ngettext, ngettext
from flask_babel import lazy_gettext as _

from core import clock
from core.answers import Fact
from core.views import Preset, RecordView
from plugins.periodicals import queries
from plugins.periodicals.documents.lists import frequency_of
from plugins.periodicals.models import HALVES, Order, half_of, half_words
from plugins.periodicals.services import campaign, orders, titles
from plugins.periodicals.views.typed import Told, day_of, whole

_EDITING = (
    "set_line",
    "remove_line",
    "place_order",
    "take_back",
    "copy",
    "open_copy",
    "discard",
    "words",
)


class OrderListView(RecordView):
    """Orders of subscriptions, the latest half-year first."""

    name = _("Subscription")
    place = "II"
    menu_order = 30
    permission = "periodicals.view"
    permission_create = "periodicals.edit"
    can_create = True
    can_view_details = True
    list_template = "periodicals/orders.html"
    details_template = "periodicals/order.html"
    empty_words = _("No subscription yet. Add the order of a half-year, then its periodicals.")

    column_list = ("half_words", "supplier", "titles", "sets", "amount", "state")
    column_labels = {
        "half_words": _("Half-year"),
        "year": _("Year"),
        "half": _("Half"),
        "supplier": _("Supplier"),
        "titles": _("Titles"),
        "sets": _("Sets"),
        "amount": _("Sum, ₸"),
        "state": _("State"),
        "note": _("Note"),
    }
    column_filters = ("year", "half", "supplier")
    column_choices = {"half": list(HALVES.items())}
    column_sortable_list = (("half_words", "year"), "supplier")
    column_default_sort = ("id", True)
    column_formatters = {
        "half_words": lambda _view, _context, row, _name: row.half_words,
        "titles": lambda view, _context, row, _name: view.sums(row)[0],
        "sets": lambda view, _context, row, _name: view.sums(row)[1],
        "amount": lambda view, _context, row, _name: view.sums(row)[2],
        "state": lambda _view, _context, row, _name: state_of(row),
    }
    form_columns = ("year", "half", "supplier", "note")
    form_choices = {"half": [(key, words) for key, words in HALVES.items()]}
    counts_later = True
    presets = (
        Preset("all", _("All")),
        Preset("drafts", _("Being filled in"), lambda: Order.ordered_on.is_null()),
        Preset("placed", _("Placed"), lambda: Order.ordered_on.is_null(False)),
    )

    def __init__(self) -> None:
        super().__init__(Order, endpoint="periodicals_order", url="/periodicals/orders")

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission: changing needs more than looking."""
        return "periodicals.edit" if route in _EDITING else super().permission_of(route, method)

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s order", "%(num)s orders", count)

    def create_form(self, obj: Any = None) -> Any:
        """Return the form with the half-year for which one subscribes now."""
        form = super().create_form(obj)
        if request.method == "GET":
            form.year.data, half = campaign.half_to_order(clock.today())
            form.half.data = half
        return form

    def save_new(self, form: Any) -> Order:
        """Open a draft; its page asks the rest."""
        year = form.year.data
        if not year or not 1990 <= year <= 2100:
            year = half_of(clock.today())[0]
        return orders.open_order(
            year,
            1 if whole(form.half.data) == 1 else 2,
            supplier=form.supplier.data or "",
            note=form.note.data or "",
            by=self.person,
        )

    def get_save_return_url(self, model: Any, is_created: bool = False) -> str:
        """Lead from the form to the page of the new order."""
        return self.get_url(".details_view", id=model.id)

    def sums(self, row: Order) -> Any:
        """Return titles, sets and amount of a row, asked for once a page."""
        ids = [int(one.id) for one in self.rows]
        found = self.once("sums", lambda: queries.sums_of_orders(ids))
        return found.get(int(row.id), (0, 0, ""))

    def campaign(self) -> dict[str, Any] | None:
        """Return the half-year that nobody has ordered yet, and how long there is."""
        return campaign.reminder(clock.today())

    # The page

    def page(self, order: Order) -> dict[str, Any]:
        """Return what the page of an order shows."""
        lines = orders.lines_of(order)
        there = {int(one.title_id) for one in lines}
        year, half = orders.half_before(int(order.year), int(order.half))
        return {
            "lines": lines,
            "sums": orders.total_of(order),
            "titles": [one for one in titles.every() if one.id not in there],
            "before": half_words(year, half),
            "to_copy": orders.count_before(order),
            "state": state_of(order),
            "frequency": frequency_of,
            "today": clock.today(),
        }

    @expose("/<int:number>/lines", methods=("POST",))
    def set_line(self, number: int) -> Any:
        """Put a title into the order, or change its sets and price."""
        form = request.form
        order = self._order(number)
        with Told():
            title = titles.get(whole(form.get("title")))
            orders.set_line(
                order,
                title,
                sets=form.get("sets", "")[:20],
                price=form.get("price", "")[:30],
                by=self.person,
            )
        return self._back_to(number, "#lines")

    @expose("/<int:number>/lines/<int:line>/remove", methods=("POST",))
    def remove_line(self, number: int, line: int) -> Any:
        """Take a title out of the order."""
        with Told():
            orders.remove_line(self._order(number), line, by=self.person)
        return self._back_to(number, "#lines")

    @expose("/<int:number>/words", methods=("POST",))
    def words(self, number: int) -> Any:
        """Keep supplier, document and note."""
        with Told():
            given = {name: request.form.get(name, "") for name in ("supplier", "document", "note")}
            orders.change(self._order(number), by=self.person, **given)
            flash(gettext("Saved."), "success")
        return self._back_to(number)

    @expose("/<int:number>/place", methods=("POST",))
    def place_order(self, number: int) -> Any:
        """Note number and day of the order: from now on issues are expected."""
        form = request.form
        with Told():
            orders.place(
                self._order(number),
                order_no=form.get("order_no", ""),
                on=day_of(form.get("ordered_on")),
                supplier=form.get("supplier", ""),
                document=form.get("document", ""),
                by=self.person,
            )
            flash(gettext("The order is placed. Its issues stand in the grid."), "success")
        return self._back_to(number)

    @expose("/<int:number>/take-back", methods=("POST",))
    def take_back(self, number: int) -> Any:
        """Make it a draft again."""
        with Told():
            orders.take_back(self._order(number), by=self.person)
        return self._back_to(number)

    @expose("/<int:number>/copy", methods=("POST",))
    def copy(self, number: int) -> Any:
        """Add what was ordered for the half-year before."""
        with Told():
            _say_copied(orders.copy_before(self._order(number), by=self.person))
        return self._back_to(number)

    @expose("/open", methods=("POST",))
    def open_copy(self) -> Any:
        """Open the order of the coming half-year with what was ordered for the one before."""
        year, half = campaign.half_to_order(clock.today())
        with Told():
            order, count = orders.open_copy(year, half, by=self.person)
            _say_copied(count)
            return self._back_to(int(order.id))
        return redirect(self.get_url(".index_view"), code=303)

    @expose("/<int:number>/discard", methods=("POST",))
    def discard(self, number: int) -> Any:
        """Give up a draft."""
        with Told():
            orders.discard(self._order(number), by=self.person)
            return redirect(self.get_url(".index_view"), code=303)
        return self._back_to(number)

    def _order(self, number: int) -> Order:
        found: Order | None = self.get_one(number)
        return found or abort(404)

    def _back_to(self, number: int, place: str = "") -> Any:
        return redirect(self.get_url(".details_view", id=number) + place, code=303)


def state_of(order: Order) -> Fact:
    """Return the state of an order as a chip."""
    if order.is_draft:
        return Fact("", _("being filled in"), tone="warn")
    return Fact("", _("placed on %(day)s", day=f"{order.ordered_on:%d.%m.%Y}"), tone="ok")


def _say_copied(count: int) -> None:
    flash(
        ngettext(
            "%(num)s periodical has been copied. Check sets and prices.",
            "%(num)s periodicals have been copied. Check sets and prices.",
            count,
        ),
        "success",
    )
