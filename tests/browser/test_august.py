"""August and May in Chromium: lists, new year, issue by pile and by kit, the return pile."""

import io
import os
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from core import settings
from core.database import db, open_database
from tests.browser.conftest import PASSWORD, sign_in
from tests.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

#: Pictures to look at are kept only if somebody asks for them.
SHOTS = os.environ.get("KITAPHANA_SHOTS")

#: So many titles has the set of a class here: an afternoon of scanning would tell nothing more.
TITLES = 2


@pytest.fixture(scope="module")
def august(chromium, databases, empty_library):
    """A demo school whose textbooks are all on the shelf, served; the head is signed in."""
    from core import clock, demo
    from core.staff import create_staff
    from plugins.circulation.models import Loan
    from plugins.textbooks.models import SetItem, TextbookSet

    url = databases.copy(empty_library)
    open_database(url)
    settings.forget()
    create_staff(login="head", password=PASSWORD, role="head", full_name="Гүлнар", by=None)
    demo.fill(pupils=600, seed=1, password=PASSWORD)
    Loan.update(returned_at=clock.now()).where(Loan.returned_at.is_null()).execute()
    for one in TextbookSet.select():
        kept = SetItem.select(SetItem.id).where(SetItem.textbook_set == one).limit(TITLES)
        ids = [number for (number,) in kept.tuples()]
        SetItem.delete().where(SetItem.textbook_set == one, SetItem.id.not_in(ids)).execute()
        SetItem.update(share=100).where(SetItem.id.in_(ids)).execute()
    db.obj.shut()
    server = Server(url, LANGUAGE="kk")
    context = chromium.new_context(
        base_url=server.start(), viewport={"width": 1366, "height": 768}, accept_downloads=True
    )
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))
    page.on("console", lambda s: "Content Security" in s.text and page.faults.append(s.text))
    page.set_default_timeout(10_000)
    sign_in(page)
    page.url_of_school = url
    yield page
    context.close()
    server.kill()
    databases.drop(url)


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


def looked_up(page: Page, ask):
    """Return what ``ask`` finds in the school's database, opened beside the server."""
    open_database(page.url_of_school)
    try:
        return ask()
    finally:
        db.obj.shut()


LATIN = str.maketrans("АЕОСТНКМВРХ", "AEOCTHKMBPX")


def a_list_with_faults() -> tuple[bytes, dict[str, int]]:
    """Return a list of 25 classes as a school's secretary has it, and how many faults it has."""
    from plugins.circulation.services import lend
    from plugins.readers.models import Reader, SchoolClass
    from tests.makers import make_copy

    classes = list(
        SchoolClass.select().where(SchoolClass.grade >= 1).order_by(SchoolClass.sort_key).limit(25)
    )
    rows: list[list[object]] = []
    for at, its in enumerate(classes):
        spelt = [
            f"{its.grade} «{its.letter}»",
            f"{its.grade}{its.letter}",
            f"{its.grade}-{its.letter}",
        ]
        for one in Reader.select().where(Reader.school_class == its).order_by(Reader.sort_key):
            rows.append([one.full_name, spelt[at % 3], one.born_on, one.id])
    gone, debtor = rows.pop(10), rows.pop(60)
    lend(make_copy("9990001"), Reader.get_by_id(debtor[3]), by=None)
    rows[20][1], rows[45][1], rows[70][1] = "2 Б", "4 А", "7 «Ә»"  # moved
    # Whom the list writes in another way: a letter, an abbreviation, the order, the alphabet.
    near = [row for row in rows[100:] if str(row[0]).startswith(("Сәрсенбай", "Ғ", "Қ"))][:3]
    for row in near:
        row[0] = str(row[0]).translate(str.maketrans("әғқӘҒҚ", "агкАГК"))
        row[2] = None
    last, first, *_rest = str(rows[300][0]).split()
    rows[300][0], rows[300][2] = f"{first} {last}", None
    rows[320][0], rows[320][2] = str(rows[320][0]).upper().translate(LATIN), None
    faulty: list[list[object]] = [
        *(list(row) for row in rows[5:10]),  # five pupils a second time
        *(["Бірсөз", "5 Ә", None, 0], ["Жалғыз", "6А", None, 0], ["Аты", "7 Б", None, 0]),
        *([f"Қате Сынып{n}", text, None, 0] for n, text in enumerate(("он бес", "13 А", "", "А"))),
        ["Келешек Бала", "5 Ә", "01.01.2090", 0],
        ["Күні Қате", "5 Ә", "31.02.2015", 0],
        ["Мәтін Күні", "5 Ә", "көктемде", 0],
        ["Ескі Күні", "5 Ә", "01.01.1815", 0],
        ["", "5 Ә", None, 0],
        ["Екі Сөз", "7 Ә 8 Б", None, 0],
        ["=1+1", "5 Ә", None, 0],
        ["Ұзын " + "а" * 300, "5 Ә", None, 0],
    ]
    assert gone
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["2026–2027 оқу жылы, сыныптар тізімі"])
    sheet.append(["Оқушының аты-жөні", "Сыныбы", "Туған күні"])
    for row in [*rows, *faulty]:
        sheet.append(row[:3])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), {"refused": len(faulty), "asked": 5, "moved": 3, "gone": 2}


