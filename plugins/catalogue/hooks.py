"""What the catalogue answers when the panel asks."""

from typing import Any

from flask_babel import lazy_gettext as _

from core.access import Permission, can
from core.answers import Block, Demo, WorkUnit
from core.hookspecs import hookimpl
from plugins.catalogue import blocks, demo, models
from plugins.catalogue.permissions import PERMISSIONS
from plugins.catalogue.views import RecordListView
from plugins.catalogue.work import WORK_UNITS


@hookimpl
def register_models() -> list[Any]:
    return [
        models.Shelf,
        models.Record,
        models.Person,
        models.PersonName,
        models.RecordPerson,
        models.Heading,
        models.RecordHeading,
        models.ClassIndex,
        models.MarkRow,
        models.RecordTombstone,
        models.CardPrint,
    ]


@hookimpl
def register_views() -> list[Any]:
    return [RecordListView()]


@hookimpl
def register_permissions() -> list[Permission]:
    return list(PERMISSIONS)


@hookimpl
def found_everywhere(text: str) -> list[Block]:
    return blocks.found(text) if can("catalogue.view") else []


@hookimpl
def register_demo() -> list[Demo]:
    return [Demo("catalogue", demo.fill)]


@hookimpl
def register_journal_words() -> list[tuple[str, Any]]:
    return [
        ("catalogue.enter", _("Record entered")),
        ("catalogue.correct", _("Record corrected")),
    ]


@hookimpl
def register_work_units() -> list[WorkUnit]:
    return list(WORK_UNITS)
