"""A file of MARC becomes records, once, with their persons, headings and copies."""

import io
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import LibraryError
from core.models import JournalEntry
from plugins.catalogue.models import SEARCH, Heading, Person, Record, RecordHeading, RecordPerson
from plugins.catalogue.services.search import find
from plugins.catalogue.services.search.linking import relink
from plugins.exchange.services import exporting, importing
from plugins.exchange.services.importing import Options, Report, Skip
from plugins.exchange.services.marc.fields import DIALECTS
from plugins.fund.models import Copy, SummaryEntry
from tests.makers import make_copy, make_record
from tests.unit.exchange import marcs
from tests.unit.exchange.test_mapping import MARC21_RECORD, RUSMARC

pytestmark = pytest.mark.usefixtures("app")


def bring(data: bytes, **more: Any) -> Report:
    return importing.bring(io.BytesIO(data), Options(name="x.mrc", **more), by=None)


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.read, report.created, report.merged, report.skipped


def test_records_come_with_persons_and_headings() -> None:
    report = bring(RUSMARC + MARC21_RECORD)

    assert counts(report) == (2, 2, 0, 0)
    first, second = Record.select().order_by(Record.id)
    assert (first.title, first.publisher, first.year) == ("Алгебра", "Просвещение", 2020)
    assert (second.title, second.authors) == ("Абай жолы", "Әуезов Мұхтар")
    people = RecordPerson.select(RecordPerson, Person).join(Person).order_by(RecordPerson.id)
    assert [(one.record_id, str(one.person), one.role) for one in people] == [
        (first.id, "Толстой, И. И.", "author"),
        (first.id, "Иванов, Петр Петрович", "editor"),
        (first.id, "Абай, 1845-1904", "about"),
        (second.id, "Әуезов, Мұхтар, 1897-1961", "author"),
        (second.id, "Нұрпейісов, Әбдіжәміл", "editor"),
    ]
    assert Heading.select().count() == 5
    assert RecordHeading.select().count() == 5
    assert JournalEntry.select().where(JournalEntry.action == "exchange.imported").count() == 1


def test_what_was_brought_is_found_by_search() -> None:
    bring(MARC21_RECORD)

    for words in ("ауезов абай", "нурпеисов", "қазақ әдебиеті"):
        assert Record.select().where(SEARCH.matching(words)).count() == 1, words
    record = Record.get()
    names = record.person_names, record.heading_names
    relink([record.id])
    again = Record.get()
    assert names == (again.person_names, again.heading_names)
    assert "Нұрпейісов, Әбдіжәміл" in names[0]


def test_every_word_that_was_brought_or_entered_can_be_mistyped() -> None:
    bring(marcs.rusmarc("Криптография") + marcs.rusmarc("Термодинамика"))
    make_record(title="Палеонтология")

    for typed, title in (
        ("криптаграфия", "Криптография"),
        ("термодинамка", "Термодинамика"),
        ("палеонталогия", "Палеонтология"),
    ):
        assert [str(one) for one in find(typed).records] == [title]


def test_the_same_file_twice_adds_nothing() -> None:
    data = RUSMARC + MARC21_RECORD + marcs.rusmarc("Без номера")
    bring(data)
    again = bring(data)

    assert counts(again) == (3, 0, 3, 0)
    assert Record.select().count() == 3
    assert RecordPerson.select().count() == 6


def test_a_record_twice_in_one_file_comes_once() -> None:
    assert counts(bring(RUSMARC + RUSMARC)) == (2, 1, 1, 0)
    assert Record.select().count() == 1


def test_two_records_with_numbers_of_their_own_stay_two_in_one_file() -> None:
    two = [
        marcs.iso2709([("001", number), ("200", "1 $aМектеп"), ("210", "  $d2020")])
        for number in "12"
    ]

    assert counts(bring(b"".join(two))) == (2, 2, 0, 0)
    assert counts(bring(b"".join(two))) == (2, 0, 2, 0)


def test_merging_fills_what_is_empty_and_changes_nothing_else() -> None:
    record = make_record("Алгебра", isbn="9786012930122", year=None, publisher="Мектеп", authors="")

    report = bring(RUSMARC)

    record = Record.get_by_id(record.id)
    assert counts(report) == (1, 0, 1, 0)
    assert (record.publisher, record.year, record.udc) == ("Мектеп", 2020, "821.161.1")
    assert record.authors == "Толстой И. И."
    assert RecordPerson.select().where(RecordPerson.record == record).count() == 3
    assert "\x1e964" in record.kept_marc


def test_doubles_are_left_out_or_entered_anew_if_asked() -> None:
    bring(RUSMARC)

    left_out = bring(RUSMARC, doubles="skip")
    assert counts(left_out) == (1, 0, 0, 1)
    assert str(left_out.skips[0].why).startswith("It is in the catalogue already")

    assert counts(bring(RUSMARC, doubles="new")) == (1, 1, 0, 0)


