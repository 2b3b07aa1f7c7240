"""A delivery over HTTP as a librarian fills it in, and what may be printed of it."""

import io
import re

import pytest
from docx import Document as Word
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader

from plugins.fund.models import Copy, Delivery
from tests.integration.test_desk_http import token_of
from tests.makers import make_copy, make_record

ISBN = "9786013050461"


@pytest.fixture
def delivery(librarian: FlaskClient) -> int:
    """A draft made by the form."""
    token = token_of(librarian, "/fund/deliveries/new/")
    answer = librarian.post(
        "/fund/deliveries/new/",
        data={
            "csrf_token": token,
            "fund": "textbook",
            "document_kind": "waybill",
            "document_no": "418",
            "document_on": "2026-11-20",
            "supplier": "«Алматыкітап баспасы» ЖШС",
            "source": "budget",
            "received_on": "2026-11-23",
        },
    )
    assert answer.status_code == 302, answer.text
    return int(Delivery.get().id)


def post(client: FlaskClient, path: str, **values: object) -> str:
    """Post a form of the page and return the page that follows."""
    token = token_of(client, "/fund/deliveries/")
    return client.post(path, data={"csrf_token": token, **values}, follow_redirects=True).text


def test_from_the_document_to_the_summary_book(librarian: FlaskClient, delivery: int) -> None:
    make_record("Алгебра", kind="textbook", grade=7, isbn=ISBN, bbk="22.14я72")
    make_record("Физика", kind="textbook", grade=7)
    here = f"/fund/deliveries/{delivery}"

    post(librarian, f"{here}/lines/", what=ISBN, quantity="30", price="2450")
    page = post(
        librarian,
        f"{here}/lines/",
        what="физика",
        quantity="27",
        by_document="30",
        price="2 620,00",
    )
    assert "Алгебра" in page
    assert "78\u00a0600,00" not in page
    assert "70\u00a0740,00" in page
    assert "fund.discrepancy.pdf" in page
    page = post(librarian, f"{here}/accept")

    assert Copy.select().count() == 57
    assert "100001–100030" in page
    assert f'href="/fund/labels/?delivery={delivery}"' in page
    assert "57 labels" in librarian.get(f"/fund/labels/?delivery={delivery}").text
    for step in ("numbered", "stamped", "labelled", "catalogued"):
        page = post(librarian, f"{here}/steps/{step}", done="1")
    book = librarian.get("/fund/summary/?fund=textbook").text
    assert "1/2026" in book
    assert "144\u00a0240,00" in book
    assert "The control total agrees" in librarian.get("/").text
    third = librarian.get("/fund/summary/?fund=textbook&part=3").text
    assert "57" in third


def test_words_that_fit_several_titles_are_asked_about(
    librarian: FlaskClient, delivery: int
) -> None:
    first, _second = make_record("Тарих 7"), make_record("Тарих 8")
    here = f"/fund/deliveries/{delivery}/lines/"

    page = post(librarian, here, what="тарих", quantity="3", price="100")
    assert "Which of these is it?" in page
    assert 'value="3"' in page
    post(librarian, here, what="тарих", record=str(first.id), quantity="3", price="100")

    assert [one.record_id for one in Delivery.get().lines] == [first.id]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"what": "Абай", "quantity": "-1", "price": "1"}, "write a whole number"),
        ({"what": "Абай", "quantity": "1", "price": "көп"}, "write an amount"),
        ({"what": "жоқ кітап", "quantity": "1", "price": "1"}, "Nothing in the catalogue"),
        ({"what": "Абай", "quantity": "1", "price": "1", "numbers": "5000"}, "taken"),
        ({"what": "Абай", "quantity": "2", "price": "1", "numbers": "7-9"}, "3 numbers are given"),
    ],
)
def test_a_bad_line_is_a_sentence(
    librarian: FlaskClient, delivery: int, values: dict[str, str], sentence: str
) -> None:
    make_copy("5000", record=make_record("Абай жолы"))

    page = post(librarian, f"/fund/deliveries/{delivery}/lines/", **values)

    assert sentence in page
    assert Delivery.get().lines.count() == 0


