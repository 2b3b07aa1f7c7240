"""A lost book over HTTP: offered, judged, taken; its papers, its act, and its turning up."""

import io
import re
from collections.abc import Callable
from typing import Any

import docx
import pypdf
import pytest
from flask.testing import FlaskClient

from core import settings
from plugins.circulation.models import Loan, Replacement
from plugins.circulation.services import lending, replacements
from plugins.circulation.services.replacements import Offer
from plugins.fund.models import Copy, Delivery, SummaryEntry
from plugins.fund.services import control, deliveries, withdraw
from plugins.writeoff import services as writeoff
from plugins.writeoff.models import CaseCopy, Reason
from tests.makers import make_class, make_reader, make_record

Post = Callable[..., str]


@pytest.fixture
def lost(app: object) -> Loan:
    """A lost loan of a copy that came by a delivery."""
    record = make_record("Абай жолы", bbk="84(5Қаз)", isbn="9786010000001", year=2019)
    delivery = Delivery.create(fund="main")
    deliveries.add_line(delivery, record, quantity=1, price="1500", by=None)
    deliveries.accept(delivery, by=None)
    loan = lending.lend(Copy.get(), make_reader(), by=None)
    return lending.report_lost(loan)


@pytest.fixture
def post(librarian: FlaskClient) -> Post:
    """Send a form as the librarian and return the page that it leads to."""
    found = re.search(r'csrf-token" content="([^"]+)"', librarian.get("/circulation/loans/").text)
    assert found

    def send(path: str, status: int = 200, **values: Any) -> str:
        values["csrf_token"] = found[1]
        answer = librarian.post(path, data=values, follow_redirects=True)
        assert answer.status_code == status, answer.text[:3000]
        return plain(answer.text)

    return send


def plain(text: str) -> str:
    """Return a page with the spaces that keep words together as common ones."""
    return text.replace("\xa0", " ")


def page_of(loan: Loan) -> str:
    return f"/circulation/replacements/for/{loan.id}/"


def ensure_agreed() -> None:
    assert [(one.difference, one.amount_difference) for one in control()] == [(0, 0)] * 2


def test_from_the_loan_to_the_notebook(librarian: FlaskClient, post: Post, lost: Loan) -> None:
    listed = librarian.get("/circulation/loans/?preset=lost").text
    assert page_of(lost) in listed
    reader = librarian.get(f"/readers/readers/details/?id={lost.reader_id}").text
    assert page_of(lost) in reader
    assert page_of(lost) in librarian.get(f"/desk/?reader={lost.reader.card_no}").text

    offer = {"what": "абай жолы", "price": "1 600", "condition": "new"}
    page = librarian.get(page_of(lost), query_string=offer).text
    assert "matches" in page
    assert "Accept" in page

    record = str(lost.copy.record_id)
    page = post(page_of(lost), record=record, price="1 600", condition="new")
    row = Replacement.get()
    assert "Taken: No. " in page
    assert row.reader_words in page
    assert "to be written off" in page
    ensure_agreed()

    page = librarian.get(f"/fund/copies/details/?id={row.new_copy_id}").text
    assert "In place of a lost copy" in page
    page = librarian.get(f"/fund/copies/details/?id={row.copy_id}").text
    assert "Lost; in its place" in page
    assert "lost, made good" in page
    assert "lost, made good" in librarian.get(f"/readers/readers/details/?id={lost.reader_id}").text
    assert "made good" in librarian.get("/circulation/loans/?preset=all").text
    assert row.written_number in librarian.get("/circulation/replacements/?search=абай").text


def test_a_worse_book_needs_a_reason(librarian: FlaskClient, post: Post, lost: Loan) -> None:
    record = str(make_record("Қан мен тер", authors="Нұрпейісов Әбдіжәміл").id)
    page = post(page_of(lost), 409, record=record, price="900", condition="poor")
    assert "does not match the lost one: title, author, price, condition" in page
    assert 'name="why"' in page
    assert Replacement.select().count() == 0

    post(page_of(lost), record=record, price="900", condition="poor", why="needed")
    assert Replacement.get().unequal == "title,author,price,condition"
    ensure_agreed()


def test_what_cannot_be_taken_is_said(librarian: FlaskClient, post: Post, lost: Loan) -> None:
    assert "Choose the book" in post(page_of(lost), 404, price="1", condition="new")
    record = str(lost.copy.record_id)
    page = post(page_of(lost), 409, record=record, price="dear", condition="new")
    assert "write an amount" in page
    number = lost.copy.inventory_no
    page = post(page_of(lost), 409, record=record, price="1500", condition="new", number=number)
    assert f'value="{number}"' in page
    assert librarian.get("/circulation/replacements/for/99/").status_code == 404
    assert "Nothing in the catalogue" in librarian.get(f"{page_of(lost)}?what=жоқкітап").text
    again = f"{page_of(lost)}?price=1500&condition=new&what=Абай+жолы&was=Абай+жолы&kept={record}"
    assert "matches" in librarian.get(again).text
    by_isbn = f"{page_of(lost)}?price=1500&condition=new&what=9786010000001"
    assert "matches" in librarian.get(by_isbn).text