@pytest.mark.parametrize(
    ("title", "more", "is_double"),
    [
        ("Война и мир", {}, True),
        ("ВОЙНА И МИР.", {}, True),
        ("Война и мир", {"year": 2019}, False),
        ("Война и мир", {"author": "Шолохов"}, False),
        ("Война и мир. Том 2", {}, False),
    ],
)
def test_a_double_has_title_author_and_year_alike(
    title: str, more: dict[str, Any], is_double: bool
) -> None:
    bring(marcs.rusmarc("Война и мир"))

    assert bring(marcs.rusmarc(title, "utf-8", **more)).merged == is_double


def test_volumes_under_one_isbn_are_not_made_one() -> None:
    volumes = [
        marcs.iso2709(
            [("010", "  $a9785020138506"), ("200", f"1 $aСобрание сочинений$hТ. {number}")]
        )
        for number in (1, 2, 3)
    ]

    assert counts(bring(b"".join(volumes))) == (3, 3, 0, 0)


def test_records_without_title_deleted_ones_and_authorities_are_passed_over() -> None:
    data = b"".join(
        [
            marcs.iso2709([("001", "1"), ("200", "1 $a $fИванов")]),
            marcs.iso2709([("200", "1 $aАтау")], leader="00000dam  2200000 i 450 "),
            marcs.iso2709([("200", " 1$aИванов$bИ.")], leader="00000nx   2200000   45  "),
            marcs.rusmarc(),
        ]
    )
    told: list[Skip] = []

    report = importing.bring(io.BytesIO(data), Options(), by=None, on_skip=told.append)

    assert counts(report) == (4, 1, 0, 3)
    assert [(one.number, str(one.why)) for one in told] == [
        (1, "It has no title."),
        (2, "It is marked as deleted."),
        (3, "It describes a name or a heading, not a book."),
    ]


def test_a_dry_run_counts_the_same_and_writes_nothing() -> None:
    data = RUSMARC + MARC21_RECORD + RUSMARC + b"junk" + marcs.rusmarc("Детство")

    dry = bring(data, is_dry=True)

    assert Record.select().count() == Person.select().count() == 0
    assert JournalEntry.select().where(JournalEntry.action == "exchange.imported").count() == 0
    assert counts(dry) == counts(bring(data)) == (5, 3, 1, 1)


def test_copies_come_with_their_numbers_and_an_opening_entry() -> None:
    data = marcs.rusmarc(
        "Война и мир",
        "utf-8",
        ("010", "  $a5-02-013850-9$d1 250,50 тг."),
        ("910", "  $a0$b1001$c20150312$dАБ$e900.00$uКСУ-12"),
        ("910", "  $a0$b1002"),
        ("910", "  $a0"),
    )

    report = bring(data, has_holdings=True)

    assert (report.copies, report.copies_there) == (2, 0)
    first, second = Copy.select().order_by(Copy.id)
    assert (first.inventory_no, first.price, first.old_entry_no, first.shelf) == (
        "1001",
        Decimal("900.00"),
        "КСУ-12",
        "АБ",
    )
    assert f"{first.old_entry_on}" == "2015-03-12"
    assert second.price == Decimal("1250.50")
    entry = SummaryEntry.get()
    assert (entry.copies, entry.amount) == (2, Decimal("2150.50"))


def test_copies_come_once_and_never_under_another_book_s_number() -> None:
    data = marcs.rusmarc("Война и мир", "utf-8", ("899", "  $aШкола$p7$p8"))
    make_copy("8", make_record("Басқа кітап"))

    report = bring(data, has_holdings=True)
    again = bring(data, has_holdings=True)

    assert (report.copies, report.copies_taken) == (1, ["8"])
    assert (again.copies, again.copies_there, again.copies_taken) == (0, 1, ["8"])
    assert Copy.select().count() == 2


@pytest.mark.parametrize("kind", ["iso2709", "marcxml"])
@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_round_trip_changes_no_field(kind: str, dialect: str) -> None:
    make_record("Геометрия", kind="textbook", grade=7, subject="Алгебра", isbn="9785020138506")
    make_record("Мектеп", authors="Әуезов М.; Сейфуллин С.", annotation="Бір.\nЕкі.")
    bring(RUSMARC + MARC21_RECORD)
    first = b"".join(exporting.marc_file(kind, dialect))

    for model in (RecordPerson, RecordHeading, Person, Heading, Record):
        model.delete().execute()
    report = bring(first)
    second = b"".join(exporting.marc_file(kind, dialect))

    assert counts(report) == (4, 4, 0, 0)
    assert second == first


def test_after_a_change_here_the_change_goes_out() -> None:
    bring(RUSMARC)
    record = Record.get()
    record.title = "Алгебра, новое издание"
    record.save()

    out = b"".join(exporting.marc_file("iso2709", "unimarc"))

    assert "Алгебра, новое издание".encode() in out
    assert b"27.17" in out


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_mutated_file_never_leaves_half_a_record(data: Any) -> None:
    whole = bytearray(RUSMARC + MARC21_RECORD + marcs.rusmarc("Детство", "windows-1251"))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    told: list[Skip] = []
    before = Record.select().count()

    try:
        report = importing.bring(
            io.BytesIO(bytes(whole)), Options(doubles="new"), by=None, on_skip=told.append
        )
    except LibraryError:
        return

    assert report.read == report.created + report.merged + report.skipped
    assert len(told) == report.skipped
    assert Record.select().count() == before + report.created
    assert Record.select().where(Record.title == "").count() == 0
