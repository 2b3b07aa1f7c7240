"""Books of an event: put there by a scan or a search, shown to readers, counted as they go."""

from collections.abc import Iterable
from datetime import date

from peewee import fn

from core import barcodes, journal
from core.database import transaction
from core.models import Staff
from core.sections import hook
from plugins.catalogue import services as records
from plugins.catalogue.models import SEARCH, Record
from plugins.catalogue.services import ReadingList
from plugins.events import queries
from plugins.events.errors import ShownAlready, UnknownBook
from plugins.events.models import Event, Shown
from plugins.fund import services as fund
from plugins.fund.models import Copy

#: Records that a search shows.
MOST_FOUND = 12


def find_book(text: str) -> tuple[Record, Copy | None] | None:
    """Return the record, and the copy, of a scanned code, a number or an ISBN; None if no such."""
    text = text.strip()[:60]
    for one in dict.fromkeys((text, barcodes.repair_layout(text))):
        code = barcodes.read_code(one)
        copy = fund.find_by_id(code.serial) if code else fund.find_by_number(one) if one else None
        if copy is not None:
            return copy.record, copy
        isbn = barcodes.read_isbn(one)
        editions = records.find_by_isbn(isbn) if isbn else []
        if editions:
            return editions[0], None
    return None


def search(text: str) -> list[Record]:
    """Return records that have the words; what begins with them first."""
    if not text.strip():
        return []
    query = Record.select().where(SEARCH.matching(text))
    return list(query.order_by(SEARCH.rank(text), Record.sort_key).limit(MOST_FOUND))


def scan(event: Event, text: str, *, by: Staff | None) -> Shown:
    """Put the book that was scanned into the event's list; UnknownBook, ShownAlready."""
    found = find_book(text)
    if found is None:
        raise UnknownBook(text=text.strip()[:60])
    return put(event, found[0], copy=found[1], by=by)


def put(event: Event, record: Record, *, by: Staff | None, copy: Copy | None = None) -> Shown:
    """Put a book into the event's list, behind the others; ShownAlready if it is there."""
    with transaction():
        if Shown.select().where(Shown.event == event, Shown.record == record).exists():
            raise ShownAlready(title=record.full_title)
        last = Shown.select(fn.MAX(Shown.place)).where(Shown.event == event).scalar()
        shown: Shown = Shown.create(event=event, record=record, copy=copy, place=(last or 0) + 1)
        journal.record("events.shown", by=by, about=f"event {event.id}", record=record.id)
    return shown


def take_away(event: Event, number: int, *, by: Staff | None) -> None:
    """Take a book out of the event's list."""
    with transaction():
        Shown.delete().where(Shown.id == number, Shown.event == event).execute()
        journal.record("events.shown", by=by, about=f"event {event.id}", removed=number)


def books_of(event: Event) -> list[Shown]:
    """Return the books of the event with their records, in their order."""
    return list(
        Shown.select(Shown, Record)
        .join(Record)
        .where(Shown.event == event)
        .order_by(Shown.place, Shown.id)
    )


def borrowed(event: Event, record_ids: Iterable[int], on: date) -> dict[int, int]:
    """Return how often each of the books was lent from the first day of the event to its last.

    Nothing if the event has no day, has not begun, or nobody keeps loans.
    """
    ids = list(record_ids)
    if not ids or event.day is None or event.day > on:
        return {}
    last = min(event.last_day or on, on)
    return hook.loans_of_records(record_ids=ids, first=event.day, last=last) or {}


def lists_for_readers(on: date) -> list[ReadingList]:
    """Return the exhibitions that stand that day and have books, for the public catalogue."""
    standing = queries.standing(on)
    ids: dict[int, list[int]] = {}
    rows = (
        Shown.select(Shown.event, Shown.record)
        .where(Shown.event.in_([one.id for one in standing]))
        .order_by(Shown.event, Shown.place, Shown.id)
        .tuples()
    )
    for event, record in rows:
        ids.setdefault(int(event), []).append(int(record))
    return [
        ReadingList(
            key=f"events.exhibition.{one.id}",
            kind="exhibition",
            title=str(one.title),
            text=str(one.text),
            record_ids=ids[int(one.id)],
            first=one.day,
            last=one.last_day,
            grades=[int(grade) for grade in str(one.grades).split(",") if grade],
        )
        for one in standing
        if int(one.id) in ids
    ]
