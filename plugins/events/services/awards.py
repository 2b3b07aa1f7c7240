"""Who read most in a period: readers and classes, as circulation counts their loans."""

from dataclasses import dataclass
from datetime import date

from core.sections import hook
from plugins.events.errors import WrongPeriod
from plugins.readers.models import Reader, SchoolClass
from plugins.readers.services import sizes

#: Lines of each list.
MOST = 20


@dataclass(frozen=True)
class TopReader:
    """A pupil with the number of books borrowed in the period, textbooks apart."""

    place: int
    reader: Reader
    books: int


@dataclass(frozen=True)
class TopClass:
    """A class with its books, its pupils now, and books a pupil."""

    place: int
    school_class: SchoolClass
    books: int
    pupils: int

    @property
    def each(self) -> float:
        """Return the books a pupil."""
        return self.books / self.pupils if self.pupils else 0.0


def top_readers(first: date, last: date, most: int = MOST) -> list[TopReader]:
    """Return the pupils who borrowed most in those days; equal numbers share a place."""
    _judge(first, last)
    counts: list[tuple[int, int]] = list(
        hook.readers_by_loans(first=first, last=last, most=most) or []
    )
    found = {
        int(one.id): one
        for one in Reader.select(Reader, SchoolClass)
        .join(SchoolClass, on=Reader.school_class)
        .where(Reader.id.in_([number for number, _count in counts]))
    }
    rows = [(found[number], count) for number, count in counts if number in found]
    better = [count for _reader, count in rows]
    return [
        TopReader(1 + sum(one > count for one in better), reader, count) for reader, count in rows
    ]


def top_classes(first: date, last: date, most: int = MOST) -> list[TopClass]:
    """Return the classes with most books a pupil in those days."""
    _judge(first, last)
    counts: dict[int, int] = dict(hook.classes_by_loans(first=first, last=last) or {})
    pupils = sizes()
    rows = [
        (one, counts[int(one.id)], pupils.get(int(one.id), 0))
        for one in SchoolClass.select().where(SchoolClass.id.in_(list(counts)))
    ]
    rows = [one for one in rows if one[2]]
    rows.sort(key=lambda one: (-one[1] / one[2], str(one[0].sort_key)))
    return [
        TopClass(place, its, books, size)
        for place, (its, books, size) in enumerate(rows[:most], start=1)
    ]


def _judge(first: date, last: date) -> None:
    if last < first:
        raise WrongPeriod()
