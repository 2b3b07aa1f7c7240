"""The search of the catalogue: in which letters, with which mistake, in which order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.database import db
from plugins.catalogue.models import (
    Heading,
    Person,
    PersonName,
    Record,
    RecordHeading,
    RecordPerson,
)
from plugins.catalogue.services import search
from tests.makers import make_record

Filters = search.Filters


def titles(text: str, **more: object) -> list[str]:
    return [one.full_title for one in search.find(text, **more).records]  # type: ignore[arg-type]


@pytest.fixture
def shelf(database: str) -> None:
    """Ten books."""
    novel = {"bbk": "84(5Қаз)7", "year": 2009}
    make_record("Абай жолы", authors="Әуезов Мұхтар", publisher="Жазушы", **novel)
    make_record("Абай жолындағы адамдар", authors="Серікбаев Қ.", bbk="83.3(5Қаз)", year=2017)
    make_record("Қазақ халық ертегілері", authors="", bbk="82.3(5Қаз)", year=2019)
    make_record("Казахские сказки", authors="", language="ru", bbk="82.3(5Қаз)", year=2001)
    make_record("Сказки", authors="Пушкин Александр", language="ru", bbk="84(2Рос=Рус)1")
    make_record("Есть ли жизнь на Марсе", authors="Хан А.", language="ru", bbk="22.6", year=1998)
    textbook = {"kind": "textbook", "year": 2021}
    make_record(
        *("Алгебра",),
        authors="Әбілқасымова А.",
        grade=7,
        subject="Алгебра",
        bbk="22.14",
        **textbook,
    )
    make_record(
        *("Алгебра",),
        authors="Абылкасымова А.",
        grade=8,
        subject="Алгебра",
        bbk="22.14",
        language="ru",
        **textbook,
    )
    make_record("Математика әлемі", authors="Исаев Б.", bbk="22.1", year=2015)
    make_record("Harry Potter", authors="Роулинг Джоан", language="en", bbk="84(4Вел)")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("жолы абай", "Абай жолы"),
        ("Abai zholy", "Абай жолы"),
        ("Abay joly", "Абай жолы"),
        ("ABAI JOLY", "Абай жолы"),
        ("Äuezov", "Абай жолы"),
        ("A'y'ezov", "Абай жолы"),
        ("auezov abai", "Абай жолы"),
        ("абай жолы роман", None),
        ("ертегі", "Қазақ халық ертегілері"),
        ("ертегілердің", "Қазақ халық ертегілері"),
        ("qazaq ertegi", "Қазақ халық ертегілері"),
        ("сказка", "Сказки"),
        ("сказки пушкина", "Сказки"),
        ("казахская сказка", "Казахские сказки"),
        ("Pushkin skazki", "Сказки"),
        ("алгебра 8 класс", "Алгебра, 8 класс"),
        ("алгебра 7 сынып", "Алгебра, 7-сынып"),
        ("гарри", None),
        ("harry", "Harry Potter"),
        ("potters", "Harry Potter"),
        ("математика әлемінде", "Математика әлемі"),
        ("матем", "Математика әлемі"),
    ],
)
def test_what_comes_first(shelf: None, typed: str, title: str | None) -> None:
    assert titles(typed)[:1] == [title] * (title is not None)


@pytest.mark.parametrize(
    ("typed", "title", "meant"),
    [
        ("матаматика", "Математика әлемі", "математика"),  # another letter
        ("матматика", "Математика әлемі", "математика"),  # one forgotten
        ("матемматиика", "", ""),  # doubled is no mistake; two others are too many
        ("математикаа", "Математика әлемі", ""),
        ("мтаематика", "Математика әлемі", "математика"),  # two swapped
        ("ауезво", "Абай жолы", "әуезов"),
        ("Auezvo", "Абай жолы", "әуезов"),
        ("алгебраз 7", "Алгебра, 7-сынып", "алгебра 7"),
        ("абай ауэзоф", "Абай жолы", "абай әуезов"),
        ("жалы", "", ""),  # four letters: not taken for a mistake
    ],
)
def test_one_typing_mistake_is_forgiven(shelf: None, typed: str, title: str, meant: str) -> None:
    found = search.find(typed)

    if title:
        assert [one.full_title for one in found.records][:1] == [title]
    if meant:
        assert found.did_you_mean == meant


def test_words_that_are_there_are_mended_too_if_together_nobody_has_them(shelf: None) -> None:
    make_record("Жолда", authors="")

    found = search.find("абаи жолда")

    assert [one.title for one in found.records][:1] == ["Абай жолы"]


def test_exact_words_come_before_their_kin(shelf: None) -> None:
    assert titles("абай жолы") == ["Абай жолы", "Абай жолындағы адамдар"]
    assert titles("абай жолындағы")[0] == "Абай жолындағы адамдар"


def test_a_phrase_is_found_as_it_stands(shelf: None) -> None:
    assert titles('"халық ертегілері"') == ["Қазақ халық ертегілері"]
    assert titles("«ертегілері халық»") == []
    assert titles('"абай жолы"') == ["Абай жолы"]


@pytest.mark.parametrize("field", ["author:", "автор:", "Автор: ", "авторы:"])
def test_an_author_is_looked_for_among_authors(shelf: None, field: str) -> None:
    assert titles(f"{field}Пушкин") == ["Сказки"]
    assert titles(f"{field}әуезов абай") == ["Абай жолы"]
    assert titles(f"{field}абай") == []
    assert titles(f"{field}auezov") == ["Абай жолы"]
    assert titles(f'{field}"әуезов мұхтар"') == ["Абай жолы"]


def test_a_title_is_looked_for_among_titles(shelf: None) -> None:
    assert titles("title:пушкин") == []
    assert titles("название:сказки пушкин") == ["Сказки"]


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("year:2009", [2009]),
        ("жылы:2009", [2009]),
        ("год: 2009", [2009]),
        ("жыл:2015-2020", [2015, 2017, 2019]),
        ("год:2015 - 2020", [2015, 2017, 2019]),
        ("year:2020..2015", [2015, 2017, 2019]),
        ("year:2019-", [2019, 2021, 2021]),
        ("year:-2001", [1998, 2001]),
    ],
)
def test_years(shelf: None, typed: str, years: list[int]) -> None:
    assert sorted(one.year for one in search.find(typed).records) == years


def test_a_year_narrows_words(shelf: None) -> None:
    assert titles("абай год:2017") == ["Абай жолындағы адамдар"]


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(kind="textbook"), 2),
        (Filters(language="ru"), 4),
        (Filters(grade=7), 1),
        (Filters(subject="Алгебра", language="ru"), 1),
        (Filters(branch="22"), 4),
        (Filters(branch="84"), 3),
        (Filters(first_year=2015, last_year=2017), 2),
        (Filters(kind="article"), 0),
    ],
)
def test_filters(shelf: None, filters: Filters, count: int) -> None:
    found = search.find("", filters=filters)

    assert found.total == count
    assert len(found.records) == count


def test_facets_say_what_each_choice_would_leave(shelf: None) -> None:
    facets = search.find("алгебра").facets

    assert [(one.value, one.count) for one in facets["language"]] == [("kk", 1), ("ru", 1)]
    assert [(one.value, one.count) for one in facets["grade"]] == [(7, 1), (8, 1)]
    assert [(one.value, one.count) for one in facets["branch"]] == [("22", 2)]


def test_a_facet_that_is_chosen_still_shows_its_other_choices(shelf: None) -> None:
    facets = search.find("алгебра", filters=Filters(language="ru")).facets

    assert [(one.value, one.count) for one in facets["language"]] == [("kk", 1), ("ru", 1)]
    assert [(one.value, one.count) for one in facets["grade"]] == [(8, 1)]


def test_facets_follow_every_change(shelf: None) -> None:
    assert search.find("абай").facets["kind"][0].count == 2
    Record.update(kind="brochure").where(Record.title == "Абай жолы").execute()
    make_record("Абай туралы", kind="brochure")
    Record.delete().where(Record.title == "Абай жолындағы адамдар").execute()

    found = search.find("абай")

    assert [(one.value, one.count) for one in found.facets["kind"]] == [("brochure", 2)]
    assert found.total == 2


def test_what_was_taken_back_is_not_counted(shelf: None) -> None:
    search.find("абай")
    with db.atomic() as change:
        make_record("Абай туралы")
        assert search.find("абай").total == 3
        change.rollback()
    make_record("Басқа кітап")

    assert search.find("абай").total == 2
    assert search.find("басқа").facets["kind"][0].count == 1


def test_sorted_by_title_in_the_kazakh_alphabet_and_by_year(shelf: None) -> None:
    by_title = titles("", sort="title")
    assert by_title[:3] == ["Абай жолы", "Абай жолындағы адамдар", "Алгебра, 7-сынып"]
    assert by_title[-2:] == ["Сказки", "Harry Potter"]
    years = [one.year for one in search.find("", sort="year").records]
    assert years[:8] == [2021, 2021, 2019, 2017, 2015, 2009, 2001, 1998]


@pytest.mark.parametrize("sort", search.SORTS)
def test_pages_follow_one_another(database: str, sort: str) -> None:
    for number in range(250):
        make_record(f"Кітап {number}", year=1900 + number % 90)
    pages = [search.find("кітап", sort=sort, page=page, size=60) for page in range(1, 6)]

    seen = [one for page in pages for one in page.ids]
    assert (len(seen), len(set(seen))) == (250, 250)
    assert pages[0].pages == 5


def test_all_names_of_a_person_and_the_headings_find_the_record(shelf: None) -> None:
    record = Record.get(Record.title == "Сказки")
    person = Person.create(name="Пушкин, Александр", other_names="Pushkin; Сверчок")
    PersonName.create(person=person, name="Сверчок")
    RecordPerson.create(record=record, person=person)
    RecordHeading.create(record=record, heading=Heading.create(name="Орыс ертегілері"))
    assert titles("сверчок") == []

    assert search.relink([record.id]) == 1

    assert titles("сверчок") == ["Сказки"]
    assert titles("author:сверчок") == ["Сказки"]
    assert titles("орыс ертегісі") == ["Сказки"]
    assert search.relink([record.id]) == 0
    record = Record.get_by_id(record.id)
    record.year = 2020
    record.save()
    assert titles("сверчок") == ["Сказки"]


NASTY = [
    *("", " ", '"', "'", "*", "-", "()", "«»", "\0", "'; --", "\\", "%", "_", "&", "|", "!", ":"),
    *("AND", "OR OR", "NOT", "NEAR(a b)", "a AND", '"a', "a OR b*", "^a", "title:", "author:"),
    *("year:", "year:x", "year:99999999", "год:0000", "author:year:2015", 'автор:""', "year:-"),
    *("ж" * 10_000, "абай " * 2_000, '"' * 10_000, "a:b" * 3_000, "🙂", "\ud800", "a\0b", "ab\n"),
    *(
        "<->",
        "a <-> b",
        ":*",
        "a:*",
        "абай:A",
        "!абай",
        "(абай",
        "абай | ",
        "{names}:абай",
        "-абай",
    ),
]


def test_nothing_that_is_typed_is_an_error(shelf: None) -> None:
    for typed in NASTY:
        found = search.find(typed)
        rows = list(Record.select(Record.id).where(found.condition).tuples())
        assert sorted(found.ids) == sorted(number for (number,) in rows)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(st.text(alphabet="абйқaqyzy 12-:'\"*()«»&|!\\\0авторyear", max_size=40))
def test_no_text_breaks_it(shelf: None, typed: str) -> None:
    for sort in search.SORTS:
        assert search.find(typed, sort=sort, filters=Filters(language="kk")).total <= 10


@pytest.mark.parametrize(("page", "size"), [(0, 0), (-5, -1), (10**6, 10**6)])
def test_odd_pages_are_pages(shelf: None, page: int, size: int) -> None:
    assert search.find("абай", page=page, size=size).total == 2
