"""Papers about textbooks: the list of a set, the provision, what to order, what is over."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from peewee import fn

from core.documents import Block, Document, DocumentKind, Fields, Signatures, Table, Text, Total
from core.errors import NotFound
from core.papers import school_name
from core.typography import money
from plugins.catalogue.models import LANGUAGES
from plugins.fund.models import Copy
from plugins.textbooks.models import SetEdition, SetItem, TextbookSet
from plugins.textbooks.services import provision
from plugins.textbooks.services.provision import Line, Report


def set_list(arguments: dict[str, Any]) -> Document:
    """Return the list of textbooks of one set, for parents and the class teacher."""
    its = TextbookSet.get_or_none(TextbookSet.id == _number(arguments, "set"))
    if its is None:
        raise NotFound()
    items = list(
        SetItem.select().where(SetItem.textbook_set == its).order_by(SetItem.position, SetItem.id)
    )
    rows: list[list[Any]] = []
    for place, item in enumerate(items, 1):
        first = (
            SetEdition.select().where(SetEdition.item == item).order_by(SetEdition.position).first()
        )
        book = first.record
        rows.append([place, item.subject, book.full_title, book.authors, book.imprint, book.isbn])
    head = ["№", gettext("School subject"), gettext("Textbook"), gettext("Authors")]
    head += [gettext("Publisher, year"), "ISBN"]
    fields = [
        (gettext("School"), school_name()),
        (gettext("School year"), _years(int(its.school_year))),
        (gettext("Grade"), its.grade),
        (gettext("Language of instruction"), _language(str(its.language))),
    ]
    if its.profile:
        fields.append((gettext("Profile"), its.profile))
    return Document(
        gettext("List of textbooks"),
        [
            Fields(fields),
            Table(head, rows, [0.7, 2.4, 4, 3.4, 2.6, 2.2], (0,)),
            Signatures([(gettext("Librarian"), "")]),
        ],
        is_landscape=True,
    )


def provision_report(arguments: dict[str, Any]) -> Document:
    """Return the whole report of provision of ``year``."""
    report = _report(arguments)
    head = [
        gettext("Grade"),
        gettext("Language"),
        gettext("Textbook"),
        gettext("Pupils"),
        gettext("For teachers"),
        gettext("Reserve"),
        gettext("Needed"),
        gettext("Usable"),
        "%",
        gettext("Short"),
        gettext("Over"),
    ]
    rows = [
        [
            one.grade,
            ", ".join(filter(None, (one.language, one.profile))),
            _title(one),
            one.pupils,
            one.teachers,
            one.reserve,
            one.need,
            one.have,
            one.percent,
            one.short or "",
            one.surplus or "",
        ]
        for one in report.lines
    ]
    copies, amount = provision.fund_total()
    sums = gettext(
        "Needed: %(need)s. There: %(have)s (%(percent)s %%). Pupils with a full set: %(full)s of "
        "%(pupils)s.",
        need=report.need,
        have=report.covered,
        percent=report.percent,
        full=report.full_sets,
        pupils=report.pupils,
    )
    fund = gettext(
        "Textbook fund: %(copies)s copies, %(amount)s ₸", copies=copies, amount=money(amount)
    )
    widths = [0.9, 1.5, 7, 1.2, 1.3, 1.2, 1.4, 1.4, 0.9, 1.3, 1.3]
    table = Table(head, rows, widths, tuple(range(3, 11)), tuple(range(3, 11)))
    return _paper(gettext("Provision with textbooks"), report, [table, Text(sums), Text(fund)])


def order(arguments: dict[str, Any]) -> Document:
    """Return what is to be ordered of the education department, with the price paid last."""
    report = _report(arguments)
    short = [one for one in report.lines if one.short]
    prices = _prices(int(one.records[0].id) for one in short)
    rows: list[list[Any]] = []
    total = Decimal(0)
    for place, one in enumerate(short, 1):
        book = one.records[0]
        price = prices.get(int(book.id), Decimal(0))
        total += price * one.short
        rows.append(
            [
                place,
                book.authors,
                book.full_title,
                one.grade,
                one.language,
                book.imprint,
                book.isbn,
                one.need,
                one.have,
                one.short,
                money(price) if price else "–",
                money(price * one.short) if price else "–",
            ]
        )
    head = _head_of_books()
    head += [gettext("Needed"), gettext("Usable"), gettext("To order")]
    head += [gettext("Price, ₸"), gettext("Sum, ₸")]
    widths = [0.7, 2.6, 3.6, 0.9, 0.9, 2.3, 2, 1.1, 1.1, 1.2, 1.5, 1.8]
    blocks: list[Block] = [
        Table(head, rows, widths, (0, 7, 8, 9, 10, 11)),
        Total(gettext("Total"), f"{report.short} / {money(total)} ₸"),
        Text(gettext("Prices are those paid last; they may have changed.")),
    ]
    return _paper(gettext("Order of textbooks"), report, blocks)


def surplus(arguments: dict[str, Any]) -> Document:
    """Return what is over and may go to other schools."""
    report = _report(arguments)
    over = [one for one in report.lines if one.surplus]
    rows = [
        [
            place,
            one.records[0].authors,
            one.records[0].full_title,
            one.grade,
            one.language,
            one.records[0].imprint,
            one.records[0].isbn,
            one.need,
            one.have,
            one.surplus,
        ]
        for place, one in enumerate(over, 1)
    ]
    head = [*_head_of_books(), gettext("Needed"), gettext("Usable"), gettext("Over")]
    widths = [0.7, 3, 4, 0.9, 0.9, 2.6, 2.2, 1.2, 1.3, 1.2]
    blocks: list[Block] = [
        Table(head, rows, widths, (0, 7, 8, 9)),
        Total(gettext("Total"), str(report.surplus)),
    ]
    return _paper(gettext("Textbooks that are over"), report, blocks)


def year_choices() -> tuple[str, list[tuple[str, str]]]:
    """Return the address's name of a school year, and this one and the next."""
    now = provision.year_now()
    return "year", [(str(one), _years(one)) for one in (now, now + 1)]


