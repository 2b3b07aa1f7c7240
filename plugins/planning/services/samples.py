"""Rows of which a specimen of the plan is made; the panel rolls them back at once."""

from datetime import date
from typing import Any

from plugins.planning.models import Plan, PlanPart
from plugins.planning.services import drafts

#: A year that nobody plans yet.
_YEAR = 2099


def plan() -> dict[str, Any]:
    """Return a plan with a part of text, a line of work and an event."""
    made = Plan.create(
        school_year=_YEAR,
        approved_on=date(_YEAR, 8, 28),
        approver_post="Мектеп директоры",
        approver_name="Ахметова С.",
        librarian="Серікова А.",
    )
    PlanPart.create(plan=made, title_kk="Міндеттер", body_kk="1. Оқырмандарға қызмет көрсету.")
    line = {"text_kk": "Кітапхана әлеміне саяхат", "measure_kk": "экскурсия", "quantity": 1}
    drafts.add_lines(
        made,
        [
            {**line, "place": "VI", "measure_kk": "1 оқырман"},
            {**line, "place": "VIII", "month": 9, "responsible_kk": "Кітапханашы"},
        ],
    )
    return {"year": str(_YEAR)}
