"""What every list of the panel holds to: six queries, no 500 whatever the address says, who sees
what. The breaks of Flask-Admin, one by one, are in test_breaks.py.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from core.bulk import insert_rows, next_id
from core.database import db, transaction
from core.menu import views
from core.models import JournalEntry, Staff
from core.views import RecordView
from plugins.fund.models import Copy
from tests import makers
from tests.databases import full_soak

LISTS = (
    "/catalogue/records/",
    "/fund/copies/",
    "/readers/readers/",
    "/readers/classes/",
    "/circulation/loans/",
    "/debtors/",
    "/settings/staff/",
    "/settings/journal/",
)

#: What no list offers, and somebody may still have typed, pasted or kept.
HOSTILE = (
    "99999999999999999999",
    "9" * 60 + "..",
    "1.0" + "0" * 90 + "..1,e999",
    "1.e400..",
    "-1.e400..1.e400",
    "NaN..Infinity",
    "0001-01-01..9999-12-31",
    "9999-12-31..0001-01-01",
    "..",
    "٣",
    "²",
    "a\x00b",
    "%_\\'\"",
    "' OR 1=1 --",
    "\ud800".encode("utf-8", "surrogatepass"),
)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Give the list of queries asked meanwhile."""
    asked: list[str] = []
    db.obj.query_hooks.append(lambda *call, **_more: asked.append(str(call)))
    try:
        yield asked
    finally:
        db.obj.query_hooks.clear()


