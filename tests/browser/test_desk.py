"""The desk in a real browser: no mouse, one box, and nothing lost when the line is down."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from core.barcodes import COMMANDS, Kind, make_code
from tests.browser.conftest import fill_in_login

pytestmark = pytest.mark.browser


def ids(page: Page, address: str) -> list[int]:
    """Return the ids of the rows of a list."""
    page.goto(address)
    found = re.findall(r"/details/\?id=(\d+)", page.content())
    return [int(one) for one in dict.fromkeys(found)]


def free_copies(page: Page, count: int) -> list[str]:
    """Return codes of copies on the shelf, none for the reading room only."""
    rows = ids(page, "/fund/copies/?preset=here&f-record-kind=book&page_size=100&sort=received_on")
    return [make_code(Kind.COPY, one) for one in rows[:count]]


def readers(page: Page) -> list[str]:
    """Return card numbers of pupils with few books, so that no limit is in the way."""
    page.goto("/readers/readers/?preset=teachers")
    return re.findall(r">\s*(\d{4,})\s*<", page.content())[:5]


def card(number: str) -> str:
    return make_code(Kind.READER, int(number))


def beep(page: Page, code: str) -> None:
    """Type as a scanner does: the code, then Enter."""
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def burst(page: Page, code: str) -> None:
    """Press the keys 5 ms apart by their stamps, as a scanner does, however busy the machine."""
    keyboard = page.context.new_cdp_session(page)
    keys = [{"key": one, "code": f"Digit{one}", "text": one} for one in code]
    for beat, key in enumerate([*keys, {"key": "Enter", "code": "Enter", "text": "\r"}]):
        stamp = time.time() + beat * 0.005
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", "timestamp": stamp, **key})


@pytest.fixture
def desk(open_page):
    """The desk, nobody open; with codes of free copies and two teachers' cards."""
    page = open_page()
    page.copies = free_copies(page, 40)
    page.cards = readers(page)
    page.goto("/desk/")
    return page


def strip(page: Page, kind: str):
    return page.locator(f".k-now [data-kind={kind}]")


def fresh(page: Page) -> str:
    """Return the code of a copy that is on the shelf now."""
    here = page.url
    code = free_copies(page, 1)[0]
    page.goto(here)
    return code


def test_the_box_has_the_focus_and_ten_books_are_lent_without_a_click(desk):
    beep(desk, card(desk.cards[0]))
    expect(strip(desk, "reader")).to_be_visible()

    for code in desk.copies[:10]:
        beep(desk, code)
        expect(strip(desk, "lent")).to_be_visible()
        expect(desk.locator("#scan")).to_be_focused()
        expect(desk.locator("#scan")).to_have_value("")

    expect(desk.locator("#desk-log tbody tr")).not_to_have_count(0)
    for code in desk.copies[:10]:
        desk.wait_for_timeout(20)
        beep(desk, code)
        expect(strip(desk, "returned")).to_be_visible()


def test_a_question_is_answered_by_a_key(desk):
    code = fresh(desk)
    desk.goto("/desk/")
    beep(desk, card(desk.cards[0]))
    expect(strip(desk, "reader")).to_be_visible()
    beep(desk, code)
    expect(strip(desk, "lent")).to_be_visible()
    beep(desk, card(desk.cards[1]))
    expect(strip(desk, "reader")).to_be_visible()

    beep(desk, code)
    expect(desk.locator("#desk-loud [data-kind=question]")).to_be_visible()
    desk.keyboard.press("F8")

    expect(strip(desk, "lent")).to_be_visible()
    desk.keyboard.press("Control+z")
    expect(strip(desk, "undone")).to_be_visible()
    beep(desk, code)
    expect(strip(desk, "question")).to_be_visible()
    desk.keyboard.press("F9")
    expect(strip(desk, "returned")).to_be_visible()


def test_escape_leaves_the_question_then_closes_the_reader(desk):
    code = fresh(desk)
    desk.goto("/desk/")
    beep(desk, card(desk.cards[0]))
    expect(strip(desk, "reader")).to_be_visible()
    beep(desk, code)
    expect(strip(desk, "lent")).to_be_visible()
    beep(desk, card(desk.cards[1]))
    expect(strip(desk, "reader")).to_be_visible()
    beep(desk, code)
    expect(strip(desk, "question")).to_be_visible()

    desk.keyboard.press("Escape")
    expect(strip(desk, "question")).to_have_count(0)
    expect(desk.locator("[data-desk-reader]")).to_have_value(desk.cards[1])
    desk.keyboard.press("Escape")

    expect(desk.locator("[data-desk-reader]")).to_have_value("")
    desk.wait_for_timeout(2100)
    beep(desk, code)
    expect(strip(desk, "returned")).to_be_visible()


