"""Visiting exhibitions: another library's books, here for a time and counted back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from core import clock, journal
from core.database import locked, transaction
from core.intake import Wanted, ensure_complete, matched, read_table, sort_rows
from core.models import Staff
from plugins.acquisitions.errors import Gone, MoreReturned, NoBooksShown, RowsRefused
from plugins.acquisitions.models import Exhibition, VisitingBook
from plugins.acquisitions.services import typing
from plugins.fund.services import amounts

#: The columns of a list of books, by the headings that libraries give them.
WANTED = (
    Wanted(
        "title",
        _("Title"),
        heads=("Атауы", "Кітап атауы", "Авторы, атауы", "Заглавие", "Название", "Title"),
        is_required=True,
        longest=300,
    ),
    Wanted("authors", _("Author"), heads=("Авторы", "Автор", "Author"), longest=200),
    Wanted(
        "number",
        _("Number there"),
        heads=("Инв. №", "Инвентарлық нөмір", "Инвентарный номер", "Инв. номер", "Number"),
        longest=60,
    ),
    Wanted("year", _("Year"), "year", heads=("Жылы", "Шыққан жылы", "Год", "Год издания", "Year")),
    Wanted(
        "quantity",
        _("Copies"),
        "count",
        heads=("Саны", "Дана", "Данасы", "Количество", "Кол-во", "Экз", "Copies"),
    ),
    Wanted("price", _("Price"), "amount", heads=("Бағасы", "Баға", "Цена", "Price")),
)


def keep(its: Exhibition, *, by: Staff | None) -> Exhibition:
    """Keep the head of the exhibition and return it; NoName, DaysReversed."""
    its.title, its.partner = typing.name_of(its.title), typing.name_of(its.partner)
    typing.ensure_in_order(its.came_on, its.due_on)
    with transaction():
        its.by = its.by or by
        its.save()
        journal.record("acquisitions.exhibition", by=by, about=f"exhibition {its.id}")
    return its


def get(number: int) -> Exhibition:
    """Return the exhibition; Gone if there is none."""
    found: Exhibition | None = Exhibition.get_or_none(Exhibition.id == number)
    if found is None:
        raise Gone()
    return found


def books_of(its: Exhibition) -> list[VisitingBook]:
    """Return the books in the order they were written down."""
    query = VisitingBook.select().where(VisitingBook.exhibition == its)
    return list(query.order_by(VisitingBook.id))


def add_book(its: Exhibition, values: Mapping[str, Any], *, by: Staff | None) -> VisitingBook:
    """Write a book down and return it: ``title``, ``authors``, ``number``, ``year`` and so on."""
    year = typing.words_of(values.get("year"), 4)
    with transaction():
        book: VisitingBook = VisitingBook.create(
            exhibition=its,
            title=typing.title_of(values.get("title")),
            authors=typing.words_of(values.get("authors")),
            number=typing.words_of(values.get("number"), 60),
            year=int(year) if year.isascii() and year.isdigit() else None,
            quantity=typing.copies_of(values.get("quantity")),
            price=typing.price_of(values.get("price")),
        )
        journal.record(
            "acquisitions.exhibition", by=by, about=f"exhibition {its.id}", added=book.id
        )
    return book


def remove_book(its: Exhibition, number: int, *, by: Staff | None) -> None:
    """Take a book off the list; one that is gone already is no fault."""
    with transaction():
        VisitingBook.delete().where(
            VisitingBook.id == number, VisitingBook.exhibition == its
        ).execute()
        journal.record("acquisitions.exhibition", by=by, about=f"exhibition {its.id}", off=number)


def take_list(its: Exhibition, data: bytes, name: str, *, by: Staff | None) -> int:
    """Write all books of a workbook or of pasted rows down; return how many lines there were.

    All of it or nothing: RowsRefused says which row does not fit, and why.
    """
    table = read_table(data, name, WANTED)
    matching = matched(table.heads, WANTED)
    ensure_complete(matching, WANTED)
    rows = sort_rows(table, matching, WANTED)
    if rows.refused:
        first = rows.refused[0]
        raise RowsRefused(row=first.number, reason="; ".join(first.reasons).rstrip(".") + ".")
    with transaction():
        for row in rows.good:
            add_book(its, row.values, by=by)
    return len(rows.good)


def give_back(
    its: Exhibition, counts: Mapping[int, Any], *, on: date | None = None, by: Staff | None
) -> Exhibition:
    """Note how many copies of each book went back, and the day if it is told; return it.

    Books that ``counts`` does not name went back in full. MoreReturned, NoBooksShown.
    """
    day = on or clock.today()
    typing.ensure_in_order(its.came_on, day)
    with transaction():
        list(locked(Exhibition.select().where(Exhibition.id == its.id)))
        shown = books_of(its)
        if not shown:
            raise NoBooksShown()
        for book in shown:
            text = counts.get(int(book.id), book.quantity)
            count = amounts.count_of(text)
            if count > book.quantity:
                raise MoreReturned(title=book.title, quantity=book.quantity)
            VisitingBook.update(returned=count).where(VisitingBook.id == book.id).execute()
        its.returned_on = day
        its.save()
        journal.record("acquisitions.exhibition_back", by=by, about=f"exhibition {its.id}", on=day)
    return its


def reopen(its: Exhibition, *, by: Staff | None) -> Exhibition:
    """Take it back that the exhibition went back."""
    with transaction():
        its.returned_on = None
        its.save()
        VisitingBook.update(returned=0).where(VisitingBook.exhibition == its).execute()
        journal.record("acquisitions.exhibition_back", by=by, about=f"exhibition {its.id}", on="")
    return its


def totals(books: Sequence[VisitingBook]) -> tuple[int, int, Any]:
    """Return copies that came, copies that went back, and what all are worth."""
    return (
        sum(int(one.quantity) for one in books),
        sum(int(one.returned) for one in books),
        sum((one.amount for one in books), amounts.price_of(0)),
    )
