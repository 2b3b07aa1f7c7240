"""The plan on paper beside the librarian's own: every word of hers is there."""

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from docx import Document as Word
from flask_babel import force_locale

from core.errors import LibraryError
from core.renderers import RENDERERS
from plugins.planning import services
from plugins.planning.documents import document_of, plan_document
from plugins.planning.models import SECTIONS

pytestmark = pytest.mark.usefixtures("app")

HERS = Path(__file__).with_name("librarians_plan.txt")

#: Her slips that are mended, Roman numbers typed with Cyrillic letters, and a hyphen too many.
MENDED = {"атаау": 1}


def words(text: str) -> Counter[str]:
    found = re.findall(r"[^\W\d_]+", text.lower())
    return Counter(one for one in found if not re.fullmatch("[ivxхіүу]+", one))


def text_of(word: bytes) -> str:
    letter = Word(io.BytesIO(word))
    cells = (cell.text for table in letter.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in letter.paragraphs), *cells])


@pytest.fixture
def printed() -> str:
    plan = services.load(2023, by=None)
    with force_locale("kk"):
        return text_of(RENDERERS["docx"](document_of(plan)))


def test_every_word_of_the_librarian_s_plan_is_printed(printed: str) -> None:
    missing = words(HERS.read_text(encoding="utf-8")) - words(printed)

    assert missing == Counter(MENDED)


def test_the_document_is_printed_in_both_languages_and_both_kinds(printed: str) -> None:
    assert "БЕКІТЕМІН" in printed
    for place in SECTIONS:
        assert re.search(rf"^{place}\. ", printed, re.MULTILINE)
    with force_locale("ru"):
        document = plan_document({"year": "2023", "quantities": "1"})
        russian = text_of(RENDERERS["docx"](document))
        assert RENDERERS["pdf"](document).startswith(b"%PDF")
    assert "УТВЕРЖДАЮ" in russian
    assert "«Любимая книга моей семьи»" in russian
    assert "Сентябрь" in russian
    assert not re.search("[әғқңөұүһ]", russian.replace("Жас ұлан", ""), re.IGNORECASE)


def test_a_year_without_a_plan_prints_nothing() -> None:
    with pytest.raises(LibraryError, match="2030–2031"):
        plan_document({"year": "2030"})
    with pytest.raises(LibraryError):
        plan_document({"year": "-"})
