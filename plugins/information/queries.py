"""What is asked of the information work: counts by day, the books of a month."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from peewee import fn

from core import clock
from plugins.catalogue.models import Record
from plugins.fund.models import Delivery, DeliveryLine
from plugins.information.models import (
    ENQUIRY_KINDS,
    Bulletin,
    Enquiry,
    Lesson,
    ListedRecord,
    Meeting,
    RecommendedList,
)

#: New books on a bulletin's page at the most.
MOST_ARRIVALS = 40


def count(model: Any, column: Any, first: date, last: date) -> int:
    """Return how many rows of those days there are."""
    return int(model.select().where(column >= first, column <= last).count())


def lessons(first: date, last: date) -> int:
    """Return how many lessons were held."""
    return count(Lesson, Lesson.held_on, first, last)


def enquiries(first: date, last: date) -> int:
    """Return how many enquiries were answered or not."""
    return count(Enquiry, Enquiry.asked_on, first, last)


def meetings(first: date, last: date) -> int:
    """Return how many meetings were attended."""
    return count(Meeting, Meeting.met_on, first, last)


def bulletins(first: date, last: date) -> int:
    """Return how many bulletins were given out."""
    return count(Bulletin, Bulletin.given_on, first, last)


def enquiries_by_day(first: date, last: date) -> Mapping[date, Mapping[str, int]]:
    """Return for each day how many enquiries of each kind there were, and how many unanswered."""
    rows = (
        Enquiry.select(Enquiry.asked_on, Enquiry.kind, Enquiry.is_found, fn.COUNT(Enquiry.id))
        .where(Enquiry.asked_on >= first, Enquiry.asked_on <= last)
        .group_by(Enquiry.asked_on, Enquiry.kind, Enquiry.is_found)
        .tuples()
    )
    found: dict[date, dict[str, int]] = {}
    for day, kind, is_found, number in rows:
        of_day = found.setdefault(day, {})
        for key in ("all", kind, *(() if is_found else ("not_found",))):
            of_day[key] = of_day.get(key, 0) + int(number)
    return found


def lessons_by_day(first: date, last: date) -> Mapping[date, Mapping[str, int]]:
    """Return for each day how many lessons there were, and for how many pupils."""
    rows = (
        Lesson.select(Lesson.held_on, fn.COUNT(Lesson.id), fn.SUM(Lesson.pupils))
        .where(Lesson.held_on >= first, Lesson.held_on <= last)
        .group_by(Lesson.held_on)
        .tuples()
    )
    return {day: {"lessons": int(n), "pupils": int(pupils or 0)} for day, n, pupils in rows}


def enquiries_by_kind(first: date, last: date) -> list[tuple[str, int, int]]:
    """Return (kind, how many, how many of them not found) for every kind."""
    totals = dict.fromkeys(ENQUIRY_KINDS, (0, 0))
    for of_day in enquiries_by_kind_rows(first, last):
        kind, is_found, number = of_day
        all_of_it, lost = totals[kind]
        totals[kind] = all_of_it + number, lost + (0 if is_found else number)
    return [(kind, *numbers) for kind, numbers in totals.items()]


def enquiries_by_kind_rows(first: date, last: date) -> list[tuple[str, bool, int]]:
    """Return (kind, whether found, how many) in one query."""
    rows = (
        Enquiry.select(Enquiry.kind, Enquiry.is_found, fn.COUNT(Enquiry.id))
        .where(Enquiry.asked_on >= first, Enquiry.asked_on <= last)
        .group_by(Enquiry.kind, Enquiry.is_found)
        .tuples()
    )
    return [(str(kind), bool(is_found), int(number)) for kind, is_found, number in rows]


def arrivals(first: date, last: date) -> list[tuple[Record, int]]:
    """Return the records of deliveries accepted in those days, each with its copies.

    Books before textbooks, in the order of the alphabet; at most MOST_ARRIVALS.
    """
    start, end = clock.day_bounds(first)[0], clock.day_bounds(last)[1]
    rows = (
        DeliveryLine.select(DeliveryLine.record, fn.SUM(DeliveryLine.quantity))
        .join(Delivery)
        .where(
            Delivery.state == "accepted",
            Delivery.accepted_at >= start,
            Delivery.accepted_at < end,
            DeliveryLine.quantity > 0,
        )
        .group_by(DeliveryLine.record)
        .tuples()
    )
    copies = {int(record): int(number) for record, number in rows}
    records = Record.select().where(Record.id.in_(list(copies)))
    in_order = sorted(records, key=lambda one: (one.kind == "textbook", one.sort_key))
    return [(one, copies[int(one.id)]) for one in in_order[:MOST_ARRIVALS]]


def public_lists(on: date) -> list[tuple[RecommendedList, list[int]]]:
    """Return the lists that pupils may see that day, each with the ids of its records in order."""
    lists = list(
        RecommendedList.select()
        .where(
            RecommendedList.is_public,
            RecommendedList.until.is_null() | (RecommendedList.until >= on),
        )
        .order_by(RecommendedList.sort_key)
    )
    lines = (
        ListedRecord.select(ListedRecord.recommended_list, ListedRecord.record)
        .where(ListedRecord.recommended_list.in_([one.id for one in lists]))
        .order_by(ListedRecord.place, ListedRecord.id)
        .tuples()
    )
    books: dict[int, list[int]] = {}
    for number, record in lines:
        books.setdefault(int(number), []).append(int(record))
    return [(one, books.get(int(one.id), [])) for one in lists]
