"""Documents about readers: cards with barcodes."""

from typing import Any

from flask_babel import lazy_gettext as _
from peewee import JOIN

from core import settings
from core.documents import Document, DocumentKind, numbers, reader_cards
from core.errors import NotFound
from plugins.readers.models import KINDS, Reader, SchoolClass


def cards(arguments: dict[str, Any]) -> Document:
    """Return cards for ``ids`` (readers), for ``class`` (its id), or for everybody at school."""
    query = Reader.select(Reader, SchoolClass).join(
        SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class
    )
    query = query.where(Reader.left_on.is_null())
    if arguments.get("ids"):
        query = query.where(Reader.id.in_(numbers(arguments["ids"])))
    if arguments.get("class"):
        query = query.where(Reader.school_class.in_(numbers(arguments["class"])))
    readers = list(query.order_by(SchoolClass.sort_key, Reader.sort_key))
    if not readers:
        raise NotFound()
    school = settings.get("school.name_kk")
    return reader_cards(
        [
            (
                one.full_name,
                str(one.school_class) if one.school_class_id else str(KINDS[one.kind]),
                one.card_no,
                one.code,
                school,
            )
            for one in readers
        ]
    )


DOCUMENTS = (DocumentKind("readers.cards", _("Readers' cards"), cards, ("pdf",), "readers.cards"),)
