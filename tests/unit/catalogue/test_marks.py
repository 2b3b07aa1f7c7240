"""Author marks: the author's own, the loaded table's, the neighbours'; what is given is learned."""

import pytest

from core.models import Staff
from plugins.catalogue import services
from plugins.catalogue.errors import EmptyMarkTable, WrongMarkRow
from plugins.catalogue.models import MarkRow, Person
from plugins.catalogue.services import marks, people
from tests.makers import make_record, make_staff

#: A few lines in the form in which schools have such tables.
TABLE = """letter\tprefix\tnumber\tmark_as_in_source
А\tА\t11\tА 11
А\tАб\t13\tА 13
А\tАв\t18\tА 18
А\tАу\t93\tА 93
В\tВве\t24\tВ 24
В\tВе\t26\tВ 26
К\tКу\t88\tК 88
К\tКун\t91\tК 91
Н\tНу\t87\tН 87
Н\tНур\t90\tН 90
П\tПу\t90\tП 90
П\tПуш\t91\tП 91
П\tПч\t92\tП 92
Ч\tЧа\t16\tЧ-16
Ч\tЧех\t56\tЧ-56
Й\tЙо\t75\tЙ 75
И\tИо\t75\tИ 75
R\tRo\t79\tR 79
"""


@pytest.fixture
def by(database: str) -> Staff:
    """The librarian who gives the marks."""
    return make_staff()


@pytest.fixture
def table(by: Staff) -> int:
    """A table that the school has loaded."""
    return marks.load_table("екі таңбалы", TABLE, by=by)


@pytest.mark.parametrize(
    ("word", "mark"),
    [
        ("Пушкин", "П 91"),
        ("ПУШКИН", "П 91"),
        ("Пу", "П 90"),
        ("Пчёлкин", "П 92"),
        ("Чехов", "Ч-56"),
        ("Введение", "В 24"),
        ("Абай", "А 13"),
        ("Әбдішүкіров", "Ә 13"),
        ("Әуезов", "Ә 93"),
        ("Құнанбайұлы", "Қ 91"),
        ("Нұрпейісов", "Н 90"),
        ("Йовков", "Й 75"),
        ("Rowling", "R 79"),
        ("Яхонтов", ""),
        ("", ""),
        ("42", ""),
    ],
)
def test_the_table_gives_the_last_beginning_that_is_not_after_the_word(
    table: int, word: str, mark: str
) -> None:
    assert marks.from_table(word) == mark


def test_a_table_with_kazakh_letters_is_taken_at_its_word(by: Staff) -> None:
    marks.load_table("қазақша", "Ә\tӘ\t11\nӘ\tӘб\t14\nӘ\tӘу\t82\nА\tАу\t93\n", by=by)

    assert [marks.from_table(one) for one in ("Әбдішүкіров", "Әуезов", "Ауезов")] == [
        "Ә 14",
        "Ә 82",
        "А 93",
    ]


def test_without_a_table_it_gives_nothing(by: Staff) -> None:
    assert (marks.from_table("Пушкин"), marks.table_size()) == ("", 0)


def test_a_loaded_table_takes_the_place_of_the_one_before(table: int, by: Staff) -> None:
    assert table == 18

    marks.load_table("үш таңбалы", "П\tПуш\t912\n", by=by)

    assert (marks.table_size(), marks.table_name()) == (1, "үш таңбалы")
    assert marks.from_table("Пушкин") == "П 912"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("П\tПуш\t91\nП\tПуш\n", 2),
        ("П\tПуш\t91\nП\tПуш\tкөп\n", 2),
        ("П\tПуш\t1\n", 1),
        ("А\tАб\t13\nБ\tПуш\t91\n", 2),
        ("А\tАб\t13\n\nА\t-\t14\n", 3),
    ],
)
def test_a_line_that_is_no_row_is_named(by: Staff, text: str, line: int) -> None:
    with pytest.raises(WrongMarkRow) as refusal:
        marks.load_table("кесте", text, by=by)

    assert (refusal.value.facts["line"], MarkRow.select().count()) == (line, 0)


@pytest.mark.parametrize("text", ["", "\n\n", "letter\tprefix\tnumber\n"])
def test_a_table_without_a_row_is_refused(table: int, by: Staff, text: str) -> None:
    with pytest.raises(EmptyMarkTable):
        marks.load_table("кесте", text, by=by)

    assert marks.table_size() == table


@pytest.mark.parametrize(
    ("authors", "title", "word"),
    [
        ("Әуезов Мұхтар", "Абай жолы", "Әуезов"),
        ("М. О. Әуезов", "Абай жолы", "Әуезов"),
        ("А Б.; В Г.; Д Е.", "Алгебра", "А"),
        ("А Б.; В Г.; Д Е.; Ж З.", "Алгебра", "алгебра"),
        ("", "«Қыз Жібек»: жыр", "қыз"),
        ("", "", ""),
    ],
)
def test_an_edition_stands_under_its_first_author_unless_there_are_more_than_three(
    authors: str, title: str, word: str
) -> None:
    assert marks.headed_by(authors, title) == word


def test_the_mark_that_the_author_has_comes_first(table: int, by: Staff) -> None:
    services.enter({"title": "Абай жолы", "authors": "Әуезов Мұхтар", "author_mark": "Ә 82"}, by=by)

    found = marks.suggest("Әуезов Мұхтар", "Хан Кене")

    assert [(one.mark, one.source) for one in found] == [("Ә 82", "author"), ("Ә 93", "table")]


def test_a_mark_is_learned_and_the_last_given_holds(by: Staff) -> None:
    record = services.enter(
        {"title": "Абай жолы", "authors": "Әуезов М.", "author_mark": "Ә1"}, by=by
    )
    assert Person.get().author_mark == "Ә1"

    services.correct(record, {"author_mark": "Ә 82"}, by=by)

    assert Person.get().author_mark == "Ә 82"


def test_a_mark_of_a_book_by_many_is_the_title_s(by: Staff) -> None:
    services.enter(
        {"title": "Б", "authors": "А А.; Ә Ә.; Б Б.; В В.", "author_mark": "Б 11"}, by=by
    )

    assert {one.author_mark for one in Person.select()} == {""}


def test_neighbours_on_the_shelf_say_where_a_new_author_belongs(by: Staff) -> None:
    for name, mark in (("Абаев А.", "А 12"), ("Аймақов А.", "А 30"), ("Бекова Б.", "Б 40")):
        people.enter({"name": name, "author_mark": mark}, by=by)

    found = marks.suggest("Адамов Б.", "Кітап")

    assert [(one.mark, one.source) for one in found] == [("А 21", "neighbours")]
    assert found[0].whose == "Абаев, А.: А 12; Аймақов, А.: А 30"


def test_titles_have_neighbours_of_their_own(by: Staff) -> None:
    make_record("Қобыланды батыр", authors="", author_mark="Қ 50")
    make_record("Қыз Жібек", authors="", author_mark="Қ 80")

    assert [one.mark for one in marks.suggest("", "Қозы Көрпеш")] == ["Қ 65"]


def test_many_records_teach_their_authors_marks_at_once(by: Staff) -> None:
    make_record("Абай жолы", authors="Әуезов Мұхтар", author_mark="Ә 82")
    make_record("Жинақ", authors="А А.; Б Б.; В В.; Г Г.", author_mark="Ж 10")
    people.link_all(by=by)

    assert marks.learn_many() == 1
    assert people.find("Әуезов Мұхтар").author_mark == "Ә 82"
