"""Bound volumes: the list, and the page on which issues are chosen and bound."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from flask_babel import gettext, lazy_ngettext
from flask_babel import lazy_gettext as _

from core import clock
from core.answers import Fact
from core.errors import LibraryError
from core.views import Preset, RecordView
from plugins.catalogue.models import SEARCH, Record
from plugins.periodicals import queries
from plugins.periodicals.models import Binding, Issue, Title
from plugins.periodicals.services import bindings, titles
from plugins.periodicals.views.typed import Told, numbers, whole


class BindingListView(RecordView):
    """Volumes; each is a copy of the main fund under its own inventory number."""

    name = _("Bound volumes")
    place = "V"
    menu_order = 30
    permission = "periodicals.view"
    can_view_details = True
    list_template = "periodicals/bindings.html"
    details_template = "periodicals/binding.html"
    empty_words = _("No volume yet. Bind the issues of a half-year together.")

    column_list = ("title", "issues", "number", "price", "bound_on", "state")
    column_labels = {
        "title": _("Title"),
        "issues": _("Issues"),
        "number": _("Inv. No."),
        "price": _("Price, ₸"),
        "year": _("Year"),
        "bound_on": _("Bound on"),
        "state": _("State"),
    }
    column_sortable_list = (
        ("title", "title.record.sort_key"),
        "bound_on",
        ("number", "copy.sort_key"),
    )
    column_default_sort = ("id", True)
    column_filters = ("year", "bound_on")
    column_formatters = {
        "title": lambda _view, _context, row, _name: str(row.title),
        "issues": lambda _view, _context, row, _name: str(row),
        "number": lambda _view, _context, row, _name: row.copy.inventory_no,
        "price": lambda _view, _context, row, _name: row.copy.price,
        "state": lambda _view, _context, row, _name: state_of(row),
    }
    joined = ("title.record", "copy")
    search_words = _("Title")
    counts_later = True
    presets = (
        Preset("all", _("All")),
        Preset("here", _("In the fund"), lambda: Binding.undone_on.is_null()),
        Preset("undone", _("Taken apart"), lambda: Binding.undone_on.is_null(False)),
    )

    def __init__(self) -> None:
        super().__init__(Binding, endpoint="periodicals_binding", url="/periodicals/bindings")

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission: binding changes the books of account."""
        return (
            "periodicals.edit"
            if route in ("bind", "undo")
            else super().permission_of(route, method)
        )

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s volume", "%(num)s volumes", count)

    def search(self, query: Any, text: str) -> Any:
        """Look for volumes by the words of their title."""
        named = Title.select(Title.id).join(Record).where(SEARCH.matching(text))
        return query.where(Binding.title.in_(named))

    def page(self, volume: Binding) -> dict[str, Any]:
        """Return what the page of a volume shows."""
        return {
            "state": state_of(volume),
            "issues": queries.issues_of(volume),
            "may_undo": bindings.may_be_undone(volume),
        }

    @expose("/bind/", methods=("GET", "POST"))
    def bind(self) -> Any:
        """Ask for a title, a year and issues; bind them."""
        number = whole(request.values.get("title"))
        title = titles.get(number) if number else None
        refusal: LibraryError | None = None
        if request.method == "POST" and title is not None:
            form = request.form
            try:
                volume = bindings.bind(
                    title,
                    numbers(form.getlist("issue")),
                    price=form.get("price", "")[:30],
                    number=form.get("number", "")[:40],
                    by=self.person,
                )
            except LibraryError as fault:
                refusal = fault
            else:
                flash(
                    gettext(
                        "Bound: inventory number %(number)s, entry %(entry)s.",
                        number=volume.copy.inventory_no,
                        entry=str(volume.delivery.entry),
                    ),
                    "success",
                )
                return redirect(self.get_url(".details_view", id=volume.id), code=303)
        page = self.render("periodicals/bind.html", refusal=refusal, **_choices(title))
        return page, 409 if refusal else 200

    @expose("/<int:number>/undo", methods=("POST",))
    def undo(self, number: int) -> Any:
        """Take a volume of today apart."""
        volume = self.get_one(number)
        if volume is None:
            abort(404)
        with Told():
            bindings.undo(volume, by=self.person)
            flash(gettext("Taken apart: its issues are single again."), "success")
        return redirect(self.get_url(".details_view", id=number), code=303)


def _choices(title: Title | None) -> dict[str, Any]:
    """Return what the page of binding offers: titles, years, issues with their free sets."""
    if title is None:
        return {"title": None, "titles": titles.every()}
    years = queries.years_of(title)
    year = whole(request.values.get("year")) or (years[0] if years else clock.today().year)
    rows = bindings.bindable(title, year)
    ticked = set(numbers(request.form.getlist("issue"))) or _usual(rows)
    chosen = [one for one, _free in rows if one.id in ticked]
    return {
        "title": title,
        "years": years,
        "year": year,
        "rows": rows,
        "ticked": ticked,
        "price": bindings.price_of(chosen),
        "words": bindings.words_of(chosen),
        "missing": queries.missing_of(title, year),
    }


def _usual(rows: list[tuple[Issue, int]]) -> set[int]:
    """Return the issues that one most likely binds: the first half-year that is still free."""
    free = [one for one, count in rows if count]
    halves = [[one for one in free if (one.due_on.month <= 6) == is_first] for is_first in (1, 0)]
    return {int(one.id) for one in next((some for some in halves if some), [])}


def state_of(volume: Binding) -> Fact:
    """Return what became of the volume, as a chip."""
    if volume.undone_on is not None:
        return Fact("", _("taken apart"), tone="warn")
    if volume.copy.withdrawn_on is not None:
        return Fact("", _("written off"), tone="bad")
    return Fact("", _("in the fund"), tone="ok")
