"""Making sets of textbooks: add with all volumes, order, editions, copy from year to year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peewee import fn

from core import barcodes, journal
from core.database import locked, transaction
from core.models import Staff
from plugins.catalogue import models as catalogue
from plugins.catalogue import services as records
from plugins.catalogue.models import Record
from plugins.fund import services as fund
from plugins.fund.models import Copy
from plugins.textbooks.errors import AlreadyInSet, OnlyEdition, SetThere, UnknownTextbook, WrongSet
from plugins.textbooks.models import SetEdition, SetItem, TextbookSet


def open_set(
    year: int, grade: int, language: str, profile: str = "", *, by: Staff | None
) -> TextbookSet:
    """Make the set of a grade, language and profile; SetThere if there is one, WrongSet."""
    profile = profile.strip()[:60]
    if not (0 <= grade <= 12 and 2000 <= year <= 2100):
        raise WrongSet()
    with transaction():
        found = find_set(year, grade, language, profile)
        if found is not None:
            raise SetThere(what=set_words(found))
        made: TextbookSet = TextbookSet.create(
            school_year=year, grade=grade, language=language, profile=profile
        )
        journal.record("textbooks.set_made", by=by, about=f"set {made.id}")
    return made


def find_set(year: int, grade: int, language: str, profile: str) -> TextbookSet | None:
    """Return the set, or None."""
    found: TextbookSet | None = TextbookSet.get_or_none(
        TextbookSet.school_year == year,
        TextbookSet.grade == grade,
        TextbookSet.language == language,
        TextbookSet.profile == profile,
    )
    return found


def set_words(its: TextbookSet) -> str:
    """Return year, grade, language and profile, bare: ``2026–2027, 7, kk``."""
    years = f"{its.school_year}–{int(its.school_year) + 1}"
    return ", ".join(str(one) for one in (years, its.grade, its.language, its.profile) if one != "")


def find_textbook(text: str) -> Record:
    """Return the record meant by a copy's code or number, an ISBN; UnknownTextbook."""
    text = text.strip()
    for one in dict.fromkeys((text, barcodes.repair_layout(text))):
        code = barcodes.read_code(one)
        copy = fund.find_by_id(code.serial) if code else fund.find_by_number(one) if one else None
        if copy is not None:
            return copy.record
        isbn = barcodes.read_isbn(one)
        editions = records.find_by_isbn(isbn) if isbn else []
        if editions:
            return editions[0]
    raise UnknownTextbook(text=text[:60])


def search(its: TextbookSet, text: str, limit: int = 12) -> list[Record]:
    """Return textbooks that have the words, those of the set's grade and language first."""
    query = Record.select().where(Record.kind == "textbook")
    if text.strip():
        query = query.where(catalogue.SEARCH.matching(text))
    else:
        query = query.where(Record.grade == its.grade, Record.language == its.language)
    fits = (Record.grade == its.grade).desc(), (Record.language == its.language).desc()
    return list(query.order_by(*fits, Record.sort_key, Record.year.desc()).limit(limit))


def proposals(its: TextbookSet) -> list[Record]:
    """Return the textbooks of the grade and language that have copies and are not in the set."""
    with_copies = Copy.select(Copy.record).where(Copy.withdrawn_on.is_null()).distinct()
    query = Record.select().where(
        Record.kind == "textbook",
        Record.grade == its.grade,
        Record.language == its.language,
        Record.id.in_(with_copies),
        Record.id.not_in(_records_of(its)),
    )
    return list(query.order_by(Record.subject, Record.sort_key, Record.year.desc()))


def add(its: TextbookSet, found: Sequence[Record], *, by: Staff | None) -> list[SetItem]:
    """Add textbooks with all their volumes, which stand together; return the new items.

    Raises AlreadyInSet, and adds nothing, if one of those named is there; volumes that are there
    stay as they are.
    """
    with transaction():
        _lock(its)
        there = {int(one) for (one,) in _records_of(its).tuples()}
        for record in found:
            if int(record.id) in there:
                raise AlreadyInSet(title=record.full_title)
        last = SetItem.select(fn.MAX(SetItem.position)).where(SetItem.textbook_set == its).scalar()
        place = int(last or 0) + 1
        made = []
        for record in found:
            for volume in volumes(record):
                if int(volume.id) in there:
                    continue
                there.add(int(volume.id))
                item = SetItem.create(textbook_set=its, position=place, subject=volume.subject)
                SetEdition.create(item=item, record=volume)
                made.append(item)
                place += 1
        journal.record("textbooks.set_changed", by=by, about=f"set {its.id}", added=len(made))
    return made


