"""The inventory book on paper: A4 landscape, ten columns, sums brought and carried forward."""

from collections.abc import Iterator
from pathlib import Path

from flask_babel import gettext, ngettext
from num2words import num2words

from core import papers, settings
from core.documents import Block, Fields, Heading, Signatures, Text
from core.i18n import language
from core.renderers.book import BookColumn, BookForm, BookPage, write
from core.tasks import Progress
from core.typography import NO_BREAK, day, money
from plugins.fund.models import BOOKS, FUNDS
from plugins.fund.services import inventory
from plugins.fund.services.inventory import Line, Page, Span, Sum

#: Millimetres of a row; twenty of them, with the heads and sums, fill a landscape page.
ROW_HEIGHT = 7.6


def print_book(span: Span, path: Path, progress: Progress) -> None:
    """Write the pages of ``span`` as PDF to ``path``, in the language now spoken."""
    form = BookForm(
        title=f"{BOOKS[span.book]}. {FUNDS[span.fund]}",
        owner=papers.school_name(),
        columns=columns(),
        rows=inventory.ROWS,
        row_height=ROW_HEIGHT,
    )
    done, entered = 0, Sum()

    def pages() -> Iterator[BookPage]:
        nonlocal done, entered
        for page in inventory.pages(span):
            yield drawn(page, is_last=span.is_to_the_end and page.number == span.last_page)
            done, entered = done + len(page.lines), page.carried
            progress(done, span.lines)

    write(form, pages(), lambda: closing(span, entered) if span.is_to_the_end else [], path)


def columns() -> list[BookColumn]:
    """Return the ten columns of the form."""
    return [
        BookColumn(gettext("Date of entry"), 18),
        BookColumn(gettext("Inventory number"), 22),
        BookColumn(gettext("Mark of the check"), 20),
        BookColumn(gettext("Author and title"), 82),
        BookColumn(gettext("Year (place) of publication"), 24),
        BookColumn(gettext("Price (tenge, tiyn)"), 20, is_right=True),
        BookColumn(gettext("Entry No. of the summary book"), 18),
        BookColumn(gettext("Section (BBK, UDC)"), 20),
        BookColumn(gettext("No. and date of the write-off act"), 26),
        BookColumn(gettext("Note"), 22),
    ]


def row(line: Line) -> tuple[str, ...]:
    """Return a line as it stands on paper, a text for each column."""
    record = line.record
    authors = str(record.authors).replace(";", ",").rstrip(". ")
    return (
        day(line.entered_on),
        line.inventory_no,
        line.check,
        f"{authors}. {record.full_title}" if authors else record.full_title,
        inventory.year_and_place(record),
        money(line.amount),
        line.entry,
        str(record.bbk or record.udc),
        line.act,
        line.note,
    )


def drawn(page: Page, *, is_last: bool) -> BookPage:
    """Return a page in words."""
    before = gettext("Brought forward from the page before: %(sum)s", sum=in_numbers(page.brought))
    on_page = gettext("On this page: %(sum)s", sum=in_numbers(page.total))
    carried = in_numbers(page.carried)
    return BookPage(
        number=gettext("Page %(number)s", number=page.number),
        rows=[row(one) for one in page.lines],
        above=before if page.number > 1 else "",
        below=[
            on_page,
            gettext("In all in the book: %(sum)s", sum=carried)
            if is_last
            else gettext("Carried forward to the next page: %(sum)s", sum=carried),
        ],
    )


def in_numbers(one: Sum) -> str:
    """Return copies and sum: ``20 дана, 35 000,00 ₸``."""
    copies = ngettext("%(num)s copy", "%(num)s copies", one.copies)
    return f"{copies}, {money(one.amount)}{NO_BREAK}₸".replace(" ", NO_BREAK)


def closing(span: Span, entered: Sum) -> list[Block]:
    """Return the certificate by which the book is closed, signed and sealed."""
    gone = inventory.gone(span.fund, span.book)
    left = entered - gone
    last = span.last_page
    words = _in_words(last)
    if span.book == "inventory":
        certificate = ngettext(
            "In this inventory book %(num)s (%(words)s) page in all has been numbered, laced and "
            "sealed.",
            "In this inventory book %(num)s (%(words)s) pages in all have been numbered, laced and "
            "sealed.",
            last,
            words=words,
        )
    else:
        certificate = ngettext(
            "In this book of what is not inventoried %(num)s (%(words)s) page in all has been "
            "numbered, laced and sealed.",
            "In this book of what is not inventoried %(num)s (%(words)s) pages in all have been "
            "numbered, laced and sealed.",
            last,
            words=words,
        )
    return [
        Heading(gettext("Certificate"), is_centred=True),
        Fields(
            [
                (gettext("School"), papers.school_name()),
                (gettext("Book"), str(BOOKS[span.book])),
                (gettext("Fund"), str(FUNDS[span.fund])),
            ]
        ),
        Text(certificate),
        Text(""),
        Fields(
            [
                (gettext("Lines in the book"), in_numbers(entered)),
                (gettext("Of these written off"), in_numbers(gone)),
                (gettext("Left in the fund"), in_numbers(left)),
                (gettext("Left, in words"), papers.in_words(left.amount)),
            ]
        ),
        Signatures(
            [
                (gettext("Director"), str(settings.get("school.director"))),
                (gettext("Librarian"), ""),
            ],
            seal=gettext("Stamp here"),
        ),
        Text(gettext("Date: «____» ______________ 20___")),
    ]


def _in_words(count: int) -> str:
    """Return so many pages in words; in Russian a page is feminine."""
    if language() == "ru":
        return str(num2words(count, lang="ru", gender="f"))
    return str(num2words(count, lang={"kk": "kz"}.get(language(), language())))
