"""The pages about readers: a list for another program, photograph, data, rules, the council."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from flask.testing import FlaskClient

from core import clock
from plugins.readers.models import CouncilMember, CouncilTask, Handout, Reader
from plugins.readers.services import photos
from tests.integration.test_intake_http import Steps
from tests.makers import make_class, make_reader
from tests.unit.readers.test_care import photo


@pytest.fixture
def steps(librarian: FlaskClient) -> Steps:
    """A librarian who posts."""
    return Steps(librarian, "/readers/lists")


def test_the_list_taken_out_comes_in_again_and_changes_nothing(
    steps: Steps, librarian: FlaskClient
) -> None:
    for grade, letter, language in ((5, "Ә", "kk"), (11, "Б", "ru")):
        its = make_class(grade, letter, language=language)
        for name in ("Әлібек Нұрасыл", "Ким Олег"):
            make_reader(name, school_class=its, born_on=date(2010 + grade, 3, 12), phone="=7701")
    token = steps.post("/readers/handing/columns", title="", field="empty")
    assert "The list has no column" in token.text
    answer = librarian.get("/readers/handing/")
    assert "not yet on a list: 4" in answer.text

    sheet = steps.post("/readers/handing/list", which="new", kind="xlsx").data

    rows = list(openpyxl.load_workbook(io.BytesIO(sheet)).active.values)
    assert rows[0][:5] == ("Тегі", "Аты", "Әкесінің аты", "Сыныбы", "Оқыту тілі")
    assert len(rows) == 5
    assert Handout.select().count() == 4
    assert "not yet on a list: 0" in librarian.get("/readers/handing/").text
    page = steps.send(sheet, "тізім.xlsx")
    assert "There is nothing to take" in page


def test_a_comma_list_runs_no_formula_and_knows_the_letters(
    steps: Steps, librarian: FlaskClient
) -> None:
    make_reader("=HYPERLINK(1) Ғалия", school_class=make_class(5, "Ә"))

    text = steps.post("/readers/handing/list", which="all", kind="csv").data.decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[1][:4] == ["'=HYPERLINK(1)", "Ғалия", "", "5 «Ә»"]


def test_nobody_to_hand_on_is_a_sentence(steps: Steps) -> None:
    assert "There is nobody for this list" in steps.post("/readers/handing/list").text


def test_a_photograph_is_shown_to_the_own_class_teacher_only(
    steps: Steps, librarian: FlaskClient, sign_in, make_person
) -> None:
    teacher = make_person("teacher")
    own, other = make_class(5, "Ә"), make_class(6, "Б")
    own.login = teacher
    own.save()
    mine = make_reader(school_class=own)
    theirs = make_reader("Ким Олег", school_class=other)
    for one in (mine, theirs):
        photos.put(one, photo(), "a.jpg", by=None)
    browser = sign_in("teacher")

    assert librarian.get(f"/readers/person/{theirs.id}/photo").mimetype == "image/jpeg"
    assert browser.get(f"/readers/person/{mine.id}/photo").status_code == 200
    assert browser.get(f"/readers/person/{theirs.id}/photo").status_code == 404
    assert "<img" in librarian.get(f"/readers/readers/details/?id={mine.id}").text


def test_the_desk_shows_the_face_of_the_open_reader(librarian: FlaskClient) -> None:
    reader, other = make_reader("Әлібек Нұрасыл"), make_reader("Серік Айзере")
    photos.put(reader, photo(), "a.jpg", by=None)

    shown = librarian.get(f"/desk/reader/{reader.card_no}").text

    assert f'<img class="k-av" src="/readers/person/{reader.id}/photo"' in shown
    assert "<img" not in librarian.get(f"/desk/reader/{other.card_no}").text


def test_what_is_no_photograph_is_refused_in_a_sentence(steps: Steps) -> None:
    from werkzeug.datastructures import FileStorage

    reader = make_reader()
    path = f"/readers/person/{reader.id}/photo"

    page = steps.post(path, file=FileStorage(io.BytesIO(b"<svg onload=alert(1)>"), "a.svg")).text
    assert "a.svg» is not a photograph" in page
    page = steps.post(path, file=FileStorage(io.BytesIO(photo()), "a.jpg")).text
    assert "The photograph is kept" in page
    assert "The photograph is removed" in steps.post(path, remove="1").text


def test_only_the_head_erases(sign_in, librarian: FlaskClient) -> None:
    reader = make_reader("Тәттібек Жұлдыз", left_on=clock.today())
    head = Steps(sign_in("head"), "")

    assert librarian.post(f"/readers/person/{reader.id}/erase").status_code in (400, 403)
    page = head.post(f"/readers/person/{reader.id}/erase").text

    assert "is erased" in page
    assert "Тәттібек" not in page
    assert Reader.get_by_id(reader.id).last_name == "№"


def test_ticked_readers_are_registered_anew_and_have_read_the_rules(steps: Steps) -> None:
    reader = make_reader(registered_on=date(2020, 9, 1))
    action = "/readers/readers/action/"

    assert "1 reader registered anew" in steps.post(action, action="anew", rowid=reader.id).text
    page = steps.post(action, action="rules_read", rowid=reader.id).text

    assert "1 reader has read the rules" in page
    assert Reader.get_by_id(reader.id).rules_read_on == clock.today()
    answer = steps.post(action, action="rules", rowid=reader.id)
    assert answer.data.startswith(b"%PDF")


def test_the_council_is_elected_planned_and_minuted(steps: Steps, librarian: FlaskClient) -> None:
    reader = make_reader("Ким Олег")
    steps.post(
        "/readers/council/new/",
        kind="council",
        reader=str(reader.id),
        name="",
        duty="төраға",
        elected_on="20.10.2026",
        until="",
    )
    page = steps.post(
        "/readers/council/new/", kind="activist", name="", elected_on="20.10.2026", until=""
    ).text
    assert "Choose the reader, or write" in page
    steps.post("/readers/council/tasks/new/", text="Рейд", due_on="", responsible="", done_on="")
    steps.post(
        "/readers/council/minutes/new/",
        number="1",
        met_on="21.10.2026",
        present="Ким О.",
        agenda="Жоспар",
        decisions="Бекітілсін",
    )

    assert [one.name for one in CouncilMember.select()] == ["Ким Олег"]
    assert CouncilTask.get().text == "Рейд"
    for address in (
        "/readers/council/",
        "/readers/council/tasks/",
        "/readers/council/minutes/",
        "/documents/readers.council.pdf?lang=kk",
        "/documents/readers.minutes.docx?meeting=1",
    ):
        assert librarian.get(address).status_code == 200, address
