"""A file as it was sent made into a table: what kind of file it is, and where its headings are."""

from collections.abc import Iterator, Sequence

from core.intake.columns import Wanted, matched
from core.intake.errors import (
    FileTooLarge,
    NoHeading,
    NotATable,
    NothingInside,
    OldWorkbook,
    TooManyColumns,
    TooManyRows,
)
from core.intake.plain_text import read_text
from core.intake.table import (
    LARGEST_FILE,
    MOST_COLUMNS,
    MOST_ROWS,
    Grid,
    SheetRow,
    SheetTable,
    as_words,
)
from core.intake.workbook import read_sheets

#: Letterhead, number and date of a document may stand above a list, so many lines of it.
_ABOVE = 60

_ZIP = b"PK\x03\x04"
_OLD = (b"\xd0\xcf\x11\xe0", b"\x09\x08\x10\x00", b"\x09\x04\x06\x00")
_MARKUP = (b"<html", b"<!doctype", b"<?xml", b"<table", b"{\\rtf")
_NO_TABLES = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"MZ",
    b"\x7fELF",
    b"BM",
    b"II*\0",
    b"Rar!",
)


def read_table(data: bytes, name: str, wanted: Sequence[Wanted] = ()) -> SheetTable:
    """Return the first list in the file whose headings are known; a refusal if there is none.

    ``wanted`` helps to tell the line of headings from letterhead. Reads .xlsx, .csv and .txt.
    """
    name = name or "?"
    if len(data) > LARGEST_FILE:
        raise FileTooLarge(most=LARGEST_FILE // 1024 // 1024)
    best: tuple[int, SheetTable] | None = None
    is_empty = True
    for grid in _grids(data, name):
        is_empty = is_empty and not grid.lines
        found = _table(grid, name, wanted)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    if best is None:
        if is_empty:
            raise NothingInside(name=name)
        raise NoHeading(name=name)
    if not best[1].rows:
        raise NothingInside(name=name)
    return best[1]


def _grids(data: bytes, name: str) -> Iterator[Grid]:
    start = data.lstrip()[:64].lower()
    if not start:
        raise NothingInside(name=name)
    if data.startswith(_ZIP):
        yield from read_sheets(data, name)
    elif data.startswith(_OLD) or start.startswith(_MARKUP):
        raise OldWorkbook(name=name)
    elif data.startswith(_NO_TABLES):
        raise NotATable(name=name)
    else:
        yield read_text(data, name)


def _table(grid: Grid, name: str, wanted: Sequence[Wanted]) -> tuple[int, SheetTable] | None:
    best, place = 0, -1
    for at, line in enumerate(grid.lines[:_ABOVE]):
        known = _known(line, wanted)
        if known > best:
            best, place = known, at
    if place < 0:
        return None
    heads, last = _heads(grid, place, wanted)
    width = max(len(heads), *(len(one.cells) for one in grid.lines[last:])) if heads else 0
    if width > MOST_COLUMNS:
        raise TooManyColumns(most=MOST_COLUMNS)
    heads += [""] * (width - len(heads))
    rows = [
        SheetRow(one.number, one.cells + (None,) * (width - len(one.cells)))
        for one in grid.lines[last + 1 :]
        if not _is_numbering(one)
    ]
    if len(rows) > MOST_ROWS:
        raise TooManyRows(most=MOST_ROWS)
    joined = _joined(grid, grid.lines[last].number)
    return best, SheetTable(name, grid.title, tuple(heads), rows, joined)


def _known(line: SheetRow, wanted: Sequence[Wanted]) -> int:
    """Return how many of the line's cells could be headings."""
    texts = [as_words(one) if isinstance(one, str) else "" for one in line.cells]
    filled = sum(1 for one in texts if any(sign.isalpha() for sign in one) and len(one) < 80)
    if not wanted:
        return filled if filled > 1 else 0
    return len(matched(texts, wanted)) if filled > 1 else 0


def _heads(grid: Grid, place: int, wanted: Sequence[Wanted]) -> tuple[list[str], int]:
    """Return the headings and the place of their last line: they may stand in two lines.

    Then cells are merged: a heading spans several columns, whose names stand under it.
    """
    if place and _spans(grid, grid.lines[place - 1]):
        place -= 1
    heads = [as_words(one) for one in grid.lines[place].cells]
    below = grid.lines[place + 1] if place + 1 < len(grid.lines) else None
    if below is None or not _spans(grid, grid.lines[place]) or _known(below, wanted) == 0:
        return heads, place
    more = [as_words(one) for one in below.cells]
    width = max(len(heads), len(more))
    heads += [""] * (width - len(heads))
    more += [""] * (width - len(more))
    return [one or other for one, other in zip(more, heads, strict=True)], place + 1


def _spans(grid: Grid, line: SheetRow) -> bool:
    """Return whether the line has several texts, one of them over more than one column."""
    texts = sum(1 for one in line.cells if as_words(one))
    return texts > 1 and any(one.top == line.number and one.right > one.left for one in grid.merges)


def _is_numbering(line: SheetRow) -> bool:
    """Return whether the line under the headings only numbers the columns: 1, 2, 3 …"""
    words = [as_words(one) for one in line.cells if as_words(one)]
    return len(words) > 2 and words == [str(one) for one in range(1, len(words) + 1)]


def _joined(grid: Grid, heading: int) -> frozenset[int]:
    """Return the rows under the headings that share a cell with another row."""
    found: set[int] = set()
    for one in grid.merges:
        if one.bottom > one.top and one.bottom > heading:
            found.update(range(max(one.top, heading + 1), min(one.bottom, heading + MOST_ROWS) + 1))
    return frozenset(found)
