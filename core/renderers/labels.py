"""Labels on paper (PDF) and on the screen (SVG): the same places for both."""

from collections.abc import Iterable, Sequence
from itertools import islice

from flask_babel import gettext
from fpdf import FPDF
from markupsafe import Markup

from core.labels import FACES, LEAN, POINT, Drawn, LabelContent, SheetTemplate, layout

#: Style of fpdf2 for thin and bold.
FAMILY = {False: "", True: "B"}


class LabelSheet(FPDF):
    """Pages of one template, drawn by writing the page's own commands.

    fpdf2's cell() and rect() take ten times as long, which 10,000 labels would feel.
    """

    def __init__(self, template: SheetTemplate, dx: float = 0.0, dy: float = 0.0) -> None:
        super().__init__("P", format=(template.page_width, template.page_height))
        self.set_auto_page_break(False)
        self.template = template
        self.dx, self.dy = dx, dy
        self.faces = []
        for is_bold, style in FAMILY.items():
            self.add_font("noto", style, FACES[is_bold])
            self.set_font("noto", style, 10)
            assert self.current_font is not None
            self.faces.append(self.current_font)
        self.encoded: dict[tuple[str, bool], str] = {}

    def begin_page(self) -> None:
        """Begin a page that knows both faces."""
        self.add_page()
        for face in self.faces:
            self._out(self._set_font_for_page(face, 10))

    def draw(self, drawn: Drawn, left: float, top: float) -> None:
        """Draw a label whose corner stands at ``left`` and ``top``."""
        left, top = left + self.dx, top + self.dy
        height = self.template.page_height
        out = []
        if drawn.bars:
            high = (height - top - drawn.bars.y) / POINT
            low = high - drawn.bars.height / POINT
            lean = LEAN / POINT
            for x, width in drawn.bars.bars:
                begin = (left + x - LEAN / 2) / POINT
                end = begin + width / POINT
                out.append(
                    f"{begin:.3f} {low:.3f} m {end:.3f} {low:.3f} l "
                    f"{end + lean:.3f} {high:.3f} l {begin + lean:.3f} {high:.3f} l h"
                )
            out.append("f")
        for one in drawn.words:
            x, y = (left + one.x) / POINT, (height - top - one.y) / POINT
            face = self.faces[one.is_bold]
            key = (one.text, one.is_bold)
            if key not in self.encoded:
                if len(self.encoded) > 20_000:
                    self.encoded.clear()
                self.encoded[key] = face.encode_text(one.text)
            text = self.encoded[key]
            out.append(f"BT /F{face.i} {one.size:.2f} Tf {x:.2f} {y:.2f} Td {text} ET")
        self._out("\n".join(out))


def render(
    template: SheetTemplate,
    contents: Iterable[LabelContent],
    *,
    start: int = 1,
    dx: float = 0.0,
    dy: float = 0.0,
) -> bytes:
    """Return the labels as PDF, from cell ``start``, moved by ``dx`` and ``dy`` millimetres."""
    sheet = LabelSheet(template, dx, dy)
    sheet.set_title(gettext("Labels"))
    current = -1
    for (page, left, top), content in zip(template.cells(start), contents, strict=False):
        if page != current:
            sheet.begin_page()
            current = page
        sheet.draw(layout(template, content), left, top)
    if current < 0:
        sheet.begin_page()
    return bytes(sheet.output())


def calibration(template: SheetTemplate, dx: float = 0.0, dy: float = 0.0) -> bytes:
    """Return a page with the outline of every label and rulers to read the shift off."""
    sheet = LabelSheet(template, dx, dy)
    sheet.begin_page()
    sheet.set_line_width(0.1)
    sheet.set_draw_color(120)
    for place in range(template.per_page):
        x, y = template.cell(place)
        sheet.rect(x + dx, y + dy, template.width, template.height)
    x, y = template.cell(0)
    middle = (x + dx + template.width / 2, y + dy + template.height / 2)
    sheet.set_draw_color(0)
    # A cross with a stroke for each millimetre, the fifth longer.
    reach = int(min(template.width, template.height) / 2 - 1)
    for step in range(-reach, reach + 1):
        long = 1.6 if step % 5 == 0 else 0.8
        sheet.line(middle[0] + step, middle[1] - long, middle[0] + step, middle[1] + long)
        sheet.line(middle[0] - long, middle[1] + step, middle[0] + long, middle[1] + step)
    sheet.line(middle[0] - reach, middle[1], middle[0] + reach, middle[1])
    sheet.line(middle[0], middle[1] - reach, middle[0], middle[1] + reach)
    if template.per_page > 1:
        x, y = template.cell(1 if template.columns > 1 else template.columns)
        sheet.set_font("noto", "", 6.5)
        sheet.set_xy(x + dx + 2, y + dy + 2)
        words = gettext(
            "Lay this page on a sheet of labels against the light. How far right and down does a "
            "frame stand from its label? Write that with a minus."
        )
        sheet.multi_cell(template.width - 4, 2.6, words, align="L")
    return bytes(sheet.output())


def preview(
    template: SheetTemplate, contents: Sequence[LabelContent], *, start: int = 1, label: str = ""
) -> Markup:
    """Return the first page as SVG, for a page that allows no styles: plain attributes only."""
    parts = [
        Markup(
            '<svg class="lb-page" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img"'
            ' aria-label="{}"><rect width="100%" height="100%" fill="#fff"/>'
        ).format(template.page_width, template.page_height, label)
    ]
    frame = '<rect x="{:.2f}" y="{:.2f}" width="{}" height="{}" rx="1" fill="none" {}/>'
    for place in range(template.per_page):
        x, y = template.cell(place)
        stroke = Markup('stroke="#c8d0ce" stroke-width=".2"')
        parts.append(Markup(frame).format(x, y, template.width, template.height, stroke))
    cells = islice(template.cells(start), max(0, template.per_page - start + 1))
    for (_page, left, top), content in zip(cells, contents, strict=False):
        parts.append(_svg(layout(template, content), left, top))
    parts.append(Markup("</svg>"))
    return Markup("").join(parts)


def _svg(drawn: Drawn, left: float, top: float) -> Markup:
    parts = [Markup('<g transform="translate({:.2f} {:.2f})">').format(left, top)]
    if drawn.bars:
        low = drawn.bars.height
        path = "".join(
            f"M{x:.3f} {drawn.bars.y:.2f}h{width:.3f}v{low:.2f}h-{width:.3f}z"
            for x, width in drawn.bars.bars
        )
        parts.append(Markup('<path d="{}" fill="#000"/>').format(path))
    words = '<text x="{:.2f}" y="{:.2f}" font-size="{:.3f}" font-weight="{}" fill="#000">{}</text>'
    for one in drawn.words:
        weight = 700 if one.is_bold else 400
        parts.append(Markup(words).format(one.x, one.y, one.size * POINT, weight, one.text))
    parts.append(Markup("</g>"))
    return Markup("").join(parts)
