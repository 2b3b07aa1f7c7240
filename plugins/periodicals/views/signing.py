"""Readers' own subscriptions: who signed up for what, with sum and place."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext

from core import clock
from core.views import RecordView
from plugins.periodicals.models import HALVES, ReaderSubscription
from plugins.periodicals.services import campaign, signing
from plugins.periodicals.views.typed import whole
from plugins.readers.models import SEARCH, Reader


class SignedUpListView(RecordView):
    """What readers take at home; the list is printed for the post office."""

    name = _("Readers' subscriptions")
    place = "VI"
    menu_order = 72
    permission = permission_create = permission_edit = permission_delete = "periodicals.readers"
    can_create = can_edit = can_delete = True
    list_template = "periodicals/signed_up.html"
    empty_words = _("Nobody has signed up yet. Add the first reader with the periodical.")

    column_list = ("reader", "school_class", "periodical", "half_words", "sets", "amount", "place")
    column_labels = {
        "reader": _("Reader"),
        "school_class": _("Class"),
        "periodical": _("Periodical"),
        "year": _("Year"),
        "half": _("Half"),
        "half_words": _("Half-year"),
        "sets": _("Sets"),
        "price": _("Price of a set, ₸"),
        "amount": _("Sum, ₸"),
        "place": _("Where it is brought"),
        "signed_on": _("Signed up on"),
    }
    column_choices = {"half": list(HALVES.items())}
    column_sortable_list = (("reader", "reader.sort_key"), "periodical", ("half_words", "year"))
    column_default_sort = ("id", True)
    column_filters = ("year", "half", "reader.school_class", "signed_on")
    column_formatters = {
        "reader": lambda _view, _context, row, _name: row.reader.full_name,
        "school_class": lambda _view, _context, row, _name: str(row.reader.school_class or ""),
        "half_words": lambda _view, _context, row, _name: row.half_words,
        "amount": lambda _view, _context, row, _name: row.amount,
    }
    form_columns = ("reader", "periodical", "year", "half", "sets", "price", "place", "signed_on")
    form_choices = {"half": [(key, words) for key, words in HALVES.items()]}
    joined = ("reader.school_class",)
    search_words = _("Name or periodical")

    def __init__(self) -> None:
        super().__init__(
            ReaderSubscription, endpoint="periodicals_signed_up", url="/periodicals/signed-up"
        )

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s subscription", "%(num)s subscriptions", count)

    def search(self, query: Any, text: str) -> Any:
        """Look for readers by name, and for the words of the periodical."""
        named = Reader.select(Reader.id).where(SEARCH.matching(text))
        return query.where(
            ReaderSubscription.reader.in_(named) | ReaderSubscription.periodical.contains(text)
        )

    def create_form(self, obj: Any = None) -> Any:
        """Return the form with the half-year for which one subscribes now."""
        form = super().create_form(obj)
        if request.method == "GET":
            form.year.data, form.half.data = campaign.half_to_order(clock.today())
            form.sets.data = 1
        return form

    def save_new(self, form: Any) -> ReaderSubscription:
        """Sign a reader up."""
        return signing.sign_up(ReaderSubscription(), _values(form), by=self.person)

    def save_changes(self, form: Any, record: ReaderSubscription) -> ReaderSubscription:
        """Keep what was changed."""
        return signing.sign_up(record, _values(form), by=self.person)


def _values(form: Any) -> dict[str, Any]:
    year = form.year.data
    return {
        **form.data,
        "year": year if year and 1990 <= year <= 2100 else clock.today().year,
        "half": 1 if whole(form.half.data) == 1 else 2,
    }
