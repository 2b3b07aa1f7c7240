"""Papers of a delivery: acts of acceptance, of transfer from another library, of discrepancy."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import settings
from core.documents import (
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
from core.papers import in_words, school_name
from core.typography import day, money, number
from plugins.catalogue.models import KINDS, Record
from plugins.fund.documents import samples
from plugins.fund.models import FUNDS, SOURCES, Delivery, DeliveryLine
from plugins.fund.services import deliveries

#: A place to write on by hand.
BLANK = "________"

#: What the act of transfer counts apart: records of these kinds.
_SORTS = (
    ("book", _("Books")),
    ("textbook", _("Textbooks")),
    ("periodical", _("Magazines and newspapers")),
    ("audiovisual", _("Audio-visual editions")),
)


def acceptance(arguments: dict[str, Any]) -> Document:
    """Return the act by which a delivery was taken in, signed by who gave it (domain.md 3.6)."""
    delivery = _delivery(arguments)
    lines = [one for one in deliveries.lines_of(delivery) if one.quantity]
    amount, copies = _sums(lines)
    kinds = dict.fromkeys(str(KINDS[one.record.kind]) for one in lines)
    return Document(
        gettext("Acceptance act"),
        [
            _number_line(delivery),
            Fields(
                [
                    *_head(delivery),
                    (gettext("Kind of documents"), ", ".join(kinds) or "–"),
                    (gettext("Received from"), delivery.supplier or BLANK * 3),
                    (gettext("Source"), str(SOURCES.get(str(delivery.source), delivery.source))),
                    (gettext("Members of the commission"), BLANK * 5),
                ]
            ),
            _taken_in(copies, amount),
            _list(lines),
            Total(gettext("Copies in all"), number(copies)),
            Total(gettext("In all, ₸"), amount),
            _signed(
                (gettext("Member of the commission"), ""),
                (gettext("Handed over by"), ""),
            ),
        ],
        also=[*_also(delivery), *_also_sums(copies, amount)],
    )


def transfer(arguments: dict[str, Any]) -> Document:
    """Return the act by which another library gave books to this one (domain.md 3.6)."""
    delivery = _delivery(arguments)
    lines = [one for one in deliveries.lines_of(delivery) if one.quantity]
    amount, copies = _sums(lines)
    counted = [(_sort_of(one.record), int(one.quantity)) for one in lines]
    return Document(
        gettext("Transfer act"),
        [
            _number_line(delivery),
            Fields(
                [
                    (gettext("Giving library"), delivery.supplier or BLANK * 3),
                    (gettext("Receiving library"), school_name()),
                    *_head(delivery)[1:],
                    (
                        gettext("Chosen by (name; warrant No., date)"),
                        f"{BLANK * 2}; № {BLANK}, {BLANK}",
                    ),
                    *(
                        (words, number(sum(count for sort, count in counted if sort == name)))
                        for name, words in ((name, str(words)) for name, words in _SORTS)
                    ),
                ]
            ),
            _taken_in(copies, amount),
            _list(lines, with_coefficient=True),
            Total(gettext("Copies in all"), number(copies)),
            Total(gettext("In all, ₸"), amount),
            Signatures(
                [
                    (gettext("Handed over by"), ""),
                    (gettext("Accepted by"), ""),
                    (gettext("Director"), str(settings.get("school.director"))),
                ],
                seal=gettext("Stamp here"),
            ),
        ],
        also=[*_also(delivery), *_also_sums(copies, amount)],
    )


def discrepancy(arguments: dict[str, Any]) -> Document:
    """Return the act of what the document says and what really came (domain.md 3.6)."""
    delivery = _delivery(arguments)
    lines = [one for one in deliveries.lines_of(delivery) if one.quantity != one.by_document]
    rows = [
        [
            place,
            _what(one.record),
            one.price,
            one.by_document,
            one.quantity,
            number(one.quantity - one.by_document),
            one.price * (one.quantity - one.by_document),
        ]
        for place, one in enumerate(lines, 1)
    ]
    head = [
        "№",
        gettext("Author and title"),
        gettext("Price, ₸"),
        gettext("By document"),
        gettext("In fact"),
        gettext("Difference"),
        gettext("Sum, ₸"),
    ]
    short = sum((-row[6] for row in rows if row[6] < 0), Decimal(0))
    spare = sum((row[6] for row in rows if row[6] > 0), Decimal(0))
    return Document(
        gettext("Discrepancy act"),
        [
            _number_line(delivery),
            Fields(
                [
                    *_head(delivery),
                    (gettext("Supplier"), delivery.supplier or "–"),
                    (gettext("Source"), str(SOURCES.get(str(delivery.source), delivery.source))),
                    (gettext("Members of the commission"), BLANK * 5),
                ]
            ),
            Table(head, rows, [0.6, 3.4, 1.4, 1.5, 1.7, 1.4, 1.7], (0, 2, 3, 4, 5, 6)),
            Fields(
                [
                    (gettext("Missing for"), f"{money(short)} ₸ ({in_words(short)})"),
                    (gettext("Spare for"), f"{money(spare)} ₸ ({in_words(spare)})"),
                ]
            ),
            _signed(
                (gettext("Member of the commission"), ""),
                (gettext("Handed over by"), ""),
            ),
        ],
        also=_also(delivery),
    )


def papers_of(delivery: Delivery) -> list[tuple[str, str]]:
    """Return name and title of each act that the delivery has."""
    comes_from_library = delivery.source in ("transfer", "exchange")
    lines = deliveries.lines_of(delivery)
    apart = any(one.quantity != one.by_document for one in lines)
    return [
        (kind.name, str(kind.title))
        for kind in RECEIPTS
        if not (kind.name == "fund.transfer" and not comes_from_library)
        and not (kind.name == "fund.discrepancy" and not apart)
    ]


def _delivery(arguments: dict[str, Any]) -> Delivery:
    wanted = str(arguments.get("delivery", ""))
    if not (wanted.isdecimal() and len(wanted) < 10):
        raise NotFound()
    return deliveries.get(int(wanted))


def _number_line(delivery: Delivery) -> Heading:
    """Return the act's number: that of the entry, or a place to write one."""
    written = delivery.entry.written_number if delivery.entry_id else BLANK
    return Heading(gettext("ACT No. %(number)s", number=written), is_centred=True, name="act")


