"""Forms of the school library (domain.md 3.2 to 3.7): their columns and sums in both languages."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from docx import Document as Word
from flask.testing import FlaskClient

from plugins.fund.models import CAME, Delivery
from plugins.fund.services import books, deliveries
from plugins.fund.services.books import Move
from plugins.writeoff.models import Reason
from tests.makers import make_copy, make_record

pytestmark = pytest.mark.usefixtures("app")


def heads(client: FlaskClient, address: str, table: int = 0) -> list[str]:
    answer = client.get(f"/documents/{address}")
    assert answer.status_code == 200, answer.text
    return [one.text for one in Word(io.BytesIO(answer.data)).tables[table].rows[0].cells]


def cells(client: FlaskClient, address: str) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"/documents/{address}").data)).active
    return [[one for one in row if one is not None] for row in sheet.iter_rows(values_only=True)]


@pytest.fixture
def delivery() -> Delivery:
    """A delivery from another library: one title came whole, of the other three did not come."""
    made = Delivery.create(
        document_no="15",
        document_on=date(2026, 8, 20),
        supplier="№ 12 мектеп-лицей",
        source="transfer",
    )
    whole = make_record("Алгебра", kind="textbook", grade=7, city="Алматы", year=2024)
    short = make_record("Абай жолы", city="Астана", year=2020, authors="Әуезов М.")
    deliveries.add_line(made, whole, quantity="30", price="2450", by=None)
    deliveries.add_line(made, short, quantity="27", by_document="30", price="1000,50", by=None)
    return made


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "kk",
            (
                "Қабылдау-беру актісі",
                "Беруші кітапхана: № 12 мектеп-лицей",
                "Қабылдаушы кітапхана:",
                "Іріктеген (аты-жөні; сенімхат №, күні):",
                "Кітаптар: 27",
                "Оқулықтар: 30",
                "100 513,50",
                "жүз мың бес жүз он үш теңге 50 тиын",
                "Тапсырған адам ____",
                "Қабылдаған ____",
                "Директор ____",
                "М.О.",
            ),
        ),
        (
            "ru",
            (
                "Акт приёма-передачи",
                "Передающая библиотека: № 12 мектеп-лицей",
                "Принимающая библиотека:",
                "Отобрал (ФИО; доверенность №, дата):",
                "Книги: 27",
                "Учебники: 30",
                "100 513,50",
                "сто тысяч пятьсот тринадцать тенге 50 тиын",
                "Сдал ____",
                "Принял ____",
                "Директор ____",
                "М.П.",
            ),
        ),
    ],
)
def test_the_act_of_transfer(
    words: Callable[[str], str], delivery: Delivery, lang: str, said: tuple[str, ...]
) -> None:
    text = words(f"fund.transfer.pdf?delivery={delivery.id}&lang={lang}")

    assert [one for one in said if one not in text] == []
    assert "Әуезов М. Абай жолы" in text
    assert "Алматы, 2024" in text


def test_columns_of_the_acts(librarian: FlaskClient, delivery: Delivery) -> None:
    address = f"delivery={delivery.id}&lang=ru"

    assert heads(librarian, f"fund.transfer.docx?{address}") == [
        "№",
        "Автор и заглавие",
        "Место и год издания",
        "Количество",
        "Цена, ₸",
        "Коэф.",
        "Стоимость, ₸",
    ]
    assert heads(librarian, f"fund.acceptance.docx?{address}") == [
        "№",
        "Автор и заглавие",
        "Место и год издания",
        "Количество",
        "Цена, ₸",
        "Сумма, ₸",
    ]
    assert heads(librarian, f"fund.discrepancy.docx?{address}") == [
        "№",
        "Автор и заглавие",
        "Цена, ₸",
        "По документу",
        "Фактически",
        "Разница",
        "Сумма, ₸",
    ]


def test_the_act_of_discrepancy_names_what_is_missing(
    words: Callable[[str], str], delivery: Delivery
) -> None:
    text = words(f"fund.discrepancy.pdf?delivery={delivery.id}&lang=kk")

    assert "Кем шыққан сомасы: 3 001,50 ₸ (үш мың бір теңге 50 тиын)" in text
    assert "Артық шыққан сомасы: 0,00 ₸" in text
    assert "Алгебра" not in text


@pytest.mark.parametrize(
    ("source", "by_document", "papers"),
    [
        ("budget", "5", ["fund.acceptance"]),
        ("exchange", "5", ["fund.acceptance", "fund.transfer"]),
        ("gift", "6", ["fund.acceptance", "fund.discrepancy"]),
    ],
)
def test_a_delivery_offers_the_acts_that_it_has(
    librarian: FlaskClient, source: str, by_document: str, papers: list[str]
) -> None:
    made = Delivery.create(source=source)
    deliveries.add_line(
        made, make_record(), quantity="5", by_document=by_document, price="1", by=None
    )

    page = librarian.get(f"/fund/deliveries/details/?id={made.id}").text

    for name in ("fund.acceptance", "fund.transfer", "fund.discrepancy"):
        for lang in ("kk", "ru"):
            link = f"/documents/{name}.docx?delivery={made.id}&amp;lang={lang}"
            assert (link in page) == (name in papers)


# Textbook cards


@pytest.mark.parametrize(
    ("lang", "title", "columns"),
    [
        (
            "kk",
            "Оқулық есебінің карточкасы",
            "Күні,Жиынтық есеп кітабындағы жазба №,Құжат №,Түсті,Шықты,Акт №,Қалдығы",
        ),
        (
            "ru",
            "Карточка учёта учебника",
            "Дата,№ записи в книге суммарного учёта,№ документа,Поступило,Выбыло,№ акта,Остаток",
        ),
    ],
)
def test_the_card_of_a_textbook(
    librarian: FlaskClient, algebra: Any, lang: str, title: str, columns: str
) -> None:
    answer = librarian.get(f"/documents/fund.textbook_card.docx?record={algebra.id}&lang={lang}")

    word = Word(io.BytesIO(answer.data))
    text = [one.text for one in word.paragraphs]
    rows = [[one.text for one in row.cells] for row in word.tables[0].rows]
    assert text[0] == title
    assert any(one.endswith("2\u00a0450,00; 2\u00a0600,00") for one in text)
    assert any(one.endswith(": Мектеп, 2024") for one in text)
    assert rows[0] == columns.split(",")
    assert rows[1:] == [
        ["20.08.2024", "1/2024", "Жүкқұжат № 15, 20.08.2024", "5", "", "", "5"],
        ["21.08.2025", "1/2025", "Жүкқұжат № 9, 21.08.2025", "2", "", "", "7"],
        ["20.10.2026", "1/2026", "", "", "3", "Акт № 4, 20.10.2026", "4"],
    ]


def test_all_cards_stand_by_grade_and_then_by_subject(
    words: Callable[[str], str], algebra: Any
) -> None:
    for title, grade, subject in (("Физика", 7, "Физика"), ("Ана тілі", 2, "Ана тілі")):
        record = make_record(title, kind="textbook", grade=grade, subject=subject)
        make_copy(record=record, fund="textbook")
    make_copy(record=make_record("Абай жолы"), fund="main")

    text = words("fund.textbook_cards.pdf?lang=kk")
    seventh = words("fund.textbook_cards.pdf?lang=kk&grade=7")

    places = [text.index(one) for one in ("Ана тілі, 2-сынып", "Алгебра, 7-сынып", "Физика, 7")]
    assert places == sorted(places)
    assert "Абай жолы" not in text
    assert "Ана тілі" not in seventh


def test_the_card_is_printed_from_the_page_of_a_textbook_only(
    librarian: FlaskClient, algebra: Any
) -> None:
    other = make_record("Абай жолы")

    page = librarian.get(f"/catalogue/records/details/?id={algebra.id}").text
    assert f"/documents/fund.textbook_card.pdf?record={algebra.id}&amp;lang=kk" in page
    assert "textbook_card" not in librarian.get(f"/catalogue/records/details/?id={other.id}").text
    assert librarian.get(f"/documents/fund.textbook_card.pdf?record={other.id}").status_code == 404


# The summary book


def test_the_second_part_counts_by_reason(librarian: FlaskClient, algebra: Any) -> None:
    Reason.delete().where(Reason.title_kk == "тозған").execute()
    Reason.create(title_kk="тозған", title_ru="ветхие")
    rows = cells(librarian, "fund.summary.xlsx?fund=textbook&year=2026&lang=ru")

    head = next(row for row in rows if "№ и дата акта" in row)
    line = rows[rows.index(head) + 1]
    assert head[:9] == [
        "Дата",
        head[1],
        "№ и дата акта",
        head[3],
        head[4],
        head[5],
        "Не на балансе",
        "Сумма, ₸",
        "ветхие",
    ]
    assert line[2:9] == ["Акт № 4, 20.10.2026", 1, 3, 3, 0, 7350, 3]


def test_the_first_part_tells_what_is_not_on_balance(librarian: FlaskClient) -> None:
    record = make_record("Кітапша", kind="brochure")
    copies = [make_copy(record=record, price=Decimal(100)) for _number in range(3)]
    moves = [Move(one.id, record.id, one.price, place > 0) for place, one in enumerate(copies)]
    books.enter(CAME, "main", "delivery", moves, on=date(2026, 9, 1), by=None)

    rows = cells(librarian, "fund.summary.xlsx?fund=main&year=2026&lang=kk")

    head = next(row for row in rows if "Балансқа алынбағаны" in row)
    line = rows[rows.index(head) + 1]
    # Copies, on balance, not on balance, and the sum: the empty cells before them are left out.
    start = line.index(3)
    assert line[start : start + 4] == [3, 2, 1, 300]
