"""The catalogue as a librarian uses it: entered by ISBN, cleaned up, printed on cards."""

import io
import re
from collections.abc import Callable

import pypdf
import pytest
from flask.testing import FlaskClient
from PIL import Image

from core.models import JournalEntry
from plugins.catalogue import services
from plugins.catalogue.models import CardPrint, ClassIndex, MarkRow, Person, Record, Shelf
from plugins.catalogue.services import covers, headings, people
from plugins.fund.models import Copy
from tests.integration.test_desk_http import token_of
from tests.makers import make_copy, make_record, make_textbook

ISBN, OTHER = "9786012005349", "9786012005226"


def post(client: FlaskClient, path: str, **values: object) -> str:
    data = {"csrf_token": token_of(client), **values}
    return client.post(f"/catalogue/{path}", data=data, follow_redirects=True).text


def enter(client: FlaskClient, path: str = "records/new/", **values: object) -> str:
    return post(client, path, kind="book", language="kk", audience="", **values)


def test_a_record_is_entered_with_all_that_belongs_to_it(librarian: FlaskClient) -> None:
    shelf = Shelf(name="12-сөре", room="Абонемент")
    shelf.save()

    enter(
        librarian,
        title="Абай жолы",
        part="1-кітап",
        authors="Әуезов Мұхтар",
        isbn="978-601-200-534-9",
        subjects="Роман; Қазақ әдебиеті",
        author_mark="Ә 82",
        bbk="84(5Қаз)",
        shelf=str(shelf.id),
        year="2009",
    )

    record = Record.get()
    assert (record.isbn, record.shelf, record.year) == (ISBN, shelf, 2009)
    assert [str(one) for one in headings.of_record(record)] == ["Роман", "Қазақ әдебиеті"]
    assert (Person.get().name, Person.get().author_mark) == ("Әуезов, Мұхтар", "Ә 82")
    page = librarian.get(f"/catalogue/records/details/?id={record.id}").text.replace("\u2060", "")
    for words in ("12-сөре, Абонемент", "Әуезов, Мұхтар", "Қазақ әдебиеті", "Казахская худож"):
        assert words in page


def test_a_correction_keeps_headings_and_changes_persons(librarian: FlaskClient) -> None:
    enter(librarian, title="Абай жолы", authors="Әуезов М.", subjects="Роман")
    number = Record.get().id
    form = librarian.get(f"/catalogue/records/edit/?id={number}").text
    assert 'value="Роман"' in form

    enter(
        librarian,
        f"records/edit/?id={number}",
        title="Абай жолы",
        authors="Досов",
        subjects="Роман",
    )

    assert [one.person.name for one in people.of_record(Record.get())] == ["Досов"]
    assert [str(one) for one in headings.of_record(Record.get())] == ["Роман"]


def test_what_looks_double_is_shown_and_saved_only_when_it_was_seen(
    librarian: FlaskClient,
) -> None:
    make_record("Абай жолы", authors="Әуезов М.", year=2009)

    page = enter(librarian, title="Абай жолы", authors="Ауезов М.")
    assert "Is it one of these?" in page
    assert "the same title" in page
    assert Record.select().count() == 1

    enter(librarian, title="Абай жолы", authors="Ауезов М.", is_another="1")
    assert Record.select().count() == 2


def test_a_known_isbn_leads_to_its_record(librarian: FlaskClient) -> None:
    record = make_record(isbn=ISBN)

    answer = librarian.get("/catalogue/quick/?isbn=978-601-200-534-9")

    assert answer.status_code == 303
    assert answer.location.endswith(f"/catalogue/records/details/?id={record.id}")


def test_an_unknown_isbn_offers_books_of_the_same_house_to_copy(librarian: FlaskClient) -> None:
    seventh = make_textbook("Алгебра", 7, isbn=OTHER, publisher="Мектеп", subject="Алгебра")
    people.add(seventh, "Ким К.", "translator", by=None)

    page = librarian.get(f"/catalogue/quick/?isbn={ISBN}").text
    address = re.search(r'href="(/catalogue/records/new/\?copy=[^"]+)"', page)
    assert address
    form = librarian.get(address[1].replace("&amp;", "&")).text
    assert f'value="{ISBN}"' in form
    assert 'value="Мектеп"' in form

    post(
        librarian,
        "records/new/",
        kind="textbook",
        language="kk",
        title="Алгебра",
        grade="8",
        isbn=ISBN,
        audience="",
        copied_from=str(seventh.id),
    )
    made = Record.get(Record.isbn == ISBN)
    assert (made.grade, [one.role for one in people.of_record(made)]) == (8, ["translator"])


def test_what_is_no_isbn_is_said_beside_the_field(librarian: FlaskClient) -> None:
    page = librarian.get("/catalogue/quick/?isbn=9786012005340").text

    assert "This is no ISBN" in page


