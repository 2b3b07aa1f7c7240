"""MARC as other programs write it: records put together byte by byte."""

from collections.abc import Sequence
from typing import Any

UNIMARC_LEADER = "00000nam  2200000 i 450 "
MARC21_LEADER = "00000nam  2200000 i 4500"

Parts = Sequence[tuple[str, Any]]


def iso2709(fields: Parts, letters: str = "utf-8", leader: str = UNIMARC_LEADER) -> bytes:
    """Return a record; a field is a text with ``$a`` for its subfields, or bytes as they are."""
    directory, data = b"", b""
    for tag, value in fields:
        raw = value if isinstance(value, bytes) else value.replace("$", "\x1f").encode(letters)
        directory += b"%s%04d%05d" % (tag.encode(), len(raw) + 1, len(data))
        data += raw + b"\x1e"
    base = 24 + len(directory) + 1
    length = base + len(data) + 1
    head = b"%05d%s%05d%s" % (length, leader[5:12].encode(), base, leader[17:24].encode())
    return head + directory + b"\x1e" + data + b"\x1d"


def rusmarc(
    title: str = "Война и мир",
    letters: str = "utf-8",
    *more: tuple[str, Any],
    author: str = "Толстой",
    year: int = 2020,
) -> bytes:
    """Return a record of RUSMARC in these letters; what 100 says of them is not true."""
    return iso2709(
        [
            ("001", f"RU-{year}-{len(title)}"),
            ("005", "20200101120000.0"),
            ("100", "  $a20200101d2020    m  y0rusy50      ca"),
            ("101", "0 $arus"),
            ("102", "  $aRU"),
            ("200", f"1 $a{title}$f{author} И. И."),
            ("210", f"  $aМосква$cПросвещение$d{year}"),
            ("215", "  $a231 с.$cил.$d21 см"),
            ("675", "  $a821.161.1"),
            ("686", "  $a84(2)$2rubbk"),
            ("700", f" 1$a{author}$bИ. И.$4070"),
            ("801", " 0$aRU$bNLR$c20200101$gRCR"),
            *more,
        ],
        letters,
    )


def marc21(fields: Parts, letters: str = "utf-8", *, says_utf8: bool = False) -> bytes:
    """Return a record of MARC 21, its leader telling UTF-8 or not."""
    leader = MARC21_LEADER[:9] + ("a" if says_utf8 else " ") + MARC21_LEADER[10:]
    return iso2709(fields, letters, leader)


#: The first letters of basic Cyrillic in MARC-8, where Latin letters have their places.
_CYRILLIC = dict(
    zip(
        "юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ",
        range(0x40, 0x80),
        strict=False,
    )
)


def marc8(text: str) -> bytes:
    """Return Cyrillic words between the escapes of MARC-8; the letters of ASCII stay outside."""
    out, is_inside = b"", False
    for sign in text:
        inside = sign in _CYRILLIC
        if inside != is_inside and sign != " ":
            out += b"\x1b(N" if inside else b"\x1b(B"
            is_inside = inside
        out += bytes([_CYRILLIC[sign]]) if inside else sign.encode()
    return out + (b"\x1b(B" if is_inside else b"")


LEADERLESS = b"\xff\xfe\x00" * 4
