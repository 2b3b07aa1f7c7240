"""What is asked of the plans."""

from datetime import date

from plugins.planning.models import Plan


def plans_made(first: date, last: date) -> int:
    """Return how many plans were drawn up in those days before their own year began."""
    rows = Plan.select(Plan.school_year, Plan.made_on).where(Plan.made_on.between(first, last))
    return sum(1 for year, on in rows.tuples() if on < date(int(year), 9, 1))
