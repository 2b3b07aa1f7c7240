"""An invoice into a delivery and an old inventory into the books, over HTTP, step by step."""

import io
import time
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from core import tasks
from core.models import Upload
from plugins.catalogue.models import Record
from plugins.fund.models import Copy, Delivery, DeliveryLine, NumberSeries, SummaryEntry
from plugins.fund.services import control, third_part
from tests.databases import full_soak
from tests.integration.test_desk_http import token_of
from tests.makers import make_copy, make_record
from tests.unit.core.test_intake import workbook

HEADS = ["№", "Автор", "Наименование", "ISBN", "Кол-во", "Цена, тг", "Сумма"]


@pytest.fixture
def delivery(librarian: FlaskClient) -> Delivery:
    """A draft of the textbook fund."""
    return Delivery.create(fund="textbook", document_kind="invoice", document_no="15")


class Steps:
    """A librarian who sends a list and follows it."""

    def __init__(self, client: FlaskClient, base: str, about: object = "") -> None:
        self.client, self.base, self.about = client, base, about
        self.here = ""

    def post(self, path: str, **values: Any) -> Any:
        """Post with a token and follow to the page, waiting where a bar is shown."""
        values["csrf_token"] = token_of(self.client, "/fund/deliveries/")
        # Encoded here: the test client would leave its temporary file open.
        boundary, body = encode_multipart(values)
        kind = f"multipart/form-data; boundary={boundary}"
        answer = self.client.post(path, data=body, content_type=kind)
        while answer.status_code in (302, 303):
            where = answer.location
            if where.startswith("/tasks/"):
                tasks.wait()
            answer = self.client.get(where)
            self.here = where
        return answer

    def send(self, data: bytes, name: str = "шот-фактура.xlsx", **options: str) -> str:
        """Send the file, take the columns as guessed, and return the page of the dry run."""
        answer = self.post(
            f"{self.base}/", about=str(self.about), file=FileStorage(io.BytesIO(data), name)
        )
        if answer.status_code != 200:
            return answer.text
        number = Upload.select().order_by(Upload.id.desc()).get().id
        self.list = f"{self.base}/{number}"
        chosen = self._guessed(answer.text) | options
        return self.post(f"{self.list}/columns", **chosen).text

    def _guessed(self, page: str) -> dict[str, str]:
        """Return what the form of the columns would send as it stands."""
        found: dict[str, str] = {}
        for part in page.split("<select")[1:]:
            name = part.partition('name="')[2].partition('"')[0]
            options = part.partition("</select>")[0].split("<option")[1:]
            picked = [one for one in options if " selected" in one.partition(">")[0]]
            value = (picked or options)[0].partition('value="')[2].partition('"')[0]
            found[name] = value
        return found

    def take(self, **answers: str) -> str:
        """Press the last button and return the page that follows."""
        return self.post(f"{self.list}/take", **answers).text


def test_an_invoice_becomes_lines_and_the_same_list_twice_changes_nothing(
    librarian: FlaskClient, delivery: Delivery
) -> None:
    known = make_record("Алгебра", kind="textbook", isbn="9786013050461")
    data = workbook(
        ["ТОО «Алматыкітап»", "Счёт-фактура № 15"],
        HEADS,
        [1, "Шыныбеков Ә.Н.", "Алгебра. 7 сынып", "978-601-305-046-1", 30, "2 450,50", 73515],
        [2, "Башарұлы Р.", "Физика 8 сынып", None, 27, 2620, 70740],
        [3, "Башарұлы Р.", "Физика 8 сынып", None, 5, 2700, 13500],
        ["Итого", None, None, None, 62, None, 157755],
    )
    steps = Steps(librarian, "/fund/invoices", delivery.id)

    page = steps.send(data)
    assert DeliveryLine.select().count() == 0
    assert "Nothing is saved yet" in page
    page = steps.take()

    assert "Lines added: 3" in page
    lines = list(DeliveryLine.select().order_by(DeliveryLine.id))
    assert [(one.quantity, one.price) for one in lines] == [
        (30, Decimal("2450.50")),
        (27, Decimal(2620)),
        (5, Decimal(2700)),
    ]
    assert lines[0].record_id == known.id
    assert lines[1].record_id == lines[2].record_id
    physics = Record.get_by_id(lines[1].record_id)
    assert (physics.title, physics.kind, physics.grade) == ("Физика 8 сынып", "textbook", 8)

    page = steps.send(data)
    assert "There is nothing to take" in page
    assert page.count("has a line of this book at this price already") == 3
    assert DeliveryLine.select().count() == 3


