"""Letters (.docx): paragraphs and rows of tables in their order, within bounds of memory."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from core.errors import LibraryError
from core.intake.errors import (
    Damaged,
    FileTooLarge,
    NotATable,
    OldWorkbook,
    PasswordProtected,
    WithMacros,
)
from core.intake.table import LARGEST_FILE

#: Bytes that the text of a letter may have when unpacked: a plan of a year has a hundredth.
LARGEST_TEXT = 24 * 1024 * 1024
_MOST_PARTS = 2000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = b"wordprocessingml.document.main+xml"
_TEXT = "word/document.xml"


@dataclass(frozen=True)
class Cell:
    """A cell: its words, how many columns it spans, and whether it only goes on from above."""

    text: str
    span: int = 1
    is_from_above: bool = False


@dataclass(frozen=True)
class Piece:
    """A paragraph (``text``), or a row of a table (``cells``)."""

    text: str = ""
    cells: tuple[Cell, ...] = ()


def is_letter(data: bytes) -> bool:
    """Return whether the file is a .docx, or says that it is one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return any(one.startswith("word/") for one in packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def refuse_macros(data: bytes, name: str) -> None:
    """Raise WithMacros for a workbook or letter that brings a program along."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
    except Exception:
        return  # what it is instead is for the reader to say
    if any("vbaproject" in one.lower() for one in names):
        raise WithMacros(name=name)


def read_pieces(data: bytes, name: str) -> list[Piece]:
    """Return what stands in the letter; a refusal if it cannot be read safely."""
    if len(data) > LARGEST_FILE:
        raise FileTooLarge(most=LARGEST_FILE // 1024 // 1024)
    refuse_macros(data, name)
    try:
        text = _unpacked(data, name)
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            # Word writes neither; both are for entities that grow when they are read.
            raise Damaged(name=name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        body = etree.fromstring(text, parser).find(f"{_W}body")
        return list(_pieces(body)) if body is not None else []
    except LibraryError:
        raise
    except Exception as fault:
        # A file made by anybody can make zipfile and lxml stumble anywhere.
        raise Damaged(name=name) from fault


def _unpacked(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {one.filename: one for one in packed.infolist()}
        if any(one.flag_bits & 1 for one in parts.values()):
            raise PasswordProtected(name=name)
        if "mimetype" in parts:
            raise OldWorkbook(name=name)
        if _TEXT not in parts or "[Content_Types].xml" not in parts:
            raise NotATable(name=name)
        # Python unpacks no more of a part than its entry promises, so promises are counted.
        if len(parts) > _MOST_PARTS or parts[_TEXT].file_size > LARGEST_TEXT:
            raise FileTooLarge(most=LARGEST_TEXT // 1024 // 1024)
        if parts["[Content_Types].xml"].file_size > LARGEST_TEXT:
            raise FileTooLarge(most=LARGEST_TEXT // 1024 // 1024)
        if _MAIN not in packed.read("[Content_Types].xml"):
            raise NotATable(name=name)
        return packed.read(_TEXT)


def _pieces(parent: Any) -> Iterator[Piece]:
    for one in parent:
        if one.tag == f"{_W}p":
            text = _words(one)
            if text:
                yield Piece(text)
        elif one.tag == f"{_W}tbl":
            for row in one.iterchildren(f"{_W}tr"):
                yield Piece(cells=tuple(_cell(cell) for cell in row.iterchildren(f"{_W}tc")))
        elif one.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from _pieces(one)


def _cell(cell: Any) -> Cell:
    text = " ".join(words for one in cell.iterchildren(f"{_W}p") if (words := _words(one)))
    span, from_above = 1, False
    properties = cell.find(f"{_W}tcPr")
    if properties is not None:
        wide = properties.find(f"{_W}gridSpan")
        if wide is not None and str(wide.get(f"{_W}val", "1")).isdecimal():
            span = max(1, min(60, int(wide.get(f"{_W}val"))))
        merge = properties.find(f"{_W}vMerge")
        from_above = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
    return Cell(text, span, from_above)


def _words(paragraph: Any) -> str:
    found = []
    for one in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br"):
        found.append(one.text or "" if one.tag == f"{_W}t" else " ")
    return " ".join("".join(found).split())
