"""Circulation of the demo school: years of loans on open days, and what is in hand now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count
from operator import attrgetter
from random import Random
from typing import Any

from flask_babel import lazy_gettext as _

from core import bulk
from core.demo import School
from plugins.circulation.demo.planning import CLOSES, OPENS, Calendar, Plan, due_days, plan_reading
from plugins.circulation.demo.shelves import Shelves
from plugins.circulation.demo.textbooks import ISSUE_BEGINS, lend_textbooks
from plugins.circulation.models import Loan, Visit
from plugins.circulation.services import rules
from plugins.readers.models import Reader

COLUMNS = (
    "id",
    "copy",
    "reader",
    "lent_at",
    "lent_by",
    "due_on",
    "returned_at",
    "returned_by",
    "renewals",
    "lost_on",
    "is_undone",
    "is_in_reading_room",
    "note",
    "condition_out",
    "condition_in",
)

#: Past loans a pupil makes in a year; when there are more, the history is longer.
LOANS_A_YEAR = 45


def fill(school: School) -> None:
    """Add loans in the order they were made, and the visits they make up."""
    dice = school.rng("circulation")
    years = max(1, int(school.loans / school.pupils / LOANS_A_YEAR))
    calendar = Calendar(date(school.year - years, *ISSUE_BEGINS), school.today)
    shelves = Shelves(school, dice, calendar)
    textbooks = lend_textbooks(school, dice, calendar, shelves)
    past = sum(one.size for one in textbooks if one.returned is not None)
    readers = list(Reader.select().order_by(Reader.id))
    sessions = plan_reading(dice, calendar, readers, max(0, school.loans - past))

    by_day: defaultdict[int, list[Plan]] = defaultdict(list)
    for plan in (*textbooks, *sessions):
        by_day[plan.day].append(plan)
    visits: defaultdict[int, set[int]] = defaultdict(set)
    desk = Desk(school, dice, calendar, shelves, visits)
    school.insert(_("Loans"), Loan, COLUMNS, desk.rows(by_day))
    school.insert(_("Visits"), Visit, ("id", "reader", "visited_on"), _visits(calendar, visits))


class Desk:
    """Turns plans into rows, day by day: which copy, due when, back when."""

    def __init__(
        self,
        school: School,
        dice: Random,
        calendar: Calendar,
        shelves: Shelves,
        visits: defaultdict[int, set[int]],
    ) -> None:
        self.dice = dice
        self.calendar = calendar
        self.shelves = shelves
        self.visits = visits
        self.numbers = count(bulk.next_id(Loan))
        roles = ("librarian",) * 6 + ("assistant",) * 3 + ("head",)
        self.people = [int(school.staff[role].id) for role in roles]
        self.due = due_days()

    def rows(self, by_day: dict[int, list[Plan]]) -> Iterator[tuple[Any, ...]]:
        """Yield the loans of all days in the order they were made."""
        for day in range(len(self.calendar.days)):
            self.shelves.begin(day)
            for plan in sorted(by_day.get(day, ()), key=attrgetter("minute")):
                self.visits[day].add(plan.reader)
                if plan.returned is not None:
                    self.visits[plan.returned].add(plan.reader)
                yield from self._loans(plan)

    def _loans(self, plan: Plan) -> Iterator[tuple[Any, ...]]:
        lent_at = self.calendar.at(plan.day, plan.minute)
        lent_by = self.dice.choice(self.people)
        returned_at = returned_by = None
        if plan.returned is not None:
            late = plan.minute + 5 if plan.returned == plan.day else OPENS
            minute = self.dice.randint(late, CLOSES)
            returned_at = self.calendar.at(plan.returned, minute)
            returned_by = self.dice.choice(self.people)
        due, renewals = self._due(plan)
        lost_on = None
        if plan.is_lost:
            lost_on = self.calendar.days[-1]
        for copy in plan.copies or self._taken(plan):
            yield (
                next(self.numbers),
                copy,
                plan.reader,
                lent_at,
                lent_by,
                due,
                returned_at,
                returned_by,
                renewals,
                lost_on,
                False,
                plan.in_room,
                "",
                "",
                "",
            )

    def _taken(self, plan: Plan) -> Iterable[int]:
        for _number in range(plan.size):
            copy = self.shelves.take(plan.taste, plan.in_room)
            if copy is not None:
                if plan.returned is not None:
                    self.shelves.give_back(copy, plan.returned)
                yield copy

    def _due(self, plan: Plan) -> tuple[date, int]:
        """Return until when, and how often the loan was renewed: half of those late were."""
        day = self.calendar.days[plan.day]
        if plan.in_room:
            return day, 0
        if plan.copies:
            return self.due["textbook"](day), 0
        due: date = self.due[plan.kind](day)
        back = self.calendar.days[plan.returned] if plan.returned is not None else day
        renewals = 0
        while due < back and renewals < rules.renewals_allowed() and self.dice.random() < 0.5:
            due = self.due[plan.kind](due)
            renewals += 1
        return due, renewals


def _visits(calendar: Calendar, visits: dict[int, set[int]]) -> Iterator[tuple[int, int, date]]:
    numbers = count(bulk.next_id(Visit))
    for day in sorted(visits):
        on = calendar.days[day]
        for reader in sorted(visits[day]):
            yield next(numbers), reader, on
