"""Files of MARC are read however they are written, and what is broken is passed over."""

import io
import random
import re
import unicodedata

import pytest
from pymarc import MARCReader
from pymarc.marc8 import marc8_to_unicode

from plugins.exchange.errors import EmptyFile, NotMarc, XmlWithDoctype
from plugins.exchange.services.mapping.description import text_of
from plugins.exchange.services.marc import charsets, files, marc8, xml
from plugins.exchange.services.marc.fields import MARC21, UNIMARC, Marc
from plugins.exchange.services.marc.pieces import Piece
from tests.unit.exchange import marcs

TITLES = [
    "Война и мир",
    "Детство",
    "История древнего мира",
    "Ёлка",
    "АЛГЕБРА И НАЧАЛА АНАЛИЗА",
    "Сто лет одиночества",
]


def read(data: bytes, **more: bool | str) -> list[Piece]:
    return list(files.read(io.BytesIO(data), **more))  # type: ignore[arg-type]


def titles(pieces: list[Piece]) -> list[str]:
    return [
        one.marc.first("200" if one.marc.dialect == UNIMARC else "245", "a")
        for one in pieces
        if one.marc is not None
    ]


def whys(pieces: list[Piece]) -> list[tuple[int, int, str]]:
    return [(one.number, one.offset, str(one.why)) for one in pieces if one.marc is None]


@pytest.mark.parametrize("letters", ["utf-8", "windows-1251", "cp866", "koi8-r"])
@pytest.mark.parametrize("title", TITLES)
def test_one_record_alone_is_enough_to_know_its_letters(title: str, letters: str) -> None:
    found = read(marcs.rusmarc(title, letters))

    assert titles(found) == [title]
    assert found[0].letters == letters


def test_records_of_four_programs_in_one_file_are_all_read() -> None:
    ways = ["utf-8", "cp866", "windows-1251", "koi8-r"] * 5
    data = b"".join(
        marcs.rusmarc(f"{title} {number}", way)
        for number, (title, way) in enumerate(zip(TITLES * 4, ways, strict=False))
    )

    found = read(data)

    assert [one.letters for one in found] == ways
    assert titles(found)[:2] == ["Война и мир 0", "Детство 1"]


def test_the_kazakh_windows_is_known_by_its_letters() -> None:
    data = marcs.rusmarc("Қазақ тілі мен әдебиеті: оқулық", "kz1048", author="Әуезов")

    found = read(data)

    assert titles(found) == ["Қазақ тілі мен әдебиеті: оқулық"]
    assert found[0].marc
    assert found[0].marc.first("700", "a") == "Әуезов"


def test_a_leader_that_lies_about_utf8_is_not_believed() -> None:
    fields = [("245", "10$aДетство и отрочество"), ("008", " " * 40)]

    lies = read(marcs.marc21(fields, "windows-1251", says_utf8=True))
    hides = read(marcs.marc21(fields, "utf-8", says_utf8=False))

    assert titles(lies) == titles(hides) == ["Детство и отрочество"]


def test_one_field_in_other_letters_does_not_spoil_the_record() -> None:
    note = "Книга о степи и людях".encode("windows-1251")

    found = read(marcs.rusmarc("Абай жолы", "utf-8", ("300", b"  \x1fa" + note)))

    assert titles(found) == ["Абай жолы"]
    assert found[0].marc
    assert found[0].marc.first("300", "a") == "Книга о степи и людях"


def test_a_letter_cut_in_two_loses_itself_alone() -> None:
    cut = "Повесть о степи".encode()[:-1]

    found = read(marcs.rusmarc("Абай жолы", "utf-8", ("300", b"  \x1fa" + cut)))

    assert found[0].marc
    assert found[0].marc.first("300", "a") == "Повесть о степ"


def test_cyrillic_escapes_of_marc8_become_letters() -> None:
    record = marcs.marc21(
        [
            ("008", "020805s2002    ru            000 0 rus  "),
            ("100", b"1 \x1fa" + marcs.marc8("Толстой, Лев")),
            ("245", b"10\x1fa" + marcs.marc8("Война и мир /") + b"\x1fc" + marcs.marc8("Лев")),
            ("260", b"  \x1faMoskva, \xebt\xecs \xe6i"),
            ("500", b"  \x1fa\x1b)N\xd7\xcf\xca\xce\xc1 \x1b)Ecafe\xe2e &#x049B;"),
        ]
    )

    found = read(record)

    assert found[0].letters == "marc-8"
    assert found[0].marc
    assert found[0].marc.dialect == MARC21
    assert found[0].marc.first("100", "a") == "Толстой, Лев"
    assert titles(found) == ["Война и мир /"]
    assert found[0].marc.first("500", "a").startswith("война")
    assert found[0].marc.first("500", "a").endswith("қ")


#: The marks of ANSEL, which stand before their letters.
_ANSEL = dict(zip("\u0300\u0301\u0302\u0303\u0308\u0327", b"\xe1\xe2\xe3\xe4\xe8\xf0", strict=True))


