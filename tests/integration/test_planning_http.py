"""The pages of the plan: what each role sees, and every form of it."""

import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from core import clock
from plugins.planning import blocks, services
from plugins.planning.models import MemorableDate, Plan, PlanLine, PlanPart, Tally
from tests.integration.test_desk_http import token_of

YEAR = clock.school_year(clock.today())


@pytest.fixture
def plan(app: object) -> Plan:
    return services.load(YEAR, by=None)


def post(browser: FlaskClient, address: str, **fields: object):
    data = {"csrf_token": token_of(browser, "/planning/"), **fields}
    return browser.post(address, data=data, follow_redirects=True)


def test_a_library_without_a_plan_begins_one_with_a_click(librarian: FlaskClient) -> None:
    assert "From the ready plan" in librarian.get("/planning/").text
    (step,) = blocks.next_steps(clock.today())
    assert str(step.title) == f"the plan for {YEAR}–{YEAR + 1}"

    page = post(librarian, "/planning/load", year=YEAR).text

    assert "The ready plan is loaded" in page
    assert f"{YEAR}–{YEAR + 1}" in page
    assert Plan.get().school_year == YEAR
    assert "There is a plan for" in post(librarian, "/planning/load", year=YEAR).text
    (step,) = blocks.next_steps(date(YEAR, 11, 27))
    assert step.url == "/planning/late"
    (step,) = blocks.next_steps(date(YEAR + 1, 5, 20))
    assert step.url == f"/planning/copy/?year={YEAR}"


@pytest.mark.parametrize("address", ["", "months", "late", "units", "text/", "dates/"])
def test_everybody_reads_and_only_librarians_change(
    plan: Plan, sign_in: Callable[..., FlaskClient], address: str
) -> None:
    for role in ("librarian", "viewer", "teacher"):
        answer = sign_in(role).get(f"/planning/{address}")
        assert answer.status_code == 200
        forms = re.findall(r'<form[^>]*method="post"[^>]*action="(/planning[^"]*)"', answer.text)
        if role != "librarian":
            assert [one for one in forms if "/action/" not in one] == []


def test_a_line_is_added_changed_noted_taken_back_and_removed(
    plan: Plan, librarian: FlaskClient
) -> None:
    page = post(librarian, f"/planning/{plan.id}/add", place="VII", text_kk="Жаңа жұмыс").text
    line = PlanLine.get(PlanLine.text_kk == "Жаңа жұмыс")
    assert "VII.4. Жаңа жұмыс" in page
    address = f"/planning/lines/{line.id}"

    page = post(
        librarian,
        f"{address}/change",
        text_kk="Жаңа жұмыс",
        measure_kk="Бір кеңес",
        quantity="12",
        due_on=f"20.10.{YEAR}",
        work_unit="",
    ).text
    assert "Saved." in page
    assert "Бір кеңес" in page
    assert "no day" in post(librarian, f"{address}/change", text_kk="a", due_on="ертең").text
    assert "is no quantity" in post(librarian, f"{address}/change", text_kk="a", quantity="a").text

    page = post(librarian, f"{address}/note", quantity="5", note="Педкеңес").text
    assert "Noted by hand" in librarian.get("/planning/?open=VII").text
    assert "Педкеңес" in page
    assert "noted by hand: 5" in page
    assert "is no quantity" in post(librarian, f"{address}/note", quantity="").text
    tally = Tally.get()
    assert "undone" in post(librarian, f"{address}/take-back/{tally.id}").text
    assert "taken back already" in post(librarian, f"{address}/take-back/{tally.id}").text

    post(librarian, f"{address}/move", to="up")
    assert PlanLine.get_by_id(line.id).number == 3
    assert "no longer in the plan" in post(librarian, f"{address}/remove").text
    assert librarian.get(f"{address}/").status_code == 404


def test_the_text_of_the_plan_is_read_and_changed(plan: Plan, librarian: FlaskClient) -> None:
    assert "Қызмет талаптары" in librarian.get("/planning/text/").text
    part = PlanPart.select().first()
    address = f"/planning/text/{part.id}/"

    page = post(librarian, address, title_kk="Мақсат", body_kk="1. <b>Бір</b>").text

    assert "&lt;b&gt;Бір&lt;/b&gt;" in page
    assert "Мақсат" in librarian.get(address).text
    post(librarian, f"/planning/text/add/{plan.id}")
    assert PlanPart.select().count() == 9
    post(librarian, f"{address}remove")
    assert PlanPart.select().count() == 8