def _head(delivery: Delivery) -> list[tuple[str, Any]]:
    entry = f"№ {delivery.entry.written_number}" if delivery.entry_id else "–"
    return [
        (gettext("School"), school_name()),
        (gettext("Date"), day(delivery.received_on)),
        (gettext("Fund"), str(FUNDS[str(delivery.fund)])),
        (gettext("Accompanying document"), delivery.document),
        (gettext("Entry of the summary book"), entry),
    ]


def _taken_in(copies: int, amount: Decimal) -> Text:
    return Text(
        gettext(
            "%(copies)s copies have been taken into the library for %(amount)s ₸ (%(words)s).",
            copies=number(copies),
            amount=money(amount),
            words=in_words(amount),
        ),
        name="taken_in",
    )


def _list(lines: Sequence[DeliveryLine], *, with_coefficient: bool = False) -> Table:
    """Return what came; between libraries the price is multiplied by a coefficient, usually 1."""
    head = [
        "№",
        gettext("Author and title"),
        gettext("Place and year"),
        gettext("Quantity"),
        gettext("Price, ₸"),
        *([gettext("Coef.")] if with_coefficient else []),
        gettext("Cost, ₸") if with_coefficient else gettext("Sum, ₸"),
    ]
    rows = [
        [
            place,
            _what(one.record),
            ", ".join(str(word) for word in (one.record.city, one.record.year) if word),
            one.quantity,
            one.price,
            *([1] if with_coefficient else []),
            one.price * one.quantity,
        ]
        for place, one in enumerate(lines, 1)
    ]
    widths = [0.6, 3.6, 1.9, 1.5, 1.4, *([1] if with_coefficient else []), 1.7]
    return Table(head, rows, widths, (0, *range(3, len(head))))


def _what(record: Record) -> str:
    authors = str(record.authors).replace(";", ",").rstrip(". ")
    return f"{authors}. {record.full_title}" if authors else record.full_title


def _sort_of(record: Record) -> str:
    return str(record.kind) if record.kind in ("textbook", "periodical", "audiovisual") else "book"


def _sums(lines: Sequence[DeliveryLine]) -> tuple[Decimal, int]:
    amount = sum((one.price * one.quantity for one in lines), Decimal(0))
    return amount, sum(int(one.quantity) for one in lines)


def _also(delivery: Delivery) -> list[tuple[str, Any, Any]]:
    entry = delivery.entry.written_number if delivery.entry_id else ""
    return [
        ("number", gettext("Number of the act"), entry),
        ("day", gettext("Date"), delivery.received_on),
        ("supplier", gettext("Supplier"), delivery.supplier),
    ]


def _also_sums(copies: int, amount: Decimal) -> list[tuple[str, Any, Any]]:
    return [
        ("copies", gettext("Copies in all"), number(copies)),
        ("amount", gettext("Sum, ₸"), amount),
        ("in_words", gettext("Sum in words"), in_words(amount)),
    ]


def _signed(*others: tuple[str, str]) -> Signatures:
    people = [
        (gettext("Director"), str(settings.get("school.director"))),
        (gettext("Librarian"), ""),
        *others,
    ]
    return Signatures(people, seal=gettext("Stamp here"))


def _kind(name: str, title: Any, build: Any) -> DocumentKind:
    return DocumentKind(
        name, title, build, ("pdf", "docx"), "fund.print", ("delivery",), samples.delivery
    )


RECEIPTS = (
    _kind("fund.acceptance", _("Acceptance act"), acceptance),
    _kind("fund.transfer", _("Act of transfer from another library"), transfer),
    _kind("fund.discrepancy", _("Discrepancy act"), discrepancy),
)

__all__ = ["RECEIPTS", "papers_of"]
