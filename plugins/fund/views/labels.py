"""The label workbench: which copies, which sheet, what stands on a label, and the page drawn."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from flask import Response, request, session
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from core.answers import LabelSet
from core.errors import LibraryError
from core.labels import PRESETS, LabelContent, SheetAmiss, SheetTemplate
from core.sections import gather, hook
from core.views import PageView
from plugins.fund.errors import NoLabels
from plugins.fund.models import PrinterOffset
from plugins.fund.services import labels as service

SHEETS = {
    "a4-3x8": _("A4: 3 × 8 labels, 70 × 37 mm"),
    "a4-4x10": _("A4: 4 × 10 labels, 48.5 × 25.4 mm"),
    "a4-5x13": _("A4: 5 × 13 labels, 38.1 × 21.2 mm"),
    "roll-50x30": _("Roll: 50 × 30 mm"),
    "roll-58x40": _("Roll: 58 × 40 mm"),
    "own": _("Own measures"),
}

#: The measures of a sheet as fields, in millimetres but for the two that are counted.
MEASURES = {
    "page_width": _("Page, width"),
    "page_height": _("Page, height"),
    "columns": _("Labels across"),
    "rows": _("Labels down"),
    "width": _("Label, width"),
    "height": _("Label, height"),
    "left": _("Left margin"),
    "top": _("Top margin"),
    "gap_x": _("Gap across"),
    "gap_y": _("Gap down"),
}
COUNTED = ("columns", "rows")
MOST_EACH = 20
#: A key names ticked rows one by one.
LONGEST_KEY = 50_000


@dataclass(frozen=True)
class Choices:
    """What the page was asked for, made sense of: nothing in it can break the drawing."""

    which: str
    ids: tuple[int, ...]
    key: str
    first: str
    last: str
    sheet: str
    measures: dict[str, str]
    template: SheetTemplate
    parts: tuple[str, ...]
    order: str
    start: int
    each: int
    printer: PrinterOffset | None
    error: str = ""


class LabelsView(PageView):
    """One form: its buttons show the page, give the PDF, or keep a printer's shift."""

    place = "III"
    menu_order = 30
    permission = "fund.labels"

    def __init__(self) -> None:
        super().__init__(name=_("Labels"), endpoint="fund_labels", url="/fund/labels")

    @expose("/", methods=("GET", "POST"))
    def index(self) -> Any:
        """Show the form and the first page as it will be printed."""
        return self._page(asked())

    @expose("/labels.pdf", methods=("POST",))
    def printed(self) -> Any:
        """Give the labels as PDF, and remember that they were printed."""
        choices = asked()
        try:
            if choices.error:
                return self._page(choices), 409
            if choices.which == "set":
                sheet = service.print_set(
                    contents_of(choices.key, sets(choices.key)),
                    choices.template,
                    start=choices.start,
                    parts=choices.parts,
                    copies_each=choices.each,
                    printer=choices.printer,
                    by=current_user,
                )
                return _pdf(sheet, "cards.pdf")
            sheet = service.print_labels(
                chosen(choices),
                choices.template,
                start=choices.start,
                parts=choices.parts,
                order=choices.order,
                copies_each=choices.each,
                printer=choices.printer,
                by=current_user,
            )
        except LibraryError as refusal:
            return self._page(replace(choices, error=str(refusal))), refusal.status
        return _pdf(sheet, "labels.pdf")

    @expose("/calibration.pdf", methods=("POST",))
    def calibration(self) -> Any:
        """Give the page by which a printer's shift is measured."""
        choices = asked()
        if choices.error:
            return self._page(choices), 409
        return _pdf(service.calibration_page(choices.template, choices.printer), "calibration.pdf")

    @expose("/printer", methods=("POST",))
    def printer(self) -> Any:
        """Keep a printer's shift and go on with it."""
        choices = asked()
        name = request.form.get("printer_name", "").strip()
        dx, dy = (_hundredths(request.form.get(one, "")) for one in ("dx", "dy"))
        if not name or dx is None or dy is None:
            words = gettext("Write the printer's name, and its shift in millimetres such as -1,5.")
            return self._page(replace(choices, error=words)), 409
        kept = service.keep_printer(name, dx, dy, by=current_user)
        return self._page(replace(choices, printer=kept))

    def _page(self, choices: Choices) -> Any:
        """Return the page; what cannot be drawn is a sentence above it."""
        count, drawn, error = 0, "", choices.error
        label, others = gettext("The first page as it will be printed"), sets(choices.key)
        try:
            if choices.which == "set":
                contents = contents_of(choices.key, others)
                count = len(contents) * choices.each
                drawn = service.preview_set(
                    contents,
                    choices.template,
                    start=choices.start,
                    parts=choices.parts,
                    copies_each=choices.each,
                    label=label,
                )
            else:
                ids = chosen(choices)
                count = len(ids) * choices.each
                drawn = service.preview(
                    ids,
                    choices.template,
                    start=choices.start,
                    parts=choices.parts,
                    order=choices.order,
                    copies_each=choices.each,
                    label=label,
                )
        except LibraryError as refusal:
            error = error or str(refusal)
        return self.render(
            "fund/labels.html",
            choices=choices,
            error=error,
            drawn=drawn,
            sheets=SHEETS,
            measure_words=MEASURES,
            presets={name: shown_measures(one) for name, one in PRESETS.items()},
            label_parts=service.PARTS,
            orders=service.ORDERS,
            printers=list(PrinterOffset.select().order_by(PrinterOffset.name)),
            count_words=count_words(count, choices),
            unprinted=len(service.ids_unprinted()),
            most=service.MOST,
            ids_text=as_ranges(choices.ids),
            sets=others,
        )


