"""Who comes on which day and for how many books; not yet which."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import accumulate, pairwise
from random import Random

from core.clock import ALMATY
from plugins.catalogue.models import Record
from plugins.circulation.services import rules
from plugins.readers.models import KINDS, Reader, SchoolClass

#: The library's hours, in minutes of the day.
OPENS, CLOSES = 8 * 60 + 30, 17 * 60

#: How much is read in the months of the year, January first.
SEASONS = (8, 12, 11, 12, 7, 2, 1, 1, 10, 13, 13, 10)

#: How eagerly one reads, by kind of reader and by grade.
EAGERNESS = {"teacher": 1.0, "staff": 0.4, "parent": 0.3, "other": 0.3}
BY_GRADE = (0.5, 0.9, 1.2, 1.3, 1.3, 1.4, 1.4, 1.2, 1.0, 0.8, 0.8, 0.6)

#: Of how many copies the open loans of a pupil are: most have one or two, some four.
IN_HAND = (0, 0, 0, 1, 1, 1, 2, 2, 3, 4)

#: One visit of how many is to the reading room, and which share of what is in hand is overdue.
ROOM_SHARE = 0.04
OVERDUE_SHARE = 0.14


@dataclass(slots=True)
class Plan:
    """One visit: on which day (by place in the calendar), for what, and back when, if it is.

    ``copies`` are given for textbooks; otherwise ``size`` copies are chosen to the ``taste``
    (band of grades and language).
    """

    day: int
    minute: int
    reader: int
    kind: str
    taste: tuple[str, str]
    size: int
    returned: int | None
    in_room: bool = False
    is_lost: bool = False
    copies: tuple[int, ...] = ()


class Calendar:
    """The open days before today, in order; days are called by their place in it."""

    def __init__(self, first: date, today: date) -> None:
        whole = (today - first).days
        self.days = [
            day for day in (first + timedelta(days=n) for n in range(whole)) if rules.is_open(day)
        ]
        self.weights = list(accumulate(SEASONS[day.month - 1] for day in self.days))
        self._starts = [datetime.combine(day, time(), ALMATY) for day in self.days]

    @property
    def last(self) -> int:
        """Return the place of the last open day before today."""
        return len(self.days) - 1

    def place(self, day: date) -> int:
        """Return the place of the first open day from ``day`` on, the last one at most."""
        return min(bisect_left(self.days, day), self.last)

    def at(self, place: int, minute: int) -> datetime:
        """Return a moment of that day."""
        return self._starts[place] + timedelta(minutes=minute)

    def draw(self, dice: Random, first: int) -> int:
        """Return a day from ``first`` on; in a busy month more often."""
        below = self.weights[first - 1] if first else 0
        return bisect_right(self.weights, below + dice.random() * (self.weights[-1] - below))


def due_days() -> dict[str, Callable[[date], date]]:
    """Return by kind of reader until when a book lent on some day may be kept.

    Under ``textbook`` stands the same for textbooks.
    """

    def rule(record: Record, reader: Reader) -> Callable[[date], date]:
        return cache(lambda day: rules.due_on(record, reader, on=day))

    days = {kind: rule(Record(kind="book"), Reader(kind=kind)) for kind in KINDS}
    days["textbook"] = rule(Record(kind="textbook"), Reader(kind="pupil"))
    return days


def plan_reading(
    dice: Random, calendar: Calendar, readers: list[Reader], loans: int
) -> Iterator[Plan]:
    """Yield the visits of everybody: past ones for ``loans`` copies in all, and what is out."""
    grades = _grades()
    here = [one for one in readers if one.left_on is None]
    tastes = [_taste(one, grades) for one in here]
    weights = [
        dice.gammavariate(1.6, 1)
        * (EAGERNESS[one.kind] if one.kind in EAGERNESS else BY_GRADE[_grade(one, grades)])
        for one in here
    ]
    whole = sum(weights)
    reckoned = given = 0.0
    for one, taste, weight in zip(here, tastes, weights, strict=True):
        reckoned += loans * weight / whole
        quota = round(reckoned - given)
        given += quota
        first = calendar.place(one.registered_on)
        yield from _past(dice, calendar, one, taste, quota, first)
        yield from _in_hand(dice, calendar, one, taste, first)


def _grades() -> dict[int, int]:
    return {int(one.id): int(one.grade) for one in SchoolClass.select()}


def _grade(reader: Reader, grades: dict[int, int]) -> int:
    return min(grades.get(reader.school_class_id, 5), len(BY_GRADE) - 1)


def _taste(reader: Reader, grades: dict[int, int]) -> tuple[str, str]:
    """Return the band of grades and the language by which a book is chosen."""
    if reader.kind != "pupil":
        return "adult", str(reader.language)
    grade = _grade(reader, grades)
    return ("little" if grade < 5 else "middle" if grade < 9 else "senior"), str(reader.language)


def _past(
    dice: Random,
    calendar: Calendar,
    reader: Reader,
    taste: tuple[str, str],
    quota: int,
    first: int,
) -> Iterator[Plan]:
    sizes: list[int] = []
    while (left := quota - sum(sizes)) > 0:
        sizes.append(min(left, dice.choice((1, 1, 2, 2, 3))))
    days = sorted(calendar.draw(dice, first) for _size in sizes)
    patience = 2 if reader.kind == "teacher" else 1
    for size, (day, following) in zip(sizes, pairwise([*days, calendar.last + 1]), strict=True):
        in_room = dice.random() < ROOM_SHARE
        back = day
        if not in_room:
            back = calendar.place(calendar.days[day] + timedelta(days=_kept(dice) * patience))
            # Whoever comes for another book brings the last one.
            back = min(back, following, calendar.last) if following > day else back
        minute = dice.randint(OPENS, CLOSES - 60)
        yield Plan(day, minute, reader.id, reader.kind, taste, size, back, in_room)


def _kept(dice: Random) -> int:
    """Return for how many days a book is kept: mostly within the fortnight."""
    throw = dice.random()
    if throw < 0.7:
        return dice.randint(3, 13)
    if throw < 0.92:
        return 14
    return dice.randint(15, 30) if throw < 0.985 else dice.randint(31, 75)


def _in_hand(
    dice: Random, calendar: Calendar, reader: Reader, taste: tuple[str, str], first: int
) -> Iterator[Plan]:
    size = dice.choice(IN_HAND) if reader.kind in ("pupil", "teacher") else 0
    if not size:
        return
    is_late = dice.random() < OVERDUE_SHARE
    patience = 2 if reader.kind == "teacher" else 1
    days = (dice.randint(16, 70) if is_late else dice.randint(1, 13)) * patience
    day = max(calendar.place(calendar.days[-1] - timedelta(days=days)), first)
    is_lost = is_late and days > 45 and dice.random() < 0.15
    minute = dice.randint(OPENS, CLOSES)
    yield Plan(day, minute, reader.id, reader.kind, taste, size, None, is_lost=is_lost)