def test_an_invoice_is_refused_row_by_row_and_the_rows_come_back(
    librarian: FlaskClient, delivery: Delivery
) -> None:
    data = workbook(
        HEADS,
        [1, "", "Алгебра", "9786013050461", 30, 100, 3000],
        [2, "", "Геометрия", "9786013050461", 30, 100, 3000],
        [3, "", "", "9785170906307", 3, 10, 30],
        [4, "", "Тарих", None, -3, 100, None],
        [5, "", "Химия", None, 1.5, 100, None],
        [6, "", "Физика", None, 10, 100, 999],
        [7, "", "Биология", None, 0, 100, None],
        [8, "", "Музыка", "9786013050462", 1, 100, None],
        [9, "", "Көркем еңбек", None, 12000, 100, None],
        [10, "", "Информатика", None, 10, "1 234,50 ₸", "12 345,00"],
        [11, "", "Информатика", None, 10, 1234.5, None],
    )
    steps = Steps(librarian, "/fund/invoices", delivery.id)

    page = steps.send(data)

    for words in (
        "ISBN 9786013050461 stands in row 2 already",
        "no record has ISBN 9785170906307, and the row has no title",
        "-3 is less than nothing",
        "1.5 is no whole number",
        "10 × 100.00 is 1000.00 and not 999.00",
        "the quantity is nothing",
        "ISBN 9786013050462 is mistyped",
        "the same book at the same price stands in row 11 already",
    ):
        assert words in page, words
    answer = librarian.get(f"{steps.list}/refused.xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.data)).active.values)
    assert [row[7] for row in rows[1:]] == [3, 4, 5, 6, 7, 8, 9, 10, 12]
    assert DeliveryLine.select().count() == Record.select().count() == 0
    assert "Lines added: 2" in steps.take()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 512, "save it as .xlsx"),
        (b"%PDF-1.7", "is not a table"),
        (b"PK\x03\x04 broken", "is damaged"),
        (b"", "Choose a file"),
        (workbook(HEADS), "There are no rows"),
        (workbook(["a", "b"], [1, 2]), "No line with the names of the columns"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence_and_nothing_is_kept(
    librarian: FlaskClient, delivery: Delivery, data: bytes, words: str
) -> None:
    page = Steps(librarian, "/fund/invoices", delivery.id).send(data, "тізім.xls")

    assert words in page
    assert Upload.select().count() == 0
    assert DeliveryLine.select().count() == 0


def test_a_file_of_50_mb_is_refused(librarian: FlaskClient, delivery: Delivery) -> None:
    steps = Steps(librarian, "/fund/invoices", delivery.id)
    file = FileStorage(io.BytesIO(b"x" * 50 * 1024 * 1024), "big.csv")

    answer = steps.post("/fund/invoices/", about=str(delivery.id), file=file)

    assert answer.status_code == 413
    assert "16 MB" in answer.text
    assert Upload.select().count() == 0


def test_columns_can_be_matched_by_hand(librarian: FlaskClient, delivery: Delivery) -> None:
    data = "Бірінші;Екінші;Цена;Кол-во\nАлгебра;2026;100;3\n".encode()
    steps = Steps(librarian, "/fund/invoices", delivery.id)

    page = steps.send(data, "list.csv")
    assert "Say in which columns these stand: Title / ISBN" in page
    number = Upload.get().id
    steps.list = f"/fund/invoices/{number}"
    columns = {"column-title": "0", "column-year": "1", "column-price": "2", "column-quantity": "3"}
    steps.post(f"{steps.list}/columns", kind="textbook", language="ru", **columns)
    steps.take()

    record = Record.get()
    assert (record.title, record.year, record.language) == ("Алгебра", 2026, "ru")


def test_near_doubles_are_asked_about_and_never_joined_silently(
    librarian: FlaskClient, delivery: Delivery
) -> None:
    known = make_record("Абай жолы", authors="Әуезов М.О.", year=2019)
    data = workbook(
        ["Автор", "Название", "Год", "Кол-во", "Цена"],
        ["Әуезов Мұхтар", "Абай жолы", 2019, 2, 3000],
        ["Мақатаев М.", "Аманат", 2020, 1, 1500],
        ["Макатаев М.", "Аманат", 2020, 1, 1600],
        ["Мақатаев М", "Аманатт", 2020, 4, 1500],
    )
    steps = Steps(librarian, "/fund/invoices", delivery.id)

    page = steps.send(data)
    assert "Are these the same?" in page
    assert "3 questions are still open" in steps.take()
    assert DeliveryLine.select().count() == 0
    steps.take(rest="same")

    assert Record.select().count() == 2
    assert DeliveryLine.select().where(DeliveryLine.record == known).count() == 1


def test_somebody_elses_list_is_not_found(
    librarian: FlaskClient, sign_in: Callable[..., FlaskClient], delivery: Delivery
) -> None:
    head = sign_in("head")
    steps = Steps(librarian, "/fund/invoices", delivery.id)
    steps.send(workbook(["Название", "Кол-во", "Цена"], ["Алгебра", 1, 1]))

    assert librarian.get(f"{steps.list}/").status_code == 200
    assert head.get(f"{steps.list}/").status_code == 404
    assert head.get(f"{steps.list}/refused.xlsx").status_code == 404


def old_inventory(rows: int) -> bytes:
    """Return an old inventory of so many lines, about six copies of a title."""
    lines: list[list[object]] = [
        ["Жазылған күні", "Инв. №", "Авторы мен атауы", "Шыққан жылы", "Бағасы", "ЖЕК №", "Бөлімі"]
    ]
    for at in range(rows):
        title = at // 6
        lines.append(
            [
                datetime(2001 + title % 20, 1 + title % 12, 1 + title % 28),
                1001 + at,
                f"Авторов А.Б. Роман {title} {_WORDS[title % len(_WORDS)]}",
                1990 + title % 30,
                150 + title % 7 + 0.5,
                f"{1 + title % 12}/{2001 + title % 20}",
                f"84({title % 5})",
            ]
        )
    return workbook(*lines)


_WORDS = ("дала", "көктем", "жұлдыз", "өзен", "тау", "аңыз", "жол", "қыс", "күз", "бала", "ана")


def test_an_old_inventory_keeps_its_numbers_and_taken_twice_changes_nothing(
    librarian: FlaskClient,
) -> None:
    make_record("Абай жолы", authors="Әуезов М.", year=2019)
    make_copy("7", make_record("Басқа кітап"))
    data = workbook(
        ["Инв №", "Автор и заглавие", "Год", "Цена", "Дата записи", "КСУ", "Акт", "ББК"],
        ["1", "Әуезов М. Абай жолы", 2019, 3000, "12.03.2019", "4/2019", None, "84Қаз"],
        ["3–5", "Мақатаев М.М., Қадыр А. Аманат", 2005, "150,50", None, None, None, None],
        ["4", "Аманат", 2005, 150, None, None, None, None],
        ["7", "Көшпенділер", 2005, 150, None, None, None, None],
        ["8", "Тозған кітап", 1985, 2, None, None, "№ 3 2010", None],
        ["10", "Сөздік", None, None, None, None, None, None],
        ["11", "Сөздік", None, 0, None, None, None, None],
    )
    steps = Steps(librarian, "/fund/opening")

    page = steps.send(data, "инвентарь.xlsx", fund="main", kind="book")
    for words in (
        "No. 4 stands in row 3 already",
        "No. 7 is a copy of «Басқа кітап» already",
        "Price, ₸ is empty",
        "Missing numbers: 2, 6, 9–10",
    ):
        assert words in page, words
    assert Copy.select().count() == 1
    page = steps.take()

    assert "Taken: 5 copies" in page
    copies = {one.inventory_no: one for one in Copy.select(Copy, Record).join(Record)}
    assert set(copies) == {"1", "3", "4", "5", "7", "11"}
    first = copies["1"]
    assert (first.record.title, first.old_entry_no) == ("Абай жолы", "4/2019")
    assert first.old_entry_on == date(2019, 3, 12)
    assert first.received_on == SummaryEntry.get().entered_on
    assert copies["4"].record.authors == "Мақатаев М.М.; Қадыр А."
    assert copies["4"].price == Decimal("150.50")
    entry = SummaryEntry.get()
    assert (entry.kind, entry.copies, entry.amount) == ("opening", 5, Decimal("3451.50"))
    assert NumberSeries.get(NumberSeries.name == "main").next_number == 12
    part = third_part("main", entry.year)
    assert (part.at_start.copies, part.came.copies, part.at_end.copies) == (5, 0, 5)

    page = steps.send(data, "инвентарь.xlsx", fund="main", kind="book")
    assert "There is nothing to take" in page
    assert (Copy.select().count(), SummaryEntry.select().count()) == (6, 1)


def test_a_list_taken_by_mistake_is_reversed_today_and_can_come_again(
    librarian: FlaskClient,
) -> None:
    data = old_inventory(12)
    steps = Steps(librarian, "/fund/opening")
    steps.send(data, "a.xlsx", fund="textbook", kind="book")
    steps.take()
    entry = SummaryEntry.get()

    page = librarian.get("/fund/summary/?fund=textbook").text
    assert f"/fund/summary/opening/{entry.id}/reverse" in page
    page = steps.post(f"/fund/summary/opening/{entry.id}/reverse", fund="textbook").text
    assert "Reversed by entry" in page
    assert f"/fund/summary/opening/{entry.id}/reverse" not in page
    steps.send(data, "a.xlsx", fund="main", kind="book")
    page = steps.take()

    assert "Taken: 12 copies" in page
    assert Copy.select().where(Copy.withdrawn_on.is_null()).count() == 12
    assert {one.fund: one.fund_copies for one in control()} == {"main": 12, "textbook": 0}
    assert [(one.difference, one.amount_difference) for one in control()] == [(0, 0), (0, 0)]
    assert Record.select().count() == 2
    page = steps.post(f"/fund/summary/opening/{entry.id}/reverse", fund="textbook").text
    assert "has been reversed already" in page or "cannot be reversed" in page


@pytest.mark.sqlite
@pytest.mark.soak
def test_20000_lines_come_in_within_20_seconds_with_a_bar(librarian: FlaskClient) -> None:
    count = 20_000 if full_soak() else 4_000
    data = old_inventory(count)
    steps = Steps(librarian, "/fund/opening")

    # The processor's time: other tests run on the same machine.
    began = time.process_time()
    page = steps.send(data, "инвентарь.xlsx", fund="main", kind="book")
    assert "20" in page
    page = steps.take(rest="other")
    took = time.process_time() - began

    assert Copy.select().count() == count
    assert Record.select().count() == (count + 5) // 6
    assert [one.difference for one in control()] == [0, 0]
    assert took < count / 1000, f"{took:.1f} s"
