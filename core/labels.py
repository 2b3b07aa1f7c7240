"""Labels: sheets measured in millimetres, and where on a label its bars and words stand.

What is drawn is decided here once; core/renderers/labels.py puts it on paper or on the screen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from flask_babel import lazy_gettext as _

from core.barcodes import modules
from core.documents import written
from core.errors import LibraryError

FONTS = Path(__file__).parent.parent / "static" / "fonts"
FACES = {False: FONTS / "NotoSans-Regular.ttf", True: FONTS / "NotoSans-Bold.ttf"}

#: White on either side of the bars, in modules; scanners ask for ten.
QUIET_ZONE = 10
#: The narrowest bar that a cheap scanner reads from a cheap printer, and one wide enough.
NARROWEST, WIDEST = 0.25, 0.5
LOWEST_BARS, HIGHEST_BARS = 4.0, 15.0
POINT = 25.4 / 72

#: How far the bars lean from foot to top, too little to be seen. In a
#: coarse picture (150 dpi, 1.8 dots a bar) upright bars may fall between the dots alike in every
#: row, and one code in five is not read; leaning, some row always has them on the dots.
LEAN = 0.12


class LabelTooSmall(LibraryError):
    """The bars would be too fine or too low for a scanner."""

    message = _(
        "A label of %(width)s × %(height)s mm has no place for a barcode. It needs %(least)s × 12 "
        "mm at least."
    )


class SheetAmiss(LibraryError):
    """The labels reach over the edge of the page, or a measure is impossible."""

    message = _(
        "These measures do not fit: the labels reach beyond the page or overlap. Measure the sheet "
        "again."
    )


@dataclass(frozen=True)
class SheetTemplate:
    """A page of labels, in millimetres. A roll is a page with one label.

    ``dots`` are the dots per inch of a label printer: there bars end where dots do.
    """

    page_width: float
    page_height: float
    columns: int
    rows: int
    width: float
    height: float
    left: float = 0.0
    top: float = 0.0
    gap_x: float = 0.0
    gap_y: float = 0.0
    dots: int = 0

    def __post_init__(self) -> None:
        """Refuse measures that no sheet has."""
        right = self.left + self.columns * (self.width + self.gap_x) - self.gap_x
        bottom = self.top + self.rows * (self.height + self.gap_y) - self.gap_y
        fits = (
            10 <= self.page_width <= 450,
            10 <= self.page_height <= 450,
            1 <= self.columns <= 20,
            1 <= self.rows <= 50,
            self.width >= 10,
            self.height >= 8,
            min(self.left, self.top, self.gap_x, self.gap_y) >= 0,
            right <= self.page_width + 0.01,
            bottom <= self.page_height + 0.01,
        )
        if not all(fits):
            raise SheetAmiss()

    @property
    def per_page(self) -> int:
        """Return how many labels a page has."""
        return self.columns * self.rows

    def cell(self, place: int) -> tuple[float, float]:
        """Return the left upper corner of a label of the page, counted from 0, row by row."""
        row, column = divmod(place, self.columns)
        return (
            self.left + column * (self.width + self.gap_x),
            self.top + row * (self.height + self.gap_y),
        )

    def cells(self, start: int = 1) -> Iterator[tuple[int, float, float]]:
        """Return page, left and top of label after label, without end, from cell ``start``."""
        place = max(0, start - 1)
        while True:
            page, on_page = divmod(place, self.per_page)
            yield page, *self.cell(on_page)
            place += 1


A4 = (210.0, 297.0)

#: Sheets as they are sold, and rolls of label printers.
PRESETS = {
    "a4-3x8": SheetTemplate(*A4, 3, 8, 70, 37, top=0.5),
    "a4-4x10": SheetTemplate(*A4, 4, 10, 48.5, 25.4, left=8, top=21.5),
    "a4-5x13": SheetTemplate(*A4, 5, 13, 38.1, 21.2, left=4.71, top=10.7, gap_x=2.54),
    "roll-50x30": SheetTemplate(50, 30, 1, 1, 50, 30, dots=203),
    "roll-58x40": SheetTemplate(58, 40, 1, 1, 58, 40, dots=203),
}


@dataclass(frozen=True)
class LabelContent:
    """What stands on a label; what is empty is left out, and the rest gets its place.

    The first of ``lines`` is the title, in bold. ``spine`` are index and author mark.
    """

    code: str = ""
    number: str = ""
    lines: Sequence[str] = ()
    school: str = ""
    spine: Sequence[str] = ()


@dataclass(frozen=True)
class Words:
    """A line of text: millimetres from the label's corner to its base line, size in points."""

    x: float
    y: float
    text: str
    size: float
    is_bold: bool = False


