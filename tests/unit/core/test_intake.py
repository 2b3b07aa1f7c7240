"""Lists as people send them: what is read, what is refused, and with which words."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from flask import Flask

from core import clock
from core.intake import Wanted, ensure_complete, matched, read_table, refused_file, sort_rows
from core.intake.errors import (
    ColumnsMissing,
    ColumnTwice,
    Damaged,
    FileTooLarge,
    NoHeading,
    NotATable,
    NothingInside,
    OldWorkbook,
    TooManyRows,
)
from core.intake.table import LARGEST_FILE, NoValue
from core.intake.values import Amiss, as_amount, as_count, as_day, as_isbn, as_year

# Words and pages, the same over either database.
pytestmark = pytest.mark.sqlite

WANTED = (
    Wanted("title", "Title", heads=("атауы", "название", "title"), is_required=True),
    Wanted("quantity", "Quantity", "count", heads=("саны", "количество"), is_required=True),
    Wanted("price", "Price", "amount", heads=("бағасы", "цена"), is_required=True),
    Wanted("on", "Day", "day", heads=("күні", "дата")),
)


@pytest.fixture(autouse=True)
def _speaking(app: Flask) -> object:
    with app.test_request_context():
        yield


def workbook(*rows: list[object], merges: tuple[str, ...] = ()) -> bytes:
    """Return a workbook with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for one in merges:
        book.active.merge_cells(one)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(data: bytes, name: str = "list.xlsx") -> tuple[list[dict[str, object]], dict[int, str]]:
    """Return the values of the good rows, and the reasons of the refused by row number."""
    table = read_table(data, name, WANTED)
    found = sort_rows(table, matched(table.heads, WANTED), WANTED)
    return [one.values for one in found.good], {
        one.number: "; ".join(one.reasons) for one in found.refused
    }


def test_a_workbook_with_letterhead_numbering_and_sums() -> None:
    good, refused = read(
        workbook(
            ["«Алматыкітап баспасы» ЖШС"],
            ["Шот-фактура № 15", None, "20.08.2026"],
            [],
            ["Бағасы, теңге", "Кітаптың атауы", "Дана саны", "Күні"],
            [1, 2, 3, 4],
            [2450.5, "Алгебра", 30, datetime(2026, 8, 20)],
            [],
            ["1 234,50 ₸", "Физика", "27 дана", "20.08.2026"],
            ["Барлығы", None, 57, None],
        )
    )

    assert refused == {}
    assert good == [
        {
            "title": "Алгебра",
            "quantity": 30,
            "price": Decimal("2450.50"),
            "on": date(2026, 8, 20),
        },
        {"title": "Физика", "quantity": 27, "price": Decimal("1234.50"), "on": date(2026, 8, 20)},
    ]


def test_headings_in_two_lines_where_one_spans_columns() -> None:
    good, refused = read(
        workbook(
            ["Атауы", "Алынғаны", None],
            [None, "саны", "бағасы"],
            ["Алгебра", 30, 100],
            merges=("B1:C1", "A1:A2"),
        )
    )

    assert (good, refused) == ([{"title": "Алгебра", "quantity": 30, "price": Decimal(100)}], {})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "kz1048"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_text_in_any_usual_encoding_and_separator(encoding: str, separator: str) -> None:
    lines = [["Атауы", "Саны", "Бағасы"], ["«Қазақ әдебиеті»", "30", "2450"], ["Ғылым", "5", "10"]]
    text = "\r\n".join(separator.join(one) for one in lines)

    good, refused = read(text.encode(encoding), "list.csv")

    assert refused == {}
    assert [one["title"] for one in good] == ["«Қазақ әдебиеті»", "Ғылым"]


def test_rows_are_refused_with_their_reasons_and_come_back_as_a_file() -> None:
    data = workbook(
        ["Атауы", "Саны", "Бағасы", "Күні"],
        ["Алгебра", -3, 100, None],
        ["Физика", 2.5, "қымбат", None],
        ["", 1, 1, None],
        ["Химия", 1, "12,345", None],
        ["Тарих", 1, 100.005, None],
        ["Биология", 1, 100, "31.02.2026"],
        ["=1+1", 1, 100, None],
        ["Жақсысы", 1, 100, "5 қыркүйек 2025 ж."],
        ["#Н/Д", 1, 100, None],
    )
    table = read_table(data, "list.xlsx", WANTED)
    found = sort_rows(table, matched(table.heads, WANTED), WANTED)
    reasons = {one.number: one.reasons for one in found.refused}

    assert [one.values["title"] for one in found.good] == ["Жақсысы"]
    assert found.good[0].values["on"] == date(2025, 9, 5)
    assert reasons[2] == ("Quantity: -3 is less than nothing",)
    assert reasons[3] == ("Quantity: 2.5 is no whole number", "Price: қымбат is no number")
    assert reasons[4] == ("Title is empty",)
    assert "read in two ways" in reasons[5][0]
    assert reasons[6] == ("Price: 100.005 has parts of a tiyn",)
    assert "31.02.2026 is no day" in reasons[7][0]
    assert "formula without a result" in reasons[8][0]
    assert "the error #Н/Д" in reasons[10][0]

    sheet = openpyxl.load_workbook(io.BytesIO(refused_file(table, found.refused))).active
    back = list(sheet.iter_rows(values_only=True))
    assert back[0] == ("Атауы", "Саны", "Бағасы", "Күні", "Row of the file", "Why it was not taken")
    assert back[1] == ("Алгебра", -3, 100, None, 2, "Quantity: -3 is less than nothing")
    assert len(back) == 1 + len(found.refused)


