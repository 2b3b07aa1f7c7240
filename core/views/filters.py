"""Filters of a list: each is a chip that reads as a sentence, kept in the address.

They are our own. Flask-Admin's know no foreign keys, no subclasses of a field and no small
integers (B4, B5), and keep the choices they saw when the program started (B6).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from peewee import (
    AutoField,
    BooleanField,
    DateField,
    DateTimeField,
    Field,
    FloatField,
    ForeignKeyField,
    IntegerField,
)

from core.alphabet import fold
from core.clock import day_bounds
from core.database import TiynField
from core.views.joins import Joins

#: A list of choices longer than this is typed, not picked (design.md 5).
MOST_CHOICES = 60

#: Beyond these the databases themselves refuse a number or a day, each in its own way.
LARGEST = 10**12
FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(9000, 12, 31)


@dataclass(frozen=True)
class Filter:
    """``key`` is its name in the address, ``path`` the column, ``kind`` how it is asked for.

    Kinds: ``choice`` (one of a list), ``day`` and ``number`` (from, to), ``flag`` (yes or no),
    ``text`` (a part of it).
    """

    key: str
    path: str
    title: Any
    kind: str
    field: Field
    fixed: tuple[tuple[str, Any], ...] = ()

    def choices(self, joins: Joins, seen: Any = None) -> list[tuple[str, str]]:
        """Return what may be picked now: asked of the database each time.

        ``seen``, the rows of a person who may not see all, leaves only what occurs in them.
        """
        if self.kind == "flag":
            return [("1", gettext("yes")), ("0", gettext("no"))]
        if self.fixed:
            return [(str(value), str(words)) for value, words in self.fixed]
        if isinstance(self.field, ForeignKeyField):
            model = self.field.rel_model
            order = getattr(model, "sort_key", model._meta.primary_key)
            rows = model.select().order_by(order).limit(MOST_CHOICES * 5)
            if seen is not None:
                rows = rows.where(model._meta.primary_key.in_(self._values(joins, seen)))
            return [(str(row.get_id()), str(row)) for row in rows]
        if self.kind == "choice":
            rows = self.field.model.select(self.field).distinct()
            rows = (rows if seen is None else self._values(joins, seen)).tuples()
            values = sorted({row[0] for row in rows if row[0] not in ("", None)}, key=_order)
            return [(str(value), str(value)) for value in values[: MOST_CHOICES * 5]]
        return []

    def _values(self, joins: Joins, seen: Any) -> Any:
        column, path = joins.field(self.path)
        return joins.join(seen, {path} - {""}).select(column).distinct()

    def condition(self, column: Any, value: str) -> Any:
        """Return the condition for what stands in the address; None if it cannot be read."""
        if self.kind in ("day", "number"):
            return self._between(column, value)
        if self.kind == "flag":
            return column == (value == "1")
        if self.kind == "text":
            return column.contains(value)
        if isinstance(self.field, ForeignKeyField | IntegerField):
            number = whole(value)
            return None if number is None else column == number
        return column == value

    def _between(self, column: Any, value: str) -> Any:
        low, _dots, high = value.partition("..")
        bounds = [self._bound(low, last=False), self._bound(high, last=True)]
        condition = None
        if bounds[0] is not None:
            condition = column >= bounds[0]
        if bounds[1] is not None:
            upper = column < bounds[1] if self._is_moment else column <= bounds[1]
            condition = upper if condition is None else condition & upper
        return condition

    @property
    def _is_moment(self) -> bool:
        return isinstance(self.field, DateTimeField)

    def _bound(self, text: str, *, last: bool) -> Any:
        if not text:
            return None
        try:
            if self.kind == "number":
                return max(-LARGEST, min(LARGEST, Decimal(text.replace(",", "."))))
            day = max(FIRST_DAY, min(LAST_DAY, _day(text)))
        except (ValueError, ArithmeticError):
            return None
        if not self._is_moment:
            return day
        return day_bounds(day)[1 if last else 0]

    def sentence(self, value: str, joins: Joins) -> str:
        """Return the chip's words: ``Class: 7 «Ә»``."""
        if self.kind in ("day", "number"):
            low, _dots, high = value.partition("..")
            shown = f"{low} – {high}"
        elif isinstance(self.field, ForeignKeyField) and whole(value) is not None:
            found = self.field.rel_model.get_or_none(
                self.field.rel_model._meta.primary_key == whole(value)
            )
            shown = str(found) if found is not None else value
        elif self.kind == "text":
            shown = value
        else:
            shown = dict(self.choices(joins)).get(value, value)
        return f"{self.title}: {shown}"


def whole(text: str) -> int | None:
    """Return the whole number in ``text``, brought within what every column can be compared to."""
    if not (text.isascii() and text.removeprefix("-").isdecimal()):
        return None
    return max(-LARGEST, min(LARGEST, int(text[:20])))


def _order(value: Any) -> tuple[int, Any]:
    return (0, value) if isinstance(value, int) else (1, fold(str(value)))


def _day(text: str) -> date:
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(text)


def make_filters(
    joins: Joins,
    paths: Sequence[str],
    titles: dict[str, Any],
    choices: dict[str, Sequence[tuple[Any, Any]]],
) -> list[Filter]:
    """Return a filter for each dotted path, its kind found from the field's type."""
    made = []
    for path in paths:
        field = joins.plain_field(path)
        if field is None:
            raise ValueError(f"There is no column {path!r} to filter by.")
        name = path.rpartition(".")[2]
        fixed = tuple(choices.get(path) or choices.get(name) or ())
        title = titles.get(path) or titles.get(name) or field.verbose_name or name
        made.append(Filter(path.replace(".", "-"), path, title, _kind(field, fixed), field, fixed))
    return made


def _kind(field: Field, fixed: tuple[Any, ...]) -> str:
    if fixed or isinstance(field, ForeignKeyField):
        return "choice"
    if isinstance(field, BooleanField):
        return "flag"
    if isinstance(field, DateField | DateTimeField):
        return "day"
    if isinstance(field, TiynField | FloatField | AutoField):
        return "number"
    return "choice"
