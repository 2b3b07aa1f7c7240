"""The summary book with its three parts, its columns and the series of numbers."""

from typing import Any

from flask import flash, redirect, request
from flask_admin import expose
from flask_babel import gettext, lazy_ngettext
from flask_babel import lazy_gettext as _

from core import clock
from core.access import can, needs
from core.errors import LibraryError
from core.views import PageView, RecordView
from plugins.catalogue.models import KINDS
from plugins.fund import queries
from plugins.fund.documents import asked
from plugins.fund.models import CAME, FUNDS, WENT, NumberSeries, SummaryColumn
from plugins.fund.services import amounts, breakdown, control, enter_totals, third_part
from plugins.fund.services.books import year_of
from plugins.fund.services.columns import columns, in_codes, in_words
from plugins.fund.services.reversing import may_be_reversed, reverse_opening

PARTS = {CAME: _("1. Came in"), WENT: _("2. Went out"), 3: _("3. Movement of the fund")}

SERIES = {
    "main": _("Main fund"),
    "textbook": _("Textbook fund"),
    "simple": _("Not inventoried"),
}


class SummaryBookView(PageView):
    """The summary book: read only; the first two parts are what was entered, the third computed."""

    place = "III"
    menu_order = 40
    permission = "fund.view"

    def __init__(self) -> None:
        super().__init__(name=_("Summary book"), endpoint="fund_summary", url="/fund/summary")

    @expose("/")
    def index(self) -> Any:
        """Show one part of the book for one fund and one year."""
        fund, year, part = asked(request.args)
        shown = columns()
        entries = queries.entries(fund, year, part) if part != 3 else []
        return self.render(
            "fund/summary.html",
            fund=fund,
            funds=FUNDS,
            year=year,
            years=sorted(queries.years() | {year_of(clock.today())}, reverse=True),
            part=part,
            book_parts=PARTS,
            columns=shown,
            entries=entries,
            breakdown=breakdown(entries) if entries else {},
            third=third_part(fund, year) if part == 3 else None,
            control=next(one for one in control() if one.fund == fund),
            reversible={one.id for one in entries if may_be_reversed(one)}
            if can("fund.account")
            else set(),
            may_open=can("fund.account") and not queries.has_entries(fund),
        )

    @expose("/opening", methods=("POST",))
    @needs("fund.account")
    def opening(self) -> Any:
        """Write the opening balance of a fund of which only the totals are known."""
        fund, year, _part = asked(request.form)
        form = request.form
        try:
            entry = enter_totals(
                fund,
                copies=amounts.fund_count_of(form.get("copies")),
                titles=amounts.fund_count_of(form.get("titles")),
                amount=amounts.fund_sum_of(form.get("amount")),
                on=clock.today(),
                by=self.person,
            )
        except LibraryError as refusal:
            flash(str(refusal), "error")
        else:
            flash(gettext("The opening balance is entry %(entry)s.", entry=str(entry)), "success")
        return redirect(f"/fund/summary/?fund={fund}&year={year}", code=303)

    @expose("/opening/<int:number>/reverse", methods=("POST",))
    @needs("fund.account")
    def reverse_opening(self, number: int) -> Any:
        """Take an opening balance of today back."""
        fund, year, _part = asked(request.form)
        try:
            entry = reverse_opening(number, by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
        else:
            flash(gettext("Reversed by entry %(entry)s.", entry=str(entry)), "success")
        return redirect(f"/fund/summary/?fund={fund}&year={year}", code=303)


#: Languages of the summary book: two of them, and all the rest.
SPOKEN = {"kk": _("Kazakh"), "ru": _("Russian"), "other": _("other languages")}


class SummaryColumnView(RecordView):
    """The columns of the summary book: the school may change them at any time."""

    name = _("Columns of the summary book")
    place = "settings"
    menu_order = 40
    permission = "fund.account"
    permission_create = permission_edit = permission_delete = "fund.account"
    can_create = can_edit = can_delete = True
    column_list = ("title_kk", "prefixes", "kinds", "languages", "grades", "place")
    column_labels = {
        "title_kk": _("Name in Kazakh"),
        "title_ru": _("Name in Russian"),
        "title_en": _("Name in English"),
        "prefixes": _("The index begins with"),
        "kinds": _("Kinds of records"),
        "languages": _("Languages"),
        "grades": _("Grades"),
        "place": _("Order"),
    }
    column_sortable_list = ("place", "title_kk")
    column_default_sort = ("place", False)
    column_formatters = {
        "kinds": lambda _view, _context, row, _name: in_words(row.kinds, KINDS),
        "languages": lambda _view, _context, row, _name: in_words(row.languages, SPOKEN),
    }
    form_columns = (
        "title_kk",
        "title_ru",
        "title_en",
        "prefixes",
        "kinds",
        "languages",
        "grades",
        "place",
    )

    def __init__(self) -> None:
        super().__init__(SummaryColumn, endpoint="fund_column", url="/fund/columns")

    def on_form_prefill(self, form: Any, id: Any) -> None:
        """Show kinds and languages in words."""
        form.kinds.data = in_words(form.kinds.data, KINDS)
        form.languages.data = in_words(form.languages.data, SPOKEN)

    def save_new(self, form: Any) -> Any:
        """Keep what was typed in words."""
        self._keep_codes(form)
        return super().save_new(form)

    def save_changes(self, form: Any, record: Any) -> Any:
        """Keep what was typed in words."""
        self._keep_codes(form)
        return super().save_changes(form, record)

    def _keep_codes(self, form: Any) -> None:
        form.kinds.data = in_codes(form.kinds.data, KINDS)
        form.languages.data = in_codes(form.languages.data, SPOKEN)

    def count_words(self, count: int) -> Any:
        """Count columns."""
        return lazy_ngettext("%(num)s column", "%(num)s columns", count)


class NumberSeriesView(RecordView):
    """How inventory numbers of each fund are made."""

    name = _("Inventory numbers")
    place = "settings"
    menu_order = 41
    permission = "fund.account"
    permission_edit = "fund.account"
    can_edit = True
    column_list = ("name", "prefix", "width", "next_number")
    column_labels = {
        "name": _("Fund"),
        "prefix": _("Prefix"),
        "width": _("Number of digits (0: as many as needed)"),
        "next_number": _("Next number"),
    }
    column_choices = {"name": list(SERIES.items())}
    column_default_sort = ("id", False)
    form_columns = ("prefix", "width", "next_number")

    def __init__(self) -> None:
        super().__init__(NumberSeries, endpoint="fund_series", url="/fund/series")

    def count_words(self, count: int) -> Any:
        """Count series."""
        return lazy_ngettext("%(num)s series", "%(num)s series", count)