def ansel(text: str) -> bytes:
    """Return Latin letters as MARC-8 has them."""
    parted = re.sub("([a-zA-Z])([\u0300-\u0327])", r"\2\1", unicodedata.normalize("NFD", text))
    return bytes([_ANSEL.get(sign) or ord(sign) for sign in parted])


@pytest.mark.parametrize("letters", ["marc-8", "cp1252"])
@pytest.mark.parametrize(
    "title",
    [
        "De la solitude à la communauté",
        "L'été dernier à la forêt, les élèves ont créé une bibliothèque",
        "Das Märchen für jüngere Schüler",
        "La canción más pequeña, años después",
        "São Paulo: edições e coleções, mãe e irmão",
        "La città è bella perché c'è libertà",
    ],
)
def test_latin_letters_with_marks_are_told_from_those_of_windows(title: str, letters: str) -> None:
    written = ansel(title) if letters == "marc-8" else title.encode(letters)
    found = read(marcs.marc21([("245", b"10\x1fa" + written)]))

    assert (titles(found), found[0].letters) == ([title], letters)


def test_marc8_is_read_as_pymarc_reads_it() -> None:
    dice = random.Random(7)
    marks = [bytes([one]) for one in (0xE1, 0xE2, 0xE8, 0xEB, 0xEC, 0xA1, 0xB1, 0xC3)]
    basic = [b"\x1b(Nabv", b"\x1b(B"]
    for _ in range(300):
        parts = dice.choices([*marks, b"a", b"e", b"S", b" ", *basic], k=dice.randrange(1, 8))
        data = b"".join(parts) + b"\x1b(Bx"

        assert marc8.decode(data).split() == marc8_to_unicode(data, True).split(), data


def test_extended_cyrillic_is_known_in_both_halves() -> None:
    assert marc8.decode(b"\x1b(N\x1b(QD\x1b(NLKA\x1b(B") == "ёлка"
    assert marc8.decode(b"\x1b)Q\xc4\x1b)N\xcc\xcb\xc1 x") == "ёлка x"


def test_signs_for_sorting_and_controls_do_not_reach_a_title() -> None:
    in_one_byte = marcs.iso2709(
        [("200", b"1 \x1fa\x88The \x89Book\x01 of \xe2\xf0\xe5\xec\xe5\xed\xe0")]
    )
    in_utf8 = marcs.rusmarc("\u0098Le \u009cpetit prince", author="Exupery")

    one, other = titles(read(in_one_byte))[0], titles(read(in_utf8))[0]

    assert text_of(one) == "The Book of времена"
    assert text_of(other) == "Le petit prince"


def test_letters_are_composed() -> None:
    found = read(marcs.rusmarc("Й".encode().decode() + "гра и\u0306", "utf-8"))

    assert titles(found) == ["Йгра й"]


GOOD = [marcs.rusmarc(title, "windows-1251") for title in TITLES]


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (b"09999" + GOOD[1][5:], "Its length is 9999 bytes by the leader"),
        (b"00050" + GOOD[1][5:], "Its length is 50 bytes by the leader"),
        (GOOD[1][:30] + b"xyz" + GOOD[1][33:], "Its directory cannot be read."),
        (marcs.LEADERLESS + GOOD[1][12:], "Its leader cannot be read."),
        (GOOD[1][:12] + b"99999" + GOOD[1][17:], "Its directory cannot be read."),
        (GOOD[1][:-1], "It is cut off: its end is missing."),
        (GOOD[1][:150], "It is cut off: its end is missing."),
        (b"<html>nothing here</html>", "These 25 bytes are no record."),
    ],
)
def test_a_broken_record_is_passed_over_with_place_and_reason(broken: bytes, why: str) -> None:
    found = read(GOOD[0] + broken + GOOD[2] + GOOD[3])

    assert titles(found) == [TITLES[0], TITLES[2], TITLES[3]]
    ((number, offset, said),) = whys(found)
    assert (number, offset) == (2, len(GOOD[0]))
    assert said.startswith(why)


def test_a_file_cut_in_its_last_record_gives_all_before_it() -> None:
    found = read(b"".join(GOOD)[:-40])

    assert titles(found) == TITLES[:-1]
    assert len(whys(found)) == 1


def test_line_ends_and_marks_between_records_are_nothing() -> None:
    data = b"\xef\xbb\xbf" + b"\r\n".join(GOOD) + b"\x1a\x00\n"

    assert titles(read(data)) == TITLES
    assert whys(read(data)) == []


def test_lengths_can_be_mended_if_asked() -> None:
    broken = b"09999" + GOOD[1][5:]

    assert titles(read(GOOD[0] + broken, mends=True)) == TITLES[:2]


def test_a_program_that_counts_letters_instead_of_bytes_is_read() -> None:
    text = marcs.rusmarc("Абай жолы", "windows-1251").decode("windows-1251")

    assert titles(read(text.encode())) == ["Абай жолы"]


