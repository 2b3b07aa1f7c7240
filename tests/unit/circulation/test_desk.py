"""The desk's rules, one test each: what a scan means and what it does."""

from datetime import date, timedelta

import pytest

from core import settings
from core.barcodes import COMMANDS
from core.models import Staff
from plugins.circulation.models import Deed, Loan, Visit
from tests.makers import MONDAY, make_copy, make_loan, make_reader, make_record
from tests.unit.circulation.conftest import Desk


def open_loans() -> int:
    return Loan.select().where(Loan.returned_at.is_null()).count()


def test_a_card_opens_its_reader(desk: Desk) -> None:
    reader = make_reader("Әлібек Нұрасыл")

    answer = desk(reader.code)

    assert answer.kind == "reader"
    assert answer.reader
    assert answer.reader["name"] == "Әлібек Нұрасыл"


def test_a_reader_counts_once_a_day(desk: Desk) -> None:
    reader = make_reader()

    desk(reader.code)
    desk(reader.code)

    assert Visit.select().count() == 1


def test_a_free_copy_goes_to_the_open_reader(desk: Desk) -> None:
    copy, reader = make_copy(), make_reader()

    answer = desk(copy.code, reader)

    assert answer.kind == "lent"
    assert answer.due_on == "2026-12-07"
    assert Loan.get().reader == reader


def test_his_own_copy_comes_back(desk: Desk) -> None:
    copy, reader = make_copy(), make_reader()
    desk(copy.code, reader)

    answer = desk(copy.code, reader)

    assert answer.kind == "returned"
    assert open_loans() == 0


def test_a_lent_copy_comes_back_with_no_reader_open(desk: Desk) -> None:
    loan = make_loan()

    answer = desk(loan.copy.code)

    assert answer.kind == "returned"
    assert answer.reader
    assert answer.reader["card"] == loan.reader.card_no


def test_a_free_copy_with_no_reader_open_shows_its_card(desk: Desk) -> None:
    copy = make_copy("18432", shelf="3-стеллаж")

    answer = desk(copy.code)

    assert answer.kind == "copy"
    assert "3-стеллаж" in answer.detail
    assert Loan.select().count() == 0


def test_a_copy_with_another_reader_is_asked_about(desk: Desk) -> None:
    loan, other = make_loan(), make_reader("Серік Айзере")

    answer = desk(loan.copy.code, other)

    assert (answer.kind, answer.question) == ("question", "copy_with_another")
    assert answer.status == 409
    assert Loan.get().reader == loan.reader


def test_yes_takes_it_back_and_lends_it_on(desk: Desk) -> None:
    loan, other = make_loan(), make_reader("Серік Айзере")
    desk(loan.copy.code, other)

    answer = desk(loan.copy.code, other, confirmed=["copy_with_another"])

    assert answer.kind == "lent"
    assert Loan.get(Loan.returned_at.is_null()).reader == other
    assert Loan.select().count() == 2


def test_a_question_left_alone_changes_nothing_and_is_logged(desk: Desk) -> None:
    loan, other, free = make_loan(), make_reader("Серік Айзере"), make_copy()
    desk(loan.copy.code, other)

    desk(free.code, other)

    assert Loan.get(Loan.copy == loan.copy, Loan.returned_at.is_null()).reader == loan.reader
    assert Deed.select().where(Deed.kind == "question").count() == 1


def test_the_command_card_answers_yes(desk: Desk) -> None:
    loan, other = make_loan(), make_reader("Серік Айзере")
    desk(loan.copy.code, other)

    answer = desk(COMMANDS["yes"].code, other)

    assert answer.kind == "lent"
    assert Loan.get(Loan.returned_at.is_null()).reader == other


def test_the_command_card_takes_back_only(desk: Desk) -> None:
    loan, other = make_loan(), make_reader("Серік Айзере")
    desk(loan.copy.code, other)

    answer = desk(COMMANDS["take_back_only"].code, other)

    assert answer.kind == "returned"
    assert open_loans() == 0


