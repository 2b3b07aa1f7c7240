"""DOCX by python-docx, for documents that people go on editing."""

import io
from typing import Any

from docx import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from core.documents import (
    Aside,
    Cards,
    Document,
    Fields,
    Heading,
    PageBreak,
    Photos,
    Signatures,
    Table,
    Text,
    Total,
    written,
)

#: A4 and its margins in centimetres; a landscape page is as wide as it was high.
WIDTH, HEIGHT, MARGIN = 21.0, 29.7, 1.8
FONT = "Noto Sans"
#: Centimetres of a head whose words stand upright.
UPRIGHT_HEIGHT = 3.8


def render(document: Document) -> bytes:
    """Return the document as DOCX; cards have no place in it and are left out."""
    word = Word()
    _set_page(word, document)
    if document.has_title:
        word.add_heading(written(document.title), level=1).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in document.blocks:
        _write(word, block)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _set_page(word: Any, document: Document) -> None:
    """Set paper and letters: python-docx begins with American paper and blue headings."""
    page = word.sections[0]
    page.page_width, page.page_height = Cm(WIDTH), Cm(HEIGHT)
    if document.is_landscape:
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(page, side, Cm(MARGIN))
    for name, size in (("Normal", 10), ("Heading 1", 14), ("Heading 2", 12)):
        style = word.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(kind), FONT)
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(kind), None)
    word.styles["Normal"].paragraph_format.space_after = Pt(4)


def _write(word: Any, block: object) -> None:
    match block:
        case Heading(text, _centred, _name, True):
            line = word.add_paragraph()
            line.paragraph_format.keep_with_next = True
            line.add_run(written(text)).bold = True
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
        case Table():
            _table(word, block)
        case Total(label, value):
            line = word.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            line.add_run(f"{written(label)}: {written(value)}").bold = True
        case Signatures(people, seal):
            for post, name in people:
                word.add_paragraph(f"{written(post)} ________________________ {written(name)}")
            if seal:
                word.add_paragraph(written(seal))
        case Photos():
            _photos(word, block)
        case PageBreak():
            word.add_page_break()
        case Cards():
            pass


def _table(word: Any, block: Table) -> None:
    """Write a table: its columns as wide as on paper, its head again on every page."""
    table = word.add_table(rows=1, cols=len(block.columns))
    table.style = "Table Grid"
    table.autofit = False
    section = word.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    shares = block.widths or [1.0] * len(block.columns)
    widths = [int(room * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    head = table.rows[0]
    _mark(head, "w:tblHeader")
    if block.upright:
        head.height = Cm(UPRIGHT_HEIGHT)
    for place, (cell, words) in enumerate(zip(head.cells, block.columns, strict=True)):
        cell.width = widths[place]
        line = _tight(cell.paragraphs[0])
        run = line.add_run(written(words))
        run.bold, run.font.size = True, Pt(8.5)
        if place in block.upright:
            turned = OxmlElement("w:textDirection")
            turned.set(qn("w:val"), "btLr")
            cell._tc.get_or_add_tcPr().append(turned)
    for row in block.rows:
        line_of_cells = table.add_row()
        _mark(line_of_cells, "w:cantSplit")
        for place, (cell, value) in enumerate(zip(line_of_cells.cells, row, strict=True)):
            cell.width = widths[place]
            line = _tight(cell.paragraphs[0])
            line.add_run(written(value)).font.size = Pt(9)
            if place in block.right:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    word.add_paragraph().paragraph_format.space_after = Pt(2)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _tight(line: Any) -> Any:
    line.paragraph_format.space_after = Pt(0)
    return line


def _photos(word: Any, block: Photos) -> None:
    """Write photos in a table without lines, the words below each."""
    if not block.photos:
        return
    table = word.add_table(rows=0, cols=block.columns)
    section = word.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    width = int(room / block.columns - Cm(0.5))
    for start in range(0, len(block.photos), block.columns):
        cells = table.add_row().cells
        for cell, (words, data) in zip(
            cells, block.photos[start : start + block.columns], strict=False
        ):
            cell.paragraphs[0].add_run().add_picture(io.BytesIO(data), width=width)
            caption = cell.add_paragraph().add_run(written(words))
            caption.font.size = Pt(8)