def test_an_unknown_code_is_loud_and_lets_one_go_on(desk):
    beep(desk, "999999999")

    expect(desk.locator("#desk-loud [data-kind=unknown]")).to_contain_text("999999999")
    expect(desk.locator("#scan")).to_be_focused()


def test_a_double_beep_lends_once(desk):
    code = fresh(desk)
    desk.goto("/desk/")
    beep(desk, card(desk.cards[0]))
    expect(strip(desk, "reader")).to_be_visible()

    beep(desk, code)
    beep(desk, code)

    expect(strip(desk, "lent")).to_be_visible()
    desk.wait_for_timeout(2100)
    beep(desk, code)
    expect(strip(desk, "returned")).to_be_visible()


def test_a_scan_under_the_kazakh_layout_is_repaired(desk):
    code = fresh(desk)
    desk.goto("/desk/")

    beep(desk, code.translate(str.maketrans("1234567890", '"әіңғ,.үұқ')))

    expect(strip(desk, "copy")).to_be_visible()


def test_the_command_card_does_what_the_keys_do(desk):
    code = fresh(desk)
    desk.goto("/desk/")
    beep(desk, card(desk.cards[0]))
    expect(strip(desk, "reader")).to_be_visible()
    beep(desk, code)
    expect(strip(desk, "lent")).to_be_visible()

    beep(desk, COMMANDS["undo"].code)
    expect(strip(desk, "undone")).to_be_visible()
    beep(desk, COMMANDS["close_reader"].code)

    expect(desk.locator("[data-desk-reader]")).to_have_value("")


def test_a_box_without_the_focus_says_so_and_f2_brings_it_back(desk):
    desk.locator("h1").click()
    desk.evaluate("document.activeElement.blur()")
    expect(desk.locator(".k-box .warn")).to_be_visible()

    desk.keyboard.press("F2")

    expect(desk.locator(".k-box .warn")).not_to_be_visible()
    expect(desk.locator("#scan")).to_be_focused()


def test_a_burst_outside_any_field_is_a_scan(desk):
    desk.evaluate("document.activeElement.blur()")

    burst(desk, card(desk.cards[0]))

    expect(strip(desk, "reader")).to_be_visible()


def test_scans_wait_while_the_line_is_down_and_are_done_once(desk):
    code = fresh(desk)
    desk.goto("/desk/")
    beep(desk, card(desk.cards[0]))
    expect(strip(desk, "reader")).to_be_visible()

    desk.context.set_offline(True)
    beep(desk, code)
    expect(desk.locator("[data-desk-offline]")).to_be_visible()
    desk.context.set_offline(False)

    expect(strip(desk, "lent")).to_be_visible(timeout=10000)
    expect(desk.locator("[data-desk-offline]")).not_to_be_visible()


def test_a_scanner_need_not_wait_for_the_answers(desk):
    code = fresh(desk)
    desk.goto("/desk/")

    beep(desk, card(desk.cards[0]))
    beep(desk, code)  # the card is still on its way

    expect(strip(desk, "lent")).to_be_visible()


def test_what_was_scanned_without_the_line_goes_to_its_reader(desk):
    code = fresh(desk)
    desk.goto("/desk/")

    desk.context.set_offline(True)
    beep(desk, card(desk.cards[0]))
    beep(desk, code)
    expect(desk.locator("[data-desk-offline]")).to_contain_text("2")
    desk.keyboard.press("Escape")  # the reader goes, in his turn
    desk.context.set_offline(False)

    expect(desk.locator("[data-desk-offline]")).not_to_be_visible(timeout=10000)
    expect(strip(desk, "lent")).to_be_visible()
    expect(desk.locator("[data-desk-reader]")).to_have_value("")


def test_kept_scans_outlive_the_page(desk):
    code = fresh(desk)
    desk.goto("/desk/")
    desk.route("**/desk/scan", lambda route: route.abort())
    beep(desk, card(desk.cards[0]))
    beep(desk, code)
    expect(desk.locator("[data-desk-offline]")).to_be_visible()

    desk.unroute("**/desk/scan")
    desk.reload()

    expect(strip(desk, "lent")).to_be_visible(timeout=10000)


