"""The inventory book on the screen, as a table, and on paper."""

import io
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from openpyxl import load_workbook
from pypdf import PdfReader

from core import settings, tasks
from core.clock import today
from plugins.fund.documents import print_book
from plugins.fund.models import Copy, Delivery, InventoryPrint
from plugins.fund.services import control, deliveries, inventory, withdraw
from plugins.fund.services.inventory import ROWS
from tests.integration.test_desk_http import token_of
from tests.makers import make_record

LONG = (
    "Қазақстан Республикасының жалпы білім беретін мектептеріндегі оқу-тәрбие процесін "
    "ұйымдастырудың ғылыми-әдістемелік негіздері: мұғалімдерге, кітапханашыларға және "
    "ата-аналарға арналған көмекші құрал"
)
BOOK = "/fund/inventory/book/?fund=textbook&book=inventory"


def come(*lines: tuple[str, int, str], fund: str = "textbook", **more: Any) -> None:
    """Accept a delivery with these (title, quantity, price)."""
    delivery = Delivery.create(fund=fund)
    for title, quantity, price in lines:
        record = make_record(title, city="Алматы", year=2024, bbk="84(5Қаз)")
        deliveries.add_line(delivery, record, quantity=quantity, price=price, by=None, **more)
    deliveries.accept(delivery, by=None)


def printed(client: FlaskClient, which: str = "new", **more: str) -> PdfReader:
    """Print as a person does: the form, the page with the bar, the file."""
    form = {"fund": "textbook", "book": "inventory", "which": which, "lang": "kk", **more}
    token = token_of(client, BOOK)
    answer = client.post("/fund/inventory/book/print", data={"csrf_token": token, **form})
    assert answer.status_code == 303, answer.text
    at = answer.headers["Location"]
    tasks.wait()
    page = client.get(at).text
    assert f'href="{at}/file"' in page, page
    file = client.get(f"{at}/file", buffered=True)
    assert file.mimetype == "application/pdf"
    body = file.data
    file.close()
    return PdfReader(io.BytesIO(body))


def words(reader: PdfReader) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def amount(text: str, before: str) -> tuple[int, Decimal]:
    """Return copies and sum that stand behind the words ``before``."""
    found = re.search(re.escape(before) + r" ([\d\s]+) \w+, ([\d\s]+,\d\d) ₸", text)
    assert found, text
    copies, money = ("".join(one.split()) for one in found.groups())
    return int(copies), Decimal(money.replace(",", "."))


def test_the_list_has_the_ten_columns_of_the_form(librarian: FlaskClient) -> None:
    come(("Абай жолы", 2, "1 500,50"))
    copy = Copy.select().order_by(Copy.id).first()
    withdraw([copy], on=today(), by=None, document="Акт № 4, 20.10.2026")
    copy.note = "сыйға"
    copy.save()

    page = librarian.get("/fund/inventory/?fund=textbook").text

    for one in (
        f"{today():%d.%m.%Y}",
        copy.inventory_no,
        "Әуезов Мұхтар. Абай жолы",
        "2024 (Алматы)",
        "1\u00a0500,50",
        f"1/{today().year}",
        "84(5Қаз)",
        "Акт №\u00a04, 20.10.2026",
        "сыйға",
    ):
        assert one in page, one


def test_each_fund_and_each_book_shows_its_own_lines(librarian: FlaskClient) -> None:
    come(("Алгебра", 2, "10"))
    come(("Үнқағаз", 3, "10"), is_inventoried=False)
    come(("Роман", 1, "10"), fund="main")

    shown = {
        (fund, book): librarian.get(f"/fund/inventory/?fund={fund}&preset={book}").text
        for fund in ("main", "textbook")
        for book in ("inventory", "simple")
    }

    assert "Алгебра" in shown["textbook", "inventory"]
    assert "Үнқағаз" in shown["textbook", "simple"]
    assert "Роман" in shown["main", "inventory"]
    for key, title in ((("textbook", "simple"), "Алгебра"), (("textbook", "inventory"), "Үнқағаз")):
        assert title not in shown[key]
    assert "Алгебра" not in shown["main", "inventory"]
    counts = librarian.get("/fund/inventory/counts/?fund=textbook").get_json()
    assert counts == {"inventory": "2", "simple": "3"}


