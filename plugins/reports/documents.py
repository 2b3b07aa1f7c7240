"""Papers of the diary and the reports: a printed page, an approved or still open report."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import settings
from core.answers import Photo
from core.documents import (
    Aside,
    Block,
    Document,
    DocumentKind,
    Heading,
    PageBreak,
    Photos,
    Signatures,
    Table,
    Text,
)
from core.errors import NotFound
from core.papers import long_day, school_name
from core.section import PLAN_SECTIONS
from core.typography import day, money, number
from plugins.reports.models import KINDS, PrintedPage, Report
from plugins.reports.services import contents, diary, printing, reports
from plugins.reports.services.contents import Content, Line, Part, PlanLine, Rate
from plugins.reports.services.periods import days_words, year_start


def diary_page(arguments: dict[str, Any]) -> Document:
    """Return the printed page ``page`` (its id) as it was when it was printed."""
    typed = str(arguments.get("page", ""))
    page = PrintedPage.get_or_none(PrintedPage.id == typed) if typed.isdecimal() else None
    if page is None:
        raise NotFound()
    kept = printing.read(page)
    since = year_start(page.last)
    blocks: list[Block] = [
        Text(
            gettext(
                "%(school)s. Days: %(days)s. The year began on: %(start)s. "
                "Printed on: %(printed)s.",
                school=school_name(),
                days=days_words(page.first, page.last),
                start=day(since),
                printed=day(page.printed_at),
            )
        )
    ]
    found = diary.pages_of(diary.sources())
    for place, one in enumerate(found):
        if place and len(kept.days) > 5:
            blocks.append(PageBreak())
        blocks += [Heading(str(one.title)), _diary_table(one, kept)]
    remarks = [[on, words] for on, words in sorted(kept.remarks.items())]
    if remarks:
        blocks += [
            Heading(gettext("Remarks")),
            Table([gettext("Day"), gettext("Remark")], remarks, [1, 9]),
        ]
    if kept.corrections:
        blocks += _corrections(kept.corrections, found, str(page.reason))
    blocks.append(Signatures([(gettext("Librarian"), str(page.printed_by or ""))]))
    return Document(gettext("Diary of the library"), blocks, is_landscape=True)


def _diary_table(page: diary.Page, kept: printing.Kept) -> Table:
    columns = page.columns
    heads = [
        gettext("Day"),
        *(_head(page, band, one) for band in page.bands for one in band.columns),
    ]
    rows: list[list[Any]] = []
    before = [_number(kept.before.get(one.name), one) for one in columns]
    if any(kept.before.values()):
        rows.append([gettext("Before"), *before])
    sums = {one.name: 0 for one in columns}
    for on, numbers in sorted(kept.days.items()):
        rows.append([day(on), *(_number(numbers.get(one.name), one) for one in columns)])
        for one in columns:
            count = numbers.get(one.name, sums[one.name] if one.is_standing else 0)
            sums[one.name] = count if one.is_standing else sums[one.name] + count
    if len(kept.days) > 1:
        rows.append([gettext("In these days"), *(sums[one.name] for one in columns)])
    whole = [
        sums[one.name] + (0 if one.is_standing else kept.before.get(one.name, 0)) for one in columns
    ]
    rows.append([gettext("Since the start of the year"), *whole])
    places = tuple(range(1, len(heads)))
    return Table(
        heads, rows, [2.6, *([1.0] * len(columns))], right=places, upright=places, tight=True
    )


def _head(page: diary.Page, band: diary.Band, column: diary.Column) -> str:
    """Return the column's head; groups of readers stand twice, so with the band's words."""
    title, heading = str(column.title), str(band.title)
    return f"{heading}: {title}" if page.number == 1 and len(band.columns) > 1 else title


def _number(value: int | None, column: diary.Column) -> Any:
    """Return what stands in a cell: nothing for a zero, so that a page can be read."""
    return value if value else ""


def _corrections(
    rows: Sequence[dict[str, Any]], pages: Sequence[diary.Page], reason: str
) -> list[Block]:
    titles = {one.name: str(one.title) for page in pages for one in page.columns}
    heads = [
        gettext("Day"),
        gettext("Column"),
        gettext("Printed"),
        gettext("Was"),
        gettext("Is"),
        gettext("Why"),
    ]
    lines = [
        [
            day(date.fromisoformat(one["day"])),
            titles.get(one["column"], one["column"]),
            day(date.fromisoformat(one["printed"])),
            one["was"],
            one["now"],
            printing.in_words(one["why"]),
        ]
        for one in rows
    ]
    found: list[Block] = [Heading(gettext("Corrections of pages printed before"))]
    if reason:
        found.append(Text(f"{gettext('Reason')}: {reason}"))
    return [*found, Table(heads, lines, [1.3, 2.6, 1.3, 0.8, 0.8, 5], right=(3, 4))]


# The report


def report(arguments: dict[str, Any]) -> Document:
    """Return the report ``report`` (its id), with the librarian's texts."""
    it = reports.find(arguments.get("report", ""))
    content = reports.content_of(it)
    return report_document(it, content, reports.texts_of(it))


