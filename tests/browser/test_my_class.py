"""The class teacher's page on a phone: a tap marks, the number comes, and it can be undone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from core.database import db, open_database
from tests.browser.conftest import PASSWORD, sign_in
from tests.serving import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(chromium, databases, empty_library):
    """A page of 390×844 with a class teacher signed in; the pile of his class is with him."""
    from core.staff import create_staff
    from plugins.circulation.services import kits
    from tests.makers import make_class, make_copy, make_reader, make_set, make_textbook

    url = databases.copy(empty_library)
    open_database(url)
    create_staff(login="head", password=PASSWORD, role="head", full_name="Гүлнар", by=None)
    teacher = create_staff(
        login="teacher", password=PASSWORD, role="teacher", full_name="Айгүл", by=None
    )
    own = make_class(login=teacher)
    make_reader("Серікова Айгүл", kind="teacher", leads=own)
    records = [make_textbook("Алгебра"), make_textbook("Дүниежүзі тарихы (Орта ғасырлар)")]
    make_set(records)
    for name in ("Абай Серік", "Әлия Нұр"):
        make_reader(name)
    for at, record in enumerate(records):
        for number in range(2):
            make_copy(f"{at + 1}0{number}", record, fund="textbook")
    kits.give_kit(own, by=None, to_teacher=True)
    db.obj.shut()
    server = Server(url, LANGUAGE="kk")
    context = chromium.new_context(
        base_url=server.start(), viewport={"width": 390, "height": 844}, has_touch=True
    )
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))
    page.on("console", lambda s: "Content Security" in s.text and page.faults.append(s.text))
    sign_in(page, "teacher")
    yield page
    context.close()
    server.kill()
    databases.drop(url)


def test_a_teacher_marks_the_textbooks_on_a_phone(phone: Page) -> None:
    phone.click("main a[href='/my-class/']")
    first = phone.locator(".mc-roster details").first
    first.locator("summary").tap()

    first.get_by_role("button", name="Берілді: Алгебра").tap()

    expect(first).to_contain_text("№ 100")  # still open: the page was not left
    expect(first).to_contain_text("1 / 2")

    phone.route("**/pass", lambda route: route.abort())
    phone.locator(".mc-roster details").first.get_by_role("button", name="Толық жиынтық").tap()
    expect(phone.get_by_role("alert")).to_contain_text("Байланыс жоқ")
    phone.unroute("**/pass")
    phone.locator(".mc-roster details").first.get_by_role("button", name="Толық жиынтық").tap()
    expect(first).to_contain_text("2 / 2")

    phone.get_by_role("button", name="Болдырмау").tap()
    expect(first).to_contain_text("1 / 2")
    phone.get_by_role("button", name="Келгендердің бәріне: Дүниежүзі").tap()
    expect(phone.locator(".mc-roster details").nth(1)).to_contain_text("1 / 2")

    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert phone.evaluate(wide) == 0
    found = Axe().run(phone).response["violations"]
    assert [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found] == []
    assert phone.faults == []
