"""The plan in Chromium: work noted by hand and taken back, and next year's plan made."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]


def test_work_is_noted_by_hand_and_next_year_s_plan_is_made(open_page) -> None:
    page = open_page()
    page.goto("/planning/?open=VII")
    page.click("#s-VII a[href^='/planning/lines/'] >> nth=0")
    before = int(page.locator(".kt-num").inner_text())
    page.fill("#n-q", "3")
    page.fill("#n-n", "5 «А»")
    page.click("form[action$='/note'] button[type=submit]")
    expect(page.locator(".kt-num")).to_have_text(str(before + 3))
    assert Axe().run(page).response["violations"] == []
    page.click("form[action*='/take-back/'] button[type=submit]")
    expect(page.locator(".kt-num")).to_have_text(str(before))

    page.goto("/planning/")
    page.click("a[href^='/planning/copy/']")
    choice = page.locator("select[name^='line-'] >> nth=0")
    choice.select_option(value="")  # leave the first jubilee out
    assert Axe().run(page).response["violations"] == []
    page.click(".kt-next button[type=submit]")

    expect(page.locator("h1")).to_contain_text("–")
    page.goto("/planning/months")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
