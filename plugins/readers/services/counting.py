"""How many readers there are: on the books on a day, registered in some days, by group."""

from collections import defaultdict
from datetime import date
from typing import Any

from peewee import fn

from plugins.readers.models import Reader
from plugins.readers.services.groups import GROUPS, KEY, Groups, count_by_group, with_group


def is_reader_on(on: date) -> Any:
    """Return the condition of a reader who was on the books at the end of that day."""
    return (Reader.registered_on <= on) & (Reader.left_on.is_null() | (Reader.left_on > on))


def on_the_books(on: date) -> int:
    """Return how many readers there were at the end of that day."""
    return int(Reader.select().where(is_reader_on(on)).count())


def by_group_on(on: date) -> dict[str, int]:
    """Return how many readers of each group there were at the end of that day."""
    query = with_group(Reader.select(*KEY, fn.COUNT(Reader.id))).where(is_reader_on(on))
    return count_by_group(query.group_by(*KEY).tuples(), Groups(), on)


def registered(first: date, last: date) -> dict[date, dict[str, int]]:
    """Return for each day on which somebody registered how many of each group."""
    rows = (
        with_group(Reader.select(Reader.registered_on, *KEY, fn.COUNT(Reader.id)))
        .where(Reader.registered_on >= first, Reader.registered_on <= last)
        .group_by(Reader.registered_on, *KEY)
        .tuples()
    )
    groups = Groups()
    found: dict[date, dict[str, int]] = {}
    for day, kind, grade, left_by, count in rows:
        one = found.setdefault(day, dict.fromkeys(GROUPS, 0))
        one[groups.of(kind, grade, left_by, day)] += int(count)
    return found


def standing(first: date, last: date) -> dict[date, int]:
    """Return how many readers there were at the end of ``first``, and of each day it changed."""
    changes: defaultdict[date, int] = defaultdict(int)
    for day, sign in ((Reader.registered_on, 1), (Reader.left_on, -1)):
        rows = Reader.select(day, fn.COUNT(Reader.id)).where(day > first, day <= last)
        for on, count in rows.group_by(day).tuples():
            changes[on] += sign * int(count)
    found = {first: on_the_books(first)}
    now = found[first]
    for on in sorted(changes):
        now += changes[on]
        found[on] = now
    return found


def left_between(first: date, last: date) -> int:
    """Return how many readers left the school in these days."""
    return int(Reader.select().where(Reader.left_on >= first, Reader.left_on <= last).count())
