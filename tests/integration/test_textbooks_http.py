"""Sets of textbooks and the provision over HTTP, as a librarian makes and reads them."""

import io

import openpyxl
import pytest
from flask.testing import FlaskClient

from plugins.textbooks.models import SetEdition, SetItem, TextbookSet
from plugins.textbooks.services.provision import year_now
from tests.integration.test_desk_http import token_of
from tests.makers import make_class, make_copy, make_reader, make_set, make_textbook


def post(client: FlaskClient, path: str, **values: object) -> str:
    data = {"csrf_token": token_of(client), **values}
    return client.post(f"/textbooks/sets/{path}", data=data, follow_redirects=True).text


@pytest.fixture
def its(librarian: FlaskClient) -> TextbookSet:
    post(librarian, "new", year=year_now(), grade=7, language="kk")
    return TextbookSet.get()


def test_a_set_is_made_from_scans_and_from_ticks(librarian: FlaskClient, its: TextbookSet) -> None:
    scanned, ticked = make_textbook("Алгебра"), make_textbook("Физика")
    copy = make_copy(record=scanned)
    make_copy(record=ticked)

    page = librarian.get(f"/textbooks/sets/{its.id}/").text
    assert "Физика" in page  # proposed, for it has copies
    post(librarian, f"{its.id}/change", do="scan", code=copy.code)
    post(librarian, f"{its.id}/change", do="add", record=ticked.id)

    found = [one.record_id for one in SetEdition.select().order_by(SetEdition.id)]
    assert found == [scanned.id, ticked.id]


def test_what_is_not_known_gets_a_sentence(librarian: FlaskClient, its: TextbookSet) -> None:
    page = post(librarian, f"{its.id}/change", do="scan", code="4711")

    assert "Nothing is known under «4711»" in page
    assert SetItem.select().count() == 0


def test_numbers_order_and_removal(librarian: FlaskClient, its: TextbookSet) -> None:
    for title in ("Алгебра", "Физика"):
        post(librarian, f"{its.id}/change", do="add", record=make_textbook(title).id)
    first, second = SetItem.select().order_by(SetItem.id)

    post(librarian, f"{its.id}/change", do="numbers", item=first.id, teacher_copies=4, share=50)
    post(librarian, f"{its.id}/change", do="up", item=second.id)
    post(librarian, f"{its.id}/change", do="remove", item=first.id)

    (left,) = SetItem.select()
    assert (left.id, left.position) == (second.id, 1)


def test_an_item_of_another_set_cannot_be_changed_here(
    librarian: FlaskClient, its: TextbookSet
) -> None:
    (other,) = make_set([make_textbook("Химия", 8)], grade=8)

    answer = librarian.post(
        f"/textbooks/sets/{its.id}/change",
        data={"csrf_token": token_of(librarian), "do": "remove", "item": other.id},
    )

    assert answer.status_code == 404
    assert SetItem.select().count() == 1


def test_a_year_is_copied(librarian: FlaskClient, its: TextbookSet) -> None:
    year = year_now()
    page = post(librarian, "copy", year=year, to=year + 1)

    assert "1 set has been copied." in page
    assert TextbookSet.select().count() == 2


def test_the_provision_shows_what_is_short_and_goes_out_as_lists(
    librarian: FlaskClient, its: TextbookSet
) -> None:
    algebra = make_textbook("Алгебра")
    post(librarian, f"{its.id}/change", do="add", record=algebra.id)
    for number in range(3):
        make_reader(f"Оқушы {number}", school_class=make_class())
    make_copy(record=algebra, fund="textbook", price="2450.50")

    page = librarian.get("/textbooks/provision/").text
    listed = librarian.get("/documents/textbooks.order.xlsx")

    assert "Алгебра" in page
    cells = [
        cell
        for row in openpyxl.load_workbook(io.BytesIO(listed.data)).active.values
        for cell in row
    ]
    assert 3 in cells  # 3 pupils and a teacher, one copy there
    assert any("7" in str(cell) and "351,50" in str(cell) for cell in cells)


@pytest.mark.parametrize("name", ["provision", "order", "surplus"])
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_papers_are_printed(
    librarian: FlaskClient, its: TextbookSet, name: str, language: str
) -> None:
    paper = librarian.get(f"/documents/textbooks.{name}.pdf?lang={language}")

    assert paper.data.startswith(b"%PDF")


def test_the_list_of_a_set_is_printed(librarian: FlaskClient, its: TextbookSet) -> None:
    post(librarian, f"{its.id}/change", do="add", record=make_textbook("Алгебра").id)

    paper = librarian.get(f"/documents/textbooks.set.pdf?set={its.id}&lang=kk")

    assert paper.data.startswith(b"%PDF")
