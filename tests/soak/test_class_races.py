"""Two librarians issue to the same class at once: no copy twice, no title twice, no 500."""

import random
from collections import Counter
from collections.abc import Callable

import pytest

from core.barcodes import Kind, make_code
from plugins.catalogue.models import Record
from plugins.circulation.models import Loan
from plugins.fund.models import Copy
from plugins.readers.models import Reader
from tests.makers import make_class, make_copy, make_reader, make_set, make_textbook
from tests.serving import Server
from tests.soak.desks import Answer, Desk, at_once
from tests.soak.libraries import Library
from tests.soak.test_races import StaffDesks, ensure_calm, ensure_polite, rounds

pytestmark = pytest.mark.soak

PUPILS, TITLES = 8, 3

#: What a librarian who came too late may be told of a copy from the pile.
TOO_LATE = {"everybody_has", "copy_already_out", "other_title"}


def issue(desk: Desk, school_class: int, codes: list[str]) -> Callable[[], list[Answer]]:
    path = f"/class-issue/{school_class}/scan"
    return lambda: [desk.post(path, code=code) for code in codes]


def test_two_librarians_issue_to_one_class(
    library: Library, server: Server, staff_desks: StaffDesks
) -> None:
    one = make_class(9, "Қ")
    for number in range(PUPILS):
        make_reader(f"Оқушы №{number}", school_class=one)
    records = [make_textbook(f"Оқулық {at}", 9) for at in range(TITLES)]
    make_set(records, grade=9)
    copies = {
        int(record.id): [int(make_copy(record=record).id) for _copy in range(PUPILS + 2)]
        for record in records
    }
    dice = random.Random(4)
    desks = staff_desks(2)

    for number in range(rounds(4, 100)):
        piles = []
        for _desk in desks:
            codes = [make_code(Kind.COPY, one) for ids in copies.values() for one in ids]
            if number % 3 == 0:
                dice.shuffle(codes)
            piles.append(codes if number % 2 else codes[::-1])
        answers = at_once(
            [issue(desk, int(one.id), pile) for desk, pile in zip(desks, piles, strict=True)]
        )

        for answer in [one for each in answers for one in each]:
            ensure_polite(answer)
            if answer.status == 409:
                assert answer.facts["code"] in TOO_LATE, answer.facts
        ensure_each_has_each_title_once(one)
        bring_back(desks[0], copies)
    ensure_calm(server)


def ensure_each_has_each_title_once(school_class: object) -> None:
    rows = (
        Loan.select(Loan.reader, Copy.record, Loan.copy)
        .join(Copy)
        .join(Record)
        .switch(Loan)
        .join(Reader)
        .where(Loan.returned_at.is_null(), Reader.school_class == school_class)
        .tuples()
    )
    found = list(rows)
    titles = Counter((reader, record) for reader, record, _copy in found)
    assert set(titles.values()) == {1}
    assert len({copy for *_pair, copy in found}) == len(found)
    assert len(found) == PUPILS * TITLES


def bring_back(desk: Desk, copies: dict[int, list[int]]) -> None:
    for ids in copies.values():
        for one in ids:
            ensure_polite(desk.scan(make_code(Kind.COPY, one), mode="return"))