def class_id(grade: int, letter: str) -> int:
    from plugins.readers.models import SchoolClass

    its = SchoolClass.get(SchoolClass.grade == grade, SchoolClass.letter == letter)
    return int(its.id)


#: The words of keys that do not fit into their keys, or whose keys lie over the one before.
OVER_ONE_ANOTHER = """(keys) => {
    const found = [...document.querySelectorAll(keys)];
    if (found.length < 2) return ["there are no keys"];
    return found.filter((key, at) => {
        const box = key.getBoundingClientRect();
        const before = at ? found[at - 1].getBoundingClientRect() : {right: 0, bottom: 0};
        return key.scrollWidth > key.clientWidth + 1 || box.right > innerWidth ||
            (box.left < before.right - 1 && box.top < before.bottom - 1 &&
             box.bottom > before.top + 1);
    }).map((key) => key.textContent);
}"""


def pile_for(number: int) -> list[str]:
    """Return codes of free copies for a class, title by title, one for each pupil."""
    from plugins.circulation.services.board import read_board
    from plugins.circulation.services.kit_plans import make_plan
    from plugins.fund.models import Copy
    from plugins.readers.models import SchoolClass

    plan = make_plan(read_board(SchoolClass.get_by_id(number)))
    ids = [one.copy.copy_id for one in plan.gifts]
    codes = {int(one.id): one.code for one in Copy.select().where(Copy.id.in_(ids))}
    return [codes[one] for one in ids]


def in_hand(*classes: int) -> list[str]:
    """Return the codes of the copies that pupils of the classes have, two classes shuffled."""
    from plugins.circulation.models import Loan
    from plugins.readers.models import Reader

    loans = (
        Loan.select()
        .join(Reader)
        .where(Loan.returned_at.is_null(), Reader.school_class.in_(classes))
        .order_by(Loan.copy)
    )
    return [one.copy.code for one in loans][::-1]


def beep(page: Page, code: str) -> None:
    with page.expect_response(lambda answer: answer.url.endswith("/scan")):
        page.keyboard.type(code)
        page.keyboard.press("Enter")


