"""Titles: the list, the form, and the page that is the registration card of a year."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from flask_babel import gettext, lazy_ngettext
from flask_babel import lazy_gettext as _

from core import clock
from core.errors import LibraryError
from core.views import Preset, RecordView
from plugins.catalogue.models import LANGUAGES, SEARCH, Record
from plugins.periodicals import queries, services
from plugins.periodicals.documents.lists import frequency_of
from plugins.periodicals.documents.registration import month_name
from plugins.periodicals.models import FREQUENCIES, KINDS, Title, half_of
from plugins.periodicals.services import lending, signing, titles
from plugins.periodicals.views.typed import Told, whole

#: What the form asks, as it is kept.
FIELDS = (
    "title",
    "kind",
    "language",
    "city",
    "publisher",
    "bbk",
    "issn",
    "index_no",
    "frequency",
    "a_year",
    "weekdays",
    "due_day",
    "supplier",
    "note",
)


class TitleListView(RecordView):
    """Newspapers and magazines; each has its card, on which issues stand by months."""

    name = _("Periodicals")
    place = "III"
    menu_order = 60
    permission = "periodicals.view"
    can_view_details = True
    list_template = "periodicals/titles.html"
    details_template = "periodicals/title.html"
    empty_words = _("No periodical yet. Add the first one: its name, index and how often it comes.")

    column_list = ("title", "index_no", "kind", "frequency", "sets", "came", "supplier")
    column_labels = {
        "title": _("Title"),
        "index_no": _("Index"),
        "issn": _("ISSN"),
        "kind": _("Kind"),
        "frequency": _("Appears"),
        "sets": _("Sets now"),
        "came": _("Came this year"),
        "supplier": _("Supplier"),
    }
    column_choices = {"kind": list(KINDS.items()), "frequency": list(FREQUENCIES.items())}
    column_sortable_list = (("title", "record.sort_key"), "index_no", "supplier")
    column_default_sort = ("record.sort_key", False)
    column_filters = ("kind", "frequency", "supplier")
    column_formatters = {
        "title": lambda _view, _context, row, _name: str(row),
        "kind": lambda _view, _context, row, _name: kind_words(row),
        "frequency": lambda _view, _context, row, _name: frequency_of(row),
        "sets": lambda view, _context, row, _name: view.sets().get(row.id, ""),
        "came": lambda view, _context, row, _name: view.came(row),
    }
    joined = ("record",)
    search_words = _("Title, index, ISSN")
    counts_later = True
    presets = (
        Preset("all", _("All")),
        Preset("newspapers", _("Newspapers"), lambda: Title.kind == "newspaper"),
        Preset("magazines", _("Magazines"), lambda: Title.kind == "magazine"),
    )

    def __init__(self) -> None:
        super().__init__(Title, endpoint="periodicals_title", url="/periodicals/titles")

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission: changing needs more than looking."""
        if route in ("enter", "change", "route"):
            return "periodicals.edit"
        return super().permission_of(route, method)

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s periodical", "%(num)s periodicals", count)

    def search(self, query: Any, text: str) -> Any:
        """Look for titles by their words, index or ISSN."""
        named = Record.select(Record.id).where(SEARCH.matching(text), Record.kind == "periodical")
        code = "".join(text.split())
        return query.where(
            Title.record.in_(named) | (Title.index_no == code) | (Title.issn == code.upper())
        )

    def sets(self) -> dict[int, int]:
        """Return the sets now ordered of the titles of this page, asked for once."""
        ids = [int(one.id) for one in self.rows]
        return self.once("sets", lambda: queries.sets_now(ids, *half_of(clock.today())))

    def came(self, row: Title) -> str:
        """Return how many issues of this year came, of how many."""
        ids = [int(one.id) for one in self.rows]
        found = self.once("came", lambda: queries.came_of(ids, clock.today().year))
        came, count = found.get(int(row.id), (0, 0))
        return f"{came} / {count}" if count else ""

    # The page

    def page(self, title: Title) -> dict[str, Any]:
        """Return what the page of a title shows: the card of a year, its list of readers."""
        years = queries.years_of(title)
        today = clock.today()
        year = whole(request.args.get("year")) or (
            today.year if today.year in years or not years else years[0]
        )
        grid = queries.grid_of(title, year)
        return {
            "grid": grid,
            "years": years,
            "year": year,
            "months": [month_name(number) for number in range(1, 13)],
            "is_by_days": max((len(one) for one in grid.months), default=0) > 5,
            "late": {int(one.id) for one in services.late(title=title)},
            "frequency": frequency_of(title),
            "kind": kind_words(title),
            "route": signing.route_of(title),
            "next": services.arrivals.next_expected(title),
            "today": today,
        }

    @expose("/enter/", methods=("GET", "POST"))
    def enter(self) -> Any:
        """Ask for a new title, and keep it."""
        return self._form(None)

    @expose("/<int:number>/change/", methods=("GET", "POST"))
    def change(self, number: int) -> Any:
        """Ask what is different, and keep it."""
        title = self.get_one(number)
        if title is None:
            abort(404)
        return self._form(title)

    def _form(self, title: Title | None) -> Any:
        values, refusal = _values(title), None
        if request.method == "POST":
            values = {name: request.form.get(name, "")[:300] for name in FIELDS}
            values["is_thick"] = "is_thick" in request.form
            values["weekdays"] = ",".join(request.form.getlist("weekdays"))
            try:
                kept = titles.save(title, values, by=self.person)
            except LibraryError as fault:
                refusal = fault
            else:
                flash(gettext("Saved: %(title)s.", title=str(kept)), "success")
                return redirect(self.get_url(".details_view", id=kept.id), code=303)
        page = self.render(
            "periodicals/title_form.html",
            title=title,
            values=values,
            refusal=refusal,
            kinds=KINDS,
            frequencies=FREQUENCIES,
            languages=LANGUAGES,
            weekdays=weekdays(),
        )
        return page, 409 if refusal else 200

    @expose("/<int:number>/route", methods=("POST",))
    def route(self, number: int) -> Any:
        """Change who reads the title in turn: add a card, move, remove (``do``)."""
        title = self.get_one(number)
        if title is None:
            abort(404)
        form, place = request.form, whole(request.form.get("place"))
        with Told():
            if form.get("do") == "add":
                reader = lending.find_reader(form.get("card", "")[:40])
                signing.add_to_route(title, reader, by=self.person)
            elif form.get("do") in ("up", "down"):
                step = -1 if form["do"] == "up" else 1
                signing.move_on_route(title, place, step, by=self.person)
            elif form.get("do") == "remove":
                signing.remove_from_route(title, place, by=self.person)
            else:
                abort(404)
        return redirect(self.get_url(".details_view", id=number) + "#route", code=303)


def kind_words(title: Title) -> str:
    """Return what kind of periodical it is: ``magazine, thick``."""
    words = str(KINDS[str(title.kind)])
    return gettext("%(kind)s, thick", kind=words) if title.is_thick else words


def weekdays() -> list[tuple[int, str]]:
    """Return the days of the week with their short names, Monday first."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return [(number, str(words)) for number, words in enumerate(names, 1)]


def _values(title: Title | None) -> dict[str, Any]:
    if title is None:
        return {
            "kind": "magazine",
            "frequency": "monthly",
            "a_year": 12,
            "due_day": 15,
            "language": "kk",
        }
    values = {name: getattr(title, name) for name in FIELDS if name in Title._meta.fields}
    for name in titles.OF_RECORD:
        values[name] = getattr(title.record, name)
    return values | {"is_thick": title.is_thick}
