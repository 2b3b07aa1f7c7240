"""Stock-take: what each scan is, what is missing, while lending goes on."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core import clock
from plugins.circulation.models import Loan
from plugins.circulation.services import lend
from plugins.fund.errors import StocktakeEnded
from plugins.fund.models import Copy, Stocktake, StocktakeScan
from plugins.fund.services import stocktake as service
from plugins.fund.services import stocktake_results as results
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


def numbers(stocktake: Stocktake, kind: str) -> list[str]:
    return [one.number for one in results.lines(stocktake, kind, 100)]


def one_of_each() -> tuple[Stocktake, list[Copy]]:
    """Return a check of shelf 1 with a copy on each list of its result."""
    stocktake = begin(shelf="1-")
    more = {"shelf": "1-стеллаж", "price": Decimal("10.50")}
    copies = [make_copy(str(number), **more) for number in (1, 2, 3)]
    lend(copies[1], make_reader(), by=None)
    astray = make_copy("4", shelf="2-стеллаж", price=Decimal(7))
    gone = make_copy("5", withdrawn_on=date(2024, 6, 1), price=Decimal(3))
    for text in ("1", "1", "4", "4", "5", gone.code, "no such", "no such"):
        service.scan(stocktake, text, by=None)
    return stocktake, [*copies, astray, gone]


LISTS = {
    "present": ["1"],
    "on_loan": ["2"],
    "missing": ["3"],
    "misplaced": ["4"],
    "surplus": ["5", "no such"],
}


def test_each_thing_stands_on_one_list_once() -> None:
    stocktake, _copies = one_of_each()

    result = service.result(stocktake)

    assert {kind: numbers(stocktake, kind) for kind in results.KINDS} == LISTS
    assert result.copies == {kind: len(those) for kind, those in LISTS.items()}
    assert result.amounts == {
        "present": Decimal("10.50"),
        "on_loan": Decimal("10.50"),
        "missing": Decimal("10.50"),
        "misplaced": Decimal(7),
        "surplus": Decimal(3),
    }
    assert result.expected == 3


def test_the_result_stays_as_it_was_at_the_end() -> None:
    stocktake, copies = one_of_each()
    before = service.result(stocktake)
    service.end(stocktake, by=None)

    Loan.update(returned_at=clock.now()).execute()
    lend(copies[0], make_reader("Ахметова Айгүл"), by=None)
    Copy.update(withdrawn_on=clock.today()).where(Copy.id == copies[2].id).execute()
    make_copy("6", shelf="1-стеллаж")

    assert service.result(stocktake) == before
    assert {kind: numbers(stocktake, kind) for kind in results.KINDS} == LISTS
    assert [one.inventory_no for one in service.missing(stocktake)] == ["3"]


def test_an_empty_check_stays_empty() -> None:
    stocktake = begin(shelf="nowhere")
    service.end(stocktake, by=None)
    make_copy("1", shelf="nowhere")

    assert service.result(stocktake).expected == 0


def test_a_list_has_pages() -> None:
    stocktake = begin()
    for number in range(1, 8):
        make_copy(str(number))

    second = results.lines(stocktake, "missing", limit=3, offset=3)

    assert [one.number for one in second] == ["4", "5", "6"]