def _fill(rows: int) -> None:
    for number in range(rows):
        school_class = makers.make_class(number % 11 + 1, "АӘБВГҒДЕЖЗИЙКҚЛМНҢОӨ"[number // 11 % 20])
        reader = makers.make_reader(f"Нұрасыл Оқушы{number}", school_class=school_class)
        copy = makers.make_copy(record=makers.make_record(f"Кітап {number}"))
        makers.make_loan(copy, reader, days_ago=number % 30)
        person = makers.make_staff("viewer")
        JournalEntry.create(action="staff.create", by=person, about=f"staff {person.id}", facts={})


@pytest.mark.parametrize("rows", [5, 110])
def test_no_list_costs_more_than_six_queries(
    sign_in: Callable[..., FlaskClient], rows: int
) -> None:
    _fill(rows)
    head = sign_in("head")
    head.get("/")

    found = {}
    for address in LISTS:
        for query in ("", "?page_size=100&search=а", "?page_size=100&preset=all"):
            with counted() as asked:
                assert head.get(address + query).status_code == 200
            assert asked
            if len(asked) > 6:
                found[address + query] = len(asked), asked

    assert found == {}


@pytest.mark.soak
def test_no_address_of_a_list_is_an_error(app: Flask, sign_in: Callable[..., FlaskClient]) -> None:
    _fill(3)
    head = sign_in("head")

    wrong = []
    for view in [one for one in views(app) if isinstance(one, RecordView)]:
        names = [f"f-{key}" for key in view.filters]
        names += ["search", "sort", "desc", "page", "page_size", "preset", "fund", "id"]
        for place, name in enumerate(names):
            # One of the values for each name, all of them in make soak.
            for value in HOSTILE if full_soak() else (HOSTILE[place % len(HOSTILE)],):
                asked = {"query_string": {name: value}, "follow_redirects": True}
                if head.get(f"{view.url}/", **asked).status_code >= 500:
                    wrong.append((view.url, name, value))
            head.get(f"{view.url}/export/csv/", query_string={name: HOSTILE[0]}, buffered=True)
        for value in HOSTILE:
            for route in ("/details/", "/edit/"):
                answer = head.get(view.url + route, query_string={"id": value})
                if answer.status_code >= 500:
                    wrong.append((view.url + route, "id", value))

    assert wrong == []


@pytest.fixture
def teacher(app: Flask, sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    """A browser of the teacher of 7 «Ә»; Сұлтан goes to 8 «Б»."""
    browser = sign_in("teacher")
    own = makers.make_class(7, "Ә", login=Staff.get(Staff.login == "teacher"))
    makers.make_loan(reader=makers.make_reader("Әлібек Нұрасыл", school_class=own))
    other = makers.make_class(8, "Б")
    makers.make_loan(reader=makers.make_reader("Сұлтан Бейбарыс", school_class=other))
    return browser


@pytest.mark.parametrize(
    "address",
    [
        "/readers/readers/",
        "/readers/readers/?search=Сұлтан",
        "/readers/readers/?preset=pupils",
        "/circulation/loans/",
        "/circulation/loans/?preset=all",
        "/circulation/loans/ajax/lookup/?name=reader&query=С",
        "/readers/readers/ajax/lookup/?name=school_class&query=8",
        "/readers/readers/export/csv/",
        "/circulation/loans/export/csv/",
        "/circulation/loans/filter/reader-school_class",
    ],
)
def test_a_teacher_reads_of_no_other_class(teacher: FlaskClient, address: str) -> None:
    answer = teacher.get(address, buffered=True)
    page = str(answer.json) if answer.is_json else answer.text

    assert "Бейбарыс" not in page
    assert "8 «Б»" not in page


def test_rows_ticked_by_hand_outside_the_scope_are_not_touched(
    app: Flask, sign_in: Callable[..., FlaskClient]
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    makers.make_reader()
    head = sign_in("head")

    for ids in (["99999999999999999999"], ["0", "-1", "x"], ["1"] * 3, []):
        for action in ("cards", "nothing", ""):
            answer = head.post("/readers/readers/action/", data={"action": action, "rowid": ids})
            assert answer.status_code < 500
    app.config["WTF_CSRF_ENABLED"] = True


def test_a_telephone_keeps_its_plus_in_a_workbook(sign_in: Callable[..., FlaskClient]) -> None:
    makers.make_reader("=1+1 Нұрасыл", phone="+7 701 000 00 00")

    with sign_in("head").get("/readers/readers/export/xlsx/", buffered=True) as answer:
        sheet = load_workbook(BytesIO(answer.data)).active

    row = [cell for cell in sheet[2] if cell.value]
    texts = [cell.value for cell in row if cell.data_type == "s"]
    assert "+7 701 000 00 00" in texts
    assert any(text.startswith("=1+1") for text in texts)
    assert {cell.data_type for cell in row} <= {"s", "n", "d"}


def test_amounts_and_days_are_such_in_a_workbook(sign_in: Callable[..., FlaskClient]) -> None:
    copy = makers.make_copy("0012", price="1234.50")

    with sign_in("head").get("/fund/copies/export/xlsx/", buffered=True) as answer:
        sheet = load_workbook(BytesIO(answer.data)).active

    row = {type(cell.value).__name__: cell for cell in sheet[2] if cell.value}
    assert (row["float"].value, row["float"].number_format) == (1234.5, "0.00")
    assert row["datetime"].value.date() == copy.received_on
    assert row["datetime"].number_format == "dd.mm.yyyy"
    assert "0012" in [cell.value for cell in sheet[2]]


#: Rows of the long list, and how much memory may come on top while it is written.
MANY = 100_000 if full_soak() else 20_000
MOST_MEMORY = 60 * 1024


def _memory(name: str) -> int:
    """Return a figure of this process in KiB: VmRSS is memory now, VmHWM the most so far."""
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(name))


@pytest.fixture
def many(app: Flask) -> None:
    """A hundred thousand copies."""
    first = makers.make_copy("=1+1", price="1234.50")
    columns = [one for one in Copy._meta.fields if one != "id"]
    usual = {name: getattr(first, name) for name in columns} | {"record": first.record_id}
    numbers = range(next_id(Copy), next_id(Copy) + MANY - 1)
    rows = (
        (number, *({**usual, "inventory_no": str(number)}[name] for name in columns))
        for number in numbers
    )
    with transaction():
        insert_rows(Copy, ["id", *columns], rows)


@pytest.mark.soak
@pytest.mark.sqlite
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_hundred_thousand_rows_are_written_in_little_memory(
    many: None, sign_in: Callable[..., FlaskClient], kind: str
) -> None:
    head = sign_in("head")
    head.get(f"/fund/copies/export/{kind}/?search=nothing", buffered=True)
    with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
        file.write("5")  # VmHWM begins anew
    before = _memory("VmRSS")

    size = 0
    with head.get(f"/fund/copies/export/{kind}/", buffered=True) as answer:
        size = len(answer.data)

    assert _memory("VmHWM") - before - size // 1024 < MOST_MEMORY
    if kind == "csv":
        lines = answer.text.splitlines()
        assert len(lines) == MANY + 1
        assert any(line.startswith("'=1+1;") and "1234,50" in line for line in lines)


def test_a_list_is_printed_whole_with_what_it_was_asked_for(
    sign_in: Callable[..., FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        makers.make_reader(f"Нұрасыл Оқушы{number}")
    makers.make_reader("Сұлтан Бейбарыс")
    head = sign_in("head", language="en")

    page = head.get("/readers/readers/?search=Нұрасыл&page=1").text
    paper = head.get("/readers/readers/print/?search=Нұрасыл&page=1").text
    monkeypatch.setattr("core.views.record_view.MOST_PRINTED", 20)
    cut = head.get("/readers/readers/print/?search=Нұрасыл").text

    assert "data-kt-print " in page
    assert paper.count("<tr>") == 1 + 30
    assert "«Нұрасыл»" in paper
    assert "Сұлтан" not in paper
    assert "Only the first rows" not in paper
    assert cut.count("<tr>") == 1 + 20
    assert "Only the first rows are here: 20." in cut


def test_a_long_list_gives_the_counts_of_its_presets_afterwards(librarian: FlaskClient) -> None:
    makers.make_loan()
    makers.make_copy()

    page = librarian.get("/fund/copies/").text
    counts = librarian.get("/fund/copies/counts/?fund=main").json

    assert 'data-kt-counts="/fund/copies/counts/?fund=main"' in page
    assert counts | {"all": "2", "here": "1", "out": "1", "gone": "0"} == counts
