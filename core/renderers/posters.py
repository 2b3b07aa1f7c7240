"""Pages for walls: posters of events and certificates, drawn to be read from afar.

They print in colour or in black and white: what is dark stays dark, nothing is told by hue alone.
"""

from collections.abc import Sequence
from typing import Any

from core.documents import Certificate, Poster, written

TEAL = (11, 101, 114)
GOLD = (196, 142, 30)
PALE = (226, 240, 241)
INK = (23, 37, 42)
GREY = (76, 92, 97)
#: Millimetres in a point of type.
_POINT = 25.4 / 72


def draw_poster(sheet: Any, poster: Poster) -> None:
    """Draw the poster over the whole page."""
    sheet.set_auto_page_break(False)
    width, height = sheet.w, sheet.h
    _fill(sheet, TEAL, 0, 0, width, 34)
    _ornament(sheet, 34, 8, GOLD)
    _centred(sheet, poster.school, 15, 14, width - 40, 9, "B", (255, 255, 255), most=2)
    top = 56.0
    if poster.kind:
        top = _centred(sheet, poster.kind.upper(), 18, top, width - 40, 10, "B", TEAL, most=2) + 4
    size, lines = _fitted(sheet, poster.title, width - 36, (46, 42, 38, 34, 30, 27, 24, 21), 6, 84)
    top = _lines(sheet, lines, size, top, "B", INK) + 8
    top = _when(sheet, poster, top)
    for label, value in poster.lines:
        if value and top < height - 62:
            top = _line(sheet, label, value, top)
    if poster.text and top < height - 60:
        room = height - 40 - top
        size, lines = _fitted(sheet, poster.text, width - 44, (17, 15, 13, 12, 11), 9, room)
        _lines(sheet, lines, size, top + 4, "", GREY)
    _ornament(sheet, height - 30, 8, GOLD)
    _fill(sheet, TEAL, 0, height - 22, width, 22)
    _centred(sheet, poster.foot, 16, height - 16, width - 40, 9, "B", (255, 255, 255), most=1)


def draw_certificate(sheet: Any, paper: Certificate) -> None:
    """Draw the certificate over the whole page, which lies on its side."""
    sheet.set_auto_page_break(False)
    width, height = sheet.w, sheet.h
    for gap, line, colour in ((8, 1.6, TEAL), (11, 0.4, GOLD), (12.4, 0.4, GOLD)):
        sheet.set_draw_color(*colour)
        sheet.set_line_width(line)
        sheet.rect(gap, gap, width - 2 * gap, height - 2 * gap)
    for x in (12.4, width - 12.4):
        for y in (12.4, height - 12.4):
            _diamond(sheet, x, y, 4.6, TEAL)
            _diamond(sheet, x, y, 2.4, GOLD)
    room = width - 70
    _centred(sheet, paper.school, 14, 22, room, 7, "", GREY, most=2)
    top = _centred(sheet, paper.title.upper(), 36, 38, room, 18, "B", TEAL, most=1)
    _ornament(sheet, top + 1, 5, GOLD, margin=width / 2 - 44)
    top = _centred(sheet, paper.given, 14, top + 11, room, 8, "", INK, most=1) + 2
    size, lines = _fitted(sheet, paper.name, room, (34, 30, 26, 22), 2, 30)
    top = _lines(sheet, lines, size, top, "B", INK)
    top = _centred(sheet, paper.about, 15, top + 1, room, 8, "", GREY, most=1) + 4
    for one in paper.lines:
        top = _centred(sheet, one, 16, top, room, 9, "", INK, most=2)
    _signed(sheet, paper, height - 48)
    _centred(sheet, paper.foot, 11, height - 24, room, 6, "", GREY, most=1)
    sheet.set_text_color(0)


def _when(sheet: Any, poster: Poster, top: float) -> float:
    """Draw the day in a pale field that goes across the page; return where it ends."""
    width = sheet.w
    high = 44.0 if poster.day else 26.0
    _fill(sheet, PALE, 0, top, width, high)
    _fill(sheet, TEAL, 0, top, 6, high)
    _fill(sheet, TEAL, width - 6, top, 6, high)
    y = top + 4
    if poster.day:
        _centred(sheet, poster.day, 54, y, width - 40, 22, "B", TEAL, most=1)
        y += 24
    _centred(sheet, poster.when, 22, y + (0 if poster.day else 3), width - 40, 11, "B", INK, most=1)
    return top + high + 8


