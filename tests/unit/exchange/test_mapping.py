"""Fields become columns and columns become fields, and what came goes out again as it came."""

import io
from typing import Any

import pytest

from plugins.exchange.services import mapping
from plugins.exchange.services.mapping import Description, Name, Subject
from plugins.exchange.services.mapping.description import isbn_of, issn_of
from plugins.exchange.services.marc import files, writing
from plugins.exchange.services.marc.fields import MARC21, UNIMARC, Field, Marc
from tests.unit.exchange import marcs


def one(data: bytes) -> Marc:
    marc = next(iter(files.read(io.BytesIO(data)))).marc
    assert marc is not None
    return marc


def described(data: bytes) -> Description:
    return mapping.read(one(data))


RUSMARC = marcs.rusmarc(
    "Алгебра",
    "utf-8",
    ("010", "  $a978-601-293-012-2$d1200 тг."),
    ("010", "  $a5-02-013850-9 (ошибка)"),
    ("205", "  $a2-е изд., перераб."),
    ("225", "1 $aМектеп кітапханасы$v5-т."),
    ("300", "  $aБиблиография: с. 230"),
    ("330", "  $aО числах и буквах."),
    ("333", "  $aДля 7-9 классов"),
    ("606", "  $aАлгебра$xУчебники$2local"),
    ("607", "  $aАлматы"),
    ("600", " 1$aАбай$f1845-1904"),
    ("610", "0 $aуравнения$aфункции"),
    ("702", " 1$aИванов$bП. П.$gПетр Петрович$4340"),
    ("856", "4 $uhttps://example.kz/1$zПолный текст"),
    ("899", "  $aШкола 7$p10045$iА 45"),
    ("964", "  $a27.17"),
)


def test_rusmarc_fills_our_columns() -> None:
    it = described(RUSMARC)

    assert (it.title, it.responsibility, it.authors) == (
        "Алгебра",
        "Толстой И. И.",
        "Толстой И. И.",
    )
    assert (it.edition, it.city, it.publisher, it.year) == (
        "2-е изд., перераб.",
        "Москва",
        "Просвещение",
        2020,
    )
    assert (it.extent, it.pages, it.series) == (
        "231 с. : ил. ; 21 см",
        231,
        "Мектеп кітапханасы ; 5-т.",
    )
    assert (it.isbn, it.other_isbns) == ("9786012930122", "9785020138506")
    assert (it.language, it.udc, it.bbk, it.author_mark) == ("ru", "821.161.1", "84(2)", "А 45")
    assert (it.notes, it.annotation, it.audience) == (
        "Библиография: с. 230",
        "О числах и буквах.",
        "middle",
    )
    assert it.links == "https://example.kz/1 Полный текст"
    assert it.persons == (
        Name("Толстой, И. И."),
        Name("Иванов, Петр Петрович", "", "editor"),
        Name("Абай", "1845-1904", "about"),
    )
    assert it.headings == (
        Subject("Алгебра – Учебники"),
        Subject("Алматы", "place"),
        Subject("уравнения"),
        Subject("функции"),
    )


MARC21_RECORD = marcs.marc21(
    [
        ("001", "ocm123"),
        ("008", "050101s2005    kz     c      000 0 kaz c"),
        ("020", "  $a9786012930122 (hardback) :$c950 тг."),
        ("041", "1 $akazrus$hrus"),
        ("080", "  $a821.512.122"),
        ("084", "  $a84(5Каз)$2rubbk"),
        ("100", "1 $aӘуезов, Мұхтар,$d1897-1961,$eавтор."),
        ("245", "10$aАбай жолы :$bроман-эпопея.$n1-кітап /$cМұхтар Әуезов."),
        ("250", "  $a3-басылым."),
        ("264", " 1$aАлматы :$bЖазушы,$c2005."),
        ("300", "  $a606 бет :$bил. ;$c21 см"),
        ("490", "1 $aӘлем әдебиеті ;$v12"),
        ("520", "  $aАбайдың өмірі."),
        ("650", " 4$aҚазақ әдебиеті$xРомандар."),
        ("700", "1 $aНұрпейісов, Әбдіжәміл,$eредактор."),
        ("852", "  $aМектеп$cОқу залы$p2001$9950"),
    ],
    says_utf8=True,
)