@dataclass(frozen=True)
class Bars:
    """Black bars as (left, width), all of one height."""

    y: float
    height: float
    bars: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Drawn:
    """A label ready to be drawn."""

    words: Sequence[Words]
    bars: Bars | None = None


def layout(template: SheetTemplate, content: LabelContent) -> Drawn:
    """Return where everything stands; LabelTooSmall if the bars have no place."""
    return _Label(template, content).drawn()


def bars_of(template: SheetTemplate, code: str) -> list[tuple[float, float]]:
    """Return the bars of ``code`` across a label, as wide as they can be."""
    pattern = _runs(code)
    count = sum(length for _is_black, length in pattern)
    module = min(WIDEST, (template.width - 0.35) / (count + 2 * QUIET_ZONE))
    if module < NARROWEST:
        least = round(NARROWEST * (count + 2 * QUIET_ZONE) + 0.35, 1)
        raise LabelTooSmall(width=template.width, height=template.height, least=least)
    x = (template.width - count * module) / 2
    if template.dots:
        dot = 25.4 / template.dots
        whole = int(module / dot + 1e-6) * dot
        if whole >= NARROWEST:
            module = whole
            x = round((template.width - count * module) / 2 / dot) * dot
    bars = []
    for is_black, length in pattern:
        if is_black:
            bars.append((x, length * module))
        x += length * module
    return bars


@lru_cache(maxsize=1024)
def _runs(code: str) -> tuple[tuple[bool, int], ...]:
    return tuple((one == "1", len(list(run))) for one, run in groupby(modules(code)))


