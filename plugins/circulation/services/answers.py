"""What the desk answers to a scan: one value for the page, for programs and for the log."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from core.errors import LibraryError, NeedsConfirmation
from plugins.circulation.models import Loan, Reservation
from plugins.fund.models import Copy
from plugins.readers.models import KINDS as READER_KINDS
from plugins.readers.models import Reader

#: HTTP status by kind of answer; all others are 200 (issue: the desk, for programs).
STATUS = {"question": 409, "refused": 409, "unknown": 404}

# The words on the strip, by kind: word, and which way the sentence for programs goes.
_LENT = _("Lent: %(reader)s")
_RETURNED = _("Returned: %(reader)s")
_NOT_ON_LOAN = _("Not on loan")
_READER = _("Reader: %(reader)s")
_EDITION = _("This is the edition's number")
_ASK_ANOTHER = _("Please decide: another reader has this book")
_ASK_OVERDUE = _("Please decide: the reader has overdue books")
_ASK_RESERVED = _("Please decide: another reader waits for this book")
_ASK_LIMIT = _("Please decide: the limit is reached")
_REFUSED_ROOM = _("Not lent: reading room only")
_REFUSED = _("Not lent")
_UNKNOWN = _("Unknown number")
_UNDONE = _("Undone")
_CLOSED = _("The reader is closed")
_CANCELLED = _("Cancelled")
_NOT_RENEWED = _("Not renewed")
_NOT_UNDONE = _("Not undone")
_DUE = _("Inv. No. %(number)s. Due on: %(due)s")
_DUE_ROOM = _("Inv. No. %(number)s. In the reading room, due today: %(due)s")
_PLACE = _("Inv. No. %(number)s. Place: %(place)s")
_NUMBER = _("Inv. No. %(number)s")
_SCAN_A_COPY = _("Copies: %(count)s, free: %(free)s. Scan the barcode of the copy itself.")
_RENEWED = _("Renewed: %(reader)s")
_RENEWED_COUNT = _("Copies renewed: %(count)s")
_ASIDE = _(
    "No. %(number)s is reserved: put it on the reservation shelf. Reader: %(reader)s. "
    "Kept until: %(until)s"
)
_CHOOSE = _("Choose from the list")
_NOTHING_CHANGED = _("Nothing has changed.")

_QUESTIONS = {
    "copy_with_another": _ASK_ANOTHER,
    "reader_has_overdue": _ASK_OVERDUE,
    "limit_reached": _ASK_LIMIT,
    "reserved_for_another": _ASK_RESERVED,
    "reading_room_only": _REFUSED_ROOM,
    "unknown_code": _UNKNOWN,
    "unknown_card": _UNKNOWN,
    "unknown_loan": _UNKNOWN,
    "nothing_to_renew": _NOT_RENEWED,
    "renewed_too_often": _NOT_RENEWED,
    "reserved_by_others": _NOT_RENEWED,
    "loan_closed": _NOTHING_CHANGED,
    "nothing_to_undo": _NOT_UNDONE,
    "too_late_to_undo": _NOT_UNDONE,
    "already_undone": _NOT_UNDONE,
    "nothing_asked": _NOTHING_CHANGED,
    "only_for_classes": _NOTHING_CHANGED,
}


#: Refusals about a copy that was made good and is here again: what to do stands in its row.
_TURNED_UP = ("copy_replaced", "lost_written_off")


@dataclass
class Answer:
    """``headline``, ``title`` and ``detail`` are the three lines of the strip, as text.

    ``reader`` and ``copy`` are small dicts; ``deed`` is the log line's id once it is written;
    ``question`` is the code that ``confirmed`` must carry to go on.
    """

    kind: str
    code: str = ""
    headline: str = ""
    title: str = ""
    detail: str = ""
    reader: dict[str, Any] | None = None
    copy: dict[str, Any] | None = None
    due_on: str | None = None
    question: str | None = None
    deed: int | None = None
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """Return the HTTP status."""
        return STATUS.get(self.kind, 200)

    @property
    def message(self) -> str:
        """Return the whole answer as one text, for programs and for a screen reader."""
        return ". ".join(one.rstrip(".") for one in (self.headline, self.title, self.detail) if one)

    def as_dict(self) -> dict[str, Any]:
        """Return what programs get (docs/desk-api.md) and what the log keeps."""
        return {
            "kind": self.kind,
            "code": self.code,
            "message": self.message,
            "reader": self.reader,
            "copy": self.copy,
            "due_on": self.due_on,
            "question": self.question,
            "deed": self.deed,
            "lines": [self.headline, self.title, self.detail],
            **self.more,
        }

    def as_json(self) -> str:
        """Return `as_dict` as the text that the log keeps."""
        return json.dumps(self.as_dict(), ensure_ascii=False)

    @classmethod
    def from_dict(cls, kept: dict[str, Any]) -> "Answer":
        """Return the answer that `as_dict` had made: a repeated request gets it again."""
        kept = dict(kept)
        kept.pop("message")
        headline, title, detail = kept.pop("lines")
        known = {
            name: kept.pop(name)
            for name in ("kind", "code", "reader", "copy", "due_on", "question", "deed")
        }
        return cls(**known, headline=headline, title=title, detail=detail, more=kept)


def reader_facts(reader: Reader) -> dict[str, Any]:
    """Return the reader as programs and the strip see him."""
    where = str(reader.school_class) if reader.school_class_id else str(READER_KINDS[reader.kind])
    return {
        "code": reader.code,
        "card": reader.card_no,
        "name": reader.name,
        "class": where,
        "kind": reader.kind,
    }


def copy_facts(copy: Copy) -> dict[str, Any]:
    """Return the copy as programs and the strip see it."""
    record = copy.record
    return {
        "code": copy.code,
        "inventory_no": copy.inventory_no,
        "title": record.full_title,
        "authors": record.authors,
        "shelf_mark": record.shelf_mark,
        "shelf": copy.shelf,
        "fund": copy.fund,
    }


def who(reader: Reader) -> str:
    """Return name and class, bare: ``Әлібек Нұрасыл, 7 «Ә»``."""
    facts = reader_facts(reader)
    return f"{facts['name']}, {facts['class']}"


def what(copy: Copy) -> str:
    """Return title, part and first author: ``«Абай жолы», 1-кітап, Әуезов Мұхтар``."""
    record = copy.record
    author = record.first_author
    rest = [str(one) for one in (record.grade_words, record.part) if one]
    title = ", ".join([f"«{record.title}»", *rest])
    return f"{title}, {author}" if author else title


def _place(copy: Copy) -> str:
    place = ", ".join(one for one in (copy.record.shelf_mark, str(copy.shelf)) if one)
    if not place:
        return str(_NUMBER) % {"number": copy.inventory_no}
    return str(_PLACE) % {"number": copy.inventory_no, "place": place}


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def lent(copy: Copy, reader: Reader, loan: Loan) -> Answer:
    """Return the answer to a copy that has just been lent."""
    words = _DUE_ROOM if loan.is_in_reading_room else _DUE
    return Answer(
        "lent",
        headline=str(_LENT) % {"reader": who(reader)},
        title=what(copy),
        detail=str(words) % {"number": copy.inventory_no, "due": _day(loan.due_on)},
        reader=reader_facts(reader),
        copy=copy_facts(copy),
        due_on=loan.due_on.isoformat(),
    )


def returned(copy: Copy, reader: Reader) -> Answer:
    """Return the answer to a copy that has just come back from ``reader``."""
    return Answer(
        "returned",
        headline=str(_RETURNED) % {"reader": who(reader)},
        title=what(copy),
        detail=_place(copy),
        reader=reader_facts(reader),
        copy=copy_facts(copy),
    )


def shown(copy: Copy) -> Answer:
    """Return the answer to a free copy scanned with no reader open: its card."""
    return Answer(
        "copy",
        headline=str(_NOT_ON_LOAN),
        title=what(copy),
        detail=_place(copy),
        copy=copy_facts(copy),
    )


def opened(reader: Reader) -> Answer:
    """Return the answer to a reader's card."""
    return Answer(
        "reader",
        headline=str(_READER) % {"reader": who(reader)},
        reader=reader_facts(reader),
    )


