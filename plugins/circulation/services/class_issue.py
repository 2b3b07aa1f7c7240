"""Issuing textbooks to a class by scanning its pile: each copy goes to the next who lacks it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core import barcodes, clock
from core.barcodes import Kind
from core.database import one_at_a_time
from core.errors import LibraryError
from core.models import Staff
from plugins.circulation.errors import (
    CopyAlreadyOut,
    EverybodyHas,
    NobodyToMark,
    NotInClass,
    NotInSet,
    NotWhileIssuing,
    OtherTitle,
    PupilHasIt,
    UnknownCode,
)
from plugins.circulation.services import answers, class_answers, lending, log, undoing
from plugins.circulation.services.answers import Answer
from plugins.circulation.services.board import Board, Held, free_by_item, read_board
from plugins.circulation.services.class_marks import mark
from plugins.circulation.services.desk import DOUBLE_BEEP
from plugins.circulation.services.log import Done, clean
from plugins.fund import services as fund
from plugins.fund.models import Copy
from plugins.readers import services as readers
from plugins.readers.models import Reader, SchoolClass
from plugins.textbooks.services import Item

#: One title after another over the roster, or one pupil's whole set after another's.
ORDERS = ("titles", "pupils")

#: What the desk would ask about a book in a set; for a class's textbooks the answer is yes.
_MEANT = frozenset({"limit_reached", "reader_has_overdue"})


@dataclass
class Pointer:
    """Where the issue stands: whose turn it is (reader id) and which item the pile is of.

    Zero means that nothing has been decided: the next copy decides.
    """

    pupil: int = 0
    item: int = 0


@dataclass
class ClassScan:
    """One scan of a class's pile, or the key for absent (``absent``) and skip (``skip``).

    ``pointer`` is where the screen stood. ``confirmed`` says that a copy of another title is
    meant to change the title.
    """

    school_class: SchoolClass
    text: str
    by: Staff | None
    order: str = "titles"
    pointer: Pointer = field(default_factory=Pointer)
    confirmed: bool = False
    request_id: str | None = None
    at: datetime | None = None
    copy: Copy | None = None
    board: Board | None = None

    def __post_init__(self) -> None:
        self.text = clean(self.text, 100)
        self.order = self.order if self.order in ORDERS else "titles"
        self.at = self.at or clock.now()

    @property
    def moment(self) -> datetime:
        """Return when the scan was made."""
        assert self.at is not None
        return self.at

    @property
    def asked(self) -> str:
        """Return the line by which the log knows what was asked of which class."""
        place = f"{self.order}|{self.pointer.item}|{self.pointer.pupil}"
        return f"{self.text}|class {self.school_class.id}|{place}"


def scan(scan: ClassScan) -> tuple[Answer, Pointer, Board]:
    """Do what the scan means; return the answer, where the issue stands now, and the class.

    A refusal is an answer too: it is logged, and nothing else is written. Repeating a request id
    changes nothing.
    """
    answer = log.do_once(
        lambda: _act(scan),
        refused=lambda refusal: _refused(refusal, scan),
        asked=lambda: scan.asked,
        by=scan.by,
        at=scan.moment,
        request_id=scan.request_id,
    )
    # A repeated request has not looked at the class.
    board = scan.board or read_board(scan.school_class, on=scan.moment.date())
    kept = answer.more.get("pointer")
    pointer = Pointer(**kept) if kept else scan.pointer
    return answer, settle(board, scan.order, pointer), board


def settle(board: Board, order: str, pointer: Pointer) -> Pointer:
    """Return the pointer moved on to somebody who lacks something; pupil 0 if nobody does."""
    item = next((one for one in board.items if one.id == pointer.item), None)
    if order == "pupils":
        pupil = _next(board, [p for p in _here(board) if _wants(board, p)], pointer.pupil)
        return Pointer(pupil=int(pupil.id) if pupil else 0)
    if item is None:
        return Pointer(pupil=pointer.pupil if pointer.pupil in board.places else 0)
    pupil = _next(board, board.lacking(item.id), pointer.pupil)
    return Pointer(pupil=int(pupil.id) if pupil else 0, item=item.id)


def _act(scan: ClassScan) -> Done:
    one_at_a_time(f"circulation.class.{scan.school_class.id}")
    scan.board = board = read_board(scan.school_class, on=scan.moment.date())
    found = recognise(scan.text)
    if isinstance(found, Copy):
        return _copy_scanned(scan, board, found)
    if isinstance(found, Reader):
        return _card_scanned(scan, board, found)
    if found in ("absent", "skip"):
        return _leave_out(scan, board, found)
    if found == "undo":
        return _undo(scan)
    raise NotWhileIssuing()


def recognise(text: str) -> Copy | Reader | str:
    """Return the copy or reader that was scanned, or a command's name; UnknownCode."""
    if text in ("absent", "skip", "undo"):
        return text
    for one in dict.fromkeys((text, barcodes.repair_layout(text))):
        code = barcodes.read_code(one)
        if code is None:
            found: Any = fund.find_by_number(one) if one else None
        elif code.kind is Kind.COPY:
            found = fund.find_by_id(code.serial)
        elif code.kind is Kind.READER:
            found = readers.find_by_card(code.serial)
        else:
            found = next((n for n, c in barcodes.COMMANDS.items() if c.code == one), None)
        if found is not None:
            return found
    raise UnknownCode(code=text)


