"""A newcomer's first run in Chromium, from the empty library to the receipt, in Kazakh."""

import re
from urllib.parse import urlencode

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from core.barcodes import Kind, make_code
from core.labels import PRESETS
from tests.integration.test_newcomer import DPI, EACH, TITLES, invoice
from tests.serving import Server

pytestmark = pytest.mark.browser

PEOPLE = (("Ахметова С.", "директордың орынбасары"), ("Ким О.", "бухгалтер"), ("Жақсыбек Д.", ""))


@pytest.fixture
def newcomer(databases, empty_library, chromium):
    """A page in front of a library that nobody has opened yet; faults of scripts fail the test."""
    url, faults = databases.copy(empty_library), []
    server = Server(url, LANGUAGE="kk")
    address = server.start()
    context = chromium.new_context(base_url=address, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: "Content Security" in said.text and faults.append(said.text))
    yield page
    context.close()
    server.kill()
    databases.drop(url)
    assert faults == []


def press(page: Page, words: str) -> None:
    """Press the button with these words and wait for the page that follows."""
    page.locator(f"button:has-text('{words}'):visible").first.click()
    page.wait_for_load_state()


def fill_day(page: Page, name: str, day: str) -> None:
    """Type a day, ``05.10.2026``, as the field takes it."""
    field = page.locator(f"[name={name}]:visible")
    if field.get_attribute("type") == "date":
        day = "-".join(reversed(day.split(".")))
    field.fill(day)
    field.press("Tab")


def test_from_an_empty_library_to_the_receipt(newcomer: Page, tmp_path) -> None:
    page = newcomer
    open_the_library(page)
    accept_the_invoice(page, tmp_path)
    labels_are_read(page)
    lend_the_first(page)
    write_off(page)
    hand_over_and_close(page)


def open_the_library(page: Page) -> None:
    page.goto("/")
    values = {
        "school_name_kk": "№ 5 мектеп",
        "school_name_ru": "Школа № 5",
        "city": "Шымкент",
        "director": "Ахметов Б. С.",
        "full_name": "Гүлнар Сәрсенбаева",
        "login": "gulnar",
        "password": "kitap-oqu-2026",
        "password_repeat": "kitap-oqu-2026",
    }
    for name, value in values.items():
        page.fill(f"[name={name}]", value)
    page.click("button.l-go")
    expect(page.locator("[name=school_name_kk]")).to_have_count(0)
    page.wait_for_load_state()
    if page.locator("[name=password]").count():
        page.fill("[name=login]", "gulnar")
        page.fill("[name=password]", "kitap-oqu-2026")
        page.click("button.l-go")
    expect(page.locator("h1")).to_contain_text("Бүгін")


def accept_the_invoice(page: Page, folder) -> None:
    file = folder / "шот-фактура.xlsx"
    file.write_bytes(invoice())
    page.goto("/fund/deliveries/new/")
    page.fill("[name=document_no]", "15")
    page.fill("[name=supplier]", "«Алматыкітап баспасы» ЖШС")
    page.locator("form[data-kt-save] button.btn-primary").first.click()
    page.goto("/fund/deliveries/details/?id=1")
    page.click("a:has-text('Тізімнен жолдар қосу')")
    page.set_input_files("[name=file]", file)
    press(page, "Тізімді оқу")
    expect(page.locator("table.i-columns")).to_contain_text("Автор")
    press(page, "Қарап шығу")
    expect(page.locator("#i-sum + *, #i-sum")).to_have_count(2)
    expect(page.locator(".r-facts")).to_contain_text(str(TITLES))
    rest = page.locator("button[name=rest][value=other]")
    (rest if rest.count() else page.locator("#i-take button.btn-primary")).click()
    expect(page.locator(".kt-msg.ok").first).to_contain_text(str(TITLES))

    page.click("section.kt-next button.btn-primary")

    expect(page.locator(".kt-msg.ok").first).to_contain_text(str(TITLES * EACH))
    page.goto("/fund/summary/?fund=textbook")
    expect(page.locator(".kt-msg.ok").first).to_contain_text("300")


