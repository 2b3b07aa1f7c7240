"""Pages of the desk's year: visits of a class, the raid, one pupil's set."""

from flask.testing import FlaskClient

from plugins.circulation.models import Loan, Raid, Visit
from tests.integration.test_intake_http import Steps
from tests.makers import make_class, make_copy, make_loan, make_reader, make_set, make_textbook


def test_a_class_is_counted_and_taken_back(librarian: FlaskClient) -> None:
    pupils = [make_reader(name) for name in ("Абай Серік", "Әлия Нұр")]
    number = make_class().id
    steps = Steps(librarian, "")
    assert "Абай Серік" in librarian.get(f"/class-visits/?class={number}").text

    page = steps.post("/class-visits/", **{"class": number, "pupil": pupils[0].id, "topic": "Шолу"})
    assert "1 visit is counted" in page.text
    assert Visit.select().count() == 1
    page = steps.post("/class-visits/", **{"class": number, "pupil": pupils[0].id, "on": "32.13"})
    assert "write it as 20.10.2026" in page.text
    assert "1 visit is taken back" in steps.post("/class-visits/1/undo").text

    assert Visit.select().count() == 0


def test_a_raid_is_typed_printed_and_corrected(librarian: FlaskClient) -> None:
    make_reader()
    number = make_class().id
    steps = Steps(librarian, "")
    values = {"class": number, f"checked-{number}": "24", f"remarks-{number}": "мұқабасыз"}

    page = steps.post("/raids/", on="20.10.2026", **values, **{f"damaged-{number}": "30"}).text
    assert "Nothing was kept" in page
    page = steps.post("/raids/", on="20.10.2026", **values, **{f"damaged-{number}": "3"}).text

    assert "Kept: 1 class" in page
    assert (Raid.get().checked, Raid.get().damaged) == (24, 3)
    for form in ("pdf", "docx", "xlsx"):
        answer = librarian.get(f"/documents/circulation.raid.{form}?on=20.10.2026&lang=kk")
        assert answer.status_code == 200, form


def test_a_pupil_who_changed_class_is_settled_in_one_request(librarian: FlaskClient) -> None:
    seventh, eighth = make_textbook("Алгебра", 7), make_textbook("Алгебра", 8)
    make_set([seventh])
    reader = make_reader()
    make_loan(make_copy("801", eighth, fund="textbook"), reader)
    make_copy("701", seventh, fund="textbook")
    steps = Steps(librarian, "")
    address = f"/pupil-set/{reader.id}/"
    page = librarian.get(address).text
    assert "701" in page
    assert "801" in page
    digest = page.partition('name="digest" value="')[2].partition('"')[0]

    done = steps.post(address, digest=digest, what="give").text
    assert "1 copy given, 0 copies taken back" in done
    assert "Undo" in done
    assert "Everything is as it was before" in steps.post(f"{address}undo/1").text

    assert Loan.select().where(Loan.returned_at.is_null()).count() == 1
