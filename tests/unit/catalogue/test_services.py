"""Records: entered, corrected, found by ISBN; what is refused leaves nothing behind."""

from typing import Any

import pytest

from core import bulk
from core.alphabet import sort_key
from core.models import JournalEntry, Staff
from plugins.catalogue.errors import NoTitle, WrongIsbn
from plugins.catalogue.models import SEARCH, Record
from plugins.catalogue.services import checked_isbn, correct, enter, find_by_isbn
from tests.makers import make_record, make_staff

ISBN = "9786012005349"


@pytest.fixture
def by(database: str) -> Staff:
    """The librarian who catalogues."""
    return make_staff()


def found_by(words: str) -> list[str]:
    return [one.title for one in Record.select().where(SEARCH.matching(words))]


def actions() -> list[str]:
    return [one.action for one in JournalEntry.select().order_by(JournalEntry.id)]


def test_what_is_entered_is_kept(by: Staff) -> None:
    enter({"title": "Абай жолы", "authors": "Әуезов Мұхтар", "year": 2009}, by=by)

    kept = Record.get()
    assert (kept.title, kept.authors, kept.year) == ("Абай жолы", "Әуезов Мұхтар", 2009)


def test_the_journal_says_who_entered_which_record(by: Staff) -> None:
    record = enter({"title": "Абай жолы"}, by=by)

    line = JournalEntry.get()
    assert (line.action, line.about, line.by) == ("catalogue.enter", f"record {record.id}", by)


def test_the_journal_says_who_corrected_which_record(by: Staff) -> None:
    record = correct(make_record(), {"title": "Қан мен тер"}, by=by)

    line = JournalEntry.get()
    assert (line.action, line.about, line.by) == ("catalogue.correct", f"record {record.id}", by)


def test_numbers_may_be_unknown_and_texts_are_empty(by: Staff) -> None:
    enter({"title": "Абай жолы", "year": None, "grade": None, "subject": None}, by=by)

    kept = Record.get()
    assert (kept.year, kept.grade, kept.subject) == (None, None, "")


def test_a_form_gives_no_record_another_id(by: Staff) -> None:
    record = make_record()

    correct(record, {"id": record.id + 50, "title": "Қан мен тер", "csrf_token": "x"}, by=by)

    assert [(one.id, one.title) for one in Record.select()] == [(record.id, "Қан мен тер")]


@pytest.mark.parametrize("title", ["", "   ", None])
def test_a_record_without_a_title_is_refused(by: Staff, title: Any) -> None:
    with pytest.raises(NoTitle) as refusal:
        enter({"title": title, "authors": "Әуезов Мұхтар"}, by=by)

    assert (refusal.value.code, refusal.value.facts) == ("no_title", {})


def test_a_mistyped_isbn_is_refused_by_its_own_digits(by: Staff) -> None:
    with pytest.raises(WrongIsbn) as refusal:
        enter({"title": "Абай жолы", "isbn": "9786012005348"}, by=by)

    assert (refusal.value.code, refusal.value.facts) == ("wrong_isbn", {"isbn": "9786012005348"})


@pytest.mark.parametrize("amiss", [{"title": ""}, {"title": "Абай жолы", "isbn": "123"}])
def test_a_refused_entry_leaves_nothing_behind(by: Staff, amiss: dict[str, Any]) -> None:
    with pytest.raises((NoTitle, WrongIsbn)):
        enter(amiss, by=by)

    assert (Record.select().count(), actions()) == (0, [])


@pytest.mark.parametrize("amiss", [{"title": " "}, {"title": "Қан мен тер", "isbn": "123"}])
def test_a_refused_correction_leaves_the_record_as_it_was(by: Staff, amiss: dict[str, Any]) -> None:
    record = make_record("Абай жолы", isbn=ISBN)

    with pytest.raises((NoTitle, WrongIsbn)):
        correct(record, amiss, by=by)

    kept = Record.get()
    assert (kept.title, kept.isbn, actions()) == ("Абай жолы", ISBN, [])


def test_a_correction_leaves_alone_what_somebody_else_changed_meanwhile(by: Staff) -> None:
    record = make_record("Абай жолы")
    mine, theirs = Record.get_by_id(record.id), Record.get_by_id(record.id)

    correct(theirs, {"subject": "Әдебиет"}, by=by)
    correct(mine, {"pages": 480}, by=by)

    kept = Record.get()
    assert (kept.subject, kept.pages) == ("Әдебиет", 480)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (ISBN, ISBN),
        ("978-601-200-534-9", ISBN),
        (" 978 601 200 534 9 ", ISBN),
        ("5-02-013850-9", "9785020138506"),
        ("080442957x", "9780804429573"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_an_isbn_is_kept_as_thirteen_digits(typed: str, kept: str) -> None:
    assert checked_isbn(typed) == kept


@pytest.mark.parametrize("digit", [one for one in "0123456789" if one != ISBN[-1]])
def test_no_other_check_digit_fits(digit: str) -> None:
    with pytest.raises(WrongIsbn):
        checked_isbn(ISBN[:-1] + digit)


@pytest.mark.parametrize("text", ["абай", "978", "97860120053499", "X" * 13, "٩٧٨٦٠١٢٠٠٥٣٤٩"])
def test_what_is_no_isbn_is_refused(text: str) -> None:
    with pytest.raises(WrongIsbn):
        checked_isbn(text)


def test_editions_with_one_isbn_come_newest_first(by: Staff) -> None:
    for year in (2007, 2019, 2012):
        make_record(f"Абай жолы {year}", isbn=ISBN, year=year)

    assert [one.year for one in find_by_isbn(ISBN)] == [2019, 2012, 2007]


def test_an_unknown_isbn_finds_nothing(by: Staff) -> None:
    make_record()

    assert find_by_isbn(ISBN) == []


def test_a_new_record_is_found_by_its_words(by: Staff) -> None:
    enter({"title": "Қан мен тер", "authors": "Нұрпейісов Әбдіжәміл"}, by=by)

    assert found_by("нурпейис кан") == ["Қан мен тер"]


def test_a_corrected_record_is_found_by_its_new_words_only(by: Staff) -> None:
    correct(make_record("Абай жолы"), {"title": "Қан мен тер"}, by=by)

    assert (found_by("абай"), found_by("қан")) == ([], ["Қан мен тер"])


def test_a_corrected_record_moves_to_its_new_place_in_the_list(by: Staff) -> None:
    correct(make_record("Абай жолы"), {"title": "Қан мен тер", "part": "2-кітап"}, by=by)

    assert Record.get().sort_key == sort_key("Қан мен тер 2-кітап")


def test_saving_one_column_brings_the_derived_ones_along(by: Staff) -> None:
    record = make_record("Абай жолы")
    record.title = "Қан мен тер"
    record.save(only=[Record.title])

    assert (Record.get().sort_key, found_by("қан")) == (sort_key("Қан мен тер"), ["Қан мен тер"])


def test_records_brought_in_bulk_are_found_and_numbered_on(by: Staff) -> None:
    first = bulk.next_id(Record)
    names = [one for one in Record._meta.fields if one != "id"]
    rows = []
    for place, title in enumerate(("Абай жолы", "Қан мен тер")):
        one = Record(title=title)
        one.derive()
        rows.append([first + place, *(getattr(one, name) for name in names)])
    bulk.insert_rows(Record, ["id", *names], rows)

    assert found_by("қан") == ["Қан мен тер"]
    assert enter({"title": "Көшпенділер"}, by=by).id == first + 2
