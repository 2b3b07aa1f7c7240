"""What tests of pages and papers may ask for."""

import io
from collections.abc import Callable

import pypdf
import pytest
from flask.testing import FlaskClient


@pytest.fixture
def words(librarian: FlaskClient) -> Callable[[str], str]:
    """Return a reader of PDF: ``words("fund.transfer.pdf?…")``, spaces made plain."""

    def read(address: str) -> str:
        answer = librarian.get(f"/documents/{address}")
        assert answer.status_code == 200, answer.text
        pages = pypdf.PdfReader(io.BytesIO(answer.data)).pages
        text = " ".join(page.extract_text() for page in pages)
        return " ".join(text.replace("\u00a0", " ").split())

    return read
