"""Persons: the list, and the page on which names are kept and two persons are made one."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from flask_babel import gettext, lazy_ngettext, ngettext
from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from core.access import can
from core.actions import Action
from core.answers import Block, Fact
from core.errors import LibraryError
from core.views import Preset, RecordView
from core.views.filters import whole
from plugins.catalogue import blocks
from plugins.catalogue.errors import NotTwo
from plugins.catalogue.models import PEOPLE, Person, RecordPerson
from plugins.catalogue.services import people


class PersonListView(RecordView):
    """Authors, translators, illustrators: each once, under whatever names books have."""

    name = _("Persons")
    place = "V"
    menu_order = 30
    permission = "catalogue.view"
    permission_create = permission_edit = "catalogue.edit"
    can_create = can_edit = can_view_details = True
    list_template = "catalogue/persons.html"
    details_template = "catalogue/person.html"
    column_list = ("name", "dates", "author_mark", "other_names")
    column_labels = {
        "name": _("Surname, first name"),
        "dates": _("Years of life"),
        "author_mark": _("Author mark"),
        "other_names": _("Other names"),
        "note": _("Note"),
    }
    column_sortable_list = (("name", "sort_key"), "dates", "author_mark")
    column_default_sort = ("sort_key", False)
    form_columns = ("name", "dates", "author_mark", "note")
    form_extra_fields = {
        "others": TextAreaField(
            _("Other names, one to a line"),
            description=_("As other books write it, in Russian, in Latin letters, a pseudonym."),
        )
    }
    search_index = PEOPLE
    search_words = _("Name in any spelling")
    empty_words = _("No person yet. They come with the records.")
    presets = (
        Preset("all", _("All")),
        Preset("unmarked", _("Without an author mark"), lambda: Person.author_mark == ""),
    )

    def __init__(self) -> None:
        super().__init__(Person, endpoint="catalogue_person", url="/catalogue/persons")

    def is_accessible(self) -> bool:
        """Return whether the list stands in the menu: a teacher comes here from a record only."""
        return can("catalogue.edit")

    def count_words(self, count: int) -> Any:
        """Count persons."""
        return lazy_ngettext("%(num)s person", "%(num)s persons", count)

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission; making two persons one is a change."""
        own = {"merge": "catalogue.merge", "gather": "catalogue.edit"}
        return own.get(route) or super().permission_of(route, method)

    def own_actions(self) -> list[Action]:
        """Return what may be done with ticked persons: make two of them one."""
        return [
            Action(
                "merge",
                _("Merge"),
                _merge,
                "catalogue.merge",
                confirm=_("Make the two persons one? The one with more records stays."),
                icon="arrow-merge",
            )
        ]

    def on_form_prefill(self, form: Any, id: Any) -> None:
        """Fill in the other names, which are rows of their own."""
        person = self.get_one(id)
        if person is not None:
            form.others.data = "\n".join(str(one) for one in people.names_of(person))

    def save_new(self, form: Any) -> Person:
        """Keep the new person with the other names."""
        return people.enter(self._values(form), self._others(form, {}), by=self.person)

    def save_changes(self, form: Any, record: Person) -> Person:
        """Keep the changed person; the authors' lines of its records follow."""
        kinds = {str(one.name): str(one.kind) for one in people.names_of(record)}
        person = Person.get_by_id(record.id)
        return people.correct(person, self._values(form), self._others(form, kinds), by=self.person)

    def _values(self, form: Any) -> dict[str, str]:
        return {name: str(form[name].data or "") for name in self.form_columns}

    def _others(self, form: Any, kinds: dict[str, str]) -> list[tuple[str, str]]:
        lines = [" ".join(one.split()) for one in str(form.others.data or "").splitlines()]
        return [(one, kinds.get(one, "")) for one in lines if one]

    def waiting(self) -> int:
        """Return how many records have authors that are not in the list yet."""
        return people.waiting()

    def facts(self, record: Person) -> list[Fact]:
        """Return years, mark, note and the other names."""
        return blocks.person_facts(record, people.names_of(record))

    def blocks(self, record: Person) -> list[Block]:
        """Return the records of the person with its part in each."""
        return [blocks.records_of(record)]

    def near(self, person: Person) -> list[tuple[Person, int]]:
        """Return persons who may be the same one, each with the number of its records."""
        found = people.near(person)
        counts = [RecordPerson.select().where(RecordPerson.person == one).count() for one in found]
        return list(zip(found, counts, strict=True))

    @expose("/<int:number>/merge", methods=("POST",))
    def merge(self, number: int) -> Any:
        """Make another person one with this one, which stays."""
        kept = self.get_one(number)
        gone = self.get_one(whole(request.form.get("gone", "")) or 0)
        if kept is None or gone is None:
            abort(404)
        try:
            moved = people.merge(kept, gone, by=self.person)
            flash(
                ngettext(
                    "Merged: %(num)s record moved here.",
                    "Merged: %(num)s records moved here.",
                    moved,
                ),
                "success",
            )
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return redirect(self.get_url(".details_view", id=number), code=303)

    @expose("/gather", methods=("POST",))
    def gather(self) -> Any:
        """Gather the authors of records that were here before the list of persons."""
        count = people.link_all(by=self.person)
        flash(gettext("Gathered: the authors of %(count)s records.", count=count), "success")
        return redirect(self.get_url(".index_view"), code=303)


def _merge(ids: list[int], by: Any) -> Any:
    if len(ids) != 2:
        raise NotTwo()
    pair = list(Person.select().where(Person.id.in_(ids)).order_by(Person.id))
    pair.sort(key=lambda one: -one.records.count())
    people.merge(pair[0], pair[1], by=by)
    return redirect(f"/catalogue/persons/details/?id={pair[0].id}", code=303)
