"""Pictures that people send: made small, bare, and refused in a sentence."""

import io
import struct
import zlib

import pytest
from PIL import Image

from core.pictures import LARGEST, NoPhoto, PhotoTooLarge, shrink


def photo(width: int = 3000, height: int = 2000, kind: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (30, 90, 120)).save(out, kind, **more)
    return out.getvalue()


def test_a_photo_is_made_small_and_keeps_its_shape() -> None:
    kept = shrink(photo())

    assert (kept.width, kept.height) == (1600, 1067)
    assert Image.open(io.BytesIO(kept.data)).size == (1600, 1067)


def test_where_and_when_it_was_taken_is_gone_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the telephone on its side
    exif[0x010F] = "Telephone"
    exif.get_ifd(0x8825)[1] = "N"

    kept = shrink(photo(400, 200, exif=exif.tobytes()))

    opened = Image.open(io.BytesIO(kept.data))
    assert (kept.width, kept.height) == (200, 400)
    assert dict(opened.getexif()) == {}
    assert b"Telephone" not in kept.data


def test_what_shows_through_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")

    kept = shrink(out.getvalue())

    assert Image.open(io.BytesIO(kept.data)).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.4",
        b"GIF89a\x00",
        photo()[:900],
    ],
)
def test_what_is_no_photo_is_named(data: bytes) -> None:
    with pytest.raises(NoPhoto, match=r"urok\.svg"):
        shrink(data, "urok.svg")


def test_a_file_of_a_hundred_megabytes_is_refused() -> None:
    with pytest.raises(PhotoTooLarge, match="15"):
        shrink(b"\xff\xd8\xff" + bytes(LARGEST))


def test_a_small_file_that_would_fill_the_memory_is_refused() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000)))

    with pytest.raises(PhotoTooLarge):
        shrink(bomb)
