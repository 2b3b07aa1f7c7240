"""A school's own .docx in place of ours: sent, checked, filled in; no way into the panel."""

import io
from typing import Any

import pytest
from docx import Document as Word
from flask.testing import FlaskClient
from flask_babel import force_locale
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from core import own_templates, settings
from core.models import DocumentTemplate, JournalEntry
from core.own_templates.fields import outline, specimen
from core.own_templates.files import fill_in
from core.own_templates.store import _specimens
from core.sections import gather, hook
from plugins.fund.models import Copy, Delivery
from plugins.fund.services import deliveries
from plugins.writeoff.models import Case
from tests.integration.test_desk_http import token_of
from tests.makers import make_record
from tools import templates
from tools.docs import renewed

# Files in, files out: nothing that the kind of database would change.
pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.sqlite]

#: Everything that may have a template; a section's new DOCX paper needs a specimen to be here.
NAMES = (
    "circulation.replacements",
    "fund.acceptance",
    "fund.discrepancy",
    "fund.stocktake",
    "fund.textbook_card",
    "fund.transfer",
    "periodicals.claim",
    "periodicals.order",
    "planning.plan",
    "writeoff.act",
    "writeoff.handover",
    "writeoff.transfer",
    "writeoff.waste",
)

#: DOCX papers whose blocks come and go with what is in them: no template fits all their shapes.
WITHOUT = {
    "acquisitions.givers",
    "acquisitions.handover",
    "acquisitions.order",
    "circulation.notebook",
    "circulation.raid",
    "debtors.list",
    "events.programme",
    "information.bulletin",
    "information.list",
    "readers.council",
    "readers.minutes",
    "readers.rules",
    "reports.diary",
    "reports.report",
}


def text_of(data: bytes) -> list[str]:
    """Return paragraphs and cells; empty paragraphs are only space."""
    word = Word(io.BytesIO(data))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return [one.text for one in word.paragraphs if one.text.strip()] + cells


def word_of(*paragraphs: str) -> bytes:
    word = Word()
    for one in paragraphs:
        word.add_paragraph(one)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def make_delivery(title: str = "Қазақ әдебиеті") -> Delivery:
    delivery = Delivery.create(
        document_no="15", supplier="«Ата & Ұл» <ЖШС>", source="transfer", fund="textbook"
    )
    record = make_record(title, kind="textbook", grade=7, city="Алматы", year=2024)
    deliveries.add_line(delivery, record, quantity="2", by_document="3", price="2310,50", by=None)
    return delivery


@pytest.fixture
def head(sign_in: Any) -> FlaskClient:
    return sign_in("head")


def post(head: FlaskClient, path: str, **values: Any) -> Any:
    """Post a form with its token, encoded here: the client would leave its file open."""
    values["csrf_token"] = token_of(head, "/documents/templates/fund.acceptance/")
    boundary, body = encode_multipart(values)
    kind = f"multipart/form-data; boundary={boundary}"
    return head.post(f"/documents/templates/{path}", data=body, content_type=kind)


def send(head: FlaskClient, name: str, spoken: str, data: bytes, file: str = "our.docx") -> Any:
    return post(head, f"{name}/{spoken}/", file=FileStorage(io.BytesIO(data), file))


def test_every_docx_paper_of_ours_can_be_replaced() -> None:
    known = {one.name for one in gather(hook.register_documents()) if "docx" in one.formats}

    assert {one.name for one in own_templates.kinds()} == set(NAMES)
    assert known - set(NAMES) == WITHOUT


@pytest.mark.parametrize("spoken", ["kk", "ru"])
@pytest.mark.parametrize("name", NAMES)
def test_our_starting_template_filled_in_is_our_paper(name: str, spoken: str) -> None:
    from core.renderers import RENDERERS

    start = own_templates.starter(name, spoken)
    own_templates.keep(name, spoken, "our.docx", start, by=None)

    kind = own_templates.kind_of(name)
    with force_locale(spoken):
        shown, english = specimen(kind)
        found = outline(shown, english)
        filled = fill_in(start, found.values, found.lists)
        ours = RENDERERS["docx"](shown)
    assert text_of(filled) == text_of(ours)


@pytest.mark.parametrize("name", NAMES)
def test_the_starting_template_holds_fields_and_no_data_of_the_specimen(name: str) -> None:
    start = " ".join(text_of(own_templates.starter(name, "kk")))

    assert "{{ date }}" in start or "{{ school }}" in start
    for words in ("Алгебра", "12001", "2450", "980,00", "Ғани", "20.10.2026", "20.08.2026"):
        assert words not in start


def test_a_specimen_leaves_nothing_behind() -> None:
    _specimens.clear()
    for name in NAMES:
        own_templates.fields(name, "kk")

    assert [one.select().count() for one in (Copy, Delivery, Case, JournalEntry)] == [0] * 4


