"""Catalogue cards: the areas of a description, the entries, and that all of it has room."""

import io

import pypdf
import pytest

from core.models import Staff
from core.renderers import RENDERERS
from plugins.catalogue import documents, services
from plugins.catalogue.errors import NoCards
from plugins.catalogue.models import CardPrint, Record, Shelf
from plugins.catalogue.services import cards, people
from plugins.catalogue.services.cards import CatalogueCard
from tests.makers import make_record, make_staff


@pytest.fixture
def by(database: str) -> Staff:
    """The librarian who keeps the card file."""
    return make_staff()


def described(record: Record) -> str:
    return cards.description(record, people.of_record(record)).replace("\u00a0", " ")


def kinds(made: list[CatalogueCard]) -> list[tuple[str, str]]:
    return [(one.kind, one.added) for one in made]


def test_a_description_has_its_areas_in_their_order(by: Staff) -> None:
    record = services.enter(
        {
            "title": "Абай жолы",
            "part": "1-кітап",
            "subtitle": "роман-эпопея",
            "authors": "Әуезов Мұхтар Омарханұлы",
            "edition": "3-бас.",
            "city": "Алматы",
            "publisher": "Жазушы",
            "year": 2009,
            "pages": 480,
            "extent": "сур.",
            "series": "Мектеп кітапханасы",
            "isbn": "9786012005349",
            "issn": "0130-6545",
            "persons": [("Сәрсенов С.", "editor"), ("Ли Э.", "illustrator")],
        },
        by=by,
    )

    assert described(record) == (
        "Абай жолы. 1-кітап : роман-эпопея / М. О. Әуезов ; ред. С. Сәрсенов ; суретші Э. Ли. – "
        "3-бас. – Алматы : Жазушы, 2009. – 480 б. : сур. – (Мектеп кітапханасы). – "
        "ISSN 0130-6545. – ISBN 978-601-200-534-9."
    )


def test_what_is_not_known_leaves_no_empty_area(by: Staff) -> None:
    assert described(make_record("Бата сөз", authors="")) == "Бата сөз."


def test_the_record_s_own_statement_of_responsibility_holds(by: Staff) -> None:
    record = make_record("Т", authors="Әуезов М.", responsibility="құраст. мектеп кеңесі")

    assert described(record) == "Т / құраст. мектеп кеңесі."


def test_a_russian_book_is_described_in_russian(by: Staff) -> None:
    record = services.enter(
        {"title": "Сказки", "language": "ru", "pages": 96, "persons": [("Ким К.", "translator")]},
        by=by,
    )

    assert described(record) == "Сказки / пер. К. Ким. – 96 с."


def test_a_book_has_a_main_entry_and_one_for_each_other_way_to_look_for_it(by: Staff) -> None:
    shelf = Shelf.create(name="6-сөре", room="Абонемент")
    record = services.enter(
        {
            "title": "Алгебра",
            "authors": "Шыныбеков Ә.; Шыныбеков Д.",
            "bbk": "22.14",
            "author_mark": "Ш 97",
            "annotation": "Оқулық.",
            "headings": "Алгебра; Оқулықтар",
            "shelf": shelf,
        },
        by=by,
    )

    made = cards.cards_of([record.id])

    assert kinds(made) == [
        ("main", ""),
        ("author", "Шыныбеков, Д."),
        ("title", "Алгебра"),
        ("subject", "Алгебра"),
        ("subject", "Оқулықтар"),
    ]
    assert {one.head for one in made} == {"Шыныбеков, Ә."}
    main = made[0]
    assert main.shelf_mark == ("22.14", "Ш 97")
    assert main.tracing == "1. Алгебра. 2. Оқулықтар. I. Шыныбеков, Д. II. Атауы."
    assert (main.annotation, made[1].annotation, main.place) == ("Оқулық.", "", "6-сөре, Абонемент")


def test_a_book_by_more_than_three_stands_under_its_title(by: Staff) -> None:
    record = services.enter({"title": "Физика", "authors": "А Б.; В Г.; Д Е.; Ж З."}, by=by)

    made = cards.cards_of([record.id])

    assert made[0].head == ""
    assert kinds(made)[1:] == [("author", one) for one in ("А, Б.", "В, Г.", "Д, Е.", "Ж, З.")]


def test_authors_that_were_never_linked_have_their_cards_too(by: Staff) -> None:
    made = cards.cards_of([make_record("Физика", authors="Закирова Н.; Аширов Р.").id])

    assert (made[0].head, kinds(made)[1]) == ("Закирова, Н.", ("author", "Аширов, Р."))


def test_only_the_kinds_asked_for_are_printed_and_counted(by: Staff) -> None:
    ids = [make_record(f"Кітап {place}", authors="Ким К.").id for place in range(3)]

    made = cards.printed(ids, ["main", "title"], by=by)

    assert len(made) == 6
    assert (CardPrint.get().records, CardPrint.get().cards, CardPrint.get().by) == (3, 6, by)


@pytest.mark.parametrize(("there", "asked"), [(False, ["main"]), (True, []), (True, ["subject"])])
def test_nothing_to_print_is_refused(by: Staff, there: bool, asked: list[str]) -> None:
    with pytest.raises(NoCards):
        cards.printed([make_record().id] if there else [], asked, by=by)

    assert CardPrint.select().count() == 0


def test_whatever_is_too_long_is_made_smaller_then_cut_and_stays_on_its_card(by: Staff) -> None:
    long = CatalogueCard(
        kind="main",
        shelf_mark=("84(2Рос=Рус)6-44я72", "Ә 82"),
        added="",
        head="Әуезов, Мұхтар",
        body="Абай жолы : " + "роман-эпопея " * 40,
        annotation="Қазақ халқының өмірі. " * 60,
        tracing="1. Роман.",
        place="6-сөре",
    )
    wide = CatalogueCard("main", (), "", "", "Ұ" * 300, "", "", "")

    document = documents.catalogue_cards([long, wide], on_cards=True)
    pages = pypdf.PdfReader(io.BytesIO(RENDERERS["pdf"](document))).pages

    assert len(pages) == 2
    words = pages[0].extract_text()
    assert "Абай жолы" in words
    assert "1. Роман." in words
    assert "…" in words
