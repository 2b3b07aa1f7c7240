"""Debtors over HTTP: the list by class, its filters and papers, whom a class teacher sees."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from core import clock, settings, tasks
from core.models import Staff
from core.settings import WrongValue
from plugins.debtors import blocks
from plugins.debtors.models import Notice
from tests.integration.test_desk_http import token_of
from tests.makers import make_class, make_copy, make_loan, make_reader, make_record

SignIn = Callable[..., FlaskClient]


@pytest.fixture
def school(app: object) -> dict[str, Any]:
    """Two classes, a teacher and a graduate, each with something overdue; one who owes nothing."""
    own, other = make_class(7, "Ә"), make_class(8, "Б")
    algebra = make_record("Алгебра", kind="textbook")
    pupil = make_reader("Әлібек Нұрасыл", school_class=own)
    make_loan(make_copy("701", price=Decimal("1250.50")), pupil, days_ago=40)
    make_loan(
        make_copy("T1", record=algebra, fund="textbook", price=Decimal("2310.25")),
        pupil,
        days_ago=200,
        days=100,
    )
    make_loan(make_copy("702"), make_reader("Сұлтан Бейбарыс", school_class=other), days_ago=20)
    make_loan(
        make_copy("703"),
        make_reader("Омарова Сәуле", kind="teacher", school_class=None),
        days_ago=20,
    )
    gone = make_reader("Түлек Асқар", school_class=None, left_on=clock.today() - timedelta(days=10))
    make_loan(make_copy("704"), gone, days_ago=3)
    make_loan(make_copy("705"), make_reader("Адал Аружан", school_class=own), days_ago=3)
    return {"own": own, "other": other, "pupil": pupil, "gone": gone}


def test_debtors_stand_under_their_class_with_days_copies_and_sums(
    sign_in: SignIn, school: dict[str, Any]
) -> None:
    page = sign_in("librarian").get("/debtors/").text

    titles = ("7\xa0«Ә»", "8\xa0«Б»", "Teachers", "Left the school")
    order = [page.index(f'db-title">{one}') for one in titles]
    assert order == sorted(order)
    assert "Адал" not in page
    assert "3\xa0560,75" in page
    assert "Алгебра" in page


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("preset=pupils", {"Әлібек", "Сұлтан"}),
        ("preset=teachers", {"Омарова"}),
        ("preset=gone", {"Түлек"}),
        ("f-days=90", {"Әлібек"}),
        ("f-kind=textbook", {"Әлібек"}),
        ("f-kind=nonsense", {"Әлібек", "Сұлтан", "Омарова", "Түлек"}),
        ("search=Бейбарыс", {"Сұлтан"}),
    ],
)
def test_the_list_is_narrowed(
    sign_in: SignIn, school: dict[str, Any], query: str, seen: set[str]
) -> None:
    page = sign_in("viewer").get(f"/debtors/?{query}").text

    names = {"Әлібек", "Сұлтан", "Омарова", "Түлек"}
    assert {one for one in names if f"<span>{one}" in page} == seen


def test_a_class_is_chosen(sign_in: SignIn, school: dict[str, Any]) -> None:
    page = sign_in("head").get(f"/debtors/?f-school_class={school['other'].id}").text

    assert "Сұлтан" in page
    assert "Әлібек" not in page


def test_the_export_has_a_line_a_reader_exact_to_the_tiyn(
    sign_in: SignIn, school: dict[str, Any]
) -> None:
    answer = sign_in("head").get("/debtors/export/xlsx/?preset=pupils", buffered=True)

    rows = list(load_workbook(BytesIO(answer.data)).active.values)
    assert len(rows) == 3
    assert "Әлібек Нұрасыл" in rows[1]
    assert 3560.75 in rows[1]


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
@pytest.mark.parametrize("spoken", ["kk", "ru"])
def test_the_list_of_the_classes_is_printed(
    sign_in: SignIn, school: dict[str, Any], kind: str, spoken: str
) -> None:
    answer = sign_in("viewer").get(f"/debtors/list.{kind}?lang={spoken}")

    assert answer.status_code == 200
    assert len(answer.data) > 1000


def test_a_class_teacher_sees_the_debtors_of_the_own_class_only(
    sign_in: SignIn, school: dict[str, Any]
) -> None:
    teacher = sign_in("teacher")
    school["own"].login = Staff.get(Staff.login == "teacher")
    school["own"].save()

    addresses = [
        "/debtors/",
        "/debtors/?preset=gone",
        f"/debtors/?f-school_class={school['other'].id}",
        "/debtors/?search=Сұлтан",
        "/debtors/print/",
        "/debtors/filter/school_class",
    ]
    pages = {one: teacher.get(one).text for one in addresses}

    assert "Әлібек" in pages["/debtors/"]
    assert [one for one, page in pages.items() if "Бейбарыс" in page or "Түлек" in page] == []
    assert "«Б»" not in pages["/debtors/filter/school_class"]
    other = teacher.get(f"/debtors/list.xlsx?f-school_class={school['other'].id}")
    assert other.status_code == 404
    own = load_workbook(BytesIO(teacher.get("/debtors/list.xlsx").data))
    words = str([list(sheet.values) for sheet in own])
    assert "Әлібек" in words
    assert "Сұлтан" not in words


def test_notices_are_printed_logged_and_not_given_twice_a_day_unasked(
    sign_in: SignIn, school: dict[str, Any]
) -> None:
    browser, pupil, other = sign_in("librarian"), school["pupil"], make_reader("Анна Ли")
    make_loan(make_copy("709"), other, days_ago=40)
    form = {"ids": f"{pupil.id},{other.id}", "csrf_token": token_of(browser)}

    printed = browser.post("/debtors/notices/print", data=form)
    tasks.wait()
    again = browser.post("/debtors/notices/print", data=form)
    asked = browser.get(f"/debtors/notices/?ids={pupil.id}")
    confirmed = browser.post("/debtors/notices/print", data={**form, "again": "1"})
    tasks.wait()

    assert printed.status_code == confirmed.status_code == 303
    assert again.status_code == 409
    assert "nobody to give a notice to" in again.text
    assert "had one today already" in asked.text
    assert Notice.select().count() == 4
    first = Notice.select().where(Notice.reader == pupil).get()
    assert (first.kind, first.copies, first.amount) == ("paper", 2, Decimal("3560.75"))
    page = browser.get(f"/readers/readers/details/?id={pupil.id}").text
    assert "Notices about debts" in page
    assert "Әлібек" in browser.get("/debtors/log/").text


def test_the_printed_strips_can_be_fetched(sign_in: SignIn, school: dict[str, Any]) -> None:
    browser = sign_in("librarian")
    form = {"ids": str(school["pupil"].id), "csrf_token": token_of(browser)}

    where = browser.post("/debtors/notices/print", data=form).headers["Location"]
    tasks.wait()

    assert "1 notice is ready" in browser.get(where).text
    with browser.get(f"{where}/file") as paper:
        assert paper.data.startswith(b"%PDF")


def test_the_list_tells_who_had_no_notice_lately(sign_in: SignIn, school: dict[str, Any]) -> None:
    browser = sign_in("librarian")
    Notice.create(reader=school["pupil"], kind="paper")
    Notice.create(reader=school["gone"], kind="email", result="failed")

    page = browser.get("/debtors/?preset=quiet").text

    assert "<span>Әлібек" not in page
    assert "<span>Сұлтан" in page
    assert "<span>Түлек" in page
    assert f"{clock.today():%d.%m.%Y}" in browser.get("/debtors/?search=Әлібек").text


def test_everybody_of_the_list_or_the_ticked_are_led_to_their_notices(
    sign_in: SignIn, school: dict[str, Any]
) -> None:
    browser = sign_in("assistant")

    everybody = browser.get("/debtors/notices-of?preset=pupils").headers["Location"]
    ticked = browser.post(
        "/debtors/action/",
        data={"action": "notices", "rowid": school["pupil"].id, "csrf_token": token_of(browser)},
    )

    assert everybody.count(",") == 1
    assert ticked.headers["Location"].endswith(f"?ids={school['pupil'].id}")
    assert "Әлібек Нұрасыл" in browser.get(ticked.headers["Location"]).text


def test_a_text_with_an_unknown_place_is_refused_with_a_sentence(sign_in: SignIn, app: Any) -> None:
    with pytest.raises(WrongValue, match=r"\{атты\} is not known"):
        settings.put({"debtors.text_kk": "Құрметті {атты}"}, by=None)
    with pytest.raises(WrongValue, match="brace stands alone"):
        settings.put({"debtors.text_kk": "Құрметті {аты"}, by=None)


def test_letters_that_nobody_can_send_yet_are_refused_with_a_sentence(
    sign_in: SignIn, school: dict[str, Any]
) -> None:
    browser = sign_in("head")
    form = {"ids": str(school["pupil"].id), "csrf_token": token_of(browser)}

    answer = browser.post("/debtors/notices/send", data=form)
    test = browser.post("/debtors/mail/test", data={**form, "address": "me@school.kz"})

    assert (answer.status_code, test.status_code) == (409, 409)
    assert "E-mail is not set up" in answer.text
    assert "Type the server" in test.text


def test_the_settings_show_no_password_and_keep_it_when_nothing_is_typed(sign_in: SignIn) -> None:
    browser = sign_in("head")
    settings.put({"mail.password": "correct horse"}, by=None)

    page = browser.get("/settings/").text
    values = {
        name: str(settings.get(name) or "")
        for name, one in settings.declared().items()
        if one.kind not in ("flag", "secret") or settings.get(name)
    }
    form = {**values, "mail.password": "", "csrf_token": token_of(browser)}
    answer = browser.post("/settings/", data={**form, "mail.host": "smtp.school.kz"})

    assert answer.status_code == 303
    assert "correct horse" not in page
    assert str(settings.get("mail.password")) not in page
    assert settings.secret("mail.password") == "correct horse"
    assert settings.get("mail.host") == "smtp.school.kz"


def test_the_first_page_draws_the_weeks_from_the_loans(
    sign_in: SignIn, school: dict[str, Any]
) -> None:
    page = sign_in("head").get("/").text

    assert 'class="d-bars"' in page
    chart = page[page.index("Overdue copies at the end of each week") :]
    assert chart[: chart.index("</svg>")].count('class="is-value"') == blocks.WEEKS
    assert 'class="d-bars"' not in sign_in("teacher").get("/").text
