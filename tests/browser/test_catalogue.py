"""A record by its ISBN and the keyboard alone; then the same book twice, made one, on cards."""

import pytest

pytestmark = pytest.mark.browser

ISBN = "9786012009996"


def shot(page, name):
    page.screenshot(path=f"build/catalogue-{name}.png")


def begin(page, words):
    """Scan the book's ISBN and open a record to copy, found by its words."""
    page.goto("/catalogue/quick/")
    page.keyboard.type(ISBN)
    page.keyboard.press("Enter")
    page.wait_for_url("**/quick/?isbn=**")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    page.locator("a.cat-choice").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/records/new/**")


def test_a_textbook_is_entered_by_the_keyboard_then_its_double_merged_and_cards_printed(open_page):
    page = open_page()

    begin(page, "алгебра 7")
    assert page.input_value("#isbn") == ISBN
    page.focus("#isbn")
    page.keyboard.press("Enter")  # as a scanner does: it leads on and sends nothing
    assert page.evaluate("document.activeElement.id") == "title"
    page.keyboard.press("Control+a")
    page.keyboard.type("Алгебра сынақ кітабы")
    page.fill("#part", "")
    page.fill("#grade", "7")
    page.select_option("#language", "kk")
    page.fill("#author_mark", "")
    page.focus("#author_mark")
    page.wait_for_selector(".cat-marks .kt-chip")
    page.click("[data-cat-open]")
    page.wait_for_selector("[data-cat-tree] li")
    page.keyboard.type("алгебра")
    page.wait_for_selector('[data-cat-tree] [data-cat-index="22.14"]')
    page.wait_for_function("document.querySelectorAll('[data-cat-tree] li').length === 1")
    shot(page, "picker")
    page.keyboard.press("Enter")
    assert page.input_value("#bbk") == "22.14"
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/catalogue/records/")

    page.goto("/catalogue/records/new/")
    page.fill("#title", "Алгебра сынак кітабы")
    page.fill("#grade", "7")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[name=is_another]")
    shot(page, "double")
    page.click("[name=is_another]")
    page.wait_for_url("**/catalogue/records/")

    page.goto("/catalogue/doubles/")
    pair = page.locator("li", has_text="Алгебра сынак кітабы")
    pair.locator("a", has_text="Салыстыру").click()
    shot(page, "compare")
    page.click("button[data-kt-verb]")
    page.locator("dialog[open] button", has_text="Біріктіру").click()
    page.wait_for_url("**/records/details/**")
    assert "Алгебра сынақ кітабы" in page.inner_text("h1")
    shot(page, "record")

    page.click("a[href*='/catalogue/cards/']")
    shot(page, "cards")
    with page.context.expect_event("response", lambda one: "/cards/print" in one.url) as printed:
        page.click("button:has-text('Басып шығару')")
    assert printed.value.status == 200
    assert printed.value.headers["content-type"] == "application/pdf"
