"""The desk: what one scan means, and what it does. One scan is one transaction."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import JOIN

from core import barcodes, clock, journal
from core.barcodes import Kind
from core.database import db, transaction
from core.errors import LibraryError
from core.models import Staff
from core.prepared import Prepared, PreparedInsert
from plugins.catalogue import models as catalogue
from plugins.catalogue import services as records
from plugins.catalogue.models import Record
from plugins.circulation.errors import CopyWithAnother, NothingAsked, UnknownCode
from plugins.circulation.models import Deed, Loan, Visit
from plugins.circulation.queries import open_copies_of
from plugins.circulation.services import answers, lending, undoing
from plugins.circulation.services.answers import Answer
from plugins.circulation.services.lending import Found
from plugins.fund import services as fund
from plugins.fund.models import Copy
from plugins.readers import models as readers_models
from plugins.readers import services as readers
from plugins.readers.models import Reader, SchoolClass

#: A scanner that beeps twice sends the same code within this time; it means it once.
DOUBLE_BEEP = timedelta(seconds=2)

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
        # PostgreSQL cannot keep a NUL, and no code has one.
        self.text = self.text.replace("\0", "").strip()[:100]
        self.reader = self.reader.replace("\0", "").strip()[:60]
        self.at = self.at or clock.now()
        self.request_id = (self.request_id or "")[:64] or None

    @property
    def moment(self) -> datetime:
        """Return when the scan was made."""
        assert self.at is not None
        return self.at

    @property
    def asked(self) -> str:
        """Return what makes two scans the same to a double beep."""
        yes = ",".join(sorted(self.confirmed))
        return f"{self.text}|{self.reader}|{self.mode}|{yes}"[:250]


@dataclass
class Done:
    """What a scan did: the answer, and the rows that the log line points at."""

    answer: Answer
    kind: str = ""
    copy: Copy | None = None
    reader: Reader | None = None
    loan: Loan | None = None
    other_loan: Loan | None = None
    before: str = ""
    reverses: Deed | None = None


def scan(scan: Scan) -> Answer:
    """Do what the scan means and return the answer; repeating a request id changes nothing.

    A refusal or a question is an answer too: it is logged, and nothing else is written.
    """
    with transaction():
        kept = _repeated(scan)
        if kept is not None:
            return kept
        try:
            with db.atomic():
                done = _act(scan)
        except LibraryError as refusal:
            done = _refused(refusal, scan)
        _log(scan, done)
    return done.answer


def _repeated(scan: Scan) -> Answer | None:
    """Return the answer already given to this request id, or to the same beep just now."""
    if scan.request_id:
        kept = _BY_REQUEST.first(request_id=scan.request_id)
        if kept is not None:
            return _given(kept)
    last = _last_deed(scan.by)
    if last is None or last.asked != scan.asked or last.kind not in ("lent", "returned", "swapped"):
        return None
    if not timedelta(0) <= scan.moment - last.at <= DOUBLE_BEEP:
        return None
    return _given(last)


def _given(deed: Deed) -> Answer:
    """Return the answer that was given to the scan of this log line."""
    answer = Answer.from_dict(json.loads(str(deed.answer)))
    answer.deed = deed.id
    return answer


def _last_deed(by: Staff | None) -> Deed | None:
    found: Deed | None = _LAST_DEED.first(by=by.id if by else None)
    return found


_BY_REQUEST = Prepared(
    lambda request_id: Deed.select().where(Deed.request_id == request_id), "request_id"
)
_LAST_DEED = Prepared(
    lambda by: Deed.select().where(Deed.by == by).order_by(Deed.id.desc()).limit(1), "by"
)
_add_deed = PreparedInsert(Deed)


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
    number = code.serial if code and code.kind is Kind.READER else scan.reader
    return readers.get_by_card(int(number) if str(number).isdecimal() else 0)


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
    Visit.insert(reader=reader, visited_on=scan.moment.date()).on_conflict_ignore().execute()
    return Done(answers.opened(reader), "reader", reader=reader)


def _copy_scanned(scan: Scan, copy: Copy, reader: Reader | None) -> Done:
    scan.copy = copy
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
        return Done(answers.shown(found.copy), copy=found.copy)
    holder = found.loan.reader
    before = undoing.remember(found.loan)
    loan = lending.take_back(found.loan, by=scan.by, at=scan.moment)
    answer = answers.returned(found.copy, holder)
    return Done(answer, "returned", found.copy, holder, loan, before=before)


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
    return Done(answers.closed())


def _answer_question(scan: Scan, *, yes: bool) -> Done:
    """Do the last scan again with its question answered: yes, or only take the copy back."""
    last = _last_deed(scan.by)
    if last is None or last.kind not in ("question", "refused") or not last.answer:
        raise NothingAsked()
    kept = json.loads(last.answer)
    if not kept["question"] or scan.moment - last.at > QUESTION_LIVES:
        raise NothingAsked()
    text, reader, _mode, confirmed = last.asked.split("|")
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
    scan = Scan(text="undo", by=by, request_id=request_id, at=at)
    with transaction():
        kept = _repeated(scan)
        if kept is not None:
            return kept
        try:
            with db.atomic():
                deed, answer = undoing.undo(deed_id, by=by, at=scan.moment)
                done = Done(answer, "undone", deed.copy, deed.reader, deed.loan, reverses=deed)
        except LibraryError as refusal:
            done = _refused(refusal, scan)
        _log(scan, done)
    return done.answer


def _refused(refusal: LibraryError, scan: Scan) -> Done:
    answer = answers.refused(refusal, scan.copy, scan.open_reader)
    kind = "question" if answer.kind == "question" else "refused"
    return Done(answer, kind, scan.copy, scan.open_reader)


def _log(scan: Scan, done: Done) -> None:
    """Write the desk's log and, for what changed something or was refused, the journal."""
    if not done.kind and not scan.request_id:
        return
    deed = _add_deed(
        at=scan.moment,
        by=scan.by,
        kind=done.kind or "shown",
        code=done.answer.code,
        asked=scan.asked,
        copy=done.copy,
        reader=done.reader,
        loan=done.loan,
        other_loan=done.other_loan,
        before=done.before,
        reverses=done.reverses,
        answer=done.answer.as_json(),
        request_id=scan.request_id,
    )
    done.answer.deed = deed.id
    if done.kind and done.kind != "reader":
        about = f"copy {done.copy.id}" if done.copy else scan.text
        journal.record(f"desk.{done.kind}", by=scan.by, about=about, deed=deed.id)
