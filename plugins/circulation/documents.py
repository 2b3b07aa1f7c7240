"""Documents of circulation: the command card, the notebook of replaced books and its act."""

from datetime import date
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
    command_card,
)
from core.papers import in_words, school_name
from core.typography import day, money, number
from plugins.catalogue.models import Record
from plugins.circulation import queries
from plugins.circulation.class_papers import CLASS_PAPERS
from plugins.circulation.class_sheet import SHEETS
from plugins.circulation.clearance import CLEARANCE
from plugins.circulation.models import Replacement
from plugins.circulation.services import samples
from plugins.fund.models import FUNDS
from plugins.fund.services.books import first_day, year_of

BLANK = "________"


def card(_arguments: dict[str, Any]) -> Document:
    """Return the card with a barcode for each command of the desk."""
    return command_card()


def book_words(record: Record) -> str:
    """Return author, title and year, as the notebook wants them in one column."""
    author = str(record.authors).rstrip(". ")
    words = f"{author}. {record.full_title}" if author else record.full_title
    return f"{words}, {record.year}" if record.year else words


def lost_words(row: Replacement) -> str:
    """Return number and title of the lost copy."""
    return f"№ {row.copy.inventory_no}, {row.copy.record.full_title}"


def accepted_words(row: Replacement) -> str:
    """Return number and title of the copy that came in its place, or the money."""
    if row.new_copy_id:
        return f"№ {row.new_copy.inventory_no}, {row.new_copy.record.full_title}"
    return f"{money(row.amount)} ₸"


def notebook(arguments: dict[str, Any]) -> Document:
    """Return the notebook of a year, each fund apart (domain.md 3.5)."""
    year = _year(arguments)
    asked = str(arguments.get("fund", ""))
    blocks: list[Block] = [
        Fields([(gettext("School"), school_name()), (gettext("Year of the notebook"), str(year))])
    ]
    for fund in [asked] if asked in FUNDS else FUNDS:
        rows = queries.replacements((Replacement.fund == fund) & (Replacement.year == year))
        blocks.append(Heading(str(FUNDS[fund])))
        blocks += _rows(rows) if rows else [Text(gettext("No book was replaced in this year."))]
    blocks.append(Signatures([(gettext("Librarian"), "")], seal=gettext("Stamp here")))
    title = gettext("Notebook of books accepted in place of lost ones")
    return Document(title, blocks, is_landscape=True)


def _rows(rows: list[Replacement]) -> list[Block]:
    acts = queries.acts_of(rows)
    head = [
        "№",
        gettext("Date"),
        gettext("Reader, class"),
        gettext("Lost: Inv. No."),
        gettext("Lost: author, title, year"),
        gettext("Price, ₸"),
        gettext("Section"),
        gettext("Accepted: author, title, year"),
        gettext("Price, ₸"),
        gettext("Section"),
        gettext("New Inv. No."),
        gettext("Summary book No."),
        gettext("Act of write-off"),
        gettext("Reader's signature"),
    ]
    lines = []
    for row in rows:
        record = row.copy.record
        act = acts.get(int(row.id))
        gone = _act_words(act.document) if act else ""
        if row.found_on:
            found = gettext("found again on %(day)s", day=day(row.found_on))
            gone = f"{gone}; {found}" if gone else found
        lines.append(
            [
                str(row.number),
                day(row.accepted_on),
                row.reader_words,
                row.copy.inventory_no,
                book_words(record),
                row.copy.price,
                record.bbk or record.udc,
                *_accepted(row),
                str(row.entry.written_number) if row.entry_id else "",
                gone,
                "",
            ]
        )
    widths = [0.6, 1.8, 2.1, 1.8, 2.4, 1.4, 1.5, 2.4, 1.4, 1.5, 1.3, 1.8, 1.7, 2.4]
    return [Table(head, lines, widths, (0, 5, 8))]


def _act_words(document: str) -> str:
    """Return an act as it fits a narrow column: kept in Kazakh, the number says enough."""
    return document.removeprefix("Акт ").strip()


def _accepted(row: Replacement) -> list[Any]:
    if row.new_copy_id:
        record = row.new_copy.record
        return [
            book_words(record),
            row.new_copy.price,
            record.bbk or record.udc,
            row.new_copy.inventory_no,
        ]
    receipt = gettext(
        "money; receipt No. %(number)s, %(day)s", number=row.receipt_no, day=day(row.receipt_on)
    )
    return [receipt, row.amount, "", ""]