def _copy_scanned(scan: ClassScan, board: Board, copy: Copy) -> Done:
    scan.copy = copy
    repeated = _second_beep(scan, copy)
    if repeated is not None:
        return repeated
    fund.ensure_in_fund(copy)
    loan = lending.look_up(copy).loan
    if loan is not None:
        raise CopyAlreadyOut(number=copy.inventory_no, reader=answers.who(loan.reader))
    item = board.item_of_record.get(int(copy.record_id))
    if item is None:
        raise NotInSet(number=copy.inventory_no, title=copy.record.full_title)
    pupil = _whose(scan, board, item, copy)
    lent = lending.lend(copy, pupil, by=scan.by, at=scan.moment, confirmed=_MEANT)
    number = str(copy.inventory_no)
    board.held[(int(pupil.id), item.id)] = Held(
        int(lent.id), int(copy.id), number, int(copy.record_id)
    )
    pointer = settle(board, scan.order, _after(scan, item, pupil))
    answer = class_answers.given(board, item, pupil, copy, lent)
    answer.more["pointer"] = vars(pointer)
    return Done(answer, "lent", copy, pupil, lent)


def _second_beep(scan: ClassScan, copy: Copy) -> Done | None:
    """Return what was just done, if the scanner has beeped twice at one book."""
    last = log.last_deed(scan.by)
    if last is None or last.kind != "lent" or last.copy_id != copy.id:
        return None
    if scan.moment - last.at > DOUBLE_BEEP:
        return None
    answer = log.given(last)
    # The pile has gone on since: the pointer of the first beep stands for both.
    return Done(answer, is_repeat=True) if "pointer" in answer.more else None


def _whose(scan: ClassScan, board: Board, item: Item, copy: Copy) -> Reader:
    """Return the pupil who gets the copy."""
    if scan.order == "pupils":
        pupil = _by_id(board, scan.pointer.pupil)
        if pupil is None or not _wants(board, pupil) or pupil.id in board.absent:
            pupil = _next(board, [p for p in _here(board) if _wants(board, p)], scan.pointer.pupil)
        if pupil is None:
            raise EverybodyHas(number=copy.inventory_no, title=item.title)
        if not board.lacks(int(pupil.id), item.id):
            raise PupilHasIt(number=copy.inventory_no, title=item.short_title, reader=pupil)
        return pupil
    _ensure_title(scan, board, item, copy)
    pupil = _next(board, board.lacking(item.id), scan.pointer.pupil)
    if pupil is None:
        raise EverybodyHas(number=copy.inventory_no, title=item.title)
    return pupil


