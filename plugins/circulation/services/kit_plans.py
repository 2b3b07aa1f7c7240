"""What a whole class would get: from typed ranges of numbers, or from whatever is free."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from flask_babel import gettext
from peewee import JOIN

from plugins.circulation import queries
from plugins.circulation.models import Loan, Replacement
from plugins.circulation.services import rules
from plugins.circulation.services.board import Board
from plugins.fund.models import CONDITIONS, Copy
from plugins.readers.models import Reader
from plugins.textbooks.services import Item

#: In this order copies of an edition are given out; a textbook in poor condition never is.
BY_CONDITION = {name: place for place, name in enumerate(CONDITIONS)}
UNUSABLE = ("poor",)

#: A range longer than that was mistyped.
LONGEST = 1000

_RANGE = re.compile(r"^(\D*)(\d+)\s*(?:[-–—]\s*(\D*)(\d+))?$")


class Free(NamedTuple):
    """A copy that can be given out."""

    copy_id: int
    record_id: int
    number: str
    condition: str
    sort_key: str


@dataclass(frozen=True)
class Gift:
    """A pupil gets a copy of an item."""

    pupil: Reader
    item: Item
    copy: Free


@dataclass
class KitPlan:
    """Who would get what. ``short`` names the pupils for whom a title has no copy.

    ``faults`` are sentences about the numbers typed; with any of them nothing is given.
    ``digest`` stands for the whole plan: what is given must be what was shown.
    """

    board: Board
    items: list[Item]
    gifts: list[Gift] = field(default_factory=list)
    short: dict[int, list[Reader]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """Return a text that is the same only if the same pupils get the same copies."""
        whole = ";".join(f"{one.pupil.id}:{one.item.id}:{one.copy.copy_id}" for one in self.gifts)
        return hashlib.sha256(whole.encode()).hexdigest()[:24]

    def number_of(self, pupil_id: int, item_id: int) -> str:
        """Return the inventory number that the pupil would get of the item, or nothing."""
        return self._numbers.get((pupil_id, item_id), "")

    @property
    def _numbers(self) -> dict[tuple[int, int], str]:
        kept = self.__dict__.get("_kept")
        if kept is None:
            kept = {(int(g.pupil.id), g.item.id): g.copy.number for g in self.gifts}
            self.__dict__["_kept"] = kept
        return kept

    def given(self, item_id: int) -> int:
        """Return how many pupils would get the item."""
        return sum(one.item.id == item_id for one in self.gifts)


def make_plan(
    board: Board,
    *,
    items: Collection[int] | None = None,
    ranges: Mapping[int, str] | None = None,
    only: int | None = None,
) -> KitPlan:
    """Return what the pupils of the class (``only`` one, by id) would get, in two queries.

    ``items`` are the ids of those to give (all that are for everybody, if None); ``ranges`` the
    inventory numbers typed for an item. Consecutive numbers go along the roster; editions in the
    order of the set, the best condition first. Who is absent today gets his as well. Where copies
    are short, who has priority comes first (domain.md 2.2), if the school has not said otherwise.
    """
    chosen = [
        one for one in board.items if (one.id in items if items is not None else one.share == 100)
    ]
    plan = KitPlan(board, chosen)
    free = _free([int(record.id) for one in chosen for record in one.records])
    for item in chosen:
        text = (ranges or {}).get(item.id, "").strip()
        copies = _typed(plan, item, text, free) if text else _whatever(item, free)
        lacking = [one for one in board.pupils if board.lacks(int(one.id), item.id)]
        if len(copies) < len(lacking) and rules.priority_first():
            lacking.sort(key=lambda one: not one.has_priority)
        if only is not None:
            lacking = [one for one in lacking if int(one.id) == only]
        if item.share < 100:
            lacking = lacking[: max(0, board.quota(item.share) - _held(board, item.id))]
        for pupil, copy in zip(lacking, copies, strict=False):
            plan.gifts.append(Gift(pupil, item, copy))
        if len(copies) < len(lacking):
            plan.short[item.id] = lacking[len(copies) :]
    return plan


def _held(board: Board, item_id: int) -> int:
    return sum(item == item_id for _pupil, item in board.held)


def _free(record_ids: list[int]) -> dict[int, list[Free]]:
    """Return the copies on the shelf that may be given out, by record, in their order."""
    is_lost = (Replacement.copy == Copy.id) & Replacement.found_on.is_null()
    rows = (
        Copy.select(Copy.id, Copy.record, Copy.inventory_no, Copy.condition, Copy.sort_key)
        .join(Loan, JOIN.LEFT_OUTER, on=((Loan.copy == Copy.id) & queries.is_open()))
        .switch(Copy)
        .join(Replacement, JOIN.LEFT_OUTER, on=is_lost)
        .where(
            Copy.record.in_(record_ids),
            Copy.withdrawn_on.is_null(),
            ~Copy.is_reading_room_only,
            Copy.condition.not_in(UNUSABLE),
            Loan.id.is_null(),
            Replacement.id.is_null(),
        )
        .tuples()
    )
    found: defaultdict[int, list[Free]] = defaultdict(list)
    for row in rows:
        one = Free(*row)
        found[one.record_id].append(one)
    for copies in found.values():
        copies.sort(key=lambda one: (BY_CONDITION.get(one.condition, 1), one.sort_key))
    return found


def _whatever(item: Item, free: dict[int, list[Free]]) -> list[Free]:
    return [copy for record in item.records for copy in free.get(int(record.id), ())]


def _typed(plan: KitPlan, item: Item, text: str, free: dict[int, list[Free]]) -> list[Free]:
    """Return the free copies whose numbers were typed; what does not fit becomes a fault."""
    numbers = _numbers(plan, text)
    known = {copy.number: copy for copy in _whatever(item, free)}
    wrong = [one for one in numbers if one not in known]
    for why, bad in _why_not(item, wrong).items():
        shown = ", ".join(bad[:5]) + (" …" if len(bad) > 5 else "")
        plan.faults.append(f"{item.short_title}: {why}: {shown}")
    return [known[one] for one in numbers if one in known]


def _numbers(plan: KitPlan, text: str) -> list[str]:
    """Return the inventory numbers of ``12001–12030, 12045``; both ends of a range belong."""
    found: list[str] = []
    for part in filter(None, (one.strip() for one in re.split(r"[,;\n]", text))):
        match = _RANGE.match(part)
        if match is None:
            plan.faults.append(gettext("«%(text)s» is no number and no range.", text=part[:40]))
            continue
        prefix, first, other, last = match.groups()
        if last is None:
            found.append(prefix + first)
            continue
        length = int(last) - int(first)
        if (other and other.strip() != prefix.strip()) or not 0 <= length < LONGEST:
            plan.faults.append(gettext("«%(text)s» is no number and no range.", text=part[:40]))
            continue
        found += [f"{prefix}{one:0{len(first)}d}" for one in range(int(first), int(last) + 1)]
    return list(dict.fromkeys(found))


def _why_not(item: Item, numbers: list[str]) -> dict[str, list[str]]:
    """Return the numbers that cannot be given, by the reason in words."""
    if not numbers:
        return {}
    there = {
        str(one.inventory_no): one for one in Copy.select().where(Copy.inventory_no.in_(numbers))
    }
    records = {int(one.id) for one in item.records}
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for number in numbers:
        copy = there.get(number)
        if copy is None:
            reasons[gettext("no such number")].append(number)
        elif copy.withdrawn_on is not None:
            reasons[gettext("written off")].append(number)
        elif int(copy.record_id) not in records:
            reasons[gettext("another title")].append(number)
        elif copy.condition in UNUSABLE or copy.is_reading_room_only:
            reasons[gettext("not for giving out")].append(number)
        else:
            reasons[gettext("not on the shelf")].append(number)
    return dict(reasons)
