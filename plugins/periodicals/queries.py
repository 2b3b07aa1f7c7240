"""What the pages and papers of periodicals read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from peewee import JOIN, fn

from core.clock import day_bounds
from plugins.catalogue.models import Record
from plugins.fund.models import Copy
from plugins.periodicals.models import (
    Binding,
    BindingIssue,
    Claim,
    ClaimLine,
    Issue,
    IssueLoan,
    Order,
    OrderLine,
    ReaderSubscription,
    Title,
)
from plugins.readers.models import Reader, SchoolClass


@dataclass
class Grid:
    """The registration card of a year: issues by month, what they are bound in, the orders."""

    year: int
    months: list[list[Issue]] = field(default_factory=lambda: [[] for _month in range(12)])
    bound: dict[int, list[Copy]] = field(default_factory=dict)
    orders: list[OrderLine] = field(default_factory=list)
    claimed: dict[int, Claim] = field(default_factory=dict)

    @property
    def issues(self) -> list[Issue]:
        """Return the issues of the year in their order."""
        return [one for month in self.months for one in month]

    @property
    def came(self) -> list[Issue]:
        """Return the issues that came."""
        return [one for one in self.issues if one.received_on is not None]


def grid_of(title: Title, year: int) -> Grid:
    """Return the card of a title for a year, in four queries."""
    grid = Grid(year)
    issues = (
        Issue.select()
        .where(Issue.title == title, Issue.year == year, Issue.merged_into.is_null())
        .order_by(Issue.due_on, Issue.first_no, Issue.id)
    )
    for one in issues:
        grid.months[one.due_on.month - 1].append(one)
    ids = [one.id for one in grid.issues]
    rows = (
        BindingIssue.select(BindingIssue, Binding, Copy)
        .join(Binding)
        .join(Copy)
        .where(BindingIssue.issue.in_(ids))
    )
    bound: dict[int, list[Copy]] = defaultdict(list)
    for row in rows:
        bound[int(row.issue_id)].append(row.binding.copy)
    grid.bound = bound
    grid.orders = list(
        OrderLine.select(OrderLine, Order)
        .join(Order)
        .where(OrderLine.title == title, OrderLine.year == year)
        .order_by(OrderLine.half)
    )
    grid.claimed = last_claims(ids)
    return grid


def last_claims(ids: Iterable[int]) -> dict[int, Claim]:
    """Return by issue the last letter that claimed it."""
    rows = (
        ClaimLine.select(ClaimLine, Claim)
        .join(Claim)
        .where(ClaimLine.issue.in_(list(ids)))
        .order_by(ClaimLine.id)
    )
    return {int(one.issue_id): one.claim for one in rows}


def years_of(title: Title) -> list[int]:
    """Return the years of which the title has issues, the latest first."""
    rows = Issue.select(Issue.year).where(Issue.title == title).distinct().tuples()
    return sorted({int(row[0]) for row in rows}, reverse=True)


def latest_received(limit: int) -> list[Issue]:
    """Return the issues that were checked in last, with their titles, the latest first."""
    return list(
        Issue.select(Issue, Title, Record)
        .join(Title)
        .join(Record)
        .where(Issue.received_at.is_null(False))
        .order_by(Issue.received_at.desc(), Issue.id.desc())
        .limit(limit)
    )


def awaited(on: date, days: int = 7) -> list[Issue]:
    """Return for each title the issue that comes next, if it is due by then; the first due first.

    What should have come before the last one that came is not awaited here but late.
    """
    last = (
        Issue.select(Issue.title, fn.MAX(Issue.due_on).alias("day"))
        .where(Issue.received_on.is_null(False), ~Issue.is_extra)
        .group_by(Issue.title)
    )
    came = {int(one.title_id): _day(one.day) for one in last}
    rows = (
        Issue.select(Issue, Title, Record)
        .join(Title)
        .join(Record)
        .where(
            Issue.received_on.is_null(),
            Issue.merged_into.is_null(),
            Issue.given_up_on.is_null(),
            Issue.due_on <= on + timedelta(days=days),
            Issue.due_on >= on - timedelta(days=120),
        )
        .order_by(Issue.due_on, Issue.first_no, Issue.id)
    )
    found: dict[int, Issue] = {}
    for one in rows:
        number = int(one.title_id)
        if number not in found and (number not in came or one.due_on > came[number]):
            found[number] = one
    return list(found.values())


def _day(value: Any) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def sums_of_orders(ids: Iterable[int]) -> dict[int, tuple[int, int, Decimal]]:
    """Return titles, sets and amount of each of the orders, in one query."""
    rows = (
        OrderLine.select(
            OrderLine.order,
            fn.COUNT(OrderLine.id),
            fn.SUM(OrderLine.sets),
            fn.SUM(OrderLine.sets * OrderLine.price).coerce(False),
        )
        .where(OrderLine.order.in_(list(ids)))
        .group_by(OrderLine.order)
        .tuples()
    )
    return {
        int(order): (int(titles), int(sets or 0), Decimal(int(amount or 0)).scaleb(-2))
        for order, titles, sets, amount in rows
    }


def sets_now(ids: Iterable[int], year: int, half: int) -> dict[int, int]:
    """Return how many sets of each of the titles are ordered for the half-year, in one query."""
    rows = (
        OrderLine.select(OrderLine.title, OrderLine.sets)
        .join(Order)
        .where(
            OrderLine.title.in_(list(ids)),
            OrderLine.year == year,
            OrderLine.half == half,
            Order.ordered_on.is_null(False),
        )
        .tuples()
    )
    return {int(title): int(sets) for title, sets in rows}


def came_of(ids: Iterable[int], year: int) -> dict[int, tuple[int, int]]:
    """Return for each of the titles how many issues of a year came, and how many there are."""
    is_here = fn.SUM(Issue.received_on.is_null(False).cast("integer"))
    rows = (
        Issue.select(Issue.title, is_here, fn.COUNT(Issue.id))
        .where(Issue.title.in_(list(ids)), Issue.year == year, Issue.merged_into.is_null())
        .group_by(Issue.title)
        .tuples()
    )
    return {int(title): (int(came or 0), int(count)) for title, came, count in rows}


# For the plan, the diary and the report


def between(column: Any, first: date, last: date) -> Any:
    """Return the condition that a day stands in the period, both ends included."""
    return (column >= first) & (column <= last)


def orders_placed(first: date, last: date) -> int:
    """Return how many orders were placed in those days."""
    return int(Order.select().where(between(Order.ordered_on, first, last)).count())


def titles_added(first: date, last: date) -> int:
    """Return how many serial records were entered in those days."""
    return int(Title.select().where(between(Title.added_on, first, last)).count())


def issues_received(first: date, last: date) -> int:
    """Return how many issues were registered in those days."""
    return int(Issue.select().where(between(Issue.received_on, first, last)).count())


def volumes_bound(first: date, last: date) -> int:
    """Return how many volumes were bound in those days and are still bound."""
    days = between(Binding.bound_on, first, last)
    return int(Binding.select().where(days, Binding.undone_on.is_null()).count())


def readers_signed_up(first: date, last: date) -> int:
    """Return how many readers signed up for periodicals in those days."""
    return int(
        ReaderSubscription.select(ReaderSubscription.reader)
        .where(between(ReaderSubscription.signed_on, first, last))
        .distinct()
        .count()
    )


def sets_and_copies(first: date, last: date) -> tuple[int, int]:
    """Return what statistics count of the days: sets of newspapers and thin magazines, copies.

    A set is one of a title in the period, whatever the number of its issues; thick magazines
    are counted copy by copy (domain.md 3.8).
    """
    rows = (
        Issue.select(Title.kind, Title.is_thick, fn.MAX(Issue.sets), fn.SUM(Issue.sets))
        .join(Title)
        .where(between(Issue.received_on, first, last))
        .group_by(Issue.title, Title.kind, Title.is_thick)
        .tuples()
    )
    sets = copies = 0
    for kind, is_thick, most, whole in rows:
        if kind == "newspaper" or not is_thick:
            sets += int(most or 0)
        else:
            copies += int(whole or 0)
    return sets, copies


def by_title(first: date, last: date) -> list[tuple[Title, int, int]]:
    """Return the titles of which issues came in those days: issues, and sets of them all."""
    rows = (
        Issue.select(Issue.title, fn.COUNT(Issue.id), fn.SUM(Issue.sets))
        .where(between(Issue.received_on, first, last))
        .group_by(Issue.title)
        .tuples()
    )
    counts = {int(title): (int(issues), int(sets or 0)) for title, issues, sets in rows}
    titles = (
        Title.select(Title, Record)
        .join(Record)
        .where(Title.id.in_(list(counts)))
        .order_by(Record.sort_key)
    )
    return [(one, *counts[int(one.id)]) for one in titles]


def subscribed(first: date, last: date) -> tuple[int, int, Decimal]:
    """Return titles, sets and amount of the orders placed in those days."""
    titles, sets, amount = (
        OrderLine.select(
            fn.COUNT(OrderLine.id),
            fn.SUM(OrderLine.sets),
            fn.SUM(OrderLine.sets * OrderLine.price).coerce(False),
        )
        .join(Order)
        .where(between(Order.ordered_on, first, last))
        .tuples()
        .get()
    )
    return int(titles), int(sets or 0), Decimal(int(amount or 0)).scaleb(-2)


def received_by_day(first: date, last: date) -> dict[date, int]:
    """Return how many issues were registered on each of the days."""
    rows = (
        Issue.select(Issue.received_on, fn.COUNT(Issue.id))
        .where(between(Issue.received_on, first, last))
        .group_by(Issue.received_on)
        .tuples()
    )
    return {_day(day): int(count) for day, count in rows}


def lent_by_day(first: date, last: date) -> dict[date, dict[str, int]]:
    """Return how many newspapers and magazines were lent on each of the days."""
    low, high = day_bounds(first)[0], day_bounds(last)[1]
    rows = (
        IssueLoan.select(IssueLoan.lent_at, Title.kind)
        .join(Issue)
        .join(Title)
        .where(IssueLoan.lent_at >= low, IssueLoan.lent_at < high)
    )
    found: dict[date, dict[str, int]] = {}
    for one in rows:
        day = found.setdefault(one.lent_at.date(), {"newspaper": 0, "magazine": 0})
        day[str(one.issue.title.kind)] += 1
    return found


# Readers' own subscriptions


def signed_up_in(year: int, half: int) -> list[ReaderSubscription]:
    """Return who takes what in the half-year, by surname."""
    return list(
        ReaderSubscription.select(ReaderSubscription, Reader, SchoolClass)
        .join(Reader)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
        .where(ReaderSubscription.year == year, ReaderSubscription.half == half)
        .order_by(Reader.sort_key, ReaderSubscription.id)
    )


def halves_signed_up() -> list[tuple[int, int]]:
    """Return the half-years for which somebody has signed up, the latest first."""
    rows = (
        ReaderSubscription.select(ReaderSubscription.year, ReaderSubscription.half)
        .distinct()
        .tuples()
    )
    return sorted(((int(year), int(half)) for year, half in rows), reverse=True)


def counts_of_claims(ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return for each letter how many issues it claims, and how many of them came since."""
    came = fn.SUM((Issue.sets >= Issue.sets_due).cast("integer"))
    rows = (
        ClaimLine.select(ClaimLine.claim, fn.COUNT(ClaimLine.id), came)
        .join(Issue)
        .where(ClaimLine.claim.in_(list(ids)))
        .group_by(ClaimLine.claim)
        .tuples()
    )
    return {int(claim): (int(count), int(came or 0)) for claim, count, came in rows}


def given_up(limit: int = 20) -> list[Issue]:
    """Return the issues of which somebody said that they will not come, the latest first."""
    return list(
        Issue.select(Issue, Title, Record)
        .join(Title)
        .join(Record)
        .where(Issue.given_up_on.is_null(False))
        .order_by(Issue.given_up_on.desc(), Issue.id.desc())
        .limit(limit)
    )


def issues_of(volume: Binding) -> list[Issue]:
    """Return the issues of a volume in their order."""
    return list(
        Issue.select()
        .join(BindingIssue)
        .where(BindingIssue.binding == volume)
        .order_by(Issue.first_no, Issue.due_on, Issue.id)
    )


def missing_of(title: Title, year: int) -> list[Issue]:
    """Return the issues of a year that have not come, in order."""
    return list(
        Issue.select()
        .where(
            Issue.title == title,
            Issue.year == year,
            Issue.received_on.is_null(),
            Issue.merged_into.is_null(),
        )
        .order_by(Issue.due_on, Issue.id)
    )