def test_from_the_lists_to_the_clearance_slips(august: Page, tmp_path: Path):
    page = august
    data, planted = looked_up(page, a_list_with_faults)
    assert sum(planted.values()) == 30
    path = tmp_path / "сыныптар.xlsx"
    path.write_bytes(data)

    # The list of 25 classes: every fault is found before anything is saved.
    page.goto("/readers/lists/")
    page.set_input_files("#f-file", str(path))
    page.click("main form.i-form button.btn-primary")
    page.click("main form.f-card .f-foot button.btn-primary")
    page.wait_for_selector("#i-take")
    shot(page, "august-1-dry-run")
    facts = page.locator("dl.r-facts dd").all_inner_texts()
    new, moved, _same, gone, owing, classes, refused_rows = (int(one.split()[0]) for one in facts)
    # Whom nobody is sure about counts as new until somebody has said who it is.
    assert (new, moved, gone) == (planted["asked"], planted["moved"], planted["gone"])
    assert (owing, classes, refused_rows) == (1, 0, planted["refused"])
    assert page.locator("#i-take tbody tr").count() == planted["asked"]
    with page.expect_download() as refused:
        page.click("a[href*='refused']")
    saved = tmp_path / "refused.xlsx"
    refused.value.save_as(saved)
    sheet = openpyxl.load_workbook(saved).active
    assert sheet.max_row == planted["refused"] + 1
    page.click("button[name=rest][value=same]")
    expect(page.locator("body")).to_contain_text("Тізім қабылданды")
    page.goto("/readers/lists/")
    page.set_input_files("#f-file", str(path))
    page.click("main form.i-form button.btn-primary")
    page.click("main form.f-card .f-foot button.btn-primary")
    assert page.locator("dl.r-facts dd").nth(1).inner_text().strip() == "0"

    # Every class goes up a grade.
    page.goto("/readers/rollover/")
    shot(page, "august-2-rollover")
    page.click("form[action$='/move'] button.btn-primary, .n-do button.btn-primary")
    page.wait_for_load_state()
    expect(page.locator(".kt-msg.ok").first).to_be_visible()
    stack, kit = looked_up(page, lambda: (class_id(7, "Ә"), class_id(8, "Б")))

    # 7 «Ә» by the pile: a beep a book, no more requests than books.
    pile = looked_up(page, lambda: pile_for(stack))
    page.goto(f"/class-issue/{stack}/")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.method) if one.method == "POST" else None)
    for at, code in enumerate(pile):
        beep(page, code)
        if at == 24:
            shot(page, "august-3-stack")
    assert len(asked) == len(pile)
    page.goto(f"/class-issue/{stack}/finish")
    expect(page.locator("p.ok")).to_be_visible()
    shot(page, "august-4-finish")

    # 8 «Б» by kit: shown first, then one click.
    page.goto(f"/class-kits/{kit}/")
    shot(page, "august-5-kit")
    asked.clear()
    page.click("button[name=to][value=pupils]")
    page.wait_for_url("**/finish")
    assert asked == ["POST"]
    for language in ("kk", "ru"):
        answer = page.request.get(
            f"/documents/circulation.class_sheet.pdf?class={kit}&signs=parent&lang={language}"
        )
        assert answer.body().startswith(b"%PDF")
        if SHOTS:
            (Path(SHOTS) / f"august-sheet-{language}.pdf").write_bytes(answer.body())

    # May: both classes' books in one pile; the screen of 7 «Ә» takes them all.
    books = looked_up(page, lambda: in_hand(stack, kit))
    page.goto(f"/collection/{stack}/")
    for at, code in enumerate(books[:-2]):
        beep(page, code)
        if at == 30:
            shot(page, "august-6-collection")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(OVER_ONE_ANOTHER, ".c-keys .btn") == []
    shot(page, "august-6-collection-390")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"/collection/{stack}/missing")
    shot(page, "august-7-missing")
    left = page.locator("main tbody tr").count()
    page.goto(f"/collection/{kit}/missing")
    left += page.locator("main tbody tr").count()
    assert left in (1, 2)

    # A leaver who owes nothing gets his slip.
    page.goto("/readers/readers/?search=" + "а")
    page.locator("table tbody tr a").first.click()
    slip = page.get_attribute("a[href*='circulation.clearance']", "href")
    answer = page.request.get(slip)
    assert answer.body().startswith(b"%PDF")
    if SHOTS:
        (Path(SHOTS) / "august-slip.pdf").write_bytes(answer.body())
    assert page.faults == []