def test_a_yes_without_a_question_is_refused(desk: Desk) -> None:
    answer = desk(COMMANDS["yes"].code)

    assert (answer.kind, answer.code) == ("refused", "nothing_asked")


def test_the_return_switch_only_takes_back(desk: Desk) -> None:
    copy, reader = make_copy(), make_reader()

    answer = desk(copy.code, reader, mode="return")

    assert answer.kind == "copy"
    assert Loan.select().count() == 0


def test_a_withdrawn_copy_is_refused(desk: Desk) -> None:
    copy = make_copy(withdrawn_on=MONDAY.date())

    answer = desk(copy.code, make_reader())

    assert (answer.kind, answer.code) == ("refused", "copy_withdrawn")


def test_a_reader_who_has_left_is_refused(desk: Desk) -> None:
    reader = make_reader(left_on=MONDAY.date() - timedelta(days=1))

    answer = desk(make_copy().code, reader)

    assert (answer.kind, answer.code) == ("refused", "reader_gone")


def test_a_blocked_reader_is_refused(desk: Desk) -> None:
    answer = desk(make_copy().code, make_reader(is_blocked=True))

    assert (answer.kind, answer.code) == ("refused", "reader_blocked")


def test_a_reading_room_copy_stays_in_the_reading_room(desk: Desk) -> None:
    copy = make_copy(is_reading_room_only=True)

    answer = desk(copy.code, make_reader())

    assert (answer.kind, answer.question) == ("refused", "reading_room_only")
    assert open_loans() == 0


def test_a_reading_room_copy_may_be_lent_for_the_day(desk: Desk) -> None:
    copy, reader = make_copy(is_reading_room_only=True), make_reader()

    answer = desk(copy.code, reader, confirmed=["reading_room_only"])

    assert answer.kind == "lent"
    assert answer.due_on == MONDAY.date().isoformat()


def test_overdue_copies_are_asked_about(desk: Desk) -> None:
    reader = make_reader()
    make_loan(reader=reader, lent_at=MONDAY - timedelta(days=40))

    answer = desk(make_copy().code, reader)

    assert (answer.kind, answer.question) == ("question", "reader_has_overdue")


def test_overdue_copies_may_stop_lending(desk: Desk, by: Staff) -> None:
    settings.put({"circulation.overdue": "refuse"}, by=by)
    reader = make_reader()
    make_loan(reader=reader, lent_at=MONDAY - timedelta(days=40))

    answer = desk(make_copy().code, reader, confirmed=["reader_has_overdue"])

    assert (answer.kind, answer.code) == ("refused", "overdue_stops_lending")


def test_overdue_copies_may_be_passed_over(desk: Desk, by: Staff) -> None:
    settings.put({"circulation.overdue": "lend"}, by=by)
    reader = make_reader()
    make_loan(reader=reader, lent_at=MONDAY - timedelta(days=40))

    assert desk(make_copy().code, reader).kind == "lent"


def test_textbooks_are_lent_in_spite_of_overdue_copies(desk: Desk) -> None:
    reader = make_reader()
    make_loan(reader=reader, lent_at=MONDAY - timedelta(days=40))
    textbook = make_copy(record=make_record("Алгебра", kind="textbook"), fund="textbook")

    answer = desk(textbook.code, reader)

    assert answer.kind == "lent"
    assert answer.due_on == "2027-05-25"


def test_last_year_s_textbooks_may_stop_new_ones(desk: Desk, by: Staff) -> None:
    settings.put({"circulation.overdue.textbook": "refuse", "circulation.debt.textbook": 1}, by=by)
    algebra = make_record("Алгебра", kind="textbook")
    reader = make_reader()
    make_loan(
        copy=make_copy(record=algebra, fund="textbook"),
        reader=reader,
        lent_at=MONDAY - timedelta(days=440),
        due_on=date(2026, 5, 25),
    )

    answer = desk(make_copy(record=algebra, fund="textbook").code, reader)

    assert (answer.kind, answer.code) == ("refused", "overdue_stops_lending")


