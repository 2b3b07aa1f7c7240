"""The rules of lending: for how long, how many, and until which open day."""

from datetime import date

import pytest

from core import settings
from core.models import Staff
from plugins.catalogue.models import KINDS as RECORD_KINDS
from plugins.circulation.services import rules
from plugins.readers.models import KINDS as READER_KINDS
from tests.makers import MONDAY, make_reader, make_record

TODAY = MONDAY.date()


def due(on: date = TODAY, kind: str = "book", reader: str = "pupil") -> date:
    return rules.due_on(make_record(kind=kind), make_reader(kind=reader), on=on)


@pytest.fixture
def always_open(by: Staff) -> None:
    """No closed day at all, so that days are plainly counted."""
    settings.put({"circulation.closed_weekdays": "", "circulation.closed_dates": ""}, by=by)


@pytest.mark.parametrize("kind", READER_KINDS)
def test_each_kind_of_reader_has_days_of_its_own(by: Staff, always_open: None, kind: str) -> None:
    settings.put({f"circulation.days.{kind}": 11}, by=by)

    assert due(reader=kind) == date(2026, 12, 4)


@pytest.mark.parametrize(("kind", "days"), rules.DEFAULT_DAYS.items())
def test_each_kind_of_reader_begins_with_the_usual_days(
    always_open: None, kind: str, days: int
) -> None:
    assert (due(reader=kind) - TODAY).days == days


@pytest.mark.parametrize("kind", [one for one in RECORD_KINDS if one[:4] not in ("text", "peri")])
def test_every_other_kind_of_record_goes_by_its_reader(always_open: None, kind: str) -> None:
    assert due(kind=kind, reader="teacher") == date(2026, 12, 23)


@pytest.mark.parametrize("reader", READER_KINDS)
def test_periodicals_have_their_own_term_for_everybody(always_open: None, reader: str) -> None:
    assert due(kind="periodical", reader=reader) == date(2026, 11, 30)


def test_changed_days_hold_for_the_next_loan(by: Staff, always_open: None) -> None:
    before = due()
    settings.put({"circulation.days.pupil": 21}, by=by)

    assert (before, due()) == (date(2026, 12, 7), date(2026, 12, 14))


def test_a_closed_weekday_is_passed_over(by: Staff) -> None:
    assert due(date(2026, 11, 22)) == date(2026, 12, 7)  # the 6th is a Sunday


def test_a_closed_weekend_is_passed_over_whole(by: Staff) -> None:
    settings.put({"circulation.closed_weekdays": "6, 7"}, by=by)

    assert due(date(2026, 11, 21)) == date(2026, 12, 7)


def test_a_day_closed_every_year_is_closed_in_every_year(by: Staff) -> None:
    settings.put({"circulation.closed_dates": "08.12"}, by=by)

    assert [rules.is_open(date(year, 12, 8)) for year in (2026, 2027)] == [False, False]


def test_a_day_closed_once_is_open_in_other_years(by: Staff) -> None:
    settings.put({"circulation.closed_dates": "08.12.2026"}, by=by)

    assert [rules.is_open(date(year, 12, 8)) for year in (2026, 2027)] == [False, True]


def test_a_chain_of_closed_days_is_passed_over_to_its_end(by: Staff) -> None:
    closed = "04.12.2026, 05.12.2026, 07.12, 08.12.2026"  # and a Sunday in between
    settings.put({"circulation.closed_dates": closed}, by=by)

    assert due(date(2026, 11, 20)) == date(2026, 12, 9)


def test_closed_days_are_passed_over_into_the_new_year(by: Staff) -> None:
    settings.put({"circulation.closed_dates": "31.12, 01.01, 02.01"}, by=by)

    assert due(date(2026, 12, 17)) == date(2027, 1, 4)  # the 3rd is a Sunday


def test_the_few_open_days_of_a_year_are_found(by: Staff) -> None:
    every = ", ".join(f"{day:02d}.{month:02d}" for month in range(1, 13) for day in range(1, 29))
    settings.put({"circulation.closed_weekdays": "1, 2, 3, 4, 5, 6"}, by=by)
    settings.put({"circulation.closed_dates": every}, by=by)

    assert rules.next_open(TODAY) == date(2026, 11, 29)  # a Sunday, and no day before the 29th


def test_an_open_day_is_its_own_next_open_day(by: Staff) -> None:
    assert rules.next_open(TODAY) == TODAY


