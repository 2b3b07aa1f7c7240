"""A page that was printed keeps its numbers; what changed since is shown with its reason."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from core.models import Staff
from plugins.circulation.models import Loan, Visit
from plugins.reports.errors import DayNotYet
from plugins.reports.models import PrintedPage
from plugins.reports.services import diary, notes, printing
from tests.makers import make_copy, make_loan
from tests.unit.reports.conftest import MON, NOW, TUE, at

DAYS = (MON, TUE)


def changed() -> dict[str, tuple[int, int, str]]:
    sheet = diary.sheet(*DAYS)
    found = printing.changes(sheet, printing.pages_about(*DAYS))
    return {one.column.name: (one.was, one.now, one.why) for one in found}


def test_nothing_has_changed_on_a_page_just_printed(by: Staff, library: dict[str, Any]) -> None:
    page = printing.print_page(*DAYS, by=by)

    assert changed() == {}
    assert printing.print_page(*DAYS, by=by).id == page.id
    assert printing.read(page).days[MON]["circulation.loans.all"] == 3


def test_an_undo_of_today_does_not_change_the_page_of_then(
    by: Staff, library: dict[str, Any]
) -> None:
    page = printing.print_page(*DAYS, by=by)
    kept = page.content

    later = NOW + timedelta(hours=1)
    Loan.update(is_undone=True, returned_at=later).where(Loan.id == library["lent"][0].id).execute()

    was, now, why = changed()["circulation.loans.all"]
    assert (was, now) == (3, 2)
    assert why == "1 loan of that day was undone after printing."
    assert PrintedPage.get_by_id(page.id).content == kept


def test_a_loan_entered_later_is_told(by: Staff, library: dict[str, Any]) -> None:
    printing.print_page(*DAYS, by=by)

    make_loan(make_copy(), library["senior"], lent_at=at(TUE, 15))

    was, now, why = changed()["circulation.loans.all"]
    assert (was, now) == (2, 3)
    assert "entered after printing" in why


def test_a_book_that_counts_as_another_is_told(by: Staff, library: dict[str, Any]) -> None:
    printing.print_page(*DAYS, by=by)

    library["records"]["physics"].bbk = "85"
    library["records"]["physics"].save()

    found = changed()
    assert found["circulation.loans.branch_nature"][:2] == (1, 0)
    assert found["circulation.loans.branch_arts"][:2] == (0, 1)
    assert "changed in the catalogue" in found["circulation.loans.branch_arts"][2]
    assert "circulation.loans.all" not in found


def test_visits_changed_by_hand_are_told_with_who_did_it(
    by: Staff, library: dict[str, Any]
) -> None:
    printing.print_page(*DAYS, by=by)

    notes.write_note(MON, visits="5", remark="", by=by)

    found = changed()
    assert found["reports.added.added"][:2] == (0, 5)
    assert found["circulation.visits.sum"] == (
        2,
        7,
        f"Visits added by hand were changed on 23.11.2026: {by}.",
    )


def test_a_visit_taken_back_and_a_reader_moved_are_told_apart(
    by: Staff, library: dict[str, Any]
) -> None:
    printing.print_page(*DAYS, by=by)

    Visit.delete().where(Visit.visited_on == MON, Visit.reader == library["junior"]).execute()
    library["middle"].kind = "staff"
    library["middle"].save()

    found = {(one.day, one.column.name): one.why for one in printing.changes(
        diary.sheet(*DAYS), printing.pages_about(*DAYS))}  # fmt: skip
    assert "entered or taken back" in found[MON, "circulation.visits.junior"]
    assert "class or kind was changed" in found[TUE, "circulation.visits.middle"]


def test_a_page_printed_before_the_day_was_over_says_so(by: Staff, library: dict[str, Any]) -> None:
    today = NOW.date()
    printing.print_page(today, today, by=by, at=NOW)

    make_loan(make_copy(), library["senior"], lent_at=NOW)

    (change, *_more) = printing.changes(
        diary.sheet(today, today), printing.pages_about(today, today)
    )
    assert change.why == "The page was printed at 10:15, before the day was over."


def test_the_page_printed_again_carries_what_was_corrected(
    by: Staff, library: dict[str, Any]
) -> None:
    printing.print_page(*DAYS, by=by)
    notes.write_note(MON, visits="5", remark="", by=by)

    again = printing.print_page(*DAYS, by=by, reason="Сынып сағаты ұмытылған")

    corrections = json.loads(again.content)["corrections"]
    assert {one["column"] for one in corrections} == {
        "reports.added.added",
        "circulation.visits.sum",
    }
    assert again.reason == "Сынып сағаты ұмытылған"
    assert changed() == {}


def test_the_last_page_with_a_day_on_it_counts(by: Staff, library: dict[str, Any]) -> None:
    printing.print_page(*DAYS, by=by)
    notes.write_note(MON, visits="5", remark="", by=by)
    printing.print_page(MON, MON, by=by)

    assert changed() == {}


def test_nothing_is_printed_ahead(by: Staff) -> None:
    with pytest.raises(DayNotYet):
        printing.print_page(date(2026, 12, 1), date(2026, 12, 31), by=by)

    assert printing.print_page(date(2026, 11, 1), date(2026, 11, 30), by=by).last == NOW.date()
