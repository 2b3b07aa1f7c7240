"""Which textbooks a class needs: the set of its grade and language, and that of its profile."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.prepared import Prepared, RowMaker
from plugins.catalogue.models import Record
from plugins.readers.models import SchoolClass
from plugins.textbooks.models import SetEdition, SetItem, TextbookSet

#: A set: grade, language, profile.
Key = tuple[int, str, str]


@dataclass
class Item:
    """A textbook that each pupil of a class gets: any edition of ``records`` will do.

    ``records`` stand in the order in which they are given; ``share`` is how many of a hundred
    pupils use it.
    """

    id: int
    subject: str
    share: int
    teacher_copies: int
    records: list[Record] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Return the full title of the first edition."""
        return self.records[0].full_title

    @property
    def short_title(self) -> str:
        """Return title and part without the grade, which the class knows."""
        first = self.records[0]
        return ", ".join(str(one) for one in (first.title, first.part) if one)


def items_for(school_class: SchoolClass, year: int) -> list[Item]:
    """Return what each pupil of the class gets in the school year, in the order of the set.

    One query, made once: the class issue asks it with every scan. The records have what their
    titles are made of, and nothing else.
    """
    grade, language = int(school_class.grade), str(school_class.language)
    profile = str(school_class.profile)
    found: dict[int, Item] = {}
    by_set: defaultdict[Key, list[Item]] = defaultdict(list)
    rows = _OF_CLASS.raw(year=year, grade=grade, language=language, profile=profile)
    for number, subject, share, teachers, whose, *edition in rows:
        item = found.get(number)
        if item is None:
            item = found[number] = Item(number, subject, share, teachers)
            by_set[(grade, language, whose)].append(item)
        item.records.append(_edition(edition))
    return _merged(school_class, by_set)


#: What the title of an edition is made of.
_EDITION = ("id", "kind", "title", "part", "language", "grade", "authors", "subject")

_edition = RowMaker(Record, _EDITION)

_OF_CLASS = Prepared(
    lambda year, grade, language, profile: (
        SetEdition.select(
            SetItem.id,
            SetItem.subject,
            SetItem.share,
            SetItem.teacher_copies,
            TextbookSet.profile,
            *(getattr(Record, name) for name in _EDITION),
        )
        .join(SetItem)
        .join(TextbookSet)
        .switch(SetEdition)
        .join(Record)
        .where(
            TextbookSet.school_year == year,
            TextbookSet.grade == grade,
            TextbookSet.language == language,
            (TextbookSet.profile == "") | (TextbookSet.profile == profile),
        )
        .order_by(SetItem.position, SetItem.id, SetEdition.position, SetEdition.id)
        .tuples()
    ),
    "year",
    "grade",
    "language",
    "profile",
)


def items_of_classes(classes: Iterable[SchoolClass], year: int) -> dict[int, list[Item]]:
    """Return the items by class id, in two queries; a class without a set has none."""
    by_set = _items_by_set(year)
    return {int(one.id): _merged(one, by_set) for one in classes}


def _items_by_set(year: int) -> dict[Key, list[Item]]:
    rows = (
        SetEdition.select(SetEdition, SetItem, TextbookSet, Record)
        .join(SetItem)
        .join(TextbookSet)
        .switch(SetEdition)
        .join(Record)
        .where(TextbookSet.school_year == year)
        .order_by(SetItem.position, SetItem.id, SetEdition.position, SetEdition.id)
    )
    found: dict[int, Item] = {}
    by_set: defaultdict[Key, list[Item]] = defaultdict(list)
    for row in rows:
        its = row.item
        item = found.get(int(its.id))
        if item is None:
            item = found[int(its.id)] = Item(
                int(its.id), str(its.subject), int(its.share), int(its.teacher_copies)
            )
            whose = its.textbook_set
            by_set[(int(whose.grade), str(whose.language), str(whose.profile))].append(item)
        item.records.append(row.record)
    return by_set


def _merged(one: SchoolClass, by_set: dict[Key, list[Item]]) -> list[Item]:
    """Return the general items of the class, with those of its profile in their subjects' place."""
    grade, language = int(one.grade), str(one.language)
    general = by_set.get((grade, language, ""), [])
    if not one.profile:
        return list(general)
    special = by_set.get((grade, language, str(one.profile)), [])
    replaced = {item.subject for item in special if item.subject}
    return [item for item in general if item.subject not in replaced] + special
