"""Lists as text: CSV and TXT files of any program, and cells copied out of a spreadsheet."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from core.intake.errors import NotATable, TooManyRows
from core.intake.table import MOST_ROWS, Grid, SheetRow

#: In the order in which they are believed: a tab stands in no title, a comma in many.
SEPARATORS = ("\t", ";", ",")

#: A separator is believed when so many lines agree on the number of columns.
_AGREED = 0.5

#: Lines looked at to find the separator.
_LOOKED_AT = 200

#: Headings and letterhead above a list may be so many lines more than its rows.
SPARE_LINES = 200

_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",  # Excel's own "Unicode text"
    b"\xfe\xff": "utf-16",
}


def read_text(data: bytes, name: str) -> Grid:
    """Return the lines of a text file; its encoding and separator are found by looking."""
    text = _decoded(data, name)
    if any(sign in text for sign in "\0\x01\x02\x03\x04\x05\x06\x07\x08"):
        raise NotATable(name=name)
    separator = _separator(text.splitlines()[:_LOOKED_AT])
    try:
        lines = _lines(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        # A quotation mark that belongs to a title: then quotation marks mean nothing here.
        source = io.StringIO(text, newline=None)
        reader = csv.reader(source, delimiter=separator, quoting=csv.QUOTE_NONE)
        try:
            lines = _lines(reader)
        except csv.Error as fault:
            raise NotATable(name=name) from fault
    return Grid("", lines)


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            encodings = [encoding]
            break
    else:
        # KZ-1048 is cp1251 with Kazakh letters where that has Serbian and Ukrainian ones.
        encodings = ["utf-8", "kz1048"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotATable(name=name)


def _separator(lines: list[str]) -> str:
    best, most = SEPARATORS[1], 0.0
    for one in SEPARATORS:
        counts = Counter(
            len(row) for row in csv.reader(lines, delimiter=one) if any(cell for cell in row)
        )
        if not counts:
            continue
        columns, how_many = max(counts.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]))
        share = how_many / sum(counts.values()) if columns > 1 else 0.0
        if share >= _AGREED:
            return one
        if share > most:
            best, most = one, share
    return best


def _lines(reader: "Iterator[list[str]]") -> list[SheetRow]:
    found: list[SheetRow] = []
    number = 1
    for cells in reader:
        row = tuple(cell.strip() or None for cell in cells)
        while row and row[-1] is None:
            row = row[:-1]
        if row:
            found.append(SheetRow(number, row))
            if len(found) > MOST_ROWS + SPARE_LINES:
                raise TooManyRows(most=MOST_ROWS)
        # A quoted cell may go over several lines; a row is known by the first of them.
        number = int(getattr(reader, "line_num", number)) + 1
    return found
