"""XLSX by xlsxwriter: the tables of a document, every cell as the text it is."""

import io
from decimal import Decimal
from typing import Any

import xlsxwriter

from core.documents import Document, Fields, Heading, Signatures, Table, Text, Total, written


def render(document: Document) -> bytes:
    """Return the document as XLSX: one sheet, block under block; numbers stay numbers."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    forms = {
        (is_bold, kind): book.add_format({"bold": is_bold, "num_format": kind})
        for is_bold in (False, True)
        for kind in ("General", "#,##0.00")
    }
    row = 0
    if document.has_title:
        sheet.write_string(row, 0, written(document.title), forms[True, "General"])
        row += 2
    for block in document.blocks:
        for cells, is_bold in _lines(block):
            for column, value in enumerate(cells):
                if isinstance(value, Decimal):
                    sheet.write_number(row, column, value, forms[is_bold, "#,##0.00"])
                elif isinstance(value, int | float) and not isinstance(value, bool):
                    sheet.write_number(row, column, value, forms[is_bold, "General"])
                else:
                    # write_string: a title that begins with = is a title and no formula.
                    sheet.write_string(row, column, written(value), forms[is_bold, "General"])
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
        case Fields(pairs):
            return [([label, value], False) for label, value in pairs]
        case Table(columns, rows):
            return [(list(columns), True), *((list(one), False) for one in rows)]
        case Total(label, value):
            return [([label, value], True)]
        case Signatures(people, seal):
            lines = [([post, "", name], False) for post, name in people]
            return [*lines, ([seal], False)] if seal else lines
    return []
