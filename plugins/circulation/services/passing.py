"""The class teacher passes on his pile: his loan ends and a pupil's begins, the same copy."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import uuid4

from flask_babel import lazy_gettext as _

from core import barcodes, clock
from core.barcodes import Kind
from core.database import locked, one_at_a_time, transaction
from core.models import Staff
from plugins.circulation import queries
from plugins.circulation.errors import NobodyInClass, NothingToPass, NothingToUndo, NotInPile
from plugins.circulation.models import Deed, Loan, Passing
from plugins.circulation.services import answers, lending, log, rules, undoing
from plugins.circulation.services.answers import Answer
from plugins.circulation.services.board import Board, Held, read_board
from plugins.circulation.services.log import Done, clean
from plugins.fund import services as fund
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass
from plugins.textbooks.services import Item

_PASSED = _("Passed on: %(reader)s")

#: What the desk would ask about a book in a set; for a class's textbooks the answer is yes.
_MEANT = frozenset({"limit_reached", "reader_has_overdue"})


class InPile(NamedTuple):
    """A copy that the class teacher holds for his class, by the loan that put it there."""

    loan_id: int
    copy_id: int
    number: str


@dataclass
class Pile:
    """The class, and what its class teacher holds for it, by item, the lowest number first."""

    board: Board
    copies: dict[int, list[InPile]] = field(default_factory=dict)

    def left(self, item_id: int) -> int:
        """Return how many copies of the item are still with the teacher."""
        return len(self.copies.get(item_id, ()))

    @property
    def count(self) -> int:
        """Return how many copies are still with the teacher."""
        return sum(len(one) for one in self.copies.values())


class Mark(NamedTuple):
    """A pupil got a copy of an item."""

    pupil: Reader
    item: Item
    number: str


@dataclass
class Passed:
    """What one mark passed on; ``short`` is for how many more there was no copy."""

    marks: list[Mark] = field(default_factory=list)
    short: int = 0


def read_pile(school_class: SchoolClass) -> Pile:
    """Return the class, its pupils' textbooks, and what the class teacher holds of its set."""
    return _pile(read_board(school_class))


def pass_on(
    school_class: SchoolClass,
    *,
    pupil: int = 0,
    item: int = 0,
    number: str = "",
    by: Staff | None,
    at: datetime | None = None,
) -> Passed:
    """Mark as given: one title to a pupil, his whole set, or a title to everybody here.

    Only ``pupil`` means the whole set, only ``item`` everybody; ``number`` names the copy. All in
    one transaction. What a pupil has already is left: the same mark twice changes nothing.
    """
    at = at or clock.now()
    with transaction():
        one_at_a_time(f"circulation.class.{school_class.id}")
        pile = _pile(read_board(school_class, on=at.date()))
        wanted = _wanted(pile, pupil, item, number)
        passed = Passed()
        batch = f"pass {school_class.id}|{uuid4().hex}"
        for who, its in wanted:
            has = pile.copies.get(its.id)
            if not has:
                passed.short += 1
                continue
            chosen = has.pop(0)
            _hand_over(chosen, who, batch, by=by, at=at)
            pile.board.held[(int(who.id), its.id)] = Held(
                0, chosen.copy_id, chosen.number, int(its.records[0].id)
            )
            passed.marks.append(Mark(who, its, chosen.number))
        if wanted and not passed.marks:
            raise NothingToPass()
    return passed


def undo(
    school_class: SchoolClass, deed_id: int, *, by: Staff | None, at: datetime | None = None
) -> int:
    """Undo the person's mark to which the line ``deed_id`` belongs; return how many copies.

    All or nothing: NothingToUndo, AlreadyUndone or TooLateToUndo leave it as it was.
    """
    at = at or clock.now()
    with transaction():
        one_at_a_time(f"circulation.class.{school_class.id}")
        first = Deed.get_or_none(Deed.id == deed_id, Deed.by == by, _of(school_class))
        if first is None:
            raise NothingToUndo(minutes=rules.undo_minutes())
        lines = list(Deed.select().where(Deed.asked == first.asked).order_by(Deed.id.desc()))
        for line in lines:
            deed, answer = undoing.undo(int(line.id), by=by, at=at)
            done = Done(answer, "undone", deed.copy, deed.reader, deed.loan, reverses=deed)
            log.write(done, "undo", by=by, at=at)
    return len(lines)


