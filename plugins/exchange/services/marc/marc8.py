"""MARC-8: one byte a sign, and escapes that change which alphabet the bytes belong to.

The tables are pymarc's. Its own decoder goes byte by byte and knows Cyrillic in G0 only; this
one goes run by run, knows both halves, and puts marks behind the letters they belong to.
"""

import re
import unicodedata
from functools import cache
from typing import Any

from pymarc.marc8 import MARC8ToUnicode
from pymarc.marc8_mapping import CODESETS

_LATIN, _ANSEL = 0x42, 0x45
_PARTED = re.compile(rb"(\x1b(?:[(,)-]!?[\x30-\x7e]|\$[(,)-]?[\x30-\x7e]|[gbps]))")
#: Signs outside the alphabets of MARC-8 are written so: ә of Kazakh is ``&#x04D9;``.
_NUMBERED = re.compile(r"&#x([0-9A-Fa-f]{4,6});")
_IDEOGRAPHS = re.compile(rb"\x1b\$")

#: Marks come before their letters in MARC-8; put here in a private corner until they are moved.
_MARKS_FROM = 0xF0000
_MARKED = re.compile("([\U000f0000-\U000fffff]+)([^\U000f0000-\U000fffff]?)", re.DOTALL)


@cache
def _table(g0: int, g1: int) -> dict[int, int | str]:
    """Return what each of the 256 bytes means while these two alphabets are called."""
    table: dict[int, int | str] = {}
    for byte in range(256):
        if byte < 0x20 or byte == 0x7F or 0x80 <= byte < 0xA0:
            continue
        codes = CODESETS.get(g0 if byte < 0x80 else g1, {})
        hit = codes.get(byte) or codes.get(byte & 0x7F) or codes.get(byte | 0x80)
        if byte in (0x20, 0xA0):
            table[byte] = " "
        elif hit is None:
            table[byte] = "" if byte >= 0x80 else byte
        else:
            table[byte] = hit[0] + _MARKS_FROM if hit[1] else hit[0]
    table[0x88], table[0x89] = 0x98, 0x9C
    table[0x8D], table[0x8E] = 0x200D, 0x200C
    return table


def decode(data: bytes) -> str:
    """Return the text of one subfield: each begins with Latin letters anew."""
    if data.isascii() and b"\x1b" not in data:
        text = data.decode("ascii")
    elif _IDEOGRAPHS.search(data):
        decoder: Any = MARC8ToUnicode(quiet=True)
        text = str(decoder.translate(data))
    else:
        text = _decoded(data)
    if "&#x" in text:
        text = unicodedata.normalize("NFC", _NUMBERED.sub(_sign, text))
    return text


def _sign(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    is_sign = code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if is_sign and code >= 0x20 else match[0]


def _decoded(data: bytes) -> str:
    g0, g1 = _LATIN, _ANSEL
    parts: list[str] = []
    for place, run in enumerate(_PARTED.split(data)):
        if place % 2:
            g0, g1 = _called(run, g0, g1)
        elif run:
            parts.append(run.replace(b"\x1b", b"").decode("latin-1").translate(_table(g0, g1)))
    text = _MARKED.sub(_behind, "".join(parts))
    return unicodedata.normalize("NFC", text)


def _called(escape: bytes, g0: int, g1: int) -> tuple[int, int]:
    """Return which alphabets the bytes below and above 0x80 belong to after ``escape``."""
    kind, final = escape[1:2], escape[-1]
    if kind in b"gbp":
        return kind[0], g1
    if kind == b"s":
        return _LATIN, g1
    if kind in b"(,":
        return (final if final in CODESETS else _LATIN), g1
    return g0, (final if final in CODESETS else _ANSEL)


def _behind(match: re.Match[str]) -> str:
    marks = "".join(chr(ord(one) - _MARKS_FROM) for one in match[1])
    return match[2] + marks
