"""Visits of a class that came for a lesson: everybody ticked, counted at once."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from core import clock
from core.documents import numbers
from core.errors import LibraryError
from core.views import PageView
from core.views.typed import day_of
from plugins.circulation.models import ClassVisit, Visit
from plugins.circulation.services import class_visits
from plugins.circulation.services.board import roster
from plugins.readers import services as readers
from plugins.readers.models import SchoolClass


class ClassVisitView(PageView):
    """A lesson in the library: a class, a day, who came."""

    place = "VI"
    menu_order = 35
    permission = "circulation.lend"

    def __init__(self) -> None:
        super().__init__(
            name=_("Visits of classes"), endpoint="circulation_class_visit", url="/class-visits"
        )

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Ask for the class, then show its pupils, all of them ticked."""
        text = request.args.get("class", "")
        its = readers.find_class(int(text)) if _is_id(text) else None
        today = clock.today()
        here = Visit.select(Visit.reader).where(Visit.visited_on == today)
        return self.render(
            "circulation/class_visits.html",
            classes=list(SchoolClass.select().order_by(SchoolClass.sort_key)),
            its=its,
            pupils=roster(its) if its else [],
            today=today,
            here={int(one) for (one,) in here.tuples()} if its else set(),
            latest=class_visits.latest(),
            undo_since=clock.now() - class_visits.UNDO_WITHIN,
        )

    @expose("/", methods=("POST",))
    def count(self) -> Any:
        """Count those who are ticked."""
        form = request.form
        text = form.get("class", "")
        its = readers.find_class(int(text)) if _is_id(text) else None
        if its is None:
            flash(gettext("Choose the class first."), "error")
            return redirect(url_for(".index"), code=303)
        ids = numbers(",".join(form.getlist("pupil")))
        try:
            visit = class_visits.count(
                its,
                ids,
                on=day_of(form.get("on", "")) or clock.today(),
                by=self.person,
                topic=form.get("topic", ""),
            )
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return redirect(url_for(".index", **{"class": its.id}), code=303)
        flash(
            ngettext("%(num)s visit is counted.", "%(num)s visits are counted.", int(visit.count))
        )
        return redirect(url_for(".index"), code=303)

    @expose("/<int:number>/undo", methods=("POST",))
    def undo(self, number: int) -> Any:
        """Take the visits back."""
        visit = ClassVisit.get_or_none(ClassVisit.id == number) or abort(404)
        try:
            gone = class_visits.undo(visit, by=self.person)
            flash(ngettext("%(num)s visit is taken back.", "%(num)s visits are taken back.", gone))
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return redirect(url_for(".index"), code=303)


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) < 10
