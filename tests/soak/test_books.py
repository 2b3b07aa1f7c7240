"""Two people accept at once, and the plug is pulled meanwhile: the books stay whole."""

import random
import time
from collections.abc import Callable

import pytest

from core.database import is_sqlite
from plugins.catalogue.models import Record
from plugins.circulation.models import Loan, Replacement
from plugins.circulation.services import lend
from plugins.circulation.services.lending import report_lost
from plugins.fund.models import Copy, Delivery, DeliveryLine, Movement, SummaryEntry
from plugins.fund.services import control, deliveries
from tests.databases import full_soak
from tests.makers import make_reader, make_record
from tests.serving import Server
from tests.soak.desks import Desk, NoAnswer, at_once
from tests.soak.libraries import Library, sign_in_all
from tests.soak.test_kills import ensure_file_is_whole, program

__all__ = ["program"]

pytestmark = pytest.mark.soak

PAIRS = 100 if full_soak() else 5
KILLS = 30 if full_soak() else 2


def make_delivery(record: Record, titles: int, copies: int) -> int:
    """Return the id of a draft with so many lines of so many copies."""
    delivery = Delivery.create(fund="textbook", document_no="1")
    for number in range(titles):
        DeliveryLine.create(
            delivery=delivery, record=record, by_document=copies, quantity=copies, price=10 + number
        )
    return int(delivery.id)


def accept(desk: Desk, delivery: int) -> Callable[[], int]:
    return lambda: desk.post(f"/fund/deliveries/{delivery}/accept").status


def replace(desk: Desk, loan: Loan) -> Callable[[], int]:
    path = f"/circulation/replacements/for/{loan.id}/"
    words = {"record": str(loan.copy.record_id), "price": "10", "condition": "new"}
    return lambda: desk.post(path, **words).status


def ensure_gap_free() -> None:
    """Fail unless entry numbers and inventory numbers follow each other without a gap."""
    entries = [one.number for one in SummaryEntry.select().order_by(SummaryEntry.number)]
    assert entries == list(range(1, len(entries) + 1))
    copies = Copy.select().where(Copy.fund == "textbook")
    numbers = sorted(int(one.inventory_no) for one in copies)
    assert numbers == list(range(100001, 100001 + len(numbers)))
    textbook = next(one for one in control() if one.fund == "textbook")
    assert (textbook.difference, textbook.amount_difference) == (0, 0)


def test_two_people_accept_at_once(
    library: Library, server: Server, staff_desks: Callable[[int], list[Desk]]
) -> None:
    desks = staff_desks(2)
    record = make_record("Алгебра", kind="textbook")
    rest = random.Random(3)

    for _pair in range(PAIRS):
        pair = [make_delivery(record, 2, rest.randint(1, 9)) for _desk in desks]
        statuses = at_once([accept(desk, one) for desk, one in zip(desks, pair, strict=True)])
        assert set(statuses) == {303}

    assert Delivery.select().where(Delivery.state == "accepted").count() == 2 * PAIRS
    assert SummaryEntry.select().count() == 2 * PAIRS
    ensure_gap_free()
    said = server.said()
    assert "Traceback" not in said, said[-3000:]


def test_one_delivery_is_accepted_once_by_two(
    library: Library, server: Server, staff_desks: Callable[[int], list[Desk]]
) -> None:
    desks = staff_desks(2)
    record = make_record("Алгебра", kind="textbook")

    for _time in range(5):
        one = make_delivery(record, 3, 4)
        at_once([accept(desk, one) for desk in desks])

    assert Copy.select().where(Copy.fund == "textbook").count() == 5 * 12
    ensure_gap_free()


def test_killed_while_accepting(library: Library, program: Server) -> None:
    record = make_record("Алгебра", kind="textbook")
    dice = random.Random(5)
    desk = sign_in_all(program.address, 1)[0]
    done = 0
    for number in range(KILLS):
        one = make_delivery(record, 100, 30)

        def pull(after: float = dice.uniform(0.0, 0.6)) -> None:
            time.sleep(after)
            program.kill()

        def send(one: int = one) -> int:
            try:
                return desk.post(f"/fund/deliveries/{one}/accept").status
            except NoAnswer:
                return 0

        _none, status = at_once([pull, send])
        if is_sqlite():
            ensure_file_is_whole(library.url)
        program.start()
        delivery = Delivery.get(Delivery.id == one)
        moved = Movement.select().where(Movement.entry == delivery.entry_id).count()
        assert moved == (3000 if delivery.state == "accepted" else 0), number
        assert status == 0 or delivery.state == "accepted"
        done += delivery.state == "accepted"
        ensure_gap_free()
    desk.close()
    print(f"{KILLS} kills: {done} deliveries whole, {KILLS - done} not begun")


def test_one_lost_book_is_replaced_once_by_two(
    library: Library, server: Server, staff_desks: Callable[[int], list[Desk]]
) -> None:
    desks = staff_desks(2)
    pupil = make_reader()
    for number in range(3):
        delivery = Delivery.get_by_id(make_delivery(make_record(f"Кітап {number}"), 1, 1))
        deliveries.accept(delivery, by=None)
        copy = Copy.select().order_by(Copy.id.desc()).get()
        loan = report_lost(lend(copy, pupil, by=None))
        assert sorted(at_once([replace(one, loan) for one in desks])) == [303, 409]

    assert Replacement.select().count() == 3
    assert [one.number for one in Replacement.select().order_by(Replacement.id)] == [1, 2, 3]
    ensure_gap_free()
