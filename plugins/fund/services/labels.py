"""Labels of copies: which are printed, what stands on them, and which have been printed."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from peewee import fn

from core import clock, journal, papers
from core.alphabet import sort_key
from core.bulk import insert_rows, next_id
from core.database import transaction
from core.labels import LabelContent, SheetTemplate
from core.models import Staff
from core.renderers import labels as renderer
from plugins.catalogue.models import Record
from plugins.fund.errors import NoLabels, TooManyLabels
from plugins.fund.models import Copy, Delivery, LabelPrint, Movement, PrinterOffset

#: What may stand on a label, in the order in which it is asked.
PARTS = {
    "code": _("Barcode"),
    "number": _("Inventory number"),
    "title": _("Title"),
    "spine": _("Index and author mark"),
    "school": _("School's name"),
}

ORDERS = {
    "number": _("by inventory number"),
    "shelf": _("as on the shelves"),
    "title": _("by title"),
    "given": _("as they were ticked"),
}

#: A box of sheets; more in one file is a slip.
MOST = 10_000
FURTHEST = 2_000  # hundredths of a millimetre


def unprinted() -> Any:
    """Return the condition that no label of the copy has been printed."""
    printed = LabelPrint.select(LabelPrint.id).where(LabelPrint.copy == Copy.id)
    return ~fn.EXISTS(printed)


def ids_unprinted() -> list[int]:
    """Return the copies of the fund that have no label yet, as many as go into one file."""
    where = Copy.withdrawn_on.is_null() & unprinted()
    return _ids(Copy.select(Copy.id).where(where))


def ids_in_range(first: str, last: str) -> list[int]:
    """Return the copies whose inventory numbers lie between these two, in natural order."""
    low, high = sort_key(first.strip()), sort_key((last or first).strip())
    where = Copy.withdrawn_on.is_null() & (Copy.sort_key >= low) & (Copy.sort_key <= high)
    return _ids(Copy.select(Copy.id).where(where))


def ids_of_delivery(number: int) -> list[int]:
    """Return the copies that came with the delivery."""
    entry = Delivery.select(Delivery.entry).where(Delivery.id == number)
    moved = Movement.select(Movement.copy).where(Movement.entry.in_(entry))
    return _ids(Copy.select(Copy.id).where(Copy.id.in_(moved), Copy.withdrawn_on.is_null()))


def _ids(query: Any) -> list[int]:
    return [int(row[0]) for row in query.order_by(Copy.sort_key).limit(MOST + 1).tuples()]


def copies_of(ids: Collection[int], order: str = "number", most: int = MOST) -> list[Copy]:
    """Return the copies in the order of printing, without those written off."""
    query = Copy.select(Copy, Record).join(Record)
    query = query.where(Copy.id.in_(list(ids)), Copy.withdrawn_on.is_null())
    if order == "given":
        place = {one: at for at, one in enumerate(ids)}
        return sorted(query, key=lambda one: place[one.id])[:most]
    first = {
        "shelf": (Record.bbk, Record.author_mark, Record.sort_key),
        "title": (Record.sort_key,),
    }.get(order, ())
    return list(query.order_by(*first, Copy.sort_key, Copy.id).limit(most))


def contents_of(
    copies: Iterable[Copy], parts: Collection[str] = tuple(PARTS)
) -> Iterator[LabelContent]:
    """Return what stands on the label of each copy."""
    school = papers.school_name() if "school" in parts else ""
    for copy in copies:
        record = copy.record
        whole = LabelContent(
            code=copy.code,
            number=str(copy.inventory_no),
            lines=(record.full_title,),
            school=school,
            spine=tuple(str(one) for one in (record.bbk, record.author_mark) if one),
        )
        yield without(whole, parts)


def print_labels(
    ids: Collection[int],
    template: SheetTemplate,
    *,
    start: int = 1,
    parts: Collection[str] = tuple(PARTS),
    order: str = "number",
    copies_each: int = 1,
    printer: PrinterOffset | None = None,
    by: Staff | None,
) -> bytes:
    """Return the labels as PDF and remember, all or none, whose were printed."""
    if len(ids) * copies_each > MOST:
        raise TooManyLabels(most=MOST)
    copies = copies_of(ids, order)
    if not copies or not parts:
        raise NoLabels()
    # Drawn before the transaction: nobody at the desk waits for ten thousand labels.
    sheet = renderer.render(
        template, _each(contents_of(copies, parts), copies_each), start=start, **_shift(printer)
    )
    with transaction():
        at, first = clock.now(), next_id(LabelPrint)
        rows = ((first + n, one.id, at, by.id if by else None) for n, one in enumerate(copies))
        insert_rows(LabelPrint, ("id", "copy", "printed_at", "by"), rows)
        journal.record("fund.labels", by=by, about=f"{len(copies)} copies")
    return sheet


def print_set(
    contents: Sequence[LabelContent],
    template: SheetTemplate,
    *,
    start: int = 1,
    parts: Collection[str] = tuple(PARTS),
    copies_each: int = 1,
    printer: PrinterOffset | None = None,
    by: Staff | None,
) -> bytes:
    """Return labels that are no copies' as PDF: readers' cards; which were printed is not kept."""
    if len(contents) * copies_each > MOST:
        raise TooManyLabels(most=MOST)
    if not contents or not parts:
        raise NoLabels()
    shown = (without(one, parts) for one in contents)
    sheet = renderer.render(template, _each(shown, copies_each), start=start, **_shift(printer))
    journal.record("fund.labels", by=by, about=f"{len(contents)} labels")
    return sheet


def preview_set(
    contents: Sequence[LabelContent],
    template: SheetTemplate,
    *,
    start: int = 1,
    parts: Collection[str] = tuple(PARTS),
    copies_each: int = 1,
    label: str = "",
) -> str:
    """Return the first page of such labels as SVG."""
    shown = [without(one, parts) for one in contents[: template.per_page]] if parts else []
    drawn = list(_each(shown, copies_each))[: template.per_page]
    return renderer.preview(template, drawn, start=start, label=label)


def without(whole: LabelContent, parts: Collection[str]) -> LabelContent:
    """Return the label with these parts only."""
    left_out: dict[str, Any] = {
        {"title": "lines"}.get(one, one): () if one in ("title", "spine") else ""
        for one in PARTS
        if one not in parts
    }
    return replace(whole, **left_out)


def preview(
    ids: Collection[int],
    template: SheetTemplate,
    *,
    start: int = 1,
    parts: Collection[str] = tuple(PARTS),
    order: str = "number",
    copies_each: int = 1,
    label: str = "",
) -> str:
    """Return the first page as SVG; nothing is remembered."""
    most = -(-template.per_page // copies_each)
    contents = contents_of(copies_of(ids, order, most), parts) if ids and parts else iter(())
    drawn = _each(contents, copies_each)
    return renderer.preview(template, list(drawn), start=start, label=label)


def calibration_page(template: SheetTemplate, printer: PrinterOffset | None = None) -> bytes:
    """Return the page that shows how far a printer is off, with its shift if it has one."""
    return renderer.calibration(template, **_shift(printer))


def keep_printer(name: str, dx: int, dy: int, *, by: Staff | None) -> PrinterOffset:
    """Keep a printer's shift, in hundredths of a millimetre, and return it."""
    name = name.replace("\0", "").strip()[:60]
    with transaction():
        printer: PrinterOffset = PrinterOffset.get_or_none(name=name) or PrinterOffset(name=name)
        printer.dx = max(-FURTHEST, min(FURTHEST, dx))
        printer.dy = max(-FURTHEST, min(FURTHEST, dy))
        printer.save()
        journal.record("fund.printer", by=by, about=f"printer {printer.id}")
    return printer


def _each(contents: Iterable[LabelContent], count: int) -> Iterator[LabelContent]:
    for one in contents:
        for _copy in range(count):
            yield one


def _shift(printer: PrinterOffset | None) -> dict[str, float]:
    if printer is None:
        return {}
    return {"dx": int(printer.dx) / 100, "dy": int(printer.dy) / 100}
