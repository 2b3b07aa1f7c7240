"""Stock-take: what each scan is, what is missing, while lending goes on."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core import clock
from plugins.circulation.services import lend
from plugins.fund.errors import StocktakeEnded
from plugins.fund.models import Copy, Stocktake, StocktakeScan
from plugins.fund.services import stocktake as service
from tests.makers import make_copy, make_reader, make_record

pytestmark = pytest.mark.usefixtures("app")


def begin(**more: Any) -> Stocktake:
    return Stocktake.create(**{"fund": "main"} | more)


def test_each_scan_is_answered() -> None:
    stocktake = begin(shelf="1-")
    here = make_copy("101", shelf="1-стеллаж")
    elsewhere = make_copy("102", shelf="2-стеллаж")
    lent = make_copy("103", shelf="1-стеллаж")
    lend(lent, make_reader("Әлібек Нұрасыл"), by=None)
    gone = make_copy("104", shelf="1-стеллаж", withdrawn_on=date(2024, 6, 1))
    textbook = make_copy("105", shelf="1-стеллаж", fund="textbook")

    kinds = {
        one.inventory_no: service.scan(stocktake, one.code, by=None)
        for one in (here, elsewhere, lent, gone, textbook)
    }

    assert {number: one.kind for number, one in kinds.items()} == {
        "101": "present",
        "102": "misplaced",
        "103": "on_loan",
        "104": "gone",
        "105": "other",
    }
    assert "2-стеллаж" in kinds["102"].sentence
    assert "Әлібек Нұрасыл" in kinds["103"].sentence
    assert "01.06.2024" in kinds["104"].sentence
    assert service.scan(stocktake, "101", by=None).kind == "again"
    assert service.scan(stocktake, "no such", by=None).kind == "unknown"
    assert Copy.get(Copy.id == gone.id).withdrawn_on == date(2024, 6, 1)


def test_a_code_garbled_by_the_keyboard_is_understood() -> None:
    stocktake, copy = begin(), make_copy("101")
    kazakh = dict(zip("1234567890", '"әіңғ,.үұқ', strict=True))

    garbled = "".join(kazakh[digit] for digit in copy.code)

    assert service.scan(stocktake, garbled, by=None).kind == "present"


def test_the_result_is_counted_from_the_scans() -> None:
    record = make_record("Абай жолы", bbk="84(5Қаз)")
    copies = [
        make_copy(str(number), record=record, price=Decimal("10.50")) for number in range(1, 6)
    ]
    make_copy("900", fund="textbook")
    stocktake = begin(prefix="84", first_no="1", last_no="5")
    lend(copies[0], make_reader(), by=None)

    for one in copies[1:3]:
        service.scan(stocktake, one.code, by=None)
    service.scan(stocktake, copies[1].code, by=None)
    found = service.result(stocktake)

    assert (found.expected, found.present, found.out, found.missing) == (5, 2, 1, 2)
    assert found.missing_amount == Decimal("21.00")
    assert [one.inventory_no for one in service.missing(stocktake)] == ["4", "5"]


def test_numbers_go_in_their_natural_order() -> None:
    for number in ("2", "9", "10", "100"):
        make_copy(number)

    assert service.result(begin(first_no="3", last_no="20")).expected == 2


def test_an_ended_one_takes_no_scan() -> None:
    stocktake, copy = begin(), make_copy()
    service.end(stocktake, by=None)

    with pytest.raises(StocktakeEnded):
        service.scan(stocktake, copy.code, by=None)
    with pytest.raises(StocktakeEnded):
        service.end(stocktake, by=None)
    assert Stocktake.get().ended_on == clock.today()
    assert StocktakeScan.select().count() == 0


def test_a_collectors_file_is_read_line_by_line() -> None:
    stocktake = begin()
    copies = [make_copy() for _one in range(3)]

    lines = [copies[0].code, "", copies[1].inventory_no, copies[0].code, "???"]
    counts = service.scan_many(stocktake, lines, by=None)

    assert counts == {"present": 2, "again": 1, "unknown": 1}
    assert service.result(stocktake).missing == 1
