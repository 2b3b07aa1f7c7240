"""Documents come out whole in every format: Kazakh words as words, barcodes as barcodes."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pypdf
import pypdfium2
import pytest
import zxingcpp
from docx import Document as Word
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.alphabet import ALPHABET
from core.barcodes import COMMANDS, Kind, make_code
from core.documents import (
    Card,
    Cards,
    Document,
    Fields,
    Heading,
    PageBreak,
    Signatures,
    Table,
    Text,
    Total,
    command_card,
    numbers,
    reader_cards,
    written,
)
from core.renderers import RENDERERS

SCHOOL = "№ 12 Ыбырай Алтынсарин атындағы мектеп-гимназия"

ACT = Document(
    "Есептен шығару актісі",
    [
        Heading("Тізім"),
        Text(f"{ALPHABET} {ALPHABET.upper()} «№ ₸ – — …»"),
        Fields([("Мектеп", SCHOOL), ("Күні", date(2026, 11, 23))]),
        Table(
            ["№", "Атауы", "Бағасы, ₸"],
            [(1, "=1+1", Decimal("1234.50")), (2, "+Әліппе", None), (3, "-@", Decimal(0))],
            widths=(1, 6, 2),
            right=(0, 2),
        ),
        Total("Барлығы", Decimal("1234.50")),
        PageBreak(),
        Signatures([("Директор", "Ахметова С."), ("Кітапханашы", "Ғани Ә.")], seal="М.О."),
    ],
)


def words_of(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.replace("\u00a0", " ").split())


def codes_of(pdf: bytes, dpi: int) -> list[str]:
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
        found += zxingcpp.read_barcodes(picture)
    assert {code.format for code in found} <= {zxingcpp.BarcodeFormat.Code128}
    return sorted(code.text for code in found)


def rows(many: int, name: str = "Әлібек Нұрасыл") -> list[tuple[str, str, int, str, str]]:
    return [
        (name, "7 «Ә»", number, make_code(Kind.READER, number), SCHOOL)
        for number in range(1000, 1000 + many)
    ]


def test_a_pdf_holds_every_kazakh_letter_as_text() -> None:
    text = words_of(RENDERERS["pdf"](ACT))

    assert f"{ALPHABET} {ALPHABET.upper()} «№ ₸ – — …»" in text
    for words in ("Есептен шығару актісі", "1 234,50", "23.11.2026", "Ғани Ә.", "М.О.", "2 / 2"):
        assert words in text


@pytest.mark.parametrize("is_landscape", [False, True])
def test_a_page_has_the_size_of_its_paper(is_landscape: bool) -> None:
    pdf = RENDERERS["pdf"](Document("Қағаз", [], is_landscape=is_landscape))

    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    sides = [round(float(side) / 72 * 25.4) for side in (page.width, page.height)]
    assert sides == ([297, 210] if is_landscape else [210, 297])


def test_a_long_table_repeats_its_head_on_every_page() -> None:
    lines = [(number, "Абай жолы") for number in range(200)]
    pdf = RENDERERS["pdf"](Document("Тізім", [Table(["Нөмірі", "Атауы"], lines)]))

    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert len(pages) > 3
    assert all("Нөмірі" in page for page in pages)


def test_a_docx_reads_back() -> None:
    word = Word(io.BytesIO(RENDERERS["docx"](ACT)))

    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    for words in ("Есептен шығару актісі", ALPHABET, "Күні: 23.11.2026", "Ғани Ә.", "М.О."):
        assert words in text
    cells = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert cells[0] == ["№", "Атауы", "Бағасы, ₸"]
    assert cells[1] == ["1", "=1+1", "1\u00a0234,50"]
    assert cells[2] == ["2", "+Әліппе", ""]


def test_an_xlsx_reads_back_with_numbers_as_numbers_and_no_formula() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(RENDERERS["xlsx"](ACT))).active

    lines = [[cell.value for cell in row if cell.value] for row in sheet.iter_rows()]
    assert [1, "=1+1", 1234.5] in lines
    assert ["Күні", datetime(2026, 11, 23)] in lines
    assert ["Кітапханашы", "Ғани Ә."] in lines
    kinds = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert {kinds[one] for one in ("=1+1", "+Әліппе", "-@")} == {"s"}
    assert kinds[1234.5] == "n"


@pytest.mark.parametrize("dpi", [150, 203, 300])
def test_the_command_card_is_read_by_a_scanner(app: Flask, dpi: int) -> None:
    with app.test_request_context():
        pdf = RENDERERS["pdf"](command_card())

    assert codes_of(pdf, dpi) == sorted(one.code for one in COMMANDS.values())


def test_the_command_card_is_one_a6_page_with_a_word_for_each_command(app: Flask) -> None:
    with app.test_request_context():
        pdf = RENDERERS["pdf"](command_card())
        titles = [str(one.title) for one in COMMANDS.values()]

    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 1
    assert [round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]] == [105, 148]
    assert [title for title in titles if title not in words_of(pdf)] == []


@pytest.mark.parametrize("dpi", [150, 203, 300])
def test_readers_cards_are_read_by_a_scanner(app: Flask, dpi: int) -> None:
    with app.test_request_context():
        pdf = RENDERERS["pdf"](reader_cards(rows(20)))

    assert codes_of(pdf, dpi) == [code for _name, _class, _no, code, _school in rows(20)]


@pytest.mark.parametrize("name", ["Ө" * 100, "Нұрмұхамбетова-Әбдірахманова " * 4, "", "А"])
def test_a_long_name_does_not_run_into_the_bars(app: Flask, name: str) -> None:
    with app.test_request_context():
        pdf = RENDERERS["pdf"](reader_cards(rows(3, name)))

    assert codes_of(pdf, 150) == [code for _name, _class, _no, code, _school in rows(3)]


def test_bars_have_a_quiet_zone_of_ten_modules() -> None:
    card = Card("", (), make_code(Kind.COPY, 1))
    width = 60.0
    pdf = RENDERERS["pdf"](Document("", [Cards([card], width=width, columns=1)], has_title=False))

    scale = 600 / 25.4
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=600 / 72, grayscale=True).to_pil()
    # A line through the bars, from just inside the card's frame on the left.
    line = [
        picture.getpixel((x, round((15 + 40) * scale)))
        for x in range(round(15.5 * scale), round((15 + width - 0.5) * scale))
    ]
    black = [x for x, shade in enumerate(line) if shade < 128]
    module = (black[-1] - black[0]) / 101
    assert black[0] >= 10 * module
    assert len(line) - black[-1] >= 10 * module


@pytest.mark.parametrize("kind", RENDERERS)
@settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=st.text(st.characters(codec="utf-8"), max_size=40))
@pytest.mark.filterwarnings("ignore")
def test_whatever_is_written_in_a_title_the_document_comes_out(kind: str, text: str) -> None:
    blocks = [
        Heading(text),
        Text(text),
        Fields([(text, text)]),
        Table([text, "x"], [(text, None)]),
        Total(text, text),
        Signatures([(text, text)], seal=text),
        Cards([Card(text, (text,), make_code(Kind.COPY, 1), text)]),
    ]

    assert RENDERERS[kind](Document(text, blocks))


def test_values_are_written_as_on_paper() -> None:
    values = [None, 7, Decimal("1234.5"), date(2026, 9, 1), "а\x0bб\x00"]

    assert [written(value) for value in values] == ["", "7", "1\u00a0234,50", "01.09.2026", "аб"]


def test_what_is_no_number_in_an_address_is_left_out() -> None:
    assert numbers("3, 5,x,,-1,8" + ",9" * 3 + "," + "9" * 30) == [3, 5, 8, 9, 9, 9]