def _ensure_title(scan: ClassScan, board: Board, item: Item, copy: Copy) -> None:
    """Raise OtherTitle if the pile is of another title, and that one can still go on."""
    current = scan.pointer.item
    if current in (0, item.id) or scan.confirmed or not board.lacking(current):
        return
    if not any(one.id == current for one in board.items):
        return
    if free_by_item(board, [current])[current]:
        raise OtherTitle(number=copy.inventory_no, title=item.title)


def _after(scan: ClassScan, item: Item, pupil: Reader) -> Pointer:
    return Pointer(pupil=int(pupil.id), item=item.id if scan.order == "titles" else 0)


def _card_scanned(scan: ClassScan, board: Board, reader: Reader) -> Done:
    """Jump to the pupil whose card lies in the pile; who was absent is here."""
    if int(reader.id) not in board.places:
        raise NotInClass(reader=answers.who(reader), school_class=board.school_class)
    board.absent -= mark("present", reader, None, on=board.on, by=scan.by)
    answer = class_answers.turned_to(board, reader)
    answer.more["pointer"] = vars(Pointer(int(reader.id), scan.pointer.item))
    return Done(answer, "reader", reader=reader)


def _leave_out(scan: ClassScan, board: Board, what: str) -> Done:
    """Mark the pupil absent today, or as having the book of his own; go on with the next."""
    pointer = settle(board, scan.order, scan.pointer)
    pupil = _by_id(board, pointer.pupil)
    if pupil is None:
        raise NobodyToMark()
    item = next((one for one in board.items if one.id == pointer.item), None)
    if what == "absent":
        mark("absent", pupil, None, on=board.on, by=scan.by)
        board.absent.add(int(pupil.id))
    elif item is not None and scan.order == "titles":
        mark("own", pupil, item.id, on=board.on, by=scan.by)
        board.own.add((int(pupil.id), item.id))
    elif scan.order == "titles":
        raise NobodyToMark()
    answer = class_answers.left_out(board, what, pupil, item)
    following = _following(board, scan.order, pupil, pointer.item)
    answer.more["pointer"] = vars(following)
    is_kept = what == "absent" or item is not None
    before = undoing.remember_mark(what, pupil, item.id if item else None, board.on)
    return Done(answer, "noted" if is_kept else "shown", reader=pupil, before=before)


def _following(board: Board, order: str, pupil: Reader, item: int) -> Pointer:
    """Return the pointer at whoever comes after the pupil in the roster."""
    place = board.places[int(pupil.id)]
    later = [*board.pupils[place:], *board.pupils[: place - 1]]
    start = int(later[0].id) if later else 0
    return settle(board, order, Pointer(start, item))


def _undo(scan: ClassScan) -> Done:
    deed, answer = undoing.undo(None, by=scan.by, at=scan.moment)
    scan.board = read_board(scan.school_class, on=scan.moment.date())
    kept = log.given(deed).more
    pointer = Pointer(int(deed.reader_id or 0), int(kept.get("item") or scan.pointer.item))
    answer.more = {**answer.more, "pointer": vars(pointer), "place": kept.get("place")}
    return Done(answer, "undone", deed.copy, deed.reader, deed.loan, reverses=deed)


def _refused(refusal: LibraryError, scan: ClassScan) -> Done:
    answer = answers.refused(refusal, scan.copy, None)
    answer.more = {**answer.more, "class": scan.school_class.id}
    return Done(answer, "refused", scan.copy)


def _here(board: Board) -> list[Reader]:
    return [one for one in board.pupils if one.id not in board.absent]


def _wants(board: Board, pupil: Reader) -> bool:
    return any(board.lacks(int(pupil.id), item.id) for item in board.items)


def _by_id(board: Board, reader_id: int) -> Reader | None:
    place = board.places.get(reader_id)
    return board.pupils[place - 1] if place else None


def _next(board: Board, candidates: list[Reader], start: int) -> Reader | None:
    """Return the first candidate at or after the pupil ``start`` in the roster, going round."""
    first = board.places.get(start, 1)
    return next((one for one in candidates if board.places[int(one.id)] >= first), None) or (
        candidates[0] if candidates else None
    )
