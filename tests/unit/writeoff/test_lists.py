"""The list of a case: what comes on it, and what is refused with its reason."""

import pytest

from core import settings
from plugins.circulation.services import lend
from plugins.fund.errors import BadNumber, CopyWithdrawn, UnknownCopy
from plugins.fund.services import withdraw
from plugins.writeoff import services
from plugins.writeoff.errors import (
    AlreadyOnList,
    CopyMustStay,
    NoCopiesFound,
    OnAnotherList,
    OtherFund,
    TooManyCopies,
)
from plugins.writeoff.models import CaseCopy
from tests.makers import MONDAY, make_copy, make_reader, make_record
from tests.unit.writeoff.conftest import reason

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def case():
    """A case of the textbook fund whose list is being made."""
    made = services.open_case("textbook", by=None)
    return services.set_basis(made, reason(), by=None)


def test_a_barcode_a_number_and_a_garbled_number_name_the_same_kind_of_thing(case) -> None:
    first, second, third = (make_copy(number, fund="textbook") for number in ("10021", "A-22", "7"))

    for text in (first.code, "Ф-22", f" {third.inventory_no} "):
        services.add_numbers(case, text, by=None)

    listed = {row.inventory_no for row in CaseCopy.select()}
    assert listed == {first.inventory_no, second.inventory_no, third.inventory_no}


def test_a_range_takes_what_there_is_and_says_what_there_is_not(case) -> None:
    for number in ("0101", "0102", "0104"):
        make_copy(number, fund="textbook")

    taken = services.add_numbers(case, "0101-0104; 0200", by=None)

    assert [one.inventory_no for one in taken.added] == ["0101", "0102", "0104"]
    assert [type(one) for one in taken.refused] == [UnknownCopy, UnknownCopy]


def test_a_number_with_a_hyphen_is_first_taken_for_itself(case) -> None:
    make_copy("12-15", fund="textbook")

    taken = services.add_numbers(case, "12-15", by=None)

    assert [one.inventory_no for one in taken.added] == ["12-15"]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("404", UnknownCopy),
        ("абв", BadNumber),
        (" , ;", NoCopiesFound),
        ("1-9999" + "9", TooManyCopies),
    ],
)
def test_what_names_no_copy_is_refused(case, text, refusal) -> None:
    if refusal is TooManyCopies:
        text = "10000-99999"

    with pytest.raises(refusal):
        services.add_numbers(case, text, by=None)


def test_a_lent_copy_is_refused_with_who_has_it(case) -> None:
    copy = make_copy("1", fund="textbook")
    lend(copy, make_reader("Әлібек Нұрасыл"), by=None, at=MONDAY)

    with pytest.raises(CopyMustStay, match="Әлібек Нұрасыл"):
        services.add_numbers(case, "1", by=None)

    assert not CaseCopy.select().exists()


def test_of_several_the_lent_one_is_left_out_and_named(case) -> None:
    copies = [make_copy(str(number), fund="textbook") for number in (1, 2, 3)]
    lend(copies[1], make_reader("Әлібек Нұрасыл"), by=None, at=MONDAY)

    taken = services.add_numbers(case, "1-3", by=None)

    assert [one.inventory_no for one in taken.added] == ["1", "3"]
    assert "Әлібек Нұрасыл" in str(taken.refused[0])


def test_a_copy_stands_on_one_open_list(case) -> None:
    make_copy("1", fund="textbook")
    other = services.open_case("textbook", by=None)
    services.add_numbers(other, "1", by=None)

    with pytest.raises(OnAnotherList):
        services.add_numbers(case, "1", by=None)


def test_a_second_scan_says_that_the_copy_is_there(case) -> None:
    make_copy("1", fund="textbook")
    services.add_numbers(case, "1", by=None)

    with pytest.raises(AlreadyOnList):
        services.add_numbers(case, "1", by=None)

    assert CaseCopy.select().count() == 1


def test_the_funds_never_mix(case) -> None:
    make_copy("1", fund="main")

    with pytest.raises(OtherFund):
        services.add_numbers(case, "1", by=None)


def test_a_copy_that_has_gone_cannot_go_again(case) -> None:
    copy = make_copy("1", fund="textbook")
    withdraw([copy], on=MONDAY.date(), by=None)

    with pytest.raises(CopyWithdrawn):
        services.add_numbers(case, "1", by=None)


def test_old_textbooks_are_found_by_edition_or_delivery(case, monkeypatch) -> None:
    monkeypatch.setattr("core.clock.now", lambda: MONDAY)
    for title, kind, fund, year in (
        ("Ескі", "textbook", "textbook", 2021),
        ("Жаңа", "textbook", "textbook", 2022),
        ("Жылсыз", "textbook", "textbook", None),
        ("Көркем", "book", "textbook", 1999),
        ("Негізгі", "textbook", "main", 1999),
    ):
        make_copy(record=make_record(title, kind=kind, year=year), fund=fund)

    taken = services.add_old_textbooks(case, by=None)

    assert {row.copy.record.title for row in taken.added} == {"Ескі", "Жылсыз"}
    with pytest.raises(NoCopiesFound):
        services.add_old_textbooks(case, by=None)


def test_the_school_sets_the_term_of_use(case, monkeypatch) -> None:
    monkeypatch.setattr("core.clock.now", lambda: MONDAY)
    make_copy(record=make_record("Ескі", kind="textbook", year=2022), fund="textbook")
    settings.put({"writeoff.textbook_years": 4}, by=None)

    assert len(services.add_old_textbooks(case, by=None).added) == 1


def test_a_copy_can_be_taken_off_the_list(case) -> None:
    make_copy("1", fund="textbook")
    [row] = services.add_numbers(case, "1", by=None).added

    assert services.remove(case, [row.id], by=None) == 1
    assert services.remove(case, [row.id], by=None) == 0
    assert len(services.add_numbers(case, "1", by=None).added) == 1
