"""What the catalogue answers when the panel asks."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from core.access import Permission, can
from core.answers import Block, Demo, ReportPart, WorkUnit
from core.hookspecs import hookimpl
from plugins.catalogue import blocks, demo, figures, models
from plugins.catalogue.permissions import PERMISSIONS
from plugins.catalogue.views import register
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
        models.KnownApart,
    ]


@hookimpl
def register_views() -> list[Any]:
    return register()


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
        ("catalogue.merge", _("Records merged")),
        ("catalogue.told_apart", _("Records told apart")),
        ("catalogue.cover_kept", _("Cover kept")),
        ("catalogue.cover_removed", _("Cover removed")),
        ("catalogue.people_linked", _("Authors gathered into the list of persons")),
        ("catalogue.person_added", _("Person added to a record")),
        ("catalogue.person_changed", _("Person's part changed")),
        ("catalogue.person_removed", _("Person removed from a record")),
        ("catalogue.person_entered", _("Person entered")),
        ("catalogue.person_corrected", _("Person corrected")),
        ("catalogue.people_merged", _("Persons merged")),
        ("catalogue.marks_loaded", _("Table of author marks loaded")),
        ("catalogue.marks_dropped", _("Table of author marks removed")),
        ("catalogue.cards", _("Catalogue cards printed")),
    ]


@hookimpl
def report_parts(first: date, last: date) -> list[ReportPart]:
    return figures.report(first, last)


@hookimpl
def register_work_units() -> list[WorkUnit]:
    return list(WORK_UNITS)
