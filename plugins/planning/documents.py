"""The plan as the school's document: general part, then the tables of its sections."""

from itertools import groupby
from typing import Any

from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _

from core.documents import (
    Aside,
    Block,
    Document,
    DocumentKind,
    Heading,
    Signatures,
    Table,
    Text,
)
from core.i18n import language
from core.papers import long_day, school_name
from plugins.planning import services
from plugins.planning.errors import NoPlan
from plugins.planning.models import SECTIONS, Plan, PlanLine, PlanPart
from plugins.planning.services import samples

#: The place for what is not known yet.
BLANK = "________"


def plan_document(arguments: dict[str, Any]) -> Document:
    """Return the plan of the school year ``year``; with ``quantities``, what was planned too."""
    text = str(arguments.get("year", ""))
    year = int(text) if text.isdecimal() and len(text) == 4 else 0
    plan: Plan | None = Plan.get_or_none(Plan.school_year == year)
    if plan is None:
        raise NoPlan(years=f"{year}–{year + 1}")
    return document_of(plan, with_quantities=bool(arguments.get("quantities")))


def document_of(plan: Plan, *, with_quantities: bool = False) -> Document:
    """Return the plan as it is printed and signed."""
    lines = services.in_order(plan)
    rows = PlanPart.select().where(PlanPart.plan == plan)
    parts = list(rows.order_by(PlanPart.position, PlanPart.id))
    blocks: list[Block] = [
        Aside(
            [
                gettext("I APPROVE"),
                str(plan.approver_post or gettext("Director of the school")),
                f"{BLANK}{BLANK} {plan.approver_name}",
                long_day(plan.approved_on) if plan.approved_on else f"«____» {BLANK}",
                gettext("Stamp here"),
            ],
            names=("", "approver_post", "approver", "approved_on", ""),
        ),
        Heading(school_name(), is_centred=True, name="school"),
        Heading(gettext("Annual plan of the school library"), is_centred=True),
        Heading(
            gettext("school year %(years)s", years=plan.years), is_centred=True, name="school_year"
        ),
    ]
    for part in parts:
        if part.place != "I":
            blocks += _part(part, "")
    for part in parts:
        if part.place == "I":
            blocks += _part(part, "I. ")
    for place, title in SECTIONS.items():
        of_place = [one for one in lines if one.place == place]
        blocks.append(Heading(f"{place}. {title}", is_centred=True))
        if place == "VIII":
            blocks += _events(of_place, with_quantities=with_quantities)
        else:
            blocks.append(_table(of_place, with_quantities=with_quantities))
    blocks.append(
        Signatures([(gettext("Librarian"), str(plan.librarian))], seal=gettext("Stamp here"))
    )
    return Document(
        f"{gettext('Annual plan of the school library')}, {plan.years}", blocks, has_title=False
    )


def _part(part: PlanPart, before: str) -> list[Block]:
    spoken = language()
    title = services.in_language(part, "title", spoken)
    found: list[Block] = [Heading(f"{before}{title}", name="heading")] if title else []
    for one in services.paragraphs(services.in_language(part, "body", spoken)):
        found.append(Text(f"{one.mark} {one.text}".strip(), name="text"))
    return found


def _table(lines: list[PlanLine], *, with_quantities: bool) -> Table:
    spoken = language()
    columns = ["№", gettext("Name of the work"), gettext("Unit of the amount of work")]
    rows: list[list[Any]] = [
        [
            one.number,
            services.in_language(one, "text", spoken),
            services.in_language(one, "measure", spoken),
        ]
        for one in lines
    ]
    widths = [0.6, 6.2, 2.4]
    if with_quantities:
        columns.append(gettext("Planned"))
        widths.append(1.1)
        for row, one in zip(rows, lines, strict=True):
            row.append("" if one.quantity is None else one.quantity)
    return Table(columns, rows, widths, (3,) if with_quantities else ())


def _events(lines: list[PlanLine], *, with_quantities: bool) -> list[Block]:
    """Return a table for each month, as on the paper; those without a month come first."""
    spoken = language()
    found: list[Block] = []
    for month, members in groupby(lines, key=lambda one: one.month):
        if month:
            name = str(format_date(_first(int(month)), "LLLL"))
            words = gettext("Month: %(month)s", month=name[:1].upper() + name[1:])
            found.append(Heading(words, is_centred=True, name="month"))
        rows = []
        for one in members:
            row: list[Any] = [
                one.number,
                services.in_language(one, "text", spoken),
                services.in_language(one, "measure", spoken),
                services.in_language(one, "responsible", spoken),
            ]
            rows.append([*row, one.quantity or ""] if with_quantities else row)
        columns = ["№", gettext("Name of the work"), gettext("Form of the work")]
        columns.append(gettext("Responsible"))
        widths = [0.6, 4.4, 2.6, 2.4]
        if with_quantities:
            columns.append(gettext("Planned"))
            widths.append(1.1)
        found.append(Table(columns, rows, widths, (4,) if with_quantities else ()))
    return found


def _first(month: int) -> Any:
    return services.month_begins(Plan(school_year=2025), month)


DOCUMENTS = (
    DocumentKind(
        "planning.plan",
        _("Annual plan of the school library"),
        plan_document,
        ("pdf", "docx"),
        "planning.view",
        arguments=("year",),
        sample=samples.plan,
    ),
)
