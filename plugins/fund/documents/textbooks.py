"""Cards of textbooks (domain.md 3.7): what came, what went and what is left of each title."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.documents import (
    Block,
    Document,
    DocumentKind,
    Fields,
    Heading,
    PageBreak,
    Signatures,
    Table,
)
from core.errors import NotFound
from core.papers import school_name
from core.typography import money
from plugins.catalogue.models import LANGUAGES, Record
from plugins.fund import queries
from plugins.fund.documents import samples


def card(arguments: dict[str, Any]) -> Document:
    """Return the card of one textbook."""
    wanted = str(arguments.get("record", ""))
    if not (wanted.isdecimal() and len(wanted) < 10):
        raise NotFound()
    record = Record.get_or_none(Record.id == int(wanted), Record.kind == "textbook")
    if record is None:
        raise NotFound()
    lines = queries.textbook_lines([record.id]).get(record.id, [])
    return Document(
        gettext("Textbook account card"),
        [
            Fields([(gettext("School"), school_name()), *_head(record, lines)]),
            _table(lines),
            Signatures([(gettext("Librarian"), "")]),
        ],
    )


def cards(arguments: dict[str, Any]) -> Document:
    """Return the cards of all textbooks of the fund, by grade and subject; ``grade`` is one."""
    query = queries.textbooks()
    grade = str(arguments.get("grade", ""))
    if grade.isdecimal() and len(grade) < 3:
        query = query.where(Record.grade == int(grade))
    records = list(query)
    lines = queries.textbook_lines([one.id for one in records])
    blocks: list[Block] = [Fields([(gettext("School"), school_name())])]
    for place, one in enumerate(records):
        if place and one.grade != records[place - 1].grade:
            blocks.append(PageBreak())
        its = lines.get(one.id, [])
        blocks += [Heading(one.full_title), Fields(_head(one, its)[2:]), _table(its)]
    return Document(gettext("Textbook account cards"), blocks)


def grade_choices() -> tuple[str, list[tuple[str, str]]]:
    """Return the address's name of a grade, and the grades that have textbooks."""
    grades = sorted({int(one.grade) for one in queries.textbooks() if one.grade is not None})
    return "grade", [(str(one), str(one)) for one in grades]


def _head(record: Record, lines: list[queries.TextbookLine]) -> list[tuple[str, Any]]:
    prices = dict.fromkeys(money(price) for one in lines for price in one.prices)
    return [
        (gettext("Title"), record.title),
        (gettext("Part"), record.part or "–"),
        (gettext("Author"), record.authors or "–"),
        (gettext("School subject"), record.subject or "–"),
        (gettext("Grade"), "–" if record.grade is None else record.grade),
        (
            gettext("Language of instruction"),
            str(LANGUAGES.get(str(record.language), record.language)),
        ),
        (gettext("Publisher, year"), record.imprint or "–"),
        (gettext("Price, ₸"), "; ".join(prices) or "–"),
    ]


def _table(lines: list[queries.TextbookLine]) -> Table:
    head = [
        gettext("Date"),
        gettext("Entry No. of the summary book"),
        gettext("Document No."),
        gettext("Received"),
        gettext("Withdrawn"),
        gettext("Act No."),
        gettext("Balance"),
    ]
    rows: list[list[Any]] = []
    balance = 0
    for one in lines:
        balance += one.received - one.withdrawn
        rows.append(
            [
                one.on,
                one.entry,
                "" if one.is_out else one.document,
                "" if one.is_out else one.received,
                one.withdrawn if one.is_out else "",
                one.document if one.is_out else "",
                balance,
            ]
        )
    return Table(head, rows, [1.4, 2, 2.4, 1.6, 1.3, 2, 1.4], (3, 4, 6))


CARDS = (
    DocumentKind(
        "fund.textbook_card",
        _("Textbook account card"),
        card,
        ("pdf", "docx"),
        "fund.print",
        ("record",),
        samples.textbook,
    ),
    DocumentKind(
        "fund.textbook_cards",
        _("Textbook account cards"),
        cards,
        ("pdf", "xlsx"),
        "fund.print",
        choices=grade_choices,
    ),
)