def test_a_token_of_yesterday_is_renewed_by_itself(desk):
    desk.evaluate("document.querySelector('meta[name=csrf-token]').content = 'old'")

    beep(desk, card(desk.cards[0]))

    expect(strip(desk, "reader")).to_be_visible()


def test_who_was_signed_out_signs_in_and_nothing_is_lost(desk):
    desk.context.clear_cookies()

    beep(desk, card(desk.cards[0]))

    expect(desk.locator("#password")).to_be_visible()
    fill_in_login(desk)
    expect(strip(desk, "reader")).to_be_visible()


def test_a_loan_is_noted_and_renewed_until_it_may_not_be(desk):
    code = fresh(desk)
    desk.goto("/desk/")
    beep(desk, card(desk.cards[0]))
    expect(strip(desk, "reader")).to_be_visible()
    beep(desk, code)
    expect(strip(desk, "lent")).to_be_visible()

    desk.locator("[data-desk-note]").first.click()
    desk.keyboard.type("бет жыртылған")
    desk.keyboard.press("Enter")
    expect(strip(desk, "noted")).to_be_visible()
    expect(desk.locator("#desk-reader")).to_contain_text("бет жыртылған")
    for kind in ("renewed", "renewed", "refused"):
        desk.locator("[data-desk-loan$='/renew']").first.click()
        expect(strip(desk, kind)).to_be_visible()
        desk.wait_for_timeout(100)

    expect(desk.locator("#scan")).to_be_focused()


def test_a_scan_is_heard_after_a_switch_was_clicked(desk):
    desk.locator("[data-desk-return]").check()
    desk.locator("[data-desk-return]").uncheck()

    beep(desk, card(desk.cards[0]))

    expect(strip(desk, "reader")).to_be_visible()


def test_a_scan_is_heard_though_a_dialog_is_open(desk):
    desk.keyboard.press("F1")
    expect(desk.locator("#kt-keys")).to_be_visible()

    beep(desk, card(desk.cards[0]))

    expect(desk.locator("#kt-keys")).not_to_be_visible()
    expect(strip(desk, "reader")).to_be_visible()


def test_a_question_left_by_the_next_scan_is_not_answered(desk):
    code, other = free_copies(desk, 2)
    desk.goto("/desk/")
    beep(desk, card(desk.cards[0]))
    expect(strip(desk, "reader")).to_be_visible()
    holder = desk.locator("#rd").inner_text()
    for one in (code, card(desk.cards[1]), code):
        beep(desk, one)
    expect(strip(desk, "question")).to_be_visible()

    beep(desk, other)
    expect(strip(desk, "lent")).to_be_visible()
    desk.keyboard.press("F8")

    desk.goto("/desk/")
    expect(desk.locator("#desk-log .kt-st.ask").first).to_be_visible()
    desk.wait_for_timeout(2100)
    beep(desk, code)
    expect(strip(desk, "returned")).to_contain_text(holder)


def test_nobody_stays_open_for_long(open_page):
    page = open_page()
    cards = readers(page)
    page.goto("/desk/")
    page.evaluate("document.querySelector('[data-desk]').dataset.idle = '1'")

    beep(page, card(cards[0]))
    expect(page.locator("[data-desk-reader]")).to_have_value(cards[0])

    expect(page.locator("[data-desk-reader]")).to_have_value("")


def test_a_reader_is_found_by_name(desk):
    desk.keyboard.press("F4")
    expect(desk.locator("#desk-name")).to_be_focused()

    desk.keyboard.type("абд")
    expect(desk.locator("#desk-names [data-desk-open]").first).to_be_visible()
    desk.keyboard.press("Enter")

    expect(strip(desk, "reader")).to_be_visible()
    expect(desk.locator("#scan")).to_be_focused()


def test_the_return_switch_lends_nothing(desk):
    code = fresh(desk)
    desk.goto("/desk/")
    beep(desk, card(desk.cards[0]))
    expect(strip(desk, "reader")).to_be_visible()

    desk.locator("[data-desk-return]").check()
    desk.keyboard.press("F2")
    beep(desk, code)

    expect(strip(desk, "copy")).to_be_visible()


@pytest.mark.parametrize("height", [640, 768])
def test_the_page_does_not_scroll_on_a_desk(open_page, height):
    page = open_page(1366, height)
    page.goto("/desk/")

    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0


def test_on_a_phone_scan_and_result_come_first(open_page):
    page = open_page(390, 844)
    page.goto("/desk/")

    tops = [page.locator(one).bounding_box()["y"] for one in (".k-scan", ".k-reader", ".k-log")]

    assert tops == sorted(tops)