def test_marc21_fills_our_columns() -> None:
    it = described(MARC21_RECORD)

    assert (it.title, it.subtitle, it.part) == ("Абай жолы", "роман-эпопея", "1-кітап")
    assert (it.responsibility, it.authors) == ("Мұхтар Әуезов", "Әуезов Мұхтар")
    assert (it.city, it.publisher, it.year, it.pages) == ("Алматы", "Жазушы", 2005, 606)
    assert (it.isbn, it.language, it.other_languages) == ("9786012930122", "kk", "ru")
    assert (it.udc, it.bbk, it.edition) == ("821.512.122", "84(5Каз)", "3-басылым.")
    assert it.series == "Әлем әдебиеті ; 12"
    assert it.persons == (
        Name("Әуезов, Мұхтар", "1897-1961"),
        Name("Нұрпейісов, Әбдіжәміл", "", "editor"),
    )
    assert it.headings == (Subject("Қазақ әдебиеті – Романдар"),)


def test_a_title_in_its_own_script_goes_before_one_in_latin_letters() -> None:
    it = described(
        marcs.marc21(
            [
                ("008", "020805s2002    ru            000 0 rus  "),
                ("100", "1 $6880-01$aTolstoi, Lev"),
                ("245", "10$6880-02$aVoina i mir"),
                ("880", "1 $6100-01$aТолстой, Лев"),
                ("880", "10$6245-02/(N$aВойна и мир"),
            ]
        )
    )

    assert (it.title, it.authors) == ("Война и мир", "Толстой Лев")


def test_a_volume_without_a_title_of_its_own_has_that_of_the_set() -> None:
    it = described(
        marcs.iso2709(
            [
                ("100", "  $a20200101d2020    m  y0rusy50      ca"),
                ("200", "1 $aТ. 2"),
                ("461", " 0$12001 $aИстория Казахстана$v2"),
            ]
        )
    )

    assert (it.title, it.part) == ("История Казахстана", "Т. 2")


@pytest.mark.parametrize(
    ("title", "rest", "kind", "grade"),
    [
        ("Алгебра", "$eучебник для 7 класса", "textbook", 7),
        ("Физика", "$eоқулық, 10-сынып", "textbook", 10),
        ("Қазақ тілінің түсіндірме сөздігі", "", "reference", None),
        ("Война и мир", "$eроман", "book", None),
    ],
)
def test_the_words_tell_what_kind_of_book_it_is(
    title: str, rest: str, kind: str, grade: int | None
) -> None:
    it = described(marcs.iso2709([("200", f"1 $a{title}{rest}")]))

    assert (it.kind, it.grade) == (kind, grade)


FULL = Description(
    kind="textbook",
    title="Алгебра",
    part="1-бөлім",
    subtitle="жалпы білім беретін мектепке арналған",
    responsibility="А. Әбілқасымова, З. Жұмағұлова",
    authors="Әбілқасымова А.; Жұмағұлова З.",
    edition="2-басылым",
    city="Алматы",
    publisher="Мектеп",
    year=2021,
    extent="231 б. : ил. + 1 CD",
    pages=231,
    series="Оқулық ; 3",
    isbn="9786012930122",
    other_isbns="9785020138506",
    issn="03785955",
    language="kk",
    other_languages="ru de",
    bbk="22.14я72",
    udc="512(075.3)",
    author_mark="Ә 13",
    grade=7,
    subject="Алгебра",
    annotation="Бірінші жол.\nЕкінші жол <b> & «тырнақша».",
    notes="Ескерту",
    audience="middle",
    links="https://example.kz/a Мәтін\nhttps://example.kz/b",
    shelf="12-сөре, Абонемент",
    persons=(
        Name("Әбілқасымова, А.", "1950-"),
        Name("Жұмағұлова, З."),
        Name("Иванов, П.", "", "translator"),
        Name("Абай", "1845–1904", "about"),
    ),
    headings=(
        Subject("Алгебра – Оқулықтар"),
        Subject("Алматы", "place"),
        Subject("Абай – Өмірі", "person"),
        Subject("Мектеп", "organisation"),
        Subject("Сөздіктер", "form"),
    ),
)


