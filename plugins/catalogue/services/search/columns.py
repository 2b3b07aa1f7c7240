"""Kind, language, grade, subject, class and year of all records, side by side in memory.

SQLite reads a row of 16,000 found ones in a microsecond each and sorts them into groups in five:
too long for a search. Four bytes a record are read once, and afterwards only what has changed.
PostgreSQL counts fast enough by itself.
"""

import threading
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from core.database import db

#: Rows changed since the last search that are read again one by one; more are read all together.
_MOST_CHANGED = 2000
_ROW = (
    "id || '|' || kind || '|' || language || '|' || IFNULL(grade, '') || '|' || "
    "REPLACE(REPLACE(subject, '|', '/'), char(10), ' ') || '|' || "
    "REPLACE(REPLACE(SUBSTR(bbk, 1, 2), '|', '/'), char(10), ' ') || '|' || IFNULL(year, 0)"
)
_ALL = "catalogue_record INDEXED BY catalogue_record_facets"
_MOST_YEAR = 32000
_lock = threading.Lock()

#: kind, language, grade, subject, the first two figures of ББК
Values = tuple[str, str, int | None, str, str]


class Columns:
    """The columns of the records by id: ``codes`` are places in ``values``, 0 is no record."""

    def __init__(self) -> None:
        self.values: list[Values | None] = [None]
        self.codes = array("I")
        self.years = array("h")
        self.last_change = 0
        self._places: dict[str, int] = {}

    def read_all(self) -> None:
        """Read every record."""
        last, found = db.execute_sql(
            "SELECT (SELECT MAX(id) FROM catalogue_record_changes), "
            f"(SELECT group_concat({_ROW}, char(10)) FROM {_ALL})"
        ).fetchone()
        self.last_change = last or 0
        self.codes, self.years = array("I"), array("h")
        self._keep((found or "").split("\n"))

    def read_changed(self) -> None:
        """Read the records that have changed since the last time."""
        first, last = db.execute_sql(
            "SELECT (SELECT MIN(id) FROM catalogue_record_changes), "
            "(SELECT MAX(id) FROM catalogue_record_changes)"
        ).fetchone()
        if (last or 0) == self.last_change:
            return
        if last is None or first > self.last_change + 1 or last > self.last_change + _MOST_CHANGED:
            self.read_all()
            return
        changed = (
            "SELECT record_id FROM catalogue_record_changes WHERE id > ? AND id <= ?",
            (self.last_change, last),
        )
        for (number,) in db.execute_sql(*changed).fetchall():
            if number < len(self.codes):
                self.codes[number] = 0
        sql = f"SELECT {_ROW} FROM catalogue_record WHERE id IN ({changed[0]})"
        self._keep(row[0] for row in db.execute_sql(sql, changed[1]).fetchall())
        self.last_change = last

    def _keep(self, rows: Iterable[str]) -> None:
        for row in rows:
            number, _bar, rest = row.partition("|")
            values, _bar, year = rest.rpartition("|")
            if not number:
                continue
            place = self._places.get(values)
            if place is None:
                place = self._places[values] = len(self.values)
                kind, language, grade, subject, bbk = values.split("|")
                self.values.append((kind, language, int(grade) if grade else None, subject, bbk))
            at = int(number)
            if at >= len(self.codes):
                lacking = at + 1 - len(self.codes)
                self.codes.extend([0] * lacking)
                self.years.extend([0] * lacking)
            self.codes[at] = place
            self.years[at] = max(0, min(int(year), _MOST_YEAR))

    def everything(self) -> list[int]:
        """Return the ids of all records."""
        return [number for number, code in enumerate(self.codes) if code]

    def existing(self, ids: list[int]) -> list[int]:
        """Return those of the ids, which rise, that have a record here."""
        if not ids or ids[-1] < len(self.codes):
            return ids
        return [one for one in ids if one < len(self.codes)]

    def counts(self, ids: Sequence[int]) -> list[tuple[Values, int]]:
        """Return the values that the records have, with how many have them."""
        counted = Counter(map(self.codes.__getitem__, ids))
        found = ((self.values[code], count) for code, count in counted.items())
        return [(values, count) for values, count in found if values is not None]

    def codes_of(self, wanted: Iterable[tuple[Any, ...]]) -> frozenset[int]:
        """Return the codes of the values."""
        asked = set(wanted)
        return frozenset(code for code, values in enumerate(self.values) if values in asked)


def now() -> Columns:
    """Return the columns of the open library as they are now."""
    if db.in_transaction():
        # What is seen in here may yet be taken back; it is not kept.
        fresh = Columns()
        fresh.read_all()
        return fresh
    with _lock:
        kept: Columns | None = getattr(db.obj, "record_columns", None)
        if kept is None:
            kept = db.obj.record_columns = Columns()
            kept.read_all()
        else:
            kept.read_changed()
        return kept