def test_money_where_the_school_takes_it(librarian: FlaskClient, post: Post, lost: Loan) -> None:
    assert "/money" not in librarian.get(page_of(lost)).text
    paid = {"amount": "1500", "receipt_no": "7", "receipt_on": "2026-11-24"}
    assert "Money is not taken" in post(f"{page_of(lost)}money", 409, **paid)
    settings.put({"circulation.money_for_lost": "1"}, by=None)
    assert "/money" in librarian.get(page_of(lost)).text
    assert "number and date" in post(f"{page_of(lost)}money", 409, **(paid | {"receipt_no": ""}))
    assert "№ 7, 24.11.2026" in post(f"{page_of(lost)}money", **paid)
    ensure_agreed()
    paper = librarian.get("/documents/circulation.notebook.pdf?lang=ru")
    assert "квитанция" in text_of(paper.data)


def take(lost: Loan) -> Replacement:
    offer = Offer(lost.copy.record, lost.copy.price, "new")
    return replacements.accept(lost, offer, by=None)


def test_it_goes_by_an_act_and_turns_up(librarian: FlaskClient, post: Post, lost: Loan) -> None:
    row = take(lost)
    case = writeoff.open_case("main", by=None)
    writeoff.set_basis(case, Reason.get(Reason.title_kk == "жоғалған"), by=None)
    page = post(f"/writeoff/cases/{case.id}/copies/lost", first="2020-01-01", last="")
    assert "Put on the list: 1." in page
    assert "No copies were found" in post(f"/writeoff/cases/{case.id}/copies/lost")

    page = post(f"/circulation/replacements/{row.id}/found")
    assert f"on the list of write-off No. {case.id}" in page
    writeoff.remove(case, [CaseCopy.get().id], by=None)
    page = post(f"/circulation/replacements/{row.id}/found")
    assert "is on the shelf again" in page
    assert "found again on 2" not in page
    assert Replacement.get().found_entry is None
    ensure_agreed()


def test_found_after_its_act(librarian: FlaskClient, post: Post, lost: Loan) -> None:
    row = take(lost)
    withdraw([lost.copy], on=row.accepted_on, by=None, document="Акт № 1, 24.11.2026")
    page = plain(librarian.get(f"/circulation/replacements/details/?id={row.id}").text)
    assert "Акт № 1" in page
    assert "brings it back into the fund" in page
    token = re.search(r'csrf-token" content="([^"]+)"', librarian.get("/desk/").text)
    assert token
    scan = {"code": lost.copy.code, "csrf_token": token[1]}
    answer = librarian.post("/desk/scan", data=scan)
    assert f"/circulation/replacements/details/?id={row.id}" in answer.text

    page = post(f"/circulation/replacements/{row.id}/found")
    assert "Entry of the summary book" in page
    assert Copy.get_by_id(lost.copy_id).withdrawn_on is None
    assert SummaryEntry.select().where(SummaryEntry.kind == "found").count() == 1
    ensure_agreed()
    assert "found again on" in post(f"/circulation/replacements/{row.id}/found")
    paper = text_of(librarian.get("/documents/circulation.notebook.pdf?lang=kk").data)
    assert "№1," in paper
    assert "табылған" in paper


def test_a_class_teacher_sees_the_own_class_only(
    sign_in: Callable[..., FlaskClient], make_person: Callable[..., Any], lost: Loan
) -> None:
    row = take(lost)
    browser = sign_in("teacher")
    assert row.reader_words not in browser.get("/circulation/replacements/").text
    assert browser.get(f"/circulation/replacements/details/?id={row.id}").status_code in (302, 404)
    assert make_class()


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_papers(librarian: FlaskClient, lost: Loan, lang: str) -> None:
    row = take(lost)
    words = {"kk": ("Оқырманның қолы", "ауыстыру туралы"), "ru": ("Расписка", "о замене книг")}
    notebook = f"/documents/circulation.notebook.%s?lang={lang}"
    act = f"/documents/circulation.replacements.%s?lang={lang}&row={row.id}"
    for path, wanted in ((notebook, words[lang][0]), (act, words[lang][1])):
        assert squeezed(wanted) in text_of(librarian.get(path % "pdf").data)
        paper = docx.Document(io.BytesIO(librarian.get(path % "docx").data))
        cells = [one.text for table in paper.tables for line in table.rows for one in line.cells]
        said = " ".join([*(one.text for one in paper.paragraphs), *cells])
        assert wanted in said
        assert row.copy.inventory_no in said
        assert row.reader_words in said
    said = text_of(librarian.get(act % "pdf").data)
    assert row.entry.written_number in said
    assert row.new_copy.inventory_no in said


def text_of(pdf: bytes) -> str:
    pages = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return "".join("".join(pages).split())


def squeezed(text: str) -> str:
    """Return the text without its spaces: a narrow column breaks words."""
    return "".join(text.split())


def test_nothing_of_a_lost_book_is_left_to_hand_over(librarian: FlaskClient, lost: Loan) -> None:
    row = take(lost)
    case = writeoff.open_case("main", by=None)
    writeoff.set_basis(case, Reason.get(Reason.title_kk == "жоғалған"), by=None)
    writeoff.add_lost(case, by=None)
    writeoff.close_list(case, by=None)
    people = [writeoff.Member(name, is_chair=name == "Ким О.") for name in ("Ким О.", "Б", "В")]
    writeoff.set_commission(
        case,
        people,
        minutes_no="2",
        minutes_on=row.accepted_on,
        approver_name="Б. Нұрғалиев",
        approver_post="Директор",
        by=None,
    )
    writeoff.approve(case, by=None)
    page = librarian.get(f"/writeoff/cases/details/?id={case.id}").text
    assert "lost, nothing to hand over" in page
    writeoff.close(case, by=None)
    assert case.state == "closed"
    ensure_agreed()
