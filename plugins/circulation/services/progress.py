"""How far the issue of textbooks has come, class by class."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from peewee import fn

from core import clock
from plugins.circulation import queries
from plugins.circulation.models import ClassMark, Loan
from plugins.circulation.services import rules
from plugins.fund.models import Copy
from plugins.readers import services as readers
from plugins.readers.models import Reader, SchoolClass
from plugins.textbooks import services as textbooks
from plugins.textbooks.services import Item


@dataclass(frozen=True)
class Progress:
    """A class: how many pupils and titles, how many copies of the sets are in hand of how many."""

    school_class: SchoolClass
    pupils: int
    titles: int
    given: int
    needed: int


def all_classes(*, on: date | None = None) -> list[Progress]:
    """Return every class that has pupils, in the order of grades, in five queries."""
    year = rules.issue_year(on or clock.today())
    sizes = readers.sizes()
    classes = [
        one for one in SchoolClass.select().order_by(SchoolClass.sort_key) if sizes.get(int(one.id))
    ]
    items = textbooks.items_of_classes(classes, year)
    held = _held()
    own = _own()
    found = []
    for one in classes:
        number = int(one.id)
        pupils = sizes[number]
        groups = _groups(items[number])
        given = needed = 0
        for share, group in groups:
            wanted = -(-pupils * share // 100) - sum(own.get((number, its.id), 0) for its in group)
            records = {int(record.id) for its in group for record in its.records}
            needed += max(0, wanted)
            given += min(max(0, wanted), sum(held[number].get(one, 0) for one in records))
        found.append(Progress(one, pupils, len(items[number]), given, needed))
    return found


def _groups(items: list[Item]) -> list[tuple[int, list[Item]]]:
    """Return the items with their share; a subject's textbooks for a part each go together."""
    groups: list[tuple[int, list[Item]]] = []
    parts: dict[str, list[Item]] = {}
    for one in items:
        if one.share == 100 or not one.subject:
            groups.append((one.share, [one]))
        else:
            parts.setdefault(one.subject, []).append(one)
    return groups + [(min(100, sum(its.share for its in group)), group) for group in parts.values()]


def _held() -> defaultdict[int, dict[int, int]]:
    """Return by class and record how many pupils have a copy."""
    rows = (
        Loan.select(Reader.school_class, Copy.record, fn.COUNT(fn.DISTINCT(Loan.reader)))
        .join(Copy)
        .switch(Loan)
        .join(Reader)
        .where(
            queries.is_open(),
            Reader.school_class.is_null(False),
            Reader.kind == "pupil",
            Reader.left_on.is_null(),
        )
        .group_by(Reader.school_class, Copy.record)
        .tuples()
    )
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for class_id, record, count in rows:
        found[int(class_id)][int(record)] = int(count)
    return found


def _own() -> dict[tuple[int, int], int]:
    rows = (
        ClassMark.select(Reader.school_class, ClassMark.item, fn.COUNT(ClassMark.id))
        .join(Reader)
        .where(ClassMark.kind == "own", Reader.left_on.is_null())
        .group_by(Reader.school_class, ClassMark.item)
        .tuples()
    )
    return {(int(class_id or 0), int(item)): int(count) for class_id, item, count in rows}
