"""A school's own plan in Word or Excel: layouts that are read, and files that are refused."""

import io
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
from docx import Document

from core.errors import LibraryError
from core.intake import uploads
from core.intake.errors import (
    Damaged,
    FileTooLarge,
    NotATable,
    NothingInside,
    OldWorkbook,
    TooManyRows,
    WithMacros,
)
from core.models import Upload
from plugins.planning import services
from plugins.planning.errors import MergedWorks, NoLines
from plugins.planning.models import Plan, PlanLine
from plugins.planning.services import tables
from tests.makers import make_staff

pytestmark = pytest.mark.usefixtures("app")


def saved(thing: Any) -> bytes:
    file = io.BytesIO()
    thing.save(file)
    return file.getvalue()


def docx_table(word: Any, rows: list[list[str]]) -> Any:
    table = word.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return table


HEAD = ["№", "Жұмыстың атауы", "Жұмыс көлемінің өлшемі"]
EVENTS = ["№", "Жұмыстың атауы", "Жұмыс түрі", "Жауапты"]


def a_letter() -> bytes:
    """Return a plan as the librarian's own looks: a table a section, months as merged rows."""
    word = Document()
    word.add_paragraph("2026-2027 оқу жылы")
    word.add_paragraph("І. Кітапхана жұмысының негізгі бағыттары:")
    word.add_paragraph("Еңбек және экономикалық тәрбие;")
    word.add_paragraph("ІҮ. Кітапхана қорынан шығарылатын кітаптар есебі")
    docx_table(
        word, [HEAD, ["1", "Актіні уақытында жасау", "Бір акт"], ["2", "Тарату", "Бір дана"]]
    )
    word.add_paragraph("ҮІІІ. Көпшілік мәдени –шаралар")
    table = docx_table(
        word,
        [
            EVENTS,
            ["Қыркүйек айы", "", "", ""],
            ["1", "«Кітап сарқылмас байлық»", "көрме", "Кітапханашы"],
            ["", "Төле бидің туғанына 360 жыл", "шолу", ""],
            ["Қазан айы", "", "", ""],
            ["2", "«Ұстаздан шәкірт озар»", "кеш", "Кітапханашы, медбике"],
        ],
    )
    for row in (1, 4):
        table.rows[row].cells[0].merge(table.rows[row].cells[3])
    table.rows[2].cells[3].merge(table.rows[3].cells[3])  # one person answers for both
    return saved(word)


def test_a_letter_with_a_table_for_each_section_and_months_as_headings() -> None:
    found = tables.read(a_letter(), "жоспар.docx", 2026)

    assert [(one.place, one.number, one.text, one.measure) for one in found.lines] == [
        ("IV", "1", "Актіні уақытында жасау", "Бір акт"),
        ("IV", "2", "Тарату", "Бір дана"),
        ("VIII", "1", "«Кітап сарқылмас байлық»", "көрме"),
        ("VIII", "", "Төле бидің туғанына 360 жыл", "шолу"),
        ("VIII", "2", "«Ұстаздан шәкірт озар»", "кеш"),
    ]
    assert [one.month for one in found.lines] == [None, None, 9, 9, 10]
    assert [one.responsible for one in found.lines][2:] == [
        "Кітапханашы",
        "Кітапханашы",
        "Кітапханашы, медбике",
    ]


def test_a_workbook_in_russian_with_a_column_of_terms() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["План работы школьной библиотеки"])
    sheet.merge_cells("A1:E1")
    sheet.append(
        ["№ п/п", "Наименование мероприятия", "Форма проведения", "Сроки", "Ответственные"]
    )
    sheet.append([1, 2, 3, 4, 5])
    sheet.append(["VII. Информационная работа", None, None, None, None])
    sheet.merge_cells("A4:E4")
    sheet.append([1, "Уроки", "урок", "октябрь", "Библиотекарь"])
    sheet.append(["Массовые мероприятия"])
    sheet.append([2, "День книги", "выставка", date(2027, 4, 23), "Библиотекарь"])
    sheet.append([3, "Посвящение", "праздник", "15.11", None])
    sheet.append([4, None, None, "май", None])

    found = tables.read(saved(book), "план.xlsx", 2026)

    assert [(one.place, one.text, one.month, one.day) for one in found.lines] == [
        ("VII", "Уроки", 10, None),
        ("VIII", "День книги", 4, date(2027, 4, 23)),
        ("VIII", "Посвящение", 11, date(2026, 11, 15)),
    ]
    assert found.left_out == [(9, "empty")]


def test_a_workbook_whose_months_are_sheets_rows_and_whose_people_are_merged() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["р/с", "Іс-шараның атауы", "Өткізу түрі", "Жауаптылар", "Саны"])
    sheet.append(["ҚАРАША"])
    sheet.append([1, "Рейд", "рейд", "Кітапханашы", 2])
    sheet.append([2, "Викторина", "ойын", None, None])
    sheet.merge_cells("D3:D4")

    found = tables.read(saved(book), "план.xlsx", 2026)

    assert [(one.place, one.month, one.responsible) for one in found.lines] == [
        ("VIII", 11, "Кітапханашы"),
        ("VIII", 11, "Кітапханашы"),
    ]
    assert [one.quantity for one in found.lines] == [2, None]


