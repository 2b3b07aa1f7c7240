"""A ruled book on paper (PDF): the same number of lines on every page, sums above and below them.

Made for 100,000 lines on an old computer. The pages' own commands are put out directly, as
labels' are: fpdf2's cells take ten times as long. A page is packed as soon as it is drawn.
"""

import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from fpdf.fonts import TTFFont
from fpdf.output import OutputProducer
from fpdf.syntax import Name

from core.documents import Block, Document, written
from core.renderers.pdf import Sheet, draw

#: Points of a millimetre; what PDF reckons in.
PT = 72 / 25.4
#: Margins in millimetres: at the left the book is bound.
LEFT, RIGHT, TOP = 17.0, 8.0, 8.0
HEAD, COLUMN_HEADS, COLUMN_NUMBERS, SUMS = 6.5, 13.0, 4.0, 5.0
PADDING = 0.9
#: Sizes of letters, from the usual to the smallest, with the lines that a row then holds.
SIZES = ((7.5, 2), (6.5, 2), (5.5, 3), (4.3, 4))
OWNER_SIZES = ((8, 1), (6.5, 2), (5.5, 2), (4.5, 2))
#: Texts whose breaking is remembered: copies of one book stand together.
REMEMBERED = 20_000

#: Where a line may be broken: «№ 12» and «1 234,50» hold together.
_SPACES = re.compile(r"[^\S\u00a0]+")


@dataclass(frozen=True)
class BookColumn:
    """A column with its width in millimetres."""

    title: str
    width: float
    is_right: bool = False


@dataclass(frozen=True)
class BookForm:
    """What every page has: the owner's name and the book's in its head, columns, so many rows."""

    title: str
    owner: str
    columns: Sequence[BookColumn]
    rows: int
    row_height: float


@dataclass(frozen=True)
class BookPage:
    """One page: its number in words, its rows, the lines above them and below."""

    number: str
    rows: Sequence[Sequence[str]]
    above: str
    below: Sequence[str]


class _Packed(OutputProducer):
    """fpdf2's way out for pages that are packed already."""

    def _add_pages(self, _slice: slice = slice(0, None)) -> Any:
        sheet: Any = self.fpdf
        sheet.pack()  # the last one
        sheet.set_compression(False)
        pages: Any = super()._add_pages(_slice)
        sheet.set_compression(True)
        for page in pages:
            page.contents.filter = Name("FlateDecode")
        return pages


