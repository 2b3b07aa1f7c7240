"""A whole class's sets in one click: the dry run, the giving, the taking back; the whole school."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from core import clock, tasks
from core.errors import LibraryError
from core.views import PageView
from plugins.circulation.models import KitIssue
from plugins.circulation.services import kits, progress, rules
from plugins.circulation.services.board import free_by_item
from plugins.readers import services as readers
from plugins.readers.models import SchoolClass


class KitView(PageView):
    """Kit mode stands behind the class issue: it has no place in the menu."""

    permission = "circulation.lend"

    def __init__(self) -> None:
        super().__init__(name=_("Whole sets"), endpoint="circulation_kit", url="/class-kits")

    @expose("/<int:number>/", methods=("GET", "POST"))
    def plan(self, number: int) -> Any:
        """Show what the class would get; the numbers typed come with the form."""
        school_class = _class(number)
        form = request.form
        asked = _asked(form) if request.method == "POST" else {}
        plan = kits.plan_kit(school_class, **asked)
        teachers = readers.teachers_by_class()
        return self.render(
            "circulation/kit.html",
            plan=plan,
            board=plan.board,
            chosen={one.id for one in plan.items},
            ranges=asked.get("ranges", {}),
            free=free_by_item(plan.board),
            teacher=teachers.get(number, ""),
            latest=kits.latest_kits(school_class, 3),
            undo_since=clock.now() - kits.UNDO_WITHIN,
        )

    @expose("/<int:number>/give", methods=("POST",))
    def give(self, number: int) -> Any:
        """Give it, if all is still as it was shown."""
        form = request.form
        try:
            issue = kits.give_kit(
                _class(number),
                by=self.person,
                digest=form.get("digest", ""),
                to_teacher=form.get("to") == "teacher",
                **_asked(form),
            )
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return self.plan(number)
        _say_given(int(issue.count))
        return redirect(url_for("circulation_class_issue.finish", number=number), code=303)

    @expose("/undo/<int:number>", methods=("POST",))
    def undo(self, number: int) -> Response:
        """Take the whole issue back."""
        issue = KitIssue.get_or_none(KitIssue.id == number) or abort(404)
        try:
            count = kits.take_back_kit(issue, by=self.person)
            flash(ngettext("%(num)s copy is back.", "%(num)s copies are back.", count))
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return redirect(request.form.get("next") or url_for(".school"), code=303)

    @expose("/", methods=("GET",))
    def school(self) -> Any:
        """Show all classes: what each still lacks, and which are given their sets now."""
        return self.render(
            "circulation/kits.html",
            classes=progress.all_classes(),
            teachers=readers.teachers_by_class(),
            year=rules.issue_year(clock.today()),
            latest=kits.latest_kits(limit=8),
            undo_since=clock.now() - kits.UNDO_WITHIN,
        )

    @expose("/give", methods=("POST",))
    def give_all(self) -> Response:
        """Give the ticked classes their sets, one after another, each whole or not at all."""
        ids = [int(one) for one in request.form.getlist("class") if one.isdecimal()]
        classes = list(
            SchoolClass.select().where(SchoolClass.id.in_(ids)).order_by(SchoolClass.sort_key)
        )
        if not classes:
            flash(gettext("Tick at least one class."), "error")
            return redirect(url_for(".school"), code=303)
        person = self.person
        assert person is not None  # the permission has asked for one
        try:
            token = tasks.start(
                gettext("Sets for whole classes"),
                _work(classes, person),
                by=person,
                back_url=url_for(".school"),
            )
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return redirect(url_for(".school"), code=303)
        return redirect(url_for("tasks.watched", token=token), code=303)


def _work(classes: list[SchoolClass], person: Any) -> Any:
    def work(progress_: Any) -> tasks.Finished:
        given = 0
        refused = []
        for at, one in enumerate(classes):
            try:
                given += int(kits.give_kit(one, by=person).count)
            except LibraryError as refusal:
                refused.append(f"{one}: {refusal}")
            progress_(at + 1, len(classes))
        words = ngettext("%(num)s copy has been given.", "%(num)s copies have been given.", given)
        return tasks.Finished(" ".join([words, *refused]), url_for("circulation_kit.school"))

    return work


def _say_given(count: int) -> None:
    flash(ngettext("%(num)s copy has been given.", "%(num)s copies have been given.", count))


def _asked(form: Any) -> dict[str, Any]:
    """Return the items ticked and the numbers typed for them."""
    items = {int(one) for one in form.getlist("item") if one.isdecimal() and len(one) < 10}
    ranges = {one: form.get(f"numbers-{one}", "")[:2000] for one in items}
    return {"items": items, "ranges": {one: text for one, text in ranges.items() if text.strip()}}


def _class(number: int) -> SchoolClass:
    return readers.find_class(number) or abort(404)
