"""Rows of a list parted into good ones and refused ones, each refusal with its reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext

from core.alphabet import fold
from core.intake.columns import Wanted
from core.intake.table import SheetRow, SheetTable, as_words
from core.intake.values import KINDS, Amiss

#: With these words begins a line of sums, which is no row of the list.
_SUMS = tuple(fold(one) for one in ("барлығы", "жиыны", "қорытынды", "итого", "всего", "total"))


@dataclass(frozen=True)
class Row:
    """A good row: its number in the file, and its values by the names of the wanted columns.

    A column without a value in this row is missing from ``values``.
    """

    number: int
    values: dict[str, Any]

    def get(self, name: str, default: Any = "") -> Any:
        """Return the value of a column, or ``default``."""
        return self.values.get(name, default)


@dataclass(frozen=True)
class Refused:
    """A row that is not taken, and why."""

    number: int
    reasons: tuple[str, ...]


@dataclass
class Sorted:
    """What a list came to: good rows, refused rows, and how many lines of sums were left out."""

    good: list[Row] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    sums: int = 0


def sort_rows(table: SheetTable, matching: Mapping[str, int], wanted: Sequence[Wanted]) -> Sorted:
    """Return the table's rows, good and refused; the order of the file is kept."""
    found = Sorted()
    needed = {one.name for one in wanted if one.is_required}
    for row in table.rows:
        if _is_sum(row, matching, needed):
            found.sums += 1
            continue
        values, reasons = _read(row, matching, wanted)
        if row.number in table.joined:
            reasons.insert(0, gettext("its cells are joined with other rows; part them"))
        if reasons:
            found.refused.append(Refused(row.number, tuple(reasons)))
        else:
            found.good.append(Row(row.number, values))
    return found


def _is_sum(row: SheetRow, matching: Mapping[str, int], needed: set[str]) -> bool:
    first = next((as_words(one) for one in row.cells if as_words(one)), "")
    if not fold(first).startswith(_SUMS):
        return False
    # A title may begin so too: then the row has all that a row needs.
    return any(not as_words(row.cells[at]) for name, at in matching.items() if name in needed) or (
        sum(1 for one in row.cells if as_words(one)) <= len(row.cells) // 2
    )


def _read(
    row: SheetRow, matching: Mapping[str, int], wanted: Sequence[Wanted]
) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    reasons: list[str] = []
    groups: dict[str, list[Wanted]] = {}
    for one in wanted:
        if one.one_of:
            groups.setdefault(one.one_of, []).append(one)
        at = matching.get(one.name)
        cell = row.cells[at] if at is not None else None
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            if one.is_required:
                reasons.append(gettext("%(column)s is empty", column=one.title))
            continue
        try:
            value = KINDS[one.kind](cell)
            if isinstance(value, str) and len(value) > one.longest:
                raise Amiss(gettext("longer than %(most)s letters", most=one.longest))
        except Amiss as fault:
            reasons.append(f"{one.title}: {fault}")
            values[one.name] = None
            continue
        if value != "":
            values[one.name] = value
    for group in groups.values():
        if not any(one.name in values for one in group):
            titles = " / ".join(str(one.title) for one in group)
            reasons.append(gettext("%(column)s is empty", column=titles))
    return values, reasons
