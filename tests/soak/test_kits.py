"""Kit mode under kills and races: all of the class or none, no copy twice, no title twice."""

import random
import time
from collections import Counter

import pytest

from core.barcodes import Kind, make_code
from core.database import is_sqlite
from plugins.circulation.models import KitIssue, Loan
from plugins.circulation.services import kits
from plugins.fund.models import Copy
from plugins.readers.models import SchoolClass
from tests.databases import full_soak
from tests.makers import make_class, make_copy, make_reader, make_set, make_textbook
from tests.serving import Server
from tests.soak.desks import Desk, NoAnswer, at_once
from tests.soak.libraries import Library, sign_in_all
from tests.soak.test_kills import ensure_file_is_whole, program
from tests.soak.test_races import StaffDesks, ensure_calm, ensure_polite, rounds

__all__ = ["program"]

pytestmark = pytest.mark.soak

PUPILS, TITLES = 25, 12


@pytest.fixture
def whole(library: Library) -> SchoolClass:
    """A class of 25 with a set of twelve titles, and a few copies to spare."""
    one = make_class(9, "Қ")
    for number in range(PUPILS):
        make_reader(f"Оқушы №{number}", school_class=one)
    records = [make_textbook(f"Оқулық {at}", 9) for at in range(TITLES)]
    make_set(records, grade=9)
    for record in records:
        for _copy in range(PUPILS + 2):
            make_copy(record=record, fund="textbook")
    return one


def form_of(one: SchoolClass) -> str:
    """Return what the dry run's page would send: all titles, and the plan's digest."""
    plan = kits.plan_kit(one)
    ticks = [f"item={item.id}" for item in plan.items]
    return "&".join([*ticks, f"digest={plan.digest}", "to=pupils"])


def give(desk: Desk, one: SchoolClass, body: str) -> int:
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "text/html",
        "X-CSRFToken": desk.token,
    }
    return desk.ask("POST", f"/class-kits/{one.id}/give", body, headers).status


def test_killed_while_giving(whole: SchoolClass, library: Library, program: Server) -> None:
    dice = random.Random(9)
    desk = sign_in_all(program.address, 1)[0]
    done = 0
    kills = 30 if full_soak() else 2
    for number in range(kills):
        body = form_of(whole)
        before = KitIssue.select().count()

        def pull(after: float = dice.uniform(0.0, 0.12)) -> None:
            time.sleep(after)
            program.kill()

        def send(body: str = body) -> int:
            try:
                return give(desk, whole, body)
            except NoAnswer:
                return 0

        _none, status = at_once([pull, send])
        if is_sqlite():
            ensure_file_is_whole(library.url)
        program.start()
        loans = Loan.select().where(Loan.returned_at.is_null()).count()
        is_given = KitIssue.select().count() > before
        assert loans == (PUPILS * TITLES if is_given else 0), number
        assert status == 0 or is_given
        done += is_given
        if is_given:
            kits.take_back_kit(KitIssue.select().order_by(KitIssue.id.desc()).get(), by=None)
    desk.close()
    print(f"{kills} kills: {done} classes whole, {kills - done} not begun")


def test_two_kits_and_the_desk_at_once(
    whole: SchoolClass, library: Library, server: Server, staff_desks: StaffDesks
) -> None:
    desks = staff_desks(3)
    copies = [int(one.id) for one in Copy.select().where(Copy.fund == "textbook").limit(20)]
    for number in range(rounds(3, 100)):
        reader = library.readers[number % len(library.readers)]
        body = form_of(whole)

        def lend(reader: str = reader) -> list[int]:
            answers = [
                desks[2].scan(make_code(Kind.COPY, one), reader=reader) for one in copies[:6]
            ]
            for answer in answers:
                ensure_polite(answer)
            return [answer.status for answer in answers]

        def kit(desk: Desk, body: str = body) -> int:
            status = give(desk, whole, body)
            # Given, or shown anew because something had changed since.
            assert status in (200, 303), status
            return status

        at_once([lambda: kit(desks[0]), lambda: kit(desks[1]), lend])

        found = list(
            Loan.select(Loan.reader, Copy.record, Loan.copy)
            .join(Copy)
            .where(Loan.returned_at.is_null())
            .tuples()
        )
        assert len({copy for *_pair, copy in found}) == len(found)
        pupils = {int(one.id) for one in kits.plan_kit(whole).board.pupils}
        titles = Counter((reader_, record) for reader_, record, _copy in found)
        assert all(count == 1 for (who, _what), count in titles.items() if who in pupils)
        of_class = sum(who in pupils for who, *_rest in found)
        assert of_class in (0, PUPILS * TITLES), of_class
        Loan.update(returned_at=Loan.lent_at).where(Loan.returned_at.is_null()).execute()
    ensure_calm(server)
