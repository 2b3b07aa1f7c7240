"""What a stock-take did not find goes to one write-off, with one button."""

import threading

import pytest

from core.database import db
from plugins.circulation.services import lend
from plugins.fund.models import Stocktake
from plugins.fund.services import stocktake as checks
from plugins.writeoff import services
from plugins.writeoff.errors import NoneMayGo, NothingMissing, StocktakeGoesOn
from plugins.writeoff.models import Case, CaseCopy
from tests.makers import make_copy, make_reader
from tests.unit.writeoff.conftest import COMMISSION, MINUTES

pytestmark = pytest.mark.usefixtures("app")


def ended(*missing: str, found: str = "900") -> Stocktake:
    """Return an ended check of the main fund that found one copy and missed these."""
    stocktake = Stocktake.create(fund="main")
    for number in (*missing, found):
        make_copy(number)
    checks.scan(stocktake, found, by=None)
    checks.end(stocktake, by=None)
    return checks.get(stocktake.id)


def listed(case: Case) -> list[str]:
    rows = CaseCopy.select().where(CaseCopy.case == case).order_by(CaseCopy.id)
    return [one.inventory_no for one in rows]


def test_exactly_the_missing_copies_go_as_lost() -> None:
    case, taken = services.write_off_missing(ended("1", "2", "10"), by=None)

    assert listed(case) == ["1", "2", "10"]
    assert len(taken.added) == 3
    assert (case.fund, case.state, case.reason_kk) == ("main", "copies", "жоғалған")


def test_the_second_time_it_is_the_same_case() -> None:
    stocktake = ended("1", "2")
    case, _taken = services.write_off_missing(stocktake, by=None)

    again, taken = services.write_off_missing(stocktake, by=None)

    assert again == case
    assert (taken.added, taken.refused) == ([], [])
    assert Case.select().count() == 1


def test_copies_that_may_not_go_are_named() -> None:
    stocktake = ended("1", "2", "3")
    other = services.open_case("main", by=None)
    services.add_copies(other, [one for one in checks.missing(stocktake)][:1], by=None)
    lend(list(checks.missing(stocktake))[1], make_reader(), by=None)

    case, taken = services.write_off_missing(stocktake, by=None)

    assert listed(case) == ["3"]
    said = [str(one) for one in taken.refused]
    assert f"No. 1 is on the list of write-off No. {other.id}" in said[0]
    assert "No. 2" in said[1]


def test_if_none_may_go_no_case_is_opened() -> None:
    stocktake = ended("1")
    other = services.open_case("main", by=None)
    services.add_copies(other, list(checks.missing(stocktake)), by=None)

    with pytest.raises(NoneMayGo):
        services.write_off_missing(stocktake, by=None)

    assert list(Case.select()) == [other]


def test_a_case_given_up_can_be_opened_again() -> None:
    stocktake = ended("1")
    case, _taken = services.write_off_missing(stocktake, by=None)
    services.discard(case, by=None)

    again, _taken = services.write_off_missing(stocktake, by=None)

    assert listed(again) == ["1"]


def test_only_what_an_ended_one_misses() -> None:
    going_on = Stocktake.create(fund="main")
    with pytest.raises(StocktakeGoesOn):
        services.write_off_missing(going_on, by=None)
    with pytest.raises(NothingMissing):
        services.write_off_missing(ended(), by=None)


def test_two_presses_at_once_open_one_case() -> None:
    stocktake = ended("1", "2")
    seen: list[int] = []

    def press() -> None:
        try:
            seen.append(services.write_off_missing(stocktake, by=None)[0].id)
        finally:
            db.close()

    threads = [threading.Thread(target=press) for _one in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)

    assert len(seen) == 4
    assert len(set(seen)) == 1


def test_what_was_not_found_need_not_be_handed_over() -> None:
    case, _taken = services.write_off_missing(ended("1", "2"), by=None)
    services.close_list(case, by=None)
    services.set_commission(case, COMMISSION, **MINUTES, by=None)
    services.approve(case, by=None)

    services.close(case, by=None)

    assert case.state == "closed"
    assert [one.is_absent for one in CaseCopy.select()] == [True, True]
