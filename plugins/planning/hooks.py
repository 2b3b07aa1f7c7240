"""What planning answers when the panel or another section asks."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from core import clock
from core.access import Permission, can
from core.answers import Block, Card, Demo, PlanProgress, WorkUnit
from core.hookspecs import hookimpl
from core.i18n import language
from plugins.planning import blocks, demo, models, services
from plugins.planning.commands import load_plan
from plugins.planning.documents import DOCUMENTS
from plugins.planning.permissions import PERMISSIONS
from plugins.planning.queries import plans_made
from plugins.planning.views import register


@hookimpl
def register_models() -> list[Any]:
    return list(models.ALL)


@hookimpl
def register_views() -> list[Any]:
    return register()


@hookimpl
def today_cards(on: date) -> list[Card]:
    return blocks.today_cards(on) if can("planning.view") else []


@hookimpl
def today_lists(on: date) -> list[Block]:
    return blocks.today_lists(on) if can("planning.view") else []


@hookimpl
def next_steps(on: date) -> list[Card]:
    return blocks.next_steps(on) if can("planning.edit") else []


@hookimpl
def register_documents() -> list[Any]:
    return list(DOCUMENTS)


@hookimpl
def register_permissions() -> list[Permission]:
    return list(PERMISSIONS)


@hookimpl
def plan_progress(year: int, first: date, last: date) -> list[PlanProgress]:
    plan = models.Plan.get_or_none(models.Plan.school_year == year)
    if plan is None:
        return []
    found = services.progress(plan, clock.today(), within=(first, last))
    return services.told(found, language())


@hookimpl
def register_work_units() -> list[WorkUnit]:
    title = _("Annual plans drawn up for a coming year")
    return [WorkUnit("planning.plans", title, plans_made, lambda _first, _last: "/planning/")]


@hookimpl
def register_commands() -> list[Any]:
    return [load_plan]


@hookimpl
def register_journal_words() -> list[tuple[str, Any]]:
    return [
        ("planning.made", _("Annual plan drawn up")),
        ("planning.table", _("Lines of a plan taken from a table")),
        ("planning.removed", _("Annual plan removed")),
        ("planning.approved", _("Annual plan approved")),
        ("planning.line_added", _("Line added to the plan")),
        ("planning.line_changed", _("Line of the plan changed")),
        ("planning.line_removed", _("Line of the plan removed")),
        ("planning.part_changed", _("Text of the plan changed")),
        ("planning.noted", _("Work noted on the plan by hand")),
        ("planning.undone", _("Note on the plan taken back")),
        ("planning.dates", _("Memorable dates brought")),
    ]


@hookimpl
def register_demo() -> list[Demo]:
    return [Demo("planning", demo.fill)]
