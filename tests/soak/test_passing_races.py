"""Two phones pass on the same pile at once: no copy twice, no pupil with a title twice, no 500."""

import random
from collections import Counter
from collections.abc import Callable

import pytest

from plugins.catalogue.models import Record
from plugins.circulation.models import Loan, Passing
from plugins.circulation.services import kits, passing
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass
from tests.makers import make_class, make_copy, make_reader, make_set, make_textbook
from tests.serving import Server
from tests.soak.desks import Answer, Desk, at_once
from tests.soak.libraries import Library
from tests.soak.test_races import StaffDesks, ensure_calm, ensure_polite, rounds

pytestmark = pytest.mark.soak

PUPILS, TITLES = 6, 3

#: What a phone that came too late may be told.
TOO_LATE = {"nothing_to_pass", "not_in_pile"}


def marks(
    desk: Desk, school_class: SchoolClass, asked: list[dict[str, str]]
) -> Callable[[], list[Answer]]:
    path = f"/my-class/{school_class.id}/pass"
    return lambda: [desk.post(path, **one) for one in asked]


def test_two_phones_pass_on_one_pile(
    library: Library, server: Server, staff_desks: StaffDesks
) -> None:
    one = make_class(9, "Қ")
    pupils = [make_reader(f"Оқушы №{number}", school_class=one) for number in range(PUPILS)]
    make_reader("Жетекші Айгүл", kind="teacher", leads=one)
    records = [make_textbook(f"Оқулық {at}", 9) for at in range(TITLES)]
    items = make_set(records, grade=9)
    for record in records:
        for _copy in range(PUPILS):
            make_copy(record=record)
    dice = random.Random(6)
    phones = staff_desks(2)

    for number in range(rounds(4, 100)):
        issue = kits.give_kit(one, by=None, to_teacher=True)
        lists = []
        for _phone in phones:
            by_set = [{"pupil": str(each.id)} for each in pupils]
            by_title = [{"item": str(each.id)} for each in items]
            singly = [{**who, **what} for who in by_set for what in by_title]
            asked = [by_set, by_title, singly][dice.randrange(3)] if number else singly
            lists.append(dice.sample(asked, len(asked)))
        answers = at_once(
            [marks(phone, one, asked) for phone, asked in zip(phones, lists, strict=True)]
        )

        passed: list[str] = []
        for answer in [each for some in answers for each in some]:
            ensure_polite(answer)
            if answer.status == 409:
                assert answer.facts["code"] in TOO_LATE, answer.facts
            else:
                passed += [each["number"] for each in answer.facts["marks"]]
        assert len(passed) == len(set(passed)) == PUPILS * TITLES == int(issue.count)
        ensure_each_has_each_title_once(one)
        assert passing.read_pile(one).count == 0
        Passing.delete().execute()
        Loan.update(returned_at=issue.given_at).where(Loan.returned_at.is_null()).execute()
    ensure_calm(server)


def ensure_each_has_each_title_once(school_class: SchoolClass) -> None:
    rows = list(
        Loan.select(Loan.reader, Copy.record, Loan.copy)
        .join(Copy)
        .join(Record)
        .switch(Loan)
        .join(Reader)
        .where(Loan.returned_at.is_null(), Reader.school_class == school_class)
        .tuples()
    )
    assert set(Counter((reader, record) for reader, record, _copy in rows).values()) == {1}
    assert len(rows) == len({copy for *_pair, copy in rows}) == PUPILS * TITLES
