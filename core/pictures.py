"""Pictures that people send: made small, without what a telephone writes into them.

A photograph tells where and when it was taken (EXIF, GPS); a school keeps only the picture.
"""

import io
import warnings
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import LibraryError

#: A photograph by a telephone has three to twelve megabytes.
LARGEST = 15 * 1024 * 1024

#: More picture elements than any telephone takes: a file made to fill the memory.
MOST_PIXELS = 120_000_000

#: What is read, as Pillow names it. SVG and the like may hold scripts; they are no photographs.
READ = ("JPEG", "PNG", "WEBP", "GIF", "BMP")

MIME = "image/jpeg"


class NoPhoto(LibraryError):
    message = _("«%(name)s» is not a photograph. Choose a picture in JPEG, PNG or WebP.")


class PhotoTooLarge(LibraryError):
    message = _("«%(name)s» is too large. Choose a picture of at most %(most)s megabytes.")


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept: JPEG data, width and height in picture elements."""

    data: bytes
    width: int
    height: int


def shrink(data: bytes, name: str = "?", *, longest: int = 1600, quality: int = 85) -> Picture:
    """Return the picture upright, its longer side at most ``longest``, with nothing else in it.

    NoPhoto if it cannot be read as one, PhotoTooLarge if file or picture is larger than any
    camera's.
    """
    if len(data) > LARGEST:
        raise PhotoTooLarge(name=name, most=LARGEST // 1024 // 1024)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=READ) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise PhotoTooLarge(name=name, most=LARGEST // 1024 // 1024)
                opened.draft("RGB", (longest, longest))
                image = ImageOps.exif_transpose(opened)
                image.thumbnail((longest, longest))
                flat = _on_white(image)
    except Image.DecompressionBombError:
        raise PhotoTooLarge(name=name, most=LARGEST // 1024 // 1024) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        # Pillow's readers raise whichever of these a damaged file happens to cause.
        raise NoPhoto(name=name) from None
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return Picture(out.getvalue(), flat.width, flat.height)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        coloured = image.convert("RGBA")
        white = Image.new("RGBA", coloured.size, "white")
        white.alpha_composite(coloured)
        image = white
    # A new picture: what the old one carried beside its picture elements stays behind.
    clean = Image.new("RGB", image.size)
    clean.paste(image.convert("RGB"))
    return clean
