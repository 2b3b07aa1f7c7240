"""The order of a half-year, the letter of claim, the list of readers who have signed up."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import clock, settings
from core.documents import (
    Aside,
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
from core.papers import in_words, long_day, school_name
from core.typography import day, number
from plugins.periodicals import queries, services
from plugins.periodicals.models import FREQUENCIES, Title, half_of, half_words
from plugins.periodicals.services import claims, orders, samples


def whole(arguments: dict[str, Any], name: str) -> int:
    """Return a small number of the address, 0 if it is none."""
    text = str(arguments.get(name, ""))
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def frequency_of(title: Title) -> str:
    """Return how often a title appears, in words: ``monthly``, ``6 a year``."""
    if title.frequency == "other":
        return gettext("%(count)s a year", count=title.a_year)
    return str(FREQUENCIES[str(title.frequency)])


def order(arguments: dict[str, Any]) -> Document:
    """Return the list of what is ordered for a half-year, with sums to the tiyn."""
    its = orders.get(whole(arguments, "order"))
    lines = orders.lines_of(its)
    titles, sets, amount = orders.total_of(its)
    head = [
        "№",
        gettext("Index"),
        gettext("Periodical"),
        gettext("Appears"),
        gettext("Sets"),
        gettext("Price of a set, ₸"),
        gettext("Sum, ₸"),
    ]
    rows = [
        [
            place,
            one.title.index_no,
            str(one.title),
            frequency_of(one.title),
            one.sets,
            one.price,
            one.amount,
        ]
        for place, one in enumerate(lines, 1)
    ]
    blocks: list[Block] = [
        Fields(
            [
                (gettext("School"), school_name()),
                (gettext("Half-year"), its.half_words),
                (gettext("Subscription order"), its.written or "________"),
                (gettext("Supplier"), its.supplier or "________"),
                (gettext("Document"), its.document or "–"),
            ]
        ),
        Table(head, rows, [0.6, 1.2, 4.3, 1.9, 1.2, 1.7, 1.8], (0, 4, 5, 6)),
        Total(gettext("Periodicals in all"), number(titles)),
        Total(gettext("Sets in all"), number(sets)),
        Total(gettext("Total, ₸"), amount),
        Text(gettext("Sum in words: %(words)s", words=in_words(amount))),
        Signatures(
            [
                (gettext("Head of the school"), str(settings.get("school.director"))),
                (gettext("Accountant"), ""),
                (gettext("Librarian"), ""),
            ],
            seal=gettext("Stamp here"),
        ),
    ]
    return Document(gettext("Subscription to periodicals"), blocks)


def claim(arguments: dict[str, Any]) -> Document:
    """Return the letter to a supplier about the issues that have not come."""
    letter = claims.get(whole(arguments, "claim"))
    lines = claims.lines_of(letter)
    head = [
        "№",
        gettext("Index"),
        gettext("Periodical"),
        gettext("Year"),
        gettext("Issue"),
        gettext("Awaited on"),
        gettext("Sets missing"),
    ]
    rows = [
        [
            place,
            one.issue.title.index_no,
            str(one.issue.title),
            one.issue.year,
            one.issue.number,
            one.issue.due_on,
            one.sets,
        ]
        for place, one in enumerate(lines, 1)
    ]
    text = gettext(
        "The library of the school has subscribed to the periodicals named below. These issues "
        "have not come. Send them, or say in writing why they do not come."
    )
    blocks: list[Block] = [
        Aside(
            [letter.supplier or "_" * 24, school_name(), long_day(letter.claimed_on)],
            names=("supplier", "school", "claimed_on"),
        ),
        Heading(
            gettext("CLAIM No. %(number)s", number=letter.number), is_centred=True, name="claim"
        ),
        Heading(gettext("about issues that have not come"), is_centred=True),
        Text(text),
        Table(head, rows, [0.6, 1.2, 4.0, 1.2, 1.3, 1.6, 1.5], (0, 3, 6)),
        Total(gettext("Issues in all"), number(len(lines))),
        Signatures(
            [
                (gettext("Head of the school"), str(settings.get("school.director"))),
                (gettext("Librarian"), ""),
            ],
            seal=gettext("Stamp here"),
        ),
    ]
    also = [
        ("number", gettext("Number of the claim"), letter.number),
        ("day", gettext("Date of the claim"), letter.claimed_on),
    ]
    return Document(gettext("Claim for missing issues"), blocks, has_title=False, also=also)


def signed_up(arguments: dict[str, Any]) -> Document:
    """Return who has signed up for what in a half-year, with sum and place."""
    year, half = half_from(arguments)
    rows_of = queries.signed_up_in(year, half)
    head = [
        "№",
        gettext("Reader"),
        gettext("Class"),
        gettext("Periodical"),
        gettext("Sets"),
        gettext("Sum, ₸"),
        gettext("Where it is brought"),
        gettext("Signature"),
    ]
    rows = [
        [
            place,
            one.reader.name,
            str(one.reader.school_class or ""),
            one.periodical,
            one.sets,
            one.amount,
            one.place,
            "",
        ]
        for place, one in enumerate(rows_of, 1)
    ]
    total = sum((one.amount for one in rows_of), Decimal(0))
    readers = len({one.reader_id for one in rows_of})
    return Document(
        gettext("Readers' subscriptions to periodicals"),
        [
            Fields(
                [
                    (gettext("School"), school_name()),
                    (gettext("Half-year"), half_words(year, half)),
                    (gettext("Readers"), number(readers)),
                ]
            ),
            Table(head, rows, [0.6, 3.0, 1, 3.0, 1.5, 1.6, 2.8, 1.8], (0, 4, 5)),
            Total(gettext("Total, ₸"), total),
            Text(gettext("Sum in words: %(words)s", words=in_words(total))),
            Signatures([(gettext("Librarian"), "")]),
        ],
        is_landscape=True,
    )


def half_from(arguments: dict[str, Any]) -> tuple[int, int]:
    """Return the half-year of an address (``2027-1``); the last signed up for if it has none."""
    year, _dash, half = str(arguments.get("half", "")).partition("-")
    if year.isdecimal() and len(year) == 4 and half in ("1", "2"):
        return int(year), int(half)
    known = queries.halves_signed_up()
    return known[0] if known else half_of(clock.today())


def half_choices() -> tuple[str, list[tuple[str, str]]]:
    """Return the address's name of a half-year, and those for which somebody signed up."""
    return "half", [
        (f"{year}-{half}", half_words(year, half)) for year, half in queries.halves_signed_up()
    ]


