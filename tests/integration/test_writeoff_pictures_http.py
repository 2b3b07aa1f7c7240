"""The order and the receipt of a write-off are kept with it as pictures."""

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from plugins.fund.models import Copy
from plugins.writeoff.models import Case, CaseScan
from tests.integration.writeoff_desk import Desk, lead
from tests.makers import make_copy


@pytest.fixture
def head(sign_in: Callable[..., FlaskClient]) -> Desk:
    """The head librarian, who may do every step."""
    return Desk(sign_in("head"))


@pytest.fixture
def books(app: object) -> list[Copy]:
    """Two old textbooks."""
    return [make_copy(fund="textbook") for _number in range(2)]


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


def test_the_order_and_the_receipt_are_kept_as_pictures(
    head: Desk, books: list[Copy], sign_in: Callable[..., FlaskClient]
) -> None:
    case = lead(head, books[0].inventory_no)
    here = f"/writeoff/cases/{case.id}/scans"

    page = head.post(f"{case.id}/scans", kind="order", file=(io.BytesIO(PNG), "бұйрық 214.png"))
    assert "бұйрық 214.png" in page
    scan = CaseScan.get()
    shown = head.browser.get(f"{here}/{scan.id}")
    assert (shown.data, shown.mimetype) == (PNG, "image/png")
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert sign_in("teacher").get(f"{here}/{scan.id}").status_code == 403
    assert head.browser.get(f"{here}/{scan.id + 1}").status_code == 404

    for name, data, words in (
        ("order.html", b"<script>alert(1)</script>", "neither a picture nor a PDF"),
        ("empty.pdf", b"", "neither a picture nor a PDF"),
        ("big.jpg", b"\xff\xd8\xff" + b"\0" * (8 * 1024 * 1024), "larger than 8 MB"),
    ):
        page = head.post(f"{case.id}/scans", kind="order", file=(io.BytesIO(data), name))
        assert words in page
    assert CaseScan.select().count() == 1

    head.post(f"{case.id}/scans/{scan.id}/remove")
    assert CaseScan.select().count() == 0


def test_a_closed_case_keeps_its_papers(head: Desk, books: list[Copy]) -> None:
    case = lead(head, books[0].inventory_no)
    head.post(f"{case.id}/approve")
    head.post(f"{case.id}/dispose", kind="waste", all="1", kg="1", price="30", receipt_no="7",
              receipt_on="2026-10-28")  # fmt: skip
    head.post(f"{case.id}/scans", kind="receipt", file=(io.BytesIO(b"%PDF-1.7"), "r.pdf"))
    head.post(f"{case.id}/close")
    assert Case.get().state == "closed"
    scan = CaseScan.get()

    head.post(f"{case.id}/scans/{scan.id}/remove")
    head.post(f"{case.id}/scans", kind="receipt", file=(io.BytesIO(b"%PDF-1.7"), "r2.pdf"))

    assert [one.name for one in CaseScan.select()] == ["r.pdf"]


def test_a_case_given_up_takes_its_papers_with_it(head: Desk, books: list[Copy]) -> None:
    case = lead(head, books[0].inventory_no)
    head.post(f"{case.id}/scans", kind="order", file=(io.BytesIO(PNG), "a.png"))

    head.post(f"{case.id}/discard")

    assert CaseScan.select().count() == Case.select().count() == 0
