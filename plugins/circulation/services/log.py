"""The desk's log: each request is done once, its answer kept and given again when repeated."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import JOIN, IntegrityError

from core import clock, journal
from core.database import transaction
from core.errors import LibraryError
from core.models import Staff
from core.prepared import Prepared, PreparedInsert
from plugins.catalogue.models import Record
from plugins.circulation.models import Deed, Loan
from plugins.circulation.services.answers import Answer
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass

#: Lines that are kept for a repeated request only: nothing was done, the journal need not know.
SILENT = ("shown", "reader")


@dataclass
class Done:
    """What a request did: the answer, and the rows that the log line points at.

    ``is_repeat`` says that the answer had been given before: the line is for the request only.
    """

    answer: Answer
    kind: str = "shown"
    copy: Copy | None = None
    reader: Reader | None = None
    loan: Loan | None = None
    other_loan: Loan | None = None
    before: str = ""
    reverses: Deed | None = None
    is_repeat: bool = False


def clean(text: str, length: int) -> str:
    """Return ``text`` as the database can keep it: PostgreSQL takes no NUL, and nothing endless."""
    return text.replace("\0", "").strip()[:length]


def do_once(
    act: Callable[[], Done],
    *,
    refused: Callable[[LibraryError], Done],
    asked: Callable[[], str],
    by: Staff | None,
    at: datetime | None = None,
    request_id: str | None = None,
) -> Answer:
    """Do ``act`` in one transaction and return its answer, logged; a known request changes nothing.

    A refusal is an answer too (``refused`` words it): what the act had written goes back, and the
    refusal is logged. ``asked`` is called last: an act may learn what it was really asked.
    """
    request_id = clean(request_id or "", 64) or None
    try:
        with transaction():
            kept = _given_to(request_id)
            if kept is not None:
                return kept
            try:
                with transaction():
                    done = act()
            except LibraryError as refusal:
                done = refused(refusal)
            if request_id or not done.is_repeat:
                write(done, asked(), by=by, at=at or clock.now(), request_id=request_id)
    except IntegrityError:
        # The same request twice at one moment: PostgreSQL lets both begin, and keeps one.
        kept = _given_to(request_id)
        if kept is None:
            raise
        return kept
    return done.answer


def _given_to(request_id: str | None) -> Answer | None:
    kept = _BY_REQUEST.first(request_id=request_id) if request_id else None
    return given(kept) if kept is not None else None


def given(deed: Deed) -> Answer:
    """Return the answer that was given when this line was written."""
    answer = Answer.from_dict(json.loads(str(deed.answer)))
    answer.deed = answer.deed or deed.id  # a second beep's answer names the deed of the first
    return answer


def last_deed(by: Staff | None) -> Deed | None:
    """Return the last line of this person, or None."""
    found: Deed | None = _LAST_DEED.first(by=by.id if by else None)
    return found


_BY_REQUEST = Prepared(
    lambda request_id: Deed.select().where(Deed.request_id == request_id), "request_id"
)
_LAST_DEED = Prepared(
    lambda by: Deed.select().where(Deed.by == by).order_by(Deed.id.desc()).limit(1), "by"
)
_add_deed = PreparedInsert(Deed)


def write(
    done: Done, asked: str, *, by: Staff | None, at: datetime, request_id: str | None = None
) -> None:
    """Write the line of what was done and, if something changed or was refused, the journal's."""
    deed = _add_deed(
        at=at,
        by=by,
        kind=done.kind,
        code=done.answer.code,
        asked=asked,
        copy=done.copy,
        reader=done.reader,
        loan=done.loan,
        other_loan=done.other_loan,
        before=done.before,
        reverses=done.reverses,
        answer=done.answer.as_json(),
        request_id=request_id,
    )
    done.answer.deed = done.answer.deed or deed.id
    if done.kind not in SILENT:
        about = f"copy {done.copy.id}" if done.copy else asked.partition("|")[0]
        journal.record(f"desk.{done.kind}", by=by, about=about, deed=deed.id)


def last_deeds() -> list[Deed]:
    """Return the latest lines of the desk's log, of all desks, the latest first."""
    return _LAST_DEEDS.all()


def _last_deeds() -> Any:
    reversal = Deed.alias("reversal")
    return (
        Deed.select(
            Deed, Copy, Record, Reader, SchoolClass, reversal.id.is_null(False).alias("is_undone")
        )
        .join_from(Deed, Copy, JOIN.LEFT_OUTER)
        .join_from(Copy, Record, JOIN.LEFT_OUTER)
        .join_from(Deed, Reader, JOIN.LEFT_OUTER)
        .join_from(Reader, SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
        .join_from(Deed, reversal, JOIN.LEFT_OUTER, on=(reversal.reverses == Deed.id))
        .where(
            Deed.kind.not_in(("reader", "undone", "shown")),
            # Who was absent when a class got its textbooks is not the desk's to tell.
            (Deed.kind != "noted") | Deed.copy.is_null(False),
        )
        .order_by(Deed.id.desc())
        .limit(20)
    )


_LAST_DEEDS = Prepared(_last_deeds)


def class_answers(by: Staff | None, class_id: int, limit: int = 8) -> list[Answer]:
    """Return the person's latest answers at the issue to the class, the latest first.

    What was undone is left out; only his last forty lines are looked at.
    """
    reversal = Deed.alias()
    rows = (
        Deed.select(Deed, reversal.id.is_null(False).alias("is_undone"))
        .join(reversal, JOIN.LEFT_OUTER, on=(reversal.reverses == Deed.id))
        .where(Deed.by == (by.id if by else None))
        .order_by(Deed.id.desc())
        .limit(40)
    )
    found = [
        given(one)
        for one in rows
        if f"|class {class_id}|" in str(one.asked) and not one.is_undone and one.kind != "undone"
    ]
    return found[:limit]
