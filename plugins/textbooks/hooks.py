"""What textbooks answers when the panel or another section asks."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from core.access import Permission
from core.answers import Demo, ReportPart, Setting
from core.hookspecs import hookimpl
from plugins.textbooks import demo, figures, models
from plugins.textbooks.documents import DOCUMENTS
from plugins.textbooks.permissions import PERMISSIONS
from plugins.textbooks.services import provision
from plugins.textbooks.views import register


@hookimpl
def register_models() -> list[Any]:
    return list(models.ALL)


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
    return list(provision.SETTINGS)


@hookimpl
def register_demo() -> list[Demo]:
    return [Demo("textbooks", demo.fill)]


@hookimpl
def register_journal_words() -> list[tuple[str, Any]]:
    return [
        ("textbooks.set_made", _("Set of textbooks made")),
        ("textbooks.set_changed", _("Set of textbooks changed")),
        ("textbooks.year_copied", _("Sets copied to another year")),
    ]


@hookimpl
def report_parts(first: date, last: date) -> list[ReportPart]:
    return figures.report(first, last)
