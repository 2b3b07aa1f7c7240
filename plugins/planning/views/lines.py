"""A line of the plan: what it says, what counts it, what was noted by hand."""

from collections import defaultdict
from typing import Any

from flask import abort, flash, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from peewee import JOIN
from werkzeug.wrappers import Response

from core import clock
from core.answers import WorkUnit
from core.errors import LibraryError
from core.i18n import language
from core.models import Staff
from core.views import PageView
from plugins.planning import blocks, services
from plugins.planning.errors import WrongQuantity
from plugins.planning.models import MONTHS, SECTIONS, Plan, PlanLine, Tally
from plugins.planning.views.typed import day_of, month_of, month_words, seen


class LineView(PageView):
    """One line; notes by hand are taken back, never deleted."""

    permission = "planning.view"

    def __init__(self) -> None:
        super().__init__(
            name=_("Line of the plan"), endpoint="planning_line", url="/planning/lines"
        )

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission: changing needs more than looking."""
        return "planning.edit" if method == "POST" else super().permission_of(route, method)

    @expose("/", methods=("GET",))
    def index(self) -> Response:
        """Lead to the plan: a line has a number."""
        return seen("/planning/")

    @expose("/<int:number>/", methods=("GET",))
    def page(self, number: int) -> Any:
        """Show the line."""
        line = _line(number)
        (one,) = services.progress(line.plan, clock.today(), [line])
        return self.render(
            "planning/line.html",
            line=line,
            one=one,
            tallies=list(
                Tally.select(Tally, Staff)
                .join(Staff, JOIN.LEFT_OUTER, on=(Tally.by == Staff.id))
                .where(Tally.line == line)
                .order_by(Tally.done_on.desc(), Tally.id.desc())
            ),
            sections=SECTIONS,
            months=MONTHS,
            month_words=month_words,
            units=_grouped(services.units()),
            today=clock.today(),
            spoken=language(),
            said=services.in_language,
        )

    @expose("/<int:number>/change", methods=("POST",))
    def change(self, number: int) -> Response:
        """Keep what the line says."""
        line, form = _line(number), request.form
        values: dict[str, Any] = dict(form.items())
        try:
            values["month"] = month_of(form.get("month"))
            values["due_on"] = day_of(form.get("due_on"))
            services.change_line(line, values, by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return seen(url_for(".page", number=line.id))
        blocks.forget()
        flash(gettext("Saved."), "toast")
        return seen(_section(line))

    @expose("/<int:number>/note", methods=("POST",))
    def note(self, number: int) -> Response:
        """Note by hand what was done."""
        line, form = _line(number), request.form
        try:
            count = services.quantity(form.get("quantity", ""))
            if count is None:
                raise WrongQuantity(text="")
            on = day_of(form.get("done_on")) or clock.today()
            services.note(line, count, on=on, words=form.get("note", ""), by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
        blocks.forget()
        return seen(url_for(".page", number=line.id))

    @expose("/<int:line>/take-back/<int:number>", methods=("POST",))
    def take_back(self, line: int, number: int) -> Response:
        """Take a note back."""
        found = Tally.get_or_none(Tally.id == number, Tally.line == line)
        try:
            services.take_back(found or abort(404), by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
        blocks.forget()
        return seen(url_for(".page", number=line))

    @expose("/<int:number>/move", methods=("POST",))
    def move(self, number: int) -> Response:
        """Move the line up or down in its section."""
        line = _line(number)
        services.move_line(line, -1 if request.form.get("to") == "up" else 1, by=self.person)
        return seen(_section(line))

    @expose("/<int:number>/remove", methods=("POST",))
    def remove(self, number: int) -> Response:
        """Take the line out of the plan."""
        line = _line(number)
        try:
            services.remove_line(line, by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return seen(url_for(".page", number=line.id))
        blocks.forget()
        flash(gettext("The line is no longer in the plan."))
        return seen(_section(line))


def _line(number: int) -> PlanLine:
    found: PlanLine | None = (
        PlanLine.select(PlanLine, Plan).join(Plan).where(PlanLine.id == number).first()
    )
    return found or abort(404)


def _section(line: PlanLine) -> str:
    return f"/planning/?year={line.plan.school_year}&open={line.place}#s-{line.place}"


def _grouped(known: dict[str, WorkUnit]) -> dict[str, list[WorkUnit]]:
    """Return the units by the section that counts them."""
    found: dict[str, list[WorkUnit]] = defaultdict(list)
    for name, one in known.items():
        found[name.partition(".")[0]].append(one)
    return found
