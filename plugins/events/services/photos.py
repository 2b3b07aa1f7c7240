"""Pictures of events: made small, turned upright, without what the camera wrote into them.

A picture is read whole and written anew: of the file that was sent not a byte is kept, neither
the place where it was taken nor anything that hides behind it.
"""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from core import journal
from core.database import transaction
from core.models import Staff
from plugins.events.errors import (
    NotAPhoto,
    PhotoBroken,
    PhotoIsHeic,
    PhotoTooLarge,
    PhotoTooWide,
    TooManyPhotos,
)
from plugins.events.models import Attachment, Event

#: Megabytes of a picture as it is sent: the best of today's telephones stay below.
LARGEST = 15
#: Points in millions: 50 has a telephone's largest picture; a bomb has thousands.
MOST_POINTS = 60
#: The longer side of what is kept, and of the small picture of a list.
SIDE, PREVIEW_SIDE = 1600, 360
MOST_PHOTOS = 40

#: What is read, by how the file begins. Anything else may hold a program.
_STARTS = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"))
_HEIC = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif")


@dataclass(frozen=True)
class Photo:
    """A picture that has been read: JPEG, upright, small, and a smaller one of it."""

    name: str
    data: bytes
    preview: bytes
    width: int
    height: int


def read_photo(name: str, data: bytes) -> Photo:
    """Return the picture as it will be kept; a refusal that says why it cannot be."""
    name = name.replace("\0", "").strip()[:200] or "?"
    if len(data) > LARGEST * 1024 * 1024:
        raise PhotoTooLarge(name=name, most=LARGEST)
    kind = _kind_of(name, data)
    try:
        with warnings.catch_warnings():
            # Above its own measure Pillow only warns; ours is below, and refuses.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[kind]) as sent:
                if sent.width * sent.height > MOST_POINTS * 1_000_000:
                    raise PhotoTooWide(name=name, most=MOST_POINTS)
                sent.draft("RGB", (SIDE * 2, SIDE * 2))
                picture = _plain(ImageOps.exif_transpose(sent))
    except Image.DecompressionBombError as fault:
        raise PhotoTooWide(name=name, most=MOST_POINTS) from fault
    except (OSError, ValueError, SyntaxError, EOFError, UnidentifiedImageError) as fault:
        raise PhotoBroken(name=name) from fault
    picture.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    preview = picture.copy()
    preview.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE), Image.Resampling.LANCZOS)
    return Photo(name, _jpeg(picture, 82), _jpeg(preview, 78), picture.width, picture.height)


def keep_photo(event: Event, photo: Photo, *, by: Staff | None) -> Attachment:
    """Keep a picture with the event; TooManyPhotos if it has enough."""
    with transaction():
        if (
            Attachment.select().where(Attachment.event == event, Attachment.kind == "photo").count()
            >= MOST_PHOTOS
        ):
            raise TooManyPhotos(most=MOST_PHOTOS)
        kept: Attachment = Attachment.create(
            event=event,
            kind="photo",
            name=photo.name,
            mime="image/jpeg",
            data=photo.data,
            preview=photo.preview,
            size=len(photo.data),
            width=photo.width,
            height=photo.height,
            by=by,
        )
        journal.record("events.attached", by=by, about=f"event {event.id}", file=kept.id)
    return kept


def _kind_of(name: str, data: bytes) -> str:
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise PhotoIsHeic(name=name)
    raise NotAPhoto(name=name)


def _plain(picture: Image.Image) -> Image.Image:
    """Return the points alone on white paper: no metadata, no transparency, no palette."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        plain = Image.new("RGB", layer.size, "white")
        plain.paste(layer, mask=layer.getchannel("A"))
        return plain
    plain = picture.convert("RGB")
    plain.info.clear()
    return plain


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality, optimize=True, progressive=True, exif=b"")
    return file.getvalue()