def volumes(record: Record) -> list[Record]:
    """Return the record and the other parts of the same edition, in the order of the parts."""
    if not record.part:
        return [record]
    query = Record.select().where(
        Record.kind == record.kind,
        Record.title == record.title,
        Record.publisher == record.publisher,
        Record.year == record.year if record.year else Record.year.is_null(),
        Record.grade == record.grade if record.grade is not None else Record.grade.is_null(),
        Record.language == record.language,
        Record.part != "",
    )
    return list(query.order_by(Record.sort_key, Record.id)) or [record]


def change(item: SetItem, *, teacher_copies: int, share: int, by: Staff | None) -> None:
    """Keep how many the teachers need and how many of a hundred pupils use it (1 to 100)."""
    with transaction():
        item.teacher_copies = max(0, min(teacher_copies, 1000))
        item.share = max(1, min(share, 100))
        item.save(only=[SetItem.teacher_copies, SetItem.share])
        journal.record("textbooks.set_changed", by=by, about=f"set {item.textbook_set_id}")


def remove(item: SetItem, *, by: Staff | None) -> None:
    """Take the textbook out of the set; what pupils have in hand stays with them."""
    with transaction():
        journal.record("textbooks.set_changed", by=by, about=f"set {item.textbook_set_id}")
        item.delete_instance(recursive=False)


def move(item: SetItem, steps: int) -> None:
    """Move the textbook up (−1) or down (1) in its set."""
    with transaction():
        _lock(item.textbook_set)
        items = list(
            SetItem.select()
            .where(SetItem.textbook_set == item.textbook_set_id)
            .order_by(SetItem.position, SetItem.id)
        )
        here = next(at for at, one in enumerate(items) if one.id == item.id)
        there = max(0, min(len(items) - 1, here + steps))
        items.insert(there, items.pop(here))
        for place, one in enumerate(items, 1):
            if one.position != place:
                SetItem.update(position=place).where(SetItem.id == one.id).execute()


def add_edition(item: SetItem, record: Record, *, by: Staff | None) -> None:
    """Let another edition serve for the same textbook; AlreadyInSet if it does in this set."""
    with transaction():
        _lock(item.textbook_set)
        if _records_of(item.textbook_set).where(SetEdition.record == record).exists():
            raise AlreadyInSet(title=record.full_title)
        last = SetEdition.select(fn.MAX(SetEdition.position)).where(SetEdition.item == item)
        SetEdition.create(item=item, record=record, position=int(last.scalar() or 0) + 1)
        journal.record("textbooks.set_changed", by=by, about=f"set {item.textbook_set_id}")


def remove_edition(edition: SetEdition, *, by: Staff | None) -> None:
    """Take an edition off its item; OnlyEdition if it is the last."""
    with transaction():
        if SetEdition.select().where(SetEdition.item == edition.item_id).count() == 1:
            raise OnlyEdition()
        journal.record("textbooks.set_changed", by=by, about=f"item {edition.item_id}")
        edition.delete_instance()


@dataclass(frozen=True)
class CopyPlan:
    """What copying a year's sets would do: those that would be made, those there already."""

    new: list[TextbookSet]
    there: list[TextbookSet]


def plan_copy(from_year: int, to_year: int) -> CopyPlan:
    """Return which sets of ``from_year`` would be copied to ``to_year``; nothing is written."""
    new: list[TextbookSet] = []
    there: list[TextbookSet] = []
    for one in (
        TextbookSet.select()
        .where(TextbookSet.school_year == from_year)
        .order_by(TextbookSet.grade, TextbookSet.language, TextbookSet.profile)
    ):
        found = find_set(to_year, int(one.grade), str(one.language), str(one.profile))
        (there if found else new).append(one)
    return CopyPlan(new, there)


def copy_year(from_year: int, to_year: int, *, by: Staff | None) -> int:
    """Copy the year's sets that the other year has not yet; return how many. Twice is once."""
    with transaction():
        plan = plan_copy(from_year, to_year)
        for one in plan.new:
            _copy_set(one, to_year)
        if plan.new:
            journal.record(
                "textbooks.year_copied", by=by, about=f"{from_year} → {to_year}", sets=len(plan.new)
            )
    return len(plan.new)


def _copy_set(its: TextbookSet, year: int) -> None:
    made = TextbookSet.create(
        school_year=year, grade=its.grade, language=its.language, profile=its.profile
    )
    for item in SetItem.select().where(SetItem.textbook_set == its).order_by(SetItem.id):
        fresh = SetItem.create(
            textbook_set=made,
            position=item.position,
            subject=item.subject,
            teacher_copies=item.teacher_copies,
            share=item.share,
        )
        for edition in SetEdition.select().where(SetEdition.item == item):
            SetEdition.create(item=fresh, record=edition.record_id, position=edition.position)


def _records_of(its: TextbookSet) -> Any:
    return SetEdition.select(SetEdition.record).join(SetItem).where(SetItem.textbook_set == its)


def _lock(its: TextbookSet) -> None:
    locked(TextbookSet.select().where(TextbookSet.id == its.id)).get()
