"""Check-in: an issue comes, takes its place in the grid, is stamped; or all that taken back."""

from datetime import date
from typing import Any

from core import clock, journal
from core.database import locked, transaction
from core.errors import NotFound
from core.models import Staff
from plugins.catalogue.models import Record
from plugins.periodicals.errors import (
    IssueMissing,
    IssueReceived,
    IssueUsed,
    NotExpected,
    NothingExpected,
    WrongNumber,
)
from plugins.periodicals.models import Issue, OrderLine, Title, half_of
from plugins.periodicals.services import uses
from plugins.periodicals.services.orders import sets_of
from plugins.periodicals.services.reading import Number, number_of

#: In January one rather means a number of last December, and an issue may come early.
_YEARS_AROUND = (0, -1, 1)

#: Days from today within which a number of another year, or a day, is meant.
MOST_APART = 190


def get(issue_id: Any) -> Issue:
    """Return the issue with its title and record; NotFound if there is none."""
    found: Issue | None = (
        Issue.select(Issue, Title, Record)
        .join(Title)
        .join(Record)
        .where(Issue.id == issue_id)
        .get_or_none()
    )
    if found is None:
        raise NotFound()
    return found


def next_expected(title: Title) -> Issue | None:
    """Return the issue that comes next: the first open place after the last that came."""
    open_places = Issue.select().where(
        Issue.title == title,
        Issue.received_on.is_null(),
        Issue.merged_into.is_null(),
        Issue.given_up_on.is_null(),
    )
    last = (
        Issue.select(Issue.due_on)
        .where(Issue.title == title, Issue.received_on.is_null(False), ~Issue.is_extra)
        .order_by(Issue.due_on.desc())
        .first()
    )
    order = (Issue.due_on, Issue.first_no, Issue.id)
    after = open_places.where(Issue.due_on > last.due_on) if last else open_places
    found: Issue | None = after.order_by(*order).first() or open_places.order_by(*order).first()
    return found


def receive(
    title: Title,
    number: str = "",
    *,
    sets: Any = None,
    on: date | None = None,
    is_extra: bool = False,
    by: Staff | None,
) -> Issue:
    """Take an issue in and return it: the number typed, or the next expected if none is.

    Every set that was ordered has come, unless ``sets`` says how many. ``7-8`` is a double issue
    and fills both places. What is not in the grid is NotExpected until ``is_extra`` says yes.
    """
    today = on or clock.today()
    count = None if sets in (None, "") else sets_of(sets)
    with transaction():
        list(locked(Title.select().where(Title.id == title.id)))
        issue = _place(title, number, today, is_extra=is_extra)
        if issue.received_on is not None and not issue.is_short:
            raise IssueReceived(
                number=issue.number, title=title, on=f"{issue.received_on:%d.%m.%Y}"
            )
        due = max(int(issue.sets_due), 1)
        issue.sets = int(issue.sets) + (max(due - int(issue.sets), 1) if count is None else count)
        if issue.received_on is None:
            issue.received_on, issue.received_at = today, clock.now()
            issue.received_by, issue.given_up_on = by, None
        issue.save()
        journal.record(
            "periodicals.received",
            by=by,
            about=f"issue {issue.id}",
            title=str(title),
            number=issue.label,
            sets=issue.sets,
        )
    issue.title = title
    return issue


def _place(title: Title, text: str, today: date, *, is_extra: bool) -> Issue:
    """Return the row that the issue fills, made or joined if it must be."""
    if not text.strip():
        found = next_expected(title)
        if found is None:
            raise NothingExpected(title=title)
        return found
    try:
        number = number_of(text, today)
    except WrongNumber:
        if not is_extra:
            raise
        return _extra(title, text.strip()[:40], 0, 0, today)
    if number.day is not None:
        return _of_day(title, number.day, today, is_extra=is_extra)
    places = [_open_places(title, today.year + back, number) for back in _YEARS_AROUND]
    fitting = [
        rows
        for back, rows in zip(_YEARS_AROUND, places, strict=True)
        if rows and (back == 0 or _days_apart(rows[0], today) <= MOST_APART)
    ]
    if fitting:
        return _joined(min(fitting, key=lambda rows: _days_apart(rows[0], today)), number)
    came = _came(title, today, number)
    if came is not None:
        return came
    if not is_extra:
        raise NotExpected(number=f"№ {number.label}", title=title)
    return _extra(title, number.label, number.first, number.last, today)


def _open_places(title: Title, year: int, number: Number) -> list[Issue]:
    """Return the places of the numbers, if nothing of them has come in full."""
    rows = list(
        Issue.select()
        .where(
            Issue.title == title,
            Issue.year == year,
            Issue.first_no >= number.first,
            Issue.last_no <= number.last,
            Issue.merged_into.is_null(),
        )
        .order_by(Issue.first_no)
    )
    if len(rows) > 1 and any(one.received_on for one in rows):
        return []
    if len(rows) == 1 and rows[0].received_on and not rows[0].is_short:
        return []
    fits = bool(rows) and rows[0].first_no == number.first
    return rows if fits else []


def _days_apart(issue: Issue, today: date) -> int:
    return int(abs((issue.due_on - today).days))


