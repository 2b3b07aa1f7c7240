"""Pictures are read whole, written anew, and refused with a sentence."""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from plugins.events import services as events
from plugins.events.errors import (
    NotAPhoto,
    PhotoBroken,
    PhotoIsHeic,
    PhotoTooLarge,
    PhotoTooWide,
    TooManyPhotos,
)
from plugins.events.models import Attachment, Event
from plugins.events.services import photos
from tests.unit.events.conftest import picture

Make = Callable[..., Event]


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def with_place() -> bytes:
    """Return a picture lying on its side, with the place where it was taken and its camera."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(0x8825)[2] = (43.0, 15.0, 0.0)
    return picture(exif=exif)


def bomb() -> bytes:
    """Return a PNG of a few hundred bytes that says it is 30,000 by 30,000 points."""

    def part(name: bytes, body: bytes) -> bytes:
        check = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    start = b"\x89PNG\r\n\x1a\n"
    return start + part(b"IHDR", head) + part(b"IDAT", body) + part(b"IEND", b"")


def test_a_picture_is_turned_upright_and_says_nothing_of_the_camera() -> None:
    sent = with_place()
    assert b"Secret Camera" in sent

    kept = photos.read_photo("шара.jpg", sent)

    image = opened(kept.data)
    assert (image.size, (kept.width, kept.height)) == ((30, 40), (30, 40))
    red, _green, blue = image.convert("RGB").getpixel((15, 4))
    assert red > 200 > blue
    for one in (kept.data, kept.preview):
        assert not opened(one).getexif()
        assert b"Secret Camera" not in one
        assert b"Exif" not in one


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_becomes_a_small_jpeg(kind: str) -> None:
    kept = photos.read_photo("a", picture(kind, (4000, 1000)))

    assert opened(kept.data).format == "JPEG"
    assert opened(kept.data).size == (1600, 400)
    assert opened(kept.preview).size == (360, 90)


def test_nothing_that_hides_behind_a_picture_is_kept() -> None:
    kept = photos.read_photo("a.jpg", picture() + b"<script>alert(1)</script>")

    assert b"script" not in kept.data


def test_glass_becomes_white_paper() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(file, "PNG")

    kept = photos.read_photo("a.png", file.getvalue())

    assert min(opened(kept.data).convert("RGB").getpixel((10, 10))) > 250


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (SVG, NotAPhoto),
        (b"GIF89a" + b"\0" * 40, NotAPhoto),
        (b"", NotAPhoto),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, PhotoIsHeic),
        (picture()[:300], PhotoBroken),
        (b"\xff\xd8\xff" + SVG, PhotoBroken),
        (bomb(), PhotoTooWide),
        (b"\xff\xd8\xff" + b"\0" * (photos.LARGEST * 1024 * 1024), PhotoTooLarge),
    ],
    ids=["svg", "gif", "nothing", "heic", "cut off", "false name", "bomb", "too large"],
)
def test_what_is_no_photo_is_refused(data: bytes, refusal: type) -> None:
    with pytest.raises(refusal):
        photos.read_photo("x.jpg", data)


def test_a_bad_picture_leaves_the_event_as_it_was(make_event: Make) -> None:
    event = make_event()

    with pytest.raises(NotAPhoto):
        events.hold(event, {"others": 3}, photos=[("a", picture()), ("b", SVG)], by=None)

    assert Event.get().state == "planned"
    assert Attachment.select().count() == 0


def test_pictures_come_with_the_mark_and_have_an_end(
    make_event: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photos, "MOST_PHOTOS", 2)
    two = [("a", picture()), ("b", picture("PNG"))]
    event = events.hold(make_event(), {"others": 3}, photos=two, by=None)

    assert [one.mime for one in Attachment.select()] == ["image/jpeg"] * 2
    with pytest.raises(TooManyPhotos):
        photos.keep_photo(event, photos.read_photo("c", picture()), by=None)
