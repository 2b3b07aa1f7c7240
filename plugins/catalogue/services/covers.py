"""Pictures of covers: kept small, as photographs are (core.pictures)."""

import hashlib

from core import clock, journal
from core.database import transaction
from core.models import Staff, Upload
from core.pictures import shrink
from plugins.catalogue.models import Record

#: A cover on the screen is never larger.
LONGEST = 640

PURPOSE = "catalogue.cover"


def keep(record: Record, data: bytes, name: str = "", *, by: Staff) -> None:
    """Make a picture small and keep it as the record's cover, in place of the one it had."""
    picture = shrink(data, name or "?", longest=LONGEST, quality=80)
    with transaction():
        old = record.cover_id
        record.cover = Upload.create(
            purpose=PURPOSE,
            about=f"record {record.id}",
            name=name[:200] or "cover.jpg",
            data=picture.data,
            digest=hashlib.sha256(picture.data).hexdigest(),
            by=by,
            taken_at=clock.now(),
        )
        record.save(only=[Record.cover])
        _forget(old)
        journal.record("catalogue.cover_kept", by=by, about=f"record {record.id}")


def remove(record: Record, *, by: Staff) -> None:
    """Take the record's cover away."""
    with transaction():
        old = record.cover_id
        record.cover = None
        record.save(only=[Record.cover])
        _forget(old)
        journal.record("catalogue.cover_removed", by=by, about=f"record {record.id}")


def data_of(number: int) -> bytes | None:
    """Return the JPEG data of the cover of the record with this id; None if it has none."""
    row = (
        Upload.select(Upload.data)
        .join(Record, on=(Record.cover == Upload.id))
        .where(Record.id == number)
        .first()
    )
    return bytes(row.data) if row else None


def _forget(number: int | None) -> None:
    if number is not None and not Record.select().where(Record.cover == number).exists():
        Upload.delete().where(Upload.id == number, Upload.purpose == PURPOSE).execute()