def _line(sheet: Any, label: str, value: str, top: float) -> float:
    """Draw a label with its value below it, in the middle; return where they end."""
    y = _centred(sheet, label, 12, top, sheet.w - 44, 6, "", GREY, most=1)
    return _centred(sheet, value, 21, y, sheet.w - 44, 9.5, "B", INK, most=2) + 3


def _signed(sheet: Any, paper: Certificate, top: float) -> None:
    """Draw who signs side by side, each above a line of his own, the place of the stamp between."""
    room = sheet.w - 80
    part = room / max(1, len(paper.people))
    for place, (post, name) in enumerate(paper.people):
        x = 40 + place * part
        sheet.set_draw_color(*GREY)
        sheet.set_line_width(0.3)
        sheet.line(x + 4, top + 7, x + part - 14, top + 7)
        for words, y, style in ((post, top + 8, ""), (name, top + 13, "B")):
            sheet.set_font("noto", style, 10)
            sheet.set_text_color(*(GREY if not style else INK))
            sheet.set_xy(x, y)
            sheet.cell(part - 10, 5, _cut(sheet, written(words), part - 12), align="C")
    if paper.seal:
        sheet.set_font("noto", "", 10)
        sheet.set_text_color(*GREY)
        sheet.set_xy(sheet.w - 40, top + 4)
        sheet.cell(20, 5, paper.seal, align="C")


def _centred(
    sheet: Any,
    text: str,
    size: float,
    top: float,
    room: float,
    high: float,
    style: str,
    colour: Sequence[int],
    *,
    most: int,
) -> float:
    """Draw a text in the middle in at most so many lines, smaller if it must; return its end."""
    sizes = [size, size * 0.88, size * 0.76, size * 0.66, size * 0.58]
    for one in sizes:
        sheet.set_font("noto", style, one)
        lines = _broken(sheet, text, room)
        if len(lines) <= most:
            break
    sheet.set_text_color(*colour)
    for line in lines[:most]:
        sheet.set_xy(0, top)
        sheet.cell(sheet.w, high, line, align="C")
        top += high
    return top


def _fitted(
    sheet: Any, text: str, room: float, sizes: Sequence[float], most: int, high: float
) -> tuple[float, list[str]]:
    """Return the largest of the sizes in which the text has its place, and its lines."""
    lines: list[str] = []
    size = sizes[-1]
    for size in sizes:
        sheet.set_font("noto", "B", size)
        lines = _broken(sheet, text, room)
        longest = max((sheet.get_string_width(one) for one in lines), default=0)
        if len(lines) <= most and longest <= room and len(lines) * _leading(size) <= high:
            return size, lines
    kept = max(1, min(most, int(high / _leading(size))))
    if len(lines) > kept:
        lines = [*lines[: kept - 1], f"{lines[kept - 1]} …"]
    return size, lines


def _lines(
    sheet: Any, lines: Sequence[str], size: float, top: float, style: str, colour: Sequence[int]
) -> float:
    sheet.set_font("noto", style, size)
    sheet.set_text_color(*colour)
    for line in lines:
        sheet.set_xy(0, top)
        sheet.cell(sheet.w, _leading(size), line, align="C")
        top += _leading(size)
    return top


def _leading(size: float) -> float:
    return size * _POINT * 1.28


def _broken(sheet: Any, text: str, room: float) -> list[str]:
    """Return the text in lines that have their place; a line break in it stays one."""
    lines: list[str] = []
    for paragraph in written(text).splitlines() or [""]:
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and sheet.get_string_width(longer) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return [one for one in lines if one]


def _cut(sheet: Any, text: str, room: float) -> str:
    while text and sheet.get_string_width(text) > room:
        text = f"{text[:-2].rstrip()}…" if len(text) > 2 else ""
    return text


def _fill(
    sheet: Any, colour: Sequence[int], x: float, y: float, width: float, height: float
) -> None:
    sheet.set_fill_color(*colour)
    sheet.rect(x, y, width, height, style="F")


def _ornament(
    sheet: Any, top: float, high: float, colour: Sequence[int], margin: float = 0
) -> None:
    """Draw a row of diamonds, every second one small, from margin to margin."""
    room = sheet.w - 2 * margin
    count = max(1, round(room / (high * 1.5)))
    step = room / count
    for place in range(count):
        x = margin + (place + 0.5) * step
        _diamond(sheet, x, top + high / 2, high * 0.36, colour)
        if place:
            _diamond(sheet, margin + place * step, top + high / 2, high * 0.13, colour)


def _diamond(sheet: Any, x: float, y: float, half: float, colour: Sequence[int]) -> None:
    sheet.set_fill_color(*colour)
    points = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    sheet.polygon(points, style="F")
