"""Queries whose SQL is made once: for the desk, where peewee's building of it would cost most.

Measured: a scan asks six questions; building their SQL anew took five times as long as the
answers. A prepared query is written in peewee like any other and keeps its row types.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from peewee import (
    AutoField,
    CharField,
    Field,
    ForeignKeyField,
    Insert,
    IntegerField,
    ModelObjectCursorWrapper,
    TextField,
    Value,
)

from core.database import BaseModel, db, is_sqlite

M = TypeVar("M", bound=BaseModel)


class _Place:
    """Stands in the parameters for the value that comes with each call."""

    def __init__(self, name: str) -> None:
        self.name = name


#: Columns that both databases give as Python keeps them, unless they convert by a way of their own.
_PLAIN = (AutoField, IntegerField, CharField, TextField, ForeignKeyField)
_COMMON = (Field.python_value, ForeignKeyField.python_value)


class RowMaker:
    """Makes models of rows of one table, as peewee does, without setting attribute by attribute.

    ``RowMaker(Reader, ("id", "card_no"))((7, 1001))`` is the reader with nothing changed. A roster
    of 25 pupils with eleven columns is read with every scan of a class's pile; peewee's way took a
    tenth of the scan.
    """

    def __init__(self, model: type[BaseModel], names: Sequence[str]) -> None:
        self.model, self.names = model, tuple(names)
        fields = ((name, model._meta.fields[name]) for name in names)
        self._convert = tuple(
            (name, field.python_value)
            for name, field in fields
            if not isinstance(field, _PLAIN) or type(field).python_value not in _COMMON
        )

    def __call__(self, row: Sequence[Any]) -> Any:
        """Return the row, as the database gave it, as a model."""
        data = dict(zip(self.names, row, strict=True))
        for name, convert in self._convert:
            data[name] = convert(data[name])
        one: Any = self.model.__new__(self.model)
        one.__data__, one.__rel__, one._dirty = data, {}, set()
        return one


def _row_maker(shape: Any) -> Callable[[Sequence[Any]], Any]:
    """Return what makes a row of ``shape``: ours where all columns are of one table."""
    if type(shape) is ModelObjectCursorWrapper:
        fields, names = shape.fields, shape.unique_columns
        known = shape.constructor._meta.fields
        if None not in fields and all(name in known for name in names):
            return RowMaker(shape.constructor, names)
    make: Callable[[Sequence[Any]], Any] = shape.process_row
    return make


class Prepared:
    """A query built by ``build``, which gets a placeholder for each of ``names``.

    ``first(card=7)`` and ``all(card=7)`` run it. Values must be as the database keeps them
    (`core.clock.to_utc` for moments); the rows are what the query gives: models or tuples.
    """

    def __init__(self, build: Callable[..., Any], *names: str) -> None:
        self._build = build
        self._names = names
        self._made: dict[bool, tuple[Any, str, list[Any]]] = {}
        self._shapes: dict[bool, Callable[[Sequence[Any]], Any]] = {}

    def _query(self) -> tuple[Any, str, list[Any]]:
        made = self._made.get(is_sqlite())
        if made is None:
            places = {name: Value(_Place(name), converter=False) for name in self._names}
            query = self._build(**places)
            sql, parameters = query.sql()
            made = self._made[is_sqlite()] = (query, sql, list(parameters))
        return made

    def _execute(self, values: dict[str, Any]) -> tuple[Any, Any]:
        query, sql, parameters = self._query()
        given = [values[one.name] if isinstance(one, _Place) else one for one in parameters]
        return query, db.execute_sql(sql, given)

    def _shape(self, query: Any, cursor: Any) -> Callable[[Sequence[Any]], Any]:
        """Return what makes a row of the columns; peewee finds it out anew for every question."""
        make = self._shapes.get(is_sqlite())
        if make is None:
            shape = query._get_cursor_wrapper(cursor)
            shape.initialize()
            make = self._shapes[is_sqlite()] = _row_maker(shape)
        return make

    def change(self, **values: Any) -> int:
        """Run an update and return how many rows it changed."""
        _query, cursor = self._execute(values)
        return int(cursor.rowcount)

    def first(self, **values: Any) -> Any:
        """Return the first row, or None."""
        query, cursor = self._execute(values)
        row = cursor.fetchone()
        found = None if row is None else self._shape(query, cursor)(row)
        cursor.close()
        return found

    def all(self, **values: Any) -> list[Any]:
        """Return the rows as a list."""
        query, cursor = self._execute(values)
        return list(map(self._shape(query, cursor), cursor))

    def raw(self, **values: Any) -> list[tuple[Any, ...]]:
        """Return the rows as the database gives them: for many rows of numbers and texts."""
        _query, cursor = self._execute(values)
        return list(cursor.fetchall())


class PreparedInsert(Generic[M]):
    """Adds rows to one table; for tables without derived columns."""

    def __init__(self, model: type[M]) -> None:
        assert not model.DERIVED, model
        self.model = model
        self._fields = [one for one in model._meta.sorted_fields if one.name != "id"]
        self._made: dict[bool, str] = {}

    def __call__(self, **values: Any) -> M:
        """Insert one row, defaults filled in, and return it with its id."""
        row = self.model(**values)
        sql = self._made.get(is_sqlite())
        if sql is None:
            places = {one: Value(_Place(one.name), converter=False) for one in self._fields}
            sql = self._made[is_sqlite()] = self.model.insert(places).sql()[0]
        given = [one.db_value(row.__data__.get(one.name)) for one in self._fields]
        cursor = db.execute_sql(sql, given)
        row.id = db.last_insert_id(cursor, Insert.SIMPLE) if is_sqlite() else cursor.fetchone()[0]
        row._dirty.clear()
        return row
