"""What tests of pages and papers may ask for."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pypdf
import pytest
from flask import Flask
from flask.testing import FlaskClient

from plugins.fund.models import CAME, WENT, Copy
from plugins.fund.services import books
from plugins.fund.services.books import Move
from tests.makers import make_copy, make_record


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


@pytest.fixture
def algebra(app: Flask) -> Any:
    """A textbook of which five came, two more came later at another price, and three went."""
    record = make_record(
        "Алгебра", kind="textbook", grade=7, subject="Алгебра", publisher="Мектеп", year=2024
    )
    first = [make_copy(record=record, fund="textbook", price=Decimal(2450)) for _number in range(5)]
    later = [make_copy(record=record, fund="textbook", price=Decimal(2600)) for _number in range(2)]
    _enter(CAME, first, date(2024, 8, 20), "Жүкқұжат № 15, 20.08.2024")
    _enter(CAME, later, date(2025, 8, 21), "Жүкқұжат № 9, 21.08.2025")
    _enter(WENT, first[:3], date(2026, 10, 20), "Акт № 4, 20.10.2026", reason="тозған")
    return record


def _enter(part: int, copies: list[Copy], on: date, document: str, **more: Any) -> None:
    kind = "delivery" if part == CAME else "act"
    moves = [Move(one.id, one.record_id, one.price) for one in copies]
    books.enter(part, "textbook", kind, moves, on=on, by=None, document=document, **more)
