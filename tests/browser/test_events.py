"""Events in Chromium: one is dragged to another day and back; one is held on a phone."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from core.database import db, open_database
from tests.browser.conftest import PASSWORD, sign_in
from tests.serving import Server
from tests.unit.events.conftest import picture

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]


@pytest.fixture
def calendar(chromium, databases, empty_library):
    """Return a maker of pages with a librarian signed in; there is a quiz on 12 November 2024."""
    from core.staff import create_staff
    from plugins.events import services as events

    url = databases.copy(empty_library)
    open_database(url)
    create_staff(login="head", password=PASSWORD, role="head", full_name="Гүлнар", by=None)
    plan = events.Plan(
        title="Білімпаздар әлемі", form=events.find_form("викторина"), day=date(2024, 11, 12)
    )
    events.add(plan, by=None)
    db.obj.shut()
    server = Server(url, LANGUAGE="kk")
    address, contexts, faults = server.start(), [], []

    def make(width: int, height: int) -> Page:
        context = chromium.new_context(
            base_url=address, viewport={"width": width, "height": height}
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda s: "Content Security" in s.text and faults.append(s.text))
        sign_in(page)
        return page

    yield make
    for context in contexts:
        context.close()
    server.kill()
    databases.drop(url)
    assert faults == []


def test_an_event_is_dragged_moved_by_keyboard_and_printed(calendar) -> None:
    page = calendar(1366, 768)
    page.goto("/events/?month=2024-11")
    event = page.locator("[data-ev]")

    event.drag_to(page.locator('[data-ev-day="2024-11-21"]'))
    expect(page.locator('[data-ev-day="2024-11-21"]')).to_contain_text("Білімпаздар әлемі")
    page.locator(".kt-toast").get_by_role("button", name="Болдырмау").click()
    expect(page.locator('[data-ev-day="2024-11-12"]')).to_contain_text("Білімпаздар әлемі")

    button = page.get_by_role("button", name="Басқа күнге ауыстыру: Білімпаздар әлемі")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="бір апта кейін").press("Enter")
    expect(page.locator('[data-ev-day="2024-11-19"]')).to_contain_text("Білімпаздар әлемі")

    page.goto("/events/print?month=2024-11&show=1")
    expect(page.locator(".ev-paper")).to_contain_text("Білімпаздар әлемі")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")


def test_an_event_is_held_on_a_phone_with_a_picture(calendar, tmp_path) -> None:
    photo = tmp_path / "шара.jpg"
    photo.write_bytes(picture(size=(2400, 1800)))
    page = calendar(390, 844)
    page.goto("/events/?month=2024-11")
    page.get_by_role("link", name="Белгілеу").click()

    page.get_by_label("5–9-сыныптар").fill("46")
    page.locator("#h-cam").set_input_files(photo)
    expect(page.locator("[data-ev-previews] img")).to_have_count(1)
    page.get_by_role("button", name="Өтті деп белгілеу").click()

    expect(page.locator("#came")).to_be_visible()
    expect(page.locator(".ev-came")).to_contain_text("46")
    shown = page.locator(".ev-photos img")
    expect(shown).to_have_count(1)
    page.wait_for_function("document.querySelector('.ev-photos img').naturalWidth > 0")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