class _Label:
    """One label while it is being laid out: from the foot up to the bars, from the top down."""

    def __init__(self, template: SheetTemplate, content: LabelContent) -> None:
        self.template = template
        self.content = content
        self.words: list[Words] = []
        width, height = template.width, template.height
        # A sheet without margins lies on the edge of what a printer reaches.
        self.side = 4.0 if width >= 60 else 2.0
        self.above = 2.6 if height >= 34 else 1.3
        self.room = width - 2 * self.side
        self.scale = max(0.6, min(1.0, height / 37))

    def drawn(self) -> Drawn:
        """Return the label with all that it has."""
        content, height = self.content, self.template.height
        foot = height - self.above
        if content.number or (content.code and any(content.spine)):
            foot = self._foot(foot)
        bars = None
        if content.code:
            top_of_bars, bars = self._bars(foot)
            self._head(top_of_bars - 0.8)
        elif any(content.spine):
            low = self._head(self.above + (foot - self.above) * 0.5) if self._has_head() else 0
            self._spine(max(low, self.above), foot)
        else:
            self._head(foot)
        return Drawn(self.words, bars)

    def _has_head(self) -> bool:
        return bool(self.content.school or any(self.content.lines))

    def _bars(self, foot: float) -> tuple[float, Bars]:
        template = self.template
        bars = bars_of(template, self.content.code)
        share = 0.36 if self._has_head() else 0.7
        tall = min(HIGHEST_BARS, max(6.5, share * template.height), foot - self.above)
        if tall < LOWEST_BARS:
            least = round(NARROWEST * 121 + 0.35, 1)
            raise LabelTooSmall(width=template.width, height=template.height, least=least)
        return foot - tall, Bars(foot - tall, tall, bars)

    def _foot(self, foot: float) -> float:
        """Write the number, and the spine's index beside it if there are bars; return the top."""
        content = self.content
        size = max(7.0, 9 * self.scale)
        number = written(content.number)
        spine = " ".join(written(one) for one in content.spine if one) if content.code else ""
        while size > 5 and _width(number, size, True) + _width(spine, size, False) + 2 > self.room:
            size -= 0.25
        y = foot - 0.24 * size * POINT
        if not (number and spine):
            text = fitted(number or spine, self.room, size, bool(number))
            self._centred(text, y, size, bool(number))
        else:
            number = fitted(number, self.room * 0.7, size, True)
            self.words.append(Words(self.side, y, number, size, True))
            rest = self.room - _width(number, size, True) - 1.5
            spine = fitted(spine, rest, size, False)
            right = self.template.width - self.side - _width(spine, size, False)
            self.words.append(Words(right, y, spine, size))
        return foot - 1.15 * size * POINT - 0.5

    def _head(self, low: float) -> float:
        """Write school, title and lines from the top down to ``low``; return where they end."""
        content, y = self.content, self.above
        small, large = max(5.0, 6.5 * self.scale), max(6.5, 9 * self.scale)
        lines = [one for one in content.lines if one]
        step, title_step = 1.25 * small * POINT, 1.22 * large * POINT
        # The school gives way first: it is stamped in the book anyhow.
        if content.school and (not lines or low - y >= step * len(lines) + title_step):
            (text,) = broken(written(content.school), self.room, small, False, 1) or ("",)
            self.words.append(Words(self.side, y + 0.95 * small * POINT, text, small))
            y += step
        if not lines:
            return y
        most = int((low - y - step * (len(lines) - 1) + 1e-6) / title_step)
        # Without its title a label says nothing: the other lines give way to it.
        least = 1 if low - y >= title_step else 0
        for text in broken(written(lines[0]), self.room, large, True, min(3, max(most, least))):
            self.words.append(Words(self.side, y + 0.98 * large * POINT, text, large, True))
            y += title_step
        for line in lines[1:]:
            if y + step <= low + 1e-6:
                (text,) = broken(written(line), self.room, small, False, 1) or ("",)
                self.words.append(Words(self.side, y + 0.95 * small * POINT, text, small))
                y += step
        return y

    def _spine(self, top: float, foot: float) -> None:
        """Write index and author mark large, one under the other, as on the spine."""
        lines = [written(one) for one in self.content.spine if one]
        size = min(20.0, (foot - top) / (1.25 * POINT * len(lines)))
        while size > 6 and max(_width(one, size, True) for one in lines) > self.room:
            size -= 0.5
        step = 1.25 * size * POINT
        y = top + (foot - top - step * len(lines)) / 2
        for one in lines:
            self._centred(fitted(one, self.room, size, True), y + 0.98 * size * POINT, size, True)
            y += step

    def _centred(self, text: str, y: float, size: float, is_bold: bool) -> None:
        x = (self.template.width - _width(text, size, is_bold)) / 2
        self.words.append(Words(x, y, text, size, is_bold))


@lru_cache(maxsize=4096)
def broken(text: str, room: float, size: float, is_bold: bool, most: int) -> tuple[str, ...]:
    """Return ``text`` in at most so many lines; what has no place becomes «…» after a word."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and _width(f"{line} {words[0]}", size, is_bold) <= room:
            line += f" {words.pop(0)}"
        lines.append(line)
    # Whoever reads «…» looks for the book by what stands before it: whole words.
    if words and lines:
        kept = lines[-1].split()
        while len(kept) > 1 and _width(f"{' '.join(kept)} …", size, is_bold) > room:
            kept.pop()
        lines[-1] = f"{' '.join(kept)} …"
    return tuple(fitted(one, room, size, is_bold) for one in lines)


def fitted(text: str, room: float, size: float, is_bold: bool) -> str:
    """Return ``text``, or as many of its letters as there is room for, and «…»."""
    if _width(text, size, is_bold) <= room:
        return text
    letters = text.removesuffix(" …").rstrip("…")
    while letters and _width(f"{letters}…", size, is_bold) > room:
        letters = letters[:-1]
    return f"{letters.rstrip()}…" if letters else ""


@lru_cache(maxsize=8192)
def _width(text: str, size: float, is_bold: bool) -> float:
    """Return how wide ``text`` is, in millimetres."""
    advances, other = _advances(is_bold)
    return sum(advances.get(ord(one), other) for one in text) * size * POINT


@lru_cache(maxsize=2)
def _advances(is_bold: bool) -> tuple[dict[int, float], float]:
    from fontTools.ttLib import TTFont  # only who prints labels waits for it

    with TTFont(FACES[is_bold], lazy=True) as font:
        em = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        found = {sign: widths[glyph][0] / em for sign, glyph in font.getBestCmap().items()}
        return found, widths[".notdef"][0] / em
