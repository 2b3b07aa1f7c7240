"""How many copies of textbooks there are, by condition, and how many of them are free."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from peewee import Case, fn

from core.sections import hook
from plugins.fund.models import Copy


@dataclass
class Stock:
    """Copies of a record in the fund: all by condition key, and those on the shelf by condition."""

    all: dict[str, int] = field(default_factory=dict)
    free: dict[str, int] = field(default_factory=dict)

    def usable(self, unusable: Iterable[str]) -> int:
        """Return how many copies there are in a condition that is not among ``unusable``."""
        worn = set(unusable)
        return sum(count for condition, count in self.all.items() if condition not in worn)

    @property
    def free_count(self) -> int:
        """Return how many copies are on the shelf."""
        return sum(self.free.values())


def stock(record_ids: Iterable[int]) -> dict[int, Stock]:
    """Return the copies of each record that has any, in one query; lost ones are not there.

    What is out is asked of the section that knows it (`copies_out` of the fund).
    """
    ids = sorted(set(record_ids))
    out = hook.copies_out()
    lost = hook.copies_lost(first=None, last=None)
    is_out: Any = 0 if out is None else Case(None, [(Copy.id.in_(out), 1)], 0)
    rows = (
        Copy.select(Copy.record, Copy.condition, fn.COUNT(Copy.id), fn.SUM(is_out))
        .where(Copy.record.in_(ids), Copy.withdrawn_on.is_null())
        .group_by(Copy.record, Copy.condition)
    )
    if lost is not None:
        rows = rows.where(Copy.id.not_in(lost))
    found: defaultdict[int, Stock] = defaultdict(Stock)
    for record, condition, count, gone in rows.tuples():
        found[int(record)].all[str(condition)] = int(count)
        found[int(record)].free[str(condition)] = int(count) - int(gone or 0)
    return dict(found)