def last_mark(school_class: SchoolClass, by: Staff | None) -> tuple[int, list[Deed]]:
    """Return the person's last mark that can be undone: the id of its first line, its lines."""
    since = clock.now() - timedelta(minutes=rules.undo_minutes())
    reversal = Deed.alias()
    last = (
        Deed.select(Deed.asked)
        .where(
            Deed.by == (by.id if by else None),
            _of(school_class),
            Deed.at >= since,
            Deed.id.not_in(
                reversal.select(reversal.reverses).where(reversal.reverses.is_null(False))
            ),
        )
        .order_by(Deed.id.desc())
        .first()
    )
    if last is None:
        return 0, []
    lines = list(Deed.select().where(Deed.asked == last.asked).order_by(Deed.id))
    return int(lines[0].id), lines


def still_held(school_class: SchoolClass) -> dict[int, list[Loan]]:
    """Return all that the pupils of the class still have of the library's, by reader id."""
    found: defaultdict[int, list[Loan]] = defaultdict(list)
    rows = (
        Loan.select(Loan, Copy)
        .join(Copy)
        .switch(Loan)
        .join(Reader)
        .where(Reader.school_class == school_class, queries.is_open())
        .order_by(Loan.due_on, Copy.sort_key)
    )
    for one in rows:
        found[int(one.reader_id)].append(one)
    return dict(found)


def _pile(board: Board) -> Pile:
    item_of = {record: item.id for record, item in board.item_of_record.items()}
    rows = (
        Loan.select(Loan.id, Copy.id, Copy.inventory_no, Copy.record)
        .join(Copy)
        .switch(Loan)
        .join(Reader)
        .where(
            Reader.leads == board.school_class,
            Copy.record.in_(list(item_of)),
            Copy.withdrawn_on.is_null(),
            Loan.lost_on.is_null(),
            queries.is_open(),
        )
        .order_by(Copy.sort_key, Copy.id)
        .tuples()
    )
    copies: defaultdict[int, list[InPile]] = defaultdict(list)
    for loan, copy, number, record in rows if item_of else ():
        copies[item_of[int(record)]].append(InPile(int(loan), int(copy), str(number)))
    return Pile(board, dict(copies))


def _wanted(pile: Pile, pupil: int, item: int, number: str) -> list[tuple[Reader, Item]]:
    """Return who is to get what; the copy of ``number`` comes first in the pile by this."""
    board = pile.board
    items = {one.id: one for one in board.items}
    who = next((one for one in board.pupils if int(one.id) == pupil), None)
    if (pupil and who is None) or (item and item not in items) or not (pupil or item):
        raise NobodyInClass()
    if who is None:
        # Who may not borrow is left out: marked by himself, he gets the reason.
        return [(one, items[item]) for one in board.lacking(item) if not one.is_blocked]
    if number:
        item = _bring_forward(pile, clean(number, 100))
    asked: Iterable[Item] = [items[item]] if item else board.items
    return [(who, one) for one in asked if board.lacks(int(who.id), one.id)]


def _bring_forward(pile: Pile, text: str) -> int:
    """Put the copy of that number (or barcode) first in its pile; return the item's id."""
    copy = None
    for one in dict.fromkeys((text, barcodes.repair_layout(text))):
        code = barcodes.read_code(one)
        is_copy = code is not None and code.kind is Kind.COPY
        copy = copy or (fund.find_by_id(code.serial) if code and is_copy else None)
        copy = copy or fund.find_by_number(one)
    for item, copies in pile.copies.items():
        for place, its in enumerate(copies):
            if copy is not None and its.copy_id == copy.id:
                copies.insert(0, copies.pop(place))
                return item
    raise NotInPile(number=text)


def _hand_over(
    chosen: InPile, pupil: Reader, batch: str, *, by: Staff | None, at: datetime
) -> None:
    copy = fund.find_by_id(chosen.copy_id)
    assert copy is not None
    lending.look_up(copy)  # keeps the copy from a desk until the transaction ends
    before: Loan = locked(Loan.select().where(Loan.id == chosen.loan_id)).get()
    remembered = undoing.remember(before)
    lending.take_back(before, by=by, at=at)
    loan = lending.lend(copy, pupil, by=by, at=at, confirmed=_MEANT)
    Passing.create(loan=loan, from_loan=before, passed_at=at, passed_by=by)
    answer = Answer(
        "swapped",
        headline=str(_PASSED) % {"reader": pupil.name},
        title=answers.what(copy),
        reader=answers.reader_facts(pupil),
        copy=answers.copy_facts(copy),
        due_on=loan.due_on.isoformat(),
    )
    done = Done(answer, "swapped", copy, pupil, loan, before, remembered)
    log.write(done, batch, by=by, at=at)


def _of(school_class: SchoolClass) -> object:
    return (Deed.kind == "swapped") & Deed.asked.startswith(f"pass {school_class.id}|")
