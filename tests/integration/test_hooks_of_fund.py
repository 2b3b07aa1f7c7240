"""Every question about copies that the fund and the write-off ask, and its answer."""

import io
from datetime import date

import openpyxl
import pytest
from flask.testing import FlaskClient

from core import clock
from core.answers import Fact, Step
from plugins.circulation.errors import CopyHeld
from plugins.circulation.services import replacements
from plugins.fund import services as fund
from plugins.fund.errors import CopyBlocked
from plugins.fund.models import Copy, Delivery, Stocktake
from plugins.fund.services import deliveries, inventory
from plugins.fund.services import stocktake as checks
from plugins.writeoff import services as writeoff
from tests.integration.probing import WORDS, Answering, about, answering
from tests.makers import make_copy, make_record, make_replacement

__all__ = ["answering"]


@about("copy_blockers")
def test_why_a_copy_stays(answering: Answering) -> None:
    answering(copy_blockers=lambda copy: [WORDS])

    with pytest.raises(CopyBlocked, match=WORDS):
        fund.withdraw([make_copy()], on=clock.today(), by=None)


@about("copies_out")
def test_which_copies_are_out(answering: Answering, librarian: FlaskClient) -> None:
    here, out = make_copy("70001"), make_copy("70002")
    answering(copies_out=lambda: Copy.select(Copy.id).where(Copy.id == out.id))

    page = librarian.get("/fund/copies/?preset=here").text

    assert here.inventory_no in page
    assert out.inventory_no not in page


@about("copies_out_on")
def test_which_copies_were_out_on_a_day(answering: Answering) -> None:
    make_copy()
    out = make_copy()
    answering(copies_out_on=lambda on: Copy.select(Copy.id).where(Copy.id == out.id))

    [main] = [one for one in fund.control(date(2026, 9, 1)) if one.fund == "main"]

    assert (main.on_shelves, main.out) == (1, 1)


@about("copy_states")
def test_where_a_copy_is(answering: Answering, librarian: FlaskClient) -> None:
    make_copy()
    answering(copy_states=lambda copy_ids: {one: Fact("", WORDS, tone="warn") for one in copy_ids})

    assert WORDS in librarian.get("/fund/copies/").text


@about("copy_notes")
def test_what_the_inventory_book_notes(answering: Answering) -> None:
    delivery = Delivery.create(fund="main")
    deliveries.add_line(delivery, make_record(), quantity=2, price="10", by=None)
    deliveries.accept(delivery, by=None)
    answering(copy_notes=lambda copy_ids: {copy_ids[1]: WORDS})

    [page] = inventory.pages(inventory.whole("main", "inventory"))

    assert [one.note for one in page.lines] == ["", WORDS]


@about("copies_lost")
def test_which_copies_are_lost_for_good(answering: Answering) -> None:
    make_copy()
    lost = make_copy()
    answering(copies_lost=lambda first, last: Copy.select(Copy.id).where(Copy.id == lost.id))

    taken = writeoff.add_lost(writeoff.open_case("main", by=None), by=None)

    assert [one.copy_id for one in taken.added] == [lost.id]


@about("shelf_blockers")
def test_why_a_found_copy_may_not_go_back(answering: Answering) -> None:
    row = make_replacement()
    answering(shelf_blockers=lambda copy: [WORDS])

    with pytest.raises(CopyHeld, match=WORDS):
        replacements.find_again(row, by=None)


@about("reason_words")
def test_a_reason_in_the_language_of_the_paper(
    answering: Answering, librarian: FlaskClient
) -> None:
    fund.withdraw([make_copy()], on=clock.today(), by=None, document="Акт № 1", reason="probe")
    answering(reason_words=lambda reason: WORDS if reason == "probe" else None)

    answer = librarian.get(
        f"/documents/fund.summary.xlsx?fund=main&year={clock.today().year}&lang=kk"
    )
    book = openpyxl.load_workbook(io.BytesIO(answer.data))

    assert WORDS in [cell for sheet in book for row in sheet.values for cell in row]


@about("stocktake_steps")
def test_what_follows_a_stocktake(answering: Answering, librarian: FlaskClient) -> None:
    stocktake = Stocktake.create(fund="main")
    answering(stocktake_steps=lambda stocktake: [Step(WORDS, "/probe", "check")])
    address = f"/fund/stocktakes/details/?id={stocktake.id}"
    assert WORDS not in librarian.get(address).text

    checks.end(stocktake, by=None)

    assert WORDS in librarian.get(address).text
