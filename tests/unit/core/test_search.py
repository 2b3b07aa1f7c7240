"""Search finds every record that has all the words, however they are typed, on both databases."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.database import db
from core.search import MOST_WORDS, words_of
from plugins.catalogue.models import SEARCH, Record
from tests.makers import make_record


def found(text: str) -> list[str]:
    query = Record.select().where(SEARCH.matching(text)).order_by(Record.sort_key)
    return [record.title for record in query]


@pytest.fixture
def shelf(database: str) -> None:
    """Five books, each with an author, a subject or a year of its own."""
    make_record("Қазақ тілі", authors="Оразбаева Фаузия", subject="тіл", year=2019)
    make_record("Ежелгі Қазақстан тарихы", authors="Ахметова С.", year=2017)
    make_record("Ёлка и йод", authors="Носов Николай")
    make_record("Абай жолы", authors="Әуезов Мұхтар", part="1-кітап")
    make_record("Harry Potter", authors="Rowling J. K.", isbn="9780306406157")


@pytest.mark.parametrize("typed", ["қазақ", "ҚАЗАҚ", "казак", "КАЗАК", "  «қазақ»  "])
def test_case_and_kazakh_letters_do_not_matter(shelf: None, typed: str) -> None:
    assert found(typed) == ["Ежелгі Қазақстан тарихы", "Қазақ тілі"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("казакстан", "Ежелгі Қазақстан тарихы"),
        ("тарихы ежелгі", "Ежелгі Қазақстан тарихы"),
        ("тари каз", "Ежелгі Қазақстан тарихы"),
        ("ахметова 2017", "Ежелгі Қазақстан тарихы"),
        ("елка", "Ёлка и йод"),
        ("иод", "Ёлка и йод"),
        ("Ауезов абай", "Абай жолы"),
        ("1-кітап", "Абай жолы"),
        ("potter rowling", "Harry Potter"),
        ("97803064", "Harry Potter"),
    ],
)
def test_all_words_in_any_order_each_as_a_beginning(shelf: None, typed: str, title: str) -> None:
    assert found(typed) == [title]


@pytest.mark.parametrize("typed", ["қазақ поттер", "зақ", "абай казак", "жоқкітап"])
def test_a_word_that_is_missing_leaves_nothing(shelf: None, typed: str) -> None:
    assert found(typed) == []


@pytest.mark.parametrize("typed", ["", "   ", '"', "*", "-", "()", "«»", "\0", "'; --"])
def test_a_text_without_words_leaves_out_no_record(shelf: None, typed: str) -> None:
    assert len(found(typed)) == 5


@pytest.mark.parametrize(
    "typed",
    [
        'абай"',
        "абай*",
        '"абай',
        "-абай",
        "(абай",
        "абай)",
        "^абай",
        "абай:",
        "абай & !",
        "абай\\",
        "аб\u00adай",
        "абай %",
    ],
)
def test_marks_typed_with_a_word_are_passed_over(shelf: None, typed: str) -> None:
    assert found(typed) == ["Абай жолы"]


@pytest.mark.parametrize("typed", ["AND", "OR", "NOT абай", "NEAR(абай, 2)", "search_text: абай"])
def test_words_of_the_query_language_are_words(shelf: None, typed: str) -> None:
    assert found(typed) == []


@pytest.mark.parametrize("typed", ["ж" * 10_000, "абай " * 2_000, '"' * 10_000, "🙂", "\ud800"])
def test_however_long_or_odd_the_text_it_is_answered(shelf: None, typed: str) -> None:
    assert isinstance(found(typed), list)
    assert len(words_of(typed)) <= MOST_WORDS


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_search(shelf: None, typed: str) -> None:
    assert len(found(typed)) <= 5
    list(Record.select().order_by(SEARCH.rank(typed)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet="аәбгғ12 -«»\"*ABandor'", min_size=1, max_size=30))
def test_every_title_is_found_by_itself(database: str, title: str) -> None:
    with db.atomic() as change:
        record = make_record(title, authors="")

        assert record.title in found(title)
        change.rollback()


def test_the_index_follows_every_change(database: str) -> None:
    record = make_record("Абай жолы")

    record.title = "Көшпенділер"
    record.save()
    assert (found("абай"), found("кошпенди")) == ([], ["Көшпенділер"])

    Record.delete().where(Record.id == record.id).execute()
    assert found("кошпенди") == []


def test_a_title_that_begins_with_the_words_comes_first(database: str) -> None:
    make_record("Алғашқы қазақ киносы")
    make_record("Қазақ тілі")

    query = Record.select().where(SEARCH.matching("қазақ"))
    ranked = query.order_by(SEARCH.rank("қазақ"), Record.sort_key)

    assert [record.title for record in ranked] == ["Қазақ тілі", "Алғашқы қазақ киносы"]


@pytest.mark.sqlite
def test_sqlite_asks_the_index_and_not_every_row(database: str) -> None:
    query = Record.select().where(SEARCH.matching("абай"))
    sql, values = query.sql()
    plan = " ".join(row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values))

    assert "catalogue_record_search VIRTUAL TABLE" in plan
    assert "USING INTEGER PRIMARY KEY" in plan


@pytest.mark.sqlite
def test_sqlites_index_holds_what_its_table_holds(shelf: None) -> None:
    Record.update(search_text="баска").where(Record.title == "Абай жолы").execute()

    # FTS5 compares the two and raises if they differ.
    db.execute_sql(
        "INSERT INTO catalogue_record_search (catalogue_record_search, rank) "
        "VALUES ('integrity-check', 1)"
    )
    assert found("басқа") == ["Абай жолы"]


@pytest.mark.postgresql
def test_postgresql_asks_the_index_and_not_every_row(database: str) -> None:
    db.execute_sql("SET enable_seqscan = off")
    sql, values = Record.select().where(SEARCH.matching("абай")).sql()
    plan = " ".join(row[0] for row in db.execute_sql(f"EXPLAIN {sql}", values))

    assert "catalogue_record_search" in plan
