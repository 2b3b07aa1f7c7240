"""Papers of the fund: the summary book, the acts of acceptance and of discrepancy."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from num2words import num2words

from core import clock, settings
from core.documents import (
    Block,
    Document,
    DocumentKind,
    Fields,
    Heading,
    Signatures,
    Table,
    Text,
    Total,
)
from core.errors import NotFound
from core.i18n import language
from core.typography import day, money, number
from plugins.fund import queries
from plugins.fund.models import CAME, FUNDS, SOURCES, WENT, Delivery
from plugins.fund.services import breakdown, deliveries, third_part
from plugins.fund.services import stocktake as checks
from plugins.fund.services.books import year_of
from plugins.fund.services.columns import columns


def in_words(amount: Decimal) -> str:
    """Return an amount in the words of the paper's language: ``бес жүз теңге 50 тиын``."""
    whole, part = divmod(int(amount * 100), 100)
    spoken = {"kk": "kz"}.get(language(), language())
    words = num2words(whole, lang=spoken)
    tenge = ngettext("%(words)s tenge", "%(words)s tenge", whole, words=words)
    return gettext("%(tenge)s %(tiyn)02d tiyn", tenge=tenge, tiyn=part)


def school_name() -> str:
    """Return the school's name in the language of the paper."""
    name = "school.name_ru" if language() == "ru" else "school.name_kk"
    return str(settings.get(name) or settings.get("school.name_kk"))


def asked(arguments: Any) -> tuple[str, int, int]:
    """Return fund, year and part as asked for, else the usual ones."""
    fund = arguments.get("fund", "")
    year = arguments.get("year", "")
    part = arguments.get("part", "")
    return (
        fund if fund in FUNDS else "textbook",
        int(year) if year.isdecimal() and len(year) == 4 else year_of(clock.today()),
        int(part) if part in ("1", "2", "3") else CAME,
    )


def summary(arguments: dict[str, Any]) -> Document:
    """Return the summary book of a fund and a year: all three parts."""
    fund, year, _part = asked(arguments)
    shown = columns()
    blocks: list[Block] = [
        Fields(
            [
                (gettext("School"), school_name()),
                (gettext("Fund"), str(FUNDS[fund])),
                (gettext("Year"), year),
            ]
        )
    ]
    for part, title in ((CAME, gettext("Part 1. Came in")), (WENT, gettext("Part 2. Went out"))):
        entries = queries.entries(fund, year, part)
        parts = breakdown(entries)
        head = [
            gettext("Date"),
            gettext("Entry No."),
            gettext("Source") if part == CAME else gettext("Reason"),
            gettext("Document"),
            gettext("Titles"),
            gettext("Copies"),
            gettext("On balance"),
            gettext("Sum, ₸"),
            *(one.title for one in shown),
        ]
        rows: list[list[Any]] = [
            [
                one.entered_on,
                one.written_number,
                one.source if part == CAME else one.reason,
                one.document,
                one.titles,
                one.copies,
                one.on_balance,
                one.amount,
                *parts[one.id],
            ]
            for one in entries
        ]
        if rows:
            sums = [sum((row[place] for row in rows), Decimal(0)) for place in (7,)]
            counts = [
                sum(int(row[place]) for row in rows) for place in (4, 5, 6, *range(8, len(head)))
            ]
            rows.append(["", "", "", gettext("In all"), *counts[:3], *sums, *counts[3:]])
        widths = [1.8, 1.5, 2.2, 2.6, 1, 1, 1, 1.9, *([1.0] * len(shown))]
        upright = (4, 5, 6, *range(8, len(head)))
        numbers = tuple(range(4, len(head)))
        blocks += [Heading(title), Table(head, rows, widths, numbers, upright)]
    year_sum = third_part(fund, year)
    head = [
        gettext("Movement"),
        gettext("Titles"),
        gettext("Copies"),
        gettext("Sum, ₸"),
        *(one.title for one in shown),
    ]
    rows = [
        [words, row.titles, row.copies, row.amount, *row.parts]
        for words, row in (
            (gettext("There was at the start of the year"), year_sum.at_start),
            (gettext("Came in"), year_sum.came),
            (gettext("Went out"), year_sum.went),
            (gettext("There is at the end of the year"), year_sum.at_end),
        )
    ]
    blocks += [
        Heading(gettext("Part 3. Movement of the fund")),
        Table(
            head,
            rows,
            [4, 1, 1, 1.9, *([1.0] * len(shown))],
            tuple(range(1, len(head))),
            (1, 2, *range(4, len(head))),
        ),
        Signatures([(gettext("Librarian"), "")], seal=gettext("Stamp here")),
    ]
    return Document(gettext("Summary book"), blocks, is_landscape=True)


def acceptance(arguments: dict[str, Any]) -> Document:
    """Return the act by which a delivery was taken in, signed by who gave it (domain.md 3.6)."""
    delivery = _delivery(arguments)
    lines = [one for one in deliveries.lines_of(delivery) if one.quantity]
    amount = sum((one.price * one.quantity for one in lines), Decimal(0))
    copies = sum(int(one.quantity) for one in lines)
    rows = [
        [
            place,
            one.record.full_title,
            one.record.authors,
            one.record.year or "",
            one.quantity,
            one.price,
            one.price * one.quantity,
        ]
        for place, one in enumerate(lines, 1)
    ]
    head = [
        "№",
        gettext("Title"),
        gettext("Author"),
        gettext("Year"),
        gettext("Quantity"),
        gettext("Price, ₸"),
        gettext("Sum, ₸"),
    ]
    return Document(
        gettext("Acceptance act"),
        [
            *_head(delivery),
            Text(
                gettext(
                    "%(copies)s copies have been taken into the library for %(amount)s ₸ "
                    "(%(words)s).",
                    copies=number(copies),
                    amount=money(amount),
                    words=in_words(amount),
                )
            ),
            Table(head, rows, [0.6, 4, 2.4, 1.3, 1, 1.3, 1.6], (0, 4, 5, 6)),
            Total(gettext("In all, ₸"), amount),
            _signed(with_giver=True),
        ],
    )