def test_search_filter_and_spreadsheet(librarian: FlaskClient) -> None:
    come(("Алгебра", 2, "10"), ("Физика", 1, "12,5"))

    found = librarian.get("/fund/inventory/?fund=textbook&search=физика").text
    assert "Физика" in found
    assert "Алгебра" not in found
    dear = librarian.get("/fund/inventory/?fund=textbook&f-price=11..").text
    assert "Алгебра" not in dear
    sheet = librarian.get("/fund/inventory/export/xlsx/?fund=textbook", buffered=True)
    rows = list(load_workbook(io.BytesIO(sheet.data)).active.iter_rows(values_only=True))
    assert any("Mark of the check" in map(str, row) for row in rows)
    assert sum("Әуезов Мұхтар. Алгебра" in map(str, row) for row in rows) == 2


@pytest.mark.parametrize(
    ("language", "head", "on_page", "all_of_it", "certificate"),
    [
        (
            "kk",
            "Түгендеу кітабы. Оқулық қоры",
            "Бет бойынша барлығы:",
            "Кітап бойынша барлығы:",
            "Осы түгендеу кітабында барлығы 3 (үш) бет нөмірленген, тігілген және мөрмен",
        ),
        (
            "ru",
            "Инвентарная книга. Учебный фонд",
            "Итого на странице:",
            "Всего по книге:",
            "прошнуровано и скреплено печатью 3 (три) страницы.",
        ),
    ],
)
def test_the_book_on_paper(
    librarian: FlaskClient,
    language: str,
    head: str,
    on_page: str,
    all_of_it: str,
    certificate: str,
) -> None:
    settings.put({"school.name_kk": "№ 25 мектеп-гимназия"}, by=None)
    come((LONG, 1, "0,01"), ("Әңгімелер", 2 * ROWS + 1, "1 234,56"))
    gone = Copy.select().order_by(Copy.id).offset(3).first()
    withdraw([gone], on=today(), by=None, document="Акт № 4, 20.10.2026")

    reader = printed(librarian, "whole", lang=language)
    texts = words(reader)

    assert len(texts) == 4
    for page in reader.pages:
        assert page.mediabox.width > page.mediabox.height
    for text in texts[:3]:
        assert head in text
    whole = " ".join(texts)
    for copy in Copy.select():
        assert copy.inventory_no in whole
    assert LONG.replace(" ", "") in texts[0].replace(" ", "").replace("\u2060", "")
    assert "Акт № 4, 20.10.2026" in texts[0].replace("\u00a0", " ")
    assert amount(texts[0], on_page) == (ROWS, Decimal("0.01") + 19 * Decimal("1234.56"))
    total = Decimal("0.01") + 41 * Decimal("1234.56")
    assert amount(texts[2], all_of_it) == (42, total)
    assert certificate in texts[3].replace("\u00a0", " ")
    one = next(one for one in control() if one.fund == "textbook")
    assert (one.fund_copies, one.fund_amount) == (41, total - gone.price)
    assert f"{one.fund_amount:,.2f}".replace(",", " ").replace(".", ",") in texts[3]


def test_the_second_print_has_new_pages_only(librarian: FlaskClient) -> None:
    come(("Бірінші", ROWS + 2, "10"))
    assert len(words(printed(librarian))) == 3
    come(("Екінші", ROWS, "20"))

    page = librarian.get(BOOK).text
    texts = words(printed(librarian))

    assert "pages 2–3" in page
    assert "Page 2 was not full." in page
    assert [text.count("Екінші") for text in texts] == [18, 2, 0]
    assert "№ 2 бет" in texts[0].replace("\u00a0", " ")
    assert amount(texts[0], "Алдыңғы беттен көшірілді:") == (ROWS, Decimal(10 * ROWS))
    assert [(one.first_page, one.last_page) for one in InventoryPrint.select()] == [(1, 2), (2, 3)]
    page = librarian.get(BOOK).text
    assert "there is nothing" in page
    again = words(printed(librarian, str(InventoryPrint.select().first().id)))
    assert len(again) == 2
    assert again[1].count("Екінші") == 18
    assert "Келесі бетке жинақталып көшірілді:" in again[1]
    assert InventoryPrint.select().count() == 2