def test_an_overdue_textbook_alone_is_no_debt(desk: Desk) -> None:
    reader = make_reader()
    make_loan(
        copy=make_copy(record=make_record("Алгебра", kind="textbook"), fund="textbook"),
        reader=reader,
        lent_at=MONDAY - timedelta(days=440),
        due_on=date(2026, 5, 25),
    )

    assert desk(make_copy().code, reader).kind == "lent"


def test_a_kind_that_is_lent_to_debtors_still_has_its_limit(desk: Desk, by: Staff) -> None:
    settings.put({"circulation.overdue.book": "lend", "circulation.limit.pupil": 1}, by=by)
    reader = make_reader()
    make_loan(reader=reader, lent_at=MONDAY - timedelta(days=40))

    assert desk(make_copy().code, reader).question == "limit_reached"


def test_the_limit_is_asked_about(desk: Desk, by: Staff) -> None:
    settings.put({"circulation.limit.pupil": 1}, by=by)
    reader = make_reader()
    desk(make_copy().code, reader)

    answer = desk(make_copy().code, reader)

    assert (answer.kind, answer.question) == ("question", "limit_reached")


def test_two_questions_are_answered_one_after_the_other(desk: Desk, by: Staff) -> None:
    settings.put({"circulation.limit.pupil": 1}, by=by)
    reader, copy = make_reader(), make_copy()
    make_loan(reader=reader, lent_at=MONDAY - timedelta(days=40))

    first = desk(copy.code, reader)
    second = desk(COMMANDS["yes"].code, reader)
    third = desk(copy.code, reader, confirmed=["reader_has_overdue", "limit_reached"])

    assert first.question == "reader_has_overdue"
    assert second.question == "limit_reached"
    assert third.kind == "lent"


def test_a_command_cancels_the_question_and_nothing_else(desk: Desk) -> None:
    loan, other = make_loan(), make_reader("Серік Айзере")
    desk(loan.copy.code, other)

    answers = [desk(COMMANDS[one].code, other) for one in ("cancel", "yes")]

    assert [one.kind for one in answers] == ["cancelled", "refused"]
    assert Loan.get().reader == loan.reader


def test_a_yes_after_another_scan_does_not_answer_the_question_before(desk: Desk) -> None:
    loan, other = make_loan(), make_reader("Серік Айзере")
    desk(loan.copy.code, other)
    desk(make_copy().code)  # a free copy and nobody open: only its card is shown

    answer = desk(COMMANDS["yes"].code, other)

    assert answer.code == "nothing_asked"
    assert Loan.get().reader == loan.reader


def test_the_command_that_closes_the_reader_says_so(desk: Desk) -> None:
    assert desk(COMMANDS["close_reader"].code, make_reader()).kind == "closed"


@pytest.mark.parametrize("name", ["absent", "skip"])
def test_commands_of_the_class_issue_are_refused_at_the_desk(desk: Desk, name: str) -> None:
    assert desk(COMMANDS[name].code).code == "only_for_classes"


def test_a_swap_that_meets_the_limit_leaves_the_book_where_it_is(desk: Desk, by: Staff) -> None:
    settings.put({"circulation.limit.pupil": 1}, by=by)
    loan, other = make_loan(), make_reader("Серік Айзере")
    desk(make_copy().code, other)

    answer = desk(loan.copy.code, other, confirmed=["copy_with_another"])

    assert answer.question == "limit_reached"
    assert Loan.get(Loan.copy == loan.copy, Loan.returned_at.is_null()).reader == loan.reader


def test_due_dates_pass_over_closed_days(desk: Desk, by: Staff) -> None:
    settings.put({"circulation.closed_dates": "07.12, 08.12.2026"}, by=by)

    assert desk(make_copy().code, make_reader()).due_on == "2026-12-09"