def test_the_plan_is_approved_and_printed_with_it(plan: Plan, librarian: FlaskClient) -> None:
    post(
        librarian,
        f"/planning/{plan.id}/approve",
        approved_on=f"28.08.{YEAR}",
        approver_post="Мектеп директоры",
        approver_name="Ахметова С.",
    )

    assert f"Approved: 28.08.{YEAR}" in librarian.get("/planning/").text
    assert "no day" in post(librarian, f"/planning/{plan.id}/approve", approved_on="x").text


def test_next_year_s_plan_is_seen_before_it_is_made(plan: Plan, librarian: FlaskClient) -> None:
    page = librarian.get(f"/planning/copy/?year={YEAR}").text
    assert "Nothing is kept yet" in page
    fields = dict(re.findall(r'name="(line-\d+)">.*?<option value="(\d+)" selected', page, re.S))
    assert fields
    dropped = next(iter(fields))

    page = post(librarian, f"/planning/copy/{plan.id}", to=YEAR + 1, **fields | {dropped: ""}).text

    made = Plan.get(Plan.school_year == YEAR + 1)
    assert f"The plan is made: {made.years}" in page
    assert PlanLine.select().where(PlanLine.plan == made).count() == 75


def test_a_plan_made_by_mistake_is_removed(plan: Plan, librarian: FlaskClient) -> None:
    assert "The plan is removed" in post(librarian, f"/planning/{plan.id}/remove").text
    assert "Begin" in post(librarian, "/planning/blank", year=1900).text
    post(librarian, "/planning/blank", year=YEAR)
    assert PlanLine.select().count() == 0


def test_memorable_dates_may_be_changed(librarian: FlaskClient) -> None:
    assert "with the first plan" in librarian.get("/planning/dates/").text
    post(librarian, "/planning/blank", year=YEAR)
    assert MemorableDate.select().count() == 262
    page = librarian.get("/planning/dates/?q=Абай&preset=people").text
    assert "10.08.1845" in page
    assert "to be checked" in page


def test_the_plan_is_on_the_first_page(plan: Plan, librarian: FlaskClient) -> None:
    card = blocks.today_cards(date(YEAR, 11, 27))[0]

    assert "of the year have passed: 32 %" in str(card.why)
    found = blocks.sums(date(YEAR, 11, 27))
    assert found is not None
    assert str(found[2]) in str(card.why)
    assert "lines of the plan are late" in librarian.get("/").text or clock.today().month == 9


def test_flask_load_plan(app, database: str) -> None:
    told = app.test_cli_runner().invoke(args=["load-plan", "2023"])

    assert "2023–2024, 76 lines" in told.output
    again = app.test_cli_runner().invoke(args=["load-plan", "2023"])
    assert again.exit_code == 1
    assert "2023–2024" in again.output


def test_a_table_is_seen_before_it_is_taken(librarian: FlaskClient) -> None:
    text = "№;Жұмыстың атауы;Өлшемі\n1;Қарыз оқырмандармен жұмыс;1 оқырман\n2;;1 сөре"

    def send(data: bytes, name: str):
        fields = {"file": (io.BytesIO(data), name), "year": YEAR}
        return post(librarian, "/planning/table/", **fields)

    assert "is not a table" in send(b"%PDF-1.7", "plan.pdf").text
    assert "Choose a file" in post(librarian, "/planning/table/", year=YEAR).text
    page = send(text.encode(), "plan.csv").text
    assert "1 line was read" in page
    assert "were left out: 3" in page
    assert "Debtors who had a notice" in page
    assert Plan.select().count() == 0
    number = re.search(r"/planning/table/(\d+)/take", page)
    assert number

    page = post(librarian, f"/planning/table/{number[1]}/take", place="VI").text

    assert "1 line has come into the plan." in page
    assert PlanLine.get().place == "VI"
    assert librarian.get(f"/planning/table/{number[1]}/").status_code == 404
    page = send(text.encode(), "plan.csv").text
    number = re.search(r"/planning/table/(\d+)/drop", page)
    assert number
    assert "Nothing was taken." in post(librarian, f"/planning/table/{number[1]}/drop").text
    assert PlanLine.select().count() == 1
