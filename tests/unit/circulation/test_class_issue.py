"""Issue to a class by scanning its pile: whose turn it is, and what is refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from core.barcodes import COMMANDS
from plugins.circulation.models import ClassMark, Loan
from plugins.circulation.services import class_issue, undo
from plugins.circulation.services.answers import Answer
from plugins.circulation.services.board import read_board
from plugins.circulation.services.class_issue import ClassScan, Pointer
from plugins.circulation.services.progress import all_classes
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass
from plugins.textbooks.models import SetEdition, SetItem
from tests.makers import (
    MONDAY,
    make_class,
    make_copy,
    make_loan,
    make_reader,
    make_set,
    make_staff,
    make_textbook,
)

NAMES = ("Абай Серік", "Әлия Нұр", "Болат Ерлан", "Ғазиз Темір")


@dataclass
class Pile:
    """A class of four with a set of two titles, and a librarian who scans."""

    school_class: SchoolClass
    pupils: list[Reader]
    algebra: list[Copy]
    physics: list[Copy]
    by: object
    order: str = "titles"
    pointer: Pointer = field(default_factory=Pointer)
    now: datetime = MONDAY

    def __call__(self, code: str, **more: object) -> Answer:
        self.now += timedelta(seconds=3)
        answer, self.pointer, _board = class_issue.scan(
            ClassScan(
                self.school_class,
                code,
                self.by,  # type: ignore[arg-type]
                self.order,
                self.pointer,
                at=self.now,
                **more,  # type: ignore[arg-type]
            )
        )
        return answer

    @property
    def turn(self) -> str:
        return str(Reader.get_by_id(self.pointer.pupil)) if self.pointer.pupil else ""

    def has(self, pupil: int) -> list[str]:
        """Return the titles that the pupil has in hand."""
        loans = Loan.select().where(Loan.reader == self.pupils[pupil], Loan.returned_at.is_null())
        return sorted(str(one.copy.record.title) for one in loans)


@pytest.fixture
def pile(database: str) -> Pile:
    algebra, physics = make_textbook("Алгебра"), make_textbook("Физика")
    make_set([algebra, physics])
    pupils = [make_reader(name) for name in NAMES]
    return Pile(
        make_class(),
        pupils,
        [make_copy(record=algebra, fund="textbook") for _one in range(6)],
        [make_copy(record=physics, fund="textbook") for _one in range(6)],
        make_staff(),
    )


def test_the_first_copy_decides_the_title_and_goes_to_the_first_pupil(pile: Pile) -> None:
    answer = pile(pile.algebra[0].code)

    assert (answer.kind, answer.more["place"]) == ("lent", 1)
    assert pile.has(0) == ["Алгебра"]
    assert pile.turn == "Әлия Нұр"


def test_a_pile_goes_over_the_roster_one_request_a_copy(pile: Pile) -> None:
    answers = [pile(copy.code) for copy in pile.algebra[:4]]

    assert [one.more["place"] for one in answers] == [1, 2, 3, 4]
    assert "Алгебра" in answers[-1].detail
    assert pile.turn == ""


def test_the_next_pile_begins_by_itself_and_the_last_copy_ends_the_class(pile: Pile) -> None:
    for copy in pile.algebra[:4]:
        pile(copy.code)

    answers = [pile(copy.code) for copy in pile.physics[:4]]

    assert [one.kind for one in answers] == ["lent"] * 4
    assert answers[-1].more["is_class_done"]
    assert [pile.has(one) for one in range(4)] == [["Алгебра", "Физика"]] * 4


def test_pupil_by_pupil(pile: Pile) -> None:
    pile.order = "pupils"

    pile(pile.algebra[0].code)
    pile(pile.physics[0].code)
    pile(pile.physics[1].code)

    assert (pile.has(0), pile.has(1)) == (["Алгебра", "Физика"], ["Физика"])
    assert pile.turn == "Әлия Нұр"


def test_pupil_by_pupil_a_title_he_has_is_refused(pile: Pile) -> None:
    pile.order = "pupils"
    pile(pile.algebra[0].code)

    answer = pile(pile.algebra[1].code)

    assert (answer.kind, answer.code) == ("refused", "pupil_has_it")
    assert Loan.select().count() == 1


def test_the_absent_is_left_out_and_gets_his_when_his_card_is_scanned(pile: Pile) -> None:
    pile(pile.algebra[0].code)
    absent = pile("absent")
    for copy in pile.algebra[1:3]:
        pile(copy.code)
    assert (absent.code, absent.more["place"]) == ("absent", 2)
    assert pile.has(1) == []
    assert pile(pile.algebra[3].code).code == "everybody_has"

    pile(pile.pupils[1].code)
    pile(pile.algebra[3].code)

    assert pile.has(1) == ["Алгебра"]
    assert ClassMark.select().count() == 0


def test_the_command_card_says_absent_too(pile: Pile) -> None:
    pile(pile.algebra[0].code)

    assert pile(COMMANDS["absent"].code).code == "absent"


def test_skip_is_for_a_book_of_his_own(pile: Pile) -> None:
    pile(pile.algebra[0].code)

    pile("skip")
    for copy in pile.algebra[1:3]:
        pile(copy.code)

    assert [pile.has(one) for one in range(4)] == [["Алгебра"], [], ["Алгебра"], ["Алгебра"]]
    assert pile(pile.algebra[3].code).code == "everybody_has"
    assert pile(pile.physics[0].code).kind == "lent"


def test_skip_before_a_title_is_decided_marks_nobody(pile: Pile) -> None:
    assert pile("skip").code == "nobody_to_mark"
    assert ClassMark.select().count() == 0


def test_a_card_in_the_pile_jumps_to_its_pupil_and_the_line_goes_on_from_there(pile: Pile) -> None:
    pile(pile.algebra[0].code)
    pile(pile.pupils[2].code)
    assert pile.turn == "Болат Ерлан"

    pile(pile.algebra[1].code)

    assert pile.has(2) == ["Алгебра"]
    assert pile.turn == "Ғазиз Темір"


def test_a_card_of_another_class_changes_nothing(pile: Pile) -> None:
    other = make_reader("Серік Айзере", school_class=make_class(6, "Б"))
    pile(pile.algebra[0].code)

    assert pile(other.code).code == "not_in_class"
    assert pile.turn == "Әлия Нұр"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda pile: make_loan().copy.code, "copy_already_out"),
        (lambda pile: make_copy(record=make_textbook("Химия", 8)).code, "not_in_set"),
        (lambda pile: make_copy(withdrawn_on=MONDAY.date()).code, "copy_withdrawn"),
        (lambda pile: "219999999999", "unknown_code"),
        (lambda pile: COMMANDS["close_reader"].code, "not_while_issuing"),
        (lambda pile: pile.physics[0].code, "other_title"),
    ],
)
def test_what_does_not_belong_is_refused_and_the_line_goes_on(
    pile: Pile, make: Callable[[Pile], str], code: str
) -> None:
    pile(pile.algebra[0].code)

    answer = pile(make(pile))

    assert answer.code == code
    assert answer.status in (404, 409)
    assert pile.turn == "Әлия Нұр"
    assert pile(pile.algebra[1].code).more["place"] == 2


def test_another_title_scanned_again_is_meant(pile: Pile) -> None:
    pile(pile.algebra[0].code)
    assert pile(pile.physics[0].code).code == "other_title"

    answer = pile(pile.physics[0].code, confirmed=True)

    assert answer.kind == "lent"
    assert pile.pointer.item == read_board(pile.school_class).items[1].id


def test_a_title_of_which_none_is_left_gives_way_to_the_next(pile: Pile) -> None:
    for copy in pile.algebra[2:]:
        make_loan(copy, make_reader("Серік Айзере", school_class=make_class(6, "Б")))
    for copy in pile.algebra[:2]:
        pile(copy.code)

    assert pile(pile.physics[0].code).kind == "lent"


def test_another_edition_serves_as_well(pile: Pile) -> None:
    newer = make_textbook("Алгебра", year=2025)
    SetEdition.create(item=SetItem.select().order_by(SetItem.id).first(), record=newer, position=1)
    pile(pile.algebra[0].code)

    answer = pile(make_copy(record=newer).code)

    assert (answer.kind, answer.more["place"]) == ("lent", 2)


def test_one_of_two_textbooks_for_a_part_of_the_class_is_enough(database: str) -> None:
    girls, boys = (
        make_textbook(f"Көркем еңбек ({whom})", subject="Көркем еңбек") for whom in ("қыз", "ұл")
    )
    make_set([girls, boys], share=50)
    pupils = [make_reader(name) for name in NAMES[:2]]
    pile = Pile(make_class(), pupils, [], [], make_staff())
    pile(make_copy(record=girls).code)

    assert read_board(pile.school_class).missing_of(pupils[0].id) == []
    last = pile(make_copy(record=boys).code)

    assert last.more["place"] == 2
    assert last.more["is_class_done"]
    assert [(one.given, one.needed) for one in all_classes()] == [(2, 2)]


def test_undo_takes_the_copy_back_and_the_turn_with_it(pile: Pile) -> None:
    pile(pile.algebra[0].code)
    pile(pile.algebra[1].code)

    answer = pile("undo")

    assert answer.kind == "undone"
    assert (pile.has(1), pile.turn) == ([], "Әлия Нұр")
    assert pile(pile.algebra[1].code).more["place"] == 2


def test_undo_of_absent_brings_him_back_into_the_line(pile: Pile) -> None:
    pile(pile.algebra[0].code)
    pile("absent")

    pile("undo")

    assert (ClassMark.select().count(), pile.turn) == (0, "Әлия Нұр")


def test_the_desk_undoes_it_as_well(pile: Pile) -> None:
    pile(pile.algebra[0].code)

    undo(None, by=pile.by, at=pile.now + timedelta(seconds=3))  # type: ignore[arg-type]

    assert pile.has(0) == []


def test_a_second_beep_counts_once(pile: Pile) -> None:
    pile(pile.algebra[0].code)
    pile.now -= timedelta(seconds=2)

    answer = pile(pile.algebra[0].code)

    assert answer.kind == "lent"
    assert Loan.select().count() == 1
    assert pile.turn == "Әлия Нұр"


def test_a_repeated_request_gets_the_same_answer_and_changes_nothing(pile: Pile) -> None:
    first = pile(pile.algebra[0].code, request_id="r1")
    again = pile(pile.algebra[0].code, request_id="r1")

    assert (again.deed, again.more["place"]) == (first.deed, 1)
    assert Loan.select().count() == 1


def test_the_loan_knows_the_condition_in_which_the_copy_went(pile: Pile) -> None:
    worn = pile.algebra[0]
    Copy.update(condition="satisfactory").where(Copy.id == worn.id).execute()

    pile(worn.code)

    assert Loan.get().condition_out == "satisfactory"


def test_the_textbooks_are_due_at_the_end_of_the_year(pile: Pile) -> None:
    assert pile(pile.algebra[0].code).due_on == "2027-05-25"


def test_progress_counts_by_class(pile: Pile) -> None:
    pile(pile.algebra[0].code)
    pile("skip")

    (progress,) = all_classes(on=MONDAY.date())

    assert (progress.pupils, progress.titles, progress.given, progress.needed) == (4, 2, 1, 7)
