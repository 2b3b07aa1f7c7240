"""The parts of the plan that are text: aims, tasks, directions."""

from typing import Any

from flask import abort, flash, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from core.i18n import language
from core.views import PageView
from plugins.planning import services
from plugins.planning.models import Plan, PlanPart
from plugins.planning.views.typed import plan_numbered, seen


class PartView(PageView):
    """The general part and section I, to be read and to be written."""

    permission = "planning.view"

    def __init__(self) -> None:
        super().__init__(name=_("Text of the plan"), endpoint="planning_part", url="/planning/text")

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission: changing needs more than looking."""
        if route == "page":
            return "planning.edit"
        return "planning.edit" if method == "POST" else super().permission_of(route, method)

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show all parts of a plan, one under another."""
        year = request.args.get("year", "")
        found = Plan.select().order_by(Plan.school_year.desc())
        if year.isdecimal() and len(year) == 4:
            found = found.where(Plan.school_year == int(year))
        plan = found.first() or abort(404)
        parts = PlanPart.select().where(PlanPart.plan == plan)
        return self.render(
            "planning/text.html",
            plan=plan,
            texts=list(parts.order_by(PlanPart.position, PlanPart.id)),
            spoken=language(),
            said=services.in_language,
            paragraphs=services.paragraphs,
        )

    @expose("/<int:number>/", methods=("GET",))
    def page(self, number: int) -> Any:
        """Show the form of one part."""
        part = _part(number)
        return self.render("planning/part.html", part=part, plan=part.plan)

    @expose("/<int:number>/", methods=("POST",))
    def change(self, number: int) -> Response:
        """Keep a part."""
        part = services.change_part(_part(number), dict(request.form.items()), by=self.person)
        flash(gettext("Saved."), "toast")
        return seen(url_for(".index", year=part.plan.school_year) + f"#p{part.id}")

    @expose("/add/<int:number>", methods=("POST",))
    def add(self, number: int) -> Response:
        """Add a part and open its form."""
        part = services.add_part(plan_numbered(number), "", by=self.person)
        return seen(url_for(".page", number=part.id))

    @expose("/<int:number>/remove", methods=("POST",))
    def remove(self, number: int) -> Response:
        """Take a part out of the plan."""
        part = _part(number)
        services.remove_part(part, by=self.person)
        return seen(url_for(".index", year=part.plan.school_year))


def _part(number: int) -> PlanPart:
    found: PlanPart | None = (
        PlanPart.select(PlanPart, Plan).join(Plan).where(PlanPart.id == number).first()
    )
    return found or abort(404)
