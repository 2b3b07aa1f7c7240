"""PDF by fpdf2, with Noto Sans inside: all Kazakh letters, whatever the printer has."""

import io
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TableCellFillMode
from fpdf.fonts import FontFace

from core.barcodes import modules
from core.documents import (
    Aside,
    Card,
    Cards,
    Certificate,
    Document,
    Fields,
    Heading,
    IndexCards,
    PageBreak,
    Photos,
    Poster,
    Signatures,
    Strips,
    Table,
    Text,
    Total,
    written,
)
from core.renderers.index_cards import draw_index_cards
from core.renderers.posters import draw_certificate, draw_poster
from core.renderers.strips import draw_strips

FONTS = Path(__file__).parents[2] / "static" / "fonts"
#: Width, height and margin in millimetres. A landscape page is as wide as it was high.
PAPERS = {
    "A4": (210.0, 297.0, 15.0),
    "A6": (105.0, 148.0, 5.0),
    "card": (125.0, 75.0, 0.0),
}
QUIET_ZONE = 10
#: Millimetres of a head whose words stand upright.
UPRIGHT_HEIGHT = 36
#: Millimetres that a heading wants below it, itself included: a head that stands upright, a line.
TOGETHER = 50
#: The same for a small heading: the head of its table, and a line.
TOGETHER_SMALL = 22

# fpdf2 and fontTools tell of every table of the font they leave out.
logging.getLogger("fontTools").setLevel(logging.ERROR)


class Sheet(FPDF):
    """Pages with our font and, if they are A4 with text, page numbers."""

    def __init__(self, document: Document) -> None:
        width, height, margin = PAPERS[document.paper]
        super().__init__("L" if document.is_landscape else "P", format=(width, height))
        self.set_margins(margin, margin, margin)
        self.set_auto_page_break(True, margin)
        self.add_font("noto", "", FONTS / "NotoSans-Regular.ttf")
        self.add_font("noto", "B", FONTS / "NotoSans-Bold.ttf")
        self.set_font("noto", size=10)
        self.set_title(document.title)
        self.turned: Callable[[float], None] | None = None
        apart = Cards | Strips | IndexCards | Poster | Certificate
        self.numbered = not any(isinstance(one, apart) for one in document.blocks)
        self.add_page()

    def header(self) -> None:
        """Write the turned heads of a table that goes on on this page."""
        if self.turned:
            self.turned(self.t_margin)

    def footer(self) -> None:
        """Write the page's number."""
        if self.numbered:
            self.set_y(3 - self.b_margin)
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
        draw(sheet, block)
    return bytes(sheet.output())


def draw(sheet: Sheet, block: object) -> None:
    """Draw one block where the last one ended."""
    sheet.set_font("noto", size=10)
    match block:
        case Heading(text, is_centred, _name, is_small):
            # A heading does not stay behind alone: some of what it heads comes with it.
            room = TOGETHER_SMALL if is_small else TOGETHER + (20 if is_centred else 0)
            if sheet.get_y() > sheet.t_margin and sheet.will_page_break(min(room, sheet.eph / 4)):
                sheet.add_page()
            sheet.set_font("noto", "B", 10 if is_small else 12)
            side = "C" if is_centred else "L"
            sheet.ln(1.5 if is_centred else 0)
            sheet.multi_cell(0, 6, written(text), align=side, new_x="LMARGIN", new_y="NEXT")
            sheet.ln(1.5 if is_centred else 0)
        case Text(text):
            sheet.multi_cell(0, 5, written(text), align="L", new_x="LMARGIN", new_y="NEXT")
        case Aside(lines):
            for place, line in enumerate(lines):
                sheet.set_font("noto", "" if place else "B", 10)
                sheet.set_x(sheet.l_margin + sheet.epw * 0.54)
                sheet.multi_cell(0, 5.5, written(line), align="L", new_x="LMARGIN", new_y="NEXT")
            sheet.ln(4)
        case Fields(pairs):
            for label, value in pairs:
                sheet.set_font("noto", "B", 10)
                sheet.write(5, f"{written(label)}: ")
                sheet.set_font("noto", size=10)
                sheet.write(5, written(value))
                sheet.ln(6)
        case Table():
            _table(sheet, block)
        case Total(label, value):
            sheet.set_font("noto", "B", 10)
            sheet.cell(
                0,
                7,
                f"{written(label)}: {written(value)}",
                align="R",
                new_x="LMARGIN",
                new_y="NEXT",
            )
        case Signatures(people, seal):
            sheet.ln(6)
            for post, name in people:
                _signature(sheet, written(post), written(name))
            if seal:
                sheet.cell(0, 12, written(seal), new_x="LMARGIN", new_y="NEXT")
        case Photos():
            _photos(sheet, block)
        case PageBreak():
            sheet.add_page()
        case Cards():
            _cards(sheet, block)
        case Strips(strips):
            draw_strips(sheet, strips)
        case Poster():
            draw_poster(sheet, block)
        case Certificate():
            draw_certificate(sheet, block)
        case IndexCards(cards):
            draw_index_cards(sheet, cards)


