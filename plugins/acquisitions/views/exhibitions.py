"""Visiting exhibitions: the list, and the page with another library's books."""

from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext, lazy_ngettext
from flask_babel import lazy_gettext as _

from core import clock
from core.access import needs
from core.answers import Fact
from core.intake.errors import NothingSent
from core.views import Preset
from core.views.typed import day_of
from plugins.acquisitions.models import Exhibition
from plugins.acquisitions.services import exhibitions
from plugins.acquisitions.views.common import AcquisitionView


def state_of(its: Exhibition) -> Fact:
    """Return whether the exhibition is here, due or gone, as a chip."""
    if its.returned_on:
        return Fact("", gettext("went back"), tone="ok")
    if its.due_on and its.due_on < clock.today():
        return Fact("", gettext("should be back"), tone="bad")
    return Fact("", gettext("is here"), tone="ask")


class ExhibitionView(AcquisitionView):
    """Books of another library, here for a time."""

    name = _("Visiting exhibitions")
    menu_order = 40
    keep = staticmethod(exhibitions.keep)
    details_template = "acquisitions/exhibition.html"
    routes = dict.fromkeys(
        ("add_book", "remove_book", "take_list", "give_back", "reopen"), "acquisitions.edit"
    )
    column_list = ("title", "partner", "came_on", "due_on", "returned_on", "state")
    column_labels = {
        "title": _("Exhibition"),
        "partner": _("Library"),
        "partner_person": _("Who hands over"),
        "came_on": _("Came on"),
        "due_on": _("To be back on"),
        "returned_on": _("Went back on"),
        "text": _("What it is about"),
        "state": _("State"),
    }
    column_formatters = {"state": lambda _view, _context, row, _name: state_of(row)}
    column_sortable_list = ("title", "came_on", "due_on")
    column_default_sort = ("came_on", True)
    column_filters = ("came_on", "due_on")
    form_columns = ("title", "partner", "partner_person", "came_on", "due_on", "text")
    empty_words = _("No exhibition has come yet. Add one: the library, its days, its books.")
    presets = (
        Preset("here", _("Here now"), lambda: Exhibition.returned_on.is_null()),
        Preset("all", _("All")),
    )

    def __init__(self) -> None:
        super().__init__(
            Exhibition, endpoint="acquisitions_exhibition", url="/acquisitions/exhibitions"
        )

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s exhibition", "%(num)s exhibitions", count)

    def page(self, its: Exhibition) -> dict[str, Any]:
        """Return what the page of an exhibition shows."""
        shown = exhibitions.books_of(its)
        copies, returned, worth = exhibitions.totals(shown)
        return {
            "books": shown,
            "copies": copies,
            "returned": returned,
            "worth": worth,
            "state": state_of(its),
            "today": clock.today(),
        }

    @needs("acquisitions.edit")
    @expose("/<int:number>/books", methods=("POST",))
    def add_book(self, number: int) -> Any:
        """Write a book down."""
        its = exhibitions.get(number)
        return self._do(number, lambda: exhibitions.add_book(its, request.form, by=self.person))

    @needs("acquisitions.edit")
    @expose("/<int:number>/books/<int:line>/remove", methods=("POST",))
    def remove_book(self, number: int, line: int) -> Any:
        """Take a book off."""
        its = exhibitions.get(number)
        return self._do(number, lambda: exhibitions.remove_book(its, line, by=self.person))

    @needs("acquisitions.edit")
    @expose("/<int:number>/list", methods=("POST",))
    def take_list(self, number: int) -> Any:
        """Write all books of a workbook or of pasted rows down."""
        its = exhibitions.get(number)
        return self._do(number, lambda: self._take(its))

    def _take(self, its: Exhibition) -> None:
        sent = request.files.get("file")
        rows = request.form.get("rows", "")
        data = sent.read() if sent and sent.filename else rows.encode()
        if not data.strip():
            raise NothingSent()
        name = sent.filename if sent and sent.filename else gettext("pasted rows")
        exhibitions.take_list(its, data, str(name)[:100], by=self.person)

    @needs("acquisitions.edit")
    @expose("/<int:number>/back", methods=("POST",))
    def give_back(self, number: int) -> Any:
        """Count the books back."""
        its, form = exhibitions.get(number), request.form
        counts = {
            int(name[5:]): form[name]
            for name in form
            if name.startswith("back-") and name[5:].isdecimal() and len(name) < 15
        }
        return self._do(
            number,
            lambda: exhibitions.give_back(its, counts, on=day_of(form.get("on")), by=self.person),
            gettext("The exhibition went back. Print the act and sign it."),
        )

    @needs("acquisitions.edit")
    @expose("/<int:number>/reopen", methods=("POST",))
    def reopen(self, number: int) -> Any:
        """Take it back that the exhibition went back."""
        its = exhibitions.get(number)
        return self._do(number, lambda: exhibitions.reopen(its, by=self.person))
