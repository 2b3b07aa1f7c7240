"""The pages of acquisition."""

import io

import openpyxl
import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage

from core import clock
from plugins.acquisitions.models import (
    Exhibition,
    Gift,
    Giver,
    Order,
    OrderLine,
    Supplier,
    VisitingBook,
    Wish,
    WishAsk,
)
from plugins.acquisitions.services import wishes
from plugins.catalogue.models import Record
from plugins.fund.models import Copy, Delivery
from tests.integration.test_intake_http import Steps
from tests.makers import make_class, make_copy, make_reader, make_record, make_set, make_textbook


def test_gifts_are_written_down_handed_in_and_thanked_for(librarian: FlaskClient) -> None:
    steps = Steps(librarian, "")
    pupil = make_reader()
    make_reader("Әлібек Дана")
    copy = make_copy("77", make_record("Абай жолы"))
    steps.post(
        "/acquisitions/campaigns/new/", title="Кітап сыйлай білесің бе?", first_on="20.10.2026"
    )
    here = "/acquisitions/campaigns/1"

    page = steps.post(f"{here}/givers", kind="reader", who="Әлібек").text
    assert f'name="reader" value="{pupil.id}"' in page
    steps.post(f"{here}/givers", kind="reader", reader=pupil.id)
    steps.post(f"{here}/givers", kind="class", **{"class": make_class().id})
    page = steps.post(f"{here}/givers", kind="reader", who="Жоқ адам").text
    assert "No reader is known under" in page
    steps.post(f"{here}/givers/1/books", code=copy.code, quantity="2", price="1500")
    page = steps.post(f"{here}/givers/1/books", code="Марс шежіресі", quantity="1").text
    assert "The catalogue has nothing under" in page
    steps.post(f"{here}/givers/1/books", is_new="1", title="Марс шежіресі", quantity="1", price="")
    steps.post(f"{here}/givers/2/books", record=copy.record_id)

    assert [one.name for one in Giver.select().order_by(Giver.id)] == [pupil.name, "Class 7 «Ә»"]
    assert [one.quantity for one in Gift.select().order_by(Gift.id)] == [2, 1, 1]
    page = steps.post(f"{here}/hand_in").text
    assert steps.here == "/fund/deliveries/details/?id=1"
    assert "Марс шежіресі" in page
    steps.post("/fund/deliveries/1/accept")
    assert Copy.select().where(Copy.received_on == clock.today()).count() == 4
    page = librarian.get("/acquisitions/campaigns/details/?id=1").text
    assert page.count("in the fund") == 3
    assert "is in a delivery already" in steps.post(f"{here}/books/1/remove").text
    for lang in ("kk", "ru"):
        for paper in ("thanks.pdf", "givers.xlsx", "givers.pdf"):
            answer = librarian.get(f"/documents/acquisitions.{paper}?campaign=1&lang={lang}")
            assert answer.status_code == 200, paper
    assert librarian.get("/documents/acquisitions.thanks.pdf?campaign=1&giver=9").status_code == 404


def test_an_order_goes_from_wishes_to_a_delivery(librarian: FlaskClient) -> None:
    steps = Steps(librarian, "")
    wish = wishes.take("Марс шежіресі", reader=make_reader(), on=clock.today())
    record = make_record("Абай жолы")
    steps.post("/acquisitions/suppliers/new/", name="«Фолиант»", phone="39-60-80")
    page = steps.post("/acquisitions/suppliers/new/", name="Мектеп", bin="123").text
    assert "123 is no BIN" in page
    steps.post(
        "/acquisitions/orders/new/",
        title="Күзгі",
        fund="main",
        supplier=Supplier.get().id,
        made_on=f"{clock.today():%d.%m.%Y}",
    )
    here = "/acquisitions/orders/1"

    page = librarian.get("/acquisitions/orders/details/?id=1").text
    assert f"/orders/1/wishes/{wish.id}" in page
    steps.post(f"{here}/wishes/{wish.id}")
    page = steps.post(f"{here}/lines", code="абай", quantity="5", price="2000").text
    assert f'name="record" value="{record.id}"' in page
    steps.post(f"{here}/lines", record=record.id, quantity="5", price="2000")
    steps.post(
        f"{here}/lines", is_new="1", title="Ай", authors="Верн Ж.", quantity="1", price="900"
    )
    steps.post(f"{here}/lines/1", quantity="3", price="1 000,50")
    assert "at least 1" in steps.post(f"{here}/lines/1", quantity="0", price="1").text
    steps.post(f"{here}/lines/3/remove")
    assert [
        (one.quantity, str(one.price)) for one in OrderLine.select().order_by(OrderLine.id)
    ] == [
        (3, "1000.50"),
        (5, "2000.00"),
    ]
    steps.post(f"{here}/state", state="sent")
    steps.post(f"{here}/deliver")
    assert steps.here == "/fund/deliveries/details/?id=1"
    steps.post("/fund/deliveries/1/accept")

    assert (Order.get().state, Wish.get().state) == ("done", "came")
    answer = librarian.get("/documents/acquisitions.order.xlsx?order=1&lang=kk")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "Марс шежіресі" in " ".join(map(str, cells))
    for form in ("pdf", "docx"):
        answer = librarian.get(f"/documents/acquisitions.order.{form}?order=1&lang=ru")
        assert answer.status_code == 200
    steps.post(f"{here}/deliveries/1/remove")
    assert Order.get().state == "sent"
    steps.post(f"{here}/deliveries", delivery=Delivery.get().id)
    assert Order.get().state == "done"


