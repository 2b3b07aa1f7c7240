"""What the pages of the fund read."""

from peewee import fn

from plugins.fund.models import Copy, Delivery, Movement, SummaryEntry


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


def entries(fund: str, year: int, part: int) -> list[SummaryEntry]:
    """Return the entries of a part of the summary book in the order of their numbers."""
    return list(
        SummaryEntry.select()
        .where(SummaryEntry.fund == fund, SummaryEntry.year == year, SummaryEntry.part == part)
        .order_by(SummaryEntry.number)
    )


def years() -> set[int]:
    """Return the years that the summary book has."""
    return {int(row[0]) for row in SummaryEntry.select(SummaryEntry.year).distinct().tuples()}


def has_entries(fund: str) -> bool:
    """Return whether anything has been entered for the fund."""
    return bool(SummaryEntry.select().where(SummaryEntry.fund == fund).exists())
