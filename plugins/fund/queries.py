"""What the pages of the fund read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from peewee import fn

from core.sections import hook
from plugins.catalogue.models import Record
from plugins.fund.models import KINDS, WENT, Copy, Delivery, Movement, SummaryEntry


def ranges_of(delivery: Delivery) -> dict[tuple[int, int], str]:
    """Return the inventory numbers of an accepted delivery by (record, price in tiyn).

    ``24501–24530`` where the numbers follow each other, else the first, the last and how many.
    """
    rows = (
        Copy.select(
            Copy.record,
            Copy.price,
            fn.MIN(Copy.sort_key),
            fn.MAX(Copy.sort_key),
            fn.COUNT(Copy.id),
        )
        .join(Movement)
        .where(Movement.entry == delivery.entry_id, Movement.sign == 1)
        .group_by(Copy.record, Copy.price)
        .tuples()
    )
    keys = {}
    for record, price, first, last, count in rows:
        keys[(int(record), int(price * 100))] = (first, last, count)
    wanted = {key for first, last, _count in keys.values() for key in (first, last)}
    numbers = dict(
        Copy.select(Copy.sort_key, Copy.inventory_no)
        .join(Movement)
        .where(Movement.entry == delivery.entry_id, Copy.sort_key.in_(list(wanted)))
        .tuples()
    )
    return {
        key: numbers[first] if first == last else f"{numbers[first]}–{numbers[last]}"
        for key, (first, last, _count) in keys.items()
    }


def new_records_of(delivery: Delivery) -> list[int]:
    """Return the ids of the records of which the library had no copy before this delivery."""
    here = (
        Copy.select(Copy.id)
        .join(Movement)
        .where(Movement.entry == delivery.entry_id, Movement.sign == 1)
    )
    before = Copy.select(Copy.record).where(Copy.id.not_in(here))
    rows = (
        Copy.select(Copy.record)
        .where(Copy.id.in_(here), Copy.record.not_in(before))
        .distinct()
        .order_by(Copy.record)
    )
    return [int(number) for (number,) in rows.tuples()]


def entries(fund: str, year: int, part: int) -> list[SummaryEntry]:
    """Return the entries of a part of the summary book in the order of their numbers.

    Document and source are in the language now spoken, where a delivery stands behind the entry.
    """
    found = list(
        SummaryEntry.select()
        .where(SummaryEntry.fund == fund, SummaryEntry.year == year, SummaryEntry.part == part)
        .order_by(SummaryEntry.number)
    )
    ours = deliveries_of(fund, year)
    for one in found:
        delivery = ours.get(int(one.id))
        if delivery is not None:
            one.document, one.source = delivery.document, delivery.source_words
    return found


def deliveries_of(fund: str, year: int | None = None) -> dict[int, Delivery]:
    """Return the deliveries of a fund, of one year of the book or of all, by their entries."""
    query = Delivery.select().join(SummaryEntry).where(SummaryEntry.fund == fund)
    if year is not None:
        query = query.where(SummaryEntry.year == year)
    return {int(one.entry_id): one for one in query}


def years() -> set[int]:
    """Return the years that the summary book has."""
    return {int(row[0]) for row in SummaryEntry.select(SummaryEntry.year).distinct().tuples()}


def has_entries(fund: str) -> bool:
    """Return whether anything has been entered for the fund."""
    return bool(SummaryEntry.select().where(SummaryEntry.fund == fund).exists())


@dataclass(frozen=True)
class TextbookLine:
    """A line of a textbook's card: what one entry of the summary book brought or took."""

    on: date
    entry: str
    document: str
    is_out: bool
    received: int
    withdrawn: int
    prices: tuple[Decimal, ...]


def textbooks() -> Any:
    """Return a query of the textbooks that the textbook fund has had, by grade and subject."""
    known = Copy.select(Copy.record).where(Copy.fund == "textbook")
    return (
        Record.select()
        .where(Record.kind == "textbook", Record.id.in_(known))
        .order_by(fn.COALESCE(Record.grade, 99), Record.subject, Record.sort_key, Record.id)
    )


def textbook_lines(record_ids: Sequence[int]) -> dict[int, list[TextbookLine]]:
    """Return the lines of each textbook's card in the order of the summary book."""
    found: dict[int, list[TextbookLine]] = {}
    for start in range(0, len(record_ids), _CHUNK):
        _add_lines(found, record_ids[start : start + _CHUNK])
    return found


def _add_lines(found: dict[int, list[TextbookLine]], record_ids: Sequence[int]) -> None:
    copies = Movement.select(
        Copy.record, Movement.entry, fn.SUM(Movement.sign), fn.MIN(Movement.amount)
    )
    groups = (
        copies.join(Copy)
        .where(Copy.record.in_(list(record_ids)), Copy.fund == "textbook")
        .group_by(Copy.record, Movement.entry)
        .tuples()
    )
    rows = [(int(record), int(entry), int(sign), price) for record, entry, sign, price in groups]
    ids = list({entry for _record, entry, _sign, _price in rows})
    entries: dict[int, SummaryEntry] = {}
    for start in range(0, len(ids), _CHUNK):
        chosen = SummaryEntry.select().where(SummaryEntry.id.in_(ids[start : start + _CHUNK]))
        entries.update({int(one.id): one for one in chosen})
    for number, delivery in deliveries_of("textbook").items():
        if number in entries:
            entries[number].document = delivery.document
    rows.sort(key=lambda row: (entries[row[1]].entered_on, row[1]))
    for record, entry, sign, price in rows:
        one = entries[entry]
        is_out = one.part == WENT
        found.setdefault(record, []).append(
            TextbookLine(
                on=one.entered_on,
                entry=one.written_number,
                document=str(one.document or KINDS.get(str(one.kind), "")),
                is_out=is_out,
                received=0 if is_out else sign,
                withdrawn=-sign if is_out else 0,
                prices=(price,),
            )
        )


_CHUNK = 500


def records_available(record_ids: Sequence[int]) -> list[int]:
    """Return the ids of those of the records that have a copy on the shelf now."""
    copies = Copy.select(Copy.record).where(
        Copy.record.in_(list(record_ids)), Copy.withdrawn_on.is_null()
    )
    out = hook.copies_out()
    if out is not None:
        copies = copies.where(Copy.id.not_in(out))
    return [number for (number,) in copies.distinct().tuples()]
