"""Collecting textbooks: a pile of books, whoever held them; who has nothing left to return."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _
from peewee import fn

from core import clock
from core.errors import LibraryError
from core.models import Staff
from core.prepared import Prepared
from plugins.catalogue.models import Record
from plugins.circulation import queries
from plugins.circulation.errors import NothingReturned, NotWhileIssuing, NotWithAnybody
from plugins.circulation.models import Deed, Loan
from plugins.circulation.services import answers, lending, log, reservations, undoing
from plugins.circulation.services.answers import Answer
from plugins.circulation.services.board import roster
from plugins.circulation.services.class_issue import recognise
from plugins.circulation.services.desk import DOUBLE_BEEP
from plugins.circulation.services.log import Done, clean
from plugins.fund import services as fund
from plugins.fund.models import CONDITIONS, Copy
from plugins.readers.models import Reader, SchoolClass

_RETURNED = _("Returned: %(reader)s")
_LEFT = _("Still to return: %(count)s")
_NOTHING_LEFT = _("Has returned everything")
_TO_REPLACE = _("To be replaced: %(reader)s")
_DAMAGED = _("Came back too damaged to be lent.")

#: What the page sends when a condition is told: ``condition_good``.
PREFIX = "condition_"

#: What it sends when the copy just returned is beyond use, and another is to be brought for it.
DAMAGED = "damaged"


@dataclass
class PileScan:
    """One scan of the return pile; ``school_class`` is the class being collected, if one is."""

    text: str
    by: Staff | None
    school_class: SchoolClass | None = None
    request_id: str | None = None
    at: datetime | None = None
    copy: Copy | None = None

    def __post_init__(self) -> None:
        self.text = clean(self.text, 100)
        self.at = self.at or clock.now()

    @property
    def moment(self) -> datetime:
        """Return when the scan was made."""
        assert self.at is not None
        return self.at

    @property
    def asked(self) -> str:
        """Return the line by which the log knows that it was a pile's scan."""
        return f"{self.text}|pile {self.school_class.id if self.school_class else 0}"


def scan(scan: PileScan) -> Answer:
    """Take a copy back from whoever has it, or note the condition of the one just returned.

    ``damaged`` makes the one just returned a lost one of its reader, to be replaced.

    The answer's ``more`` tells what its reader still has: ``left`` (copies) and ``titles``. A
    refusal is an answer too. Repeating a request id changes nothing.
    """
    return log.do_once(
        lambda: _act(scan),
        refused=lambda refusal: _refused(refusal, scan),
        asked=lambda: scan.asked,
        by=scan.by,
        at=scan.moment,
        request_id=scan.request_id,
    )


def _refused(refusal: LibraryError, scan: PileScan) -> Done:
    return Done(answers.refused(refusal, scan.copy, None), "refused", scan.copy)


def _act(scan: PileScan) -> Done:
    if scan.text.startswith(PREFIX):
        return _condition(scan, scan.text.removeprefix(PREFIX))
    if scan.text == DAMAGED:
        return _damaged(scan)
    found = recognise(scan.text)
    if found == "undo":
        return _undo(scan)
    if not isinstance(found, Copy):
        raise NotWhileIssuing()
    return _copy_scanned(scan, found)


def _copy_scanned(scan: PileScan, copy: Copy) -> Done:
    scan.copy = copy
    last = log.last_deed(scan.by)
    is_again = last is not None and last.kind == "returned" and last.copy_id == copy.id
    if last is not None and is_again and scan.moment - last.at <= DOUBLE_BEEP:
        return Done(log.given(last), is_repeat=True)
    if copy.withdrawn_on is not None:
        lending.ensure_not_lost(copy)
    fund.ensure_in_fund(copy)
    found = lending.look_up(copy)
    if found.loan is None:
        lending.ensure_not_lost(copy)
        raise NotWithAnybody(number=copy.inventory_no)
    reader = found.loan.reader
    before = undoing.remember(found.loan)
    loan = lending.take_back(found.loan, by=scan.by, at=scan.moment)
    condition = str(copy.condition)
    Loan.update(condition_in=condition).where(Loan.id == loan.id).execute()
    answer = _returned(scan, copy, reader, condition)
    waits = reservations.returned(copy, at=scan.moment)
    if waits is not None:
        answers.aside(answer, waits)
    return Done(answer, "returned", copy, reader, loan, before=before)


