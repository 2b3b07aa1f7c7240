"""The tables a list reads besides its own, by dotted paths: ``copy.record``.

Flask-Admin's peewee back-end chains its joins, so that filters over two foreign keys, or two
keys to one table, fail (B3, B3b); and reads each row's parents one by one (B9).
"""

from typing import Any

from peewee import JOIN, Field, ForeignKeyField, Model


class Joins:
    """Aliases for the paths of one list, made once; every path may be joined by itself."""

    def __init__(self, model: type[Model], paths: tuple[str, ...]) -> None:
        self.model = model
        self._sources: dict[str, Any] = {"": model}
        self._keys: dict[str, ForeignKeyField] = {}
        for path in paths:
            self._add(path)
        self.paths = tuple(self._keys)

    def _add(self, path: str) -> None:
        if path in self._sources:
            return
        parent, _dot, name = path.rpartition(".")
        if parent:
            self._add(parent)
        owner = self._model_of(parent)
        key = owner._meta.fields.get(name)
        if not isinstance(key, ForeignKeyField):
            raise ValueError(f"{path!r}: {owner.__name__} has no foreign key {name!r}.")
        self._keys[path] = key
        self._sources[path] = key.rel_model.alias(path.replace(".", "_"))

    def _model_of(self, path: str) -> Any:
        return self._keys[path].rel_model if path else self.model

    def field(self, path: str) -> tuple[Any, str]:
        """Return the column at ``path`` and the path it must be joined by ('' for our own)."""
        parent, _dot, name = path.rpartition(".")
        if parent and parent not in self._sources:
            self._add(parent)
        return getattr(self._sources[parent], name), parent

    def plain_field(self, path: str) -> Field | None:
        """Return the model's field at ``path``, to know its type; None if it is no field."""
        parent, _dot, name = path.rpartition(".")
        if parent and parent not in self._sources:
            self._add(parent)
        found: Field | None = self._model_of(parent)._meta.fields.get(name)
        return found

    def needed(self, paths: set[str]) -> list[str]:
        """Return ``paths`` with everything on the way to them, parents first."""
        wanted: list[str] = []
        for path in sorted(paths):
            parts = path.split(".")
            for end in range(1, len(parts) + 1):
                step = ".".join(parts[:end])
                if step and step not in wanted:
                    wanted.append(step)
        return wanted

    def join(self, query: Any, paths: set[str]) -> Any:
        """Return ``query`` with these paths joined, their rows not read."""
        for path in self.needed(paths):
            parent = path.rpartition(".")[0]
            source, target, key = self._sources[parent], self._sources[path], self._keys[path]
            on = getattr(source, key.name) == getattr(target, key.rel_field.name)
            query = query.join_from(source, target, JOIN.LEFT_OUTER, on=on, attr=key.name)
        return query

    def columns(self) -> list[Any]:
        """Return what to select so that the rows carry all their parents."""
        return [self.model, *(self._sources[path] for path in self.paths)]
