"""The rest of a description: numbers checked, records copied, headings, classes, covers."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from core.models import Staff, Upload
from core.pictures import NoPhoto
from plugins.catalogue import services
from plugins.catalogue.errors import WrongIsbn, WrongIssn
from plugins.catalogue.models import ClassIndex, Heading, Record, Shelf
from plugins.catalogue.services import classes, covers, headings, people
from tests.makers import make_record, make_staff

ISBN = "9786012005349"


@pytest.fixture
def by(database: str) -> Staff:
    """The librarian who catalogues."""
    return make_staff()


def picture(width: int = 900, height: int = 1400) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("typed", "kept"), [("0130-6545", "01306545"), ("2434-561x", "2434561X"), ("", ""), (" ", "")]
)
def test_an_issn_is_kept_as_eight_signs(typed: str, kept: str) -> None:
    assert services.checked_issn(typed) == kept


@pytest.mark.parametrize("typed", ["0130-6546", "0130", "абай", ISBN])
def test_a_mistyped_issn_is_refused(typed: str) -> None:
    with pytest.raises(WrongIssn):
        services.checked_issn(typed)


def test_further_isbns_are_checked_and_made_longer(by: Staff) -> None:
    record = services.enter(
        {"title": "Т", "other_isbns": "5-02-013850-9; 978-601-200-534-9, 9786012005349"}, by=by
    )

    assert record.other_isbns == f"9785020138506 {ISBN}"


def test_one_wrong_further_isbn_is_named(by: Staff) -> None:
    with pytest.raises(WrongIsbn) as refusal:
        services.enter({"title": "Т", "other_isbns": f"{ISBN} 9786012005340"}, by=by)

    assert refusal.value.facts == {"isbn": "9786012005340"}


def test_every_save_moves_the_moment_of_change(by: Staff) -> None:
    record = make_record()
    long_ago = record.created_at - timedelta(days=900)
    Record.update(updated_at=long_ago).execute()

    services.correct(Record.get(), {"pages": 480}, by=by)
    after_form = Record.get().updated_at
    Record.update(updated_at=long_ago).execute()
    people.add(Record.get(), "Ким К.", "editor", by=by)

    assert after_form > long_ago
    assert Record.get().updated_at > long_ago


def test_a_copied_record_is_like_the_first_but_for_its_own_numbers(by: Staff) -> None:
    shelf = Shelf.create(name="12-сөре", room="Абонемент")
    first = services.enter(
        {
            "title": "Алгебра",
            "kind": "textbook",
            "grade": 7,
            "isbn": ISBN,
            "publisher": "Мектеп",
            "shelf": shelf,
            "authors": "Шыныбеков Ә.",
            "headings": "Алгебра; Оқулық",
            "persons": [("Ким К.", "editor")],
        },
        by=by,
    )

    values = services.copied(first)
    second = services.enter({**values, "grade": 8}, by=by)

    assert (values["publisher"], "isbn" in values, "id" in values) == ("Мектеп", False, False)
    assert (second.grade, second.isbn, second.shelf) == (8, "", shelf)
    assert [str(one) for one in headings.of_record(second)] == ["Алгебра", "Оқулық"]
    assert [(one.person.name, one.role) for one in people.of_record(second)] == [
        ("Шыныбеков, Ә.", "author"),
        ("Ким, К.", "editor"),
    ]


def test_books_of_the_same_house_are_worth_copying(by: Staff) -> None:
    for title, isbn in (("А", ISBN), ("Ә", "9786012005226"), ("Б", "9785020138506")):
        make_record(title, isbn=isbn)

    assert [one.title for one in services.of_same_house("9786012009996")] == ["Ә", "А"]
    assert [one.title for one in services.of_same_house(ISBN)] == ["Ә"]


def test_a_heading_is_known_again_whatever_its_case(by: Staff) -> None:
    services.enter({"title": "А", "headings": "Қазақ хандығы; Тарих"}, by=by)
    record = services.enter({"title": "Ә", "headings": "тарих\nҚАЗАҚ ХАНДЫҒЫ; Тарих"}, by=by)

    assert Heading.select().count() == 2
    assert [str(one) for one in headings.of_record(record)] == ["Тарих", "Қазақ хандығы"]


def test_headings_are_given_to_many_records_at_once(by: Staff) -> None:
    services.enter({"title": "А", "headings": "Тарих"}, by=by)
    fresh = [make_record("Ә"), make_record("Б")]

    headings.give_many({fresh[0].id: ["тарих", "Химия"], fresh[1].id: ["Химия"]})

    assert [[str(h) for h in headings.of_record(one)] for one in fresh] == [
        ["Тарих", "Химия"],
        ["Химия"],
    ]


def test_both_tables_of_classes_are_shipped_as_trees(by: Staff) -> None:
    roots = [one.row.index for one in classes.tree("bbk")]

    assert roots == ["1", "2", "3", "4", "5", "6/8", "9"]
    assert [one.row.index for one in classes.tree("udc")] == list("012356789")
    sciences = classes.tree("bbk")[1]
    assert [one.row.index for one in sciences.below] == ["20", "22", "24", "26", "28"]


@pytest.mark.parametrize(
    ("words", "first"),
    [("тарих", "63"), ("история", "63"), ("63.3", "63.3(0)"), ("казак фольк", "82.3(5Қаз)")],
)
def test_a_class_is_found_by_its_words_in_either_language(
    by: Staff, words: str, first: str
) -> None:
    assert classes.search("bbk", words)[0].index == first


def test_an_index_of_one_s_own_belongs_under_the_nearest_class(by: Staff) -> None:
    assert classes.meaning("bbk", "84(5Қаз)7-44").title_kk == "Қазақ көркем әдебиеті"
    assert classes.meaning("udc", "X") is None


def test_the_school_may_add_a_class(by: Staff) -> None:
    above = ClassIndex.get(ClassIndex.scheme == "bbk", ClassIndex.index == "22.1")
    ClassIndex.create(scheme="bbk", index="22.18", title_kk="Математикалық логика", parent=above)

    assert classes.search("bbk", "логика")[0].parent == above


def test_a_cover_is_kept_small_and_in_place_of_the_one_before(by: Staff) -> None:
    record = make_record()
    covers.keep(record, picture(), by=by)
    covers.keep(record, picture(400, 300), "мұқаба.png", by=by)

    kept = Image.open(io.BytesIO(covers.data_of(record.id) or b""))
    assert (kept.format, kept.size, Upload.select().count()) == ("JPEG", (400, 300), 1)


def test_a_large_picture_is_made_smaller(by: Staff) -> None:
    record = make_record()

    covers.keep(record, picture(), by=by)

    assert Image.open(io.BytesIO(covers.data_of(record.id) or b"")).height == covers.LONGEST


def test_what_is_no_picture_is_refused_and_the_cover_stays(by: Staff) -> None:
    record = make_record()
    covers.keep(record, picture(), by=by)

    with pytest.raises(NoPhoto):
        covers.keep(record, b"%PDF-1.7 no picture", "a.pdf", by=by)

    assert covers.data_of(record.id)


def test_a_removed_cover_leaves_nothing(by: Staff) -> None:
    record = make_record()
    covers.keep(record, picture(), by=by)

    covers.remove(record, by=by)

    assert (covers.data_of(record.id), Upload.select().count()) == (None, 0)
