"""MARC files on the pages and on the command line: looked through first, then taken."""

import io
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pymarc import MARCReader

from core import tasks
from plugins.catalogue.models import Record
from plugins.exchange.views import taking
from plugins.fund.models import Copy
from tests.integration.test_desk_http import token_of
from tests.makers import make_record
from tests.unit.exchange import marcs
from tests.unit.exchange.test_mapping import MARC21_RECORD, RUSMARC

COPY = ("910", "  $a0$b1001$e900.00")


def send(browser: FlaskClient, data: bytes, **more: str) -> str:
    answer = browser.post(
        "/exchange/import/",
        data={
            "csrf_token": token_of(browser),
            "file": (io.BytesIO(data), "x.mrc"),
            "doubles": "merge",
            **more,
        },
    )
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def test_a_file_is_looked_through_and_then_taken(librarian: FlaskClient) -> None:
    make_record("Алгебра", isbn="9786012930122")
    data = RUSMARC + MARC21_RECORD.replace(b"9786012930122", b"9785020138506") + b"junk and junk"

    place = send(librarian, data)
    page = librarian.get(place).text
    assert Record.select().count() == 1
    assert "Абай жолы" in page
    assert "These 13 bytes are no record." in page

    answer = librarian.post(f"{place}take", data={"csrf_token": token_of(librarian)})

    assert answer.status_code == 303
    assert Record.select().count() == 2
    said = librarian.get(answer.headers["Location"]).text
    assert "Entered: 1, added to records we have: 1, left out: 1." in said
    assert librarian.post(f"{place}take", data={"csrf_token": token_of(librarian)}).status_code in (
        302,
        303,
        404,
        409,
    )
    assert Record.select().count() == 2


def test_copies_come_if_they_are_asked_for(librarian: FlaskClient) -> None:
    place = send(librarian, marcs.rusmarc("Детство", "utf-8", COPY), holdings="1", fund="main")
    librarian.get(place)

    librarian.post(f"{place}take", data={"csrf_token": token_of(librarian)})

    assert [one.inventory_no for one in Copy.select()] == ["1001"]


def test_a_long_file_is_taken_beside_the_pages(
    librarian: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "LONG", 1)
    place = send(librarian, RUSMARC + marcs.rusmarc("Детство"))
    assert place.startswith("/tasks/")
    tasks.wait()
    look = librarian.get(place).headers["Location"]
    assert "Nothing is saved yet." in librarian.get(look).text

    answer = librarian.post(f"{look}take", data={"csrf_token": token_of(librarian)})

    tasks.wait()
    assert "Entered: 2" in librarian.get(answer.headers["Location"], follow_redirects=True).text
    assert Record.select().count() == 2


@pytest.mark.parametrize("data", [b"", b"hello " * 99, b"<!DOCTYPE a><a/>"])
def test_what_is_no_marc_is_said_and_not_kept(librarian: FlaskClient, data: bytes) -> None:
    answer = librarian.post(
        "/exchange/import/",
        data={"csrf_token": token_of(librarian), "file": (io.BytesIO(data), "x.mrc")},
        follow_redirects=True,
    )

    assert answer.status_code in (200, 409)
    assert "kt-msg" in answer.text
    assert Record.select().count() == 0


def test_a_file_that_is_not_wanted_is_forgotten(librarian: FlaskClient) -> None:
    place = send(librarian, RUSMARC)

    librarian.post(f"{place}drop", data={"csrf_token": token_of(librarian)})

    assert librarian.get(place).status_code in (302, 303, 404, 409)


def test_the_catalogue_is_given_out_in_every_format(librarian: FlaskClient) -> None:
    one = make_record("=Абай жолы", authors="Әуезов М.; Сейфуллин С.", year=2005)
    make_record("Алгебра", kind="textbook", grade=7)
    page = librarian.get("/exchange/files/").text
    assert "The whole catalogue: 2 records" in page

    def file(key: str, query: str = "") -> bytes:
        answer = librarian.get(f"/exchange/files/{key}{query}", buffered=True)
        assert answer.status_code == 200
        assert "attachment" in answer.headers["Content-Disposition"]
        return answer.data

    titles = [marc["245"]["a"] for marc in MARCReader(file("marc21-iso")) if marc]
    assert titles == ["=Абай жолы", "Алгебра"]
    assert b"<collection" in file("rusmarc-xml")
    assert len(file("rusmarc-iso")) > len(file("rusmarc-iso", f"?ids={one.id}"))
    table = file("csv").decode("utf-8-sig")
    assert "'=Абай жолы" in table
    sheet = load_workbook(io.BytesIO(file("xlsx"))).active
    assert sheet is not None
    assert [cell.value for cell in sheet["D"]] == ["Title", "=Абай жолы", "Алгебра"]
    assert "author = {Әуезов, М. and Сейфуллин, С.}".encode() in file("bibtex")
    assert b"TY  - BOOK" in file("ris")
    assert librarian.get("/exchange/files/nothing").status_code == 404


def test_ticked_records_lead_to_the_formats(librarian: FlaskClient) -> None:
    one = make_record("Абай жолы")

    answer = librarian.get(f"/exchange/files/?ids={one.id}")

    assert "1 ticked record" in answer.text


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=list(arguments))
    return done.exit_code, done.output


def test_the_command_prints_counts_and_a_line_for_each_skipped_record(
    app: Flask, tmp_path: Path
) -> None:
    file = tmp_path / "x.mrc"
    broken = b"09999" + RUSMARC[5:]
    file.write_bytes(RUSMARC + broken + marcs.rusmarc("Детство", "windows-1251") + RUSMARC[:99])

    code, said = run(app, "import-marc", str(file), "--dry-run")
    assert (code, Record.select().count()) == (0, 0)
    code, again = run(app, "import-marc", str(file))

    assert code == 0
    assert said == again
    lines = said.strip().split("\n")
    assert lines[-1] == "read 4, created 2, merged 0, skipped 2"
    assert lines[0].startswith(f"Record 2 (byte {len(RUSMARC)}) skipped: Its length is 9999 bytes")
    assert lines[1].startswith("Record 4")
    assert Record.select().count() == 2


def test_the_command_refuses_what_is_no_marc(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "x.mrc"
    file.write_bytes(b"hello " * 999)

    code, said = run(app, "import-marc", str(file))

    assert code == 1
    assert "not one MARC record" in said


def test_the_commands_make_the_round_trip(app: Flask, tmp_path: Path) -> None:
    file, again = tmp_path / "x.xml", tmp_path / "y.xml"
    make_record("Абай жолы", authors="Әуезов М.")
    run(app, "export-marc", str(file), "--xml", "--format", "marc21")
    Record.delete().execute()

    code, said = run(app, "import-marc", str(file), "--holdings", "--doubles", "skip")
    run(app, "export-marc", str(again), "--xml", "--format", "marc21")

    assert (code, said.strip()) == (0, "read 1, created 1, merged 0, skipped 0")
    assert again.read_bytes() == file.read_bytes()
