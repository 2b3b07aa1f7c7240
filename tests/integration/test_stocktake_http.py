"""A stock-take over HTTP: begin, scan, read a file, print the act, end."""

import io

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