def _head_of_books() -> list[str]:
    return [
        "№",
        gettext("Authors"),
        gettext("Textbook"),
        gettext("Grade"),
        gettext("Language"),
        gettext("Publisher, year"),
        "ISBN",
    ]


def _paper(title: str, report: Report, blocks: list[Block]) -> Document:
    fields = Fields(
        [(gettext("School"), school_name()), (gettext("School year"), _years(report.year))]
    )
    signed = Signatures([(gettext("Head of the school"), ""), (gettext("Librarian"), "")])
    return Document(title, [fields, *blocks, signed], is_landscape=True)


def _report(arguments: dict[str, Any]) -> Report:
    now = provision.year_now()
    return provision.report(min(max(_number(arguments, "year") or now, now), now + 1))


def _number(arguments: dict[str, Any], name: str) -> int:
    text = str(arguments.get(name, ""))
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _years(year: int) -> str:
    return f"{year}–{year + 1}"


def _language(code: str) -> str:
    return str(LANGUAGES.get(code, code))


def _title(one: Line) -> str:
    book = one.records[0]
    return ", ".join(str(part) for part in (book.full_title, book.first_author) if part)


def _prices(record_ids: Any) -> dict[int, Decimal]:
    """Return the price of each record's copy that came last."""
    ids = list(record_ids)
    last = (
        Copy.select(fn.MAX(Copy.id))
        .where(Copy.record.in_(ids), Copy.price > 0)
        .group_by(Copy.record)
    )
    rows = Copy.select(Copy.record, Copy.price).where(Copy.id.in_(last)).tuples()
    return {int(record): price for record, price in rows}


DOCUMENTS = (
    DocumentKind(
        "textbooks.set",
        _("List of textbooks"),
        set_list,
        ("pdf", "xlsx"),
        "textbooks.view",
        arguments=("set",),
    ),
    DocumentKind(
        "textbooks.provision",
        _("Provision with textbooks"),
        provision_report,
        ("pdf", "xlsx"),
        "textbooks.view",
        choices=year_choices,
    ),
    DocumentKind(
        "textbooks.order",
        _("Order of textbooks"),
        order,
        ("pdf", "xlsx"),
        "textbooks.view",
        choices=year_choices,
    ),
    DocumentKind(
        "textbooks.surplus",
        _("Textbooks that are over"),
        surplus,
        ("pdf", "xlsx"),
        "textbooks.view",
        choices=year_choices,
    ),
)