def act(arguments: dict[str, Any]) -> Document:
    """Return the act of replacement for a row, or for a fund and a period (domain.md 3.4).

    The lost copies stand in it one by one; of the accepted ones it says where they are entered.
    """
    rows = _rows_of_act(arguments)
    funds = sorted({str(one.fund) for one in rows})
    lost = sum((one.copy.price for one in rows), Decimal(0))
    head = [
        "№",
        gettext("Inv. No."),
        gettext("Author and title"),
        gettext("Year"),
        gettext("Reader, class"),
        gettext("Price, ₸"),
    ]
    lines = [
        [
            place,
            one.copy.inventory_no,
            _without_year(one.copy.record),
            one.copy.record.year or "",
            one.reader_words,
            one.copy.price,
        ]
        for place, one in enumerate(rows, 1)
    ]
    days = [one.accepted_on for one in rows]
    period = f"{day(min(days))} – {day(max(days))}" if days else BLANK
    director = str(settings.get("school.director"))
    return Document(
        gettext("Act of replacement of lost books"),
        [
            Aside(
                [
                    gettext("I APPROVE"),
                    gettext("Director of the school"),
                    f"{BLANK}{BLANK} {director}",
                    f"«____» {BLANK}",
                    gettext("Stamp here"),
                ],
                names=("", "", "approver", "", ""),
            ),
            Heading(gettext("ACT No. %(number)s", number=BLANK), is_centred=True, name="act"),
            Heading(gettext("on the replacement of books lost by readers"), is_centred=True),
            Fields(
                [
                    (gettext("School"), school_name()),
                    (gettext("Date of the act"), day(clock.today())),
                    (gettext("Fund"), ", ".join(str(FUNDS[one]) for one in funds) or "–"),
                    (gettext("Accepted in the period"), period),
                    (gettext("Copies lost"), number(len(rows))),
                    (gettext("For the sum"), f"{money(lost)} ₸ ({in_words(lost)})"),
                ]
            ),
            Heading(gettext("Lost copies")),
            Table(head, lines, [0.7, 1.5, 4.4, 1.2, 2.8, 1.5], (0, 3, 5)),
            Total(gettext("In all, ₸"), lost),
            Heading(gettext("Accepted in their place")),
            *_entered(rows),
            Signatures(
                [
                    (gettext("Chairperson"), ""),
                    (gettext("Member of the commission"), ""),
                    (gettext("Librarian"), ""),
                ],
                seal=gettext("Stamp here"),
            ),
        ],
        has_title=False,
    )


def _entered(rows: list[Replacement]) -> list[Block]:
    """Return where the accepted books are entered: notebook, inventory book, summary book."""
    books = [one for one in rows if one.new_copy_id]
    amount = sum((one.new_copy.price for one in books), Decimal(0))
    entries = dict.fromkeys(str(one.entry.written_number) for one in books)
    pairs = [
        (gettext("Copies accepted"), number(len(books))),
        (gettext("For the sum"), f"{money(amount)} ₸ ({in_words(amount)})"),
        (gettext("Rows of the notebook"), _list(one.written_number for one in rows)),
        (gettext("Inventory numbers"), _list(str(one.new_copy.inventory_no) for one in books)),
        (gettext("Entries of the summary book"), _list(entries)),
    ]
    paid = sum((one.amount for one in rows if not one.new_copy_id), Decimal(0))
    if paid:
        pairs.append((gettext("Money taken"), f"{money(paid)} ₸ ({in_words(paid)})"))
    return [Fields(pairs)]


def _list(words: Any) -> str:
    return ", ".join(words) or "–"


def _without_year(record: Record) -> str:
    author = str(record.authors).rstrip(". ")
    return f"{author}. {record.full_title}" if author else record.full_title


def _rows_of_act(arguments: dict[str, Any]) -> list[Replacement]:
    """Return the one row asked for, or those of the year (or period) and the fund."""
    row = str(arguments.get("row", ""))
    if row.isdecimal() and len(row) < 10:
        return queries.replacements(Replacement.id == int(row))
    year = _year(arguments)
    first = _date(arguments.get("first")) or first_day(year)
    last = _date(arguments.get("last")) or clock.today()
    where = (Replacement.accepted_on >= first) & (Replacement.accepted_on <= last)
    fund = str(arguments.get("fund", ""))
    return queries.replacements((where & (Replacement.fund == fund)) if fund in FUNDS else where)


def _year(arguments: dict[str, Any]) -> int:
    year = str(arguments.get("year", ""))
    return int(year) if year.isdecimal() and len(year) == 4 else year_of(clock.today())


def _date(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text or ""))
    except ValueError:
        return None


DOCUMENTS = (
    DocumentKind("circulation.commands", _("Command card"), card, ("pdf",), "circulation.lend"),
    DocumentKind(
        "circulation.notebook",
        _("Notebook of replaced books"),
        notebook,
        ("pdf", "docx", "xlsx"),
        "circulation.replace",
    ),
    DocumentKind(
        "circulation.replacements",
        _("Act of replacement of lost books"),
        act,
        ("pdf", "docx"),
        "circulation.replace",
        sample=samples.replacements,
    ),
    *SHEETS,
    *CLASS_PAPERS,
    CLEARANCE,
)
