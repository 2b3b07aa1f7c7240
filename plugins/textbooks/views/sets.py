"""Sets of textbooks: the year's list, and the page on which one is made."""

from collections import defaultdict
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from core.errors import LibraryError
from core.views import PageView
from plugins.catalogue.models import Record
from plugins.readers.models import LANGUAGES, SchoolClass
from plugins.readers.services import sizes
from plugins.textbooks.models import SetEdition, SetItem, TextbookSet
from plugins.textbooks.services import editing
from plugins.textbooks.services.provision import pupils_of, year_now
from plugins.textbooks.services.stock import Stock, stock


class SetsView(PageView):
    """Which textbooks each grade needs; every change asks for ``textbooks.edit``."""

    place = "VI"
    menu_order = 20
    permission = "textbooks.view"

    def __init__(self) -> None:
        super().__init__(
            name=_("Sets of textbooks"), endpoint="textbooks_set", url="/textbooks/sets"
        )

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission: changing needs more than looking."""
        return "textbooks.edit" if method == "POST" else super().permission_of(route, method)

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show the sets of a school year, and what copying them to the next would do."""
        year = _whole(request.args.get("year", ""), year_now())
        sets = list(
            TextbookSet.select()
            .where(TextbookSet.school_year == year)
            .order_by(TextbookSet.grade, TextbookSet.language, TextbookSet.profile)
        )
        return self.render(
            "textbooks/sets.html",
            year=year,
            sets=sets,
            titles=_titles(sets),
            without=_classes_without(sets),
            plan=editing.plan_copy(year, year + 1),
            before=editing.plan_copy(year - 1, year),
            languages=LANGUAGES,
        )

    @expose("/new", methods=("POST",))
    def new(self) -> Response:
        """Make a set and open its page."""
        form = request.form
        year = _whole(form.get("year", ""), year_now())
        try:
            made = editing.open_set(
                year,
                _whole(form.get("grade", ""), -1),
                form.get("language", "kk") if form.get("language") in LANGUAGES else "kk",
                form.get("profile", ""),
                by=self.person,
            )
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return _to(url_for(".index", year=year))
        return _to(url_for(".page", number=made.id))

    @expose("/copy", methods=("POST",))
    def copy(self) -> Response:
        """Copy the sets of one year to another; those that are there stay."""
        year = _whole(request.form.get("year", ""), year_now())
        to = _whole(request.form.get("to", ""), year + 1)
        count = editing.copy_year(year, to, by=self.person)
        flash(ngettext("%(num)s set has been copied.", "%(num)s sets have been copied.", count))
        return _to(url_for(".index", year=to))

    @expose("/<int:number>/", methods=("GET",))
    def page(self, number: int) -> Any:
        """Show a set: its textbooks with their copies; ``q`` looks for one to add."""
        its = _set(number)
        items = _items(its)
        text = request.args.get("q", "")[:100]
        editions_of = _whole(request.args.get("item", ""), 0)
        found = editing.search(its, text) if text or editions_of else []
        there = {int(one.record_id) for item in items for one in item.shown}
        proposals = [] if items else editing.proposals(its)
        ids = [int(one.record_id) for item in items for one in item.shown]
        shown = [*found, *proposals]
        return self.render(
            "textbooks/set.html",
            its=its,
            items=items,
            text=text,
            editions_of=next((one for one in items if one.id == editions_of), None),
            found=found,
            there=there,
            proposals=proposals,
            stock=_all_stock([*ids, *(int(one.id) for one in shown)]),
            pupils=pupils_of(its),
            languages=LANGUAGES,
        )

    @expose("/<int:number>/change", methods=("POST",))
    def change(self, number: int) -> Response:
        """Do one change of a set: add, edition, move, remove, numbers; then show it again."""
        its, form = _set(number), request.form
        try:
            self._change(its, form.get("do", ""), form)
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return _to(url_for(".page", number=its.id))

    def _change(self, its: TextbookSet, do: str, form: Any) -> None:
        if do == "scan":
            made = editing.add(its, [editing.find_textbook(form.get("code", ""))], by=self.person)
            _say_added(made)
        elif do == "add":
            ids = [_whole(one, 0) for one in form.getlist("record")]
            found = list(Record.select().where(Record.id.in_(ids)).order_by(Record.sort_key))
            _say_added(editing.add(its, found, by=self.person))
        else:
            item = _item(its, _whole(form.get("item", ""), 0))
            self._change_item(item, do, form)

    def _change_item(self, item: SetItem, do: str, form: Any) -> None:
        if do in ("up", "down"):
            editing.move(item, -1 if do == "up" else 1)
        elif do == "remove":
            editing.remove(item, by=self.person)
            flash(gettext("The textbook is no longer in the set. Copies in hand stay in hand."))
        elif do == "numbers":
            editing.change(
                item,
                teacher_copies=_whole(form.get("teacher_copies", ""), 0),
                share=_whole(form.get("share", ""), 100),
                by=self.person,
            )
        elif do == "edition":
            record = Record.get_or_none(Record.id == _whole(form.get("record", ""), 0))
            editing.add_edition(item, record or abort(404), by=self.person)
        elif do == "no_edition":
            edition = SetEdition.get_or_none(
                SetEdition.id == _whole(form.get("edition", ""), 0), SetEdition.item == item
            )
            editing.remove_edition(edition or abort(404), by=self.person)
        else:
            abort(404)


def _say_added(made: list[SetItem]) -> None:
    flash(
        ngettext(
            "%(num)s textbook has been added.", "%(num)s textbooks have been added.", len(made)
        )
    )


def _to(address: str) -> Response:
    return redirect(address, code=303)


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise


def _set(number: int) -> TextbookSet:
    found: TextbookSet | None = TextbookSet.get_or_none(TextbookSet.id == number)
    return found or abort(404)


def _item(its: TextbookSet, number: int) -> SetItem:
    found: SetItem | None = SetItem.get_or_none(
        SetItem.id == number, SetItem.textbook_set == its.id
    )
    return found or abort(404)


def _items(its: TextbookSet) -> list[SetItem]:
    """Return the items of the set, each with its editions as ``shown``, in two queries."""
    items = list(
        SetItem.select().where(SetItem.textbook_set == its).order_by(SetItem.position, SetItem.id)
    )
    editions: defaultdict[int, list[SetEdition]] = defaultdict(list)
    rows = (
        SetEdition.select(SetEdition, Record)
        .join(Record)
        .where(SetEdition.item.in_([one.id for one in items]))
        .order_by(SetEdition.position, SetEdition.id)
    )
    for one in rows:
        editions[int(one.item_id)].append(one)
    for item in items:
        item.shown = editions[int(item.id)]
    return items


def _titles(sets: list[TextbookSet]) -> dict[int, int]:
    ids = [one.id for one in sets]
    items = SetItem.select(SetItem.textbook_set).where(SetItem.textbook_set.in_(ids)).tuples()
    found: defaultdict[int, int] = defaultdict(int)
    for (number,) in items:
        found[int(number)] += 1
    return found


def _classes_without(sets: list[TextbookSet]) -> list[SchoolClass]:
    """Return classes with pupils for whose grade and language there is no set."""
    there = {(one.grade, one.language) for one in sets}
    full = sizes()
    classes = SchoolClass.select().order_by(SchoolClass.sort_key)
    return [one for one in classes if full.get(one.id) and (one.grade, one.language) not in there]


def _all_stock(ids: list[int]) -> defaultdict[int, Stock]:
    return defaultdict(Stock, stock(ids))
