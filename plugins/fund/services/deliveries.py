"""Deliveries: filled in line by line, accepted as a whole, reversed on the same day at most."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import JOIN, fn

from core import bulk, clock, journal
from core.alphabet import sort_key
from core.database import locked, transaction
from core.models import Staff
from core.sections import hook
from plugins.catalogue.models import Record
from plugins.fund.errors import (
    DeliveryClosed,
    DeliveryOpen,
    NothingReceived,
    UnknownDelivery,
)
from plugins.fund.models import (
    CAME,
    STEPS,
    Copy,
    Delivery,
    DeliveryLine,
    DeliveryStep,
    SummaryEntry,
)
from plugins.fund.services import amounts, books, numbers, reversing
from plugins.fund.services.books import Move

_COPY_COLUMNS = tuple(Copy._meta.fields)


def get(delivery_id: Any) -> Delivery:
    """Return the delivery; UnknownDelivery if there is none."""
    found: Delivery | None = Delivery.get_or_none(Delivery.id == delivery_id)
    if found is None:
        raise UnknownDelivery()
    return found


def begin(
    *, fund: str, source: str, supplier: str = "", document_kind: str = "none", note: str = ""
) -> Delivery:
    """Return a new draft without lines; what is known of its document is typed on its page."""
    with transaction():
        draft: Delivery = Delivery.create(
            fund=fund,
            source=source,
            supplier=supplier[:200],
            document_kind=document_kind,
            note=note,
        )
    return draft


def lines_of(delivery: Delivery) -> list[DeliveryLine]:
    """Return the lines with their records, in the order they were typed."""
    return list(
        DeliveryLine.select(DeliveryLine, Record)
        .join(Record)
        .where(DeliveryLine.delivery == delivery)
        .order_by(DeliveryLine.id)
    )


def add_line(
    delivery: Delivery,
    record: Record,
    *,
    quantity: Any,
    by_document: Any = None,
    price: Any = 0,
    wanted: str = "",
    is_inventoried: bool = True,
    by: Staff | None,
) -> DeliveryLine:
    """Add a line and return it; the same record at the same price is added to its line."""
    received = amounts.count_of(quantity)
    documented = received if by_document in (None, "") else amounts.count_of(by_document)
    amount = amounts.price_of(price)
    with transaction():
        ensure_draft(delivery)
        line = DeliveryLine.get_or_none(
            DeliveryLine.delivery == delivery,
            DeliveryLine.record == record,
            DeliveryLine.price == amount,
            DeliveryLine.is_inventoried == is_inventoried,
        )
        if line is None or wanted or line.numbers:
            line = DeliveryLine(
                delivery=delivery,
                record=record,
                by_document=0,
                quantity=0,
                price=amount,
                is_inventoried=is_inventoried,
                numbers=wanted.strip(),
            )
        line.by_document += documented
        line.quantity += received
        if line.numbers:
            numbers.these(line.numbers, line.quantity)
        line.save()
    return line


def remove_line(delivery: Delivery, line_id: Any) -> None:
    """Take a line out of a draft; one that is gone already is no fault."""
    with transaction():
        ensure_draft(delivery)
        DeliveryLine.delete().where(
            DeliveryLine.id == line_id, DeliveryLine.delivery == delivery
        ).execute()


def accept(delivery: Delivery, *, by: Staff | None) -> SummaryEntry:
    """Accept the delivery: copies, their numbers, the summary entry; all of it, or nothing.

    The day in the books is the day of acceptance.
    """
    today = clock.today()
    with transaction():
        books.lock_books()
        ensure_draft(delivery)
        lines = [one for one in lines_of(delivery) if one.quantity]
        if not lines:
            raise NothingReceived(delivery=delivery)
        moves = _add_copies(delivery, lines, today)
        entry = books.enter(
            CAME,
            str(delivery.fund),
            "replacement" if delivery.source == "replacement" else "delivery",
            moves,
            on=today,
            by=by,
            document=delivery.document,
            source=delivery.source_words,
        )
        delivery.state, delivery.entry = "accepted", entry
        delivery.received_on = today
        delivery.accepted_at, delivery.accepted_by = clock.now(), by
        delivery.save()
        journal.record("fund.accepted", by=by, about=f"delivery {delivery.id}", copies=entry.copies)
        hook.delivery_closed(delivery=delivery)
    return entry


def _add_copies(delivery: Delivery, lines: Sequence[DeliveryLine], on: date) -> list[Move]:
    first = bulk.next_id(Copy)
    rows: list[tuple[Any, ...]] = []
    moves: list[Move] = []
    for line in lines:
        for number in _numbers_of(delivery, line):
            copy_id = first + len(rows)
            values = {
                "id": copy_id,
                "record": line.record_id,
                "inventory_no": number,
                "fund": delivery.fund,
                "price": line.price,
                "received_on": on,
                "withdrawn_on": None,
                "is_reading_room_only": line.record.kind == "reference",
                "condition": "new",
                "shelf": "",
                "note": "",
                "old_entry_on": None,
                "old_entry_no": "",
                "sort_key": sort_key(number),
            }
            rows.append(tuple(values[name] for name in _COPY_COLUMNS))
            moves.append(Move(copy_id, line.record_id, line.price, bool(line.is_inventoried)))
    taken = [row[_COPY_COLUMNS.index("inventory_no")] for row in rows]
    numbers.ensure_free(taken)
    bulk.insert_rows(Copy, _COPY_COLUMNS, rows)
    return moves


def _numbers_of(delivery: Delivery, line: DeliveryLine) -> list[str]:
    if line.numbers:
        return numbers.these(str(line.numbers), int(line.quantity))
    return numbers.take(str(delivery.fund) if line.is_inventoried else "simple", int(line.quantity))


def reverse(delivery: Delivery, *, by: Staff | None) -> SummaryEntry:
    """Take an accepted delivery back on the same day, by an entry of its own; nothing is deleted.

    The copies leave the fund; their numbers are not given again.
    """
    with transaction():
        books.lock_books()
        fresh = locked(Delivery.select().where(Delivery.id == delivery.id)).get()
        if fresh.state != "accepted":
            raise DeliveryOpen(delivery=delivery)
        entry = reversing.take_back(fresh.entry, delivery, by=by)
        Delivery.update(state="reversed").where(Delivery.id == delivery.id).execute()
        delivery.state = "reversed"
        journal.record("fund.reversed", by=by, about=f"delivery {delivery.id}")
        hook.delivery_closed(delivery=delivery)
    return entry


def mark_step(delivery: Delivery, step: str, *, is_done: bool, by: Staff | None) -> None:
    """Note that a step of processing has been done, or not after all."""
    if delivery.state != "accepted":
        raise DeliveryOpen(delivery=delivery)
    if step not in STEPS:
        return
    with transaction():
        if is_done:
            DeliveryStep.insert(
                delivery=delivery, step=step, done_on=clock.today(), by=by
            ).on_conflict_ignore().execute()
        else:
            DeliveryStep.delete().where(
                DeliveryStep.delivery == delivery, DeliveryStep.step == step
            ).execute()


def steps_of(delivery: Delivery) -> dict[str, DeliveryStep]:
    """Return the steps that have been done, by name."""
    return {
        str(one.step): one for one in DeliveryStep.select().where(DeliveryStep.delivery == delivery)
    }


def unfinished(limit: int = 10) -> list[tuple[Delivery, set[str]]]:
    """Return accepted deliveries with a step still open, and the steps done; the oldest first."""
    steps = fn.COUNT(DeliveryStep.id)
    query = (
        Delivery.select(Delivery, SummaryEntry)
        .join(SummaryEntry)
        .switch(Delivery)
        .join(DeliveryStep, JOIN.LEFT_OUTER)
        .where(Delivery.state == "accepted")
        .group_by(Delivery, SummaryEntry)
        .having(steps < len(STEPS))
        .order_by(Delivery.id)
        .limit(limit)
    )
    found = {int(one.id): (one, set[str]()) for one in query}
    done = DeliveryStep.select().where(DeliveryStep.delivery.in_(list(found)))
    for one in done if found else ():
        found[one.delivery_id][1].add(str(one.step))
    return list(found.values())


def ensure_draft(delivery: Delivery) -> None:
    """Raise DeliveryClosed if the delivery has been accepted: nothing of it may change."""
    fresh = locked(Delivery.select(Delivery.state).where(Delivery.id == delivery.id)).get_or_none()
    if fresh is None:
        raise UnknownDelivery()
    if fresh.state != "draft":
        raise DeliveryClosed(delivery=delivery)
