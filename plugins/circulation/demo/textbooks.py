"""Textbooks of the demo school: this year's are with the pupils, last year's came back in May."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from core.demo import DemoClass, School
from plugins.circulation.demo.planning import OPENS, Calendar, Plan
from plugins.circulation.demo.shelves import Shelves
from plugins.readers.models import Reader, SchoolClass

#: Textbooks are given out from this day on, and collected until that (domain.md 5).
ISSUE_BEGINS = (8, 20)
COLLECTED = (5, 25)


def lend_textbooks(
    school: School, dice: Random, calendar: Calendar, shelves: Shelves
) -> list[Plan]:
    """Return a plan for every pupil's set of this school year and of the last."""
    plans: list[Plan] = []
    classes = _pupils(school)
    is_summer = school.today > date(school.year + 1, *COLLECTED)
    for back in (1, 0):
        begins = date(school.year - back, *ISSUE_BEGINS)
        taken: defaultdict[int, int] = defaultdict(int)
        for place, (one, pupils) in enumerate(classes):
            books = school.notes["textbook_sets"].get(_set_of(one, back), [])
            day = calendar.place(begins + timedelta(days=place * 12 // len(classes)))
            returned = _collected(dice, calendar, begins.year + 1) if back or is_summer else None
            minute = dice.randint(OPENS, OPENS + 240)
            for number, (reader, is_girl) in enumerate(pupils):
                copies = _set_for(books, is_girl, day, shelves, taken)
                if copies:
                    when = minute + 4 * number
                    plan = Plan(day, when, reader, "pupil", ("", ""), len(copies), returned)
                    plan.copies = copies
                    plans.append(plan)
    return _trimmed(plans, school.loans)


def _trimmed(plans: list[Plan], loans: int) -> list[Plan]:
    """Leave out past sets beyond the number of past loans asked for."""
    kept: list[Plan] = []
    past = 0
    for plan in plans:
        if plan.returned is not None:
            past += plan.size
            if past > loans:
                continue
        kept.append(plan)
    return kept


def _pupils(school: School) -> list[tuple[DemoClass, list[tuple[int, bool]]]]:
    girls = school.notes["girls"]
    by_class: defaultdict[int, list[tuple[int, bool]]] = defaultdict(list)
    found = Reader.select(Reader.id, Reader.school_class).where(Reader.school_class.is_null(False))
    for reader, school_class in found.order_by(Reader.sort_key, Reader.id).tuples():
        by_class[school_class].append((reader, reader in girls))
    planned = {(one.grade, one.letter): one for one in school.classes}
    return [
        (planned[(one.grade, one.letter)], by_class[one.id])
        for one in SchoolClass.select().order_by(SchoolClass.sort_key, SchoolClass.id)
    ]


def _set_of(one: DemoClass, back: int) -> tuple[int, str, str]:
    if not back:
        return one.grade, one.language, one.profile
    # Last year the class was a grade below, and chose its profile in the tenth.
    return one.grade - 1, one.language, one.profile if one.grade > 10 else ""


def _collected(dice: Random, calendar: Calendar, year: int) -> int:
    return calendar.place(date(year, 5, dice.randint(18, 25)))


def _set_for(
    books: list[tuple[int, str]],
    is_girl: bool,
    day: int,
    shelves: Shelves,
    taken: defaultdict[int, int],
) -> tuple[int, ...]:
    """Return a copy of each textbook that is there on that day and not yet given out."""
    copies = []
    for record, whom in books:
        if whom == ("boys" if is_girl else "girls"):
            continue
        there = shelves.textbooks[record]
        while taken[record] < len(there):
            copy, since = there[taken[record]]
            taken[record] += 1
            if since <= day:
                copies.append(copy)
                break
    return tuple(copies)