def test_lines_of_which_nothing_says_the_section_wait_for_an_answer() -> None:
    text = "№;Жұмыстың атауы;Өлшемі\n1;Қарыз оқырмандармен жұмыс;1 оқырман\n2;Сөрелерді жуу;1 сөре"

    found = tables.read(text.encode(), "план.csv", 2026)

    assert found.homeless == 2
    assert [one.work_unit for one in found.lines] == ["debtors.worked_with", ""]
    lines = tables.as_lines(found, "VI")
    assert [one["place"] for one in lines] == ["VI", "VI"]


def test_the_ready_plan_printed_and_read_again_is_the_same(app: Any) -> None:
    from flask_babel import force_locale

    from core.renderers import RENDERERS
    from plugins.planning.documents import document_of

    plan = services.load(2023, by=None)
    with force_locale("kk"):
        data = RENDERERS["docx"](document_of(plan))

    found = tables.read(data, "жоспар.docx", 2023)

    lines = services.in_order(plan)
    assert [(one.place, one.text, one.month) for one in found.lines] == [
        (one.place, one.text_kk, one.month) for one in lines
    ]
    wrong = [
        one.text
        for one, line in zip(found.lines, lines, strict=True)
        if one.work_unit != line.work_unit
    ]
    assert wrong == []


# What is refused


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return file.getvalue()


def changed(data: bytes, name: str, body: bytes) -> bytes:
    """Return the file with one part put in or replaced."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, body)
    return file.getvalue()


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


def a_workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.active.append(["1", "Жұмыс", "Бір дана"])
    return saved(book)


def merged_works() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEAD)
    sheet.append(["1", "Жұмыс", "Бір дана"])
    sheet.append(["2", None, "Бір дана"])
    sheet.merge_cells("B2:B3")
    return saved(book)


def merged_works_in_a_letter() -> bytes:
    word = Document()
    table = docx_table(word, [HEAD, ["1", "Жұмыс", "Бір акт"], ["2", "", "Бір дана"]])
    table.rows[1].cells[1].merge(table.rows[2].cells[1])
    return saved(word)


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (lambda: b"", NothingInside),
        (lambda: b"%PDF-1.7 ...", NotATable),
        (lambda: b"\x89PNG\r\n", NotATable),
        (lambda: b"<html><table></table></html>", NotATable),
        (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, OldWorkbook),  # .doc, or with a password
        (lambda: b"x" * (16 * 1024 * 1024 + 1), FileTooLarge),
        (lambda: changed(a_letter(), "word/vbaProject.bin", b"x"), WithMacros),
        (lambda: changed(a_workbook(), "xl/vbaProject.bin", b"x"), WithMacros),
        (lambda: changed(a_letter(), "word/document.xml", BOMB), Damaged),
        (lambda: changed(a_letter(), "word/document.xml", b"<w:doc"), Damaged),
        (lambda: changed(a_letter(), "word/document.xml", b" " * (25 * 1024 * 1024)), FileTooLarge),
        (lambda: zipped(word__document_xml=b"<a/>"), NotATable),
        (lambda: zipped(readme=b"x"), NotATable),
        (lambda: a_letter()[:2000], Damaged),
        (lambda: saved(Document()), NoLines),
        (lambda: "бір;екі\n1;2".encode(), NoLines),
        (merged_works, MergedWorks),
        (merged_works_in_a_letter, MergedWorks),
        (
            lambda: ("№;Жұмыстың атауы;Өлшемі\n" + "1;Жұмыс;дана\n" * 1100).encode(),
            TooManyRows,
        ),
    ],
)
def test_a_file_that_is_no_plan_is_refused_with_a_sentence(
    make: Any, refusal: type[LibraryError]
) -> None:
    with pytest.raises(refusal) as told:
        tables.read(make(), "жоспар.docx", 2026)

    assert str(told.value).endswith(".")


def test_a_table_becomes_the_plan_or_joins_it_and_is_taken_once() -> None:
    by = make_staff()

    def sent(year: int) -> Upload:
        return uploads.keep("planning.table", str(year), "жоспар.docx", a_letter(), by=by)

    upload = sent(2026)
    plan, count = services.take_table(upload, "VI", by=by)
    assert (plan.source, count, PlanLine.select().count()) == ("table", 5, 5)
    with pytest.raises(LibraryError):
        services.take_table(upload, "VI", by=by)

    services.take_table(sent(2026), "VI", by=by)
    assert Plan.select().count() == 1
    lines = [one for one in services.in_order(plan) if one.place == "VIII"]
    assert [one.number for one in lines] == [1, 2, 3, 4, 5, 6]
    assert len({one.key for one in lines}) == 6
    assert all(one.is_event and one.quantity == 1 for one in lines)


def test_a_table_for_a_year_that_cannot_be_leaves_nothing_behind() -> None:
    by = make_staff()
    upload = uploads.keep("planning.table", "1900", "жоспар.docx", a_letter(), by=by)

    with pytest.raises(LibraryError):
        services.take_table(upload, "VI", by=by)

    assert Plan.select().count() == 0
    assert Upload.get().taken_at is None
