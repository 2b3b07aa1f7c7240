"""The return pile: whoever held the book; who has nothing left; in what condition it came."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from core.models import Staff
from plugins.circulation.models import Deed, Loan
from plugins.circulation.services import collecting, lending, replacements, undo
from plugins.circulation.services.answers import Answer
from plugins.circulation.services.collecting import PileScan
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass
from tests.makers import MONDAY, make_class, make_copy, make_loan, make_reader, make_staff
from tests.makers import make_textbook as textbook


@dataclass
class Pile:
    """A class of two, each with the same two titles."""

    school_class: SchoolClass
    pupils: list[Reader]
    copies: list[list[Copy]]
    by: Staff
    now: datetime = MONDAY

    def __call__(
        self, code: str, school_class: SchoolClass | None = None, **more: object
    ) -> Answer:
        self.now += timedelta(seconds=3)
        return collecting.scan(
            PileScan(code, self.by, school_class, at=self.now, **more)  # type: ignore[arg-type]
        )


@pytest.fixture
def pile(database: str) -> Pile:
    records = [textbook("Алгебра"), textbook("Физика")]
    pupils = [make_reader("Абай Серік"), make_reader("Әлия Нұр")]
    copies = [[make_copy(record=one, fund="textbook") for one in records] for _pupil in pupils]
    for pupil, its in zip(pupils, copies, strict=True):
        for copy in its:
            lending.lend(copy, pupil, by=None, at=MONDAY - timedelta(days=60))
    return Pile(make_class(), pupils, copies, make_staff())


def test_a_book_comes_back_from_whoever_has_it_and_says_what_he_still_has(pile: Pile) -> None:
    answer = pile(pile.copies[1][0].code)

    assert (answer.kind, answer.reader["name"]) == ("returned", "Әлия Нұр")  # type: ignore[index]
    assert (answer.more["left"], answer.more["titles"]) == (1, ["Физика"])


def test_the_last_book_says_that_nothing_is_left_and_the_last_pupil_that_the_class_is_done(
    pile: Pile,
) -> None:
    answers = [pile(copy.code, pile.school_class) for its in pile.copies for copy in its]

    assert [one.more["left"] for one in answers] == [1, 0, 1, 0]
    assert [one.more["is_class_done"] for one in answers] == [False, False, False, True]
    assert collecting.read_collection(pile.school_class, on=MONDAY.date()).is_done


def test_a_book_of_another_class_is_taken_and_said_so(pile: Pile) -> None:
    other = make_reader("Серік Айзере", school_class=make_class(6, "Б"))
    copy = make_copy(record=textbook("Тарих", 6), fund="textbook")
    lending.lend(copy, other, by=None, at=MONDAY)

    answer = pile(copy.code, pile.school_class)

    assert (answer.kind, answer.more["is_other_class"]) == ("returned", True)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda pile: make_copy().code, "not_with_anybody"),
        (lambda pile: "987654", "unknown_code"),
        (lambda pile: make_copy(withdrawn_on=MONDAY.date()).code, "copy_withdrawn"),
        (lambda pile: pile.pupils[0].code, "not_while_issuing"),
        (lambda pile: "condition_good", "nothing_returned"),
    ],
)
def test_what_cannot_come_back_is_refused_and_the_line_goes_on(
    pile: Pile, make: object, code: str
) -> None:
    assert pile(make(pile)).code == code  # type: ignore[operator]
    assert pile(pile.copies[0][0].code).kind == "returned"


def test_the_condition_is_the_last_known_until_one_is_told(pile: Pile) -> None:
    copy = pile.copies[0][0]
    pile(copy.code)
    assert Loan.get(Loan.copy == copy).condition_in == "good"

    pile("condition_satisfactory")
    pile("condition_poor")

    assert Copy.get_by_id(copy.id).condition == "poor"
    assert Loan.get(Loan.copy == copy).condition_in == "poor"
    assert pile("condition_none").code == "nothing_returned"


def test_undo_gives_the_book_back_to_its_reader(pile: Pile) -> None:
    pile(pile.copies[0][0].code)
    pile("condition_poor")

    answer = pile("undo")

    assert (answer.kind, answer.more["left"]) == ("undone", 2)
    assert Loan.get(Loan.copy == pile.copies[0][0]).returned_at is None


def test_the_desk_undoes_it_as_well(pile: Pile) -> None:
    pile(pile.copies[0][0].code)

    undo(None, by=pile.by, at=pile.now + timedelta(seconds=3))

    assert Loan.get(Loan.copy == pile.copies[0][0]).returned_at is None


def test_two_beeps_are_one_return_and_a_repeated_request_one_deed(pile: Pile) -> None:
    copy = pile.copies[0][0]
    pile(copy.code, request_id="a")
    pile(copy.code, request_id="a")
    pile.now -= timedelta(seconds=5)

    assert pile(copy.code).kind == "returned"
    assert Deed.select().where(Deed.kind == "returned").count() == 1


def test_the_collection_counts_what_was_given_this_school_year(pile: Pile) -> None:
    make_loan(
        make_copy(record=textbook("Өлкетану")),
        pile.pupils[0],
        lent_at=MONDAY - timedelta(days=500),
        returned_at=MONDAY - timedelta(days=400),
    )
    pile(pile.copies[0][0].code)

    found = collecting.read_collection(pile.school_class, on=MONDAY.date())

    assert (found.left[pile.pupils[0].id], found.had[pile.pupils[0].id]) == (1, 2)
    assert [line[1:] for line in found.titles] == [
        ("Алгебра", 1, 2),
        ("Физика", 0, 2),
    ]


def test_what_is_missing_is_named_by_pupil(pile: Pile) -> None:
    for copy in [*pile.copies[0], pile.copies[1][0]]:
        pile(copy.code)

    ((pupil, loans),) = collecting.missing(pile.school_class)

    assert (pupil.name, [str(one.copy.record.title) for one in loans]) == ("Әлия Нұр", ["Физика"])
    assert collecting.left_by_class() == {pile.school_class.id: (1, 1)}


def test_a_copy_beyond_use_becomes_a_lost_one_of_its_reader_and_is_replaced(pile: Pile) -> None:
    copy = pile.copies[0][0]
    pile(copy.code)
    pile("condition_poor")

    answer = pile("damaged")

    assert (answer.kind, answer.code) == ("noted", "damaged")
    loan = Loan.get(Loan.copy == copy)
    assert (loan.returned_at, loan.lost_on) == (None, pile.now.date())
    assert answer.more["loan"] == loan.id
    assert answer.more["left"] == 2
    assert replacements.lost_loan(loan.id) == loan
    assert [one.kind for one in Deed.select().order_by(Deed.id)] == [
        "returned", "shown", "undone", "lost"
    ]  # fmt: skip

    pile("undo")

    assert Loan.get(Loan.copy == copy).lost_on is None


def test_nothing_is_beyond_use_before_anything_has_come_back(pile: Pile) -> None:
    assert pile("damaged").code == "nothing_returned"
