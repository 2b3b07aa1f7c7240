"""What debtors answers when the panel or another section asks."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from core.access import Permission, can
from core.answers import Block, ReportPart, Setting, WorkUnit
from core.hookspecs import hookimpl
from plugins.debtors import blocks, figures, models, services
from plugins.debtors.documents import DOCUMENTS
from plugins.debtors.permissions import PERMISSIONS
from plugins.debtors.services import mail
from plugins.debtors.views import register
from plugins.debtors.work import WORK_UNITS
from plugins.readers.models import Reader


@hookimpl
def register_models() -> list[Any]:
    return [models.Notice]


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
    return [*services.SETTINGS, *mail.SETTINGS]


@hookimpl
def reader_blocks(reader: Reader) -> list[Block]:
    return blocks.notices_of(reader) if can("debtors.view") else []


@hookimpl
def personal_data(reader: Reader) -> list[Block]:
    return blocks.notices_of(reader)


@hookimpl
def reader_erased(reader: Reader) -> None:
    services.forget(reader)


@hookimpl
def today_lists(by: Any, on: date) -> list[Block]:
    return blocks.trend(on) if can("debtors.view") and by.role != "teacher" else []


@hookimpl
def register_journal_words() -> list[tuple[str, Any]]:
    return [
        ("debtors.printed", _("Notices printed")),
        ("debtors.sent", _("Notices sent by e-mail")),
        ("debtors.failed", _("Notices not sent")),
        ("debtors.tested", _("Test letter sent")),
    ]


@hookimpl
def report_parts(first: date, last: date) -> list[ReportPart]:
    return figures.report(first, last)


@hookimpl
def register_work_units() -> list[WorkUnit]:
    return list(WORK_UNITS)
