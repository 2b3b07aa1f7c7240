"""A newcomer's first run over HTTP: from the supplier's list to the receipt for waste paper."""

import re
from collections.abc import Callable
from decimal import Decimal

import pypdfium2
import pytest
import zxingcpp
from flask.testing import FlaskClient

from core.labels import PRESETS
from plugins.catalogue.models import Record
from plugins.circulation.models import Loan
from plugins.fund.models import Copy, Delivery, LabelPrint, SummaryEntry
from plugins.fund.services import control, third_part
from plugins.writeoff.models import Case, Disposal, Reason
from tests.integration.test_desk_http import token_of
from tests.integration.test_intake_http import Steps
from tests.integration.writeoff_desk import COMMISSION, STANDARD, Desk, words_of
from tests.makers import make_reader
from tests.unit.core.test_intake import workbook

TITLES = 100
EACH = 3
DPI = 203
SUBJECTS = ("Алгебра", "Физика", "Қазақ тілі", "Қазақстан тарихы", "География")


def invoice() -> bytes:
    """Return a supplier's list of 100 textbooks, three copies of each."""
    rows: list[list[object]] = [
        ["«Алматыкітап баспасы» ЖШС"],
        ["Шот-фактура № 15"],
        [],
        ["№", "Авторы", "Кітаптың атауы", "Баспасы", "Шыққан жылы", "Саны", "Бағасы", "Сомасы"],
    ]
    for at in range(TITLES):
        title = f"{SUBJECTS[at % 5]}. {1 + at % 11}-сынып. {1 + at // 55}-бөлім ({at})"
        price = Decimal("1500.50") + at
        author = f"Автор{chr(ord('А') + at % 30)} Б."
        rows.append(
            [at + 1, author, title, "Мектеп", 2020, EACH, float(price), float(price * EACH)]
        )
    rows.append(["Барлығы", None, None, None, None, TITLES * EACH, None, None])
    return workbook(*rows)


def codes_on(pdf: bytes, count: int) -> list[str]:
    """Return what a scanner reads off each of ``count`` labels of a sheet of 4 by 10."""
    sheet, found = PRESETS["a4-4x10"], list[str]()
    pages = [page.render(scale=DPI / 72, grayscale=True) for page in pypdfium2.PdfDocument(pdf)]
    for place in range(count):
        page, on_page = divmod(place, sheet.per_page)
        x, y = sheet.cell(on_page)
        box = (x, y, x + sheet.width, y + sheet.height)
        label = pages[page].to_pil().crop([round(one / 25.4 * DPI) for one in box])
        codes = zxingcpp.read_barcodes(label, formats=zxingcpp.BarcodeFormat.Code128)
        found += [one.text for one in codes]
    return found


