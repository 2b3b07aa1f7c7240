"""A class and its textbooks: who has which, who still lacks which, and what is free to give."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from peewee import JOIN, fn

from core import clock
from core.prepared import Prepared
from plugins.circulation import queries
from plugins.circulation.models import ClassMark, Loan, Replacement
from plugins.circulation.services import rules
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass
from plugins.textbooks import services as textbooks
from plugins.textbooks.services import Item


class Held(NamedTuple):
    """A copy that a pupil has of an item of his set."""

    loan_id: int
    copy_id: int
    inventory_no: str
    record_id: int


@dataclass
class Board:
    """A class on ``on``: its pupils in the order of the roster, the items of its set, who has what.

    ``held`` is by (pupil's id, item's id); ``own`` holds such pairs that need no copy of the
    library's; ``absent`` the ids of pupils absent today.
    """

    school_class: SchoolClass
    year: int
    on: date
    pupils: list[Reader]
    items: list[Item]
    held: dict[tuple[int, int], Held] = field(default_factory=dict)
    own: set[tuple[int, int]] = field(default_factory=set)
    absent: set[int] = field(default_factory=set)

    @cached_property
    def item_of_record(self) -> dict[int, Item]:
        """Return which item an edition serves for, by record id."""
        return {int(record.id): item for item in self.items for record in item.records}

    @cached_property
    def places(self) -> dict[int, int]:
        """Return the place of each pupil in the roster, from 1, by reader id."""
        return {number: place for place, (number, _one) in enumerate(self._numbered, 1)}

    def lacks(self, reader_id: int, item_id: int) -> bool:
        """Return whether the pupil should have a copy of the item and has none.

        Of a subject's textbooks for a part of the class each (handicraft) one is enough; one
        that has no fellow is lacking until the part has it.
        """
        pair = (reader_id, item_id)
        if pair in self.held or pair in self.own:
            return False
        part = self._parts.get(item_id)
        if part is None:
            return True
        share, fellows = part
        if fellows:
            return not any((reader_id, one) in self.held for one in fellows)
        return sum(one == item_id for _pupil, one in self.held) < self.quota(share)

    def quota(self, share: int) -> int:
        """Return how many pupils are ``share`` of a hundred of the class, rounded up."""
        return -(-len(self.pupils) * share // 100)

    @cached_property
    def _parts(self) -> dict[int, tuple[int, tuple[int, ...]]]:
        """Return share and fellows (others of the subject for a part) of items for a part."""
        parts = [one for one in self.items if one.share < 100]
        return {
            one.id: (
                one.share,
                tuple(
                    its.id
                    for its in parts
                    if its.id != one.id and its.subject and its.subject == one.subject
                ),
            )
            for one in parts
        }

    def lacking(self, item_id: int) -> list[Reader]:
        """Return the pupils here today who lack the item, in the order of the roster."""
        absent, held, own = self.absent, self.held, self.own
        if item_id in self._parts:
            return [
                one
                for number, one in self._numbered
                if number not in absent and self.lacks(number, item_id)
            ]
        # Most are for the whole class; asked for each title with every scan of the pile.
        return [
            one
            for number, one in self._numbered
            if (number, item_id) not in held
            and number not in absent
            and (number, item_id) not in own
        ]

    @cached_property
    def _numbered(self) -> list[tuple[int, Reader]]:
        """Return the pupils with their ids: asking a model for its id is dear a thousand times."""
        return [(int(one.id), one) for one in self.pupils]

    def counts(self, item_id: int) -> tuple[int, int]:
        """Return how many of those here today have the item, and how many of them lack it."""
        absent = self.absent
        given = sum(
            number not in absent and (number, item_id) in self.held
            for number, _one in self._numbered
        )
        return given, len(self.lacking(item_id))

    def missing_of(self, reader_id: int) -> list[Item]:
        """Return the items that the pupil lacks, in the order of the set."""
        return [one for one in self.items if self.lacks(reader_id, one.id)]


def read_board(school_class: SchoolClass, *, on: date | None = None) -> Board:
    """Return the class with its pupils, set and loans as they are now, in five queries."""
    on = on or clock.today()
    year = rules.issue_year(on)
    board = Board(
        school_class, year, on, roster(school_class), textbooks.items_for(school_class, year)
    )
    item_of = {record: item.id for record, item in board.item_of_record.items()}
    class_id = int(school_class.id)
    for loan, reader, copy, number, record in _HELD.raw(class_id=class_id):
        item = item_of.get(record)
        if item is not None:
            board.held[(reader, item)] = Held(loan, copy, number, record)
    for reader, kind, item, day in _MARKS.all(class_id=class_id):
        if kind == "own":
            board.own.add((reader, item))
        elif day == on:
            board.absent.add(reader)
    return board


def roster(school_class: SchoolClass) -> list[Reader]:
    """Return the pupils of the class who are at school, in the order of the Kazakh alphabet.

    They have what an issue asks of them: names, card, class, and whether they may borrow.
    """
    pupils: list[Reader] = _ROSTER.all(class_id=int(school_class.id))
    for one in pupils:
        one.__rel__["school_class"] = school_class
    return pupils


_ROSTER = Prepared(
    lambda class_id: (
        Reader.select(
            Reader.id,
            Reader.card_no,
            Reader.kind,
            Reader.last_name,
            Reader.first_name,
            Reader.patronymic,
            Reader.school_class,
            Reader.language,
            Reader.left_on,
            Reader.is_blocked,
            Reader.has_priority,
        )
        .where(Reader.school_class == class_id, Reader.kind == "pupil", Reader.left_on.is_null())
        .order_by(Reader.sort_key, Reader.id)
    ),
    "class_id",
)

# Nobody has the same textbook twice by the class issue, but the desk may lend him a second.
_HELD = Prepared(
    lambda class_id: (
        Loan.select(Loan.id, Loan.reader, Loan.copy, Copy.inventory_no, Copy.record)
        .join(Copy)
        .switch(Loan)
        .join(Reader)
        .where(Reader.school_class == class_id, Reader.kind == "pupil", queries.is_open())
        .order_by(Loan.id.desc())
        .tuples()
    ),
    "class_id",
)

_MARKS = Prepared(
    lambda class_id: (
        ClassMark.select(ClassMark.reader, ClassMark.kind, ClassMark.item, ClassMark.marked_on)
        .join(Reader)
        .where(Reader.school_class == class_id)
        .tuples()
    ),
    "class_id",
)


def free_counts(record_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """Return how many copies of each record can be given out now, by condition key."""
    is_lost = (Replacement.copy == Copy.id) & Replacement.found_on.is_null()
    rows = (
        Copy.select(Copy.record, Copy.condition, fn.COUNT(Copy.id))
        .join(Loan, JOIN.LEFT_OUTER, on=((Loan.copy == Copy.id) & queries.is_open()))
        .switch(Copy)
        .join(Replacement, JOIN.LEFT_OUTER, on=is_lost)
        .where(
            Copy.record.in_(list(record_ids)),
            Copy.withdrawn_on.is_null(),
            Loan.id.is_null(),
            Replacement.id.is_null(),
        )
        .group_by(Copy.record, Copy.condition)
        .tuples()
    )
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for record, condition, count in rows:
        found[int(record)][str(condition)] = int(count)
    return dict(found)


def free_by_item(board: Board, items: Iterable[int] | None = None) -> dict[int, int]:
    """Return how many copies of any edition of each item (or of ``items``) are free, by its id."""
    asked = [one for one in board.items if items is None or one.id in set(items)]
    counts = free_counts(int(record.id) for item in asked for record in item.records)
    return {
        item.id: sum(sum(counts.get(int(one.id), {}).values()) for one in item.records)
        for item in asked
    }
