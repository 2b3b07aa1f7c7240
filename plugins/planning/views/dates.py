"""Memorable dates: whose jubilees the plan may mark."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext

from core import clock
from core.answers import Fact
from core.views import Preset, RecordView
from plugins.planning import services
from plugins.planning.models import DATE_KINDS, MemorableDate
from plugins.planning.views.typed import month_words


class MemorableDateListView(RecordView):
    """People and days that libraries mark; those nobody has looked up say so."""

    name = _("Memorable dates")
    place = "I"
    menu_order = 90
    permission = "planning.view"
    permission_create = permission_edit = permission_delete = "planning.edit"
    can_create = can_edit = can_delete = True
    empty_words = _("No dates yet. The program brings 262 of them with the first plan.")
    column_list = ("name", "when", "died_year", "who_kk", "next", "state")
    column_labels = {
        "kind": _("Kind"),
        "name": _("Name"),
        "name_ru": _("Name in Russian"),
        "when": _("Day"),
        "day": _("Day of the month"),
        "month": _("Month"),
        "year": _("Year"),
        "died_year": _("Died"),
        "who_kk": _("Who it is"),
        "who_ru": _("Who it is, in Russian"),
        "next": _("This school year"),
        "state": _("Looked up"),
        "is_confirmed": _("Looked up in a source"),
        "source": _("Source"),
    }
    column_sortable_list = (("name", "sort_key"), ("when", "year"))
    column_default_sort = ("sort_key", False)
    column_filters = ("kind", "month", "is_confirmed")
    column_choices = {"kind": list(DATE_KINDS.items())}
    column_formatters = {
        "when": lambda _view, _context, row, _name: when(row),
        "next": lambda _view, _context, row, _name: _number(row),
        "state": lambda _view, _context, row, _name: (
            Fact("", _("looked up"), tone="ok")
            if row.is_confirmed
            else Fact("", _("to be checked"), tone="warn")
        ),
    }
    form_columns = (
        "kind",
        "name",
        "name_ru",
        "day",
        "month",
        "year",
        "died_year",
        "who_kk",
        "who_ru",
        "is_confirmed",
        "source",
    )
    form_choices = {"kind": list(DATE_KINDS.items())}
    search_words = _("Name")
    presets = (
        Preset("all", _("All")),
        Preset("people", _("People"), lambda: MemorableDate.kind == "person"),
        Preset("days", _("Days"), lambda: MemorableDate.kind == "day"),
        Preset("unsure", _("To be checked"), lambda: ~MemorableDate.is_confirmed),
    )

    def __init__(self) -> None:
        super().__init__(MemorableDate, endpoint="planning_date", url="/planning/dates")

    def count_words(self, count: int) -> Any:
        """Count dates."""
        return lazy_ngettext("%(num)s date", "%(num)s dates", count)

    def search(self, query: Any, text: str) -> Any:
        """Look in the names."""
        return query.where(MemorableDate.name.contains(text.strip()))


def when(row: MemorableDate) -> str:
    """Return a day as far as it is known: ``24.07.1858``, ``шілде 1858``, ``1858``."""
    if row.day and row.month:
        return f"{row.day:02d}.{row.month:02d}" + (f".{row.year}" if row.year else "")
    if row.month:
        return f"{month_words(int(row.month)).lower()} {row.year or ''}".strip()
    return str(row.year or "")


def _number(row: MemorableDate) -> str:
    """Return how many years it is this school year, if it is a round number."""
    number = services.number_in(row, clock.school_year(clock.today()))
    return str(number) if number and number > 0 and number % 5 == 0 else ""