def report_document(it: Report, content: Content, texts: dict[str, str]) -> Document:
    """Return the paper of a report that says ``content`` and the librarian's ``texts``."""
    period = reports.period_of(it)
    blocks: list[Block] = [_approval(it), Heading(f"{school_name()}", is_centred=True)]
    heading = gettext("%(kind)s of the library: %(period)s", kind=KINDS[it.kind],
                      period=period.title)  # fmt: skip
    heading = heading[:1].upper() + heading[1:]
    blocks.append(Heading(heading, is_centred=True))
    blocks.append(Text(days_words(it.first, it.last)))
    blocks += _paragraphs(texts.get(reports.BEGINNING, ""))
    if content.rates:
        blocks += [Heading(gettext("Indicators")), _rates(content.rates)]
    titles = {one.roman: one.title for one in PLAN_SECTIONS}
    for place in contents.places_of(content, texts):
        blocks.append(Heading(f"{place}. {titles[place]}", is_centred=True))
        blocks += _paragraphs(texts.get(place, ""))
        if lines := content.plan_at(place):
            blocks.append(_plan(lines))
        for part in content.at(place):
            blocks += _part(part)
    blocks += _paragraphs(texts.get(reports.END, ""))
    blocks.append(
        Signatures([(gettext("Librarian"), str(it.created_by or ""))], gettext("Place of the seal"))
    )
    return Document(heading, blocks, has_title=False)


def _approval(it: Report) -> Aside:
    director = str(settings.get("school.director"))
    on = long_day(it.approved_on) if it.approved_on else "«____» ______________ 20___"
    return Aside([gettext("I APPROVE"), f"____________ {director}".strip(), on])


def _paragraphs(text: str) -> list[Block]:
    return [Text(one) for one in text.split("\n") if one.strip()]


def _rates(rates: Sequence[Rate]) -> Table:
    heads = [
        gettext("Indicator"),
        gettext("Value"),
        gettext("A year before"),
        gettext("Formula"),
        gettext("With textbooks"),
    ]
    rows = [
        [
            one.title,
            _rate(one.value, one),
            _rate(one.before, one),
            one.formula,
            _rate(one.wide, one),
        ]
        for one in rates
    ]
    return Table(heads, rows, [2.7, 1.5, 1.5, 3.8, 1.8], right=(1, 2, 4))


def _rate(value: Decimal | None, one: Rate) -> str:
    if value is None:
        return "–"
    return f"{money(value)} %" if one.is_percent else money(value)


def _plan(lines: Sequence[PlanLine]) -> Table:
    heads = [
        "№",
        gettext("Work planned"),
        gettext("Unit"),
        gettext("Planned"),
        gettext("Done"),
        "%",
    ]
    rows = [
        [
            one.number,
            one.text,
            one.measure,
            "" if one.planned is None else one.planned,
            one.done,
            "" if one.percent is None else one.percent,
        ]
        for one in lines
    ]
    return Table(heads, rows, [0.7, 5.6, 1.5, 1.1, 1.0, 0.7], right=(3, 4, 5))


def _part(part: Part) -> list[Block]:
    blocks: list[Block] = []
    if part.lines:
        blocks += [Heading(part.title), _lines(part.lines)]
    for one in part.sheets:
        blocks += _sheet(one)
    return blocks


def _lines(lines: Sequence[Line]) -> Table:
    heads = ["", gettext("Value"), gettext("A year before"), gettext("Difference")]
    rows = [
        [
            f"{one.title}, {one.unit}" if one.unit else one.title,
            value_words(one.value),
            value_words(one.before),
            signed(one.difference),
        ]
        for one in lines
    ]
    return Table(heads, rows, [4.4, 1.7, 1.7, 1.7], right=(1, 2, 3))


def _sheet(one: contents.Sheet) -> list[Block]:
    photos = [cell for row in one.rows for cell in row if isinstance(cell, Photo)]
    shown = [
        place
        for place in range(len(one.columns))
        if not any(isinstance(row[place], Photo) for row in one.rows if place < len(row))
    ]
    blocks: list[Block] = [Heading(one.title, is_small=True)]
    if not one.rows:
        return [*blocks, Text(one.empty)] if one.empty else []
    right = tuple(
        at
        for at, place in enumerate(shown)
        if all(isinstance(row[place], int | Decimal) for row in one.rows)
    )
    rows = [[row[place] for place in shown] for row in one.rows]
    widths = [2.1 if at in right else 3.6 for at in range(len(shown))]
    blocks.append(Table([one.columns[place] for place in shown], rows, widths, right=right))
    if photos:
        blocks.append(Photos([(str(it.words), it.read()) for it in photos]))
    return blocks


def value_words(value: Any) -> Any:
    """Return a value of the report as it is written: thousands apart, «–» for none."""
    if value is None or value == "":
        return "–"
    if isinstance(value, int):
        return number(value)
    return money(value) if isinstance(value, Decimal) else value


def signed(value: Any) -> str:
    """Return a difference with its sign; nothing if there is none to tell."""
    if value is None:
        return ""
    if not value:
        return "0"
    words = money(value) if isinstance(value, Decimal) else number(value)
    return f"+{words}" if value > 0 else words


def _sample_report() -> dict[str, Any]:
    found = Report.create(kind="month", first=date(2026, 9, 1), last=date(2026, 9, 30))
    return {"report": str(found.id)}


def _sample_page() -> dict[str, Any]:
    page = printing.print_page(date(2026, 9, 1), date(2026, 9, 30), by=None)
    return {"page": str(page.id)}


DOCUMENTS = (
    DocumentKind(
        "reports.diary",
        _("Diary of the library"),
        diary_page,
        ("pdf", "xlsx", "docx"),
        "reports.view",
        arguments=("page",),
        sample=_sample_page,
        may_be_replaced=False,
    ),
    DocumentKind(
        "reports.report",
        _("Report of the library"),
        report,
        ("pdf", "docx", "xlsx"),
        "reports.view",
        arguments=("report",),
        sample=_sample_report,
        may_be_replaced=False,
    ),
)
