"""Next year's plan out of this one's: days moved, jubilees moved on."""

from collections.abc import Mapping
from datetime import date

from core.database import transaction
from core.models import Staff
from plugins.planning.models import Plan
from plugins.planning.services import drafts, jubilees
from plugins.planning.services.calendar import send_events
from plugins.planning.services.jubilees import Proposal
from plugins.planning.services.progress import in_order


def look(plan: Plan, year: int) -> tuple[drafts.Draft, list[Proposal]]:
    """Return what the plan would be in another year, and what is proposed for its jubilees."""
    draft = drafts.of_plan(plan, in_order(plan))
    drafts.shift(draft, year - int(plan.school_year))
    return draft, jubilees.proposals(draft.lines, year)


def copy_plan(
    plan: Plan,
    year: int,
    chosen: Mapping[int, int | None] | None = None,
    *,
    by: Staff | None,
    on: date | None = None,
) -> Plan:
    """Make the plan of another year out of this one and return it.

    ``chosen`` says by the place of a line whose jubilee it is there (the id of a memorable date),
    or None to leave it out; what it does not name stays as proposed.
    """
    with transaction():
        drafts.check_year(year)
        draft, some = look(plan, year)
        for one in some:
            if chosen is not None and one.place in chosen:
                wanted = chosen[one.place]
                one.chosen = next((each for each in one.offers if each.date.id == wanted), None)
        draft.lines = jubilees.by_months(jubilees.apply(draft.lines, some))
        for line in draft.lines:
            line["written_number"] = ""
        made = drafts.write(draft, year, "copy", by=by, on=on)
        send_events(made, by=by)
    return made
