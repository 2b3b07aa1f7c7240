"""Recommended lists: made by scanning or searching, put in order, shown to pupils."""

import re

from peewee import fn

from core import barcodes, journal
from core.database import locked, transaction
from core.models import Staff
from plugins.catalogue.models import Record
from plugins.catalogue.services import find_by_isbn
from plugins.fund import services as fund
from plugins.information.errors import (
    GradesNotRead,
    ListedAlready,
    NoListTitle,
    UnknownBook,
    UnknownList,
)
from plugins.information.models import ListedRecord, RecommendedList

_GRADES = re.compile(r"^(\d{1,2})(?:\s*[-–—]\s*(\d{1,2}))?$")


def grades_of(text: str) -> tuple[int, ...]:
    """Return the grades of ``5, 7-9``, none for an empty text; GradesNotRead for other words."""
    found: list[int] = []
    for part in filter(None, (one.strip() for one in re.split(r"[,;]", text))):
        match = _GRADES.match(part)
        first = int(match[1]) if match else -1
        last = int(match[2] or first) if match else -1
        if not 0 <= first <= last <= 12:
            raise GradesNotRead(text=part[:20])
        found += range(first, last + 1)
    return tuple(sorted(set(found)))


def keep_list(its: RecommendedList, *, by: Staff | None) -> RecommendedList:
    """Save the list and return it; NoListTitle or GradesNotRead if it cannot be kept."""
    its.title = str(its.title or "").strip()
    if not its.title:
        raise NoListTitle()
    its.grades = written_grades(grades_of(str(its.grades or "")))
    with transaction():
        if its.by_id is None:
            its.by = by
        its.save()
        journal.record("information.list", by=by, about=f"list {its.id}")
    return its


def written_grades(grades: tuple[int, ...]) -> str:
    """Return grades as they are kept: ``5,7,8,9``."""
    return ",".join(str(one) for one in grades)


def get_list(number: int) -> RecommendedList:
    """Return the list; UnknownList if it is gone."""
    found: RecommendedList | None = RecommendedList.get_or_none(RecommendedList.id == number)
    if found is None:
        raise UnknownList()
    return found


def books_of(its: RecommendedList) -> list[ListedRecord]:
    """Return the lines of the list in their order, each with its record."""
    return list(
        ListedRecord.select(ListedRecord, Record)
        .join(Record)
        .where(ListedRecord.recommended_list == its)
        .order_by(ListedRecord.place, ListedRecord.id)
    )


def find_record(code: str) -> Record:
    """Return the record of a scanned copy, of an ISBN or of an inventory number; UnknownBook."""
    text = code.strip()
    for one in dict.fromkeys((text, barcodes.repair_layout(text))):
        known = barcodes.read_code(one)
        copy = fund.find_by_id(known.serial) if known else fund.find_by_number(one)
        if copy is not None:
            return copy.record
        isbn = barcodes.read_isbn(one)
        editions = find_by_isbn(isbn) if isbn else []
        if editions:
            return editions[0]
    raise UnknownBook(code=text[:60])


def add_book(
    its: RecommendedList, record: Record, *, note: str = "", by: Staff | None
) -> ListedRecord:
    """Put the record at the end of the list and return its line; ListedAlready if it is there."""
    with transaction():
        list(locked(RecommendedList.select().where(RecommendedList.id == its.id)))
        lines = ListedRecord.select().where(ListedRecord.recommended_list == its)
        if lines.where(ListedRecord.record == record).exists():
            raise ListedAlready(title=record.full_title)
        last = (
            ListedRecord.select(fn.MAX(ListedRecord.place))
            .where(ListedRecord.recommended_list == its)
            .scalar()
        )
        line: ListedRecord = ListedRecord.create(
            recommended_list=its, record=record, place=(last or 0) + 1, note=note.strip()[:250]
        )
        journal.record("information.list", by=by, about=f"list {its.id}", added=record.id)
    return line


def remove_book(its: RecommendedList, line_id: int, *, by: Staff | None) -> None:
    """Take a book off the list."""
    with transaction():
        gone = (
            ListedRecord.delete()
            .where(ListedRecord.id == line_id, ListedRecord.recommended_list == its)
            .execute()
        )
        if gone:
            journal.record("information.list", by=by, about=f"list {its.id}", removed=line_id)


def move_book(its: RecommendedList, line_id: int, step: int, *, by: Staff | None) -> None:
    """Move a book one place up (-1) or down (1); at the end of the list nothing happens."""
    with transaction():
        list(locked(RecommendedList.select().where(RecommendedList.id == its.id)))
        lines = books_of(its)
        at = next((n for n, one in enumerate(lines) if int(one.id) == line_id), None)
        if at is None or not 0 <= at + step < len(lines):
            return
        lines[at], lines[at + step] = lines[at + step], lines[at]
        for place, one in enumerate(lines, start=1):
            ListedRecord.update(place=place).where(ListedRecord.id == one.id).execute()
        journal.record("information.list", by=by, about=f"list {its.id}", moved=line_id)