def discrepancy(arguments: dict[str, Any]) -> Document:
    """Return the act of what the document says and what really came (domain.md 3.6)."""
    delivery = _delivery(arguments)
    lines = [one for one in deliveries.lines_of(delivery) if one.quantity != one.by_document]
    rows = [
        [
            place,
            one.record.full_title,
            one.price,
            one.by_document,
            one.quantity,
            one.quantity - one.by_document,
            one.price * (one.quantity - one.by_document),
        ]
        for place, one in enumerate(lines, 1)
    ]
    head = [
        "№",
        gettext("Title"),
        gettext("Price, ₸"),
        gettext("By document"),
        gettext("In fact"),
        gettext("Difference"),
        gettext("Sum, ₸"),
    ]
    apart = sum((row[6] for row in rows), Decimal(0))
    return Document(
        gettext("Discrepancy act"),
        [
            *_head(delivery),
            Table(head, rows, [0.6, 3.6, 1.3, 1.4, 1.6, 1.2, 1.6], (0, 2, 3, 4, 5, 6)),
            Total(gettext("Difference, ₸"), apart),
            _signed(with_giver=True),
        ],
    )


def stocktake(arguments: dict[str, Any]) -> Document:
    """Return the act of a stock-take: the result, and every copy that is missing."""
    wanted = str(arguments.get("stocktake", ""))
    if not (wanted.isdecimal() and len(wanted) < 10):
        raise NotFound()
    found = checks.get(int(wanted))
    result = checks.result(found)
    missing = list(checks.missing(found).limit(5000))
    rows = [
        [
            place,
            one.inventory_no,
            one.record.full_title,
            one.record.year or "",
            one.shelf,
            one.price,
        ]
        for place, one in enumerate(missing, 1)
    ]
    head = [
        "№",
        gettext("Inv. No."),
        gettext("Title"),
        gettext("Year"),
        gettext("Shelf"),
        gettext("Price, ₸"),
    ]
    blocks: list[Block] = [
        Fields(
            [
                (gettext("School"), school_name()),
                (gettext("Fund"), str(FUNDS[str(found.fund)])),
                (gettext("Begun"), day(found.started_at)),
                (gettext("Ended on"), day(found.ended_on) or "–"),
                (gettext("Order"), found.order or "–"),
                (gettext("Looked for"), number(result.expected)),
                (gettext("Found"), number(result.present)),
                (gettext("On loan"), number(result.out)),
                (gettext("Missing"), number(result.missing)),
                (gettext("Belongs elsewhere"), number(result.misplaced)),
                (gettext("Surplus"), number(result.surplus)),
            ]
        )
    ]
    if rows:
        amount = sum((one.price for one in missing), Decimal(0))
        blocks += [
            Heading(gettext("Missing copies")),
            Table(head, rows, [0.6, 1.4, 4, 1.3, 2, 1.4], (0, 5)),
            Total(gettext("In all, ₸"), amount),
            Text(gettext("In words: %(words)s.", words=in_words(amount))),
        ]
    people = [one.strip() for one in str(found.commission).splitlines() if one.strip()]
    signed = [(one, "") for one in people] or [(gettext("Member of the commission"), "")] * 3
    blocks.append(Signatures(signed, seal=gettext("Stamp here")))
    return Document(gettext("Act of the check of the fund"), blocks)


def _delivery(arguments: dict[str, Any]) -> Delivery:
    wanted = str(arguments.get("delivery", ""))
    if not (wanted.isdecimal() and len(wanted) < 10):
        raise NotFound()
    return deliveries.get(int(wanted))


def _head(delivery: Delivery) -> list[Block]:
    entry = f"№ {delivery.entry.written_number}" if delivery.entry_id else "–"
    return [
        Fields(
            [
                (gettext("School"), school_name()),
                (gettext("Date"), day(delivery.received_on)),
                (gettext("Fund"), str(FUNDS[str(delivery.fund)])),
                (gettext("Document"), delivery.document),
                (gettext("Supplier"), delivery.supplier or "–"),
                (gettext("Source"), str(SOURCES.get(str(delivery.source), delivery.source))),
                (gettext("Entry of the summary book"), entry),
            ]
        )
    ]


def _signed(*, with_giver: bool) -> Signatures:
    people = [
        (gettext("Director"), str(settings.get("school.director"))),
        (gettext("Librarian"), ""),
        (gettext("Member of the commission"), ""),
    ]
    if with_giver:
        people.append((gettext("Handed over by"), ""))
    return Signatures(people, seal=gettext("Stamp here"))


DOCUMENTS = (
    DocumentKind("fund.summary", _("Summary book"), summary, ("pdf", "xlsx"), "fund.print"),
    DocumentKind(
        "fund.acceptance",
        _("Acceptance act"),
        acceptance,
        ("pdf", "docx"),
        "fund.print",
        ("delivery",),
    ),
    DocumentKind(
        "fund.discrepancy",
        _("Discrepancy act"),
        discrepancy,
        ("pdf", "docx"),
        "fund.print",
        ("delivery",),
    ),
    DocumentKind(
        "fund.stocktake",
        _("Act of the check of the fund"),
        stocktake,
        ("pdf", "docx"),
        "fund.print",
        ("stocktake",),
    ),
)
