"""Undo: every deed of the desk can be reversed for ten minutes, by a line of its own."""

from datetime import timedelta

import pytest

from core.models import Staff
from plugins.circulation.models import Deed, Loan
from plugins.circulation.services import note, renew, report_lost, undo
from tests.makers import MONDAY, make_copy, make_loan, make_reader
from tests.unit.circulation.conftest import Desk
from tests.unit.circulation.test_desk import open_loans


def test_a_loan_can_be_undone(desk: Desk, by: Staff) -> None:
    copy, reader = make_copy(), make_reader()
    desk(copy.code, reader, at=MONDAY)

    answer = undo(None, by=by, at=MONDAY + timedelta(minutes=9))

    assert answer.kind == "undone"
    assert open_loans() == 0
    assert Loan.get().is_undone


def test_a_return_can_be_undone(desk: Desk, by: Staff) -> None:
    loan = make_loan()
    desk(loan.copy.code, at=MONDAY)

    undo(None, by=by, at=MONDAY + timedelta(minutes=1))

    assert Loan.get().returned_at is None
    assert Loan.get().due_on == loan.due_on


def test_a_swap_can_be_undone(desk: Desk, by: Staff) -> None:
    loan, other = make_loan(), make_reader("Серік Айзере")
    desk(loan.copy.code, other, confirmed=["copy_with_another"], at=MONDAY)

    undo(None, by=by, at=MONDAY + timedelta(minutes=1))

    assert Loan.get(Loan.returned_at.is_null()).id == loan.id


def test_undoing_again_undoes_the_one_before(desk: Desk, by: Staff) -> None:
    reader = make_reader()
    desk(make_copy().code, reader, at=MONDAY)
    desk(make_copy().code, reader, at=MONDAY + timedelta(seconds=20))

    undo(None, by=by, at=MONDAY + timedelta(minutes=1))
    undo(None, by=by, at=MONDAY + timedelta(minutes=1, seconds=5))

    assert open_loans() == 0


def test_after_ten_minutes_there_is_nothing_to_undo(desk: Desk, by: Staff) -> None:
    desk(make_copy().code, make_reader(), at=MONDAY)

    answer = undo(None, by=by, at=MONDAY + timedelta(minutes=11))

    assert (answer.kind, answer.code) == ("refused", "nothing_to_undo")
    assert open_loans() == 1


def test_a_deed_is_undone_once_only(desk: Desk, by: Staff) -> None:
    lent = desk(make_copy().code, make_reader(), at=MONDAY)
    undo(lent.deed, by=by, at=MONDAY + timedelta(minutes=1))

    again = undo(lent.deed, by=by, at=MONDAY + timedelta(minutes=2))

    assert (again.kind, again.code) == ("refused", "already_undone")


def test_a_return_is_not_undone_once_the_copy_has_gone_out_again(desk: Desk, by: Staff) -> None:
    loan = make_loan()
    back = desk(loan.copy.code, at=MONDAY)
    desk(loan.copy.code, make_reader("Серік Айзере"), at=MONDAY + timedelta(minutes=1))

    answer = undo(back.deed, by=by, at=MONDAY + timedelta(minutes=2))

    assert (answer.kind, answer.code) == ("refused", "too_late_to_undo")
    assert open_loans() == 1


def test_an_undo_leaves_both_lines_in_the_log(desk: Desk, by: Staff) -> None:
    lent = desk(make_copy().code, make_reader(), at=MONDAY)

    undo(lent.deed, by=by, at=MONDAY + timedelta(minutes=1))

    kinds = [one.kind for one in Deed.select().order_by(Deed.id)]
    assert kinds == ["lent", "undone"]
    assert Deed.get(Deed.kind == "undone").reverses_id == lent.deed


@pytest.mark.parametrize("deed", ["renewed", "lost", "noted"])
def test_a_deed_on_a_loan_can_be_undone(by: Staff, deed: str) -> None:
    loan = make_loan()
    do = {"renewed": renew, "lost": report_lost, "noted": lambda one, by: note(one, "?", by=by)}
    answer = do[deed](loan.id, by=by)

    done = undo(answer.deed, by=by)

    after = Loan.get()
    assert done.kind == "undone"
    assert (after.due_on, after.renewals, after.lost_on, after.note) == (loan.due_on, 0, None, "")
