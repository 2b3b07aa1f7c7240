"""A stock-take over HTTP: begin, scan, read a file, print the act, end."""

import io

import openpyxl
import pytest
from flask.testing import FlaskClient

from plugins.fund.models import Stocktake
from tests.integration.test_deliveries_http import post, text_of
from tests.integration.test_desk_http import token_of
from tests.makers import make_copy, make_record

JSON = {"Accept": "application/json"}


@pytest.fixture
def number(librarian: FlaskClient) -> int:
    """A stock-take of the main fund, begun by the form."""
    token = token_of(librarian, "/fund/stocktakes/new/")
    values = {"fund": "main", "commission": "Сейітқызы Г., директор\nОмаров Б., мұғалім"}
    librarian.post("/fund/stocktakes/new/", data={"csrf_token": token, **values})
    return int(Stocktake.get().id)


def test_from_the_first_scan_to_the_act(librarian: FlaskClient, number: int) -> None:
    found, lost = make_copy("701"), make_copy("702", record=make_record("Қозы Көрпеш"))
    here = f"/fund/stocktakes/{number}"
    token = token_of(librarian, f"/fund/stocktakes/details/?id={number}")

    answer = librarian.post(
        f"{here}/scan", data={"code": found.code, "csrf_token": token}, headers=JSON
    )
    assert (answer.json["kind"], answer.json["tone"]) == ("present", "ok")
    page = post(librarian, f"{here}/scan", code="701")
    assert "has been scanned already" in page
    page = librarian.post(
        f"{here}/file",
        data={"csrf_token": token, "file": (io.BytesIO(b"701\r\nnothing\r\n"), "scans.txt")},
        follow_redirects=True,
    ).text
    assert "scanned already: 1" in page
    assert "unknown: 1" in page
    act = text_of(librarian, f"/documents/fund.stocktake.pdf?stocktake={number}&lang=kk")
    assert "702" in act
    assert "Қозы Көрпеш" in act
    assert "Омаров Б., мұғалім" in act
    page = post(librarian, f"{here}/end")
    assert "Ended on" in page
    refused = librarian.post(
        f"{here}/scan", data={"code": lost.code, "csrf_token": token}, headers=JSON
    )
    assert refused.status_code == 409


@pytest.mark.parametrize("data", [b"", b"\0\1\2"])
def test_a_file_that_is_none(librarian: FlaskClient, number: int, data: bytes) -> None:
    token = token_of(librarian, "/fund/stocktakes/")

    page = librarian.post(
        f"/fund/stocktakes/{number}/file",
        data={"csrf_token": token, "file": (io.BytesIO(data), "x.bin")},
        follow_redirects=True,
    ).text

    assert "Choose a text file" in page


def test_the_lists_are_shown_printed_and_the_missing_written_off(
    librarian: FlaskClient, number: int
) -> None:
    found, _lost = make_copy("701"), make_copy("702", record=make_record("Қозы Көрпеш"), price=500)
    page_of = f"/fund/stocktakes/details/?id={number}"
    assert "Missing copies to a write-off" not in librarian.get(page_of).text
    post(librarian, f"/fund/stocktakes/{number}/scan", code=found.code)
    post(librarian, f"/fund/stocktakes/{number}/scan", code="nobody's")

    assert "Қозы Көрпеш" in librarian.get(page_of).text
    for kind, words in (("present", "701"), ("surplus", "nobody&#39;s"), ("on_loan", "No copy")):
        assert words in librarian.get(f"{page_of}&list={kind}&page=9").text
    for lang in ("kk", "ru"):
        paper = f"/documents/fund.stocktake_list.pdf?stocktake={number}&list=missing&lang={lang}"
        assert "702" in text_of(librarian, paper)
        sheet = librarian.get(paper.replace(".pdf", ".xlsx"))
        rows = [
            one for one in openpyxl.load_workbook(io.BytesIO(sheet.data)).active.values if any(one)
        ]
        assert any("702" in map(str, one) for one in rows)
    assert librarian.get(paper.replace("list=missing", "list=x")).status_code == 404

    post(librarian, f"/fund/stocktakes/{number}/end")
    assert "Missing copies to a write-off" in librarian.get(page_of).text
    page = post(librarian, f"/writeoff/cases/stocktake/{number}")
    assert "702" in page
    assert "701" not in page
    assert "Write-off of the missing copies: № 1" in librarian.get(page_of).text
