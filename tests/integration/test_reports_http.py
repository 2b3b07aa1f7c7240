"""Diary, statistics and reports over HTTP: pages, papers, who may do what."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import openpyxl
import pypdf
import pytest
from docx import Document as Word
from flask.testing import FlaskClient

from app import create_app
from core import clock
from plugins.circulation.models import Visit
from plugins.reports.models import DayNote, PrintedPage, Report
from tests.integration.test_desk_http import token_of
from tests.integration.test_sections import plugged_again
from tests.makers import make_copy, make_loan, make_reader, make_record, make_staff

__all__ = ["plugged_again"]

SignIn = Callable[..., FlaskClient]


@pytest.fixture
def library(app: object) -> dict[str, Any]:
    """One reader who borrowed a book yesterday, and came."""
    day = clock.today() - timedelta(days=1)
    reader = make_reader()
    loan = make_loan(make_copy(record=make_record(bbk="84(5Қаз)")), reader, days_ago=1)
    Visit.create(reader=reader, visited_on=day)
    return {"day": day, "reader": reader, "loan": loan}


def post(browser: FlaskClient, page: str, **data: Any) -> Any:
    token = token_of(browser, page)
    return browser.post(data.pop("to"), data={"csrf_token": token, **data})


def words_of(answer: Any) -> str:
    pages = pypdf.PdfReader(io.BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_diary_shows_the_month_and_leads_to_a_day(
    sign_in: SignIn, library: dict[str, Any]
) -> None:
    browser = sign_in("viewer")
    day = library["day"]

    month = browser.get(f"/reports/diary/?month={day:%Y-%m}&part=2")
    one = browser.get(f"/reports/diary/?day={day.isoformat()}")

    assert month.status_code == one.status_code == 200
    assert f"{day:%d.%m.%Y}" in month.text
    assert "fiction (84)" in month.text
    assert 'name="remark"' not in one.text  # a viewer types nothing


@pytest.mark.parametrize(
    "query", ["month=x", "day=31.02.2026", "part=9", "day=2999-01-01", "month=0001-01"]
)
def test_whatever_is_asked_a_page_comes(sign_in: SignIn, query: str) -> None:
    assert sign_in("librarian").get(f"/reports/diary/?{query}").status_code == 200


def test_a_remark_is_written_and_stands_in_the_diary(
    sign_in: SignIn, library: dict[str, Any]
) -> None:
    browser, day = sign_in("assistant"), library["day"].isoformat()
    page = f"/reports/diary/?day={day}"

    answer = post(browser, page, to="/reports/diary/note", day=day, visits="4", remark="Апталық")
    wrong = post(browser, page, to="/reports/diary/note", day=day, visits="көп", remark="")

    assert answer.status_code == 303
    assert DayNote.get().visits == 4
    assert "Апталық" in browser.get(page).text
    assert wrong.status_code in (303, 409)
    assert DayNote.get().visits == 4


def test_a_page_is_printed_kept_and_told_when_it_changes(
    sign_in: SignIn, library: dict[str, Any]
) -> None:
    browser, day = sign_in("librarian"), library["day"].isoformat()
    page = f"/reports/diary/?day={day}"
    form = {"first": day, "last": day, "format": "pdf"}

    answer = post(browser, page, to="/reports/diary/print", lang="kk", **form)
    paper = browser.get(answer.headers["Location"])
    assert "nothing has changed since" in browser.get(page).text
    DayNote.create(day=library["day"], visits=9)

    assert "Кітапхана күнделігі" in words_of(paper)
    assert "Changed since the page was printed" in browser.get(page).text
    again = post(browser, page, to="/reports/diary/print", lang="ru", reason="Акция", **form)
    text = words_of(browser.get(again.headers["Location"]))
    assert "Исправления" in text
    assert "Акция" in text
    assert PrintedPage.select().count() == 2


def test_the_diary_comes_as_a_workbook_with_numbers(
    sign_in: SignIn, library: dict[str, Any]
) -> None:
    browser, day = sign_in("librarian"), library["day"].isoformat()
    answer = post(
        browser, "/reports/diary/", to="/reports/diary/print", first=day, last=day, format="xlsx"
    )

    book = openpyxl.load_workbook(io.BytesIO(browser.get(answer.headers["Location"]).data))

    assert 1 in [cell for row in book.active.iter_rows(values_only=True) for cell in row]


@pytest.mark.parametrize(
    "chart", ["indicators", "months", "classes", "titles", "readers", "branches", "ages", "x"]
)
def test_each_chart_has_its_table(sign_in: SignIn, library: dict[str, Any], chart: str) -> None:
    browser = sign_in("viewer")

    page = browser.get(f"/reports/statistics/?chart={chart}")

    assert page.status_code == 200
    assert ("rp-rates" in page.text) == (chart in ("indicators", "x"))
    assert browser.get("/reports/statistics/?period=nonsense").status_code == 409


def test_an_indicator_opens_its_formula(sign_in: SignIn, library: dict[str, Any]) -> None:
    page = sign_in("librarian").get("/reports/statistics/").text

    assert "loans without textbooks 1 ÷ readers at the end 1 = 1,00" in page
    assert 'href="/circulation/loans/"' in page


def test_a_report_is_made_written_approved_and_printed(
    sign_in: SignIn, library: dict[str, Any]
) -> None:
    browser = sign_in("head")
    last_month = clock.today().replace(day=1) - timedelta(days=1)
    period = f"month:{last_month.replace(day=1).isoformat()}"

    made = post(browser, "/reports/reports/", to="/reports/reports/make", period=period)
    page = made.headers["Location"]
    post(browser, page, to=f"{page}/texts", **{"text-VI": "Оқырмандар көбейді."})
    post(browser, page, to=f"{page}/approve")

    report = Report.get()
    assert report.is_approved
    assert "Оқырмандар көбейді." in browser.get(page).text
    assert 'name="text-VI"' not in browser.get(page).text
    papers = f"/documents/reports.report.{{}}?report={report.id}&lang={{}}"
    assert "БЕКІТЕМІН" in words_of(browser.get(papers.format("pdf", "kk")))
    word = Word(io.BytesIO(browser.get(papers.format("docx", "ru")).data))
    assert any("Оқырмандар көбейді." in one.text for one in word.paragraphs)
    cells = {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    assert "Выдачи без учебников" in cells
    book = openpyxl.load_workbook(io.BytesIO(browser.get(papers.format("xlsx", "kk")).data))
    assert book.active.max_row > 20
    post(browser, page, to=f"{page}/take-back")
    assert not Report.get().is_approved


def test_a_librarian_makes_reports_and_the_head_approves_them(sign_in: SignIn) -> None:
    first = clock.today().replace(day=1) - timedelta(days=1)
    report = Report.create(kind="month", first=first.replace(day=1), last=first)
    browser = sign_in("librarian")
    page = f"/reports/reports/{report.id}"

    assert post(browser, page, to=f"{page}/texts", **{"text-end": "Қорытынды"}).status_code == 303
    assert post(browser, page, to=f"{page}/approve").status_code == 403
    assert sign_in("teacher").get(page).status_code == 403
    assert browser.get("/reports/reports/999").status_code == 404


def test_the_annual_report_is_asked_for_when_the_year_has_ended(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = clock.now().replace(month=9, day=10)
    monkeypatch.setattr(clock, "now", lambda: late)

    assert "write the annual report" in sign_in("head").get("/").text.lower()


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "off", ["events", "information", "acquisitions", "periodicals", "opac", "writeoff"]
)
def test_diary_and_report_do_without(plugged_again: None, database: str, off: str) -> None:
    where = {"TESTING": True, "DATABASE_URL": database, "SECRET_KEY": "for tests"}
    app = create_app({**where, "SECTIONS_OFF": (off,)})
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["_user_id"] = make_staff("head").get_id()
    day = clock.today() - timedelta(days=1)
    report = Report.create(kind="month", first=day, last=day)

    for page in (
        "/",
        "/reports/diary/",
        "/reports/statistics/",
        f"/reports/reports/{report.id}",
        f"/documents/reports.report.docx?report={report.id}&lang=kk",
    ):
        assert browser.get(page).status_code == 200, page
