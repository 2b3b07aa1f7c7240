"""The desk over HTTP, as programs and pages use it (docs/desk-api.md)."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from core.barcodes import COMMANDS
from plugins.circulation.models import Loan
from tests.makers import make_copy, make_loan, make_reader, make_record

JSON = {"Accept": "application/json"}
Post = Callable[..., Any]


def token_of(client: FlaskClient, page: str = "/desk/") -> str:
    """Return the CSRF token that a page carries for programs."""
    found = re.search(r'<meta name="csrf-token" content="([^"]+)"', client.get(page).text)
    assert found
    return found.group(1)


@pytest.fixture
def post(librarian: FlaskClient) -> Post:
    """Post to the desk as a program does."""
    token = token_of(librarian)

    def send(code: str, path: str = "/desk/scan", **values: object) -> Any:
        return librarian.post(
            path, data={"code": code, **values}, headers={**JSON, "X-CSRFToken": token}
        )

    return send


def test_a_scan_answers_in_the_agreed_form(post: Post) -> None:
    copy, reader = make_copy("18432"), make_reader()

    answer = post(copy.code, reader=reader.code)

    assert answer.status_code == 200
    assert {"kind", "code", "message", "reader", "copy", "due_on", "question"} <= set(answer.json)
    assert answer.json["kind"] == "lent"
    assert answer.json["copy"]["inventory_no"] == "18432"
    assert answer.json["reader"]["card"] == reader.card_no


def test_lend_and_return(post: Post) -> None:
    copy, reader = make_copy(), make_reader()

    post(copy.code, reader=reader.code)
    answer = post(copy.code)

    assert (answer.status_code, answer.json["kind"]) == (200, "returned")
    assert Loan.select().where(Loan.returned_at.is_null()).count() == 0


def test_a_question_is_a_409_with_its_code(post: Post) -> None:
    loan, other = make_loan(), make_reader("Серік Айзере")

    asked = post(loan.copy.code, reader=other.code)
    done = post(loan.copy.code, reader=other.code, confirmed=asked.json["question"])

    assert (asked.status_code, asked.json["kind"]) == (409, "question")
    assert asked.json["question"] == "copy_with_another"
    assert (done.status_code, done.json["kind"]) == (200, "lent")


def test_a_refusal_is_a_409(post: Post) -> None:
    copy = make_copy(is_reading_room_only=True)

    answer = post(copy.code, reader=make_reader().code)

    assert (answer.status_code, answer.json["kind"]) == (409, "refused")


def test_an_unknown_code_is_a_404(post: Post) -> None:
    answer = post("123456789")

    assert (answer.status_code, answer.json["kind"]) == (404, "unknown")


def test_an_edition_a_copy_and_a_reader(post: Post) -> None:
    copy = make_copy(record=make_record(isbn="9786012005349"))
    reader = make_reader()

    kinds = [post(one).json["kind"] for one in ("9786012005349", copy.code, reader.code)]

    assert kinds == ["edition", "copy", "reader"]


def test_a_repeated_request_id_changes_nothing(post: Post) -> None:
    copy, reader = make_copy(), make_reader()

    first = post(copy.code, reader=reader.code, request_id="r-1")
    post(copy.code)
    again = post(copy.code, reader=reader.code, request_id="r-1")

    assert again.json == first.json
    assert Loan.select().count() == 1


def test_a_garbled_code_lends(post: Post) -> None:
    copy, reader = make_copy(), make_reader()
    garbled = copy.code.translate(str.maketrans("1234567890", '"әіңғ,.үұқ'))

    assert post(garbled, reader=reader.code).json["kind"] == "lent"


def test_undo_by_the_command_card_and_by_its_route(post: Post) -> None:
    copy, other, reader = make_copy(), make_copy(), make_reader()
    post(copy.code, reader=reader.code)
    post(other.code, reader=reader.code)

    by_card = post(COMMANDS["undo"].code)
    by_route = post("", path="/desk/undo")

    assert [by_card.json["kind"], by_route.json["kind"]] == ["undone", "undone"]
    assert Loan.select().where(Loan.returned_at.is_null()).count() == 0


def test_renew_lost_and_note(post: Post) -> None:
    loan = make_loan(days_ago=5)

    renewed = post("", path=f"/desk/loans/{loan.id}/renew")
    lost = post("", path=f"/desk/loans/{loan.id}/lost")
    noted = post("", path=f"/desk/loans/{loan.id}/note", note="бет жыртылған")

    assert [one.json["kind"] for one in (renewed, lost, noted)] == ["renewed", "lost", "noted"]
    assert Loan.get().note == "бет жыртылған"
    assert Loan.get().renewals == 1


def test_a_loan_is_renewed_twice_and_no_more(post: Post) -> None:
    loan = make_loan()

    answers = [post("", path=f"/desk/loans/{loan.id}/renew") for _time in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 409]
    assert answers[-1].json["code"] == "renewed_too_often"


def test_a_renewal_refused_is_a_strip_like_any_other(librarian: FlaskClient) -> None:
    loan = make_loan(renewals=2)
    headers = {"X-Desk": "fragments", "X-CSRFToken": token_of(librarian)}

    answer = librarian.post(f"/desk/loans/{loan.id}/renew", headers=headers)

    assert answer.status_code == 409
    assert 'data-kind="refused"' in answer.text


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/desk/scan", {"reader": "9" * 60}),
        ("/desk/scan", {"confirmed": "a|b,c", "mode": "x"}),
        ("/desk/scan", {"request_id": "a\x00b"}),
        ("/desk/undo", {"deed": "9" * 30}),
        ("/desk/loans/" + "9" * 30 + "/renew", {}),
        ("/desk/loans/1/nothing", {}),
        ("/desk/readers/" + "9" * 30 + "/renew", {}),
    ],
)
def test_nonsense_is_refused_and_no_defect(post: Post, path: str, values: dict[str, str]) -> None:
    assert post("x", path=path, **values).status_code in (404, 409)


def test_an_answered_question_is_one_line_of_the_log(post: Post, librarian: FlaskClient) -> None:
    loan, other = make_loan(), make_reader("Серік Айзере")
    post(loan.copy.code, reader=other.code)
    waiting = librarian.get("/desk/").text

    post(loan.copy.code, reader=other.code, confirmed="copy_with_another")

    assert "Not decided" in waiting
    assert "Not decided" not in librarian.get("/desk/").text


def test_a_reader_is_found_by_name(librarian: FlaskClient) -> None:
    make_reader("Әлібек Нұрасыл")

    answer = librarian.get("/desk/find?q=нурас", headers=JSON)

    assert [one["name"] for one in answer.json] == ["Әлібек Нұрасыл"]


def test_the_desk_works_without_javascript(librarian: FlaskClient) -> None:
    copy, reader = make_copy(), make_reader("Әлібек Нұрасыл")
    token = token_of(librarian)

    page = librarian.post(
        "/desk/scan", data={"code": copy.code, "reader": reader.card_no, "csrf_token": token}
    )

    assert page.status_code == 200
    assert "Әлібек Нұрасыл" in page.text
    assert f'value="{reader.card_no}"' in page.text


def test_fragments_say_where_they_belong(librarian: FlaskClient) -> None:
    copy, reader = make_copy(), make_reader()
    headers = {"X-Desk": "fragments", "X-CSRFToken": token_of(librarian)}

    answer = librarian.post(
        "/desk/scan", data={"code": copy.code, "reader": reader.card_no}, headers=headers
    )

    places = re.findall(r'data-into="([\w-]+)"', answer.text)
    assert places == ["desk-calm", "desk-log", "desk-reader", "desk-counts"]


def test_a_scan_without_a_token_is_refused(librarian: FlaskClient) -> None:
    answer = librarian.post("/desk/scan", data={"code": "1"}, headers=JSON)

    assert (answer.status_code, answer.json["code"]) == (400, "no_token")


def test_a_stranger_is_told_to_sign_in(client: FlaskClient, make_person: Any) -> None:
    make_person("head")
    token = token_of(client, "/login")

    answer = client.post("/desk/scan", data={"code": "1"}, headers={**JSON, "X-CSRFToken": token})

    assert answer.status_code == 401


def test_what_is_typed_is_never_html(post: Post, librarian: FlaskClient) -> None:
    post("<script>alert(1)</script>")

    assert "<script>alert(1)" not in librarian.get("/desk/").text
