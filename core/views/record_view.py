"""The base of every list: Flask-Admin's peewee view with its breaks mended, once."""

from dataclasses import replace
from typing import Any

from flask import abort, jsonify, redirect, request
from flask_admin import expose
from flask_admin.contrib.peewee import ModelView
from flask_admin.helpers import get_redirect_target
from flask_babel import lazy_ngettext

from core import clock, settings
from core.access import can
from core.exports import FORMATS, export
from core.i18n import language
from core.typography import number
from core.views.forms import ModelConverter, loaders_for
from core.views.guarded import Guarded
from core.views.listing import PAGE_SIZES, Listing
from core.views.reading import Reading
from core.views.writing import Writing

#: Rows on paper at the most: some forty sheets.
MOST_PRINTED = 2000


class RecordView(Guarded, Reading, Writing, ModelView):
    """A list, a form and a page for one table. Nothing can be changed unless a section opens it.

    ================== =====================================================================
    permission         opens the view; ``_create``, ``_edit``, ``_delete``, ``_export`` the rest
    place, menu_order  where it stands in the menu (see Guarded)
    column_list        names of fields, dotted paths, or anything with a formatter
    column_formatters  ``lambda view, context, row, name``; a Fact is shown as a state
    joined             dotted paths of foreign keys read with each row: ``copy.record``
    column_filters     fields and dotted paths; each becomes a chip
    column_sortable_list  names, or (name, path to order by): ``("title", "sort_key")``
    presets            tabs with live counts; the first is the usual one
    fund_field         the column that says which fund; `funds` names them
    search_index       a SearchIndex, or override `search`
    form_columns, form_choices  what the form asks, and from what one picks
    ================== =====================================================================

    Override `scope` (who sees what), `save_new`, `save_changes` (call a service), `facts` and
    `blocks` (the record's page), `own_actions`.
    """

    permission_create = permission_edit = permission_delete = ""
    permission_export = ""

    can_create = can_edit = can_delete = False
    can_view_details = False
    can_set_page_size = True
    column_display_actions = False
    details_template = "admin/model/details.html"
    list_template = "admin/model/list.html"
    print_template = "admin/model/print.html"
    model_form_converter = ModelConverter
    #: B17, B16: cells are never edited in place.
    column_editable_list = None
    form_choices: Any = {}
    form_ajax_refs: Any = None
    #: A long list shows itself first; list.js then asks for the counts of its presets.
    counts_later = False
    #: The column that leads to the record's page (the first, if empty); words of an empty list.
    title_column = ""
    empty_words: Any = ""
    #: Made by the machine, never asked of a person.
    form_excluded_columns: Any = ("sort_key", "search_text")

    def __init__(self, model: Any, endpoint: str, url: str, name: Any = None) -> None:
        self._permitted = {
            "can_create": self.can_create,
            "can_edit": self.can_edit,
            "can_delete": self.can_delete,
        }
        has_form = self.can_create or self.can_edit
        self.form_ajax_refs = {
            **(loaders_for(model, self.form_columns) if has_form else {}),
            **(self.form_ajax_refs or {}),
        }
        title = name or type(self).__dict__.get("name") or getattr(type(self), "name", None)
        super().__init__(model, title, endpoint=endpoint, url=url)
        self.prepare()

    # Flask-Admin works its own columns, filters and search out of the same attributes, and
    # stumbles over dotted paths and formatters; ours have taken their place.

    def get_list_columns(self) -> list[tuple[Any, str]]:
        """Return the columns by name and heading."""
        return [(name, str(name)) for name in self.column_list]

    def get_details_columns(self) -> list[tuple[Any, str]]:
        """Return nothing: the record's page shows `facts`."""
        return []

    def get_export_columns(self) -> list[tuple[Any, str]]:
        """Return the columns of an export."""
        return self.get_list_columns()

    def get_filters(self) -> None:
        """Return nothing: see core/views/filters.py."""
        return

    def get_sortable_columns(self) -> dict[Any, Any]:
        """Return nothing: see `Reading.ordered`."""
        return {}

    def init_search(self) -> bool:
        """Return nothing: see `Reading.search` (B15: Flask-Admin's box says None)."""
        return False

    def export_columns(self) -> list[str]:
        """Return the names of the columns of an export."""
        return list(self.column_list)

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission for one of the routes; None closes what is not named here."""
        view = self.permission
        return {
            "index_view": view,
            "print_view": view,
            "filter_choices": view,
            "counts": view,
            "details_view": view,
            # What a form looks up is for those who may fill the form in.
            "ajax_lookup": self.permission_edit or self.permission_create or None,
            "action_view": view,
            "create_view": self.permission_create or None,
            "edit_view": self.permission_edit or None,
            "delete_view": self.permission_delete or None,
            "export": self.permission_export or view,
            "ajax_update": None,
        }.get(route)

    def may(self, verb: str) -> bool:
        """Return whether the person may ``create``, ``edit``, ``delete`` or ``export`` here."""
        if verb == "export":
            return can(self.permission_export or self.permission)
        name = getattr(self, f"permission_{verb}")
        return bool(self._permitted[f"can_{verb}"] and name and can(name))

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s row", "%(num)s rows", count)

    # Routes

    @expose("/")
    def index_view(self) -> Any:
        """Show the list."""
        listing = Listing.from_args(request.args)
        count = self.count(listing)
        last = max(0, (count - 1) // listing.size)
        if listing.page > last:
            return redirect(self.get_url(".index_view") + listing.url(page=last))
        rows = self.read_page(listing)
        chosen = self.preset_of(listing)
        return self.render(
            self.list_template,
            rows=rows,
            count=count,
            first=listing.page * listing.size + 1 if count else 0,
            last=listing.page * listing.size + len(rows),
            pages=last + 1,
            listing=listing,
            preset=chosen.name if chosen else "",
            preset_counts={} if self.counts_later else self.preset_counts(listing),
            fund=self.fund_of(listing),
            page_sizes=PAGE_SIZES,
            actions=self.actions(),
            chips=self._chips(listing),
            return_url=self.get_url(".index_view") + listing.url(page=listing.page),
        )

    @expose("/counts/")
    def counts(self) -> Any:
        """Give how many rows each preset has, as they are written, as JSON."""
        found = self.preset_counts(Listing.from_args(request.args))
        return jsonify({name: number(count) for name, count in found.items()})

    @expose("/print/")
    def print_view(self) -> Any:
        """Show the rows of all pages of the list on a page for paper."""
        listing = Listing.from_args(request.args)
        chosen = self.preset_of(listing) if len(self.presets) > 1 else None
        asked = [
            *(words for key, words in self.funds() if key == self.fund_of(listing)),
            *([chosen.title] if chosen else []),
            *([f"«{listing.search}»"] if listing.search and self.can_search else []),
            *(words for words, _url in self._chips(listing)),
        ]
        name = "school.name_ru" if language() == "ru" else "school.name_kk"
        return self.render(
            self.print_template,
            rows=self.read_page(replace(listing, page=0, size=MOST_PRINTED)),
            count=self.count(listing),
            columns=self.columns(),
            asked=asked,
            school_name=settings.get(name),
            today=clock.today(),
            back_url=self.get_url(".index_view") + listing.url(page=listing.page),
            prints_at_once=True,
        )

    def _chips(self, listing: Listing) -> list[tuple[str, str]]:
        """Return (words, address without it) for each filter that is set."""
        return [
            (self.filters[key].sentence(value, self.joins), listing.without_filter(key))
            for key, value in listing.filters.items()
            if key in self.filters
        ]

    @expose("/filter/<key>")
    def filter_choices(self, key: str) -> Any:
        """Give what a filter may be set to now, as JSON: asked for when it is opened (B6)."""
        if key not in self.filters:
            abort(404)
        return jsonify(self.filters[key].choices(self.joins, self.narrow_scope()))

    @expose("/details/")
    def details_view(self) -> Any:
        """Show a record's page."""
        record = self.get_one(request.args.get("id"))
        if record is None or not self.can_view_details:
            abort(404)
        return self.render(
            self.details_template,
            model=record,
            facts=self.facts(record),
            blocks=self.blocks(record),
            details_columns=[],
            may_edit=self.may("edit"),
            return_url=get_redirect_target() or self.get_url(".index_view"),
        )

    @expose("/export/<export_type>/")
    def export(self, export_type: str) -> Any:
        """Give the list as a file."""
        if export_type not in FORMATS:
            abort(404)
        return export(self, Listing.from_args(request.args), export_type)
