"""The desk: what one scan means, and what it does. One scan is one transaction."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import JOIN

from core import barcodes, clock
from core.barcodes import Kind
from core.errors import LibraryError
from core.models import Staff
from plugins.catalogue import models as catalogue
from plugins.catalogue import services as records
from plugins.catalogue.models import Record
from plugins.circulation.errors import CopyWithAnother, NothingAsked, OnlyForClasses, UnknownCode
from plugins.circulation.models import Loan, Visit
from plugins.circulation.queries import open_copies_of
from plugins.circulation.services import answers, lending, log, reservations, undoing
from plugins.circulation.services.answers import Answer
from plugins.circulation.services.lending import Found
from plugins.circulation.services.log import Done, clean
from plugins.fund import services as fund
from plugins.fund.models import Copy
from plugins.readers import models as readers_models
from plugins.readers import services as readers
from plugins.readers.models import Reader, SchoolClass

#: A scanner that beeps twice sends the same code within this time; it means it once.
DOUBLE_BEEP = timedelta(seconds=2)

#: What may be answered with yes: the codes that ``confirmed`` knows.
QUESTIONS = (
    "copy_with_another",
    "reserved_for_another",
    "reader_has_overdue",
    "limit_reached",
    "reading_room_only",
)

#: How long a question may be answered by the command card.
QUESTION_LIVES = timedelta(minutes=10)


@dataclass
class Scan:
    """One scan: what was read, who is open, and what has been answered already.

    ``reader`` is the code or number of the open reader's card, or empty. ``mode`` is ``auto``
    or ``return``. ``confirmed`` holds the codes of questions answered with yes.
    """

    text: str
    by: Staff | None
    reader: str = ""
    mode: str = "auto"
    confirmed: frozenset[str] = frozenset()
    request_id: str | None = None
    at: datetime | None = None
    # What the scan turned out to be about, for the sentence of a refusal.
    copy: Copy | None = None
    open_reader: Reader | None = None

    def __post_init__(self) -> None:
        self.text = clean(self.text, 100)
        self.reader = clean(self.reader, 60)
        self.confirmed = frozenset(one for one in self.confirmed if one in QUESTIONS)
        self.at = self.at or clock.now()

    @property
    def moment(self) -> datetime:
        """Return when the scan was made."""
        assert self.at is not None
        return self.at

    @property
    def asked(self) -> str:
        """Return what makes two scans the same to a double beep."""
        yes = ",".join(sorted(self.confirmed))
        return f"{self.text}|{self.reader}|{self.mode}|{yes}"


def scan(scan: Scan) -> Answer:
    """Do what the scan means and return the answer; repeating a request id changes nothing.

    A refusal or a question is an answer too: it is logged, and nothing else is written.
    """
    return log.do_once(
        lambda: _second_beep(scan) or _act(scan),
        refused=lambda refusal: _refused(refusal, scan),
        asked=lambda: scan.asked,
        by=scan.by,
        at=scan.moment,
        request_id=scan.request_id,
    )


def _second_beep(scan: Scan) -> Done | None:
    """Return what was just done, if the scanner has beeped twice at one book."""
    last = log.last_deed(scan.by)
    if last is None or last.asked != scan.asked:
        return None
    if not timedelta(0) <= scan.moment - last.at <= DOUBLE_BEEP:
        return None
    answer = log.given(last)
    return Done(answer, is_repeat=True) if answer.kind in ("lent", "returned") else None


def _act(scan: Scan) -> Done:
    scan.open_reader = reader = _open_reader(scan)
    found = _recognise(scan)
    if isinstance(found, Copy):
        return _copy_scanned(scan, found, reader)
    if isinstance(found, Reader):
        return _reader_scanned(scan, found)
    if isinstance(found, Record):
        count, free = open_copies_of(found.id)
        return Done(answers.edition(found, count, free))
    if isinstance(found, str):
        return _command(scan, found)
    return Done(found)


def _open_reader(scan: Scan) -> Reader | None:
    if not scan.reader:
        return None
    code = barcodes.read_code(scan.reader)
    if code and code.kind is Kind.READER:
        return readers.get_by_card(code.serial)
    is_number = scan.reader.isdecimal() and len(scan.reader) < 10
    return readers.get_by_card(int(scan.reader) if is_number else 0)


def _recognise(scan: Scan) -> Copy | Reader | Record | Answer | str:
    """Return what was scanned: as it was typed, else as the keyboard layout garbled it."""
    for text in dict.fromkeys((scan.text, barcodes.repair_layout(scan.text))):
        found = _known(text)
        if found is not None:
            return found
    words = _meant(scan.text)
    if words is not None:
        return words
    raise UnknownCode(code=scan.text)


def _known(text: str) -> Copy | Reader | Record | str | None:
    code = barcodes.read_code(text)
    if code is not None:
        if code.kind is Kind.COPY:
            return fund.find_by_id(code.serial)
        if code.kind is Kind.READER:
            return readers.find_by_card(code.serial)
        return next((name for name, one in barcodes.COMMANDS.items() if one.code == text), None)
    copy = fund.find_by_number(text) if text else None
    if copy is not None:
        return copy
    if text.isdecimal() and len(text) < 10:
        return readers.find_by_card(int(text))
    isbn = barcodes.read_isbn(text)
    editions = records.find_by_isbn(isbn) if isbn else []
    return editions[0] if editions else None


def _meant(text: str) -> Answer | None:
    """Return readers and editions whose name or title has the typed words, if any."""
    if not any(letter.isalpha() for letter in text):
        return None
    found = find_readers(text)
    editions = list(
        Record.select().where(catalogue.SEARCH.matching(text)).order_by(Record.sort_key).limit(8)
    )
    return answers.choice(found, editions) if found or editions else None


def find_readers(text: str, limit: int = 8) -> list[Reader]:
    """Return readers at school whose name has the words, in the Kazakh alphabet's order."""
    return list(
        Reader.select(Reader, SchoolClass)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
        .where(readers_models.SEARCH.matching(text), Reader.left_on.is_null())
        .order_by(Reader.sort_key)
        .limit(limit)
    )