def labels_are_read(page: Page) -> None:
    page.goto("/fund/labels/")
    page.check("#w-new")
    page.select_option("#f-sheet", "a4-4x10")
    form = page.locator("form:has(#w-new)").evaluate(
        "form => [...new FormData(form)].map(([name, value]) => [name, String(value)])"
    )
    body = [(name, value) for name, value in form]
    answer = page.request.post(
        "/fund/labels/labels.pdf",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        data=urlencode(body),
    )
    assert answer.headers["content-type"] == "application/pdf"
    sheet = PRESETS["a4-4x10"]
    pages = [
        one.render(scale=DPI / 72, grayscale=True) for one in pypdfium2.PdfDocument(answer.body())
    ]
    for place in range(TITLES * EACH):
        at, on_page = divmod(place, sheet.per_page)
        x, y = sheet.cell(on_page)
        box = (x, y, x + sheet.width, y + sheet.height)
        label = pages[at].to_pil().crop([round(one / 25.4 * DPI) for one in box])
        codes = zxingcpp.read_barcodes(label, formats=zxingcpp.BarcodeFormat.Code128)
        assert [one.text for one in codes] == [make_code(Kind.COPY, place + 1)]


def lend_the_first(page: Page) -> None:
    page.goto("/readers/readers/new/")
    page.fill("[name=last_name]", "Нұрасыл")
    page.fill("[name=first_name]", "Әлібек")
    page.locator("form[data-kt-save] button.btn-primary").first.click()
    page.wait_for_load_state()
    page.goto("/readers/readers/")
    card = re.findall(r">\s*(\d{4,})\s*<", page.content())[0]
    page.goto("/desk/")
    for code in (make_code(Kind.READER, int(card)), make_code(Kind.COPY, 1)):
        page.keyboard.type(code)
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
    expect(page.locator(".k-now [data-kind=lent]")).to_be_visible()


def write_off(page: Page) -> None:
    page.goto("/writeoff/cases/new/")
    page.locator("form[data-kt-save] button.btn-primary").first.click()
    page.wait_for_load_state()
    reasons = page.locator("#f-reason option").all_text_contents()
    chosen = next(one for one in reasons if "стандарт" in one)
    page.select_option("#f-reason", label=chosen)
    page.fill("[name=order_from]", "Қалалық білім бөлімі")
    page.fill("[name=order_no]", "214")
    fill_day(page, "order_on", "05.10.2026")
    press(page, "Сақтап, жалғастыру")
    page.goto("/fund/copies/details/?id=1")
    first = int(re.findall(r"№ (\d+)", page.content())[0])
    page.goto("/writeoff/cases/details/?id=1")
    page.fill("#scan", f"{first}-{first + 9}")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.locator("body")).to_contain_text("Нұрасыл")
    expect(page.locator("#list tbody tr")).to_have_count(9)
    page.click("section.kt-next button.btn-primary")
    for at, (name, post) in enumerate(PEOPLE):
        page.fill(f"[name=name_{at}]", name)
        page.fill(f"[name=post_{at}]", post)
    page.check("#f-chair-0")
    page.fill("[name=minutes_no]", "2")
    fill_day(page, "minutes_on", "19.10.2026")
    page.locator("form:has([name=minutes_no]) button.btn-primary").click()
    page.wait_for_load_state()
    page.click("section.kt-next button.btn-primary")
    press_yes(page)
    expect(page.locator(".kt-msg.ok").first).to_contain_text("№ 1")
    for language in ("kk", "ru"):
        for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
            answer = page.request.get(f"/documents/writeoff.act.{kind}?case=1&lang={language}")
            assert answer.body().startswith(start)
    page.goto("/fund/summary/?fund=textbook&part=3")
    expect(page.locator(".kt-msg.ok").first).to_be_visible()
    expect(page.locator("table.f-book tbody tr").last).to_contain_text("291")


def press_yes(page: Page) -> None:
    """Confirm what the page asks; the button says what will be done."""
    button = page.locator("dialog[open] .kt-dlg-foot button").last
    expect(button).to_have_text("Актіні бекіту")
    button.click()
    page.wait_for_load_state()


def hand_over_and_close(page: Page) -> None:
    page.goto("/writeoff/cases/details/?id=1")
    page.click("section.kt-next a.btn-primary")
    page.fill("#w-kg", "4,5")
    page.fill("#w-price", "30")
    page.locator("#waste button.btn-primary").click()
    page.wait_for_load_state()
    page.locator("form.w-receipt [name=receipt_no]").fill("77")
    fill_day(page, "receipt_on", "28.10.2026")
    page.locator("form.w-receipt button.btn-primary").click()
    page.wait_for_load_state()
    page.click("section.kt-next button.btn-primary")
    expect(page.locator("section.kt-next h2")).to_have_text("Іс жабылды")