class BookSheet(Sheet):
    """Landscape pages of one form."""

    def __init__(self, form: BookForm) -> None:
        super().__init__(Document(form.title, [], is_landscape=True))
        self.numbered = False  # by the book's own numbers, not by the file's
        self.set_auto_page_break(False)
        self.form = form
        self.faces: list[TTFFont] = []
        for style in ("", "B"):
            self.set_font("noto", style, 8)
            assert isinstance(self.current_font, TTFFont)
            self.faces.append(self.current_font)
        # Methods that remember: the letters of a text, and how it fits into a column.
        self.encoded = lru_cache(REMEMBERED)(self._encoded)
        self.broken = lru_cache(REMEMBERED)(self._broken)
        self.frame, self.heads = "", ""
        self.is_first = True
        self.packed = 0

    def pack(self) -> None:
        """Pack the page that is there: nothing more may be drawn on it."""
        if self.page > self.packed:
            page: Any = self.pages[self.page]
            page.contents = bytearray(zlib.compress(page.contents))
            self.packed = self.page

    def draw_page(self, page: BookPage) -> None:
        """Draw a page, on a sheet of its own."""
        if not self.is_first:
            self.add_page()
        self.is_first = False
        for face in self.faces:
            self._out(self._set_font_for_page(face, 8))
        if not self.frame:
            self._prepare()
        form, out = self.form, [self.frame, self.heads]
        right = self.w - RIGHT
        out.append(self._words(page.number, right, TOP + 4.4, 9, is_bold=True, side="R"))
        top = TOP + HEAD + COLUMN_HEADS + COLUMN_NUMBERS
        out.append(self._words(page.above, right - PADDING, top + 3.6, 8, side="R"))
        y = top + SUMS
        for row in page.rows:
            x = LEFT
            for column, text in zip(form.columns, row, strict=True):
                if text:
                    out.append(self._cell(text, x, y, column))
                x += column.width
            y += form.row_height
        y = top + SUMS + form.rows * form.row_height
        for line in page.below:
            out.append(self._words(line, right - PADDING, y + 3.6, 8, is_bold=True, side="R"))
            y += SUMS
        self._out("\n".join(out))
        self.pack()

    def draw_closing(self, blocks: Iterable[Block]) -> None:
        """Draw what stands behind the last page on a sheet of its own, if anything does."""
        blocks = list(blocks)
        if not blocks:
            return
        if not self.is_first:
            self.add_page()
        self.set_auto_page_break(True, self.b_margin)
        for block in blocks:
            draw(self, block)

    def _prepare(self) -> None:
        """Make what is the same on every page: rules and heads."""
        form = self.form
        top = TOP + HEAD
        right = LEFT + sum(one.width for one in form.columns)
        rows_top = top + COLUMN_HEADS + COLUMN_NUMBERS + SUMS
        foot = rows_top + form.rows * form.row_height
        levels = [top, top + COLUMN_HEADS, top + COLUMN_HEADS + COLUMN_NUMBERS]
        levels += [rows_top + place * form.row_height for place in range(form.rows + 1)]
        lines = [self._line(LEFT, y, right, y) for y in levels]
        x = LEFT
        for width in (0.0, *(one.width for one in form.columns)):
            x += width
            lines.append(self._line(x, top, x, top + COLUMN_HEADS + COLUMN_NUMBERS))
            lines.append(self._line(x, rows_top, x, foot))
        lines += [self._line(one, rows_top - SUMS, one, rows_top) for one in (LEFT, right)]
        self.frame = "0.20 w 0.45 G\n" + "\n".join(lines) + "\n0 G"
        room = self.w * PT / 2 - LEFT * PT - self._width(form.title, 10, True) / 2 - 10
        size, owner = self._fitted(form.owner, room, OWNER_SIZES)
        high = TOP + (4.4 if len(owner) == 1 else 2.2)
        heads = [
            *(
                self._words(line, LEFT, high + place * size * 1.15 / PT, size)
                for place, line in enumerate(owner)
            ),
            self._words(form.title, self.w / 2, TOP + 4.4, 10, is_bold=True, side="C"),
        ]
        x = LEFT
        for place, one in enumerate(form.columns, 1):
            heads.append(self._head(one, x, top))
            middle = x + one.width / 2
            heads.append(self._words(str(place), middle, top + COLUMN_HEADS + 3, 6.5, side="C"))
            x += one.width
        self.heads = "\n".join(heads)

    def _head(self, column: BookColumn, x: float, top: float) -> str:
        """Return a column's head in the middle of its place, in as many lines as it needs."""
        room = (column.width - 2 * PADDING) * PT
        for size in (7.5, 7, 6.5, 6, 5.5, 5, 4.5):
            lines = self._lines(written(column.title), room, size, is_bold=True, by_word=True)
            if lines is not None and len(lines) * size * 1.2 <= COLUMN_HEADS * PT:
                break
        else:
            lines = self._lines(written(column.title), room, size, is_bold=True) or []
        y = top + (COLUMN_HEADS - len(lines) * size * 1.2 / PT) / 2 + size / PT
        return "\n".join(
            self._words(
                line, x + column.width / 2, y + n * size * 1.2 / PT, size, is_bold=True, side="C"
            )
            for n, line in enumerate(lines)
        )

    def _cell(self, text: str, x: float, top: float, column: BookColumn) -> str:
        size, lines = self.broken(text, column.width)
        height = self.form.row_height * PT
        leading = min(size * 1.2, height / len(lines))
        y = (self.h - top) * PT - (height - leading * len(lines)) / 2 - size
        left, face = (x + PADDING) * PT, self.faces[0].i
        found = []
        for line in lines:
            begin = left
            if column.is_right:
                begin = (x + column.width - PADDING) * PT - self._width(line, size)
            text = self.encoded(line, False)
            found.append(f"BT /F{face} {size} Tf {begin:.1f} {y:.1f} Td {text} ET")
            y -= leading
        return "\n".join(found)

    def _broken(self, text: str, width: float) -> tuple[float, tuple[str, ...]]:
        """Return ``text`` in lines, and the size at which they fit into a row of the column."""
        return self._fitted(text, (width - 2 * PADDING) * PT, SIZES)

    def _fitted(
        self, text: str, room: float, sizes: Sequence[tuple[float, int]]
    ) -> tuple[float, tuple[str, ...]]:
        """Return the first of ``sizes`` at which ``text`` fits, and its lines; else it is cut."""
        text = written(text)
        for size, most in sizes:
            lines = self._lines(text, room, size, by_word=True)
            if lines is not None and len(lines) <= most:
                return size, tuple(lines)
        lines = self._lines(text, room, size) or [""]
        if len(lines) > most:
            lines = [*lines[: most - 1], lines[most - 1].rstrip()[:-1] + "…"]
        return size, tuple(lines)

    def _lines(
        self, text: str, room: float, size: float, *, is_bold: bool = False, by_word: bool = False
    ) -> list[str] | None:
        """Return ``text`` broken into lines of ``room`` points; None if a word is longer.

        Unless ``by_word`` a longer word is broken where the room ends.
        """
        lines = [""]
        for word in filter(None, _SPACES.split(text)):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if self._width(longer, size, is_bold) <= room:
                lines[-1] = longer
                continue
            if lines[-1]:
                lines.append("")
            if self._width(word, size, is_bold) > room and by_word:
                return None
            for letter in word:
                if lines[-1] and self._width(lines[-1] + letter, size, is_bold) > room:
                    lines.append("")
                lines[-1] += letter
        return lines

    def _words(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        *,
        is_bold: bool = False,
        side: str = "L",
    ) -> str:
        """Return the commands for a line of text that ends or has its middle at ``x``."""
        text = written(text)
        back = {"L": 0.0, "C": 0.5, "R": 1.0}[side] * self._width(text, size, is_bold)
        return (
            f"BT /F{self.faces[is_bold].i} {size} Tf {x * PT - back:.1f} {(self.h - y) * PT:.1f} "
            f"Td {self.encoded(text, is_bold)} ET"
        )

    def _width(self, text: str, size: float, is_bold: bool = False) -> float:
        widths = self.faces[is_bold].cw
        return sum([widths[ord(one)] for one in text]) * size * 0.001

    def _encoded(self, text: str, is_bold: bool) -> str:
        return str(self.faces[is_bold].encode_text(text))

    def _line(self, x: float, y: float, to_x: float, to_y: float) -> str:
        height = self.h
        return (
            f"{x * PT:.1f} {(height - y) * PT:.1f} m {to_x * PT:.1f} {(height - to_y) * PT:.1f} l S"
        )


def write(
    form: BookForm,
    pages: Iterable[BookPage],
    closing: Callable[[], Iterable[Block]],
    path: Path,
) -> None:
    """Write the book as PDF to ``path``: its pages, then the sheet that closes it."""
    sheet = BookSheet(form)
    for page in pages:
        sheet.draw_page(page)
    sheet.draw_closing(closing())
    sheet.output(str(path), output_producer_class=_Packed)
