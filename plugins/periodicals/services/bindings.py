"""Bound volumes: issues become one copy of the fund, or that is undone on the same day."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from core import clock, journal
from core.database import locked, transaction
from core.errors import NotFound
from core.models import Staff
from plugins.catalogue import services as records
from plugins.catalogue.models import Record
from plugins.fund.models import Copy, Delivery, Movement
from plugins.fund.services import amounts, deliveries
from plugins.fund.services.books import lock_books
from plugins.fund.services.numbers import count_up
from plugins.periodicals.errors import (
    BindingUndone,
    IssueMissing,
    NoFreeSet,
    NothingToBind,
    OldBinding,
    SeveralYears,
)
from plugins.periodicals.models import Binding, BindingIssue, Issue, Title
from plugins.periodicals.services import uses


def get(binding_id: Any) -> Binding:
    """Return the volume with its title and copy; NotFound if there is none."""
    found: Binding | None = (
        Binding.select(Binding, Title, Record, Copy)
        .join(Title)
        .join(Record)
        .switch(Binding)
        .join(Copy)
        .where(Binding.id == binding_id)
        .get_or_none()
    )
    if found is None:
        raise NotFound()
    return found


def bindable(title: Title, year: int) -> list[tuple[Issue, int]]:
    """Return the issues of a year that came, each with its free sets, in order."""
    issues = Issue.select().where(
        Issue.title == title,
        Issue.year == year,
        Issue.received_on.is_null(False),
        Issue.merged_into.is_null(),
    )
    rows = list(issues.order_by(Issue.first_no, Issue.due_on, Issue.id))
    taken = uses.taken_of([int(one.id) for one in rows])
    return [(one, max(0, int(one.sets) - taken.get(int(one.id), 0))) for one in rows]


def price_of(issues: Iterable[Issue]) -> Decimal:
    """Return what the issues cost by the subscription: the price proposed for the volume."""
    return sum((one.price for one in issues), Decimal("0.00"))


def words_of(issues: Iterable[Issue]) -> str:
    """Return the numbers as they stand on the spine: ``№ 1–5, 7``."""
    runs: list[list[int]] = []
    others: list[str] = []
    for one in issues:
        first, last = int(one.first_no), int(one.last_no)
        if not first:
            others.append(str(one.label))
        elif runs and first == runs[-1][1] + 1:
            runs[-1][1] = last
        else:
            runs.append([first, last])
    numbers = [str(low) if low == high else f"{low}–{high}" for low, high in runs]
    return ", ".join(([f"№ {', '.join(numbers)}"] if numbers else []) + others)


def bind(
    title: Title,
    ids: Iterable[int],
    *,
    price: Any = "",
    number: str = "",
    by: Staff | None,
) -> Binding:
    """Bind issues together and return the volume: a record, a copy with its number, the entry.

    One set of each issue goes into it. All of it is done, or nothing. ``number`` is an inventory
    number of one's own; empty, the next of the main fund is taken.
    """
    today = clock.today()
    with transaction():
        lock_books()
        issues = _chosen(title, ids)
        words = words_of(issues)
        year = int(issues[0].year)
        typed = str(price).strip()
        worth = amounts.price_of(typed) if typed else price_of(issues)
        delivery = Delivery.create(
            fund="main",
            document_kind="act",
            document_no=f"Т-{count_up(f'periodicals/binding/{today.year}')}",
            document_on=today,
            supplier=title.supplier,
            source="budget",
        )
        record = _record(title, year, words, by)
        deliveries.add_line(delivery, record, quantity=1, price=worth, wanted=number, by=by)
        entry = deliveries.accept(delivery, by=by)
        copy = Movement.get(Movement.entry == entry).copy
        volume = Binding.create(
            title=title,
            year=year,
            words=words[:200],
            copy=copy,
            delivery=delivery,
            bound_on=today,
            by=by,
        )
        BindingIssue.insert_many([{"binding": volume, "issue": one} for one in issues]).execute()
        journal.record(
            "periodicals.bound",
            by=by,
            about=f"binding {volume.id}",
            title=str(title),
            issues=words,
            number=copy.inventory_no,
        )
    return volume


def _chosen(title: Title, ids: Iterable[int]) -> list[Issue]:
    wanted = [one for one in ids]
    issues = list(
        locked(
            Issue.select()
            .where(Issue.id.in_(wanted), Issue.title == title, Issue.merged_into.is_null())
            .order_by(Issue.first_no, Issue.due_on, Issue.id)
        )
    )
    if not issues:
        raise NothingToBind()
    if len({one.year for one in issues}) > 1:
        raise SeveralYears()
    for one in issues:
        if one.received_on is None:
            raise IssueMissing(number=one.number, title=title)
        if uses.taken_sets(one) >= one.sets:
            raise NoFreeSet(number=one.number, reasons="; ".join(uses.reasons(one)))
    return issues


def _record(title: Title, year: int, words: str, by: Staff | None) -> Record:
    """Return the volume's record: the same for a second set of the same issues."""
    part = f"{year}, {words}"[:100]
    whole = title.record
    found: Record | None = Record.get_or_none(
        Record.kind == "periodical", Record.title == whole.title, Record.part == part
    )
    return found or records.enter(
        {
            "kind": "periodical",
            "title": whole.title,
            "part": part,
            "language": whole.language,
            "city": whole.city,
            "publisher": whole.publisher,
            "bbk": whole.bbk,
            "author_mark": whole.author_mark,
            "year": year,
        },
        by=by,
    )


def undo(volume: Binding, *, by: Staff | None) -> None:
    """Take a volume of today apart: its copy leaves the fund, its issues are single again."""
    with transaction():
        lock_books()
        fresh = locked(Binding.select().where(Binding.id == volume.id)).get_or_none()
        if fresh is None:
            raise NotFound()
        if fresh.undone_on is not None:
            raise BindingUndone()
        if fresh.delivery_id is None:
            raise OldBinding()
        deliveries.reverse(fresh.delivery, by=by)
        BindingIssue.delete().where(BindingIssue.binding == fresh).execute()
        fresh.undone_on = clock.today()
        fresh.save()
        journal.record("periodicals.unbound", by=by, about=f"binding {volume.id}")
    volume.undone_on = fresh.undone_on


def may_be_undone(volume: Binding, on: date | None = None) -> bool:
    """Return whether the volume was bound today and still is one."""
    return bool(
        volume.undone_on is None
        and volume.delivery_id is not None
        and volume.bound_on == (on or clock.today())
    )


def bound_in(ids: Iterable[int]) -> dict[int, list[Copy]]:
    """Return by issue the copies that it is bound in, in one query."""
    rows = (
        BindingIssue.select(BindingIssue, Binding, Copy)
        .join(Binding)
        .join(Copy)
        .where(BindingIssue.issue.in_(list(ids)))
    )
    found: dict[int, list[Copy]] = {}
    for one in rows:
        found.setdefault(int(one.issue_id), []).append(one.binding.copy)
    return found
