"""Codes are read without a doubt, and what a keyboard layout did to them is undone."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.barcodes import (
    COMMANDS,
    LENGTH,
    Code,
    Kind,
    make_code,
    modules,
    read_code,
    read_isbn,
    repair_layout,
)

SERIALS = st.integers(1, 10**9 - 1)
KINDS = st.sampled_from(Kind)

#: What each key types: as on the keyboard, row by row (Windows and X11 agree).
KEYS = "1234567890-" + "QWERTYUIOP" + "ASDFGHJKL" + "ZXCVBNM"
KAZAKH = '"әіңғ,.үұқө' + "ЙЦУКЕНГШЩЗ" + "ФЫВАПРОЛД" + "ЯЧСМИТЬ"
RUSSIAN = "1234567890-" + "ЙЦУКЕНГШЩЗ" + "ФЫВАПРОЛД" + "ЯЧСМИТЬ"
LAYOUTS = [dict(zip(KEYS, typed, strict=True)) for typed in (KAZAKH, RUSSIAN)]


def typed(text: str, layout: dict[str, str]) -> str:
    return "".join(layout[key] for key in text)


@given(KINDS, SERIALS)
def test_a_code_reads_back(kind: Kind, serial: int) -> None:
    text = make_code(kind, serial)

    assert len(text) == LENGTH
    assert read_code(text) == Code(kind, serial, text)


@given(KINDS, SERIALS, st.integers(0, LENGTH - 1), st.integers(1, 9))
def test_a_slip_in_one_digit_is_refused(kind: Kind, serial: int, place: int, by: int) -> None:
    text = make_code(kind, serial)
    slipped = text[:place] + str((int(text[place]) + by) % 10) + text[place + 1 :]

    assert read_code(slipped) is None


@given(KINDS, SERIALS, st.integers(0, LENGTH - 2))
def test_two_digits_changed_about_are_refused(kind: Kind, serial: int, place: int) -> None:
    text = make_code(kind, serial)
    assume(text[place] != text[place + 1])
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]

    assert read_code(swapped) is None


@given(SERIALS)
def test_a_card_is_never_a_copy_or_a_command(serial: int) -> None:
    codes = [read_code(make_code(kind, serial)) for kind in Kind]

    assert [code.kind for code in codes if code] == list(Kind)


@pytest.mark.parametrize("serial", [0, -1, 10**9])
def test_a_number_without_a_place_in_a_code_is_refused(serial: int) -> None:
    with pytest.raises(ValueError, match="has no place"):
        make_code(Kind.COPY, serial)


@pytest.mark.parametrize("text", ["", "1042", "2" * 12, "9786010012349", "٢١" * 6, "२" * 12])
def test_what_is_no_code_of_ours_is_none(text: str) -> None:
    assert read_code(text) is None


@given(st.text(max_size=30))
def test_any_text_can_be_looked_at(text: str) -> None:
    code = read_code(text)

    assert code is None or text == make_code(code.kind, code.serial)
    assert read_isbn(text) is None or len(str(read_isbn(text))) == 13
    assert isinstance(repair_layout(text), str)


def test_the_commands_keep_the_codes_that_are_printed_already() -> None:
    assert {name: one.code for name, one in COMMANDS.items()} == {
        "yes": "290000000018",
        "take_back_only": "290000000025",
        "cancel": "290000000039",
        "undo": "290000000041",
        "close_reader": "290000000056",
        "absent": "290000000060",
        "skip": "290000000073",
    }


@pytest.mark.parametrize("layout", LAYOUTS, ids=["kazakh", "russian"])
@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_a_code_is_repaired(key: str, layout: dict[str, str]) -> None:
    # Between letters, as alone a key may be a word: «"» is what one types for 1, and a mark.
    meant = f"AB{key}"

    assert repair_layout(typed(meant, layout)) == meant
    assert repair_layout(typed(meant, layout).swapcase()) == meant


@pytest.mark.parametrize("layout", LAYOUTS, ids=["kazakh", "russian"])
@given(kind=KINDS, serial=SERIALS, is_shouted=st.booleans())
def test_a_garbled_code_is_repaired(
    layout: dict[str, str], kind: Kind, serial: int, is_shouted: bool
) -> None:
    meant = make_code(kind, serial)
    garbled = typed(meant, layout)

    assert repair_layout(garbled.upper() if is_shouted else garbled) == meant
    assert repair_layout(meant) == meant


@pytest.mark.parametrize(
    ("garbled", "meant"),
    [
        ("ұүө,қ", "98-60"),
        ("дши-2026-00123", "LIB-2026-00123"),
        ('ДШИөәқә,өққ"әі', "LIB-2026-00123"),
        ("қү_қ", "қү_қ"),
        ("08044291-Ч", "08044291-X"),
        ("2026_1", "2026_1"),
    ],
)
def test_old_numbers_with_letters_survive(garbled: str, meant: str) -> None:
    assert repair_layout(garbled) == meant


@pytest.mark.parametrize(
    "text",
    [
        "1042",
        "LIB-2026-1",
        "O.K.",
        "a,b",
        "Б-12/3",
        "Абай",
        "7 «Ә»",
        "Абай жолы",
        "978-601-00-1",
        "",
    ],
)
def test_what_nothing_garbled_stays_as_it_is(text: str) -> None:
    assert repair_layout(text) == text


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        ("978-0-306-40615-7", "9780306406157"),
        ("9780306406157", "9780306406157"),
        ("0-306-40615-2", "9780306406157"),
        (" 080442957X ", "9780804429573"),
        ("9780306406158", None),
        ("1042", None),
    ],
)
def test_an_isbn_is_thirteen_digits_however_it_is_written(text: str, isbn: str | None) -> None:
    assert read_isbn(text) == isbn


def test_bars_begin_and_end_black_and_pack_two_digits_in_a_sign() -> None:
    bars = modules(make_code(Kind.COPY, 1))

    assert set(bars) == {"0", "1"}
    assert bars[0] == bars[-1] == "1"
    assert len(bars) == 11 * (1 + 6 + 1) + 13