def test_a_list_of_refused_rows_can_be_corrected_and_sent_again() -> None:
    table = read_table(workbook(["Атауы", "Саны", "Бағасы"], ["Алгебра", 0.5, 7]), "a.xlsx", WANTED)
    found = sort_rows(table, matched(table.heads, WANTED), WANTED)
    book = openpyxl.load_workbook(io.BytesIO(refused_file(table, found.refused)))
    book.active["B2"] = 5
    file = io.BytesIO()
    book.save(file)

    good, refused = read(file.getvalue())

    assert (good, refused) == ([{"title": "Алгебра", "quantity": 5, "price": Decimal(7)}], {})


def test_rows_that_share_a_cell_are_refused() -> None:
    good, refused = read(
        workbook(
            ["Атауы", "Саны", "Бағасы"],
            ["Алгебра", 30, 100],
            [None, 20, 100],
            ["Физика", 1, 1],
            merges=("A2:A3",),
        )
    )

    assert [one["title"] for one in good] == ["Физика"]
    assert set(refused) == {2, 3}
    assert all("joined with other rows" in one for one in refused.values())


def _zip(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return file.getvalue()


def test_what_is_no_list_is_refused_as_a_whole(tmp_path: Path) -> None:
    good = workbook(["Атауы", "Саны", "Бағасы"], ["Алгебра", 1, 1])
    bomb = _zip(**{"[Content_Types].xml": b"", "xl/workbook.xml": b"0" * (300 * 1024 * 1024)})
    for data, refusal in (
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, OldWorkbook),
        (b"<html><table><tr><td>1</td></tr></table></html>", OldWorkbook),
        (b"%PDF-1.7\n1 0 obj", NotATable),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, NotATable),
        (_zip(letter=b"hello"), NotATable),
        (good[: len(good) // 2], Damaged),
        (bomb, TooManyRows),
        (b"\0\1\2\3" * 100, NotATable),
        (b"   \r\n ", NothingInside),
        (workbook(["Атауы", "Саны", "Бағасы"]), NothingInside),
        (workbook(["Алгебра", 30, 100], ["Физика", 27, 90]), NoHeading),
        (b"x" * (LARGEST_FILE + 1), FileTooLarge),
    ):
        with pytest.raises(refusal) as caught:
            read_table(data, "тізім.xlsx", WANTED)
        assert "%(" not in str(caught.value)


def test_too_many_rows_are_refused() -> None:
    text = "Атауы;Саны;Бағасы\n" + "Алгебра;1;1\n" * 100_001

    with pytest.raises(TooManyRows):
        read_table(text.encode(), "list.csv", WANTED)


def test_columns_that_are_needed_must_be_matched_once() -> None:
    with pytest.raises(ColumnsMissing, match="Quantity, Price"):
        ensure_complete({"title": 0}, WANTED)
    with pytest.raises(ColumnTwice, match="«Атауы» is chosen twice: for Title, Quantity"):
        ensure_complete({"title": 0, "quantity": 0, "price": 1}, WANTED, ["Атауы", "Бағасы"])


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1 234,50 ₸", "1234.50"),
        ("1\u00a0234.5", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("2450 тг.", "2450.00"),
        ("2450,00 теңге", "2450.00"),
        ("12 345 678", "12345678.00"),
        (0.1 + 0.2, "0.30"),
        (2450, "2450.00"),
    ],
)
def test_amounts(cell: object, amount: str) -> None:
    assert as_amount(cell) == Decimal(amount)


@pytest.mark.parametrize(
    "cell", ["1,234", "1.234", "12.345", "abc", "1e5", "--5", "nan", True, "1/2"]
)
def test_no_amounts(cell: object) -> None:
    with pytest.raises(Amiss):
        as_amount(cell)


def test_counts_days_years_and_isbn() -> None:
    assert [as_count(one) for one in (30, 30.0, "30", "30 шт.", "1 000")] == [30, 30, 30, 30, 1000]
    days = ("20.08.2026", "2026-08-20", "20/08/26", "20 тамыз 2026 ж.", "20 августа 2026 г.", 46254)
    assert {as_day(one) for one in days} == {date(2026, 8, 20)}
    assert [as_year(one) for one in ("2019 ж.", 2019, 2019.0, "©2019", "2019 г.")] == [2019] * 5
    assert as_isbn("ISBN 978-601-305-046-1") == "9786013050461"
    assert as_isbn(9786013050461) == as_isbn(9786013050461.0) == "9786013050461"
    for reader, cell in (
        (as_day, f"01.01.{clock.today().year + 1}"),
        (as_day, "кеше"),
        (as_year, 19),
        (as_year, "2091"),
        (as_isbn, "9786013050462"),
        (as_isbn, "9,78601E+12"),
        (as_count, NoValue()),
    ):
        with pytest.raises(Amiss):
            reader(cell)
