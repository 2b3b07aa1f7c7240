"""A file somebody brings: which form it has, and its records one by one."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from plugins.exchange.errors import EmptyFile, NotMarc, XmlWithDoctype
from plugins.exchange.services.marc import charsets, iso2709, xml
from plugins.exchange.services.marc.dialect import Dialects
from plugins.exchange.services.marc.pieces import Piece

_HEAD = 1 << 16
_RECORD_ENDS = re.compile(rb"</(?:\w{1,12}:)?record\s*>")
_LONGEST_END = 24


def read_path(path: Path, *, letters: str = "", mends: bool = False) -> Iterator[Piece]:
    """Yield the pieces of the file at ``path``; see `read`."""
    with path.open("rb") as file:
        yield from read(file, letters=letters, mends=mends)


def read(file: BinaryIO, *, letters: str = "", mends: bool = False) -> Iterator[Piece]:
    """Yield records with their dialect told, and in their places what is none, with the reason.

    ``letters`` names how it is written, if a person knows better. Raises NotMarc, after what was
    yielded, if nothing in it was a record.
    """
    head = file.read(_HEAD)
    if not head.strip():
        raise EmptyFile()
    file.seek(0)
    reader, dialects = charsets.Reader(letters), Dialects()
    is_marc = False
    if xml.looks_like(head):
        if xml.has_doctype(head):
            raise XmlWithDoctype()
        found = xml.read(file, reader)
    else:
        found = iso2709.read(file, reader, mends=mends)
    held: list[Piece] = []
    try:
        for piece in found:
            if piece.marc is not None:
                piece.marc.dialect = dialects.tell(piece.marc)
            if not is_marc:
                is_marc = piece.is_marc
                held.append(piece)
                if not is_marc:
                    if len(held) > 50:
                        raise NotMarc()
                    continue
                yield from held
                held = []
                continue
            yield piece
    except xml.HasDoctype:
        raise XmlWithDoctype() from None
    if not is_marc:
        raise NotMarc()


def count(file: BinaryIO) -> int:
    """Return about how many records the file has, for a bar; it is left at its beginning."""
    found, edge = 0, b""
    file.seek(0)
    is_xml = xml.looks_like(file.read(_HEAD))
    file.seek(0)
    while part := file.read(1 << 20):
        if is_xml:
            found += len(_RECORD_ENDS.findall(edge + part))
            edge = (
                part[-_LONGEST_END + 1 :]
                if _RECORD_ENDS.search(part[-_LONGEST_END:]) is None
                else b""
            )
        else:
            found += part.count(b"\x1d")
    file.seek(0)
    return found
