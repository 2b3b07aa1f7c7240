"""Doubles: seen at entry and in the catalogue; merged without losing a copy, a loan or a word."""

import json
from datetime import date
from typing import Any

import pytest

from core.database import db
from core.models import JournalEntry, Staff
from plugins.catalogue import services
from plugins.catalogue.errors import RecordMerged, SameRecord
from plugins.catalogue.models import SEARCH, Record, RecordTombstone
from plugins.catalogue.services import doubles, headings, merging, people
from plugins.circulation.models import Loan
from plugins.fund.models import Copy, Delivery, DeliveryLine
from plugins.textbooks.models import SetEdition
from tests.makers import make_copy, make_loan, make_record, make_set, make_staff, make_textbook

ISBN, OTHER = "9786012005349", "9785020138506"


@pytest.fixture
def by(database: str) -> Staff:
    """The librarian who cleans up."""
    return make_staff()


def seen(**values: Any) -> list[tuple[str, str]]:
    return [(record.title, why) for record, why in doubles.near(values)]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"title": "Басқа", "isbn": "978-601-200-534-9"}, "isbn"),
        ({"title": "АБАЙ ЖОЛЫ!", "authors": "Әуезов М."}, "words"),
        ({"title": "Абай жолы"}, "words"),
        ({"title": "Абай жоллы", "authors": "Ауезов Мухтар", "year": 2009}, "words"),
        ({"title": "Абай жолй", "authors": "Ауэзов М."}, "near"),
    ],
)
def test_an_edition_that_is_there_already_is_seen_at_entry(
    by: Staff, values: dict[str, Any], why: str
) -> None:
    make_record("Абай жолы", year=2009, isbn=ISBN)
    make_record("Қан мен тер", authors="Нұрпейісов Ә.")

    assert seen(**values) == [("Абай жолы", why)]


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Абай жолы", "part": "2-кітап"},
        {"title": "Абай жолы", "year": 1997},
        {"title": "Абай жолы", "authors": "Досов Д."},
        {"title": "Абай жолы", "language": "ru"},
        {"title": "Абай жолы", "isbn": OTHER, "year": 2009},
        {"title": "Көшпенділер"},
        {"title": ""},
    ],
)
def test_another_part_year_author_language_or_isbn_is_another_edition(
    by: Staff, values: dict[str, Any]
) -> None:
    make_record("Абай жолы", part="1-кітап", year=2009, isbn=ISBN, language="kk")

    assert seen(**{"part": "1-кітап", **values}) == []


def test_textbooks_of_two_grades_are_no_doubles(by: Staff) -> None:
    make_textbook("Алгебра", 7, year=2019)
    make_textbook("Алгебра", 8, year=2019)

    assert doubles.pairs() == []


def test_books_for_girls_and_for_boys_are_no_doubles(by: Staff) -> None:
    common = {"year": 2018, "publisher": "Келешек-2030", "authors": "Алимсаева Р.; Лосенко О."}
    make_textbook("Көркем еңбек (қыз балаларға арналған нұсқа)", 5, **common)
    common["authors"] = "Чукалин В.; Лосенко О."
    make_textbook("Көркем еңбек (ұл балаларға арналған нұсқа)", 5, **common)

    assert doubles.pairs() == []


def test_volumes_with_roman_numbers_are_no_doubles(by: Staff) -> None:
    for part in ("2024, I жартыжылдық", "2024, ІІ жартыжылдық", "2024, III жартыжылдық"):
        make_record("Балдырған", kind="periodical", authors="", part=part)

    assert doubles.pairs() == []


def test_the_pairs_of_a_catalogue_come_surest_first(by: Staff) -> None:
    first = make_record("Абай жолы", isbn=ISBN)
    second = make_record("Абай жолы роман", isbn=ISBN, authors="")
    third = make_record("Көшпенділер", authors="Есенберлин І.")
    fourth = make_record("Көшпендлер", authors="Есенберлин Ілияс")
    make_record("Қан мен тер")

    found = [(one.first, one.second, one.why) for one in doubles.pairs()]

    assert found == [(first.id, second.id, "isbn"), (third.id, fourth.id, "near")]


def test_what_was_told_apart_is_not_asked_again(by: Staff) -> None:
    first, second = make_record("Абай жолы"), make_record("Абай жолы")

    doubles.tell_apart(second.id, first.id, by=by)
    doubles.tell_apart(first.id, second.id, by=by)

    assert doubles.pairs() == []
    assert JournalEntry.select().where(JournalEntry.action == "catalogue.told_apart").count() == 1


def test_no_record_is_told_apart_from_itself(by: Staff) -> None:
    record = make_record()

    with pytest.raises(SameRecord):
        doubles.tell_apart(record.id, record.id, by=by)


