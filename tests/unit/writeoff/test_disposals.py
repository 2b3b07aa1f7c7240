"""What became of the books: every copy has one end, and the case closes after the last."""

from datetime import date
from decimal import Decimal

import pytest

from plugins.fund.services import control
from plugins.writeoff import queries, services
from plugins.writeoff.errors import (
    ActApproved,
    CopiesLeft,
    DetailMissing,
    FateKnown,
    NoCopiesFound,
    NotOnAct,
    ReceiptMissing,
    WrongWeight,
)
from plugins.writeoff.models import CaseCopy
from tests.makers import make_copy

pytestmark = pytest.mark.usefixtures("app")

RECEIPT = {"receipt_no": "77", "receipt_on": date(2026, 10, 28)}


def numbers(case, start=0, end=None) -> str:
    return ", ".join(row.inventory_no for row in queries.rows_of(case)[start:end])


def test_a_classroom_gets_some_and_the_rest_is_waste_paper(make_case) -> None:
    case = make_case("approved", books=5)

    room = services.dispose(
        case, "classroom", numbers(case, 0, 2), room="Физика, 214", teacher="Оспанов Т.", by=None
    )
    waste = services.dispose(case, "waste", kg="12,5", price="30", **RECEIPT, by=None)
    services.close(case, by=None)

    assert [count for _one, count in queries.disposals(case)] == [2, 3]
    assert (waste.kg, waste.amount) == (Decimal("12.5"), Decimal("375.00"))
    assert [row.inventory_no for row in queries.rows_of_disposal(room)] == numbers(
        case, 0, 2
    ).split(", ")
    assert case.state == "closed"
    assert all(one.difference == 0 for one in control())


def test_a_copy_has_one_end(make_case) -> None:
    case = make_case("approved")
    one = numbers(case, 0, 1)
    services.dispose(case, "transfer", one, to_school="№ 5 мектеп", by=None)

    with pytest.raises(FateKnown):
        services.dispose(case, "classroom", one, room="214", teacher="Ли Н.", by=None)

    assert queries.left(case) == 2


def test_only_copies_of_the_act_are_handed_over(make_case) -> None:
    case = make_case("approved")
    stranger = make_copy("999")

    for text in (stranger.inventory_no, "888"):
        with pytest.raises(NotOnAct):
            services.dispose(case, "transfer", text, to_school="№ 5 мектеп", by=None)

    assert queries.disposals(case) == []


@pytest.mark.parametrize(
    ("kind", "details", "refusal"),
    [
        ("classroom", {"room": "214"}, DetailMissing),
        ("classroom", {"teacher": "Ли Н."}, DetailMissing),
        ("transfer", {"to_school": " "}, DetailMissing),
        ("burning", {}, DetailMissing),
        ("waste", {"kg": "", "price": "25"}, WrongWeight),
        ("waste", {"kg": "-3", "price": "25"}, WrongWeight),
        ("waste", {"kg": "NaN", "price": "25"}, WrongWeight),
        ("waste", {"kg": "1e9", "price": "25"}, WrongWeight),
    ],
)
def test_a_paper_that_lacks_something_is_refused(make_case, kind, details, refusal) -> None:
    case = make_case("approved")

    with pytest.raises(refusal):
        services.dispose(case, kind, **details, by=None)

    assert queries.left(case) == 3


def test_nothing_is_left_to_hand_over_twice(make_case) -> None:
    case = make_case("approved")
    services.dispose(case, "transfer", to_school="№ 5 мектеп", by=None)

    with pytest.raises(NoCopiesFound):
        services.dispose(case, "transfer", to_school="№ 6 мектеп", by=None)


def test_a_case_with_copies_left_stays_open(make_case) -> None:
    case = make_case("approved")

    with pytest.raises(CopiesLeft) as refusal:
        services.close(case, by=None)

    assert refusal.value.facts == {"count": 3}


@pytest.mark.parametrize("given", [{}, {"receipt_no": "7"}])
def test_waste_paper_needs_its_receipt(make_case, given) -> None:
    case = make_case("approved")
    waste = services.dispose(case, "waste", kg="10", price="25", **given, by=None)
    with pytest.raises(ReceiptMissing):
        services.close(case, by=None)
    with pytest.raises(DetailMissing):
        services.set_receipt(waste, kg="10", price="25", by=None)

    services.set_receipt(waste, kg="9,8", price="25", account="KZ12", **RECEIPT, by=None)
    services.close(case, by=None)

    assert (waste.amount, waste.account, case.state) == (Decimal("245.00"), "KZ12", "closed")


def test_only_waste_paper_has_a_receipt(make_case) -> None:
    case = make_case("approved")
    room = services.dispose(case, "classroom", room="214", teacher="Ли Н.", by=None)

    with pytest.raises(DetailMissing):
        services.set_receipt(room, kg="1", price="1", **RECEIPT, by=None)


def test_nothing_of_a_closed_case_changes(make_case) -> None:
    case = make_case("closed")
    [(waste, _count)] = queries.disposals(case)

    with pytest.raises(ActApproved):
        services.set_receipt(waste, kg="1", price="1", **RECEIPT, by=None)
    with pytest.raises(ActApproved):
        services.dispose(case, "transfer", to_school="№ 5 мектеп", by=None)

    assert {row.fate for row in CaseCopy.select()} == {"waste"}
