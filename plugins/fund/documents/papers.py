"""Papers of the fund: the summary book; the rest is in rooms beside it."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import clock
from core.documents import (
    Block,
    Document,
    DocumentKind,
    Fields,
    Heading,
    Signatures,
    Table,
    Text,
)
from core.papers import school_name
from core.sections import hook
from core.typography import money, number
from plugins.fund import queries
from plugins.fund.documents.receipts import RECEIPTS
from plugins.fund.documents.stocktakes import STOCKTAKES
from plugins.fund.documents.textbooks import CARDS
from plugins.fund.models import CAME, FUNDS, WENT, SummaryEntry
from plugins.fund.services import breakdown, control, third_part
from plugins.fund.services.books import year_of
from plugins.fund.services.columns import columns


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
                (gettext("Year of account"), year),
            ]
        )
    ]
    for part, title in ((CAME, gettext("Part 1. Came in")), (WENT, gettext("Part 2. Went out"))):
        blocks += [Heading(title), _part_table(part, queries.entries(fund, year, part))]
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
        *([Text(_control_words(fund))] if year == year_of(clock.today()) else []),
        Signatures([(gettext("Librarian"), "")], seal=gettext("Stamp here")),
    ]
    return Document(gettext("Summary book"), blocks, is_landscape=True)


def _control_words(fund: str) -> str:
    """Return the control total of today as the screen of the book says it."""
    it = next(one for one in control() if one.fund == fund)
    if it.difference or it.amount_difference:
        agreed = gettext(
            "The books and the shelves disagree by %(copies)s copies and %(amount)s ₸.",
            copies=number(it.difference),
            amount=money(it.amount_difference),
        )
    else:
        agreed = gettext("The control total agrees.")
    figures = gettext(
        "By the books %(books)s, on the shelves %(shelves)s, on loan %(out)s; sum %(amount)s ₸.",
        books=number(it.book_copies),
        shelves=number(it.on_shelves),
        out=number(it.out),
        amount=money(it.book_amount),
    )
    return f"{agreed} {figures}"


def _part_table(part: int, entries: Sequence[SummaryEntry]) -> Table:
    """Return the first part's table, or the second's with its copies by reason (domain.md 3.2)."""
    parts = breakdown(entries)
    reasons = _reasons(entries) if part == WENT else []
    words = [
        gettext("Date"),
        gettext("Entry No."),
        *([gettext("Source")] if part == CAME else []),
        gettext("Document") if part == CAME else gettext("No. and date of the act"),
    ]
    counts = [
        gettext("Titles"),
        gettext("Copies"),
        gettext("On balance"),
        gettext("Not on balance"),
        gettext("Sum, ₸"),
        *(_reason_words(one) for one in reasons),
        *(one.title for one in columns()),
    ]
    rows: list[list[Any]] = [
        [
            one.entered_on,
            one.written_number,
            *([one.source] if part == CAME else []),
            one.document,
            one.titles,
            one.copies,
            one.on_balance,
            one.copies - one.on_balance,
            one.amount,
            *(one.copies if one.reason == reason else 0 for reason in reasons),
            *parts[one.id],
        ]
        for one in entries
    ]
    first, money_at = len(words), len(words) + 4
    if rows:
        sums = [
            sum((row[place] for row in rows), Decimal(0) if place == money_at else 0)
            for place in range(first, first + len(counts))
        ]
        rows.append([*[""] * (first - 1), gettext("In all"), *sums])
    widths = [1.8, 1.5, *([2.2] if part == CAME else []), 2.6, 1, 1, 1, 1, 1.9]
    narrow = [1.0] * (len(counts) - 5)
    numbers = tuple(range(first, first + len(counts)))
    upright = tuple(one for one in numbers if one != money_at)
    return Table([*words, *counts], rows, [*widths, *narrow], numbers, upright)


def _reasons(entries: Sequence[SummaryEntry]) -> list[str]:
    """Return the reasons that stand in the entries, the most frequent first, none at the end."""
    found = Counter(str(one.reason) for one in entries)
    return sorted(found, key=lambda one: (not one, -found[one], one))


def _reason_words(reason: str) -> str:
    """Return a reason in the paper's language: the books keep it in Kazakh."""
    if not reason:
        return gettext("Another reason")
    return str(hook.reason_words(reason=reason) or reason)


DOCUMENTS = (
    DocumentKind("fund.summary", _("Summary book"), summary, ("pdf", "xlsx"), "fund.print"),
    *STOCKTAKES,
    *RECEIPTS,
    *CARDS,
)