@pytest.fixture
def head(sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    """The head librarian on her first day."""
    return sign_in("head")


def test_from_the_suppliers_list_to_the_receipt(head: FlaskClient) -> None:
    copies = _accepted(head)
    _labelled(head, copies)
    lent = _lent(head, copies[0])
    case = _written_off(head, copies, lent)
    _closed(Desk(head), case)


def _accepted(head: FlaskClient) -> list[Copy]:
    token = token_of(head, "/fund/deliveries/new/")
    head.post(
        "/fund/deliveries/new/",
        data={
            "csrf_token": token,
            "fund": "textbook",
            "document_kind": "invoice",
            "document_no": "15",
            "document_on": "2026-08-20",
            "supplier": "«Алматыкітап баспасы» ЖШС",
            "source": "budget",
            "received_on": "2026-08-24",
        },
    )
    delivery = Delivery.get()
    steps = Steps(head, "/fund/invoices", delivery.id)
    page = steps.send(invoice())
    assert "Refused rows" not in page
    page = steps.take(rest="other")
    assert f"Lines added: {TITLES}" in page

    page = steps.post(f"/fund/deliveries/{delivery.id}/accept").text

    assert "Accepted: entry № 1/" in page
    amount = sum(((Decimal("1500.50") + at) * EACH for at in range(TITLES)), Decimal(0))
    entry = SummaryEntry.get()
    assert (entry.titles, entry.copies, entry.amount) == (TITLES, TITLES * EACH, amount)
    assert Record.select().where(Record.kind == "textbook").count() == TITLES
    return list(Copy.select().order_by(Copy.id))


def _labelled(head: FlaskClient, copies: list[Copy]) -> None:
    token = token_of(head, "/fund/labels/")
    answer = head.post(
        "/fund/labels/labels.pdf",
        data={
            "csrf_token": token,
            "which": "unprinted",
            "sheet": "a4-4x10",
            "parts": ["code", "number", "school", "title"],
        },
    )

    assert answer.mimetype == "application/pdf"
    assert sorted(codes_on(answer.data, len(copies))) == sorted(one.code for one in copies)
    assert LabelPrint.select().count() == len(copies)


def _lent(head: FlaskClient, copy: Copy) -> Copy:
    reader = make_reader("Әлібек Нұрасыл")
    token = token_of(head)
    answer = head.post(
        "/desk/scan",
        data={"csrf_token": token, "code": copy.code, "reader": reader.code},
        headers={"Accept": "application/json"},
    )

    assert answer.json["kind"] == "lent", answer.json
    assert Loan.select().count() == 1
    return copy


def _written_off(head: FlaskClient, copies: list[Copy], lent: Copy) -> Case:
    desk = Desk(head)
    desk.post("new/", fund="textbook", note="")
    case: Case = Case.get()
    reason = Reason.get(Reason.title_kk == STANDARD)
    order = {"order_from": "Қалалық білім бөлімі", "order_no": "214", "order_on": "2026-10-05"}
    desk.post(f"{case.id}/basis", reason=reason.id, **order)
    numbers = f"{lent.inventory_no}-{copies[9].inventory_no}"

    page = desk.post(f"{case.id}/copies", code=numbers)

    assert "Put on the list: 9." in page
    assert "Not put on the list: 1." in page
    assert "Әлібек Нұрасыл" in page
    desk.post(f"{case.id}/list/close")
    desk.post(f"{case.id}/commission", **COMMISSION)
    page = desk.post(f"{case.id}/approve")
    assert "Approved: Акт № 1" in page

    gone = sum((one.price for one in copies[1:10]), Decimal(0))
    written = f"{gone:,.2f}".replace(",", " ").replace(".", ",")
    for language, words in (("kk", "БЕКІТЕМІН"), ("ru", "УТВЕРЖДАЮ")):
        for kind in ("pdf", "docx"):
            answer = head.get(f"/documents/writeoff.act.{kind}?case={case.id}&lang={language}")
            text = words_of(answer).replace("\u00a0", " ")
            assert words in text, (language, kind)
            assert written in text, (language, kind)
            assert all(one.inventory_no in text for one in copies[1:10])
    part = third_part("textbook", SummaryEntry.get(SummaryEntry.part == 2).year)
    assert (part.came.copies, part.went.copies, part.at_end.copies) == (300, 9, 291)
    assert part.at_end.amount == part.came.amount - gone
    total = next(one for one in control() if one.fund == "textbook")
    assert (total.difference, total.amount_difference) == (0, 0)
    assert (total.fund_copies, total.on_shelves, total.out) == (291, 290, 1)
    return case


def _closed(desk: Desk, case: Case) -> None:
    page = desk.post(f"{case.id}/close")
    assert "Still to be handed over" in page
    desk.post(f"{case.id}/dispose", kind="waste", all="1", kg="4,5", price="30")
    waste = Disposal.get()
    receipt = {"receipt_no": "77", "receipt_on": "2026-10-28", "kg": "4,5", "price": "30"}
    desk.post(f"{case.id}/receipt", disposal=waste.id, account="KZ12", **receipt)

    page = desk.post(f"{case.id}/close")

    assert "The case is closed" in page
    assert Case.get().state == "closed"
    page = desk.page(case)
    assert re.search(r"135,00", page), "4,5 kg at 30 tenge"
