"""Readers in the groups for which slips are printed: each class, teachers, the others."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _
from peewee import JOIN, Case, fn

from plugins.opac.models import ReaderPin
from plugins.readers.models import Reader, SchoolClass

_OTHERS = {
    "teacher": _("Teachers"),
    "staff": _("Staff"),
    "parent": _("Parents"),
    "other": _("Other readers"),
    "pupil": _("Pupils without a class"),
}


@dataclass(frozen=True)
class Group:
    """A group of readers: its key (a class's id, or a kind), how many, and who of them has one."""

    key: str
    title: Any
    count: int
    with_pin: int
    own: int

    @property
    def lacking(self) -> int:
        """Return how many have no PIN yet."""
        return self.count - self.with_pin


def counted() -> list[Group]:
    """Return the groups with what they count: the classes in their order, then the rest."""
    own = fn.SUM(Case(None, [(ReaderPin.is_own, 1)], 0))
    columns = (fn.COUNT(Reader.id), fn.COUNT(ReaderPin.id), own)
    joined = (
        Reader.select(Reader.school_class, Reader.kind, *columns)
        .join(ReaderPin, JOIN.LEFT_OUTER, on=(ReaderPin.reader == Reader.id))
        .where(Reader.left_on.is_null())
        .group_by(Reader.school_class, Reader.kind)
        .tuples()
    )
    classes: dict[int, list[int]] = {}
    kinds: dict[str, list[int]] = {}
    for class_id, kind, *counts in joined:
        into = (
            classes.setdefault(class_id, [0, 0, 0])
            if class_id
            else kinds.setdefault(str(kind), [0, 0, 0])
        )
        for place, count in enumerate(counts):
            into[place] += int(count or 0)
    found = [
        Group(str(one.id), str(one), *classes[one.id])
        for one in SchoolClass.select().order_by(SchoolClass.sort_key)
        if one.id in classes
    ]
    return found + [Group(kind, _OTHERS[kind], *kinds[kind]) for kind in _OTHERS if kind in kinds]


def members(key: str) -> list[Reader]:
    """Return the readers of the group who are at school, in the order of their names."""
    query = Reader.select(Reader, SchoolClass).join(
        SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class
    )
    if key.isdecimal() and len(key) < 10:
        query = query.where(Reader.school_class == int(key))
    elif key in _OTHERS:
        query = query.where(Reader.kind == key, Reader.school_class.is_null())
    else:
        return []
    return list(query.where(Reader.left_on.is_null()).order_by(Reader.sort_key, Reader.id))
