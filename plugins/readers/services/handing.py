"""Lists of readers for other programs («Кітапхана ісі», plan VI.1): columns mapped once.

No such program has a public description of its import, so the school says what each column is
called there and what of ours it holds.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from peewee import JOIN

from core import journal
from core.database import transaction
from core.models import Staff
from plugins.readers.errors import ColumnUnknown, NoColumns
from plugins.readers.models import KINDS, LANGUAGES, Handout, HandoutColumn, Reader, SchoolClass

#: The most columns a list may have.
MOST = 20

#: What a column may hold: its words, and how it is read off a reader.
FIELDS: dict[str, tuple[Any, Callable[[Reader], Any]]] = {
    "last_name": (_("Surname"), lambda one: one.last_name),
    "first_name": (_("First name"), lambda one: one.first_name),
    "patronymic": (_("Patronymic"), lambda one: one.patronymic),
    "whole_name": (_("Full name in one column"), lambda one: one.full_name),
    "class": (_("Class"), lambda one: str(one.school_class) if one.school_class_id else ""),
    "grade": (_("Grade"), lambda one: one.school_class.grade if one.school_class_id else ""),
    "letter": (
        _("Letter of the class"),
        lambda one: one.school_class.letter if one.school_class_id else "",
    ),
    "language": (
        _("Language"),
        lambda one: str(
            LANGUAGES.get(str(one.school_class.language if one.school_class_id else one.language))
        ),
    ),
    "kind": (_("Reader's kind"), lambda one: str(KINDS[str(one.kind)])),
    "born_on": (_("Date of birth"), lambda one: one.born_on),
    "phone": (_("Telephone"), lambda one: one.phone),
    "email": (_("E-mail"), lambda one: one.email),
    "address": (_("Address"), lambda one: one.address),
    "card_no": (_("Card No."), lambda one: one.card_no),
    "code": (_("Barcode"), lambda one: one.code),
    "registered_on": (_("Registered on"), lambda one: one.registered_on),
    "empty": (_("(left empty)"), lambda _one: ""),
}


def columns() -> list[HandoutColumn]:
    """Return the columns of the list as the school has mapped them."""
    return list(HandoutColumn.select().order_by(HandoutColumn.position, HandoutColumn.id))


def set_columns(wanted: Sequence[tuple[str, str]], *, by: Staff | None) -> None:
    """Keep the columns (heading, field) from left to right; rows without a heading are left out.

    NoColumns if none is left, ColumnUnknown for a field that is not one of FIELDS.
    """
    kept = [(title.strip()[:80], field) for title, field in wanted if title.strip()][:MOST]
    if not kept:
        raise NoColumns()
    for title, field in kept:
        if field not in FIELDS:
            raise ColumnUnknown(title=title)
    with transaction():
        HandoutColumn.delete().execute()
        for position, (title, field) in enumerate(kept):
            HandoutColumn.create(position=position, title=title, field=field)
        journal.record("readers.columns", by=by, about="list")


def readers(which: str, class_ids: Iterable[int] = ()) -> list[Reader]:
    """Return who belongs on the list, class by class.

    ``which`` is ``new`` (never handed on) or ``all``; ``class_ids`` narrow it to classes.
    """
    query = (
        Reader.select(Reader, SchoolClass)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
        .where(Reader.left_on.is_null())
        .order_by(SchoolClass.sort_key, Reader.sort_key, Reader.id)
    )
    ids = list(class_ids)
    if ids:
        query = query.where(Reader.school_class.in_(ids))
    if which == "new":
        query = query.where(Reader.id.not_in(Handout.select(Handout.reader)))
    return list(query)


def rows_of(people: Iterable[Reader]) -> list[list[Any]]:
    """Return a row for each reader, in the school's columns."""
    reads = [FIELDS[str(one.field)][1] for one in columns()]
    return [[read(one) for read in reads] for one in people]


def hand_on(people: Sequence[Reader], *, on: date, by: Staff | None) -> int:
    """Note that these readers are in the other program now; return how many were not before."""
    with transaction():
        known = {int(number) for (number,) in Handout.select(Handout.reader).tuples()}
        rows = [
            {"reader": one.id, "handed_on": on, "by": by}
            for one in people
            if int(one.id) not in known
        ]
        for start in range(0, len(rows), 200):
            Handout.insert_many(rows[start : start + 200]).on_conflict_ignore().execute()
        journal.record("readers.handed_on", by=by, about="list", count=len(people))
    return len(rows)
