"""What write-off answers when the panel or the fund asks."""

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.access import Permission, can
from core.answers import Block, Card, Fact, ReportPart, Setting, Step, WorkUnit
from core.hookspecs import hookimpl
from plugins.fund.models import Copy, Stocktake
from plugins.writeoff import blocks, figures, models, queries, services
from plugins.writeoff.actions import ACTIONS
from plugins.writeoff.documents import DOCUMENTS
from plugins.writeoff.permissions import PERMISSIONS
from plugins.writeoff.views import register
from plugins.writeoff.work import WORK_UNITS


@hookimpl
def register_models() -> list[Any]:
    return [
        models.Reason,
        models.Case,
        models.Disposal,
        models.CaseCopy,
        models.CommissionMember,
        models.StocktakeCase,
        models.CaseScan,
    ]


@hookimpl
def register_views() -> list[Any]:
    return register()


@hookimpl
def register_actions(model: Any) -> list[Any]:
    return list(ACTIONS) if model is Copy else []


@hookimpl
def reason_words(reason: str) -> str | None:
    return queries.reason_words(reason)


@hookimpl
def register_documents() -> list[Any]:
    return list(DOCUMENTS)


@hookimpl
def register_permissions() -> list[Permission]:
    return list(PERMISSIONS)


@hookimpl
def register_settings() -> list[Setting]:
    return list(services.SETTINGS)


@hookimpl
def today_cards() -> list[Card]:
    return blocks.today_cards() if can("writeoff.view") else []


@hookimpl
def today_lists() -> list[Block]:
    return blocks.old_textbooks() if can("writeoff.edit") else []


@hookimpl
def copy_facts(copy: Copy) -> list[Fact]:
    return blocks.copy_facts(copy) if can("writeoff.view") else []


@hookimpl
def shelf_blockers(copy: Copy) -> list[str]:
    row = queries.open_list_of(copy)
    if row is None:
        return []
    return [gettext("on the list of write-off No. %(case)s", case=row.case_id)]


@hookimpl
def stocktake_steps(stocktake: Stocktake) -> list[Step]:
    return blocks.stocktake_steps(stocktake, may_edit=can("writeoff.edit"))


@hookimpl
def register_journal_words() -> list[tuple[str, Any]]:
    return [
        ("writeoff.opened", _("Write-off opened")),
        ("writeoff.basis", _("Reason for write-off given")),
        ("writeoff.missing", _("Missing copies sent to a write-off")),
        ("writeoff.listed", _("Put on a write-off list")),
        ("writeoff.unlisted", _("Taken off a write-off list")),
        ("writeoff.list_closed", _("Write-off list finished")),
        ("writeoff.list_reopened", _("Write-off list opened again")),
        ("writeoff.commission", _("Commission named")),
        ("writeoff.approved", _("Write-off act approved")),
        ("writeoff.disposed", _("Books handed over")),
        ("writeoff.receipt", _("Receipt written down")),
        ("writeoff.scan", _("Paper kept with a write-off, or taken away")),
        ("writeoff.closed", _("Write-off closed")),
        ("writeoff.discarded", _("Write-off given up")),
    ]


@hookimpl
def report_parts(first: date, last: date) -> list[ReportPart]:
    return figures.report(first, last)


@hookimpl
def register_work_units() -> list[WorkUnit]:
    return list(WORK_UNITS)
