"""What readers answers when the panel asks."""

from datetime import date
from typing import Any

import click
from flask_babel import lazy_gettext as _

from core.access import Permission, can
from core.actions import Action
from core.answers import (
    Block,
    Card,
    Demo,
    DiaryPart,
    Fact,
    LabelSet,
    ReportPart,
    Setting,
    Step,
    WorkUnit,
)
from core.hookspecs import hookimpl
from plugins.readers import blocks, commands, demo, documents, figures, models
from plugins.readers.actions import ACTIONS, CLASS_ACTIONS
from plugins.readers.documents import DOCUMENTS
from plugins.readers.permissions import PERMISSIONS
from plugins.readers.services import people, personal, registration, rollover
from plugins.readers.views import register
from plugins.readers.work import WORK_UNITS


@hookimpl
def register_models() -> list[Any]:
    return [
        models.SchoolClass,
        models.Reader,
        models.RollOver,
        models.Graduate,
        models.Reregistration,
        models.Photo,
        models.HandoutColumn,
        models.Handout,
        models.CouncilMember,
        models.CouncilTask,
        models.CouncilMeeting,
    ]


@hookimpl
def register_views() -> list[Any]:
    return register()


@hookimpl
def register_documents() -> list[Any]:
    return list(DOCUMENTS)


@hookimpl
def register_permissions() -> list[Permission]:
    return list(PERMISSIONS)


@hookimpl
def today_cards() -> list[Card]:
    return blocks.today_cards() if can("readers.edit") else []


@hookimpl
def next_steps(on: date) -> list[Card]:
    return blocks.next_steps(on) if can("readers.rollover") else []


@hookimpl
def reader_facts(reader: models.Reader) -> list[Fact]:
    return [*blocks.graduate_facts(reader), *personal.own_facts(reader)]


@hookimpl
def reader_steps(reader: models.Reader) -> list[Step]:
    return blocks.steps(reader)


@hookimpl
def register_actions(model: Any) -> list[Action]:
    if model is models.SchoolClass:
        return list(CLASS_ACTIONS)
    return list(ACTIONS) if model is models.Reader else []


@hookimpl
def found_everywhere(text: str, by: Any) -> list[Block]:
    return blocks.found(text, by) if can("readers.view") else []


@hookimpl
def label_sets(asked: str) -> list[LabelSet]:
    return documents.label_sets(asked) if can("readers.cards") else []


@hookimpl
def register_settings() -> list[Setting]:
    return [*people.SETTINGS, *registration.SETTINGS, *rollover.SETTINGS]


@hookimpl
def register_commands() -> list[click.Command]:
    return [commands.lists]


@hookimpl
def register_demo() -> list[Demo]:
    return [Demo("readers", demo.fill)]


@hookimpl
def register_journal_words() -> list[tuple[str, Any]]:
    return [
        ("readers.register", _("Reader registered")),
        ("readers.change", _("Reader changed")),
        ("readers.let_go", _("Reader left")),
        ("readers.renewed", _("Readers registered anew")),
        ("readers.rules", _("Rules of the library read")),
        ("readers.photo", _("Photograph of a reader")),
        ("readers.erased", _("Personal data of a reader erased")),
        ("readers.columns", _("Columns of the list for another program")),
        ("readers.handed_on", _("List of readers taken out for another program")),
        ("readers.council", _("Library council")),
        ("readers.list", _("Class list taken")),
        ("readers.rolled_over", _("Classes moved up for the new school year")),
        ("readers.roll_over_undone", _("Move of the classes taken back")),
    ]


@hookimpl
def register_diary_parts() -> list[DiaryPart]:
    return figures.diary()


@hookimpl
def report_parts(first: date, last: date) -> list[ReportPart]:
    return figures.report(first, last)


@hookimpl
def register_work_units() -> list[WorkUnit]:
    return list(WORK_UNITS)
