"""What a list is once it has been read: headings, and rows that know their number in the file."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

#: What one list may be. The same 16 MB as a request (core.security); more rows than the largest
#: school has books.
LARGEST_FILE = 16 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 60


@dataclass(frozen=True)
class NoValue:
    """A cell whose formula has no stored result: the program that wrote it never reckoned."""

    def __str__(self) -> str:
        return "=?"


class SheetRow(NamedTuple):
    """``number`` is the row's own in the file, as the person sees it there."""

    number: int
    cells: tuple[Any, ...]


class Merge(NamedTuple):
    """Cells joined into one, rows and columns from 1, both ends included."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass
class Grid:
    """A sheet as it came: lines that have a value, and which cells are joined."""

    title: str
    lines: list[SheetRow]
    merges: list[Merge] = field(default_factory=list)


@dataclass(frozen=True)
class SheetTable:
    """A list with its headings. ``heads`` and the cells of every row are equally many.

    ``joined`` are the numbers of rows that share a merged cell with another row.
    """

    name: str
    sheet: str
    heads: tuple[str, ...]
    rows: list[SheetRow]
    joined: frozenset[int] = frozenset()

    def samples(self, column: int, how_many: int = 3) -> list[str]:
        """Return the first values of a column, for a person to recognise it by."""
        found: list[str] = []
        for row in self.rows:
            text = as_words(row.cells[column])
            if text:
                found.append(text)
                if len(found) == how_many:
                    break
        return found


def as_words(cell: Any) -> str:
    """Return a cell as a person would write it down."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        is_day = not (cell.hour or cell.minute or cell.second)
        return f"{cell:%d.%m.%Y}" if is_day else f"{cell:%d.%m.%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    return str(cell)


def letters(column: int) -> str:
    """Return a column's letters in a spreadsheet: A for 0, AA for 26."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
