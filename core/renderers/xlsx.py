"""XLSX by xlsxwriter: the tables of a document, every cell as the text it is."""

import io

import xlsxwriter

from core.documents import Document, Fields, Heading, Table, Text, Total


def render(document: Document) -> bytes:
    """Return the document as XLSX: one sheet, block under block; numbers stay numbers."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    row = 0
    if document.has_title:
        sheet.write_string(row, 0, document.title, bold)
        row += 2
    for block in document.blocks:
        lines: list[tuple[list[object], bool]] = []
        match block:
            case Heading(text):
                lines = [([text], True)]
            case Text(text):
                lines = [([text], False)]
            case Fields(pairs):
                lines = [([label, value], False) for label, value in pairs]
            case Table(columns, rows):
                lines = [(list(columns), True), *((list(one), False) for one in rows)]
            case Total(label, value):
                lines = [([label, value], True)]
        for cells, is_bold in lines:
            for column, value in enumerate(cells):
                form = bold if is_bold else None
                if isinstance(value, int | float) and not isinstance(value, bool):
                    sheet.write_number(row, column, value, form)
                else:
                    sheet.write_string(row, column, "" if value is None else str(value), form)
            row += 1
    book.close()
    return file.getvalue()
