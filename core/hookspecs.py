"""The questions the panel asks every section. Answers are plural lists unless said otherwise."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import click
    from flask_admin import BaseView

    from core.access import Permission
    from core.actions import Action
    from core.answers import (
        Block,
        Card,
        Demo,
        DiaryPart,
        EventState,
        Happening,
        LabelSet,
        PlannedEvent,
        PlanProgress,
        ReportPart,
        Setting,
        Step,
        WorkUnit,
    )
    from core.database import BaseModel
    from core.documents import DocumentKind

hookspec = pluggy.HookspecMarker("kitaphana")
hookimpl = pluggy.HookimplMarker("kitaphana")


@hookspec
def register_models() -> Sequence[type[BaseModel]]:  # type: ignore[empty-body]
    """Return the section's tables, parents first."""


@hookspec
def register_views() -> Sequence[BaseView]:  # type: ignore[empty-body]
    """Return new view objects each time, in the order of the menu."""


@hookspec
def register_actions(model: type[BaseModel]) -> Sequence[Action]:  # type: ignore[empty-body]
    """Return verbs for the ticked rows of the list of ``model``, one's own or another's."""


@hookspec
def register_documents() -> Sequence[DocumentKind]:  # type: ignore[empty-body]
    """Return the documents the section can print."""


@hookspec
def register_permissions() -> Sequence[Permission]:  # type: ignore[empty-body]
    """Return the permissions the section's pages ask for, with the roles that have them."""


@hookspec
def register_settings() -> Sequence[Setting]:  # type: ignore[empty-body]
    """Return the values the school may change, with their defaults."""


@hookspec
def register_journal_words() -> Sequence[tuple[str, Any]]:  # type: ignore[empty-body]
    """Return what the section writes into the journal, and what people call it."""


@hookspec
def register_commands() -> Sequence[click.Command]:  # type: ignore[empty-body]
    """Return commands for ``flask …``."""


@hookspec
def register_demo() -> Sequence[Demo]:  # type: ignore[empty-body]
    """Return the section's part in filling the demo school."""


@hookspec
def today_cards(by: Any, on: date) -> Sequence[Card]:  # type: ignore[empty-body]
    """Return the tiles that ``by`` should see on the first page."""


@hookspec
def today_lists(by: Any, on: date) -> Sequence[Block]:  # type: ignore[empty-body]
    """Return short tables for the first page: what is overdue, by class."""


@hookspec
def next_steps(by: Any, on: date) -> Sequence[Card]:  # type: ignore[empty-body]
    """Return what waits for ``by``: the one of lowest ``order`` stands on top of the first page."""


@hookspec
def today_steps(by: Any, on: date) -> Sequence[Step]:  # type: ignore[empty-body]
    """Return buttons beside the heading of the first page: the day's page of the diary."""


@hookspec
def found_everywhere(text: str, by: Any) -> Sequence[Block]:  # type: ignore[empty-body]
    """Return what the section knows under ``text``, as tables with links, at most ten rows each."""


@hookspec(firstresult=True)
def catalogue_page() -> str | None:
    """Return where anybody may look for a book without signing in; the login leads there."""


@hookspec
def label_sets(asked: str) -> Sequence[LabelSet]:  # type: ignore[empty-body]
    """Return what the label workbench can print besides copies' labels; first what is ``asked``.

    ``asked`` is the key of an address: it may name more than stands in the menu, ticked rows.
    """


@hookspec
def register_work_units() -> Sequence[WorkUnit]:  # type: ignore[empty-body]
    """Return the kinds of work the section counts, for lines of the plan to be tied to."""


@hookspec
def register_diary_parts() -> Sequence[DiaryPart]:  # type: ignore[empty-body]
    """Return the columns of the library's diary that the section fills."""


@hookspec
def report_parts(first: date, last: date) -> Sequence[ReportPart]:  # type: ignore[empty-body]
    """Return what the report of those days, both included, says of the section."""


@hookspec
def plan_progress(  # type: ignore[empty-body]
    year: int, first: date, last: date
) -> Sequence[PlanProgress]:
    """Return the lines of the plan of the school year that began in ``year``, with what was done
    of each in those of its days, both included.
    """


@hookspec(firstresult=True)
def take_planned_events(events: Sequence[PlannedEvent], by: Any, at: datetime) -> int | None:
    """Put the plan's events into the calendar, none of them twice; return how many were new."""


@hookspec(firstresult=True)
def planned_events(keys: Sequence[str]) -> Mapping[str, EventState]:  # type: ignore[empty-body]
    """Return what has become of the planned events by their keys, in one query."""


@hookspec
def happenings(first: date, last: date) -> Sequence[Happening]:  # type: ignore[empty-body]
    """Return what happens in the library in those days, both included; nothing cancelled."""
