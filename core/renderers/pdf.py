"""PDF by fpdf2, with Noto Sans inside: all Kazakh letters, whatever the printer has."""

import logging
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TableCellFillMode
from fpdf.fonts import FontFace

from core.barcodes import modules
from core.documents import (
    Card,
    Cards,
    Document,
    Fields,
    Heading,
    PageBreak,
    Signatures,
    Table,
    Text,
    Total,
)

FONTS = Path(__file__).parents[2] / "static" / "fonts"
MARGIN = 15.0
QUIET_ZONE = 10

# fpdf2 and fontTools tell of every table of the font they leave out.
logging.getLogger("fontTools").setLevel(logging.ERROR)


class Sheet(FPDF):
    """An A4 page with our font and page numbers."""

    def __init__(self, document: Document) -> None:
        super().__init__(orientation="L" if document.is_landscape else "P", format="A4")
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN)
        self.add_font("noto", "", FONTS / "NotoSans-Regular.ttf")
        self.add_font("noto", "B", FONTS / "NotoSans-Bold.ttf")
        self.set_font("noto", size=10)
        self.set_title(document.title)
        self.numbered = not any(isinstance(one, Cards) for one in document.blocks)
        self.add_page()

    def footer(self) -> None:
        """Write the page's number."""
        if self.numbered:
            self.set_y(-MARGIN + 3)
            self.set_font("noto", size=8)
            self.cell(0, 4, f"{self.page_no()} / {{nb}}", align="R")

    def bars(self, code: str, x: float, y: float, width: float, height: float) -> None:
        """Draw the code as black rectangles, with a quiet zone of ten modules on either side."""
        pattern = modules(code)
        module = width / (len(pattern) + 2 * QUIET_ZONE)
        self.set_fill_color(0)
        start = 0
        while start < len(pattern):
            end = start
            while end < len(pattern) and pattern[end] == pattern[start]:
                end += 1
            if pattern[start] == "1":
                left = x + (QUIET_ZONE + start) * module
                self.rect(left, y, (end - start) * module, height, style="F")
            start = end


def render(document: Document) -> bytes:
    """Return the document as PDF."""
    sheet = Sheet(document)
    if document.has_title:
        sheet.set_font("noto", "B", 14)
        sheet.multi_cell(0, 7, document.title, align="C", new_x="LMARGIN", new_y="NEXT")
        sheet.ln(2)
    for block in document.blocks:
        _draw(sheet, block)
    return bytes(sheet.output())


def _draw(sheet: Sheet, block: object) -> None:
    sheet.set_font("noto", size=10)
    match block:
        case Heading(text):
            sheet.set_font("noto", "B", 12)
            sheet.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
        case Text(text):
            sheet.multi_cell(0, 5, text, new_x="LMARGIN", new_y="NEXT")
        case Fields(pairs):
            for label, value in pairs:
                sheet.set_font("noto", "B", 10)
                sheet.write(5, f"{label}: ")
                sheet.set_font("noto", size=10)
                sheet.write(5, f"{value}")
                sheet.ln(6)
        case Table():
            _table(sheet, block)
        case Total(label, value):
            sheet.set_font("noto", "B", 10)
            sheet.cell(0, 7, f"{label}: {value}", align="R", new_x="LMARGIN", new_y="NEXT")
        case Signatures(people, seal):
            sheet.ln(6)
            for post, name in people:
                sheet.cell(70, 9, post)
                sheet.cell(50, 9, "_" * 24)
                sheet.cell(0, 9, name, new_x="LMARGIN", new_y="NEXT")
            if seal:
                sheet.cell(0, 12, seal, new_x="LMARGIN", new_y="NEXT")
        case PageBreak():
            sheet.add_page()
        case Cards():
            _cards(sheet, block)


def _table(sheet: Sheet, block: Table) -> None:
    sheet.set_font("noto", size=9)
    sides = tuple("R" if place in block.right else "L" for place in range(len(block.columns)))
    with sheet.table(
        col_widths=tuple(block.widths) or None,
        text_align=sides,
        line_height=5,
        padding=0.8,
        headings_style=FontFace(emphasis="BOLD", fill_color=(233, 239, 237)),
        cell_fill_mode=TableCellFillMode.NONE,
    ) as table:
        for row in (block.columns, *block.rows):
            line = table.row()
            for cell in row:
                line.cell("" if cell is None else str(cell))


def _cards(sheet: Sheet, block: Cards) -> None:
    top, row, column = sheet.get_y(), 0, 0
    for card in block.cards:
        y = top + row * (block.height + block.gap)
        if y + block.height > sheet.h - MARGIN:
            sheet.add_page()
            top, row, y = MARGIN, 0, MARGIN
        _card(sheet, block, card, MARGIN + column * (block.width + block.gap), y)
        column = (column + 1) % block.columns
        row += column == 0


def _card(sheet: Sheet, block: Cards, card: Card, x: float, y: float) -> None:
    inner, bar_height = block.width - 8, block.height * 0.34
    sheet.set_draw_color(170)
    sheet.set_line_width(0.1)
    sheet.rect(x, y, block.width, block.height)
    sheet.set_xy(x + 4, y + 3)
    sheet.set_font("noto", "B", 11 if block.width > 60 else 9)
    sheet.multi_cell(inner, 5, _cut(sheet, card.title, inner * 1.9), align="L")
    sheet.set_font("noto", size=8.5)
    for line in card.lines:
        sheet.set_x(x + 4)
        sheet.cell(inner, 4.4, _cut(sheet, line, inner), new_x="LEFT", new_y="NEXT")
    bottom = y + block.height - 4 - (4 if card.foot else 0)
    sheet.bars(card.code, x + 4, bottom - bar_height - 3.6, inner, bar_height)
    sheet.set_font("noto", size=7.5)
    sheet.set_xy(x + 4, bottom - 3.6)
    sheet.cell(inner, 3.6, card.code, align="C")
    if card.foot:
        sheet.set_xy(x + 4, bottom)
        sheet.set_font("noto", size=6.5)
        sheet.cell(inner, 4, _cut(sheet, card.foot, inner), align="C")


def _cut(sheet: Sheet, text: str, width: float) -> str:
    """Return ``text`` cut at a word so that it fits in ``width`` millimetres."""
    if sheet.get_string_width(text) <= width:
        return text
    words = text.split()
    while len(words) > 1 and sheet.get_string_width(" ".join(words) + " …") > width:
        words.pop()
    return " ".join(words) + " …"
