"""Filters of a list: each is a chip that reads as a sentence, kept in the address.

They are our own. Flask-Admin's know no foreign keys, no subclasses of a field and no small
integers (B4, B5), and keep the choices they saw when the program started (B6).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
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

    def choices(self, joins: Joins) -> list[tuple[str, str]]:
        """Return what may be picked now: asked of the database each time."""
        if self.kind == "flag":
            return [("1", gettext("yes")), ("0", gettext("no"))]
        if self.fixed:
            return [(str(value), str(words)) for value, words in self.fixed]
        if isinstance(self.field, ForeignKeyField):
            model = self.field.rel_model
            order = getattr(model, "sort_key", model._meta.primary_key)
            rows = model.select().order_by(order).limit(MOST_CHOICES * 5)
            return [(str(row.get_id()), str(row)) for row in rows]
        if self.kind == "choice":
            model = self.field.model
            rows = model.select(self.field).where(self.field.is_null(False)).distinct().tuples()
            values = sorted({row[0] for row in rows if row[0] not in ("", None)}, key=_order)
            return [(str(value), str(value)) for value in values[: MOST_CHOICES * 5]]
        return []

    def condition(self, column: Any, value: str) -> Any:
        """Return the condition for what stands in the address; None if it cannot be read."""
        if self.kind in ("day", "number"):
            return self._between(column, value)
        if self.kind == "flag":
            return column == (value == "1")
        if self.kind == "text":
            return column.contains(value)
        if isinstance(self.field, ForeignKeyField | IntegerField):
            return column == int(value) if value.lstrip("-").isdecimal() else None
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
                return float(text.replace(",", ".")) if "." in text or "," in text else int(text)
            day = _day(text)
        except ValueError:
            return None
        if not self._is_moment:
            return day
        return day_bounds(day)[1 if last else 0]

    def sentence(self, value: str, joins: Joins) -> str:
        """Return the chip's words: ``Class: 7 «Ә»``."""
        if self.kind in ("day", "number"):
            low, _dots, high = value.partition("..")
            shown = f"{low} – {high}"
        elif isinstance(self.field, ForeignKeyField) and value.isdecimal():
            found = self.field.rel_model.get_or_none(
                self.field.rel_model._meta.primary_key == int(value)
            )
            shown = str(found) if found is not None else value
        elif self.kind == "text":
            shown = value
        else:
            shown = dict(self.choices(joins)).get(value, value)
        return f"{self.title}: {shown}"


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
