"""What reports answers when the panel asks."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from core.access import Permission, can
from core.answers import Card, Demo, DiaryPart, Setting, Step, WorkUnit
from core.hookspecs import hookimpl
from plugins.reports import blocks, demo, figures, models
from plugins.reports.documents import DOCUMENTS
from plugins.reports.permissions import PERMISSIONS
from plugins.reports.services import periods
from plugins.reports.views import register


@hookimpl
def register_models() -> list[Any]:
    return [
        models.DayNote,
        models.PrintedPage,
        models.Report,
        models.ReportText,
        models.ReportPicture,
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
def register_settings() -> list[Setting]:
    return list(periods.SETTINGS)


@hookimpl
def register_diary_parts() -> list[DiaryPart]:
    return figures.diary_parts()


@hookimpl
def register_work_units() -> list[WorkUnit]:
    return figures.work_units()


@hookimpl
def next_steps(on: date) -> list[Card]:
    return blocks.next_steps(on) if can("reports.write") else []


@hookimpl
def today_steps() -> list[Step]:
    return [Step(_("Diary"), "/reports/diary/", icon="notebook")] if can("reports.view") else []


@hookimpl
def register_demo() -> list[Demo]:
    return [Demo("reports", demo.fill)]


@hookimpl
def register_journal_words() -> list[tuple[str, Any]]:
    return [
        ("reports.note", _("Remark or visits in the diary")),
        ("reports.page", _("Page of the diary printed")),
        ("reports.made", _("Report made")),
        ("reports.written", _("Texts of a report written")),
        ("reports.approved", _("Report approved")),
        ("reports.reopened", _("Approval of a report taken back")),
    ]
