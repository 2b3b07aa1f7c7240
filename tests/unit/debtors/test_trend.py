"""The weeks of the chart: each is what was overdue at its end, reckoned from the loans."""

from datetime import date, datetime, timedelta

import pytest

from core.clock import ALMATY
from plugins.circulation.services import debts
from plugins.debtors import blocks
from tests.makers import make_copy, make_loan

pytestmark = pytest.mark.usefixtures("app")

WEDNESDAY = date(2026, 11, 25)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ALMATY)


def counts() -> dict[str, int]:
    found = blocks.trend(WEDNESDAY)
    return dict(found[0].rows) if found else {}


def lend(lent: date, due: date, returned: date | None = None, **more):
    back = at(returned) if returned else None
    return make_loan(make_copy(), lent_at=at(lent), due_on=due, returned_at=back, **more)


def test_a_loan_counts_at_the_end_of_every_week_in_which_it_was_late() -> None:
    lend(date(2026, 10, 1), date(2026, 10, 15), date(2026, 11, 3))

    found = counts()

    late = [day for day, count in found.items() if count]
    assert late == ["18.10", "25.10", "01.11"]


def test_a_loan_due_on_sunday_is_late_only_a_week_later() -> None:
    lend(date(2026, 11, 1), date(2026, 11, 15))

    found = counts()

    assert (found["15.11"], found["22.11"], found["25.11"]) == (0, 1, 1)


def test_what_came_back_before_its_day_or_was_undone_does_not_count() -> None:
    lend(date(2026, 10, 1), date(2026, 10, 15), date(2026, 10, 14))
    lend(date(2026, 10, 1), date(2026, 10, 15), date(2026, 10, 30), is_undone=True)

    assert counts() == {}


def test_the_chart_has_twelve_weeks_and_ends_today() -> None:
    lend(date(2026, 3, 1), date(2026, 3, 15))

    found = counts()

    assert len(found) == blocks.WEEKS
    assert set(found.values()) == {1}
    assert list(found)[-1] == "25.11"


def test_debts_are_what_is_overdue_and_anything_of_those_who_left() -> None:
    today = WEDNESDAY
    late = lend(today - timedelta(days=30), today - timedelta(days=1))
    fresh = lend(today - timedelta(days=1), today + timedelta(days=5))
    gone = lend(today - timedelta(days=1), today + timedelta(days=5))
    gone.reader.left_on = today
    gone.reader.save()

    ids = {row[0] for row in debts.debtors(today).tuples()}

    assert ids == {late.reader_id, gone.reader_id}
    assert fresh.reader_id not in ids
