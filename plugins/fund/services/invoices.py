"""Invoices as lists: their rows become lines of a delivery that is being filled in."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import bulk
from core.intake import Refused, Row, Sorted, Wanted
from core.intake.plan import Plan, Question
from core.models import Staff
from plugins.catalogue.models import Record
from plugins.catalogue.services import matching
from plugins.fund.errors import WrongPrice, WrongQuantity
from plugins.fund.models import Delivery, DeliveryLine
from plugins.fund.services import amounts, book_lists
from plugins.fund.services.deliveries import ensure_draft

WANTED = (
    book_lists.TITLE,
    replace(book_lists.ISBN, one_of="book"),
    book_lists.AUTHORS,
    book_lists.YEAR,
    book_lists.PUBLISHER,
    book_lists.LANGUAGE,
    book_lists.GRADE,
    Wanted(
        "quantity",
        _("Quantity"),
        "count",
        heads=("саны", "дана саны", "данасы", "количество", "кол во", "кол", "quantity", "qty"),
        is_required=True,
    ),
    book_lists.PRICE,
    Wanted(
        "amount",
        _("Sum, ₸"),
        "amount",
        heads=("сомасы", "жалпы құны", "құны", "сумма", "стоимость", "amount", "total"),
    ),
)


def plan(rows: Sorted, delivery: Delivery, chosen: dict[str, str]) -> Plan:
    """Return what the rows would add to the delivery: lines, and records for titles not known."""
    refused: list[Refused] = []
    good = [row for row in rows.good if _fits(row, refused)]
    books = [book_lists.book_of(row, chosen) for row in good]
    groups = matching.group(books)
    _refuse_unknown(good, groups, refused)
    _refuse_known_lines(delivery, good, groups, refused)
    out = {one.number for one in refused}
    for one in groups:
        one.lines = [at for at in one.lines if good[at].number not in out]
    groups = [one for one in groups if one.lines]
    taken = [row for row in good if row.number not in out]
    copies = sum(row.values["quantity"] for row in taken)
    total = sum(
        (row.values["quantity"] * row.values["price"] for row in taken), amounts.price_of(0)
    )
    new = sum(1 for one in groups if one.record is None and not one.is_asked)
    return Plan(
        size=len(taken),
        facts=[
            (_("Titles"), len(groups), ""),
            (_("Copies"), copies, ""),
            (_("Sum, ₸"), total, ""),
            (_("Records that the catalogue has"), sum(1 for one in groups if one.record), ""),
            (_("New records"), new, ""),
        ],
        heads=(_("Row"), _("Book"), _("Copies"), _("Price, ₸"), _("Sum, ₸")),
        lines=[
            (
                row.number,
                book_lists.named(book),
                row.values["quantity"],
                row.values["price"],
                row.values["quantity"] * row.values["price"],
            )
            for row, book in zip(good, books, strict=True)
            if row.number not in out
        ],
        refused=refused,
        questions=questions(groups, lambda at: good[at].number),
        work=(good, groups),
    )


def questions(groups: list[matching.Group], number_of: Callable[[int], int]) -> list[Question]:
    """Return a question for each group that may be a book known already."""
    return [
        Question(
            book_lists.question_key(one),
            book_lists.named(one.book),
            one.near_words,
            tuple(number_of(at) for at in one.lines[:5]),
        )
        for one in groups
        if one.is_asked
    ]


def _fits(row: Row, refused: list[Refused]) -> bool:
    """Return whether count, price and sum of a row go together; note it as refused if not."""
    reasons: list[str] = []
    quantity, price = row.values["quantity"], row.values["price"]
    if not quantity:
        reasons.append(gettext("the quantity is nothing"))
    try:
        amounts.count_of(quantity)
        amounts.price_of(price)
    except (WrongQuantity, WrongPrice) as fault:
        reasons.append(str(fault))
    amount = row.get("amount", None)
    if amount is not None and amount != quantity * price:
        reasons.append(
            gettext(
                "%(quantity)s × %(price)s is %(product)s and not %(amount)s",
                quantity=quantity,
                price=price,
                product=quantity * price,
                amount=amount,
            )
        )
    if reasons:
        refused.append(Refused(row.number, tuple(reasons)))
    return not reasons


def _refuse_unknown(good: list[Row], groups: list[matching.Group], refused: list[Refused]) -> None:
    """Refuse a row with an unknown ISBN and no title, and whatever stands in the list twice."""
    by_isbn: dict[str, int] = {}
    by_price: dict[tuple[str, Any], int] = {}
    group_of = {at: one for one in groups for at in one.lines}
    for at, row in enumerate(good):
        one, isbn = group_of[at], str(row.get("isbn"))
        first = by_isbn.setdefault(isbn, row.number) if isbn else row.number
        again = by_price.setdefault((one.key, row.values["price"]), row.number)
        if one.record is None and not one.book.title:
            words = gettext("no record has ISBN %(isbn)s, and the row has no title", isbn=isbn)
        elif first != row.number:
            words = gettext(
                "ISBN %(isbn)s stands in row %(row)s already; put all copies in one row",
                isbn=isbn,
                row=first,
            )
        elif again != row.number:
            words = gettext(
                "the same book at the same price stands in row %(row)s already; put all copies "
                "in one row",
                row=again,
            )
        else:
            continue
        refused.append(Refused(row.number, (words,)))


def _refuse_known_lines(
    delivery: Delivery, good: list[Row], groups: list[matching.Group], refused: list[Refused]
) -> None:
    """Refuse what the delivery has already, so that a list taken twice changes nothing."""
    there = {
        (one.record_id, one.price): one
        for one in DeliveryLine.select().where(DeliveryLine.delivery == delivery)
    }
    for group in groups if there else ():
        for at in group.lines:
            line = there.get((group.record, good[at].values["price"]))
            if line is not None:
                words = gettext("the delivery has a line of this book at this price already")
                refused.append(Refused(good[at].number, (words,)))


def take(delivery: Delivery, plan: Plan, answers: dict[str, str], *, by: Staff | None) -> int:
    """Add the lines, with records for titles not known, and return how many lines.

    Call it inside `transaction`.
    """
    ensure_draft(delivery)
    rows, groups = plan.work
    first = bulk.next_id(Record)
    ids = book_lists.resolve(groups, answers, first)
    matching.make(
        sorted({ids[one.key]: one.book for one in groups if ids[one.key] >= first}.items())
    )
    added: list[tuple[Any, ...]] = []
    number = bulk.next_id(DeliveryLine)
    places = sorted((at, ids[one.key]) for one in groups for at in one.lines)
    for at, record in places:
        quantity = rows[at].values["quantity"]
        price = rows[at].values["price"]
        added.append((number, delivery.id, record, quantity, quantity, price, True, ""))
        number += 1
    columns = (
        "id",
        "delivery",
        "record",
        "by_document",
        "quantity",
        "price",
        "is_inventoried",
        "numbers",
    )
    bulk.insert_rows(DeliveryLine, columns, added)
    return len(added)
