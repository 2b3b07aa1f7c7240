"""Cards of a card file, 125 by 75 millimetres (PDF): four to a page, or one to a card.

The corner has the shelf mark; the heads stand at the first line, the description is set in
further. Nothing is printed where the rod of the drawer goes through.
"""

from collections.abc import Sequence
from typing import Any

from core.documents import IndexCard, written

WIDTH, HEIGHT = 125.0, 75.0
#: From the card's edge: the corner, the heads, the description, the right edge.
CORNER, FIRST, SECOND, RIGHT = 5.0, 30.0, 35.0, 5.0
TOP, BOTTOM = 6.0, 5.0
#: Around the middle of the lower edge, for the hole.
HOLE = 14.0
#: Points; the largest at which everything has room.
SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
#: Millimetres of a line for each point.
LINE = 0.42
#: What there is for everything but the shelf's name.
ROOM = HEIGHT - TOP - HOLE


def draw_index_cards(sheet: Any, cards: Sequence[IndexCard]) -> None:
    """Draw the cards; a sheet that is as small as a card has one a page."""
    sheet.set_auto_page_break(False)
    across = max(1, int(sheet.w // WIDTH))
    down = max(1, int(sheet.h // HEIGHT))
    left = (sheet.w - across * WIDTH) / 2
    top = (sheet.h - down * HEIGHT) / 2
    for place, card in enumerate(cards):
        at = place % (across * down)
        if place and not at:
            sheet.add_page()
        x, y = left + at % across * WIDTH, top + at // across * HEIGHT
        if across * down > 1:
            sheet.set_draw_color(170)
            sheet.set_line_width(0.1)
            sheet.rect(x, y, WIDTH, HEIGHT)
        _card(sheet, card, x, y)


def _card(sheet: Any, card: IndexCard, x: float, y: float) -> None:
    small, text = written(card.small), written(card.text)
    fitting = (one for one in SIZES if _height(sheet, card, text, small, one) <= ROOM)
    size = next(fitting, SIZES[-1])
    while small and _height(sheet, card, text, small, size) > ROOM:
        small = _shorter(small)
    while len(text) > 1 and _height(sheet, card, text, small, size) > ROOM:
        text = _shorter(text)
    line = size * LINE
    sheet.set_font("noto", "B", size)
    _write(sheet, x + CORNER, y + TOP, line, _corner(sheet, card))
    at = _write(sheet, x + FIRST, y + TOP, line, _heads(sheet, card))
    sheet.set_font("noto", "", size)
    first, *others = _lines(sheet, text, WIDTH - FIRST - RIGHT, SECOND - FIRST) or [""]
    at = _write(sheet, x + SECOND, at, line, [first])
    at = _write(sheet, x + FIRST, at, line, others)
    sheet.set_font("noto", "", size - 0.5)
    _write(sheet, x + SECOND, at + line * 0.4, line, _lines(sheet, small, WIDTH - SECOND - RIGHT))
    sheet.set_font("noto", "", size - 1)
    foot = _foot(sheet, card)
    _write(sheet, x + FIRST, y + HEIGHT - HOLE - line * len(foot), line, foot)
    if card.place:
        _write(sheet, x + CORNER, y + HEIGHT - BOTTOM - line, line, [written(card.place)])


def _corner(sheet: Any, card: IndexCard) -> list[str]:
    width = FIRST - CORNER - 1
    return [line for one in card.corner for line in _lines(sheet, written(one), width)]


def _heads(sheet: Any, card: IndexCard) -> list[str]:
    width = WIDTH - FIRST - RIGHT
    return [line for one in card.heads for line in _lines(sheet, written(one), width)]


def _foot(sheet: Any, card: IndexCard) -> list[str]:
    return _lines(sheet, written(card.foot), WIDTH - FIRST - RIGHT)[:4]


def _height(sheet: Any, card: IndexCard, text: str, small: str, size: float) -> float:
    """Return the millimetres that the card would want at this size."""
    sheet.set_font("noto", "B", size)
    corner, lines = len(_corner(sheet, card)), float(len(_heads(sheet, card)))
    sheet.set_font("noto", "", size)
    lines += len(_lines(sheet, text, WIDTH - FIRST - RIGHT, SECOND - FIRST))
    sheet.set_font("noto", "", size - 0.5)
    lines += len(_lines(sheet, small, WIDTH - SECOND - RIGHT)) + (0.4 if small else 0)
    sheet.set_font("noto", "", size - 1)
    foot = len(_foot(sheet, card))
    return size * LINE * max(lines + (foot + 0.4 if foot else 0), corner)


def _lines(sheet: Any, text: str, width: float, indent: float = 0.0) -> list[str]:
    """Return ``text`` in lines of ``width``, the first shorter by ``indent``."""
    lines = [""]
    for word in text.replace("\n", " ").split(" "):
        for part in _parts(sheet, word, width - indent):
            longer = f"{lines[-1]} {part}".strip()
            room = width - (indent if len(lines) == 1 else 0)
            if sheet.get_string_width(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(part)
    return [one for one in lines if one]


def _parts(sheet: Any, word: str, width: float) -> list[str]:
    """Return a word that is wider than a line in pieces; others whole."""
    parts = []
    while sheet.get_string_width(word) > width and len(word) > 1:
        end = len(word) - 1
        while end > 1 and sheet.get_string_width(word[:end]) > width:
            end -= 1
        parts.append(word[:end])
        word = word[end:]
    return [*parts, word]


def _write(sheet: Any, x: float, y: float, line: float, lines: Sequence[str]) -> float:
    """Write lines one under another and return where the next would stand."""
    for words in lines:
        sheet.set_xy(x, y)
        sheet.cell(0.01, line, words)
        y += line
    return y


def _shorter(text: str) -> str:
    return text[: len(text) - 12].rstrip(" ….,") + "…" if len(text) > 13 else ""