def _joined(rows: list[Issue], number: Number) -> Issue:
    """Return the first of the places; a double issue fills the others too."""
    main = rows[0]
    if number.first != number.last:
        main.label, main.last_no = number.label, number.last
        for other in rows[1:]:
            other.merged_into = main
            other.save()
    return main


def _came(title: Title, today: date, number: Number) -> Issue | None:
    found: Issue | None = (
        Issue.select()
        .where(
            Issue.title == title,
            Issue.year == today.year,
            Issue.first_no <= number.first,
            Issue.last_no >= number.first,
            Issue.first_no > 0,
            Issue.received_on.is_null(False),
            Issue.merged_into.is_null(),
        )
        .first()
    )
    return found


def _of_day(title: Title, day: date, today: date, *, is_extra: bool) -> Issue:
    """Return the issue of that day: newspapers are known by it."""
    if abs((day - today).days) > MOST_APART and day.year == today.year:
        day = day.replace(year=day.year - 1 if day > today else day.year + 1, day=min(day.day, 28))
    found: Issue | None = Issue.get_or_none(
        Issue.title == title, Issue.due_on == day, Issue.merged_into.is_null()
    )
    if found is not None:
        return found
    if not is_extra:
        raise NotExpected(number=f"{day:%d.%m.%Y}", title=title)
    return _extra(title, f"{day:%d.%m}", 0, 0, day)


def _extra(title: Title, label: str, first: int, last: int, on: date) -> Issue:
    """Return a new row beside the grid, or the one of that name that has not come in full."""
    there: Issue | None = Issue.get_or_none(
        Issue.title == title, Issue.year == on.year, Issue.label == label
    )
    if there is not None:
        return there
    year, half = half_of(on)
    line = OrderLine.get_or_none(
        OrderLine.title == title, OrderLine.year == year, OrderLine.half == half
    )
    return Issue(
        title=title,
        year=on.year,
        label=label,
        first_no=first,
        last_no=last,
        due_on=on,
        sets_due=line.sets if line else 1,
        is_extra=True,
    )


def take_back(issue: Issue, *, by: Staff | None) -> None:
    """Undo a check-in: the place is open again, a double issue is two, an extra one is gone."""
    with transaction():
        fresh = _received(issue)
        uses.ensure_unused(fresh)
        words = {"title": str(fresh.title), "number": fresh.label}
        merged = list(Issue.select().where(Issue.merged_into == fresh))
        for one in merged:
            one.merged_into = None
            one.save()
        claimed = fresh.claims.exists()
        if fresh.is_extra and not claimed:
            fresh.delete_instance()
        else:
            if merged or fresh.first_no != fresh.last_no:
                fresh.label, fresh.last_no = str(fresh.first_no), fresh.first_no
            fresh.sets, fresh.received_on, fresh.received_at = 0, None, None
            fresh.received_by, fresh.stamped_on = None, None
            fresh.save()
        journal.record("periodicals.unreceived", by=by, about=f"issue {issue.id}", **words)


def set_sets(issue: Issue, sets: Any, *, by: Staff | None) -> Issue:
    """Correct how many sets of an issue came, and return it."""
    count = sets_of(sets)
    with transaction():
        fresh = _received(issue)
        taken = uses.taken_sets(fresh)
        if count < taken:
            raise IssueUsed(
                number=fresh.number, title=fresh.title, reasons="; ".join(uses.reasons(fresh))
            )
        fresh.sets = count
        fresh.save()
        journal.record("periodicals.sets", by=by, about=f"issue {fresh.id}", sets=count)
    return fresh


def stamp(ids: list[int], *, on: date | None = None, by: Staff | None) -> int:
    """Note that issues have been stamped, and return how many."""
    day = on or clock.today()
    with transaction():
        count = (
            Issue.update(stamped_on=day)
            .where(Issue.id.in_(ids), Issue.received_on.is_null(False), Issue.stamped_on.is_null())
            .execute()
        )
        if count:
            journal.record("periodicals.stamped", by=by, about="issues", ids=ids[:200])
    return int(count)


def unstamp(issue: Issue, *, by: Staff | None) -> None:
    """Note that an issue has not been stamped after all."""
    with transaction():
        Issue.update(stamped_on=None).where(Issue.id == issue.id).execute()
        journal.record("periodicals.stamped", by=by, about=f"issue {issue.id}", undone=True)


def give_up(issue: Issue, *, is_given_up: bool, by: Staff | None) -> None:
    """Say that an issue will not come any more, or that it is waited for after all."""
    with transaction():
        fresh = locked(Issue.select().where(Issue.id == issue.id)).get()
        fresh.given_up_on = clock.today() if is_given_up else None
        fresh.save()
        journal.record(
            "periodicals.given_up", by=by, about=f"issue {issue.id}", undone=not is_given_up
        )


def _received(issue: Issue) -> Issue:
    fresh: Issue | None = locked(Issue.select().where(Issue.id == issue.id)).get_or_none()
    if fresh is None:
        raise NotFound()
    if fresh.received_on is None:
        raise IssueMissing(number=fresh.number, title=fresh.title)
    return fresh


def to_stamp() -> list[int]:
    """Return the ids of issues that came and have no stamp yet."""
    rows = Issue.select(Issue.id).where(
        Issue.received_on.is_null(False), Issue.stamped_on.is_null()
    )
    return [int(row[0]) for row in rows.tuples()]
