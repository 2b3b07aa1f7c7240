"""Subject headings of records: each known once, however often it is given."""

from collections.abc import Iterable, Sequence

from core import bulk
from core.alphabet import fold
from core.database import insert_many
from plugins.catalogue.models import Heading, Record, RecordHeading
from plugins.catalogue.services.search.linking import relink, relink_one

_CHUNK = 500


def split(text: str) -> list[str]:
    """Return the headings of a text, which are parted by semicolons or lines, each once."""
    found: dict[str, str] = {}
    for one in text.replace("\n", ";").split(";"):
        name = " ".join(one.split())[:200]
        if fold(name):
            found.setdefault(fold(name), name)
    return list(found.values())


def of_record(record: Record) -> list[Heading]:
    """Return the record's headings, the weightiest first."""
    return list(
        Heading.select(Heading)
        .join(RecordHeading)
        .where(RecordHeading.record == record)
        .order_by(RecordHeading.position, RecordHeading.id)
    )


def of_records(ids: Sequence[int]) -> dict[int, list[Heading]]:
    """Return the headings of many records by the record's id, in a query for each 500."""
    found: dict[int, list[Heading]] = {}
    for start in range(0, len(ids), _CHUNK):
        rows = (
            RecordHeading.select(RecordHeading, Heading)
            .join(Heading)
            .where(RecordHeading.record.in_(list(ids[start : start + _CHUNK])))
            .order_by(RecordHeading.position, RecordHeading.id)
        )
        for one in rows:
            found.setdefault(int(one.record_id), []).append(one.heading)
    return found


def give(record: Record, wanted: Iterable[str]) -> bool:
    """Make the record's headings those of ``wanted``; True if that changed anything.

    Call it inside `transaction`.
    """
    fresh = [find_or_make(one) for one in split("\n".join(wanted))]
    fresh = list(dict.fromkeys(fresh))
    if fresh == of_record(record):
        return False
    RecordHeading.delete().where(RecordHeading.record == record).execute()
    for place, heading in enumerate(fresh):
        RecordHeading.create(record=record, heading=heading, position=place)
    relink_one(record)
    return True


def give_many(wanted: dict[int, Sequence[str]]) -> None:
    """Give many new records their headings, by the record's id: few queries for a whole list.

    Call it inside `transaction`; the records must have none yet.
    """
    by_record = {number: split("\n".join(found)) for number, found in wanted.items()}
    named = {fold(one)[:250]: one for found in by_record.values() for one in found}
    known: dict[str, int] = {}
    keys = list(named)
    for start in range(0, len(keys), _CHUNK):
        rows = Heading.select(Heading.search_text, Heading.id).where(
            Heading.search_text.in_(keys[start : start + _CHUNK])
        )
        for key, number in rows.order_by(Heading.id.desc()).tuples():
            known[str(key)] = int(number)
    missing = [key for key in keys if key not in known]
    ids = bulk.take_ids(Heading, len(missing)) if missing else []
    columns = tuple(Heading._meta.fields)
    fresh = []
    for number, key in zip(ids, missing, strict=True):
        heading = Heading(id=number, name=named[key])
        heading.derive()
        fresh.append(tuple(heading.__data__.get(column) for column in columns))
        known[key] = number
    bulk.insert_rows(Heading, columns, fresh, ids_taken=True)
    insert_many(
        RecordHeading,
        [
            {"record": number, "heading": known[fold(one)[:250]], "position": place}
            for number, found in by_record.items()
            for place, one in enumerate(found)
        ],
    )
    relink(wanted)


def find_or_make(name: str) -> Heading:
    """Return the heading of this name, whatever its case; made if there is none."""
    found: Heading | None = (
        Heading.select().where(Heading.search_text == fold(name)[:250]).order_by(Heading.id).first()
    )
    if found is None:
        found = Heading(name=name[:200])
        found.save(force_insert=True)
    return found