def edition(record: Any, count: int, free: int) -> Answer:
    """Return the answer to an ISBN: the edition, and that the copy itself must be scanned."""
    author = record.first_author
    return Answer(
        "edition",
        headline=str(_EDITION),
        title=f"«{record.full_title}», {author}" if author else f"«{record.full_title}»",
        detail=str(_SCAN_A_COPY) % {"count": count, "free": free},
        more={"edition": {"id": record.id, "isbn": record.isbn, "copies": count, "free": free}},
    )


def aside(answer: Answer, row: Reservation) -> Answer:
    """Add to the answer about a copy that it is to stand aside, and for whom."""
    number = answer.copy["inventory_no"] if answer.copy else ""
    answer.detail = str(_ASIDE) % {
        "number": number,
        "reader": who(row.reader),
        "until": _day(row.keep_until),
    }
    answer.more["reserved"] = reader_facts(row.reader)
    return answer


def undone(what: Answer) -> Answer:
    """Return the answer to an undo: the deed that was reversed, under another word."""
    return Answer(
        "undone",
        headline=f"{_UNDONE}: {what.headline}",
        title=what.title,
        detail=what.detail,
        reader=what.reader,
        copy=what.copy,
    )


def renewed(reader: Reader, count: int) -> Answer:
    """Return the answer to renewing all that a reader has."""
    return Answer(
        "renewed",
        headline=str(_RENEWED) % {"reader": who(reader)},
        detail=str(_RENEWED_COUNT) % {"count": count},
        reader=reader_facts(reader),
    )


