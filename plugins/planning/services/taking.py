"""A school's own table taken into its plan: all of its lines, or none."""

from core import journal
from core.database import transaction
from core.intake import uploads
from core.models import Staff, Upload
from plugins.planning.errors import WrongYear
from plugins.planning.models import SECTIONS, Plan
from plugins.planning.services import drafts, tables
from plugins.planning.services.calendar import send_events
from plugins.planning.services.ready import load_dates

#: The name of these lists among those that wait to be taken.
PURPOSE = "planning.table"


def read_table(upload: Upload) -> tables.TablePlan:
    """Return the lines of a table that was sent; a refusal if there are none."""
    return tables.read(bytes(upload.data), str(upload.name), int(str(upload.about)))


def take_table(upload: Upload, otherwise: str, *, by: Staff) -> tuple[Plan, int]:
    """Take the table into the plan of its year, made now if there is none; return it and how many.

    Lines of which nothing says the section go into ``otherwise``.
    """
    year = int(str(upload.about))
    with transaction():
        uploads.take(upload)
        found = tables.read(bytes(upload.data), str(upload.name), year)
        lines = tables.as_lines(found, otherwise if otherwise in SECTIONS else "VIII")
        plan: Plan | None = Plan.get_or_none(Plan.school_year == year)
        if plan is None:
            if not drafts.FIRST_YEAR <= year <= drafts.LAST_YEAR:
                raise WrongYear(year=year)
            plan = drafts.write(drafts.Draft(lines=lines), year, "table", by=by)
            load_dates(by=by)
        else:
            drafts.add_lines(plan, lines)
        journal.record("planning.table", by=by, about=plan.years, lines=len(lines))
        send_events(plan, by=by)
    return plan, len(lines)