def asked() -> Choices:
    """Return what was asked for by the form or the address; what is missing is as last time."""
    given = request.values
    is_form = request.method == "POST"
    kept: dict[str, Any] = session.get("labels", {})
    ids = read_ids(given.get("ids", ""))
    if given.get("delivery", "").isdecimal() and len(given["delivery"]) < 10:
        ids = tuple(service.ids_of_delivery(int(given["delivery"])))
    which = given.get("which", "ids" if ids else "unprinted")
    sheet = given.get("sheet", kept.get("sheet", "a4-3x8"))
    sheet = sheet if sheet in SHEETS else "a4-3x8"
    typed = {one: given.get(one, "").strip()[:10] for one in MEASURES} if is_form else {}
    template, error = PRESETS.get(sheet), ""
    if template is None:
        try:
            template = read_template(typed or kept.get("measures", {}))
        except SheetAmiss as refusal:
            template, error = PRESETS["a4-3x8"], str(refusal)
    wanted = given.getlist("parts") if is_form else kept.get("parts", list(service.PARTS))
    order = given.get("order", kept.get("order", "number"))
    name = given.get("printer", kept.get("printer", ""))
    found = Choices(
        which=which if which in ("ids", "range", "unprinted", "set") else "unprinted",
        ids=ids,
        key=given.get("set", "").replace("\0", "")[:LONGEST_KEY],
        first=given.get("first", "").replace("\0", "").strip()[:40],
        last=given.get("last", "").replace("\0", "").strip()[:40],
        sheet=sheet,
        measures=typed if error else shown_measures(template),
        template=template,
        parts=tuple(one for one in service.PARTS if one in wanted),
        order=order if order in service.ORDERS else "number",
        start=_between(given.get("start", ""), 1, template.per_page),
        each=_between(given.get("each", ""), 1, MOST_EACH),
        printer=PrinterOffset.get_or_none(PrinterOffset.name == str(name).replace("\0", "")),
        error=error,
    )
    if is_form and not error:
        session["labels"] = {
            "sheet": found.sheet,
            "measures": found.measures,
            "parts": list(found.parts),
            "order": found.order,
            "printer": str(found.printer or ""),
        }
    return found


def chosen(choices: Choices) -> list[int]:
    """Return the ids of the copies asked for."""
    if choices.which == "ids":
        return list(choices.ids)
    if choices.which == "range":
        if not choices.first:
            return []
        return service.ids_in_range(choices.first, choices.last)
    return service.ids_unprinted()


def sets(asked: str) -> list[LabelSet]:
    """Return what can be printed besides copies' labels."""
    return gather(hook.label_sets(asked=asked))


def contents_of(key: str, known: list[LabelSet]) -> list[LabelContent]:
    """Return the labels of the set ``key``; none if there is no such set."""
    found = next((one for one in known if one.key == key), None)
    return list(found.contents()) if found else []


def count_words(count: int, choices: Choices) -> str:
    """Return how many labels and pages there will be."""
    if not count:
        return str(NoLabels())
    pages = -(-(count + choices.start - 1) // choices.template.per_page)
    labels = ngettext("%(num)s label", "%(num)s labels", count)
    return f"{labels}, {ngettext('%(num)s page', '%(num)s pages', pages)}"


def read_template(measures: dict[str, str]) -> SheetTemplate:
    """Return the sheet with these measures; SheetAmiss if no sheet has them."""
    values: dict[str, Any] = {}
    for name in MEASURES:
        try:
            value = float(str(measures.get(name, "")).replace(",", ".") or "0")
            values[name] = int(value) if name in COUNTED else value
        except (ValueError, OverflowError):
            raise SheetAmiss() from None
    return SheetTemplate(**values)


def shown_measures(template: SheetTemplate) -> dict[str, str]:
    """Return the measures as they stand in the fields."""
    return {name: f"{asdict(template)[name]:g}" for name in MEASURES}


def read_ids(text: str) -> tuple[int, ...]:
    """Return the ids of ``3-5,8``, in that order, at most as many as go into one file."""
    found: dict[int, None] = {}
    for part in text.split(","):
        low, _dash, high = part.strip().partition("-")
        high = high or low
        if low.isdecimal() and high.isdecimal() and len(low) < 10 and len(high) < 10:
            for one in range(int(low), min(int(high), int(low) + service.MOST) + 1):
                found[one] = None
        if len(found) > service.MOST:
            break
    return tuple(found)[: service.MOST + 1]


def as_ranges(ids: Any) -> str:
    """Return ids as ``3-5,8``: ten thousand of them fit into an address."""
    runs: list[list[int]] = []
    for one in ids:
        if runs and one == runs[-1][1] + 1:
            runs[-1][1] = one
        else:
            runs.append([one, one])
    return ",".join(f"{low}-{high}" if high > low else str(low) for low, high in runs)


def _between(text: str, least: int, most: int) -> int:
    wanted = int(text) if text.isdecimal() and len(text) < 6 else least
    return max(least, min(most, wanted))


def _hundredths(text: str) -> int | None:
    try:
        return round(float(text.replace(",", ".").replace("−", "-").strip() or "0") * 100)
    except (ValueError, OverflowError):
        return None


def _pdf(body: bytes, name: str) -> Response:
    answer = Response(body, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