def cancelled() -> Answer:
    """Return the answer to the command that leaves a question: the reader stays open."""
    return Answer("cancelled", headline=str(_CANCELLED), detail=str(_NOTHING_CHANGED))


def closed() -> Answer:
    """Return the answer to the command that closes the reader."""
    return Answer("closed", headline=str(_CLOSED), detail=str(_NOTHING_CHANGED))


def choice(readers: list[Reader], records: list[Any]) -> Answer:
    """Return the answer to words typed in the box: who and what they may mean."""
    return Answer(
        "choice",
        headline=str(_CHOOSE),
        more={
            "readers": [reader_facts(one) for one in readers],
            "editions": [{"id": one.id, "title": one.full_title} for one in records],
        },
    )


def refused(refusal: LibraryError, copy: Copy | None, reader: Reader | None) -> Answer:
    """Return a refusal or a question as the desk shows it."""
    asks = isinstance(refusal, NeedsConfirmation)
    kind = "question" if asks else "unknown" if refusal.status == 404 else "refused"
    way_out = asks or refusal.code == "reading_room_only"
    return Answer(
        kind,
        code=refusal.code,
        headline=str(_QUESTIONS.get(refusal.code, _REFUSED)),
        title=what(copy) if copy else "",
        detail=str(refusal),
        reader=reader_facts(reader) if reader else None,
        copy=copy_facts(copy) if copy else None,
        question=refusal.code if way_out else None,
        more={"page": row_page(refusal.facts["row"])} if refusal.code in _TURNED_UP else {},
    )


def row_page(row: int) -> str:
    """Return where a row of the notebook of replaced books is."""
    return f"/circulation/replacements/details/?id={row}"


def replacement_page(loan: Loan) -> str:
    """Return where the book brought for a lost copy is judged and taken."""
    return f"/circulation/replacements/for/{loan.id}/"