@pytest.mark.parametrize("spoken", ["kk", "ru"])
def test_what_the_starting_template_prints_equals_ours(head: FlaskClient, spoken: str) -> None:
    delivery = make_delivery("Физика <7> & химия «Ә Ғ Қ Ң Ө Ұ Ү Һ І»")
    address = f"/documents/fund.transfer.docx?delivery={delivery.id}&lang={spoken}"
    ours = head.get(address).data
    start = head.get(f"/documents/templates/fund.transfer/{spoken}/starter.docx").data

    assert send(head, "fund.transfer", spoken, start).status_code == 303

    theirs = head.get(address).data
    assert own_templates.find("fund.transfer", spoken) is not None
    assert text_of(theirs) == text_of(ours)
    assert any("Физика <7> & химия «Ә Ғ Қ Ң Ө Ұ Ү Һ І»" in one for one in text_of(theirs))
    assert theirs != ours


def test_words_of_the_school_stand_on_its_paper_in_that_language_only(head: FlaskClient) -> None:
    settings.put({"school.director": "Сейітқызы Г."}, by=None)
    delivery = make_delivery()
    own = word_of(
        "ОРДАБАСЫ ЛИЦЕЙІ", "{{ director }}, {{ supplier }}, {{ amount }}", "{{ in_words }}"
    )
    assert send(head, "fund.acceptance", "kk", own).status_code == 303

    kk, ru = (
        text_of(head.get(f"/documents/fund.acceptance.docx?delivery={delivery.id}&lang={one}").data)
        for one in ("kk", "ru")
    )

    assert kk[0] == "ОРДАБАСЫ ЛИЦЕЙІ"
    assert kk[1] == "Сейітқызы Г., «Ата & Ұл» <ЖШС>, 4\u00a0621,00"
    assert kk[2] == "төрт мың алты жүз жиырма бір теңге 00 тиын"
    assert ru[0] == "Акт приёма"
    assert head.get(f"/documents/fund.acceptance.pdf?delivery={delivery.id}&lang=kk").data[:4] == (
        b"%PDF"
    )


def test_a_template_is_replaced_given_back_and_taken_away(head: FlaskClient) -> None:
    first, second = word_of("Бірінші {{ number }}"), word_of("Екінші {{ number }}")
    send(head, "fund.acceptance", "kk", first)
    send(head, "fund.acceptance", "kk", second)

    assert DocumentTemplate.select().count() == 1
    assert head.get("/documents/templates/fund.acceptance/kk/own.docx").data == second
    assert "the school's own" in head.get("/documents/templates/").text

    post(head, "fund.acceptance/kk/remove")

    assert DocumentTemplate.select().count() == 0
    assert head.get("/documents/templates/fund.acceptance/kk/own.docx").status_code == 404
    lines = [one.action for one in JournalEntry.select() if one.action.startswith("templates.")]
    assert sorted(lines) == ["templates.keep", "templates.keep", "templates.remove"]


def test_a_paper_without_a_part_of_the_specimen_still_comes_out(head: FlaskClient) -> None:
    """No copy is missing: our act of a check has no table then."""
    from plugins.fund.models import Stocktake

    start = own_templates.starter("fund.stocktake", "kk")
    own_templates.keep("fund.stocktake", "kk", "x.docx", start, by=None)
    check = Stocktake.create(fund="textbook")

    answer = head.get(f"/documents/fund.stocktake.docx?stocktake={check.id}&lang=kk")

    assert answer.status_code == 200
    assert "Қор" in " ".join(text_of(answer.data))


def test_the_page_says_why_it_was_refused(head: FlaskClient) -> None:
    unknown = send(head, "fund.acceptance", "kk", word_of("{{ shcool }}"))
    picture = send(head, "fund.acceptance", "ru", b"GIF89a", "cat.gif")
    nothing = post(head, "fund.acceptance/ru/")
    large = send(head, "fund.acceptance", "ru", b"0" * (2 * 1024 * 1024 + 1))

    assert unknown.status_code == 409
    assert "no such fields: shcool" in unknown.text
    assert "«cat.gif» is not a .docx file" in picture.text
    assert "Choose a .docx file." in nothing.text
    assert "larger than 2 MB" in large.text


@pytest.mark.parametrize(
    "address", ["none/", "fund.summary/", "fund.acceptance/en/starter.docx", "readers.cards/"]
)
def test_what_can_have_no_template_is_not_there(head: FlaskClient, address: str) -> None:
    assert head.get(f"/documents/templates/{address}").status_code == 404


def test_the_fields_are_listed_with_their_meaning(head: FlaskClient) -> None:
    page = head.get("/documents/templates/fund.acceptance/").text

    for words in ("{{ school }}", "{{ in_words }}", "{{ row.author_and_title }}", "2\u00a0450,00"):
        assert words in page
    assert "{%tr for row in rows %}" in page
    assert "{{ person.post }}" in page


def test_only_the_head_librarian_reaches_the_page(sign_in: Any) -> None:
    assert "/documents/templates/" in sign_in("head").get("/documents/").text
    assert "/documents/templates/" not in sign_in("librarian").get("/documents/").text


def test_the_manual_lists_the_fields_that_there_are() -> None:
    text = templates.PAGE.read_text("utf-8")

    assert renewed(text, "fields", templates.tables()) == text, "run 'make docs'"
