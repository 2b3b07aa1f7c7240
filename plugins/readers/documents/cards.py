"""Documents about readers: cards with barcodes, on sheets to cut or on sheets of labels."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask_babel import gettext
from peewee import JOIN

from core import papers, settings
from core.answers import LabelSet
from core.documents import Document, numbers, reader_cards
from core.errors import NotFound
from core.labels import LabelContent
from plugins.readers.models import KINDS, Reader, SchoolClass


def cards(arguments: dict[str, Any]) -> Document:
    """Return cards for ``ids`` (readers), for ``class`` (its id), or for everybody at school."""
    asked = [str(arguments.get(name, "")) for name in ("ids", "class")]
    readers = at_school(*map(numbers, asked))
    # An address that names nobody must not print everybody.
    if not readers or any(text and not numbers(text) for text in asked):
        raise NotFound()
    school = settings.get("school.name_kk")
    return reader_cards(
        [
            (
                one.full_name,
                _where(one),
                one.card_no,
                one.code,
                school,
            )
            for one in readers
        ]
    )


def at_school(ids: Sequence[int] = (), classes: Sequence[int] = ()) -> list[Reader]:
    """Return these readers, or those of these classes, or all; class by class, nobody who left."""
    query = Reader.select(Reader, SchoolClass).join(
        SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class
    )
    query = query.where(Reader.left_on.is_null())
    if ids:
        query = query.where(Reader.id.in_(list(ids)))
    if classes:
        query = query.where(Reader.school_class.in_(list(classes)))
    return list(query.order_by(SchoolClass.sort_key, Reader.sort_key, Reader.id))


def _where(reader: Reader) -> str:
    return str(reader.school_class) if reader.school_class_id else str(KINDS[str(reader.kind)])


def label_sets(asked: str) -> list[LabelSet]:
    """Return the cards of each class and of everybody; first the ticked ones, if ``asked``."""
    found: list[LabelSet] = []
    _readers, kind, text = [*asked.split(".", 2), "", ""][:3]
    if asked.startswith("readers.") and kind in ("ids", "classes") and (ids := numbers(text)):
        title = gettext("Readers' cards: those ticked")
        found.append(LabelSet(asked, title, lambda: _labels(**{kind: ids})))
    found.append(LabelSet("readers.all", gettext("Readers' cards: everybody"), _labels))
    for one in SchoolClass.select().order_by(SchoolClass.sort_key):
        title = gettext("Readers' cards: %(name)s", name=one)
        found.append(
            LabelSet(f"readers.class.{one.id}", title, partial(_labels, classes=[int(one.id)]))
        )
    return found


def _labels(ids: Sequence[int] = (), classes: Sequence[int] = ()) -> list[LabelContent]:
    school = papers.school_name()
    return [
        LabelContent(
            code=one.code,
            number=str(one.card_no),
            lines=(one.full_name, _where(one)),
            school=school,
        )
        for one in at_school(ids, classes)
    ]
