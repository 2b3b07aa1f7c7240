"""Lists as files: CSV and XLSX, written row by row, with nothing that a spreadsheet would run."""

import csv
import io
import tempfile
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from flask import Response, stream_with_context
from werkzeug.utils import secure_filename

from core import clock
from core.cells import Cells
from core.views.listing import Listing
from core.views.reading import as_text

#: A cell that begins so would be taken for a formula; an apostrophe makes it text again.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: Excel opens a file with semicolons in columns where the comma is the decimal sign, as it is in
#: Kazakhstan; and reads UTF-8 only behind a byte-order mark.
SEPARATOR = ";"
BYTE_ORDER_MARK = "\ufeff"

FORMATS = ("csv", "xlsx")


def safe(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def export(view: Any, listing: Listing, kind: str) -> Response:
    """Return the rows of the list as a file of ``kind``: same columns, order, filters."""
    names = list(view.export_columns())
    head = [str(view.label(name)) for name in names]
    file = secure_filename(f"{view.endpoint}-{clock.today():%Y-%m-%d}.{kind}")
    body = _csv(view, listing, names, head) if kind == "csv" else _xlsx(view, listing, names, head)
    types = {
        "csv": "text/csv; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    answer = Response(stream_with_context(body), mimetype=types[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer


def _rows(view: Any, listing: Listing, names: list[str]) -> Iterator[list[Any]]:
    for chunk in view.read_all(listing):
        for row in chunk:
            yield [view.value(row, name) for name in names]


def _csv(view: Any, listing: Listing, names: list[str], head: list[str]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow(head)
    yield BYTE_ORDER_MARK + buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    for number, row in enumerate(_rows(view, listing, names), start=1):
        writer.writerow([safe(as_text(value)) for value in row])
        if number % 500 == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _xlsx(view: Any, listing: Listing, names: list[str], head: list[str]) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(
            file,
            {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        sheet = book.add_worksheet()
        cells = Cells(book)
        for column, words in enumerate(head):
            sheet.set_column(column, column, max(17, min(40, len(words) + 4)))
            cells.write(sheet, 0, column, words, words, is_bold=True)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(_rows(view, listing, names), start=1):
            for column, value in enumerate(row):
                cells.write(sheet, number, column, value, as_text(value))
        book.close()
        file.seek(0)
        while part := file.read(64 * 1024):
            yield part
