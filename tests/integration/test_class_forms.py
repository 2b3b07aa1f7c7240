"""Papers of a class (domain.md 3.7): the notebook and the table of conditions."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pypdf
import pytest
from flask.testing import FlaskClient

from core import clock
from plugins.circulation.models import Loan
from plugins.fund.models import Copy
from tests.makers import make_class, make_copy, make_reader, make_record

pytestmark = pytest.mark.usefixtures("app")


def cells(client: FlaskClient, address: str) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"/documents/{address}").data)).active
    return [[one for one in row if one is not None] for row in sheet.iter_rows(values_only=True)]


# Papers of a class


@pytest.fixture
def seventh(algebra: Any) -> Any:
    """A class with its teacher and two pupils; one has a textbook, and both a book of fiction."""
    found = make_class(7, "Ә")
    teacher = make_reader("Серікова Анар", kind="teacher", leads=found)
    pupils = [make_reader(one, school_class=found) for one in ("Ғани Қанат", "Әлібек Нұрасыл")]
    book = Copy.get(Copy.record == algebra, Copy.withdrawn_on.is_null())
    Loan.create(copy=book, reader=pupils[0], due_on=clock.today())
    for one in pupils:
        Loan.create(
            copy=make_copy(record=make_record("Абай жолы")), reader=one, due_on=clock.today()
        )
    assert teacher.leads_id == found.id
    return found, book


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "kk",
            (
                "Сыныптарға оқулық беру дәптері",
                "Сынып: 7 «Ә»",
                "Оқу жылы: ",
                "Сынып жетекшісі: Серікова Анар",
                "Алған күні",
                "Қолы",
                "Қайтарылған күні",
                "Ескертпе",
            ),
        ),
        (
            "ru",
            (
                "Журнал выдачи учебников по классам",
                "Класс: 7 «Ә»",
                "Учебный год: ",
                "Классный руководитель: Серікова Анар",
                "Дата получения",
                "Подпись",
                "Дата возврата",
                "Примечание",
            ),
        ),
    ],
)
def test_the_notebook_of_a_class(
    words: Callable[[str], str], seventh: Any, lang: str, said: tuple[str, ...]
) -> None:
    school_class, book = seventh
    text = words(f"circulation.class_notebook.pdf?class={school_class.id}&lang={lang}")

    assert [one for one in said if one not in text] == []
    assert text.index("Әлібек Нұрасыл") < text.index("Ғани Қанат")
    assert f"Ғани Қанат {book.inventory_no} {clock.today():%d.%m.%Y}" in text
    assert "Абай жолы" not in text


def test_more_titles_than_fit_go_on_on_another_page(librarian: FlaskClient) -> None:
    found = make_class(9, "Б")
    pupil = make_reader("Ғани Қанат", school_class=found)
    for number in range(11):
        record = make_record(f"Оқулық {number}", kind="textbook", grade=9)
        Loan.create(copy=make_copy(record=record), reader=pupil, due_on=clock.today())

    answer = librarian.get(f"/documents/circulation.class_notebook.pdf?class={found.id}&lang=kk")
    rows = cells(librarian, f"circulation.class_notebook.xlsx?class={found.id}&lang=kk")

    assert len(pypdf.PdfReader(io.BytesIO(answer.data)).pages) == 2
    assert [len(row) for row in rows if row and row[0] == "№"] == [15, 10]


@pytest.mark.parametrize(
    ("lang", "columns"),
    [
        ("kk", "№|Оқушы|Оқу жылы|Алғандағы күйі|Сынып жетекшісінің қолы|Тапсырғандағы күйі"),
        (
            "ru",
            "№|Ученик|Учебный год|Состояние при получении|Подпись классного руководителя"
            "|Состояние при сдаче",
        ),
    ],
)
def test_the_table_of_conditions(
    librarian: FlaskClient, seventh: Any, lang: str, columns: str
) -> None:
    rows = cells(librarian, f"circulation.class_condition.xlsx?class={seventh[0].id}&lang={lang}")

    head = next(row for row in rows if row and row[0] == "№")
    assert head == [*columns.split("|"), columns.split("|")[4]]
    assert [row[1] for row in rows[rows.index(head) + 1 :][:2]] == ["Әлібек Нұрасыл", "Ғани Қанат"]


def test_without_a_class_every_class_is_there(words: Callable[[str], str], seventh: Any) -> None:
    make_reader("Омар Ерлан", school_class=make_class(5, "В"))

    assert "7 «Ә»" in words("circulation.class_notebook.pdf?lang=kk")
    assert "5 «В»" not in words("circulation.class_notebook.pdf?lang=kk")
    assert "5 «В»" in words("circulation.class_condition.pdf?lang=kk")


def test_the_page_of_documents_lets_a_class_be_chosen(librarian: FlaskClient, seventh: Any) -> None:
    page = librarian.get("/documents/").text

    assert f'<option value="{seventh[0].id}">7 «Ә»</option>' in page
    assert 'formaction="/documents/circulation.class_notebook.pdf"' in page