def overdue(_arguments: dict[str, Any]) -> Document:
    """Return the issues that readers have kept too long."""
    rows_of = services.lending.overdue()
    head = [
        gettext("Reader"),
        gettext("Class"),
        gettext("Periodical"),
        gettext("Issue"),
        gettext("Lent on"),
        gettext("Due on"),
    ]
    rows = [
        [
            one.reader.name,
            str(one.reader.school_class or ""),
            str(one.issue.title),
            str(one.issue),
            day(one.lent_at),
            one.due_on,
        ]
        for one in rows_of
    ]
    return Document(
        gettext("Issues not brought back"),
        [
            Fields(
                [
                    (gettext("School"), school_name()),
                    (gettext("As of"), day(clock.today())),
                ]
            ),
            Table(head, rows, [3, 1, 3.4, 1.8, 1.6, 1.6]),
            Total(gettext("Issues in all"), number(len(rows))),
        ],
    )


LISTS = (
    DocumentKind(
        "periodicals.order",
        _("Subscription to periodicals"),
        order,
        ("pdf", "xlsx", "docx"),
        "periodicals.view",
        arguments=("order",),
        sample=samples.order,
    ),
    DocumentKind(
        "periodicals.claim",
        _("Claim for missing issues"),
        claim,
        ("pdf", "docx"),
        "periodicals.view",
        arguments=("claim",),
        sample=samples.claim,
    ),
    DocumentKind(
        "periodicals.signed_up",
        _("Readers' subscriptions to periodicals"),
        signed_up,
        ("pdf", "xlsx"),
        "periodicals.readers",
        choices=half_choices,
    ),
    DocumentKind(
        "periodicals.overdue",
        _("Issues not brought back"),
        overdue,
        ("pdf", "xlsx"),
        "periodicals.lend",
    ),
)
