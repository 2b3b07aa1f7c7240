"""The reading half of a record view: rows, counts, presets, filters, one row, its page."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from flask import g
from flask_babel import gettext
from markupsafe import Markup, escape
from peewee import DataError, Field, ForeignKeyField, Select, fn

from core.answers import Block, Fact
from core.database import db
from core.typography import written
from core.views.drawing import Links, rows_html
from core.views.filters import Filter, make_filters
from core.views.joins import Joins
from core.views.listing import Listing
from core.views.presets import Preset

#: Rows that an export reads at a time.
CHUNK = 1000


@dataclass(frozen=True)
class Column:
    """A column of a list: its name, its heading, and how its cells look."""

    name: str
    label: Markup
    is_number: bool
    is_title: bool

    @cached_property
    def style(self) -> str:
        """Return the CSS classes of a cell."""
        return "c-title kt-b" * self.is_title + " r kt-n" * self.is_number


@dataclass(frozen=True)
class Narrowing:
    """Choices under a title, each with how many rows it leaves and the address that leaves them."""

    title: Any
    choices: Sequence[tuple[Any, int, str]]


class Reading:
    """Mixed into RecordView; ``model`` and the class attributes are documented there."""

    model: Any
    joined: Sequence[str] = ()
    presets: Sequence[Preset] = ()
    fund_field: str = ""
    search_index: Any = None
    search_words: Any = ""
    column_list: Any = ()
    column_labels: Any = None
    column_filters: Any = ()
    column_formatters: Any = {}
    column_choices: Any = {}
    column_sortable_list: Any = ()
    column_default_sort: Any = None

    def prepare(self) -> None:
        """Work out joins, filters and orders once, when the view is made."""
        self.joins = Joins(self.model, tuple(self.joined))
        self.filters: dict[str, Filter] = {
            one.key: one
            for one in make_filters(
                self.joins,
                tuple(self.column_filters or ()),
                dict(self.column_labels or {}),
                dict(self.column_choices or {}),
            )
        }
        self.orders: dict[str, str] = {}
        for one in self.column_sortable_list or ():
            name, path = one if isinstance(one, tuple) else (one, one)
            self.orders[name] = path

    # What is asked for

    def scope(self, query: Any) -> Any:
        """Return ``query`` with only the rows that the person may see: every way in uses it."""
        return query

    def search(self, query: Any, text: str) -> Any:
        """Return ``query`` with only the rows that have the words."""
        return query.where(self.search_index.matching(text)) if self.search_index else query

    def did_you_mean(self, listing: Listing) -> str:
        """Return what was looked for in place of a mistyped search; nothing if it was not."""
        return ""

    def narrowings(self, listing: Listing) -> list[Narrowing]:
        """Return by what the rows that were found can be narrowed, with counts."""
        return []

    @property
    def can_search(self) -> bool:
        """Return whether the list has a search box."""
        return bool(self.search_index) or type(self).search is not Reading.search

    def get_query(self) -> Any:
        """Return the rows there are for this person (Flask-Admin asks; B11)."""
        return self.scope(self.model.select())

    def narrow_scope(self) -> Any:
        """Return the rows of a person who may not see all of them, else None."""
        query = self.get_query()
        return None if query._where is None else query

    def preset_of(self, listing: Listing) -> Preset | None:
        """Return the preset asked for, else the first, else None."""
        named = [one for one in self.presets if one.name == listing.preset]
        return next(iter(named or self.presets), None)

    def narrowed(self, listing: Listing, *, preset: bool = True) -> tuple[Any, set[str]]:
        """Return the query of the list, not yet ordered, and the paths its conditions need."""
        query, paths = self.get_query(), set()
        chosen = self.preset_of(listing) if preset else None
        if chosen is not None and chosen.where is not None:
            query = query.where(chosen.where())
        if self.fund_field and self.fund_of(listing):
            query = query.where(getattr(self.model, self.fund_field) == self.fund_of(listing))
        for key, value in listing.filters.items():
            one = self.filters.get(key)
            if one is None:
                continue
            column, path = self.joins.field(one.path)
            condition = one.condition(column, value)
            if condition is not None:
                query = query.where(condition)
                paths |= {path} - {""}
        if listing.search and self.can_search:
            query = self.search(query, listing.search)
        return query, paths

    def fund_of(self, listing: Listing) -> str:
        """Return the fund shown: two funds never mix in one list (design.md 5)."""
        if not self.fund_field:
            return ""
        names = [name for name, _title in self.funds()]
        return listing.fund if listing.fund in names else names[0]

    def funds(self) -> list[tuple[str, Any]]:
        """Return the funds to switch between, by name and title."""
        return []

    def count(self, listing: Listing) -> int:
        """Return how many rows the list has: counted without the joins it shows (stack.md 4)."""
        query, paths = self.narrowed(listing)
        return int(self.joins.join(query, paths).count())

    def preset_counts(self, listing: Listing) -> dict[str, int]:
        """Return the counts of all presets, by one statement."""
        if len(self.presets) < 2:
            return {}
        parts = []
        for one in self.presets:
            query, paths = self.narrowed(
                Listing(preset=one.name, fund=listing.fund, search="", filters={})
            )
            counted = self.joins.join(query, paths).select(fn.COUNT(self.model.id))
            parts.append(counted.alias(f"n_{one.name}"))
        row = db.obj.execute(Select(columns=parts)).fetchone()
        return {one.name: int(number) for one, number in zip(self.presets, row, strict=True)}

    def ordered(self, query: Any, listing: Listing) -> Any:
        """Return ``query`` in the order asked for; an unknown column is passed over (B7)."""
        path, is_down = self.orders.get(listing.sort, ""), listing.is_down
        if not path:
            usual = self.column_default_sort or ("id", True)
            path, is_down = (usual, False) if isinstance(usual, str) else usual
        column, _parent = self.joins.field(path)
        last = self.model.id.desc() if is_down else self.model.id.asc()
        return query.order_by(column.desc() if is_down else column.asc(), last)

    def order_paths(self, listing: Listing) -> set[str]:
        """Return the path that the order needs joined."""
        path = self.orders.get(listing.sort, "")
        if not path:
            usual = self.column_default_sort or ("id", True)
            path = usual if isinstance(usual, str) else usual[0]
        return {path.rpartition(".")[0]} - {""}

    def with_parents(self, query: Any, paths: set[str]) -> Any:
        """Return ``query`` whose rows carry all their parents: one statement for a page (B9)."""
        query = query.select(*self.joins.columns())
        return self.joins.join(query, paths | set(self.joins.paths))

    # Rows

    def read_page(self, listing: Listing) -> list[Any]:
        """Return the rows of one page."""
        query, paths = self.narrowed(listing)
        query = self.with_parents(query, paths | self.order_paths(listing))
        query = self.ordered(query, listing).limit(listing.size).offset(listing.page * listing.size)
        self.rows = list(query)
        return self.rows

    def read_all(self, listing: Listing) -> Iterator[list[Any]]:
        """Yield all rows of the list in chunks: an export of 100,000 rows fits in memory."""
        ids = self.ids(listing)
        for start in range(0, len(ids), CHUNK):
            g.pop("kitaphana_once", None)
            self.rows = self.read_ids(ids[start : start + CHUNK])
            yield self.rows

    def ids(self, listing: Listing, among: Sequence[int] | None = None) -> Sequence[int]:
        """Return the ids of all rows of the list, in its order; of those ``among`` if given.

        Eight bytes each: whoever reads a long list reads it by them, a piece at a time. An open
        query would hold the rows in memory (PostgreSQL's driver takes them all at once), and the
        database's old pages on disk for as long as a slow browser takes.
        """
        query, paths = self.narrowed(listing)
        if among is not None:
            query = query.where(self.model.id.in_(among))
        query = self.joins.join(query, paths | self.order_paths(listing))
        found = self.ordered(query.select(self.model.id), listing).tuples().iterator()
        return array("q", (row[0] for row in found))

    def read_ids(self, ids: Sequence[int]) -> list[Any]:
        """Return the rows with these ids in their order; those gone since are left out."""
        query = self.with_parents(self.model.select(), set())
        found = {row.id: row for row in query.where(self.model.id.in_(list(ids)))}
        return [found[one] for one in ids if one in found]

    @property
    def rows(self) -> list[Any]:
        """Return the rows now being shown or exported."""
        return list(g.get(f"kitaphana_rows_{id(self)}", []))

    @rows.setter
    def rows(self, rows: list[Any]) -> None:
        setattr(g, f"kitaphana_rows_{id(self)}", rows)

    def get_one(self, id: Any) -> Any:
        """Return the row with that id if the person may see it, else None (B8b, B11)."""
        try:
            number = int(id)
        except (TypeError, ValueError):
            return None
        if not 0 < number < 2**31:
            return None
        try:
            query = self.with_parents(self.get_query(), set())
            return query.where(self.model.id == number).first()
        except DataError:
            return None

    # Values

    def value(self, row: Any, name: str) -> Any:
        """Return what stands in the column: a formatter's answer, words of a choice, the field."""
        formatter = (self.column_formatters or {}).get(name)
        if formatter is not None:
            return formatter(self, None, row, name)
        found: Any = row
        for part in name.split("."):
            found = getattr(found, part, None)
            if found is None:
                return ""
        words = dict((self.column_choices or {}).get(name, ()))
        return words.get(found, found) if words else found

    def text(self, row: Any, name: str) -> str:
        """Return the value as one writes it, for an export to text."""
        return as_text(self.value(row, name))

    def label(self, name: str) -> Any:
        """Return the heading of a column."""
        return (self.column_labels or {}).get(name) or name.replace("_", " ").capitalize()

    def columns(self) -> list[Column]:
        """Return the columns of the list as they are drawn, in the language spoken now."""
        title = getattr(self, "title_column", "") or self.column_list[0]
        return [
            Column(name, escape(self.label(name)), self.is_number(name), name == title)
            for name in self.column_list
        ]

    def drawn(self, rows: list[Any], columns: list[Column]) -> Iterator[tuple[Any, Markup, Any]]:
        """Yield (row, its name, its cells) as a page shows them: column and text, or a Fact."""
        for row in rows:
            values = ((one, self.value(row, one.name)) for one in columns)
            cells = [(one, it if isinstance(it, Fact) else written(it)) for one, it in values]
            yield row, escape(str(row)), cells

    def rows_html(
        self,
        rows: list[Any],
        columns: list[Column],
        view_at: str,
        edit_at: str,
        back: str,
        may_delete: bool,
        actions: Sequence[Any],
    ) -> Markup:
        """Return the rows of the table as HTML."""
        links = Links(
            str(escape(view_at or "")),
            str(escape(edit_at or "")),
            str(escape(back)),
            may_delete,
            bool(actions),
        )
        return rows_html(self.drawn(rows, columns), links)

    def is_number(self, name: str) -> bool:
        """Return whether the column holds amounts, which stand at the right."""
        field: Field | None = self.joins.plain_field(name) if "." not in name else None
        if field is None or isinstance(field, ForeignKeyField):
            return False
        return field.field_type in ("INT", "BIGINT", "DECIMAL", "FLOAT")

    def facts(self, record: Any) -> list[Fact]:
        """Return the lines of the record's page: by default the columns of the list."""
        pairs = [(self.label(name), self.value(record, name)) for name in self.column_list]
        return [Fact(label, value) for label, value in pairs if value not in (None, "")]

    def blocks(self, record: Any) -> list[Block]:
        """Return the tables of the record's page."""
        return []


def as_text(value: Any) -> str:
    """Return a value as people write it: days as dd.mm.yyyy, amounts with a comma."""
    if value is None:
        return ""
    if isinstance(value, Fact):
        return " ".join(str(part) for part in (value.label, as_text(value.value)) if part)
    if isinstance(value, Markup):
        return value.striptags()
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    return str(value)