def test_textbooks_that_are_short_are_ordered_by_one_button(librarian: FlaskClient) -> None:
    steps = Steps(librarian, "")
    page = steps.post("/acquisitions/orders/textbooks").text
    assert "No textbook is short" in page
    make_reader()
    make_set([make_textbook("Алгебра")], year=clock.today().year)

    page = steps.post("/acquisitions/orders/textbooks").text

    assert "Алгебра" in page
    assert OrderLine.select().count() == 1


def test_a_wish_is_asked_again_and_declined_with_a_reason(librarian: FlaskClient) -> None:
    steps = Steps(librarian, "")
    reader = make_reader()
    steps.post(
        "/acquisitions/wishes/new/", text="Өрмекші адам", asked_on="20.10.2026", who="ата-ана"
    )
    here = "/acquisitions/wishes/1"
    steps.post(f"{here}/again", who=str(reader.card_no))
    steps.post(f"{here}/answer", state="declined", reason=" ")
    assert Wish.get().state == "new"
    page = steps.post(f"{here}/answer", state="declined", reason="сай келмейді").text

    assert reader.name in page
    assert "сай келмейді" in librarian.get("/acquisitions/wishes/?preset=all").text
    assert (Wish.get().times, WishAsk.select().count()) == (2, 2)
    steps.post("/acquisitions/wishes/edit/?id=1", text="Өрмекші адам 2", asked_on="20.10.2026")
    assert Wish.get().text == "Өрмекші адам 2"


def test_a_visiting_exhibition_comes_and_goes(librarian: FlaskClient) -> None:
    steps = Steps(librarian, "")
    steps.post(
        "/acquisitions/exhibitions/new/",
        title="Әлем әдебиеті",
        partner="Аудандық кітапхана",
        came_on="20.10.2026",
        due_on="20.11.2026",
    )
    here = "/acquisitions/exhibitions/1"
    book = openpyxl.Workbook()
    for row in (("Автор", "Название", "Кол-во"), ("Верн Ж.", "Айдағы адамдар", 2)):
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    data.seek(0)

    steps.post(f"{here}/books", title="Ақ кеме", quantity="2", price="2100")
    steps.post(f"{here}/list", file=FileStorage(data, "тізім.xlsx"))
    steps.post(f"{here}/list", rows="Атауы\tСаны\nШал мен теңіз\t1")
    assert "Choose a file or paste" in steps.post(f"{here}/list", rows=" ").text
    steps.post(f"{here}/books/3/remove")
    page = steps.post(f"{here}/back", on="19.11.2026", **{"back-1": "1"}).text

    assert [
        (one.title, one.returned) for one in VisitingBook.select().order_by(VisitingBook.id)
    ] == [
        ("Ақ кеме", 1),
        ("Айдағы адамдар", 2),
    ]
    assert "Copies not handed back: 1" in page
    for more in ("", "&back=1"):
        for form in ("pdf", "docx"):
            answer = librarian.get(f"/documents/acquisitions.handover.{form}?exhibition=1{more}")
            assert answer.status_code == 200
    steps.post(f"{here}/reopen")
    assert Exhibition.get().returned_on is None
    assert (Copy.select().count(), Record.select().count(), Delivery.select().count()) == (0, 0, 0)


@pytest.mark.parametrize("page", ["orders", "wishes", "campaigns", "exhibitions", "suppliers"])
def test_an_empty_list_says_what_to_do(librarian: FlaskClient, page: str) -> None:
    answer = librarian.get(f"/acquisitions/{page}/?preset=all")

    assert answer.status_code == 200
    assert "kt-empty" in answer.text
