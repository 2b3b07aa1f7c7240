"""Files that belong to an event: a scenario, a presentation. Kept as they were sent, never run."""

import io
import zipfile
import zlib
from collections.abc import Sequence

from peewee import fn

from core import journal
from core.database import transaction
from core.models import Staff
from plugins.events.errors import MaterialTooLarge, NotAMaterial, UnknownEvent
from plugins.events.models import Attachment, Event

#: Megabytes of a file, and what its parts may unfold to.
LARGEST = 10
_UNFOLDED = 120 * 1024 * 1024
_MOST_PARTS = 3000

#: The ends of names that are kept, with what each is called to a browser.
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain",
}


def keep_file(event: Event, name: str, data: bytes, *, by: Staff | None) -> Attachment:
    """Keep a file with the event; NotAMaterial or MaterialTooLarge if it is not to be kept."""
    name = name.replace("\0", "").strip()[:200] or "?"
    if len(data) > LARGEST * 1024 * 1024:
        raise MaterialTooLarge(name=name, most=LARGEST)
    kind = name.rpartition(".")[2].lower()
    if kind not in KINDS or not _is_what_it_says(kind, data):
        raise NotAMaterial(name=name)
    with transaction():
        kept: Attachment = Attachment.create(
            event=event, kind="file", name=name, mime=KINDS[kind], data=data, size=len(data), by=by
        )
        journal.record("events.attached", by=by, about=f"event {event.id}", file=kept.id)
    return kept


def find(event_id: int, number: int) -> Attachment:
    """Return a picture or file of the event with its data."""
    found: Attachment | None = Attachment.get_or_none(
        Attachment.id == number, Attachment.event == event_id
    )
    if found is None:
        raise UnknownEvent()
    return found


def take_away(event: Event, number: int, *, by: Staff | None) -> None:
    """Take a picture or file away from the event."""
    with transaction():
        Attachment.delete().where(Attachment.id == number, Attachment.event == event).execute()
        journal.record("events.attached", by=by, about=f"event {event.id}", removed=number)


def kept_with(event: Event) -> list[Attachment]:
    """Return the pictures and files of the event without their data, in the order they came."""
    names = ("id", "kind", "name", "mime", "size", "width", "height", "added_at")
    columns = [getattr(Attachment, name) for name in names]
    return list(
        Attachment.select(*columns).where(Attachment.event == event).order_by(Attachment.id)
    )


def photo_counts(ids: Sequence[int]) -> dict[int, int]:
    """Return how many pictures each of those events has, in one query."""
    rows = (
        Attachment.select(Attachment.event, fn.COUNT(Attachment.id))
        .where(Attachment.event.in_(list(ids)), Attachment.kind == "photo")
        .group_by(Attachment.event)
        .tuples()
    )
    return {int(event): int(count) for event, count in rows}


def photos_of(ids: Sequence[int], each: int, most: int) -> list[tuple[int, int]]:
    """Return (event, picture) by their ids: the first of each event, and so many in all."""
    rows = (
        Attachment.select(Attachment.event, Attachment.id)
        .where(Attachment.event.in_(list(ids)), Attachment.kind == "photo")
        .order_by(Attachment.id)
        .tuples()
    )
    found: list[tuple[int, int]] = []
    taken: dict[int, int] = {}
    for event, number in rows:
        taken[event] = taken.get(event, 0) + 1
        if taken[event] <= each and len(found) < most:
            found.append((int(event), int(number)))
    return found


def picture_data(number: int) -> bytes:
    """Return a picture as JPEG."""
    return bytes(Attachment.get_by_id(number).data)


def _is_what_it_says(kind: str, data: bytes) -> bool:
    if kind == "pdf":
        return data.startswith(b"%PDF-")
    if kind == "txt":
        return _is_text(data)
    return data.startswith(b"PK\x03\x04") and _is_office(kind, data)


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def _is_office(kind: str, data: bytes) -> bool:
    """Return whether it is an Office file of that kind, without macros, that unfolds sensibly."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            names = [one.filename.lower() for one in parts]
            if len(parts) > _MOST_PARTS or sum(one.file_size for one in parts) > _UNFOLDED:
                return False
            if any("vbaproject" in one or "activex" in one for one in names):
                return False
            types = packed.read("[Content_Types].xml")
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError, zlib.error, RuntimeError):
        return False
    return KINDS[kind].encode() in types and b"macroEnabled" not in types