def test_nothing_new_is_a_sentence(librarian: FlaskClient) -> None:
    token = token_of(librarian, BOOK)
    for which in ("new", "whole"):
        answer = librarian.post(
            "/fund/inventory/book/print", data={"csrf_token": token, "which": which}
        )
        assert answer.status_code == 409
        assert "There is no line in this book that has not been printed." in answer.text
    lost = librarian.post("/fund/inventory/book/print", data={"csrf_token": token, "which": "99"})
    assert lost.status_code == 404


def test_who_only_looks_may_print_but_closes_nothing(
    sign_in: Callable[..., FlaskClient],
) -> None:
    come(("Алгебра", 2, "10"))
    viewer = sign_in("viewer")

    assert len(words(printed(viewer))) == 2
    assert InventoryPrint.select().count() == 0
    assert sign_in("assistant").get(BOOK).status_code == 403


def test_three_thousand_lines_agree_with_the_control_total(app: Flask, tmp_path: Path) -> None:
    come(*((f"Оқулық {number}", 500, f"{number + 1},37") for number in range(6)))
    Copy.update(note="сыйға").where(Copy.inventory_no.endswith("7")).execute()
    seen: list[tuple[int, int]] = []

    with force_locale("kk"):
        span = inventory.whole("textbook", "inventory")
        print_book(span, tmp_path / "book.pdf", lambda done, total: seen.append((done, total)))

    texts = words(PdfReader(tmp_path / "book.pdf"))
    assert len(texts) == 3000 // ROWS + 1
    assert seen[-1] == (3000, 3000)
    assert [done for done, _total in seen] == sorted(done for done, _total in seen)
    sums = [amount(text, "Бет бойынша барлығы:") for text in texts[:-1]]
    brought = [amount(text, "Алдыңғы беттен көшірілді:") for text in texts[1:-1]]
    copies, money = 0, Decimal(0)
    for place, (more, sum_of_page) in enumerate(sums):
        if place:
            assert brought[place - 1] == (copies, money)
        copies, money = copies + more, money + sum_of_page
    one = next(one for one in control() if one.fund == "textbook")
    assert (copies, money) == (one.fund_copies, one.fund_amount)
    numbers = [number for text in texts for number in re.findall(r"\b1\d{5}\b", text)]
    assert numbers == [copy.inventory_no for copy in Copy.select().order_by(Copy.id)]


def test_whatever_a_cell_holds_it_stays_in_its_row(app: Flask, tmp_path: Path) -> None:
    school = "Алматы облысы білім басқармасының «Шамалған орта мектебі» коммуналдық мекемесі"
    settings.put({"school.name_kk": school}, by=None)
    come(("(Жақша) \\ кері сызық \U0001f600\x07", 1, "9999999,99"), ("Тарих " * 80, 1, "0"))
    Copy.update(inventory_no="МЕКТЕП-КІТАПХАНА-2026-0000000000000123").where(
        Copy.id == Copy.select(Copy.id).order_by(Copy.id).limit(1)
    ).execute()

    with force_locale("kk"):
        span = inventory.whole("textbook", "inventory")
        print_book(span, tmp_path / "book.pdf", lambda _done, _total: None)

    text = words(PdfReader(tmp_path / "book.pdf"))[0]
    assert school in text
    assert "(Жақша) \\ кері сызық" in text
    assert "9 999 999,99" in text
    assert "0000000123" in text
    assert "Тарих Тарих" in text
    assert "…" in text
