"""Readers' cards at the label workbench: any sheet, a class at once, every card read back."""

import io
import re
from collections.abc import Callable

import pypdf
import pypdfium2
import pytest
import zxingcpp
from flask.testing import FlaskClient

from core import barcodes, settings
from core.labels import PRESETS
from plugins.fund.models import LabelPrint
from plugins.readers.models import Reader
from tests.integration.test_desk_http import token_of
from tests.makers import make_class, make_reader

PAGE = "/fund/labels/"


@pytest.fixture
def pupils(app: object) -> list[Reader]:
    """Thirty pupils of 7 «Ә», one of 8 «Б», and one who has left."""
    settings.put({"school.name_kk": "№ 25 мектеп-гимназия"}, by=None)
    made = [make_reader(f"Қасымов{number:02d} Әлібек") for number in range(30)]
    make_reader("Ким Олег", school_class=make_class(8, "Б"))
    make_reader("Кетті Асан", left_on="2026-05-25")
    return made


def codes(pdf: bytes) -> set[str]:
    """Return what a scanner reads from every page."""
    found: set[str] = set()
    for page in pypdfium2.PdfDocument(pdf):
        image = page.render(scale=300 / 72, grayscale=True).to_pil()
        read = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.Code128)
        # Across two labels it now and then sees a code that is none: its check digit tells.
        found |= {one.text for one in read if barcodes.read_code(one.text)}
    return found


def printed(browser: FlaskClient, **values: str) -> bytes:
    """Return the PDF that the workbench gives."""
    token = token_of(browser, PAGE)
    parts = ["code", "number", "title", "school"]
    answer = browser.post(
        f"{PAGE}labels.pdf",
        data={"csrf_token": token, "which": "set", "parts": parts, **values},
    )
    assert answer.mimetype == "application/pdf", answer.text
    return bytes(answer.data)


@pytest.mark.parametrize("sheet", PRESETS)
def test_every_card_of_a_class_is_read_back(
    librarian: FlaskClient, pupils: list[Reader], sheet: str
) -> None:
    key = f"readers.class.{pupils[0].school_class_id}"

    pdf = printed(librarian, set=key, sheet=sheet)

    assert codes(pdf) == {one.code for one in pupils}
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert "Қасымов07" in words
    assert LabelPrint.select().count() == 0


def test_from_the_first_free_label_on(librarian: FlaskClient, pupils: list[Reader]) -> None:
    key = f"readers.class.{pupils[0].school_class_id}"

    pdf = printed(librarian, set=key, sheet="a4-3x8", start="20")

    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 3


def test_the_page_offers_classes_and_shows_the_cards(
    librarian: FlaskClient, pupils: list[Reader]
) -> None:
    page = librarian.get(f"{PAGE}?which=set&set=readers.class.{pupils[0].school_class_id}").text

    assert "cards: 7 «Ә»" in page
    assert "30 labels, 2 pages" in page
    assert "Қасымов00" in page
    assert "Ким" not in page


@pytest.mark.parametrize(
    ("page", "rows", "expected"),
    [("/readers/", "pupils", 2), ("/classes/", "classes", 30)],
)
def test_ticked_rows_lead_there(
    librarian: FlaskClient, pupils: list[Reader], page: str, rows: str, expected: int
) -> None:
    ids = [one.id for one in pupils[:2]] if rows == "pupils" else [pupils[0].school_class_id]
    kind = "ids" if rows == "pupils" else "classes"
    asked = f"readers.{kind}.{','.join(map(str, ids))}"

    shown = librarian.get(f"{PAGE}?which=set&set={asked}").text

    assert re.search(rf"{expected} labels", shown)


@pytest.mark.parametrize(
    "key", ["", "readers.ids.", "readers.class.999", "nobody", "readers.ids.x"]
)
def test_a_set_that_is_none(librarian: FlaskClient, pupils: list[Reader], key: str) -> None:
    token = token_of(librarian, PAGE)

    answer = librarian.post(
        f"{PAGE}labels.pdf", data={"csrf_token": token, "which": "set", "set": key, "parts": "code"}
    )

    assert answer.status_code == 404


def test_who_left_gets_no_card(librarian: FlaskClient, pupils: list[Reader]) -> None:
    pdf = printed(librarian, set="readers.all", sheet="a4-5x13")

    assert codes(pdf) == {one.code for one in Reader.select().where(Reader.left_on.is_null())}


def test_a_viewer_comes_nowhere_near(sign_in: Callable[..., FlaskClient]) -> None:
    assert sign_in("viewer").get(f"{PAGE}?which=set&set=readers.all").status_code == 403