def _returned(scan: PileScan, copy: Copy, reader: Reader, condition: str) -> Answer:
    titles = textbooks_of(int(reader.id))
    answer = answers.returned(copy, reader)
    answer.headline = str(_RETURNED) % {"reader": answers.who(reader)}
    answer.detail = str(_LEFT) % {"count": len(titles)} if titles else str(_NOTHING_LEFT)
    is_other = scan.school_class is not None and reader.school_class_id != scan.school_class.id
    answer.more = {
        "left": len(titles),
        "titles": titles,
        "pupil": int(reader.id),
        "is_other_class": is_other,
        "condition": condition,
        "is_class_done": bool(scan.school_class and not is_other and not titles)
        and not _is_out(scan.school_class),
    }
    return answer


def _condition(scan: PileScan, condition: str) -> Done:
    """Note in what condition the copy has come back that this person returned last."""
    last = _just_returned(scan)
    if condition not in CONDITIONS:
        raise NothingReturned()
    loan = last.loan
    fund.note_condition([int(loan.copy_id)], condition, by=scan.by)
    Loan.update(condition_in=condition).where(Loan.id == loan.id).execute()
    answer = log.given(last)
    answer.kind, answer.deed = "noted", None
    answer.more = {**answer.more, "condition": condition, "is_class_done": False}
    answer.code = "condition"
    # The return stays the deed that can be undone: this line is for the request only.
    return Done(answer, "shown", loan.copy, last.reader, loan)


def _just_returned(scan: PileScan) -> Deed:
    """Return the person's last line if it is of a copy that has come back; NothingReturned."""
    last = log.last_deed(scan.by)
    if last is None or last.kind not in ("returned", "shown") or last.loan_id is None:
        raise NothingReturned()
    return last


def _damaged(scan: PileScan) -> Done:
    """Open the loan again as that of a lost copy: from there a replacement is taken for it.

    Two lines of the log, so that either can be told from the other: the return undone, the loss.
    """
    _just_returned(scan)
    deed, answer = undoing.undo(None, by=scan.by, at=scan.moment)
    if deed.kind != "returned":
        raise NothingReturned()
    done = Done(answer, "undone", deed.copy, deed.reader, deed.loan, reverses=deed)
    log.write(done, scan.asked, by=scan.by, at=scan.moment)
    loan: Loan = Loan.get_by_id(deed.loan_id)
    before = undoing.remember(loan)
    fund.note_condition([int(loan.copy_id)], "poor", by=scan.by)
    lending.write_note(loan, str(loan.note or _DAMAGED))
    lending.report_lost(loan, at=scan.moment)
    titles = textbooks_of(int(loan.reader_id))
    lost = answers.returned(loan.copy, loan.reader)
    lost.kind, lost.code = "noted", DAMAGED
    lost.headline = str(_TO_REPLACE) % {"reader": answers.who(loan.reader)}
    lost.detail = str(_DAMAGED)
    lost.more = {
        "left": len(titles),
        "titles": titles,
        "pupil": int(loan.reader_id),
        "condition": "poor",
        "loan": int(loan.id),
    }
    return Done(lost, "lost", loan.copy, loan.reader, loan, before=before)


def _undo(scan: PileScan) -> Done:
    deed, answer = undoing.undo(None, by=scan.by, at=scan.moment)
    reader = deed.reader
    if reader is not None:
        titles = textbooks_of(int(reader.id))
        answer.more = {"left": len(titles), "titles": titles, "pupil": int(reader.id)}
    return Done(answer, "undone", deed.copy, reader, deed.loan, reverses=deed)


def textbooks_of(reader_id: int) -> list[str]:
    """Return the titles of the textbooks that the reader still has, in one query."""
    return [str(Record(title=t, part=p).full_title) for t, p in _TEXTBOOKS.raw(reader=reader_id)]


