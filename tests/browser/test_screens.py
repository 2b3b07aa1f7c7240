"""What only a browser can show of the screens: accessibility, keys, drafts, phone widths."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PUPIL_CARD, PUPIL_PIN

# A screen looks and answers the same on either database.
pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

SCREENS = (
    "/",
    "/desk/",
    "/search?q=абай",
    "/catalogue/records/",
    "/catalogue/records/new/",
    "/catalogue/records/details/?id=1",
    "/fund/copies/",
    "/fund/copies/details/?id=1",
    "/fund/deliveries/",
    "/fund/deliveries/new/",
    "/fund/deliveries/details/?id=2",
    "/fund/deliveries/details/?id=3",
    "/fund/summary/",
    "/fund/summary/?part=3",
    "/fund/inventory/",
    "/fund/inventory/book/",
    "/fund/labels/",
    "/fund/stocktakes/",
    "/fund/stocktakes/details/?id=1",
    "/fund/opening/",
    "/fund/columns/",
    "/fund/series/",
    "/writeoff/cases/",
    "/writeoff/cases/new/",
    "/readers/readers/",
    "/readers/readers/details/?id=1",
    "/readers/readers/edit/?id=1",
    "/readers/classes/",
    "/readers/lists/",
    "/acquisitions/orders/",
    "/acquisitions/orders/details/?id=1&q=абай",
    "/acquisitions/wishes/details/?id=1",
    "/acquisitions/campaigns/details/?id=1&giver=1",
    "/acquisitions/exhibitions/details/?id=1",
    "/periodicals/titles/details/?id=1",
    "/periodicals/arrivals/",
    "/periodicals/articles/",
    "/circulation/replacements/",
    "/circulation/reservations/",
    "/circulation/reservations/?preset=all",
    "/circulation/reservations/new/",
    "/opac/pins/",
    "/circulation/loans/",
    "/raids/",
    "/class-visits/",
    "/class-visits/?class=20",
    "/pupil-set/60/",
    "/readers/handing/",
    "/readers/person/60/",
    "/readers/council/",
    "/catalogue/quick/",
    "/catalogue/classes/",
    "/exchange/import/",
    "/exchange/libraries/",
    "/events/",
    "/events/list/",
    "/events/awards/",
    "/information/enquiries/",
    "/information/bulletin/",
    "/information/lists/details/?id=1",
    "/reports/diary/",
    "/reports/statistics/",
    "/reports/reports/",
    "/planning/",
    "/planning/units",
    "/planning/lines/1/",
    "/planning/text/",
    "/planning/table/",
    "/documents/",
    "/documents/templates/",
    "/documents/templates/fund.acceptance/",
    "/settings/",
    "/settings/staff/",
    "/settings/journal/",
    "/password",
    "/nowhere",
)


COLOURS = "color-contrast"


def violations(page, only: str = "", without: str = "") -> list[str]:
    """What axe finds by all its rules, by ``only`` one, or by all ``without`` one."""
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if only:
        options["runOnly"] = [only]
    if without:
        options["rules"] = {without: {"enabled": False}}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


@pytest.mark.parametrize(
    ("width", "height", "scheme"), [(1366, 640, "light"), (1366, 768, "dark"), (390, 844, "light")]
)
def test_axe_finds_nothing_on_any_screen(open_page, width, height, scheme):
    page = open_page(width, height, scheme)

    found = {}
    for address in SCREENS if scheme == "light" else SCREENS[::3]:
        page.goto(address)
        if scheme == "dark":  # a screen differs by its colours only, which are the same for all
            wrong = violations(page, only=COLOURS)
        else:  # on a phone the colours are those of the desk; the bar is on the first page too
            is_known = width < 1000 and address != SCREENS[0]
            wrong = violations(page, without=COLOURS if is_known else "")
        if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
            wrong.append("the page scrolls sideways")
        if wrong:
            found[address] = wrong

    assert found == {}


@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_nothing_where_nobody_is_signed_in(chromium, school, width):
    context = chromium.new_context(base_url=school, viewport={"width": width, "height": 768})
    page = context.new_page()

    page.goto("/login")
    page.fill("#login", "nobody")
    page.fill("#password", "құпия")
    assert page.locator("[data-kt-layout]").inner_text()
    page.click("button.l-go")

    assert violations(page) == []
    context.close()


CATALOGUE = (
    "/catalog/",
    "/catalog/?q=абай",
    "/catalog/?q=абай&grade=7&sort=year",
    "/catalog/?q=щщщщ&in=1",
    "/catalog/book/1/",
    "/catalog/book/999999/",
    "/catalog/new/",
    "/catalog/grade/7/",
    "/catalog/lists/",
)


@pytest.mark.parametrize(("width", "scheme"), [(1366, "dark"), (390, "light")])
def test_axe_finds_nothing_in_the_pupils_catalogue(chromium, school, width, scheme):
    context = chromium.new_context(
        base_url=school, viewport={"width": width, "height": 844}, color_scheme=scheme
    )
    page = context.new_page()

    found = {}
    for address in (*CATALOGUE, "/catalog/me/"):
        page.goto(address)
        if wrong := violations(page):
            found[address] = wrong
        if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
            found.setdefault(address, []).append("the page scrolls sideways")
    page.click(".o-lang summary")
    if wrong := violations(page):
        found["the languages"] = wrong
    page.fill("#card", PUPIL_CARD)
    page.fill("#pin", PUPIL_PIN)
    page.click("form.o-in button")
    page.wait_for_url("**/catalog/me/")
    page.click(".o-pin summary")
    if wrong := violations(page):
        found["my page"] = wrong

    assert found == {}
    context.close()


def test_keys_open_the_list_the_search_and_the_desk(open_page):
    page = open_page()
    page.goto("/")

    page.keyboard.press("F1")
    assert page.locator("#kt-keys").is_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert not page.locator("#kt-keys").is_visible()

    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "kt-find"

    page.keyboard.press("F2")
    page.wait_for_url("**/desk/")
    assert page.evaluate("document.activeElement.id") == "scan"


def test_a_half_filled_form_comes_back(open_page):
    page = open_page()
    page.goto("/catalogue/records/new/")
    page.fill("#title", "Абай жолы")
    page.wait_for_timeout(700)  # a draft is kept when the person pauses

    page.goto("/")
    page.goto("/catalogue/records/new/")

    assert page.input_value("#title") == "Абай жолы"


def test_a_day_is_chosen_by_the_keyboard(open_page):
    page = open_page()
    page.goto("/readers/readers/new/")
    page.fill("#born_on", "23.11.2016")

    page.locator("#born_on + button").click()
    assert violations(page) == []
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    assert page.input_value("#born_on") == "24.11.2016"


def test_the_phone_has_its_menu(open_page):
    page = open_page(390, 844)
    page.goto("/")

    page.click(".kt-mobtop [data-kt-menu]")
    assert page.locator("#kt-side").is_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")

    assert not page.locator("#kt-side").is_visible()


def test_the_person_chooses_language_and_colours(open_page):
    page = open_page()
    page.goto("/")

    page.click(".kt-me summary")
    assert violations(page) == []
    page.click('.kt-me button[lang="ru"]')
    page.wait_for_load_state()
    assert page.get_attribute("html", "lang") == "ru"

    page.click(".kt-me summary")
    page.click('.kt-me [data-kt-scheme="dark"]')
    page.wait_for_load_state()
    assert page.get_attribute("html", "data-bs-theme") == "dark"

    page.click(".kt-me summary")
    page.click('.kt-me button[lang="kk"]')


def test_a_word_comes_five_minutes_before_the_session_ends(open_page):
    page = open_page()
    page.clock.install()
    page.goto("/")

    page.clock.fast_forward("07:53:00")
    assert page.locator("[data-kt-stay]").count() == 0
    page.clock.fast_forward("00:02:00")
    assert page.locator("[role=status] [data-kt-stay]").is_visible()
    assert violations(page) == []
    with page.expect_response("**/stay") as answer:
        page.click("[data-kt-stay]")

    assert answer.value.status == 204
    page.locator("[data-kt-stay]").wait_for(state="detached")


def test_ctrl_p_on_a_list_prints_all_of_it(open_page):
    page = open_page()
    page.add_init_script("window.print = () => { document.body.dataset.printed = 'yes'; }")
    page.goto("/readers/readers/")

    page.keyboard.press("Control+p")
    page.wait_for_url("**/readers/readers/print/*")

    page.locator("body[data-printed=yes]").wait_for()
    assert page.locator("tbody tr").count() > 25
    assert violations(page) == []


def test_long_work_shows_a_bar_and_leads_to_its_file(open_page):
    page = open_page()
    page.goto("/fund/inventory/book/?fund=textbook")
    page.check("#w-whole")
    page.click("form.f-card button.btn-primary")
    page.wait_for_selector("progress, a[href$='/file']")

    link = page.wait_for_selector("a[href$='/file']", timeout=60_000)
    file = page.request.get(link.get_attribute("href"))

    assert file.headers["content-type"] == "application/pdf"
    assert file.body().startswith(b"%PDF")
    assert violations(page) == []
