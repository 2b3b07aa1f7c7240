"""The catalogue's list, form and page."""

from typing import Any

from flask import Response, abort, flash, g, redirect, request
from flask_admin import expose
from flask_babel import gettext, lazy_ngettext
from flask_babel import lazy_gettext as _
from wtforms import StringField

from core.actions import Action
from core.answers import Block, Fact
from core.errors import LibraryError
from core.pictures import LARGEST, MIME
from core.sections import gather, hook
from core.views import Preset, RecordView
from core.views.forms import SearchLoader
from plugins.catalogue import blocks, services
from plugins.catalogue.errors import LooksDouble
from plugins.catalogue.models import (
    AUDIENCES,
    KINDS,
    LANGUAGES,
    ROLES,
    SEARCH,
    Record,
    RecordPerson,
    Shelf,
)
from plugins.catalogue.services import covers, doubles, headings, people
from plugins.catalogue.views.labels import GROUPS, LABELS
from plugins.catalogue.views.searched import SearchedList


class RecordListView(SearchedList, RecordView):
    """Bibliographic records: entered and corrected here, their copies belong to the fund."""

    name = _("Catalogue")
    place = "III"
    menu_order = 30
    permission = "catalogue.view"
    permission_create = permission_edit = "catalogue.edit"
    can_create = True
    can_edit = True
    can_view_details = True
    list_template = "catalogue/records.html"
    create_template = edit_template = "catalogue/entry.html"
    details_template = "catalogue/record.html"

    column_list = ("title", "authors", "imprint", "kind", "grade", "language", "shelf_mark")
    column_labels = LABELS
    column_sortable_list = (("title", "sort_key"), "authors", "kind", "grade", "language", "year")
    column_default_sort = ("sort_key", False)
    column_filters = ("kind", "language", "grade", "subject", "publisher", "year", "created_at")
    column_choices = {"kind": list(KINDS.items()), "language": list(LANGUAGES.items())}
    column_formatters = {
        "title": lambda _view, _context, row, _name: row.full_title,
        "imprint": lambda _view, _context, row, _name: row.imprint,
    }
    form_columns = tuple(name for _title, names in GROUPS for name in names if name != "subjects")
    # Not "headings": that is the record's key to their rows, which the form would show.
    form_extra_fields = {"subjects": StringField(LABELS["subjects"])}
    form_args = {
        name: {"filters": [lambda value: "".join((value or "").replace("-", "").split())]}
        for name in ("isbn", "issn")
    }
    form_choices = {
        "kind": list(KINDS.items()),
        "language": list(LANGUAGES.items()),
        "audience": [("", _("Not chosen")), *AUDIENCES.items()],
    }
    form_ajax_refs = {"shelf": SearchLoader("shelf", Shelf)}
    search_index = SEARCH
    search_words = _("Title, author, ISBN")
    counts_later = True
    presets = (
        Preset("all", _("All")),
        Preset("textbooks", _("Textbooks"), lambda: Record.kind == "textbook"),
        Preset("books", _("Books"), lambda: Record.kind == "book"),
        Preset("reference", _("Reference"), lambda: Record.kind == "reference"),
    )

    def __init__(self) -> None:
        super().__init__(Record, endpoint="catalogue_record", url="/catalogue/records")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts: ``120 атау``."""
        return lazy_ngettext("%(num)s title", "%(num)s titles", count)

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission; covers are for whoever sees the catalogue."""
        own = {
            "cover": "catalogue.view",
            "keep_cover": "catalogue.edit",
            "person_part": "catalogue.edit",
        }
        return own.get(route) or super().permission_of(route, method)

    def own_actions(self) -> list[Action]:
        """Return what may be done with ticked records: print their cards, merge two."""
        return [
            Action("cards", _("Catalogue cards"), _cards, "catalogue.cards", icon="id"),
            Action("merge", _("Merge"), _merge, "catalogue.merge", icon="arrow-merge"),
        ]

    # The form

    groups = GROUPS

    def create_form(self, obj: Any = None) -> Any:
        """Return the form; of a record that is copied it has the values, of a scan the ISBN."""
        if obj is None and request.method == "GET":
            obj = self._begun()
        form = super().create_form(obj)
        copied = getattr(obj, "copied_headings", "")
        if copied and not form.subjects.data:
            form.subjects.data = copied
        return form

    def _begun(self) -> Record | None:
        """Return an unsaved record with what the address says: ``copy`` an id, ``isbn`` …"""
        begun = Record()
        first = self.get_one(request.args.get("copy"))
        if first is not None:
            values = services.copied(first)
            begun.copied_headings = values.pop("headings")
            values.pop("persons")
            for name, value in values.items():
                setattr(begun, name, value)
        for name in ("isbn", "title", "kind"):
            given = request.args.get(name, "")[:200].replace("\0", "")
            if given and (name != "kind" or given in KINDS):
                setattr(begun, name, given)
        return begun

    def on_form_prefill(self, form: Any, id: Any) -> None:
        """Fill in the headings, which are rows of their own."""
        record = self.get_one(id)
        if record is not None:
            form.subjects.data = "; ".join(str(one) for one in headings.of_record(record))

    def save_new(self, form: Any) -> Record:
        """Keep the new record; one that looks like another only when that was seen."""
        values = self._values(form)
        if not request.form.get("is_another"):
            near = doubles.near(values)
            if near:
                g.catalogue_near = near
                raise LooksDouble(title=str(near[0][0]))
        first = self.get_one(request.form.get("copied_from"))
        if first is not None:
            values["persons"] = services.copied(first)["persons"]
        return services.enter(values, by=self.person)

    def save_changes(self, form: Any, record: Record) -> Record:
        """Keep the changed record, its ISBN checked again."""
        return services.correct(record, self._values(form), by=self.person)

    def _values(self, form: Any) -> dict[str, Any]:
        values = dict(form.data)
        values["headings"] = values.pop("subjects", "")
        return values

    def near(self) -> list[tuple[Record, Any]]:
        """Return the records that the one just typed looks like, with why."""
        return [(one, blocks.WHY[why]) for one, why in g.get("catalogue_near", ())]

    # The page

    @expose("/details/")
    def details_view(self) -> Any:
        """Show a record's page; an old number leads to the record that has taken it over."""
        asked = request.args.get("id", "")
        if asked.isdecimal() and len(asked) < 10 and self.get_one(asked) is None:
            heir = services.merged_into(int(asked))
            if heir is not None:
                return redirect(self.get_url(".details_view", id=heir), code=301)
        return super().details_view()

    def facts(self, record: Record) -> list[Fact]:
        """Return the description: imprint, classification, annotation; empty ones left out."""
        return blocks.description(record)

    def blocks(self, record: Record) -> list[Block]:
        """Return the record's copies, and what other sections have to show."""
        return gather(hook.record_blocks(record=record))

    def persons(self, record: Record) -> list[RecordPerson]:
        """Return the persons of the record."""
        return people.of_record(record)

    roles = ROLES

    @expose("/<int:number>/cover.jpg")
    def cover(self, number: int) -> Any:
        """Give the picture of the cover."""
        data = covers.data_of(number)
        if data is None:
            abort(404)
        answer = Response(data, mimetype=MIME)
        answer.headers["Cache-Control"] = "private, max-age=600"
        return answer

    @expose("/<int:number>/cover", methods=("POST",))
    def keep_cover(self, number: int) -> Any:
        """Keep a picture that was sent as the cover, or take the cover away."""
        record = self._record(number)
        sent = request.files.get("cover")
        assert self.person is not None  # the permission is somebody's
        try:
            if request.form.get("remove"):
                covers.remove(record, by=self.person)
            elif sent is None or not sent.filename:
                flash(gettext("No picture was chosen. Choose one and send it again."), "error")
            else:
                covers.keep(record, sent.read(LARGEST + 1), sent.filename, by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return self._to(number)

    @expose("/<int:number>/person", methods=("POST",))
    def person_part(self, number: int) -> Any:
        """Give the record a person, or change the part of one it has."""
        record = self._record(number)
        form = request.form
        row = int(form["row"]) if form.get("row", "").isdecimal() else 0
        role = form.get("role", "author")
        if role not in ROLES:
            abort(404)
        try:
            match form.get("verb"):
                case "remove":
                    people.remove(record, row, by=self.person)
                case "first":
                    people.put_first(record, row, by=self.person)
                case "change":
                    people.change_role(record, row, role, by=self.person)
                case _:
                    people.add(record, form.get("name", "")[:200], role, by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return self._to(number, "#people")

    def _record(self, number: int) -> Record:
        found: Record | None = self.get_one(number)
        if found is None:
            abort(404)
        return found

    def _to(self, number: int, place: str = "") -> Any:
        return redirect(self.get_url(".details_view", id=number) + place, code=303)


def _cards(ids: list[int], _by: Any) -> Any:
    return redirect(f"/catalogue/cards/?ids={','.join(map(str, ids[:500]))}", code=303)


def _merge(ids: list[int], _by: Any) -> Any:
    if len(ids) != 2:
        flash(gettext("Tick two records that are one edition, and no other."), "error")
        return redirect("/catalogue/records/", code=303)
    return redirect(f"/catalogue/doubles/compare?kept={ids[0]}&gone={ids[1]}", code=303)
