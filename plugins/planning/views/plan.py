"""The plan of a year: by section, by month, what is late, what counts it."""

from collections import defaultdict
from typing import Any

from flask import flash, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from core import clock
from core.errors import LibraryError
from core.i18n import language
from core.views import PageView
from plugins.planning import blocks, services
from plugins.planning.models import MONTHS, SECTIONS, Plan, PlanPart
from plugins.planning.services import LineProgress
from plugins.planning.views.typed import (
    day_of,
    month_of,
    month_words,
    plan_asked,
    plan_numbered,
    seen,
    whole,
)


class PlanView(PageView):
    """The plan with what is done of it; every change asks for ``planning.edit``."""

    place = "I"
    menu_order = 10
    permission = "planning.view"

    def __init__(self) -> None:
        super().__init__(name=_("Plan"), endpoint="planning_plan", url="/planning")

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission: changing needs more than looking."""
        return "planning.edit" if method == "POST" else super().permission_of(route, method)

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show the sections with what is planned and done; without a plan, how to begin one."""
        plan = plan_asked(request.args.get("year"))
        if plan is None:
            return self._begin()
        today = clock.today()
        found = services.progress(plan, today)
        of_month = [one for one in found if _is_of(one, today.month)]
        return self.render(
            "planning/plan.html",
            texts=list(
                PlanPart.select()
                .where(PlanPart.plan == plan)
                .order_by(PlanPart.position, PlanPart.id)
            ),
            places=services.by_place(found),
            opened=request.args.get("open", ""),
            month=of_month,
            month_done=_done_in(of_month, today.month),
            late=[one for one in found if one.is_late],
            unsent=_unsent(found),
            **self._common(plan),
        )

    @expose("/months", methods=("GET",))
    def months(self) -> Any:
        """Show the events and the lines with a term, month by month."""
        plan = plan_asked(request.args.get("year"))
        if plan is None:
            return self._begin()
        today = clock.today()
        by_month: dict[int, list[LineProgress]] = defaultdict(list)
        for one in services.progress(plan, today):
            for month in MONTHS:
                if _is_of(one, month):
                    by_month[month].append(one)
        return self.render(
            "planning/months.html",
            months=MONTHS,
            by_month=by_month,
            held=_done_in,
            **self._common(plan),
        )

    @expose("/late", methods=("GET",))
    def late(self) -> Any:
        """Show what is behind the plan, the farthest behind first."""
        plan = plan_asked(request.args.get("year"))
        if plan is None:
            return self._begin()
        found = [one for one in services.progress(plan, clock.today()) if one.is_late]
        found.sort(key=lambda one: (one.done - one.due) / max(one.due, 1))
        return self.render("planning/late.html", found=found, **self._common(plan))

    @expose("/units", methods=("GET",))
    def units(self) -> Any:
        """Show what the sections count, and which lines have nobody to count them."""
        plan = plan_asked(request.args.get("year"))
        if plan is None:
            return self._begin()
        found = services.progress(plan, clock.today())
        tied: dict[str, list[LineProgress]] = defaultdict(list)
        for one in found:
            tied[str(one.line.work_unit)].append(one)
        known = services.units()
        return self.render(
            "planning/units.html",
            known=known,
            sums=services.counted(known, plan.first_day, plan.last_day),
            tied=tied,
            uncounted=[one for one in found if not one.has_counter],
            first=plan.first_day,
            last=plan.last_day,
            **self._common(plan),
        )

    def _common(self, plan: Plan) -> dict[str, Any]:
        passed, whole_year = services.share_of_year(plan, clock.today())
        years = [int(one.school_year) for one in Plan.select(Plan.school_year)]
        return {
            "plan": plan,
            "years": sorted(years),
            "sections": SECTIONS,
            "passed": passed,
            "whole_year": whole_year,
            "share": passed * 100 // whole_year,
            "month_words": month_words,
            "today": clock.today(),
            "spoken": language(),
            "said": services.in_language,
            "can_calendar": services.has_calendar(),
            "table_url": f"/planning/table/?year={plan.school_year}",
        }

    def _begin(self) -> Any:
        now = clock.school_year(clock.today())
        asked = whole(request.args.get("year")) or now
        before = Plan.select().order_by(Plan.school_year.desc()).first()
        return self.render(
            "planning/begin.html",
            year=asked,
            choices=(now, now + 1),
            before=before,
            table_url="/planning/table/",
        )

    @expose("/load", methods=("POST",))
    def load(self) -> Response:
        """Make the ready plan the plan of a year."""
        try:
            plan = services.load(whole(request.form.get("year")) or 0, by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return seen(url_for(".index"))
        flash(gettext("The ready plan is loaded. Put your own quantities into its lines."))
        return seen(url_for(".index", year=plan.school_year))

    @expose("/blank", methods=("POST",))
    def blank(self) -> Response:
        """Begin a plan without a line."""
        try:
            plan = services.begin(whole(request.form.get("year")) or 0, by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return seen(url_for(".index"))
        return seen(url_for(".index", year=plan.school_year))

    @expose("/<int:number>/add", methods=("POST",))
    def add(self, number: int) -> Response:
        """Add a line and open its page."""
        plan, form = plan_numbered(number), request.form
        place = form.get("place", "")
        place = place if place in SECTIONS else "II"
        values: dict[str, Any] = {"text_kk": form.get("text_kk", "")}
        values["month"] = month_of(form.get("month"))
        try:
            line = services.add_line(plan, place, values, by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return seen(url_for(".index", year=plan.school_year, open=place))
        return seen(url_for("planning_line.page", number=line.id))

    @expose("/<int:number>/approve", methods=("POST",))
    def approve(self, number: int) -> Response:
        """Keep when and by whom the plan was approved."""
        plan, form = plan_numbered(number), request.form
        values: dict[str, Any] = dict(form.items())
        try:
            values["approved_on"] = day_of(form.get("approved_on"))
            services.approve(plan, values, by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return seen(url_for(".index", year=plan.school_year))

    @expose("/<int:number>/calendar", methods=("POST",))
    def calendar(self, number: int) -> Response:
        """Put the plan's events into the calendar."""
        plan = plan_numbered(number)
        count = services.send_events(plan, by=self.person)
        if count is None:
            flash(gettext("Nobody keeps a calendar now: the section of events is off."), "error")
        else:
            flash(
                ngettext(
                    "%(num)s event has been put into the calendar.",
                    "%(num)s events have been put into the calendar.",
                    count,
                )
            )
        blocks.forget()
        return seen(url_for(".index", year=plan.school_year))

    @expose("/<int:number>/remove", methods=("POST",))
    def remove(self, number: int) -> Response:
        """Take a plan away that was made by mistake."""
        plan = plan_numbered(number)
        try:
            services.remove_plan(plan, by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return seen(url_for(".index", year=plan.school_year))
        flash(gettext("The plan is removed: %(years)s.", years=plan.years))
        return seen(url_for(".index"))


def _is_of(one: LineProgress, month: int) -> bool:
    """Return whether the line is to be done in the month, or its event has moved there."""
    if one.events:
        return any(each.on.month == month for each in one.events if each.state != "cancelled")
    if one.line.is_monthly:
        return month not in (6, 7, 8)
    return one.line.month == month


def _done_in(found: list[LineProgress], month: int) -> int:
    """Return how many of the lines are done, or had their event in that month."""
    today = clock.today()
    return sum(1 for one in found if one.standing(today, month) == "done")


def _unsent(found: list[LineProgress]) -> int:
    """Return how many events of the plan the calendar does not know."""
    return sum(
        max(0, len(services.event_keys(one.line)) - len(one.events))
        for one in found
        if one.line.is_event and (one.line.month or one.line.due_on)
    )