def test_persons_are_given_and_taken_on_the_record_s_page(librarian: FlaskClient) -> None:
    record = services.enter({"title": "Физика", "authors": "Закирова Н."}, by=None)
    path = f"records/{record.id}/person"

    post(librarian, path, verb="add", name="Ким К.", role="translator")
    row = people.of_record(record)[1]
    post(librarian, path, verb="change", row=str(row.id), role="author")
    post(librarian, path, verb="first", row=str(row.id))
    assert Record.get().authors == "Ким К.; Закирова Н."
    page = post(librarian, path, verb="add", name="Ким К.", role="author")
    assert "has this part in the record already" in page

    post(librarian, path, verb="remove", row=str(row.id))
    assert Record.get().authors == "Закирова Н."


def test_a_cover_is_sent_shown_and_removed(librarian: FlaskClient) -> None:
    record = make_record()
    out = io.BytesIO()
    Image.new("RGB", (300, 400), "teal").save(out, "JPEG")

    post(librarian, f"records/{record.id}/cover", cover=(io.BytesIO(out.getvalue()), "a.jpg"))
    answer = librarian.get(f"/catalogue/records/{record.id}/cover.jpg")
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")

    page = post(librarian, f"records/{record.id}/cover", cover=(io.BytesIO(b"no"), "a.jpg"))
    assert "is not a photograph" in page
    assert covers.data_of(record.id)

    post(librarian, f"records/{record.id}/cover", remove="1")
    assert librarian.get(f"/catalogue/records/{record.id}/cover.jpg").status_code == 404


def test_two_records_are_compared_and_merged(librarian: FlaskClient) -> None:
    kept = make_record("Абай жолы", year=2009)
    gone = make_record("Абай жолы", pages=480)
    copy = make_copy(record=gone)

    assert "1 pair looks like one edition" in librarian.get("/catalogue/doubles/").text
    page = librarian.get(f"/catalogue/doubles/compare?kept={kept.id}&gone={gone.id}").text
    assert "copies: 1" in page
    assert "taken over" in page
    page = post(librarian, "doubles/merge", kept=kept.id, gone=gone.id)

    assert "Merged. 1 row of copies and lists" in page
    assert (Record.get().pages, Copy.get_by_id(copy.id).record_id) == (480, kept.id)
    old = librarian.get(f"/catalogue/records/details/?id={gone.id}")
    assert (old.status_code, old.location.endswith(f"?id={kept.id}")) == (301, True)
    assert librarian.get(f"/catalogue/doubles/compare?kept={kept.id}&gone=99").status_code == 404


def test_two_ticked_records_are_laid_side_by_side(librarian: FlaskClient) -> None:
    first, second = make_record("А"), make_record("Ә")

    one = post(librarian, "records/action/", action="merge", rowid=[first.id])
    two = post(librarian, "records/action/", action="merge", rowid=[first.id, second.id])

    assert "Tick two records" in one
    assert "Merge two records" in two


def test_what_was_told_apart_is_not_shown_again(librarian: FlaskClient) -> None:
    first, second = make_record(), make_record()

    page = post(librarian, "doubles/apart", kept=first.id, gone=second.id)

    assert "No record looks like another one" in page


def test_persons_are_gathered_corrected_and_merged(librarian: FlaskClient) -> None:
    make_record("Абай жолы", authors="Әуезов Мұхтар")
    make_record("Хан Кене", authors="Әуезов М.")

    assert "2 records have authors" in librarian.get("/catalogue/persons/").text
    post(librarian, "persons/gather")
    full, short = Person.select().order_by(Person.id)
    post(
        librarian,
        f"persons/edit/?id={full.id}",
        name="Әуезов, Мұхтар",
        dates="1897–1961",
        others="Auezov Mukhtar\nАуэзов Мухтар",
    )
    assert "Auezov Mukhtar" in librarian.get("/catalogue/persons/?search=auezov").text
    page = librarian.get(f"/catalogue/persons/details/?id={full.id}").text
    assert "May be the same person" in page
    assert "in Latin letters" in page

    page = post(librarian, f"persons/{full.id}/merge", gone=short.id)
    assert "1 record moved here" in page
    assert [one.name for one in Person.select()] == ["Әуезов, Мұхтар"]


def test_two_ticked_persons_become_the_one_with_more_records(librarian: FlaskClient) -> None:
    for title, author in (("А", "Абай"), ("Ә", "Құнанбайұлы Абай"), ("Б", "Құнанбайұлы Абай")):
        services.enter({"title": title, "authors": author}, by=None)
    ids = [one.id for one in Person.select().order_by(Person.id)]

    assert "Tick two persons" in post(librarian, "persons/action/", action="merge", rowid=ids[:1])
    page = post(librarian, "persons/action/", action="merge", rowid=ids)

    assert "Құнанбайұлы, Абай" in page
    assert {one.authors for one in Record.select()} == {"Құнанбайұлы Абай"}


def test_a_person_is_entered_with_other_names(librarian: FlaskClient) -> None:
    post(librarian, "persons/new/", name="Құнанбайұлы Абай", others="Кунанбаев Абай")

    assert people.find("Кунанбаев Абай").name == "Құнанбайұлы, Абай"


