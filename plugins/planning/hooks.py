"""What planning answers when the panel or another section asks."""

from typing import Any

from flask_babel import lazy_gettext as _

from core import clock
from core.access import Permission
from core.answers import PlanProgress, WorkUnit
from core.hookspecs import hookimpl
from core.i18n import language
from plugins.planning import models, services
from plugins.planning.permissions import PERMISSIONS
from plugins.planning.queries import plans_made


@hookimpl
def register_models() -> list[Any]:
    return list(models.ALL)


@hookimpl
def register_permissions() -> list[Permission]:
    return list(PERMISSIONS)


@hookimpl
def plan_progress(year: int) -> list[PlanProgress]:
    plan = models.Plan.get_or_none(models.Plan.school_year == year)
    if plan is None:
        return []
    return services.told(services.progress(plan, clock.today()), language())


@hookimpl
def register_work_units() -> list[WorkUnit]:
    title = _("Annual plans drawn up for a coming year")
    return [WorkUnit("planning.plans", title, plans_made, lambda _first, _last: "/planning/")]
