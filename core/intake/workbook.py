"""Workbooks (.xlsx): sheets through openpyxl, one after another, within bounds of memory."""

import io
import re
import threading
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

import openpyxl
from openpyxl.utils.cell import range_boundaries

from core.errors import LibraryError
from core.intake.errors import Damaged, NotATable, OldWorkbook, PasswordProtected, TooManyRows
from core.intake.plain_text import SPARE_LINES
from core.intake.table import MOST_ROWS, Grid, Merge, NoValue, SheetRow

#: Bytes that all parts of a workbook may have when unpacked: 100,000 rows of text need a fifth.
#: Python unpacks no more of a part than its entry promises, so promises are what is counted.
LARGEST_UNPACKED = 256 * 1024 * 1024
_MOST_PARTS = 2000

#: Cells further right are not looked at (old Excel ended there); rows further down do not exist.
_WIDEST = 256
_LOWEST = 1_048_576

_INSIDE = re.compile(rb"<(?:\w+:)?(?:f[\s/>]|mergeCell\s)")
_CHUNK = 256 * 1024

# One large list at a time takes memory; and warnings.catch_warnings is for one thread only.
_reading = threading.Lock()


def read_sheets(data: bytes, name: str) -> Iterator[Grid]:
    """Yield the visible sheets of a workbook in their order."""
    _check_parts(data, name)
    with _reading, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl misses styles that we do not want
        try:
            yield from _sheets(data)
        except (LibraryError, MemoryError):
            raise
        except Exception as fault:
            # A file made by anybody can make openpyxl stumble anywhere: KeyError, TypeError,
            # ParseError, zlib.error... Whatever it is, the person has the same remedy.
            raise Damaged(name=name) from fault


def _check_parts(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            names = {one.filename for one in parts}
            if any(one.flag_bits & 1 for one in parts):
                raise PasswordProtected(name=name)
            if len(parts) > _MOST_PARTS or sum(one.file_size for one in parts) > LARGEST_UNPACKED:
                raise TooManyRows(most=MOST_ROWS)
            if "mimetype" in names and b"spreadsheet" in packed.read("mimetype")[:200]:
                raise OldWorkbook(name=name)
    except LibraryError:
        raise
    except Exception as fault:
        raise Damaged(name=name) from fault
    if "xl/workbook.bin" in names:
        raise OldWorkbook(name=name)
    if "[Content_Types].xml" not in names or not any(one.startswith("xl/") for one in names):
        raise NotATable(name=name)


def _sheets(data: bytes) -> Iterator[Grid]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield _grid(sheet)
    finally:
        book.close()


def _grid(sheet: Any) -> Grid:
    merges, without_value = _look_inside(sheet)
    # Programs of accounting write the wrong size there, and openpyxl would believe them.
    sheet.reset_dimensions()
    lines: list[SheetRow] = []
    known: dict[Any, Any] = {}  # the same text many times is one text in memory
    for number, row in enumerate(sheet.iter_rows(max_col=_WIDEST, values_only=True), start=1):
        if number > _LOWEST:
            raise TooManyRows(most=MOST_ROWS)
        cells = [known.setdefault(one, one) if isinstance(one, str) else one for one in row]
        for column in without_value.get(number, ()):
            cells += [None] * (column - len(cells))
            cells[column - 1] = NoValue()
        while cells and (cells[-1] is None or cells[-1] == ""):
            cells.pop()
        if all(one is None or (isinstance(one, str) and not one.strip()) for one in cells):
            continue
        lines.append(SheetRow(number, tuple(cells)))
        if len(lines) > MOST_ROWS + SPARE_LINES:
            raise TooManyRows(most=MOST_ROWS)
    return Grid(str(sheet.title), lines, merges)


def _look_inside(sheet: Any) -> tuple[list[Merge], dict[int, list[int]]]:
    """Return joined cells, and by row the columns whose formula has no stored value.

    openpyxl tells neither when it reads row by row, so the sheet's XML is looked at once before.
    Most sheets have neither, and a search for the tags is forty times as fast as a parser.
    """
    if not _has_tags(sheet):
        return [], {}
    look = _Look()
    with sheet._get_source() as source:  # private to openpyxl, which is pinned
        while chunk := source.read(_CHUNK):
            look.parser.Parse(chunk, False)
        look.parser.Parse(b"", True)
    return look.merges, look.without_value


def _has_tags(sheet: Any) -> bool:
    tail = b""
    with sheet._get_source() as source:
        while chunk := source.read(_CHUNK):
            if _INSIDE.search(tail + chunk):
                return True
            tail = chunk[-64:]
    return False


class _Look:
    """An expat parser that notes joined cells and formulas without a value."""

    def __init__(self) -> None:
        self.merges: list[Merge] = []
        self.without_value: dict[int, list[int]] = {}
        self.row = self.column = 0
        self.is_formula = self.has_value = self.is_text = False
        self.in_value = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            place = attributes.get("r")
            if place:
                self.column, self.row, *_rest = range_boundaries(place)
            else:
                self.column += 1
            # A text result may be empty: IF(A1="";"";…).
            self.is_text = attributes.get("t") == "str"
            self.is_formula = self.has_value = False
        elif tag == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif tag == "f":
            self.is_formula = True
        elif tag in ("v", "is"):
            self.in_value = True
            self.has_value = self.is_text
        elif tag == "mergeCell":
            left, top, right, bottom = range_boundaries(attributes["ref"])
            self.merges.append(Merge(top, bottom, left, right))

    def text(self, data: str) -> None:
        if self.in_value:
            self.has_value = True

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in ("v", "is"):
            self.in_value = False
        elif tag == "c" and self.is_formula and not self.has_value and self.column <= _WIDEST:
            self.without_value.setdefault(self.row, []).append(self.column)
