"""A small demo school served by the program itself, and Chromium in front of it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from core import settings
from core.database import db, open_database
from tests.needs import need
from tests.serving import Server

PASSWORD = "kitap-oqu-2026"
#: A reader of the demo school who may sign in to the pupils' catalogue.
PUPIL_CARD, PUPIL_PIN = "1001", "482913"


# A machine that runs other tests beside answers late, which is no fault of a page.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium, started once."""
    program = need("Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def school(databases, empty_library) -> Iterator[str]:
    """The address of a server over a demo school of forty pupils; head librarian: ``head``."""
    from core import demo
    from core.staff import create_staff

    url = databases.copy(empty_library)
    open_database(url)
    settings.forget()
    create_staff(login="head", password=PASSWORD, role="head", full_name="Гүлнар", by=None)
    demo.fill(pupils=40, seed=1, password=PASSWORD)
    begin_paperwork()
    give_a_pin()
    db.obj.shut()
    server = Server(url, LANGUAGE="kk")
    yield server.start()
    server.kill()
    databases.drop(url)


def sign_in(page: Page, login: str = "head") -> None:
    """Sign in and wait for the page behind it: who leaves before it is here is not signed in."""
    page.goto("/login")
    fill_in_login(page, login)


def fill_in_login(page: Page, login: str = "head") -> None:
    """Fill in the login that stands on the page, and wait for the page behind it."""
    page.fill("#login", login)
    page.fill("#password", PASSWORD)
    page.click("button.l-go")
    expect(page.locator("#password")).to_have_count(0)
    page.wait_for_load_state()


def give_a_pin() -> None:
    """Let one reader sign in to his own page."""
    from core.passwords import hash_password
    from plugins.opac.models import ReaderPin
    from plugins.readers.models import Reader

    reader = Reader.get(Reader.card_no == int(PUPIL_CARD))
    ReaderPin.create(reader=reader, pin_hash=hash_password(PUPIL_PIN))


def begin_paperwork() -> None:
    """Leave a delivery to be processed and a draft, a stock-take and a write-off under way."""
    from plugins.catalogue.models import Record
    from plugins.fund.models import Copy, Delivery, Stocktake
    from plugins.fund.services import deliveries, stocktake

    for number in range(2):
        delivery = Delivery.create(document_no=str(417 + number), supplier="«Мектеп» ЖШС")
        for record in Record.select().where(Record.kind == "textbook").limit(3):
            deliveries.add_line(
                delivery, record, quantity=28, by_document=30, price="2450,50", by=None
            )
        if not number:
            deliveries.accept(delivery, by=None)
    check = Stocktake.create(fund="main")
    for copy in Copy.select().where(stocktake.expected(check)).limit(5):
        stocktake.scan(check, copy.code, by=None)
    stocktake.scan(check, "белгісіз", by=None)


@pytest.fixture(scope="session")
def signed_in(chromium, school):
    """What the browser keeps of somebody who has signed in, so that it is done once."""
    context = chromium.new_context(base_url=school)
    sign_in(context.new_page())
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture
def open_page(chromium, school, signed_in):
    """Return a maker of pages, the head librarian signed in; a fault of a script fails the test."""
    contexts, faults = [], []

    def make(width: int = 1366, height: int = 768, scheme: str = "light") -> Page:
        context = chromium.new_context(
            base_url=school,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            storage_state=signed_in,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on(
            "console", lambda said: "Content Security" in said.text and faults.append(said.text)
        )
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []
