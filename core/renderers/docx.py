"""DOCX by python-docx, for documents that people go on editing."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Emu

from core.documents import (
    Aside,
    Cards,
    Document,
    Fields,
    Heading,
    PageBreak,
    Signatures,
    Table,
    Text,
    Total,
    written,
)


def render(document: Document) -> bytes:
    """Return the document as DOCX; cards have no place in it and are left out."""
    word = Word()
    word.styles["Normal"].font.name = "Noto Sans"
    if document.is_landscape:
        page = word.sections[0]
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width
    if document.has_title:
        word.add_heading(written(document.title), level=1).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in document.blocks:
        _write(word, block)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _write(word: Any, block: object) -> None:
    match block:
        case Heading(text, is_centred):
            line = word.add_heading(written(text), level=2)
            if is_centred:
                line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        case Text(text):
            word.add_paragraph(written(text))
        case Aside(lines):
            for place, text in enumerate(lines):
                line = word.add_paragraph()
                line.paragraph_format.left_indent = Cm(8.5)
                line.paragraph_format.space_after = Cm(0.1)
                line.add_run(written(text)).bold = place == 0
        case Fields(pairs):
            for label, value in pairs:
                line = word.add_paragraph()
                line.add_run(f"{written(label)}: ").bold = True
                line.add_run(written(value))
        case Table(columns, rows, widths, right):
            table = word.add_table(rows=1, cols=len(columns))
            table.style = "Table Grid"
            for cell, words in zip(table.rows[0].cells, columns, strict=True):
                cell.paragraphs[0].add_run(written(words)).bold = True
            for row in rows:
                cells = table.add_row().cells
                for place, value in enumerate(row):
                    cells[place].text = written(value)
                    if place in right:
                        cells[place].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _set_widths(word, table, widths)
        case Total(label, value):
            line = word.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            line.add_run(f"{written(label)}: {written(value)}").bold = True
        case Signatures(people, seal):
            for post, name in people:
                word.add_paragraph(f"{written(post)} ________________________ {written(name)}")
            if seal:
                word.add_paragraph(written(seal))
        case PageBreak():
            word.add_page_break()
        case Cards():
            pass


def _set_widths(word: Any, table: Any, widths: Sequence[float]) -> None:
    """Give the columns their shares of the page; Word reads them in every cell."""
    if not widths:
        return
    page = word.sections[0]
    room = page.page_width - page.left_margin - page.right_margin
    table.autofit = False
    for column, share in zip(table.columns, widths, strict=True):
        column.width = Emu(int(room * share / sum(widths)))
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            cell.width = column.width