def test_a_day_is_closed_as_soon_as_the_setting_says_so(by: Staff) -> None:
    before = rules.is_open(TODAY)
    settings.put({"circulation.closed_dates": "23.11.2026"}, by=by)

    assert (before, rules.is_open(TODAY)) == (True, False)


@pytest.mark.parametrize(
    ("lent", "back"),
    [
        (date(2026, 8, 25), date(2027, 5, 25)),
        (date(2026, 9, 1), date(2027, 5, 25)),
        (date(2026, 12, 31), date(2027, 5, 25)),
        (date(2027, 1, 11), date(2027, 5, 25)),
        (date(2027, 5, 10), date(2027, 5, 25)),
        (date(2027, 5, 11), date(2028, 5, 25)),
        (date(2027, 5, 25), date(2028, 5, 25)),
        (date(2027, 6, 1), date(2028, 5, 25)),
    ],
)
def test_textbooks_are_due_at_the_end_of_the_school_year(by: Staff, lent: date, back: date) -> None:
    assert due(lent, kind="textbook") == back


def test_textbooks_are_due_on_an_open_day(by: Staff) -> None:
    assert due(date(2024, 9, 2), kind="textbook") == date(2025, 5, 26)  # the 25th is a Sunday


def test_a_changed_day_for_textbooks_holds_at_once(by: Staff) -> None:
    settings.put({"circulation.textbooks_due": "31.05"}, by=by)

    assert due(kind="textbook") == date(2027, 5, 31)


@pytest.mark.parametrize("reader", READER_KINDS)
def test_textbooks_are_for_the_year_for_everybody(by: Staff, reader: str) -> None:
    assert due(kind="textbook", reader=reader) == date(2027, 5, 25)


@pytest.mark.parametrize(("kind", "copies"), rules.DEFAULT_LIMIT.items())
def test_each_kind_of_reader_begins_with_the_usual_limit(by: Staff, kind: str, copies: int) -> None:
    assert rules.limit(make_reader(kind=kind)) == copies


def test_a_changed_limit_holds_at_once_and_for_its_kind_only(by: Staff) -> None:
    settings.put({"circulation.limit.pupil": 2}, by=by)

    assert rules.limit(make_reader()) == 2
    assert rules.limit(make_reader(kind="teacher")) == 20


def test_only_textbooks_do_not_count_towards_the_limit(by: Staff) -> None:
    uncounted = [
        one for one in RECORD_KINDS if not rules.counts_towards_limit(make_record(kind=one))
    ]

    assert uncounted == ["textbook"]


def test_the_desk_s_other_rules_follow_their_settings_at_once(by: Staff) -> None:
    settings.put(
        {"circulation.renewals": 5, "circulation.overdue": "lend", "desk.undo_minutes": 3}, by=by
    )

    assert (rules.renewals_allowed(), rules.overdue_policy(make_record())) == (5, "lend")
    assert (rules.undo_minutes(), rules.undo_span().total_seconds()) == (3, 180)


def test_textbooks_are_lent_to_debtors_and_are_no_debt_unless_the_school_says_so(by: Staff) -> None:
    assert rules.overdue_policy(make_record(kind="textbook")) == "lend"
    assert not rules.is_debt("textbook")

    settings.put({"circulation.overdue.textbook": "refuse", "circulation.debt.textbook": 1}, by=by)

    assert rules.overdue_policy(make_record(kind="textbook")) == "refuse"
    assert rules.is_debt("textbook")


@pytest.mark.parametrize("kind", [one for one in RECORD_KINDS if one != "textbook"])
def test_every_other_kind_goes_by_the_school_s_one_choice_at_first(by: Staff, kind: str) -> None:
    settings.put({"circulation.overdue": "refuse"}, by=by)

    assert rules.overdue_policy(make_record(kind=kind)) == "refuse"
    assert rules.is_debt(kind)


def test_a_kind_may_have_a_choice_of_its_own(by: Staff) -> None:
    settings.put({"circulation.overdue.periodical": "lend"}, by=by)

    assert rules.overdue_policy(make_record(kind="periodical")) == "lend"
    assert rules.overdue_policy(make_record(kind="book")) == "question"


def test_a_copy_is_late_from_the_day_after_it_was_due(by: Staff) -> None:
    assert not rules.is_overdue(TODAY, on=TODAY)
    assert rules.is_overdue(date(2026, 11, 22), on=TODAY)