def _table(sheet: Sheet, block: Table) -> None:
    size = 8 if block.tight else 9
    sheet.set_font("noto", size=size)
    sides = tuple("R" if place in block.right else "L" for place in range(len(block.columns)))
    if block.upright:
        if sheet.will_page_break(UPRIGHT_HEIGHT + 8):
            sheet.add_page()
        sheet.turned = partial(_turned_heads, sheet, block)
        sheet.turned(sheet.get_y())
    with sheet.table(
        col_widths=tuple(block.widths) or None,
        text_align=sides,
        line_height=3.5 if block.tight else 5,
        padding=0.2 if block.tight else 0.8,
        headings_style=FontFace(
            emphasis="BOLD", fill_color=None if block.upright else (233, 239, 237)
        ),
        cell_fill_mode=TableCellFillMode.NONE,
    ) as table:
        head = table.row(min_height=UPRIGHT_HEIGHT if block.upright else None)
        for place, cell in enumerate(block.columns):
            head.cell("" if place in block.upright else written(cell))
        for row in block.rows:
            line = table.row()
            for cell in row:
                line.cell(written(cell))
    sheet.turned = None
    sheet.ln(2)


def _turned_heads(sheet: Sheet, block: Table, top: float) -> None:
    """Write the heads of the upright columns from below to above, in the row that begins at top."""
    at = (sheet.get_x(), sheet.get_y())
    widths = tuple(block.widths) or (1.0,) * len(block.columns)
    unit = sheet.epw / sum(widths)
    sheet.set_font("noto", "B", 8)
    for place in block.upright:
        left = sheet.l_margin + unit * sum(widths[:place])
        lines = _lines(sheet, written(block.columns[place]), UPRIGHT_HEIGHT - 1, 3)
        x = left + (unit * widths[place] - 3.4 * len(lines)) / 2
        for number, line in enumerate(lines):
            foot = (x + 3.4 * number + 2.6, top + UPRIGHT_HEIGHT - 1)
            with sheet.rotation(90, *foot):
                sheet.text(*foot, line)
    sheet.set_font("noto", size=8 if block.tight else 9)
    sheet.set_xy(*at)


def _signature(sheet: Sheet, post: str, name: str) -> None:
    """Draw post, line and name side by side; a long post or name goes on below itself."""
    if sheet.will_page_break(18):
        sheet.add_page()
    top = sheet.get_y() + 2
    lowest, left = top, sheet.l_margin
    for share, words in ((0.36, post), (0.29, "_" * 24), (0.35, name)):
        sheet.set_xy(left, top)
        width = sheet.epw * share
        sheet.multi_cell(width, 5, words, align="L", new_x="LMARGIN", new_y="NEXT")
        lowest, left = max(lowest, sheet.get_y()), left + width
    sheet.set_y(lowest + 2)


