"""Recommended lists: the list of them, and the page on which one is made."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, lazy_ngettext
from flask_babel import lazy_gettext as _

from core import clock
from core.access import needs
from core.errors import LibraryError
from core.views import Preset, RecordView
from plugins.catalogue.models import Record
from plugins.catalogue.services import search
from plugins.information import services
from plugins.information.models import RecommendedList
from plugins.information.services.reading import find_record

#: Titles offered for what was typed.
OFFERED = 8


class ReadingListView(RecordView):
    """Lists of what to read, by grade, subject and theme."""

    name = _("Recommended lists")
    place = "VII"
    menu_order = 40
    permission = permission_export = "information.view"
    permission_create = permission_edit = permission_delete = "information.edit"
    can_create = can_edit = can_delete = True
    can_view_details = True
    details_template = "information/list.html"
    column_list = ("title", "for_grades", "subject", "is_public", "made_on")
    column_labels = {
        "title": _("Title"),
        "text": _("A word to the readers"),
        "grades": _("Grades, such as 5, 7-9"),
        "for_grades": _("Grades"),
        "subject": _("Subject or theme"),
        "is_public": _("Pupils see it in the catalogue"),
        "until": _("Shown until"),
        "made_on": _("Made on"),
    }
    column_sortable_list = (("title", "sort_key"), "made_on")
    column_default_sort = ("sort_key", False)
    column_filters = ("is_public", "made_on")
    column_formatters = {
        "for_grades": lambda _view, _context, row, _name: str(row.grades).replace(",", ", ")
    }
    form_columns = ("title", "text", "grades", "subject", "is_public", "until")
    empty_words = _("There is no list yet. Make the first: give it a title, then scan books to it.")
    presets = (
        Preset(
            "now",
            _("Shown now"),
            lambda: (
                RecommendedList.is_public
                & (RecommendedList.until.is_null() | (RecommendedList.until >= clock.today()))
            ),
        ),
        Preset("all", _("All")),
    )

    def __init__(self) -> None:
        super().__init__(RecommendedList, endpoint="information_list", url="/information/lists")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s list", "%(num)s lists", count)

    def save_new(self, form: Any) -> RecommendedList:
        """Keep the new list."""
        its = RecommendedList()
        form.populate_obj(its)
        return services.keep_list(its, by=self.person)

    def save_changes(self, form: Any, record: RecommendedList) -> RecommendedList:
        """Keep the changed list."""
        form.populate_obj(record)
        return services.keep_list(record, by=self.person)

    def lines(self, record: RecommendedList) -> list[Any]:
        """Return the books of the list."""
        return services.books_of(record)

    def offered(self) -> list[Record]:
        """Return the titles that fit what was typed, for one to be chosen."""
        text = request.args.get("q", "").strip()
        return list(search.find(text, size=OFFERED).records) if text else []

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission of a route; those of the books are for who may edit."""
        if route in ("add", "take_off", "move"):
            return "information.edit"
        return super().permission_of(route, method)

    @needs("information.edit")
    @expose("/<int:number>/books", methods=("POST",))
    def add(self, number: int) -> Any:
        """Put a scanned or chosen book on the list; other words are searched for."""
        text = request.form.get("code", "").strip()
        chosen = request.form.get("record", "")
        its = services.get_list(number)
        try:
            if chosen.isdecimal() and len(chosen) < 10:
                record = Record.get_or_none(Record.id == int(chosen)) or find_record(chosen)
            else:
                record = find_record(text)
        except LibraryError as refusal:
            if text and any(sign.isalpha() for sign in text):
                return redirect(url_for(".details_view", id=number, q=text), code=303)
            flash(str(refusal), "error")
            return redirect(url_for(".details_view", id=number), code=303)
        return self._do(
            number,
            lambda: services.add_book(
                its, record, note=request.form.get("note", ""), by=self.person
            ),
            gettext("On the list: %(title)s", title=record.full_title),
        )

    @needs("information.edit")
    @expose("/<int:number>/books/<int:line>/remove", methods=("POST",))
    def take_off(self, number: int, line: int) -> Any:
        """Take a book off the list."""
        its = services.get_list(number)
        return self._do(number, lambda: services.remove_book(its, line, by=self.person))

    @needs("information.edit")
    @expose("/<int:number>/books/<int:line>/move", methods=("POST",))
    def move(self, number: int, line: int) -> Any:
        """Move a book up or down."""
        its = services.get_list(number)
        step = -1 if request.form.get("step") == "up" else 1
        return self._do(number, lambda: services.move_book(its, line, step, by=self.person))

    def _do(self, number: int, act: Callable[[], Any], words: str = "") -> Any:
        try:
            act()
            if words:
                flash(words)
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return redirect(url_for(".details_view", id=number), code=303)
