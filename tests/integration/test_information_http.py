"""The pages of the information work."""

from flask.testing import FlaskClient

from core import clock
from plugins.information.models import Bulletin, Enquiry, Lesson, ListedRecord, Meeting
from tests.integration.test_intake_http import Steps
from tests.makers import make_copy, make_record


def test_enquiries_lessons_and_meetings_are_written_down(librarian: FlaskClient) -> None:
    steps = Steps(librarian, "")
    day = "20.10.2026"

    steps.post(
        "/information/enquiries/new/",
        asked_on=day,
        kind="fact",
        question="Қашан?",
        answer="1465",
        is_found="y",
        asker="high",
    )
    steps.post("/information/lessons/new/", held_on=day, title="Каталог", pupils="24")
    steps.post("/information/meetings/new/", met_on=day, kind="council", topic="Оқулық")
    page = steps.post("/information/meetings/new/", met_on=day, kind="council", topic=" ")

    assert (Enquiry.get().asker, Lesson.get().pupils, Meeting.get().topic) == ("high", 24, "Оқулық")
    assert Meeting.select().count() == 1
    assert page.status_code == 200
    for address in ("enquiries", "lessons", "meetings", "bulletin", "lists"):
        assert librarian.get(f"/information/{address}/").status_code == 200, address
    answer = librarian.get("/documents/information.enquiries.xlsx?lang=kk")
    assert answer.status_code == 200


def test_a_list_is_made_by_scan_and_by_title(librarian: FlaskClient) -> None:
    steps = Steps(librarian, "")
    copy = make_copy("77", make_record("Абай жолы"))
    other = make_record("Қан мен тер", authors="Нұрпейісов Әбдіжәміл")
    steps.post("/information/lists/new/", title="Жазда", grades="5-7", is_public="y")
    books = "/information/lists/1/books"

    assert "On the list: Абай жолы" in steps.post(books, code=copy.code).text
    assert "is on this list already" in steps.post(books, code="77").text
    assert "Nothing is known under" in steps.post(books, code="99123").text
    page = steps.post(books, code="кан мен тер").text
    assert f'name="record" value="{other.id}"' in page
    assert "Қан мен тер" in steps.post(books, record=other.id).text
    steps.post(f"{books}/2/move", step="up")

    in_order = ListedRecord.select().order_by(ListedRecord.place)
    assert [one.record_id for one in in_order] == [other.id, copy.record_id]
    for form in ("pdf", "docx"):
        answer = librarian.get(f"/documents/information.list.{form}?list=1&lang=kk")
        assert answer.status_code == 200
    steps.post(f"{books}/2/remove")
    assert ListedRecord.select().count() == 1


def test_the_bulletin_is_written_given_and_taken_back(librarian: FlaskClient) -> None:
    steps = Steps(librarian, "")
    month = f"{clock.today():%Y-%m}"

    steps.post("/information/bulletin/", month=month, do="words", kk="Сәлем", ru="Привет")
    page = steps.post("/information/bulletin/", month=month, do="given").text
    assert "Given out on" in page
    assert Bulletin.get().given_on == clock.today()
    steps.post("/information/bulletin/", month=month, do="not_given")

    assert Bulletin.get().given_on is None
    assert librarian.get(f"/documents/information.bulletin.docx?month={month}").status_code == 200
