"""Next year's plan out of this one's, seen before it is made."""

from typing import Any

from flask import flash, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.errors import LibraryError
from core.i18n import language
from core.views import PageView
from plugins.planning import services
from plugins.planning.views.typed import month_words, plan_asked, plan_numbered, seen, whole


class CopyView(PageView):
    """What would become of each jubilee; the rest comes along with its days moved."""

    permission = "planning.edit"

    def __init__(self) -> None:
        super().__init__(name=_("Next year's plan"), endpoint="planning_copy", url="/planning/copy")

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show what copying would do."""
        plan = plan_asked(request.args.get("year"))
        if plan is None:
            return seen(url_for("planning_plan.index"))
        year = whole(request.args.get("to")) or int(plan.school_year) + 1
        draft, proposals = services.look(plan, year)
        events = sum(1 for one in draft.lines if one["place"] == "VIII")
        return self.render(
            "planning/copy.html",
            plan=plan,
            year=year,
            lines=len(draft.lines),
            events=events,
            proposals=proposals,
            month_words=month_words,
            spoken=language(),
        )

    @expose("/<int:number>", methods=("POST",))
    def make(self, number: int) -> Any:
        """Make the plan."""
        plan, form = plan_numbered(number), request.form
        chosen: dict[int, int | None] = {}
        for name, value in form.items():
            place = whole(name.removeprefix("line-"))
            if name.startswith("line-") and place is not None:
                chosen[place] = whole(value)
        try:
            made = services.copy_plan(plan, whole(form.get("to")) or 0, chosen, by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return seen(url_for(".index", year=plan.school_year))
        flash(gettext("The plan is made: %(years)s.", years=made.years))
        return seen(url_for("planning_plan.index", year=made.school_year))