def test_a_table_of_marks_is_loaded_looked_up_and_removed(librarian: FlaskClient) -> None:
    text = "letter\tprefix\tnumber\nП\tПуш\t91\nЧ\tЧех\t56\n".encode("cp1251")

    page = post(librarian, "marks/load", table=(io.BytesIO(text), "marks.tsv"), name="Екі таңбалы")
    assert "Loaded: 2 rows" in page
    assert "Ч-56" in librarian.get("/catalogue/marks/?authors=Чехов А. П.").text
    found = librarian.get("/catalogue/marks/suggest?authors=Пушкин А. С.&title=Ертегі").json
    assert found == [{"mark": "П 91", "why": "by the table «Екі таңбалы»"}]

    page = post(librarian, "marks/load", table=(io.BytesIO(b"nothing here"), "a.txt"))
    assert "has no rows" in page
    post(librarian, "marks/drop")
    assert MarkRow.select().count() == 0


def test_an_index_is_picked_from_a_tree_or_by_words(librarian: FlaskClient) -> None:
    tree = librarian.get("/catalogue/classes/pick/bbk").text
    assert 'data-cat-index="63.3(5Қаз)"' in tree
    assert "data-cat-index" in librarian.get("/catalogue/classes/pick/udc?q=тарих").text
    assert "No class has these words" in librarian.get("/catalogue/classes/pick/bbk?q=жоқ").text
    assert librarian.get("/catalogue/classes/pick/ddc").status_code == 404


def test_the_school_changes_classes_shelves_and_headings(librarian: FlaskClient) -> None:
    post(
        librarian, "classes/new/", scheme="bbk", index="22.18", title_kk="Логика", title_ru="Логика"
    )
    post(librarian, "shelves/new/", name="3-сөре", room="Оқу залы", note="")
    post(librarian, "headings/new/", name="Шахмат", kind="topic")

    assert ClassIndex.get(ClassIndex.index == "22.18").sort_key
    assert "3-сөре" in librarian.get("/catalogue/shelves/").text
    assert "Шахмат" in librarian.get("/catalogue/headings/?search=шахмат").text
    assert "22.18" in librarian.get("/catalogue/classes/?search=логика").text


def test_the_same_shelf_twice_is_refused_in_a_sentence(librarian: FlaskClient) -> None:
    for _time in range(2):
        page = post(librarian, "shelves/new/", name="3-сөре", room="Оқу залы", note="")

    assert "already there" in page
    assert Shelf.select().count() == 1


def test_cards_are_printed_and_counted(librarian: FlaskClient) -> None:
    record = services.enter(
        {
            "title": "Абай жолы",
            "authors": "Әуезов Мұхтар; Досов Д.",
            "headings": "Роман",
            "bbk": "84(5Қаз)",
            "author_mark": "Ә 82",
        },
        by=None,
    )
    page = post(librarian, "records/action/", action="cards", rowid=[record.id])
    assert "Main entry: 1" in page
    data = {
        "csrf_token": token_of(librarian),
        "ids": str(record.id),
        "kind": ["main", "author", "title", "subject"],
        "paper": "card",
    }

    answer = librarian.post("/catalogue/cards/print", data=data)

    pages = pypdf.PdfReader(io.BytesIO(answer.data)).pages
    assert (answer.mimetype, len(pages)) == ("application/pdf", 4)
    assert [round(float(one) / 72 * 25.4) for one in pages[0].mediabox[2:]] == [125, 75]
    assert "Әуезов, Мұхтар" in pages[0].extract_text()
    assert (CardPrint.get().records, CardPrint.get().cards) == (1, 4)
    assert JournalEntry.select().where(JournalEntry.action == "catalogue.cards").count() == 1


def test_four_cards_share_a_sheet(librarian: FlaskClient) -> None:
    ids = ",".join(str(make_record(f"Кітап {place}", authors="").id) for place in range(5))
    data = {"csrf_token": token_of(librarian), "ids": ids, "kind": ["main"], "paper": "sheet"}

    answer = librarian.post("/catalogue/cards/print", data=data)

    assert len(pypdf.PdfReader(io.BytesIO(answer.data)).pages) == 2


def test_without_a_kind_nothing_is_printed(librarian: FlaskClient) -> None:
    record = make_record()

    page = post(librarian, "cards/print", ids=str(record.id))

    assert "No card was chosen" in page
    assert librarian.get("/catalogue/cards/?ids=none").status_code == 404


@pytest.mark.parametrize("role", ["assistant", "teacher", "viewer"])
def test_whoever_only_reads_sees_no_button_that_changes(
    sign_in: Callable[..., FlaskClient], role: str
) -> None:
    record = services.enter({"title": "Абай жолы", "authors": "Әуезов М."}, by=None)

    page = sign_in(role).get(f"/catalogue/records/details/?id={record.id}").text

    assert "Әуезов, М." in page
    for words in ("Picture of the cover", "Put first", "catalogue/cards", "copy="):
        assert words not in page
