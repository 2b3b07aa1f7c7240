"""Eight desks at once: whoever is first gets the book, the others get a polite sentence."""

import random
from collections import Counter
from collections.abc import Callable

import pytest

from plugins.circulation.models import Deed, Loan
from tests.databases import full_soak
from tests.serving import Server
from tests.soak.desks import Answer, Desk, at_once
from tests.soak.libraries import (
    DESKS,
    Library,
    ensure_loans_and_log_agree,
    open_loans,
)

pytestmark = pytest.mark.soak

StaffDesks = Callable[[int], list[Desk]]

#: What a desk that came too late may be told.
TOO_LATE = {"copy_with_another", "copy_on_loan"}


def rounds(short: int, full: int) -> int:
    return full if full_soak() else short


def ensure_calm(server: Server) -> None:
    """Fail if the server has said anything of locks, defects or incidents."""
    said = server.said()
    for word in ("locked", "Traceback", "Incident", "deadlock"):
        assert word not in said, said[-4000:]


def ensure_polite(answer: Answer) -> None:
    assert answer.status in (200, 409), answer.body.decode()
    assert b"locked" not in answer.body
    if answer.status == 409:
        assert answer.facts["message"]


def test_eight_desks_lend_the_same_thirty_copies(
    library: Library, server: Server, staff_desks: StaffDesks
) -> None:
    desks = staff_desks(DESKS)
    dice = random.Random(1)
    refusals: Counter[str] = Counter()

    for number in range(rounds(3, 200)):
        # Everybody lends to another reader each time, else it would be a double beep.
        readers = [library.readers[(number + place) % len(library.readers)] for place in range(8)]
        orders = [dice.sample(library.copies, len(library.copies)) for _desk in desks]
        # Half of the rounds in the same order, where the desks meet at every copy.
        if number % 2:
            orders = [orders[0]] * DESKS
        given = at_once(
            [
                lend_all(desk, order, reader)
                for desk, order, reader in zip(desks, orders, readers, strict=True)
            ]
        )

        got: dict[str, list[str]] = {}
        for reader, answers in zip(readers, given, strict=True):
            for copy, answer in answers:
                ensure_polite(answer)
                if answer.kind == "lent":
                    got.setdefault(copy, []).append(reader)
                else:
                    refusals[answer.facts["code"]] += 1
        assert set(got) == set(library.copies)
        assert open_loans() == got  # one reader each: the one who was told so
        bring_back(desks, library)

    assert set(refusals) <= TOO_LATE
    assert refusals.total() == rounds(3, 200) * len(library.copies) * (DESKS - 1)
    assert open_loans() == {}
    ensure_loans_and_log_agree()
    ensure_calm(server)


def lend_all(desk: Desk, copies: list[str], reader: str) -> Callable[[], list[tuple[str, Answer]]]:
    return lambda: [(copy, desk.scan(copy, reader=reader)) for copy in copies]


def bring_back(desks: list[Desk], library: Library) -> None:
    """Return every copy, the desks sharing them."""

    def share(place: int) -> Callable[[], None]:
        def work() -> None:
            for copy in library.copies[place :: len(desks)]:
                answer = desks[place].scan(copy, mode="return")
                assert answer.kind == "returned", answer.body.decode()

        return work

    at_once([share(place) for place in range(len(desks))])


@pytest.mark.parametrize("undo_of", ["lent", "returned"])
def test_undo_races_with_the_next_scan(
    library: Library, server: Server, staff_desks: StaffDesks, undo_of: str
) -> None:
    desks = staff_desks(4)
    kinds: Counter[tuple[str, ...]] = Counter()

    for number in range(rounds(10, 400)):
        copy = library.copies[number % len(library.copies)]
        mine, *others = (
            library.readers[(number + place) % len(library.readers)] for place in range(4)
        )
        done = desks[0].scan(copy, reader=mine)
        if undo_of == "returned":
            done = desks[0].scan(copy, mode="return")
        assert done.kind == undo_of, done.body.decode()

        works = [undo(desks[0], str(done.facts["deed"]))]
        works += [
            scanned(desk, copy, reader) for desk, reader in zip(desks[1:], others, strict=True)
        ]
        answers = at_once(works)

        for answer in answers:
            ensure_polite(answer)
        kinds[tuple(answer.kind for answer in answers)] += 1
        lent = [
            reader
            for reader, answer in zip(others, answers[1:], strict=True)
            if answer.kind == "lent"
        ]
        assert len(lent) <= 1
        is_undone = answers[0].kind == "undone"
        still = open_loans().get(copy, [])
        if lent:
            assert still == lent
        else:
            # Nobody else got it: it is where the undo, or its refusal, has left it.
            assert still == ([mine] if is_undone == (undo_of == "returned") else [])
        if still:
            assert desks[0].scan(copy, mode="return").kind == "returned"

    assert Deed.select().where(Deed.kind == "undone").count() == sum(
        count for (first, *_rest), count in kinds.items() if first == "undone"
    )
    ensure_calm(server)


def undo(desk: Desk, deed: str) -> Callable[[], Answer]:
    return lambda: desk.post("/desk/undo", deed=deed)


def scanned(desk: Desk, copy: str, reader: str) -> Callable[[], Answer]:
    return lambda: desk.scan(copy, reader=reader)


def test_one_request_sent_by_eight_threads_is_done_once(
    library: Library, server: Server, staff_desks: StaffDesks
) -> None:
    desk = staff_desks(1)[0]
    lines = [desk.another() for _line in range(DESKS)]
    total = rounds(10, 400)

    for number in range(total):
        copy = library.copies[number % len(library.copies)]
        reader = library.readers[number // len(library.copies) % len(library.readers)]
        request = f"lend-{number}"

        def send(line: Desk, copy: str = copy, reader: str = reader, request: str = request):
            return line.scan(copy, reader=reader, request_id=request)

        answers = at_once([lambda line=line: send(line) for line in lines])

        assert {answer.status for answer in answers} == {200}, [one.body for one in answers]
        assert len({answer.body for answer in answers}) == 1
        assert answers[0].kind == "lent"
        assert Deed.select().where(Deed.request_id == request).count() == 1
        assert open_loans()[copy] == [reader]
        assert desk.scan(copy, mode="return").kind == "returned"

    assert Loan.select().count() == total
    ensure_loans_and_log_agree()
    ensure_calm(server)


def test_one_undo_sent_by_eight_threads_is_done_once(
    library: Library, server: Server, staff_desks: StaffDesks
) -> None:
    desk = staff_desks(1)[0]
    lines = [desk.another() for _line in range(DESKS)]

    for number in range(rounds(5, 100)):
        copy, reader = library.copies[number % 30], library.readers[number // 30 % 16]
        deed = str(desk.scan(copy, reader=reader).facts["deed"])

        answers = at_once([undo(line, deed) for line in lines])

        for answer in answers:
            ensure_polite(answer)
        assert Counter(answer.kind for answer in answers) == {"undone": 1, "refused": DESKS - 1}
        assert {one.facts["code"] for one in answers if one.status == 409} == {"already_undone"}
        assert open_loans() == {}
    ensure_calm(server)
