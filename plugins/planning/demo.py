"""The demo school's plan: the ready one, approved before the year, with some notes by hand."""

from datetime import date, datetime, time

from core import clock
from core.demo import School
from plugins.planning import services
from plugins.planning.models import Plan, PlanLine, Tally

#: Lines by which the demo shows what is noted by hand: section, number, how much, what is said.
NOTED = (
    ("VI", 6, 1, "5 «А», 5 «Ә»"),
    ("VII", 3, 2, "Педагогикалық кеңес"),
    ("VIII", 1, 1, "Барлық сыныпқа берілді"),
)


def fill(school: School) -> None:
    """Make the ready plan the plan of the school's year, its quantities as large as the school."""
    by = school.staff["head"]
    # At a moment of the school's own: the same seed makes the same school.
    on = date(school.year, 5, 25)
    at = datetime.combine(on, time(11), clock.ALMATY)
    plan = services.load(school.year, by=by, on=on, at=at)
    Plan.update(approved_on=date(school.year, 8, 28)).where(Plan.id == plan.id).execute()
    passed, whole = services.share_of_year(plan, school.today)
    dice = school.rng("planning")
    found = services.progress(plan, school.today)
    for one in found:
        if one.line.work_unit and one.counted and one.line.quantity > 1:
            reckoned = one.counted * whole / max(passed, whole // 9) * dice.uniform(0.7, 1.5)
            quantity = max(one.counted, round(reckoned))
            PlanLine.update(quantity=quantity).where(PlanLine.id == one.line.id).execute()
    lines = {(one.line.place, one.line.number): one.line for one in found}
    for place, number, count, words in NOTED:
        services.note(lines[place, number], count, on=school.today, words=words, by=by)
    noted = datetime.combine(school.today, time(9), clock.ALMATY)
    Tally.update(at=noted).execute()
