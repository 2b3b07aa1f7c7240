"""In which group a reader counts: by the grade he was in on that day, not by the one he is in now.

Classes are rows «of this school year» and go up a grade by a roll-over; whoever was in grade 4
last spring still counts there in last spring's diary.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from peewee import JOIN, fn

from plugins.readers.models import Graduate, Reader, RollOver, SchoolClass

#: The groups of the diary (domain.md 3.8), in its order.
GROUPS = {
    "junior": _("grades 1–4"),
    "middle": _("grades 5–9"),
    "senior": _("grades 10–11"),
    "teachers": _("teachers"),
    "others": _("others"),
}

#: The last grades of the first two groups.
_JUNIOR, _MIDDLE = 4, 9

#: What decides on a reader's group: put into a query's columns and its ``group_by``.
KEY = (Reader.kind, SchoolClass.grade, Graduate.roll_over)


@dataclass(frozen=True)
class Moved:
    """A roll-over that stands: its id, its day, and the grade of those who left by it."""

    id: int
    on: date
    last_grade: int


class Groups:
    """Knows the roll-overs, and by them the group of a reader on any day; one query, or two."""

    def __init__(self) -> None:
        rows = RollOver.select().where(RollOver.undone_at.is_null()).order_by(RollOver.done_at)
        moves = [(int(one.id), one.done_at.date()) for one in rows]
        grades = _last_grades() if moves else {}
        self.moves = [Moved(one, on, grades.get(one, 11)) for one, on in moves]

    def of(self, kind: str, grade: Any, left_by: Any, on: date) -> str:
        """Return the group on that day of a reader with these values of KEY."""
        if kind != "pupil":
            return "teachers" if kind == "teacher" else "others"
        later = [one for one in self.moves if one.on > on]
        if grade is None:
            own = next((one for one in self.moves if one.id == left_by), None)
            if own is None:
                return "others"
            grade, later = own.last_grade, [one for one in later if one.on < own.on]
        then = int(grade) - len(later)
        return "junior" if then <= _JUNIOR else "middle" if then <= _MIDDLE else "senior"

    def spans(self, first: date, last: date) -> list[tuple[date, date]]:
        """Return the days in stretches in which nobody's grade changes."""
        starts = [first, *(one.on for one in self.moves if first < one.on <= last)]
        ends = [*(one - timedelta(days=1) for one in starts[1:]), last]
        return [(start, end) for start, end in zip(starts, ends, strict=True) if start <= end]


def _last_grades() -> dict[int, int]:
    """Return the grade that left by each roll-over: it stands before the letter of the class."""
    rows = Graduate.select(Graduate.roll_over, fn.MIN(Graduate.class_words)).group_by(
        Graduate.roll_over
    )
    found = {}
    for number, words in rows.tuples():
        grade = str(words).split()[0] if words else ""
        if grade.isdecimal():
            found[int(number)] = int(grade)
    return found


def with_group(query: Any) -> Any:
    """Return a query that has joined Reader, with what KEY needs joined to it."""
    return (
        query.join_from(Reader, SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
        .join_from(Reader, Graduate, JOIN.LEFT_OUTER, on=(Graduate.reader == Reader.id))
    )  # fmt: skip


def count_by_group(rows: Iterable[Any], groups: Groups, on: date) -> dict[str, int]:
    """Return how many there are of each group, of (kind, grade, left by, how many)."""
    found = dict.fromkeys(GROUPS, 0)
    for kind, grade, left_by, count in rows:
        found[groups.of(kind, grade, left_by, on)] += int(count)
    return found
