"""Records of the catalogue as MARC and as lists for other programs, a batch at a time."""

from collections.abc import Iterator, Sequence
from datetime import UTC

from core import clock
from plugins.catalogue.models import Record
from plugins.exchange.services import mapping, rows
from plugins.exchange.services.mapping import Description
from plugins.exchange.services.marc import writing
from plugins.exchange.services.marc.fields import Marc, unpack

BATCH = 500

#: What a catalogue can be written as: the ending of the file's name, and its kind for browsers.
MARC_FORMATS = {"iso2709": ("mrc", "application/marc"), "marcxml": ("xml", "application/xml")}


def marcs_of(records: Sequence[Record], dialect: str) -> list[Marc]:
    """Return the records as MARC of that dialect, in five queries."""
    return [
        mapping.write(
            it,
            dialect,
            kept=unpack(str(record.kept_marc)),
            number=str(record.id),
            changed=stamp_of(record),
        )
        for record, it in zip(records, rows.described(records), strict=True)
    ]


def stamp_of(record: Record) -> str:
    """Return when the record was changed last, as field 005 has it."""
    at = record.updated_at or record.created_at or clock.now()
    return f"{at.astimezone(UTC):%Y%m%d%H%M%S}.0"


def batches(ids: Sequence[int] | None = None) -> Iterator[list[Record]]:
    """Yield the records of these ids, or all of them, by id, so many at a time."""
    if ids is not None:
        asked = sorted(set(ids))
        for start in range(0, len(asked), BATCH):
            chunk = asked[start : start + BATCH]
            yield list(Record.select().where(Record.id.in_(chunk)).order_by(Record.id))
        return
    last = 0
    while True:
        found = list(Record.select().where(Record.id > last).order_by(Record.id).limit(BATCH))
        if not found:
            return
        yield found
        last = int(found[-1].id)


def marc_file(kind: str, dialect: str, ids: Sequence[int] | None = None) -> Iterator[bytes]:
    """Yield a file of the records: ``kind`` is a key of MARC_FORMATS."""
    found = (marc for batch in batches(ids) for marc in marcs_of(batch, dialect))
    return writing.xml_file(found) if kind == "marcxml" else writing.iso2709_file(found)


def described(ids: Sequence[int] | None = None) -> Iterator[tuple[Record, Description]]:
    """Yield the records with their descriptions."""
    for batch in batches(ids):
        yield from zip(batch, rows.described(batch), strict=True)


def count() -> int:
    """Return how many records there are."""
    return int(Record.select().count())
