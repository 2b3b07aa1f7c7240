"""A reader's photograph: optional, small, and gone with the person."""

from core import journal, pictures
from core.database import transaction
from core.models import Staff
from core.prepared import Prepared
from plugins.readers.models import Photo, Reader

#: Enough for a card and for a face on the screen.
LONGEST = 400


def put(reader: Reader, data: bytes, name: str, *, by: Staff | None) -> Photo:
    """Keep the photograph in place of the old one; NoPhoto or PhotoTooLarge if it is none."""
    picture = pictures.shrink(data, name, longest=LONGEST)
    with transaction():
        Photo.delete().where(Photo.reader == reader).execute()
        photo: Photo = Photo.create(reader=reader, data=picture.data, by=by)
        journal.record("readers.photo", by=by, about=f"reader {reader.id}")
    return photo


def remove(reader: Reader, *, by: Staff | None) -> None:
    """Take the photograph away."""
    with transaction():
        if Photo.delete().where(Photo.reader == reader).execute():
            journal.record("readers.photo", by=by, about=f"reader {reader.id}", removed=True)


def find(reader_id: int) -> Photo | None:
    """Return the reader's photograph, or None."""
    found: Photo | None = Photo.get_or_none(Photo.reader == reader_id)
    return found


def has_photo(reader: Reader) -> bool:
    """Return whether there is a photograph of the reader; its data is not read."""
    return _OF_READER.first(reader=int(reader.id)) is not None


# Asked with every scan at the desk while somebody is open.
_OF_READER = Prepared(
    lambda reader: Photo.select(Photo.id).where(Photo.reader == reader).tuples(), "reader"
)