_TEXTBOOKS = Prepared(
    lambda reader: (
        Loan.select(Record.title, Record.part)
        .join(Copy)
        .join(Record)
        .where(Loan.reader == reader, queries.is_open(), Record.kind == "textbook")
        .order_by(Record.sort_key)
        .tuples()
    ),
    "reader",
)


def _is_out(school_class: SchoolClass | None) -> bool:
    """Return whether any pupil of the class still has a textbook."""
    return school_class is not None and bool(
        _COUNTS.raw(class_id=int(school_class.id), since=datetime(9999, 1, 1))
    )


@dataclass
class Collection:
    """A class while it is collected: what each pupil has left, of how many this school year.

    ``left`` and ``had`` count by reader id, ``titles`` by record: (title, returned, of how many).
    """

    school_class: SchoolClass
    pupils: list[Reader]
    left: Counter[int] = field(default_factory=Counter)
    had: Counter[int] = field(default_factory=Counter)
    titles: list[tuple[int, str, int, int]] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        """Return whether everything has come back that was given."""
        return bool(self.had) and not self.left.total()


def read_collection(school_class: SchoolClass, *, on: date | None = None) -> Collection:
    """Return how far the collection of the class's textbooks has come, in two queries."""
    on = on or clock.today()
    found = Collection(school_class, roster(school_class))
    whole: dict[int, list[Any]] = {}
    since = datetime(clock.school_year(on), 5, 11)
    for reader, record, title, part, is_out, count in _COUNTS.raw(
        class_id=int(school_class.id), since=since
    ):
        found.had[reader] += count
        line = whole.setdefault(record, [str(Record(title=title, part=part).full_title), 0, 0])
        line[2] += count
        if is_out:
            found.left[reader] += count
        else:
            line[1] += count
    found.titles = [(record, *line) for record, line in whole.items()]
    return found


# Textbooks of the class's pupils: those out, whenever lent, and those lent since and returned.
_COUNTS = Prepared(
    lambda class_id, since: (
        Loan.select(
            Loan.reader,
            Copy.record,
            Record.title,
            Record.part,
            Loan.returned_at.is_null().alias("is_out"),
            fn.COUNT(Loan.id),
        )
        .join(Copy)
        .join(Record)
        .switch(Loan)
        .join(Reader)
        .where(
            Reader.school_class == class_id,
            Reader.left_on.is_null(),
            Record.kind == "textbook",
            ~Loan.is_undone,
            queries.is_open() | (Loan.lent_at >= since),
        )
        .group_by(
            Loan.reader,
            Copy.record,
            Record.title,
            Record.part,
            Record.sort_key,
            Loan.returned_at.is_null(),
        )
        .order_by(Record.sort_key, Copy.record)
        .tuples()
    ),
    "class_id",
    "since",
)


def left_by_class() -> dict[int, tuple[int, int]]:
    """Return by class id how many textbooks are out and with how many pupils, in one query."""
    rows = (
        Loan.select(Reader.school_class, fn.COUNT(Loan.id), fn.COUNT(fn.DISTINCT(Loan.reader)))
        .join(Reader)
        .switch(Loan)
        .join(Copy)
        .join(Record)
        .where(queries.is_open(), Record.kind == "textbook", Reader.school_class.is_null(False))
        .group_by(Reader.school_class)
        .tuples()
    )
    return {int(one): (int(copies), int(pupils)) for one, copies, pupils in rows}


def missing(school_class: SchoolClass) -> list[tuple[Reader, list[Loan]]]:
    """Return the pupils who still have textbooks of the library, with those loans."""
    pupils = roster(school_class)
    loans: dict[int, list[Loan]] = {}
    rows = (
        Loan.select(Loan, Copy, Record)
        .join(Copy)
        .join(Record)
        .where(
            Loan.reader.in_([one.id for one in pupils]),
            queries.is_open(),
            Record.kind == "textbook",
        )
        .order_by(Record.sort_key)
    )
    for one in rows:
        loans.setdefault(int(one.reader_id), []).append(one)
    return [(one, loans[int(one.id)]) for one in pupils if int(one.id) in loans]
