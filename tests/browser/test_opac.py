"""A pupil with a phone, without JavaScript: finds a book, reserves it; the desk hands it over."""

import re

import pytest

from tests.browser.conftest import PUPIL_CARD, PUPIL_PIN

pytestmark = pytest.mark.browser

#: In Kazakh, in Russian letters, in Latin ones, with one mistake, words turned round.
WAYS = ("Абай жолы", "жолы абай", "abai joly", "ауезв жолы")


def test_a_book_is_found_reserved_and_received(chromium, school, open_page):
    context = chromium.new_context(
        base_url=school, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    phone = context.new_page()
    phone.goto("/catalog/")
    for words in WAYS:
        phone.fill("input[name=q]", words)
        phone.click("form[role=search] button")
        first = phone.locator(".o-l li:first-child h3")
        assert first.count() == 1, words
        assert "Абай жолы" in first.inner_text().replace("\xa0", " "), words

    phone.click(".o-l li:first-child h3 a")
    phone.click("main a[href*='next=/catalog/book']")
    phone.fill("#card", PUPIL_CARD)
    phone.fill("#pin", PUPIL_PIN)
    phone.click("form.o-in button")
    phone.wait_for_url("**/catalog/book/*/")
    number = re.search(r"/book/(\d+)/", phone.url).group(1)
    phone.click(f"form[action$='/reserve/{number}'] button")
    assert phone.locator(".kt-msg.ok").count() == 1

    desk = open_page()
    desk.goto("/circulation/reservations/?preset=all")
    assert "Абай жолы" in desk.inner_text("main").replace("\xa0", " ")
    desk.goto(f"/catalogue/records/details/?id={number}")
    cells = desk.locator("main table tbody tr > :first-child").all_inner_texts()
    copy = next(one for one in (re.sub(r"\s", "", cell) for cell in cells) if one.isdigit())
    desk.goto("/desk/")
    desk.fill("#scan", copy)
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".k-res.ask")

    phone.goto("/catalog/me/")
    assert phone.locator(".kt-msg.ok").count() == 1
    desk.fill("#scan", PUPIL_CARD)
    desk.keyboard.press("Enter")
    desk.wait_for_selector("#desk-reader .k-who")
    desk.fill("#scan", copy)
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".k-res.prim[data-kind=lent]")
    phone.reload()
    assert "Абай жолы" in phone.inner_text("section[aria-labelledby=o-loans]")
    context.close()
