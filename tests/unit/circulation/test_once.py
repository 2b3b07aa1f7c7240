"""Each request once: double beeps, repeated request ids, and what the log keeps of them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from core.barcodes import COMMANDS
from core.database import db
from core.models import JournalEntry, Staff
from plugins.circulation.models import Deed, Loan
from plugins.circulation.services import Scan, note, renew, renew_all, scan, undo
from tests.makers import MONDAY, make_copy, make_loan, make_reader, make_record
from tests.unit.circulation.conftest import Desk
from tests.unit.circulation.test_desk import open_loans


def test_a_double_beep_lends_once(desk: Desk) -> None:
    copy, reader = make_copy(), make_reader()

    desk(copy.code, reader, at=MONDAY)
    again = desk(copy.code, reader, at=MONDAY + timedelta(seconds=1))

    assert again.kind == "lent"
    assert Loan.select().count() == 1


def test_a_double_beep_takes_back_once(desk: Desk) -> None:
    copy, reader = make_copy(), make_reader()
    desk(copy.code, reader, at=MONDAY)

    desk(copy.code, reader, at=MONDAY + timedelta(minutes=1))
    again = desk(copy.code, reader, at=MONDAY + timedelta(minutes=1, seconds=2))

    assert again.kind == "returned"
    assert open_loans() == 0


def test_a_second_beep_whose_answer_was_lost_is_repeated_in_vain(desk: Desk) -> None:
    copy, reader = make_copy(), make_reader()
    first = desk(copy.code, reader, at=MONDAY, request_id="b1")
    second = desk(copy.code, reader, at=MONDAY + timedelta(seconds=1), request_id="b2")

    again = desk(copy.code, reader, at=MONDAY + timedelta(minutes=1), request_id="b2")

    assert (again.kind, again.deed) == ("lent", first.deed)
    assert again.as_dict() == second.as_dict()
    assert open_loans() == 1


def test_a_third_beep_is_no_other_than_the_second(desk: Desk) -> None:
    copy, reader = make_copy(), make_reader()

    for beep in range(4):
        desk(copy.code, reader, at=MONDAY + timedelta(seconds=beep / 2), request_id=f"b{beep}")

    assert open_loans() == 1


def test_the_same_scan_later_is_meant(desk: Desk) -> None:
    copy, reader = make_copy(), make_reader()

    desk(copy.code, reader, at=MONDAY)
    again = desk(copy.code, reader, at=MONDAY + timedelta(seconds=3))

    assert again.kind == "returned"


def test_a_repeated_request_changes_nothing_and_gets_the_same_answer(desk: Desk) -> None:
    copy, reader = make_copy(), make_reader()

    first = desk(copy.code, reader, request_id="a1")
    desk(copy.code)
    again = desk(copy.code, reader, request_id="a1")

    assert again.as_dict() == first.as_dict()
    assert open_loans() == 0


def test_a_refusal_is_repeated_too(desk: Desk) -> None:
    first = desk("999999", request_id="b1")
    make_copy("999999")

    again = desk("999999", request_id="b1")

    assert again.as_dict() == first.as_dict()


def test_every_deed_is_in_the_journal(desk: Desk) -> None:
    copy, reader = make_copy(), make_reader()

    desk(copy.code, reader)
    desk(COMMANDS["undo"].code, reader)
    desk("999999")

    actions = [one.action for one in JournalEntry.select().order_by(JournalEntry.id)]
    assert actions == ["desk.lent", "desk.undone", "desk.refused"]


def test_one_request_sent_by_eight_at_once_is_done_once(by: Staff) -> None:
    copy, reader = make_copy(), make_reader()

    def send(_nth: int) -> dict[str, object]:
        try:
            asked = Scan(copy.code, by, reader=reader.code, request_id="same")
            return scan(asked).as_dict()
        finally:
            db.close()

    with ThreadPoolExecutor(8) as desks:
        answers = list(desks.map(send, range(8)))

    assert {one["kind"] for one in answers} == {"lent"}
    assert len({one["deed"] for one in answers}) == 1
    assert Loan.select().count() == 1


def test_one_deed_undone_by_eight_at_once_is_undone_once(by: Staff) -> None:
    loan = make_loan()
    back = scan(Scan(loan.copy.code, by))

    def take_back(_nth: int) -> str:
        try:
            return undo(back.deed, by=by).kind
        finally:
            db.close()

    with ThreadPoolExecutor(8) as desks:
        kinds = sorted(desks.map(take_back, range(8)))

    assert kinds == ["refused"] * 7 + ["undone"]
    assert Loan.get().returned_at is None


def test_every_scan_is_a_line_of_the_log(desk: Desk) -> None:
    copy, reader = make_copy(), make_reader()

    desk(copy.code)
    desk(reader.code)

    assert [one.kind for one in Deed.select().order_by(Deed.id)] == ["shown", "reader"]


def test_a_repeated_undo_undoes_one_deed(desk: Desk, by: Staff) -> None:
    reader = make_reader()
    desk(make_copy().code, reader)
    desk(make_copy().code, reader)

    first = undo(None, by=by, at=MONDAY + timedelta(minutes=5), request_id="u1")
    again = undo(None, by=by, at=MONDAY + timedelta(minutes=6), request_id="u1")

    assert again.as_dict() == first.as_dict()
    assert open_loans() == 1


def test_a_repeated_renewal_renews_once(by: Staff) -> None:
    loan = make_loan()

    first = renew(loan.id, by=by, request_id="n1")
    again = renew(loan.id, by=by, request_id="n1")

    assert again.as_dict() == first.as_dict()
    assert Loan.get().renewals == 1


def test_all_books_are_renewed_and_each_can_be_undone(by: Staff) -> None:
    reader = make_reader()
    loans = [make_loan(reader=reader, days_ago=10) for _book in range(2)]
    make_loan(make_copy(record=make_record("Алгебра", kind="textbook")), reader)

    answer = renew_all(reader.card_no, by=by, request_id="a1")
    renew_all(reader.card_no, by=by, request_id="a1")
    undo(None, by=by)

    assert answer.kind == "renewed"
    assert [Loan.get_by_id(one.id).renewals for one in loans] == [0, 1]


def test_nothing_to_renew_is_a_refusal_not_a_success(by: Staff) -> None:
    answer = renew_all(make_reader().card_no, by=by)

    assert (answer.kind, answer.code) == ("refused", "nothing_to_renew")


def test_a_loan_that_is_over_is_not_renewed(by: Staff) -> None:
    loan = make_loan(returned_at=MONDAY)

    assert renew(loan.id, by=by).code == "loan_closed"


def test_an_unknown_loan_is_unknown(by: Staff) -> None:
    assert (renew(0, by=by).kind, renew(0, by=by).code) == ("unknown", "unknown_loan")


def test_a_note_has_no_sign_that_postgresql_cannot_keep(by: Staff) -> None:
    note(make_loan().id, "бет\x00 жыртылған", by=by, request_id="n\x002")

    assert Loan.get().note == "бет жыртылған"
