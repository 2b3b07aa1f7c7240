"""What the desk makes of what was scanned or typed: codes, numbers, names, slips."""

from collections.abc import Callable

import pytest

from tests.makers import make_copy, make_loan, make_reader, make_record
from tests.unit.circulation.conftest import Desk


def test_an_unknown_code_is_said_to_be_unknown(desk: Desk) -> None:
    answer = desk("999999")

    assert (answer.kind, answer.code, answer.status) == ("unknown", "unknown_code", 404)


def test_an_unknown_reader_is_said_to_be_unknown(desk: Desk) -> None:
    answer = desk(make_copy().code, "424242")

    assert (answer.kind, answer.code) == ("unknown", "unknown_card")


def test_a_slip_in_a_code_is_never_another_copy(desk: Desk) -> None:
    copy = make_copy()
    slip = copy.code[:-1] + str((int(copy.code[-1]) + 1) % 10)

    assert desk(slip).kind == "unknown"


@pytest.mark.parametrize("shift", [str, str.upper], ids=["plain", "capitals"])
def test_a_code_garbled_by_the_kazakh_layout_is_repaired(
    desk: Desk, shift: Callable[[str], str]
) -> None:
    copy, reader = make_copy(), make_reader()
    garbled = copy.code.translate(str.maketrans("1234567890", '"әіңғ,.үұқ'))

    answer = desk(shift(garbled), reader)

    assert answer.kind == "lent"


def test_an_inventory_number_typed_by_hand_is_that_copy(desk: Desk) -> None:
    make_copy("18432")

    answer = desk("18432", make_reader())

    assert answer.kind == "lent"
    assert answer.copy
    assert answer.copy["inventory_no"] == "18432"


def test_a_card_number_typed_by_hand_is_that_reader(desk: Desk) -> None:
    reader = make_reader(card_no=2074)

    answer = desk("2074")

    assert answer.kind == "reader"
    assert answer.reader
    assert answer.reader["card"] == reader.card_no


def test_an_isbn_shows_the_edition_and_its_copies(desk: Desk) -> None:
    record = make_record(isbn="9786012005349")
    make_copy(record=record)
    make_loan(make_copy(record=record))

    answer = desk("9786012005349", make_reader("Серік Айзере"))

    assert answer.kind == "edition"
    assert answer.more["edition"]["copies"] == 2
    assert answer.more["edition"]["free"] == 1


def test_a_name_offers_the_readers_who_bear_it(desk: Desk) -> None:
    make_reader("Әлібек Нұрасыл")
    make_reader("Серік Айзере")

    answer = desk("алибек")

    assert answer.kind == "choice"
    assert [one["name"] for one in answer.more["readers"]] == ["Әлібек Нұрасыл"]


def test_a_code_too_long_to_be_one_is_unknown(desk: Desk) -> None:
    assert desk("9" * 5000).kind == "unknown"


@pytest.mark.parametrize("text", ["", " ", '"', "*", "AND", "'; DROP TABLE x", "\x00", "%", "-"])
def test_raw_text_is_unknown_and_breaks_nothing(desk: Desk, text: str) -> None:
    assert desk(text).kind in ("unknown", "choice")


def test_the_layouts_garble_no_code_into_another(desk: Desk) -> None:
    copy, reader = make_copy(), make_reader()
    kazakh = str.maketrans("1234567890", '"әіңғ,.үұқ')

    answers = [desk(one.translate(kazakh)) for one in (reader.code, copy.code)]

    assert [one.kind for one in answers] == ["reader", "copy"]


@pytest.mark.parametrize("card", ["9" * 60, "٣٣", "a|b", "\x00", "-1", "0"])
def test_a_card_that_is_none_is_unknown(desk: Desk, card: str) -> None:
    answer = desk(make_copy().code, card)

    assert answer.kind == ("unknown" if card.strip("\x00") else "copy")
