"""XLSX by xlsxwriter: the tables of a document, numbers and days as such."""

import io
from typing import Any

import xlsxwriter

from core.cells import Cells
from core.documents import (
    Aside,
    Document,
    Fields,
    Heading,
    Signatures,
    Table,
    Text,
    Total,
    written,
)


def render(document: Document) -> bytes:
    """Return the document as XLSX: one sheet, block under block; numbers stay numbers."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    cells = Cells(book, amount="#,##0.00")
    sheet.set_column(0, 20, 14)  # a day in a narrower column shows as a row of #
    row = 0
    if document.has_title:
        title = written(document.title)
        cells.write(sheet, row, 0, title, title, is_bold=True)
        row += 2
    for block in document.blocks:
        for values, is_bold in _lines(block):
            for column, value in enumerate(values):
                cells.write(sheet, row, column, value, written(value), is_bold=is_bold)
            row += 1
    book.close()
    return file.getvalue()


def _lines(block: object) -> list[tuple[list[Any], bool]]:
    """Return the cells of each line of the block, and whether they are bold."""
    match block:
        case Heading(text):
            return [([text], True)]
        case Text(text):
            return [([text], False)]
        case Aside(lines):
            return [(["", "", "", line], False) for line in lines]
        case Fields(pairs):
            return [([label, value], False) for label, value in pairs]
        case Table(columns, rows):
            return [(list(columns), True), *((list(one), False) for one in rows)]
        case Total(label, value):
            return [([label, value], True)]
        case Signatures(people, seal):
            signed = [([post, "", name], False) for post, name in people]
            return [*signed, ([seal], False)] if seal else signed
    return []
