"""My class: what the class teacher holds for it, who has what; made for a phone."""

from typing import Any

from flask import abort, flash, jsonify, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from core import clock
from core.access import can
from core.errors import LibraryError
from core.pages.errors import wants_json
from core.views import PageView
from plugins.circulation.services import class_marks, passing
from plugins.circulation.services.board import roster
from plugins.circulation.services.passing import Passed, Pile
from plugins.readers.models import SchoolClass


class MyClassView(PageView):
    """The class teacher's own class; head and librarian may open any by ``?class=``."""

    place = "top"
    menu_order = 2
    icon = "users-group"
    permission = "circulation.pass_on"

    def __init__(self) -> None:
        super().__init__(name=_("My class"), endpoint="circulation_my_class", url="/my-class")

    def is_accessible(self) -> bool:
        """Return whether it stands in the menu: the others come by the class."""
        person = self.person
        return person is not None and person.role == "teacher" and can(self.permission)

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show the class, one pupil open; with ``show=held`` what everybody still has."""
        classes = self._classes()
        school_class = self._chosen(classes)
        if school_class is None:
            return self.render("circulation/my_class_none.html", classes=classes)
        if request.args.get("show") == "held":
            return self.render(
                "circulation/my_class_held.html",
                school_class=school_class,
                pupils=roster(school_class),
                held=passing.still_held(school_class),
                today=clock.today(),
            )
        pile = passing.read_pile(school_class)
        deed, lines = passing.last_mark(school_class, self.person)
        return self.render(
            "circulation/my_class.html",
            classes=classes if self._is_teacher() else [],
            pile=pile,
            board=pile.board,
            rows=_rows(pile),
            open_pupil=_small(request.args.get("pupil", "")),
            deed=deed,
            last=lines,
        )

    @expose("/<int:number>/pass", methods=("POST",))
    def pass_on(self, number: int) -> Any:
        """Mark as given: ``pupil`` and ``item``, only one of them, or ``pupil`` and ``code``."""
        form = request.form
        school_class = self._own(number)
        pupil = _small(form.get("pupil", ""))
        try:
            passed = passing.pass_on(
                school_class,
                pupil=pupil,
                item=_small(form.get("item", "")),
                number=form.get("code", ""),
                by=self.person,
            )
        except LibraryError as refusal:
            return self._refused(refusal, number, pupil)
        if wants_json():
            marks = [{"pupil": int(m.pupil.id), "number": m.number} for m in passed.marks]
            return jsonify(kind="passed", marks=marks, short=passed.short)
        flash(_told(passed), "success" if passed.marks and not passed.short else "warning")
        return self._back(number, pupil)

    @expose("/<int:number>/undo", methods=("POST",))
    def undo(self, number: int) -> Any:
        """Undo the last mark."""
        school_class = self._own(number)
        try:
            count = passing.undo(school_class, _small(request.form.get("deed", "")), by=self.person)
        except LibraryError as refusal:
            return self._refused(refusal, number, 0)
        words = ngettext(
            "Undone: %(num)s copy is with you again.",
            "Undone: %(num)s copies are with you again.",
            count,
        )
        flash(words, "success")
        return self._back(number, _small(request.form.get("pupil", "")))

    @expose("/<int:number>/absent", methods=("POST",))
    def absent(self, number: int) -> Any:
        """Note that a pupil is absent today, or here after all."""
        pupil = _small(request.form.get("pupil", ""))
        who = next((one for one in roster(self._own(number)) if int(one.id) == pupil), None)
        if who is None:
            abort(404)
        what = "present" if request.form.get("here") else "absent"
        class_marks.mark(what, who, None, on=clock.today(), by=self.person)
        return self._back(number, pupil)

    def _is_teacher(self) -> bool:
        return self.person is None or self.person.role == "teacher"

    def _classes(self) -> list[SchoolClass]:
        """Return the classes that the person may open."""
        query = SchoolClass.select().order_by(SchoolClass.sort_key, SchoolClass.id)
        if self._is_teacher():
            query = query.where(SchoolClass.login == self.person)
        return list(query)

    def _chosen(self, classes: list[SchoolClass]) -> SchoolClass | None:
        asked = request.args.get("class")
        if asked is None:
            return classes[0] if classes and self._is_teacher() else None
        return next((one for one in classes if int(one.id) == _small(asked)), None) or abort(404)

    def _own(self, number: int) -> SchoolClass:
        """Return the class; 404 for a teacher if it is another's, as if there were none."""
        return next((one for one in self._classes() if int(one.id) == number), None) or abort(404)

    def _refused(self, refusal: LibraryError, number: int, pupil: int) -> Any:
        if wants_json():
            answer = jsonify(kind="refused", code=refusal.code, message=str(refusal))
            answer.status_code = refusal.status
            return answer
        flash(str(refusal), "error")
        return self._back(number, pupil)

    def _back(self, number: int, pupil: int) -> Response:
        where = f"?class={number}" + (f"&pupil={pupil}#p{pupil}" if pupil else "")
        return redirect(url_for("circulation_my_class.index") + where, 303)


def _told(passed: Passed) -> str:
    if not passed.marks:
        return gettext("Nothing to pass on: it is given already.")
    one = passed.marks[0]
    if len(passed.marks) == 1:
        words = gettext(
            "%(title)s, No. %(number)s: %(reader)s.",
            title=one.item.short_title,
            number=one.number,
            reader=one.pupil.name,
        )
    else:
        words = ngettext(
            "%(num)s copy has been passed on.",
            "%(num)s copies have been passed on.",
            len(passed.marks),
        )
    if passed.short:
        words += " " + gettext("Not enough copies: %(count)s.", count=passed.short)
    return words


def _rows(pile: Pile) -> list[dict[str, Any]]:
    """Return a line for each pupil: how many of the set he has, and each title of it."""
    board = pile.board
    rows = []
    for pupil in board.pupils:
        number = int(pupil.id)
        items: list[dict[str, Any]] = []
        for item in board.items:
            held = board.held.get((number, item.id))
            lacks = board.lacks(number, item.id)
            state = "has" if held else "lacks" if lacks else "own"
            if state == "own" and (number, item.id) not in board.own:
                continue  # for the other part of the class
            items.append(
                {"item": item, "state": state, "number": held.inventory_no if held else ""}
            )
        rows.append(
            {
                "pupil": pupil,
                "items": items,
                "given": sum(one["state"] != "lacks" for one in items),
                "can": any(one["state"] == "lacks" and pile.left(one["item"].id) for one in items),
                "is_absent": number in board.absent,
            }
        )
    return rows


def _small(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
