"""What periodicals answers when the panel or another section asks."""

from datetime import date
from typing import Any

from core.access import Permission, can
from core.answers import Block, Card, Demo, DiaryPart, ReportPart, Setting, WorkUnit
from core.hookspecs import hookimpl
from plugins.catalogue.models import Record
from plugins.periodicals import blocks, demo, models, services
from plugins.periodicals.documents import DOCUMENTS
from plugins.periodicals.permissions import PERMISSIONS
from plugins.periodicals.views import register
from plugins.readers.models import Reader


@hookimpl
def register_models() -> list[Any]:
    return [
        models.Title,
        models.Order,
        models.OrderLine,
        models.Issue,
        models.Claim,
        models.ClaimLine,
        models.Binding,
        models.BindingIssue,
        models.Route,
        models.IssueLoan,
        models.ReaderSubscription,
        models.Article,
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
    return list(services.SETTINGS)


@hookimpl
def register_demo() -> list[Demo]:
    return [Demo("periodicals", demo.fill)]


@hookimpl
def register_work_units() -> list[WorkUnit]:
    return blocks.work_units()


@hookimpl
def register_diary_parts() -> list[DiaryPart]:
    return blocks.diary_parts()


@hookimpl
def report_parts(first: date, last: date) -> list[ReportPart]:
    return blocks.report_parts(first, last)


@hookimpl
def today_cards(on: date) -> list[Card]:
    return blocks.today_cards(on) if can("periodicals.receive") else []


@hookimpl
def next_steps(on: date) -> list[Card]:
    return blocks.next_steps(on) if can("periodicals.edit") else []


@hookimpl
def record_blocks(record: Record) -> list[Block]:
    if record.kind == "article":
        return blocks.of_article(record)
    return blocks.of_record(record) if record.kind == "periodical" else []


@hookimpl
def reader_blocks(reader: Reader) -> list[Block]:
    return blocks.of_reader(reader) if can("periodicals.lend") else []


@hookimpl
def reader_blockers(reader: Reader) -> list[str]:
    return blocks.reader_blockers(reader)


@hookimpl
def register_journal_words() -> list[tuple[str, Any]]:
    return blocks.journal_words()