def _photos(sheet: Sheet, block: Photos) -> None:
    """Draw photos in rows of one height, none over the end of a page."""
    gap = 4.0
    width = (sheet.epw - gap * (block.columns - 1)) / block.columns
    height = width * 0.7
    for place, (words, data) in enumerate(block.photos):
        column = place % block.columns
        if column == 0:
            if place:
                sheet.set_y(sheet.get_y() + height + 7)
            if sheet.will_page_break(height + 7):
                sheet.add_page()
        left, top = sheet.l_margin + column * (width + gap), sheet.get_y()
        sheet.image(io.BytesIO(data), left, top, width, height, keep_aspect_ratio=True)
        sheet.set_font("noto", size=8)
        sheet.set_xy(left, top + height + 0.5)
        sheet.cell(width, 4, _lines(sheet, words, width, 1)[0])
        sheet.set_xy(sheet.l_margin, top)
    if block.photos:
        sheet.set_y(sheet.get_y() + height + 9)


def _cards(sheet: Sheet, block: Cards) -> None:
    top, row, column = sheet.get_y(), 0, 0
    for card in block.cards:
        y = top + row * (block.height + block.gap)
        if y + block.height > sheet.h - sheet.b_margin:
            sheet.add_page()
            top, row, y = sheet.t_margin, 0, sheet.t_margin
        _card(sheet, block, card, sheet.l_margin + column * (block.width + block.gap), y)
        column = (column + 1) % block.columns
        row += column == 0


def _card(sheet: Sheet, block: Cards, card: Card, x: float, y: float) -> None:
    is_large = block.width > 60
    inner, bar_height = block.width - 8, block.height * 0.34
    sheet.set_draw_color(170)
    sheet.set_line_width(0.1)
    sheet.rect(x, y, block.width, block.height)
    sheet.set_xy(x + 4, y + 3)
    sheet.set_font("noto", "B", 11 if is_large else 9)
    for line in _lines(sheet, card.title, inner, 2 if is_large else 1):
        sheet.set_x(x + 4)
        sheet.cell(inner, 5, line, new_x="LEFT", new_y="NEXT")
    sheet.set_font("noto", size=8.5)
    for text in card.lines:
        sheet.set_x(x + 4)
        sheet.cell(inner, 4.4, _lines(sheet, text, inner, 1)[0], new_x="LEFT", new_y="NEXT")
    bottom = y + block.height - (8 if card.foot else 3)
    # The bars bring their own quiet zone, so on a small card they may use its margin.
    aside = 4 if is_large else 2
    sheet.bars(card.code, x + aside, bottom - bar_height - 4.2, block.width - 2 * aside, bar_height)
    sheet.set_font("noto", size=7.5)
    sheet.set_xy(x + 4, bottom - 3.6)
    sheet.cell(inner, 3.6, card.code, align="C")
    if card.foot:
        sheet.set_xy(x + 4, bottom + 0.4)
        sheet.set_font("noto", size=6.5)
        while sheet.get_string_width(card.foot) > inner and sheet.font_size_pt > 5:
            sheet.set_font_size(sheet.font_size_pt - 0.25)
        sheet.cell(inner, 4, _lines(sheet, card.foot, inner, 1)[0], align="C")


def _lines(sheet: Sheet, text: str, width: float, most: int) -> list[str]:
    """Return ``text`` broken into at most so many lines; what has no place becomes «…»."""
    # A cell keeps a margin of its own on either side.
    room = width - 2 * sheet.c_margin
    lines: list[str] = [""]
    for word in written(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if sheet.get_string_width(longer) <= room:
            lines[-1] = longer
        elif lines[-1]:
            lines.append(word)
        else:
            lines[-1] = word
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += " …"
    return [_fitted(sheet, line, room) for line in kept]


def _fitted(sheet: Sheet, line: str, room: float) -> str:
    """Return ``line``, or as many of its letters as there is room for, and «…»."""
    if sheet.get_string_width(line) <= room:
        return line
    letters = line.removesuffix(" …")
    while letters and sheet.get_string_width(f"{letters}…") > room:
        letters = letters[:-1]
    return f"{letters.rstrip()}…"
