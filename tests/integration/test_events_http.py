"""Events over HTTP: planned, moved, held with pictures, shown, printed, read by other programs."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pypdf
import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from core import clock
from core.sections import gather, hook
from plugins.events import blocks
from plugins.events import services as events
from plugins.events.models import Attachment, Event, Feed, Shown
from plugins.events.services import series
from tests.integration.test_desk_http import token_of
from tests.makers import make_class, make_copy, make_loan, make_reader, make_record
from tests.unit.events.conftest import make_event, picture

__all__ = ["make_event"]

Make = Callable[..., Event]
NOVEMBER = date(2024, 11, 1)
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def post(browser: FlaskClient, address: str, **values: Any) -> Any:
    form = {"csrf_token": token_of(browser, "/events/"), **values}
    return browser.post(address, data=form, content_type="multipart/form-data")


def sent(data: bytes, name: str = "шара.jpg") -> tuple[io.BytesIO, str]:
    return io.BytesIO(data), name


def words_of(answer: Any) -> str:
    pages = pypdf.PdfReader(io.BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_calendar_shows_the_month(librarian: FlaskClient, make_event: Make) -> None:
    make_event("«Білімпаздар әлемі»", begins="10:30")
    make_event("Күні жоқ шара", month=NOVEMBER)
    events.cancel(make_event("Желтоқсан шарасы", day=date(2024, 12, 10)), by=None)

    page = librarian.get("/events/?month=2024-11").text

    assert "«Білімпаздар әлемі»" in page
    assert "10:30" in page
    assert "Күні жоқ шара" in page
    assert "Желтоқсан шарасы" not in page


@pytest.mark.parametrize("month", ["2024-13", "x", "0000-00", "99999-01", "2024-02"])
def test_any_month_that_is_asked_for_is_a_page(librarian: FlaskClient, month: str) -> None:
    assert librarian.get(f"/events/?month={month}").status_code == 200
    assert librarian.get(f"/events/print?month={month}").status_code == 200


def test_an_event_is_planned_with_people_and_changed(librarian: FlaskClient) -> None:
    form = events.find_form("викторина")
    values = {
        "title": "Ертегі сағаты",
        "form": form.id,
        "month": "2026-11",
        "day": "12.11.2026",
        "begins": "9.30",
        "audience": "grades",
        "grade": ["1", "2"],
        "person": ["Медбике", "", "«Жас ұлан» ұйымы"],
    }

    answer = post(librarian, "/events/event/new", **values)

    event = Event.get()
    assert answer.status_code == 303
    assert (event.day, event.begins, event.grades) == (date(2026, 11, 12), "09:30", "1,2")
    assert [str(one) for one in events.people_of(event)] == ["Медбике", "«Жас ұлан» ұйымы"]
    page = librarian.get(f"/events/event/{event.id}/edit").text
    assert 'value="09:30"' in page
    post(librarian, f"/events/event/{event.id}/edit", **{**values, "title": "Ертегі күні"})
    assert Event.get().title == "Ертегі күні"


def test_what_was_typed_stays_when_it_is_refused(librarian: FlaskClient) -> None:
    answer = post(librarian, "/events/event/new", title="Ертегі сағаты", month="2026-11")

    assert answer.status_code == 409
    assert "Choose the form of the event" in answer.text
    assert 'value="Ертегі сағаты"' in answer.text


def test_a_series_is_planned_and_changed_at_once(librarian: FlaskClient) -> None:
    form = events.find_form("буккроссинг")
    values = {"title": "Буккроссинг", "form": form.id, "month": "2026-09", "day": "2026-09-30"}
    post(librarian, "/events/event/new", repeat="month", repeat_until="2027-05-31", **values)
    found = list(Event.select().order_by(Event.day))
    assert [one.day.day for one in found] == [30, 30, 30, 30, 30, 28, 30, 30, 30]

    third = found[2]
    post(
        librarian,
        f"/events/event/{third.id}/edit",
        which="all",
        **{**values, "title": "Кітап алмасу", "day": "2026-11-26", "room": "Фойе"},
    )

    titles = [str(one.title) for one in Event.select().order_by(Event.month)]
    assert titles == ["Буккроссинг"] * 2 + ["Кітап алмасу"] * 7
    days = [one.day.day for one in Event.select().order_by(Event.month)]
    assert days == [30, 30, 26, 30, 30, 28, 30, 30, 30]
    assert len(series.later(Event.get_by_id(third.id))) == 6


def test_a_move_by_drag_says_the_way_back(librarian: FlaskClient, make_event: Make) -> None:
    event = make_event()

    answer = librarian.post(
        f"/events/event/{event.id}/move",
        data={"csrf_token": token_of(librarian, "/events/"), "day": "2024-12-03"},
        headers={"Accept": "application/json"},
    )

    assert answer.json["kind"] == "moved"
    assert answer.json["before"] == {"day": "2024-11-20", "month": "2024-11"}
    assert (Event.get().day, Event.get().state) == (date(2024, 12, 3), "moved")
    post(librarian, f"/events/event/{event.id}/move", step="-7")
    assert Event.get().day == date(2024, 11, 26)


def test_held_with_a_picture_from_the_phone(librarian: FlaskClient, make_event: Make) -> None:
    event = make_event()
    form = events.find_form("пікірсайыс")

    answer = post(
        librarian,
        f"/events/event/{event.id}/hold",
        grades_5_9="46",
        teachers="2",
        form=form.id,
        day="20.11.2024",
        camera=sent(picture(size=(3000, 2000))),
        photo=[sent(picture("PNG"), "a.png"), sent(picture("WEBP"), "b.webp")],
    )

    assert answer.status_code == 303
    event = Event.get()
    assert (event.state, event.participants, event.form_id) == ("held", 48, form.id)
    page = librarian.get(f"/events/event/{event.id}/").text
    assert page.count("small=1") == 3
    small = librarian.get(f"/events/event/{event.id}/files/{Attachment.get().id}?small=1")
    assert small.mimetype == "image/jpeg"
    assert "sandbox" in small.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (SVG, "шара.svg", "is no photo"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "IMG_1.heic", "HEIC"),
        (picture()[:200], "а.jpg", "is damaged"),
    ],
)
def test_a_bad_picture_is_refused_and_nothing_is_half_read(
    librarian: FlaskClient, make_event: Make, data: bytes, name: str, words: str
) -> None:
    event = make_event()

    answer = post(
        librarian,
        f"/events/event/{event.id}/hold",
        grades_1_4="30",
        photo=[sent(picture()), sent(data, name)],
    )

    assert answer.status_code == 409
    assert words in answer.text
    assert 'value="30"' in answer.text
    assert (Event.get().state, Attachment.select().count()) == ("planned", 0)


def test_a_picture_of_a_hundred_megabytes_is_refused_with_a_sentence(
    librarian: FlaskClient, make_event: Make
) -> None:
    event = make_event()
    head = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'

    answer = librarian.post(
        f"/events/event/{event.id}/hold",
        data=head + b"\xff\xd8\xff" + bytes(100 * 1024 * 1024) + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
        headers={"X-CSRFToken": token_of(librarian, "/events/")},
    )

    assert answer.status_code == 413
    assert "A file of at most 16 MB can be taken" in answer.text
    assert (Event.get().state, Attachment.select().count()) == ("planned", 0)


def test_no_number_of_people_is_refused_by_name(librarian: FlaskClient, make_event: Make) -> None:
    answer = post(librarian, f"/events/event/{make_event().id}/hold", teachers="көп")

    assert answer.status_code == 409
    assert "«көп» is no number of participants" in answer.text


def test_a_scan_puts_a_book_into_the_exhibition_and_its_loans_are_counted(
    librarian: FlaskClient, make_event: Make
) -> None:
    today = clock.today()
    show = make_event("Абай күндері", form_name="Көрме", day=today, until=today + timedelta(9))
    copy, other = make_copy("501"), make_record("Қан мен тер", authors="Нұрпейісов Әбдіжәміл")
    make_loan(copy, make_reader(), lent_at=clock.now())
    address = f"/events/event/{show.id}/books"

    post(librarian, address, code=copy.code)
    found = post(librarian, address, code="қан мен")
    assert "q=" in found.location
    assert "Қан мен тер" in librarian.get(found.location.partition("#")[0]).text
    post(librarian, address, record=str(other.id))
    again = post(librarian, address, code=copy.code)

    assert again.status_code in (303, 409)
    assert Shown.select().count() == 2
    assert "borrowed 1 time" in librarian.get(f"/events/event/{show.id}/").text
    lists = gather(hook.reading_lists(on=today))
    assert [(one.title, list(one.record_ids)) for one in lists if one.kind == "exhibition"] == [
        ("Абай күндері", [copy.record_id, other.id])
    ]


def test_files_are_kept_and_given_as_files(librarian: FlaskClient, make_event: Make) -> None:
    event = make_event()

    post(librarian, f"/events/event/{event.id}/files", file=sent(b"%PDF-1.7 \n", "сценарий.pdf"))
    bad = post(librarian, f"/events/event/{event.id}/files", file=sent(SVG, "сценарий.svg"))

    assert bad.status_code in (303, 409)
    kept = Attachment.get()
    given = librarian.get(f"/events/event/{event.id}/files/{kept.id}")
    assert given.headers["Content-Disposition"].startswith("attachment")
    post(librarian, f"/events/event/{event.id}/files/{kept.id}/remove")
    assert Attachment.select().count() == 0


@pytest.mark.parametrize(("lang", "words"), [("kk", "Қараша"), ("ru", "Ноябрь")])
def test_the_programme_and_the_poster_speak_the_language_asked_for(
    librarian: FlaskClient, make_event: Make, lang: str, words: str
) -> None:
    event = make_event("«Білімпаздар әлемі»", begins="10:30", room="Оқу залы")

    programme = words_of(
        librarian.get(f"/documents/events.programme.pdf?month=2024-11&lang={lang}")
    )
    poster = librarian.get(f"/documents/events.poster.pdf?event={event.id}&lang={lang}")

    assert words in programme
    assert "«Білімпаздар әлемі»" in programme
    assert "10:30" in words_of(poster)
    assert len(pypdf.PdfReader(io.BytesIO(poster.data)).pages) == 1


def test_a_certificate_says_who_read_most(librarian: FlaskClient) -> None:
    best, other = make_reader("Әлібек Нұрасыл"), make_reader("Ғани Қанат")
    for number in ("1", "2"):
        make_loan(make_copy(f"70{number}"), best)
    make_loan(make_copy("705"), other)
    make_loan(make_copy("706", fund="textbook"), other)
    today = clock.today()
    period = f"first={today - timedelta(400)}&last={today}"

    page = librarian.get(f"/events/awards/?{period}").text
    one = words_of(librarian.get(f"/documents/events.certificate.pdf?reader={best.id}&{period}"))
    top = librarian.get(f"/documents/events.certificate.pdf?top=3&{period}&lang=ru")
    its = librarian.get(f"/documents/events.certificate.pdf?class={make_class().id}&{period}")

    assert page.index("Әлібек Нұрасыл") < page.index("Ғани Қанат")
    assert "Әлібек Нұрасыл" in one
    assert "Books: 2" in one
    assert len(pypdf.PdfReader(io.BytesIO(top.data)).pages) == 2
    assert "7 «Ә»" in words_of(its)
    assert librarian.get("/documents/events.certificate.pdf?first=x&last=y").status_code == 404
    assert (
        "ends before it begins"
        in librarian.get("/events/awards/?first=02.02.2026&last=01.02.2026").text
    )


def test_other_programs_read_the_calendar_at_a_secret_address(
    librarian: FlaskClient, client: FlaskClient, make_event: Make
) -> None:
    soon = clock.today() + timedelta(3)
    make_event("Дебат", day=soon, begins="10:30", people=[events.Responsible("Медбике Айгүл")])
    make_event("Көрме", day=soon, until=soon + timedelta(4), form_name="Көрме")
    make_event("Күні жоқ", month=soon)
    post(librarian, "/events/sharing/open")
    address = f"/events/sharing/feed/{Feed.get().token}.ics"

    answer = client.get(address)
    entries = {str(one["summary"]): one for one in Calendar.from_ical(answer.data).walk("VEVENT")}

    assert answer.content_type.startswith("text/calendar")
    assert set(entries) == {"Дебат", "Көрме"}
    assert entries["Дебат"].decoded("dtstart").isoformat() == f"{soon}T10:30:00+05:00"
    assert entries["Көрме"].decoded("dtend") == soon + timedelta(5)
    assert "Айгүл" not in answer.text
    assert client.get("/events/sharing/feed/x.ics").status_code == 404
    post(librarian, "/events/sharing/open")
    assert client.get(address).status_code == 404
    assert librarian.get("/events/sharing/events.ics").status_code == 200


def test_a_class_teacher_sees_and_changes_nothing(
    sign_in: Callable[..., FlaskClient], make_event: Make
) -> None:
    event, teacher = make_event(), sign_in("teacher")

    assert teacher.get("/events/?month=2024-11").status_code == 200
    assert "data-ev-move" not in teacher.get("/events/?month=2024-11").text
    assert teacher.get(f"/events/event/{event.id}/").status_code == 200
    assert teacher.get(f"/events/event/{event.id}/hold").status_code == 403
    assert post(teacher, f"/events/event/{event.id}/cancel").status_code == 403


def test_the_first_page_reminds_of_today_and_of_what_is_not_marked(
    librarian: FlaskClient, make_event: Make
) -> None:
    make_event("Бүгінгі шара", day=clock.today(), begins="14:00")
    make_event("Ұмытылған шара")

    assert "Бүгінгі шара" in librarian.get("/").text
    assert "Held or not? Ұмытылған шара" in librarian.get("/events/").text
    with librarian.application.test_request_context("/"):
        waiting = blocks.next_steps(clock.today())
    assert [one.title for one in waiting] == ["mark whether it was held: Ұмытылған шара"]


def test_the_list_finds_and_leads_to_the_page(librarian: FlaskClient, make_event: Make) -> None:
    event = make_event("«Білімпаздар әлемі»")
    make_event("Басқа шара")

    page = librarian.get("/events/list/?preset=all&search=билимпаздар").text

    assert "«Білімпаздар әлемі»" in page
    assert "Басқа шара" not in page
    assert f'href="/events/event/{event.id}/"' in librarian.get("/search?q=билимпаздар").text
    assert librarian.get(f"/events/list/details/?id={event.id}").location.endswith(
        f"/events/event/{event.id}/"
    )


def test_the_report_and_the_diary_count_what_was_held(
    librarian: FlaskClient, make_event: Make
) -> None:
    events.hold(make_event(), {"grades_5_9": 40, "teachers": 2}, by=None)
    events.hold(make_event(form_name="Экскурсия"), {"grades_1_4": 25}, by=None)
    make_event()

    with librarian.application.test_request_context("/"):
        parts = gather(hook.report_parts(first=NOVEMBER, last=date(2024, 11, 30)))
        part = next(one for one in parts if one.place == "VIII")
        figures = {one.name: one.value for one in part.figures}
        columns = [one for one in gather(hook.register_diary_parts()) if one.name == "events"]
        day = columns[0].count(NOVEMBER, date(2024, 11, 30))[date(2024, 11, 20)]

    assert figures == {
        "events.planned": 3,
        "events.held": 2,
        "events.excursions": 1,
        "events.came": 67,
    }
    assert (day["events"], day["grades_1_4"], day["grades_5_9"], day["teachers"]) == (2, 25, 40, 2)
    assert [len(one.rows) for one in part.tables] == [2, 1, 2]