def test_everything_that_pointed_at_the_one_points_at_the_other(by: Staff) -> None:
    kept, gone = make_textbook("Алгебра", year=2019), make_textbook("Алгебра", year=2019)
    copy, own = make_copy(record=gone), make_copy(record=kept)
    loan = make_loan(copy=copy)
    delivery = Delivery.create(
        fund="textbook", document_kind="none", source="budget", received_on=date(2020, 9, 1)
    )
    line = DeliveryLine.create(delivery=delivery, record=gone, by_document=1, quantity=1, price=1)
    make_set([gone])

    done = merging.merge(kept, gone, by=by)

    assert done.moves == {"fund_copy": 1, "fund_delivery_line": 1, "textbooks_set_edition": 1}
    assert {one.record_id for one in Copy.select()} == {kept.id}
    assert [one.id for one in Copy.select().order_by(Copy.id)] == [copy.id, own.id]
    assert Loan.get_by_id(loan.id).copy_id == copy.id
    assert DeliveryLine.get_by_id(line.id).record_id == kept.id
    assert SetEdition.get().record_id == kept.id
    assert Record.select().count() == 1


def test_an_edition_twice_in_one_set_is_there_once_afterwards(by: Staff) -> None:
    kept, gone = make_textbook(), make_textbook()
    item = make_set([kept])[0]
    SetEdition.create(item=item, record=gone, position=1)

    merging.merge(kept, gone, by=by)

    assert [(one.item_id, one.record_id) for one in SetEdition.select()] == [(item.id, kept.id)]


def test_a_look_ahead_says_the_same_and_changes_nothing(by: Staff) -> None:
    kept = make_record("Абай жолы", year=2009)
    gone = make_record("Абай жолы", year=2010, pages=480, bbk="84(5Қаз)")
    make_copy(record=gone)

    ahead = merging.plan(kept, gone)

    assert (ahead.moves, ahead.differs) == ({"fund_copy": 1}, ("year",))
    assert set(ahead.filled) == {"pages", "bbk"}
    assert (Record.select().count(), Copy.get().record_id) == (2, gone.id)
    assert JournalEntry.select().count() == 0


def test_what_only_the_other_said_is_not_lost(by: Staff) -> None:
    kept = services.enter({"title": "Абай жолы", "isbn": ISBN, "headings": "Роман"}, by=by)
    gone = services.enter(
        {
            "title": "Абай жолы",
            "authors": "Әуезов Мұхтар",
            "isbn": OTHER,
            "annotation": "Роман-эпопея",
            "headings": "Қазақ әдебиеті; роман",
            "persons": [("Ким К.", "illustrator")],
        },
        by=by,
    )

    merging.merge(kept, gone, by=by)

    record = Record.get()
    assert (record.authors, record.annotation) == ("Әуезов Мұхтар", "Роман-эпопея")
    assert (record.isbn, record.other_isbns) == (ISBN, OTHER)
    assert [str(one) for one in headings.of_record(record)] == ["Роман", "Қазақ әдебиеті"]
    assert [(one.person.name, one.role) for one in people.of_record(record)] == [
        ("Әуезов, Мұхтар", "author"),
        ("Ким, К.", "illustrator"),
    ]
    assert list(Record.select().where(SEARCH.matching("әуезов"))) == [record]


def test_the_journal_keeps_the_record_that_went(by: Staff) -> None:
    kept, gone = make_record("Абай жолы"), make_record("Абай жолы", year=1997)

    merging.merge(kept, gone, by=by)

    line = JournalEntry.get(JournalEntry.action == "catalogue.merge")
    facts = json.loads(line.facts)
    assert (line.about, facts["gone"]) == (f"record {kept.id}", gone.id)
    assert json.loads(facts["record"])["title"] == "Абай жолы"


def test_an_old_number_leads_to_what_is_left(by: Staff) -> None:
    first, second, third = (make_record("Абай жолы") for _one in range(3))

    merging.merge(second, first, by=by)
    merging.merge(third, second, by=by)

    assert [services.merged_into(one.id) for one in (first, second, third)] == [
        third.id,
        third.id,
        None,
    ]
    assert RecordTombstone.select().count() == 2


def test_no_record_is_merged_with_itself(by: Staff) -> None:
    record = make_record()

    with pytest.raises(SameRecord):
        merging.merge(record, Record.get_by_id(record.id), by=by)


def test_a_record_that_is_gone_cannot_be_merged_again(by: Staff) -> None:
    first, second, third = (make_record("Абай жолы") for _one in range(3))
    merging.merge(first, second, by=by)

    with pytest.raises(RecordMerged):
        merging.merge(third, second, by=by)


def test_a_merge_that_fails_half_way_changes_nothing(
    by: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, gone = make_record("Абай жолы"), make_record("Абай жолы")
    copy = make_copy(record=gone)
    monkeypatch.setattr(merging, "_bury", lambda *_records: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        merging.merge(kept, gone, by=by)

    assert not db.in_transaction()
    assert (Copy.get_by_id(copy.id).record_id, Record.select().count()) == (gone.id, 2)
