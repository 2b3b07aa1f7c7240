"""A MARC file is looked through and taken; a record is taken over from a neighbour over SRU."""

import pytest

from tests.unit.exchange import marcs

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

TITLE = "Степные сказки для браузера"


def test_a_file_is_taken_and_a_record_taken_over_from_another_library(open_page, tmp_path):
    file = tmp_path / "neighbour.mrc"
    more = ("010", "  $a5-02-013850-9")
    broken = b"09999" + marcs.rusmarc("Сломанная запись", "windows-1251")[5:]
    file.write_bytes(marcs.rusmarc(TITLE, "windows-1251", more) + broken)
    page = open_page()

    page.goto("/exchange/import/")
    page.set_input_files("#f-file", str(file))
    page.click("form.i-form button.btn-primary")
    page.wait_for_url("**/exchange/import/*/")
    assert page.locator("th", has_text=TITLE).count() == 1
    page.click(".i-go button.btn-primary")
    page.wait_for_url("**/catalogue/records/**")
    page.goto(f"/catalogue/records/?search={TITLE}")
    assert page.locator("tr", has_text=TITLE).count() == 1

    page.goto("/settings/")
    address = page.evaluate("location.origin")
    page.fill("[name='exchange.targets']", f"Көрші мектеп; sru; {address}/sru/; marc21")
    with page.expect_navigation():
        page.locator("[name='exchange.targets']").evaluate("field => field.form.requestSubmit()")
    page.goto("/exchange/libraries/")
    page.fill("#c-q", "978-5-02-013850-6")
    page.click("form.i-form button.btn-primary")
    page.wait_for_url("**q=978**")
    page.screenshot(path="build/exchange-found.png")
    page.locator("tr", has_text=TITLE).locator("button").click()
    page.wait_for_url("**/catalogue/records/details/**")
    assert TITLE in page.locator("h1").inner_text()
    page.screenshot(path="build/exchange-taken.png")