def _reader_scanned(scan: Scan, reader: Reader) -> Done:
    on = scan.moment.date()
    Visit.insert(reader=reader, visited_on=on).on_conflict_ignore().execute()
    readers.note_visit(reader, on=on)
    return Done(answers.opened(reader), "reader", reader=reader)


def _copy_scanned(scan: Scan, copy: Copy, reader: Reader | None) -> Done:
    scan.copy = copy
    if copy.withdrawn_on is not None:
        lending.ensure_not_lost(copy)
    fund.ensure_in_fund(copy)
    found = lending.look_up(copy)
    if found.loan is not None:
        found.loan.copy = copy
    if scan.mode == "return" or reader is None:
        return _take_back(scan, found)
    if found.loan is None:
        return _lend(scan, copy, reader)
    if found.loan.reader_id == reader.id:
        return _take_back(scan, found)
    return _swap(scan, copy, found.loan, reader)


def _take_back(scan: Scan, found: Found) -> Done:
    if found.loan is None:
        lending.ensure_not_lost(found.copy)
        return _shown(scan, found.copy)
    holder = found.loan.reader
    before = undoing.remember(found.loan)
    loan = lending.take_back(found.loan, by=scan.by, at=scan.moment)
    answer = answers.returned(found.copy, holder)
    waits = reservations.returned(found.copy, at=scan.moment)
    if waits is not None:
        answers.aside(answer, waits)
    return Done(answer, "returned", found.copy, holder, loan, before=before)


def _shown(scan: Scan, copy: Copy) -> Done:
    """Show the card of a copy from the shelves; who waits for it gets it set aside by this."""
    waits = reservations.found_here(copy, at=scan.moment, by=scan.by)
    answer = answers.shown(copy)
    if waits is None:
        return Done(answer, copy=copy)
    answers.aside(answer, waits)
    if waits.ready_at != scan.moment:
        return Done(answer, copy=copy)  # it stood there before
    answer.kind = "noted"
    return Done(answer, "noted", copy, waits.reader)


def _lend(scan: Scan, copy: Copy, reader: Reader) -> Done:
    loan = lending.lend(copy, reader, by=scan.by, at=scan.moment, confirmed=scan.confirmed)
    return Done(answers.lent(copy, reader, loan), "lent", copy, reader, loan)


def _swap(scan: Scan, copy: Copy, loan: Loan, reader: Reader) -> Done:
    lending.ensure_may_borrow(reader, scan.moment)
    question = CopyWithAnother(holder=answers.who(loan.reader), reader=answers.who(reader))
    if question.code not in scan.confirmed:
        raise question
    before = undoing.remember(loan)
    lending.take_back(loan, by=scan.by, at=scan.moment)
    fresh = lending.lend(copy, reader, by=scan.by, at=scan.moment, confirmed=scan.confirmed)
    answer = answers.lent(copy, reader, fresh)
    return Done(answer, "swapped", copy, reader, fresh, other_loan=loan, before=before)


def _command(scan: Scan, name: str) -> Done:
    if name == "undo":
        deed, answer = undoing.undo(None, by=scan.by, at=scan.moment)
        return Done(answer, "undone", deed.copy, deed.reader, deed.loan, reverses=deed)
    if name in ("yes", "take_back_only"):
        return _answer_question(scan, yes=name == "yes")
    if name == "cancel":
        return Done(answers.cancelled())
    if name == "close_reader":
        return Done(answers.closed())
    raise OnlyForClasses()


def _answer_question(scan: Scan, *, yes: bool) -> Done:
    """Do the last scan again with its question answered: yes, or only take the copy back."""
    last = log.last_deed(scan.by)
    if last is None or last.kind not in ("question", "refused"):
        raise NothingAsked()
    kept = json.loads(last.answer)
    if not kept["question"] or scan.moment - last.at > QUESTION_LIVES:
        raise NothingAsked()
    text, reader, _mode, confirmed = str(last.asked).rsplit("|", 3)
    scan.text, scan.reader = text, reader
    if yes:
        scan.confirmed = frozenset(filter(None, [*confirmed.split(","), kept["question"]]))
    else:
        scan.mode = "return"
    return _act(scan)


def undo(
    deed_id: int | None,
    *,
    by: Staff | None,
    request_id: str | None = None,
    at: datetime | None = None,
) -> Answer:
    """Reverse a deed (or this person's last) and return the answer; refusals are answers too."""
    at = at or clock.now()

    def act() -> Done:
        deed, answer = undoing.undo(deed_id, by=by, at=at)
        return Done(answer, "undone", deed.copy, deed.reader, deed.loan, reverses=deed)

    return log.do_once(
        act,
        refused=lambda refusal: Done(answers.refused(refusal, None, None), "refused"),
        asked=lambda: f"undo {deed_id or ''}".strip(),
        by=by,
        at=at,
        request_id=request_id,
    )


def _refused(refusal: LibraryError, scan: Scan) -> Done:
    answer = answers.refused(refusal, scan.copy, scan.open_reader)
    kind = "question" if answer.kind == "question" else "refused"
    return Done(answer, kind, scan.copy, scan.open_reader)
