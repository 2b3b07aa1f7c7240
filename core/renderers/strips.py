"""Notes to be cut apart (PDF): several a page, each whole, a dashed line between them."""

from collections.abc import Sequence
from typing import Any

from core.documents import Strip, written

#: Millimetres of a line of text, of a row of a list, and around the line to cut along.
LINE, ROW, GAP = 4.6, 4.8, 5.0
_ROW_SIZE = 9
#: Notes may go further down than text does: no page number stands there.
EDGE = 8


def draw_strips(sheet: Any, strips: Sequence[Strip]) -> None:
    """Draw the notes one under another; one that does not fit any more begins a page."""
    sheet.set_auto_page_break(True, EDGE)
    for place, strip in enumerate(strips):
        high = _height(sheet, strip)
        if place:
            if sheet.get_y() + 2 * GAP + high > sheet.h - sheet.b_margin:
                sheet.add_page()
            else:
                _cut(sheet)
        _strip(sheet, strip)


def _cut(sheet: Any) -> None:
    y = sheet.get_y() + GAP
    sheet.set_draw_color(120)
    sheet.set_line_width(0.2)
    sheet.set_dash_pattern(dash=2, gap=1.6)
    sheet.line(4, y, sheet.w - 4, y)
    sheet.set_dash_pattern()
    sheet.set_y(y + GAP)


def _height(sheet: Any, strip: Strip) -> float:
    sheet.set_font("noto", size=10)
    text = sheet.multi_cell(0, LINE, written(strip.text), align="L", dry_run=True, output="HEIGHT")
    rows = sum(_row_height(sheet, strip, row) for row in _rows(strip))
    foot = 8.0 if strip.foot else 0.0
    return float(5 + 6 + text + 1.5 + rows + (5.5 if strip.total else 0) + foot)


def _rows(strip: Strip) -> list[Sequence[str]]:
    """Return the head and the rows; none for a note about nothing but its text."""
    return [strip.columns, *strip.rows] if strip.columns else []


def _widths(sheet: Any, strip: Strip) -> list[float]:
    unit = sheet.epw / sum(strip.widths)
    return [unit * one for one in strip.widths]


def _lines(sheet: Any, text: str, width: float) -> list[str]:
    found: list[str] = sheet.multi_cell(
        width, ROW, written(text) or " ", align="L", dry_run=True, output="LINES"
    )
    return found


def _row_height(sheet: Any, strip: Strip, row: Sequence[str]) -> float:
    sheet.set_font("noto", size=_ROW_SIZE)
    widths = _widths(sheet, strip)
    return ROW * max(
        len(_lines(sheet, cell, width)) for cell, width in zip(row, widths, strict=True)
    )


def _strip(sheet: Any, strip: Strip) -> None:
    sheet.set_font("noto", size=8.5)
    half = sheet.epw * 0.78
    school = written(strip.school)
    while school and sheet.get_string_width(school) > half - 3:
        school = school[:-2].rstrip(" …") + "…"
    sheet.cell(half, 5, school)
    sheet.cell(0, 5, written(strip.day), align="R", new_x="LMARGIN", new_y="NEXT")
    sheet.set_font("noto", "B", 11)
    sheet.cell(0, 6, written(strip.title), new_x="LMARGIN", new_y="NEXT")
    sheet.set_font("noto", size=10)
    sheet.multi_cell(0, LINE, written(strip.text), align="L", new_x="LMARGIN", new_y="NEXT")
    sheet.ln(1.5)
    sheet.set_draw_color(150)
    sheet.set_line_width(0.1)
    for place, row in enumerate(_rows(strip)):
        _row(sheet, strip, row, is_head=not place)
    if strip.total:
        sheet.set_font("noto", "B", 10)
        sheet.cell(0, 5.5, written(strip.total), align="R", new_x="LMARGIN", new_y="NEXT")
    if strip.foot:
        sheet.set_font("noto", size=9)
        sheet.cell(0, 8, written(strip.foot), new_x="LMARGIN", new_y="NEXT")


def _row(sheet: Any, strip: Strip, row: Sequence[str], *, is_head: bool) -> None:
    top, left = sheet.get_y(), sheet.l_margin
    high = _row_height(sheet, strip, row)
    sheet.set_font("noto", "B" if is_head else "", _ROW_SIZE if not is_head else 8)
    for place, (cell, width) in enumerate(zip(row, _widths(sheet, strip), strict=True)):
        sheet.set_xy(left, top)
        side = "R" if place in strip.right else "L"
        sheet.multi_cell(width, ROW, written(cell), align=side)
        left += width
    sheet.line(sheet.l_margin, top + high, sheet.w - sheet.r_margin, top + high)
    sheet.set_xy(sheet.l_margin, top + high)