@pytest.mark.parametrize("dialect", [UNIMARC, MARC21])
@pytest.mark.parametrize(
    "it",
    [
        FULL,
        Description(title="Тек атауы"),
        Description(title="X", language="other", authors="Аты Жөні", persons=(Name("Аты Жөні"),)),
        Description(kind="electronic", title="Диск"),
        Description(kind="periodical", title="Мектеп", issn="03785955", year=1999),
        Description(kind="article", title="Мақала", language="en", pages=7),
        Description(kind="brochure", title="Т. 5", part="a=b\\n", shelf="1", grade=3),
    ],
)
def test_every_column_comes_back_from_both_formats_and_both_containers(
    it: Description, dialect: str
) -> None:
    marc = mapping.write(it, dialect, number="1", changed="20260101120000.0")
    tape = writing.iso2709(marc)
    in_xml = b"".join(writing.xml_file([marc]))

    assert described(tape) == described(in_xml) == it
    assert writing.iso2709(one(tape)) == tape
    assert b"".join(writing.xml_file([one(in_xml)])) == in_xml
    assert one(tape).fields == one(in_xml).fields


@pytest.mark.parametrize("data", [RUSMARC, MARC21_RECORD])
def test_what_came_goes_out_again_as_it_came(data: bytes) -> None:
    kept = one(data)

    out = mapping.write(mapping.read(kept), kept.dialect, kept=kept, changed="20270101000000.0")

    assert out.fields == kept.fields


def test_only_what_was_changed_here_goes_out_otherwise() -> None:
    kept = one(RUSMARC)
    it = mapping.read(kept)
    it.title, it.grade, it.udc = "Алгебра и геометрия", 7, ""

    out = mapping.write(it, UNIMARC, kept=kept, changed="20270101000000.0")

    changed = {"005", "200", "675", "989"}
    assert [one for one in out.fields if one.tag not in changed] == [
        one for one in kept.fields if one.tag not in changed
    ]
    assert out.first("200", "a") == "Алгебра и геометрия"
    assert out.plain("005") == "20270101000000.0"
    assert [one.tag for one in out.fields if one.tag == "675"] == []
    assert mapping.read(out) == it


def test_another_spelling_in_the_list_of_persons_changes_no_field() -> None:
    kept = one(MARC21_RECORD)
    it = mapping.read(kept)
    it.persons = (Name("Ауезов, Мухтар", "1897-1961"), it.persons[1])

    out = mapping.write(it, MARC21, kept=kept)

    assert out.fields == kept.fields


def test_a_record_too_long_for_a_tape_is_cut_to_what_it_takes() -> None:
    fields = [Field("300", "  ", (("a", "сөз " * 3000),)) for _ in range(20)]
    marc = Marc(marcs.UNIMARC_LEADER, [Field("200", "1 ", (("a", "Атау"),)), *fields], UNIMARC)

    tape = writing.iso2709(marc)

    assert len(tape) <= 99_999
    assert one(tape).first("200", "a") == "Атау"


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        ("978-5-02-013850-6", "9785020138506"),
        ("5-02-013850-9", "9785020138506"),
        ("080442957X", "9780804429573"),
        ("080442957Х", "9780804429573"),
        ("9785020138507", ""),
        ("", ""),
        ("тг. 500", ""),
    ],
)
def test_an_isbn_is_taken_if_its_check_digit_is_right(text: str, isbn: str) -> None:
    assert isbn_of(text) == isbn


@pytest.mark.parametrize(("text", "issn"), [("0378-5955", "03785955"), ("0378-5954", "")])
def test_an_issn_is_taken_if_its_check_digit_is_right(text: str, issn: Any) -> None:
    assert issn_of(text) == issn