def test_reversed_the_same_day(librarian: FlaskClient, delivery: int) -> None:
    make_record("Алгебра", kind="textbook")
    here = f"/fund/deliveries/{delivery}"
    post(librarian, f"{here}/lines/", what="алгебра", quantity="2", price="10")
    post(librarian, f"{here}/accept")

    page = post(librarian, f"{here}/reverse")

    assert "Reversed by entry № 2/2026" in page
    assert Copy.select().where(Copy.withdrawn_on.is_null()).count() == 0
    form = librarian.get(f"/fund/deliveries/edit/?id={delivery}").text
    token = re.search(r'csrf-token" content="([^"]+)"', form)
    assert token
    page = librarian.post(
        f"/fund/deliveries/edit/?id={delivery}",
        data={"csrf_token": token[1], "fund": "main", "received_on": "2026-11-23"},
        follow_redirects=True,
    ).text
    assert "can no longer be changed" in page


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_the_papers_in_both_languages(librarian: FlaskClient, delivery: int, lang: str) -> None:
    make_record("Қазақ әдебиеті", kind="textbook")
    here = f"/fund/deliveries/{delivery}"
    post(
        librarian, f"{here}/lines/", what="әдебиет", quantity="2", by_document="3", price="2310,50"
    )
    post(librarian, f"{here}/accept")
    words = {
        "kk": ("Қабылдау актісі", "төрт мың алты жүз жиырма бір теңге 00 тиын", "Айырмашылық"),
        "ru": ("Акт приёма", "четыре тысячи шестьсот двадцать один тенге 00 тиын", "расхождени"),
    }[lang]

    act = text_of(librarian, f"/documents/fund.acceptance.pdf?delivery={delivery}&lang={lang}")
    apart = text_of(librarian, f"/documents/fund.discrepancy.pdf?delivery={delivery}&lang={lang}")
    book = text_of(librarian, f"/documents/fund.summary.pdf?fund=textbook&lang={lang}")
    word = librarian.get(f"/documents/fund.acceptance.docx?delivery={delivery}&lang={lang}").data
    sheet = librarian.get(f"/documents/fund.summary.xlsx?fund=textbook&lang={lang}").data

    assert words[0] in act
    assert words[1] in act
    assert "Қазақ әдебиеті" in act
    assert words[2] in apart
    assert "1/2026" in book
    assert "4 621,00" in book
    assert any(words[0] in one.text for one in Word(io.BytesIO(word)).paragraphs)
    cells = [
        cell
        for row in load_workbook(io.BytesIO(sheet)).active.iter_rows(values_only=True)
        for cell in row
    ]
    assert 4621 in [float(one) for one in cells if isinstance(one, int | float)]


def text_of(client: FlaskClient, address: str) -> str:
    """Return the words of a PDF, spaces made plain."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    pages = PdfReader(io.BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u00a0", " ").split())


def test_a_school_that_keeps_only_totals_begins_with_them(librarian: FlaskClient) -> None:
    values = {"fund": "main", "titles": "1 995", "copies": "9 041", "amount": "22 082 267,20"}

    page = post(librarian, "/fund/summary/opening", **values | {"copies": "много"})
    assert "write a whole number" in page
    page = post(librarian, "/fund/summary/opening", **values)

    assert "The opening balance is entry № 1/2026." in page
    assert "The control total agrees." in page
    assert "22\u00a0082\u00a0267,20" in page
    assert "9\u00a0041" in librarian.get("/fund/summary/?fund=main&part=3").text
    assert "Begin with what there is" not in page


def test_the_first_page_says_what_comes_next(librarian: FlaskClient, delivery: int) -> None:
    assert "Next step: take in the first delivery" in librarian.get("/").text
    make_record("Алгебра", kind="textbook")
    here = f"/fund/deliveries/{delivery}"
    post(librarian, f"{here}/lines/", what="алгебра", quantity="2", price="10")
    post(librarian, f"{here}/accept")

    page = librarian.get("/").text
    assert "Next step: Write in the inventory numbers" in page
    assert f"/fund/deliveries/details/?id={delivery}" in page


def test_the_summary_book_speaks_the_language_of_its_paper(
    librarian: FlaskClient, delivery: int
) -> None:
    make_record("Алгебра", kind="textbook", grade=7, isbn=ISBN)
    here = f"/fund/deliveries/{delivery}"
    post(librarian, f"{here}/lines/", what=ISBN, quantity="3", price="2450")
    post(librarian, f"{here}/accept")

    papers = {}
    for language in ("kk", "ru"):
        address = f"/documents/fund.summary.pdf?fund=textbook&lang={language}"
        pages = PdfReader(io.BytesIO(librarian.get(address).data)).pages
        papers[language] = " ".join(" ".join(page.extract_text() for page in pages).split())

    assert "Жүкқұжат № 418" in papers["kk"]
    assert "Накладная № 418" in papers["ru"]
    assert "Waybill" not in papers["kk"] + papers["ru"]
    assert "Из бюджета" in papers["ru"]
    assert "Контрольный итог сходится" in papers["ru"]
    assert "Бақылау сомасы сәйкес" in papers["kk"]