def test_odd_indicators_and_delimiters_do_no_harm() -> None:
    record = marcs.iso2709(
        [
            ("100", "  $a20200101d2020    m  y0rusy50      ca"),
            ("200", "1  $aАбай жолы"),
            ("210", "$aАлматы"),
            ("300", b"  ^a\xcf\xf0\xe8\xec\xe5\xf7\xe0\xed\xe8\xe5 ^b\xe2\xf2\xee\xf0\xee\xe5"),
        ],
        "windows-1251",
    )

    marc = read(record)[0].marc

    assert marc is not None
    assert marc.first("200", "a") == "Абай жолы"
    assert marc.first("210", "a") == "Алматы"
    assert marc.first("300", "a") == "Примечание "


@pytest.mark.parametrize("data", [b"hello world\n" * 900, b"\x89PNG\r\n" + bytes(range(256)) * 90])
def test_what_is_no_marc_is_refused(data: bytes) -> None:
    with pytest.raises(NotMarc):
        read(data)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(EmptyFile):
        read(b" \n")


def slim(*records: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f'{head}<m:collection xmlns:m="{xml.SLIM}">{"".join(records)}</m:collection>'.encode()


def in_xml(title: str) -> str:
    return (
        "<m:record><m:leader>00000nam  2200000 i 450 </m:leader>"
        '<m:controlfield tag="001">1</m:controlfield>'
        f'<m:datafield tag="200" ind1="1" ind2=" "><m:subfield code="a">{title}</m:subfield>'
        "</m:datafield></m:record>"
    )


def test_marcxml_is_read_whatever_its_prefix() -> None:
    assert titles(read(slim(in_xml("Абай жолы"), in_xml("Детство")))) == ["Абай жолы", "Детство"]


def test_marcxml_with_a_broken_record_gives_the_others() -> None:
    broken = in_xml("Юность").replace("</m:subfield>", "")

    found = read(slim(in_xml("Абай жолы"), broken, in_xml("Детство")))

    assert titles(found) == ["Абай жолы", "Детство"]
    assert [one[0] for one in whys(found)] == [2]


def test_marcxml_cut_off_gives_what_is_whole() -> None:
    found = read(slim(in_xml("Абай жолы"), in_xml("Детство"))[:-60])

    assert titles(found) == ["Абай жолы"]
    assert whys(found)[0][2] == "The file is cut off in the middle of a record."


def test_marcxml_that_is_not_in_the_letters_it_says_is_read() -> None:
    data = slim(in_xml("Абай жолы"), in_xml("Детство и юность")).decode().encode("windows-1251")

    assert titles(read(data)) == ["Абай жолы", "Детство и юность"]


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<?xml version="1.0"?><!DOCTYPE m SYSTEM "file:///etc/passwd">',
        '<?xml version="1.0"?>' + "<!-- -->" * 9000 + '<!DOCTYPE m [<!ENTITY a "a">]>',
    ],
)
def test_xml_with_definitions_of_its_own_is_refused(head: str) -> None:
    with pytest.raises(XmlWithDoctype):
        read(slim(in_xml("&a;"), head=head))


def test_xml_of_another_kind_is_refused() -> None:
    with pytest.raises(NotMarc):
        read(b"<rss><channel><title>x</title></channel></rss>")


def test_only_a_window_of_the_file_is_read_ahead() -> None:
    class Counted(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1) -> bytes:
            self.taken += size or 0
            return super().read(size)

    file = Counted(GOOD[0] * 20_000)

    next(iter(files.read(file)))

    assert file.taken < 3 << 20


def test_pymarc_reads_what_is_read_here() -> None:
    data = b"".join(marcs.rusmarc(title) for title in TITLES)

    theirs = [one["200"]["a"] for one in MARCReader(data, force_utf8=True) if one]

    assert titles(read(data)) == theirs


def test_named_letters_are_believed() -> None:
    found = read(marcs.rusmarc("Абай жолы", "koi8-r"), letters=charsets.KOI8)

    assert titles(found) == ["Абай жолы"]


def test_ten_thousand_mutated_files_never_end_in_a_traceback() -> None:
    dice = random.Random(2709)
    fields = [("001", "7"), ("200", "1 $aӨмір мектебі$fМ. Әуезов"), ("210", "  $aАлматы")]
    whole = marcs.iso2709(fields, "kz1048") + marcs.iso2709(fields)
    for _ in range(10_000):
        data = bytearray(whole)
        for _ in range(dice.randrange(1, 6)):
            at = dice.randrange(len(data))
            way = dice.randrange(4)
            if way == 0:
                data[at] = dice.randrange(256)
            elif way == 1:
                del data[at : at + dice.randrange(1, 40)]
            elif way == 2:
                data[at:at] = dice.randbytes(dice.randrange(1, 8))
            else:
                data[at] = dice.choice(b"\x1d\x1e\x1f\x1b0 9")
        try:
            found = read(bytes(data))
        except (NotMarc, EmptyFile):
            continue
        assert all(isinstance(one.marc, Marc) or one.why for one in found)
