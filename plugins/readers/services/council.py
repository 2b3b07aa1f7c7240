"""The library council and the readers' activists: who, for how long, what they plan (VI.2)."""

from datetime import date
from typing import Any

from core import clock, journal
from core.database import transaction
from core.models import Staff
from plugins.readers.errors import NoMemberName, TermBackwards
from plugins.readers.models import CouncilMember, CouncilTask


def keep(row: Any, *, by: Staff | None) -> Any:
    """Save a member, a line of the plan or the minutes, and return it.

    A member who is a reader is named as the reader is. NoMemberName without either, TermBackwards
    if the term ends before it begins.
    """
    if isinstance(row, CouncilMember):
        if row.reader_id:
            row.name = row.reader.full_name
        if not str(row.name).strip():
            raise NoMemberName()
        if row.until is not None and row.until < row.elected_on:
            raise TermBackwards(name=row.name)
    with transaction():
        row.save()
        journal.record("readers.council", by=by, about=f"{type(row).__name__} {row.id}")
    return row


def year_bounds(year: int) -> tuple[date, date]:
    """Return the first day of the school year and of the next."""
    return date(year, *clock.YEAR_BEGINS), date(year + 1, *clock.YEAR_BEGINS)


def members_of(year: int) -> list[CouncilMember]:
    """Return who belonged to the council or the activists at some time of the school year."""
    first, after = year_bounds(year)
    return list(
        CouncilMember.select()
        .where(
            CouncilMember.elected_on < after,
            CouncilMember.until.is_null() | (CouncilMember.until >= first),
        )
        .order_by(CouncilMember.kind.desc(), CouncilMember.sort_key)
    )


def tasks_of(year: int) -> list[CouncilTask]:
    """Return the lines of the plan that fall in the school year, and those without a term."""
    first, after = year_bounds(year)
    is_here = (CouncilTask.due_on >= first) & (CouncilTask.due_on < after)
    return list(
        CouncilTask.select()
        .where(is_here | CouncilTask.due_on.is_null())
        .order_by(CouncilTask.due_on, CouncilTask.id)
    )
