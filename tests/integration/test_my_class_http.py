"""My class over HTTP: plain forms with a redirect, one's own class only."""

import pytest
from flask.testing import FlaskClient

from core.models import Staff
from plugins.circulation.models import ClassMark, Loan, Passing
from plugins.circulation.services import kits
from plugins.readers.models import Reader, SchoolClass
from plugins.textbooks.models import SetItem
from tests.integration.test_desk_http import token_of
from tests.makers import make_class, make_copy, make_reader, make_set, make_textbook


@pytest.fixture
def teacher(sign_in) -> FlaskClient:
    """A browser with a class teacher at it."""
    return sign_in("teacher")


@pytest.fixture
def own(teacher: FlaskClient) -> SchoolClass:
    """The teacher's class of two, its pile of two titles with him."""
    one = make_class(login=Staff.get(Staff.role == "teacher"))
    records = [make_textbook("Алгебра"), make_textbook("Физика")]
    make_set(records)
    for name in ("Абай Серік", "Әлия Нұр"):
        make_reader(name)
    make_reader("Серікова Айгүл", kind="teacher", leads=one)
    for at, record in enumerate(records):
        for number in range(2):
            make_copy(f"{at + 1}0{number}", record, fund="textbook")
    kits.give_kit(one, by=None, to_teacher=True)
    return one


def send(client: FlaskClient, path: str, **values: object):
    data = {"csrf_token": token_of(client), **values}
    return client.post(f"/my-class/{path}", data=data, follow_redirects=True)


def test_the_page_lists_the_pile_and_the_roster(teacher: FlaskClient, own: SchoolClass) -> None:
    page = teacher.get("/my-class/").text

    assert "Алгебра" in page
    assert "with you: 2" in page
    assert "Абай Серік" in page


def test_a_mark_comes_back_to_the_pupil_with_the_number(
    teacher: FlaskClient, own: SchoolClass
) -> None:
    pupil = Reader.get(Reader.last_name == "Абай")

    page = send(teacher, f"{own.id}/pass", pupil=pupil.id, item=SetItem.get().id)

    assert page.request.args["pupil"] == str(pupil.id)
    assert "Алгебра, No. 100: Абай Серік." in page.text.replace("\xa0", " ")
    assert Passing.select().count() == 1

    deed = page.text.partition('name="deed" value="')[2].partition('"')[0]
    assert "with you again" in send(teacher, f"{own.id}/undo", deed=deed).text
    assert Passing.select().count() == 0


def test_absent_and_here_after_all(teacher: FlaskClient, own: SchoolClass) -> None:
    pupil = Reader.get(Reader.last_name == "Абай")

    assert "Is here after all" in send(teacher, f"{own.id}/absent", pupil=pupil.id).text
    send(teacher, f"{own.id}/absent", pupil=pupil.id, here="1")

    assert ClassMark.select().count() == 0


def test_who_still_has_what(teacher: FlaskClient, own: SchoolClass) -> None:
    pupil = Reader.get(Reader.last_name == "Абай")
    send(teacher, f"{own.id}/pass", pupil=pupil.id)

    page = teacher.get("/my-class/?show=held").text.replace("\xa0", " ")

    assert "№ 100" in page
    assert "<form method" not in page.partition("<main")[2].partition("</main>")[0]


def test_a_refusal_is_a_sentence(teacher: FlaskClient, own: SchoolClass) -> None:
    pupil = Reader.get(Reader.last_name == "Абай")

    page = send(teacher, f"{own.id}/pass", pupil=pupil.id, code="777")

    assert "is not among the textbooks that you hold" in page.text


def test_another_class_is_no_class(teacher: FlaskClient, own: SchoolClass) -> None:
    other = make_class(8, "Б")
    stranger = make_reader("Жат Бала", school_class=other)

    assert teacher.get(f"/my-class/?class={other.id}").status_code == 404
    for deed in ("pass", "undo", "absent"):
        answer = send(teacher, f"{other.id}/{deed}", pupil=stranger.id, item=1, deed=1)
        assert answer.status_code == 404
    assert "Жат" not in send(teacher, f"{own.id}/pass", pupil=stranger.id, item=1).text
    assert Loan.select().where(Loan.reader == stranger).count() == 0


def test_a_teacher_without_a_class_is_told_what_to_do(teacher: FlaskClient) -> None:
    assert "Your account belongs to no class yet." in teacher.get("/my-class/").text
    assert "Your account belongs to no class yet." in teacher.get("/").text


def test_the_first_page_leads_to_the_class(teacher: FlaskClient, own: SchoolClass) -> None:
    page = teacher.get("/").text

    assert "Next step: my class" in page
    assert 'href="/my-class/"' in page


def test_the_librarian_opens_any_class(librarian: FlaskClient, own: SchoolClass) -> None:
    assert f"/my-class/?class={own.id}" in librarian.get("/my-class/").text
    assert "Абай Серік" in librarian.get(f"/my-class/?class={own.id}").text
