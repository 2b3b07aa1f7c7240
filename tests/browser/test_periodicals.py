"""What only a browser can show of periodicals: from the issue to its card without a mouse."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]


def test_an_issue_comes_by_enter_and_goes_by_undo(open_page):
    page = open_page()
    page.goto("/periodicals/arrivals/")

    page.keyboard.type("75310")
    page.keyboard.press("Enter")
    page.wait_for_url("**/arrivals/?title=*")
    expected = page.locator("#code").get_attribute("placeholder")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=*")

    strip = page.locator(".k-res")
    assert expected in strip.inner_text().replace("\u00a0", " ")
    assert page.evaluate("document.activeElement.id") == "code"
    strip.locator("button").first.click()
    page.wait_for_url("**/arrivals/?title=*")
    assert page.locator("#code").get_attribute("placeholder") == expected


def test_articles_are_described_without_a_mouse(open_page):
    page = open_page()
    page.goto("/periodicals/articles/new/?issue=1")

    for words in ("Наурыз көже", "Ким Олег", "7-8", "63.5"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=*")

    assert "Наурыз көже" in page.locator("#main").inner_text()
    assert page.evaluate("document.activeElement.name") == "title"
    page.goto("/periodicals/articles/?index=63")
    assert "Наурыз көже" in page.locator(".p-cards").inner_text()
