"""The pupils' catalogue over HTTP: nobody signs in for it, and it names no reader."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from core import clock, settings
from core.database import db
from core.models import Upload
from plugins.catalogue.models import Record
from plugins.catalogue.services import ReadingList
from plugins.circulation.services import reservations
from plugins.opac.services.gate import pace
from tests.integration.probing import Answering, answering
from tests.makers import make_copy, make_loan, make_reader, make_record, make_staff, make_textbook

__all__ = ["answering"]


@pytest.fixture(autouse=True)
def school(app: object) -> None:
    """A school that has somebody to run it, and that nobody has looked into yet."""
    pace.forget()
    make_staff("head")


@pytest.fixture
def abai(app: object) -> Record:
    """A book with a copy on the shelf and one with Нұрасыл."""
    record = make_record("Абай жолы", bbk="84(5Қаз)", author_mark="Ә 82", year=2021)
    make_copy("1", record, shelf="3-сөре")
    make_loan(make_copy("2", record), make_reader("Әлібек Нұрасыл", card_no=7001))
    return record


def tidy(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u2060", "")


def get(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return tidy(answer.text)


# What is shown


def test_the_first_page_asks_and_shows_what_is_new(client: FlaskClient) -> None:
    make_copy(record=make_record("Жаңа кітап"), received_on=clock.today())
    make_copy(record=make_record("Ескі кітап"), received_on=clock.today() - timedelta(days=400))

    page = get(client, "/catalog/")

    assert "Which book are you looking for?" in page
    assert "Жаңа кітап" in page
    assert "Ескі кітап" not in page
    assert "/catalog/grade/7/" in page


def test_a_book_is_found(client: FlaskClient, abai: Record) -> None:
    for words in ("абай", "жолы Абай", "әуезов", "ауезов"):
        page = get(client, f"/catalog/?q={words}")

        assert "Абай жолы" in page
        assert "1 title found" in page
        assert "On the shelf" in page
        assert "84(5Қаз), Ә 82" in page


def test_what_was_not_found_says_what_to_do(client: FlaskClient, abai: Record) -> None:
    page = get(client, "/catalog/?q=щщщщ&lang=ru")

    assert "Nothing was found: «щщщщ»" in page
    assert "Search without filters" in page


def test_only_what_is_on_the_shelf_now(client: FlaskClient, abai: Record) -> None:
    make_loan(make_copy(record=make_record("Абай. Қара сөздер")))

    assert "2 titles found" in get(client, "/catalog/?q=абай")
    page = get(client, "/catalog/?q=абай&in=1")

    assert "1 title found" in page
    assert "Қара сөздер" not in page


def test_kinds_and_languages_narrow(client: FlaskClient, abai: Record) -> None:
    make_copy(record=make_textbook("Абайтану", language="ru"), fund="textbook")

    assert "1 title found" in get(client, "/catalog/?q=абай&kind=textbook")
    assert "1 title found" in get(client, "/catalog/?q=абай&lang=kk")


def test_the_page_of_a_book_says_where_it_stands_and_never_who_has_it(
    client: FlaskClient, abai: Record
) -> None:
    reservations.reserve(abai, make_reader("Серік Айзере", card_no=7002), by=None)

    page = get(client, f"/catalog/book/{abai.id}/")

    assert "3-сөре" in page
    assert "here: 1 of 1" in page
    assert f"back by: {clock.today() + timedelta(days=11):%d.%m.%Y}" in page
    assert "1 reader waits" in page
    for name in ("Әлібек", "Нұрасыл", "Серік", "Айзере", "7001", "7002"):
        assert name not in page


def test_a_book_of_the_reading_room_is_not_reserved(client: FlaskClient) -> None:
    copy = make_copy(is_reading_room_only=True)

    page = get(client, f"/catalog/book/{copy.record_id}/")

    assert "Reading room only" in page
    assert "Reserve it" not in page


def test_a_book_that_is_gone_says_so(client: FlaskClient) -> None:
    copy = make_copy(withdrawn_on=clock.today())

    assert "Not in the library now" in get(client, f"/catalog/book/{copy.record_id}/")


def test_what_is_not_there_is_not_found(client: FlaskClient) -> None:
    for address in (
        "/catalog/book/999/",
        "/catalog/book/99999999999999999999/",
        "/catalog/cover/1",
        "/catalog/grade/12/",
        "/catalog/lists/none/",
    ):
        answer = client.get(address)

        assert answer.status_code == 404, address
        assert "no such book" in tidy(answer.text)


def test_what_to_read_in_a_grade(client: FlaskClient) -> None:
    make_copy(record=make_record("Менің атым Қожа", grade=7))
    popular = make_copy(record=make_record("Көшпенділер"))
    for number in range(3):
        make_loan(popular, make_reader(f"Оқушы {number}"), returned_at=clock.now())
    alone = make_copy(record=make_record("Құпия кітап"))
    make_loan(alone, make_reader("Жалғыз Оқушы"))

    page = get(client, "/catalog/grade/7/")

    assert "Менің атым Қожа" in page
    assert "Көшпенділер" in page
    # What one pupil alone has read is that pupil's affair.
    assert "Құпия кітап" not in page


def test_reading_lists_of_other_sections(
    client: FlaskClient, answering: Answering, abai: Record
) -> None:
    one = ReadingList("probe.1", "exhibition", "Абай әлемі", "Көрме", [abai.id], grades=(7,))
    answering(reading_lists=lambda on: [one])

    assert "Абай әлемі" in get(client, "/catalog/")
    assert "Абай әлемі" in get(client, "/catalog/grade/7/")
    assert "Абай әлемі" in get(client, "/catalog/lists/")
    assert "Абай жолы" in get(client, "/catalog/lists/probe.1/")


def test_a_cover_is_shown_as_the_picture_it_is(client: FlaskClient, abai: Record) -> None:
    person = make_staff()
    for data, status in ((b"\xff\xd8\xff\xe0jpeg", 200), (b"<svg onload=alert(1)>", 404)):
        upload = Upload.create(purpose="cover", name="c", data=data, digest="-", by=person)
        Record.update(cover=upload).where(Record.id == abai.id).execute()

        answer = client.get(f"/catalog/cover/{abai.id}")

        assert answer.status_code == status
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        if status == 200:
            assert answer.mimetype == "image/jpeg"
            assert "max-age=86400" in answer.headers["Cache-Control"]


def test_three_languages_are_a_link_away(client: FlaskClient, abai: Record) -> None:
    page = get(client, f"/catalog/book/{abai.id}/")
    link = re.search(r'href="(/language/kk[^"]+)"', page)
    assert link

    answer = client.get(link.group(1).replace("&amp;", "&"), follow_redirects=True)

    assert answer.request.path == f"/catalog/book/{abai.id}/"
    assert 'lang="kk"' in answer.text


def test_the_login_leads_to_the_catalogue_while_it_is_open(client: FlaskClient) -> None:
    assert 'href="/catalog/"' in client.get("/login").text

    settings.put({"opac.open": "off"}, by=None)

    assert 'href="/catalog/"' not in client.get("/login").text


def test_a_page_of_results_costs_few_queries(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        make_copy(record=make_record(f"Абай {number}"))
    client.get("/catalog/?q=абай")
    asked = []
    real = db.obj.execute_sql
    monkeypatch.setattr(
        db.obj, "execute_sql", lambda sql, *more: asked.append(sql) or real(sql, *more)
    )

    client.get("/catalog/?q=абай")

    assert len(asked) <= 12


# Closed, inside, at people's pace


def test_a_school_may_close_the_catalogue(client: FlaskClient) -> None:
    settings.put({"opac.open": "off"}, by=None)

    answer = client.get("/catalog/")

    assert answer.status_code == 404
    assert "closed" in answer.text
    assert client.get("/catalog/me/sign-in").status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [("192.168.7.9", 200), ("127.0.0.1", 200), ("85.29.1.1", 403), ("::ffff:10.1.2.3", 200)],
)
def test_a_school_may_open_it_inside_only(client: FlaskClient, address: str, status: int) -> None:
    settings.put({"opac.open": "inside"}, by=None)

    answer = client.get("/catalog/", environ_base={"REMOTE_ADDR": address})

    assert answer.status_code == status


def test_whoever_asks_too_fast_is_told_to_wait(client: FlaskClient) -> None:
    settings.put({"opac.per_second": 3}, by=None)

    codes = [client.get("/catalog/new/").status_code for _try in range(6)]

    assert codes[:3] == [200, 200, 200]
    assert 429 in codes
    slow = client.get("/catalog/new/", environ_base={"REMOTE_ADDR": "10.9.9.9"})
    assert slow.status_code == 200


# What an answer carries


def test_search_engines_are_asked_to_stay_away(client: FlaskClient) -> None:
    answer = client.get("/catalog/")
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert 'name="robots" content="noindex, nofollow"' in answer.text

    settings.put({"opac.noindex": False}, by=None)

    answer = client.get("/catalog/")
    assert "X-Robots-Tag" not in answer.headers
    assert 'name="robots"' not in answer.text


def test_what_names_nobody_may_be_kept_for_a_minute(client: FlaskClient) -> None:
    answer = client.get("/catalog/")

    assert answer.headers["Cache-Control"] == "private, max-age=60"
    assert "Cookie" in answer.headers["Vary"]
    assert client.get("/catalog/me/sign-in").headers["Cache-Control"] == "no-store"


def test_no_script_of_ours_is_needed(client: FlaskClient, abai: Record) -> None:
    page = get(client, "/catalog/?q=абай")

    scripts = re.findall(r"<script[^>]*>", page)
    assert [one for one in scripts if "theme.js" not in one] == []
    assert "style=" not in page
    assert " on" not in re.sub(r">[^<]*<", "><", page).replace(" onto", "")


def test_whatever_is_typed_is_only_text(client: FlaskClient, abai: Record) -> None:
    for text in (
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "'-alert(1)-'",
        "\x00абай",
        "абай\r\nSet-Cookie: a=b",
        '" OR 1=1 --',
        "*" * 500,
        "NEAR(",
    ):
        answer = client.get("/catalog/", query_string={"q": text, "subject": text, "kind": text})

        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert "a=b" not in str(answer.headers.getlist("Set-Cookie"))


def test_a_title_with_signs_is_only_text(client: FlaskClient) -> None:
    record = make_record(
        "<b>Абай</b> & «Абай»",
        authors="<i>Автор</i>",
        annotation="<script>alert(1)</script>",
        links="javascript:alert(1) мұнда\nhttps://example.kz/a?b=1 Сайт",
    )
    make_copy(record=record)

    for address in (f"/catalog/book/{record.id}/", "/catalog/?q=абай"):
        page = get(client, address)
        assert "<b>Абай" not in page
        assert "<i>Автор" not in page
        assert "<script>alert" not in page
        assert "javascript:" not in page
    assert 'href="https://example.kz/a?b=1"' in get(client, f"/catalog/book/{record.id}/")


def test_numbers_in_an_address_are_taken_or_left(client: FlaskClient, abai: Record) -> None:
    for query in ("page=0", "page=-5", "page=x", "page=9999999", "grade=999", "branch=8;9", "in=x"):
        assert client.get(f"/catalog/?q=абай&{query}").status_code == 200
