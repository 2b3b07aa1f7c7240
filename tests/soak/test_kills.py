"""The plug is pulled while desks scan: whatever was answered is there, nothing is there twice."""

import json
import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from core.database import db, is_sqlite, open_database
from plugins.circulation.models import Deed
from tests.databases import Cluster, Databases, PostgresDatabases, full_soak
from tests.serving import Server
from tests.soak.desks import Answer, Desk, NoAnswer, at_once
from tests.soak.libraries import (
    Library,
    ensure_loans_and_log_agree,
    make_library,
    sign_in_all,
)

pytestmark = pytest.mark.soak

DESKS = 4
KILLS = 50 if full_soak() else 2
SERVER_KILLS = 10 if full_soak() else 1  # of PostgreSQL itself

#: Seconds after which a desk may find the program answering again.
BACK_WITHIN = 30


@dataclass
class Sent:
    """A scan that has left the desk, and its answer if one came back."""

    request_id: str
    code: str
    reader: str
    answer: Answer | None = None

    def by(self, desk: Desk) -> Answer:
        return desk.scan(self.code, reader=self.reader, request_id=self.request_id)


@dataclass
class Shift:
    """One desk scanning at random until the line breaks; it keeps what it has sent."""

    desk: Desk
    library: Library
    dice: random.Random
    name: str
    sent: list[Sent] = field(default_factory=list)

    def work(self, stop: threading.Event) -> None:
        """Scan until there is no answer, or until told to stop."""
        while not stop.is_set():
            reader = self.dice.choice(("", *self.library.readers))
            copy = self.dice.choice(self.library.copies)
            scan = Sent(f"{self.name}-{len(self.sent)}", copy, reader)
            self.sent.append(scan)
            try:
                answer = scan.by(self.desk)
            except NoAnswer:
                return
            if answer.status >= 500:
                return  # PostgreSQL has been killed below the program: not done, so said
            scan.answer = answer


def scan_until(desks: list[Desk], library: Library, name: str, kill: Callable[[], None]) -> list:
    """Let the desks scan, ``kill`` at a random moment, and return what was sent."""
    dice = random.Random(name)
    shifts = [
        Shift(desk, library, random.Random(f"{name} {place}"), f"{name}-{place}")
        for place, desk in enumerate(desks)
    ]
    stop = threading.Event()
    moment = dice.uniform(0.02, 0.6)

    def pull() -> None:
        time.sleep(moment)
        kill()
        stop.set()

    at_once([pull, *(lambda shift=shift: shift.work(stop) for shift in shifts)])
    return [scan for shift in shifts for scan in shift.sent]


def ensure_kept(sent: list[Sent]) -> None:
    """Fail unless the log has every answered scan, once, with the answer that was given."""
    known = {
        deed.request_id: deed
        for deed in Deed.select().where(Deed.request_id.in_([one.request_id for one in sent]))
    }
    for one in sent:
        if one.answer is not None:
            assert one.request_id in known, f"answered and lost: {one}"
            kept = json.loads(known[one.request_id].answer)
            assert kept["message"] == one.answer.facts["message"]


def repeat_unanswered(sent: list[Sent], desks: list[Desk]) -> int:
    """Repeat what got no answer, twice, and return how many there were."""
    lost = [one for one in sent if one.answer is None]
    for one in lost:
        first, second = one.by(desks[0]), one.by(desks[1])
        assert first.status in (200, 404, 409), first.body.decode()
        assert first.body == second.body
        assert Deed.select().where(Deed.request_id == one.request_id).count() == 1
    return len(lost)


def ensure_file_is_whole(url: str) -> None:
    """Open the database before the program does, as a repairer would, and check it."""
    connection = sqlite3.connect(Path(url.removeprefix("sqlite:///")))
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()


@pytest.fixture
def program(library: Library) -> Iterator[Server]:
    """The program over the small library, to be killed and started again."""
    server = Server(library.url)
    server.start()
    yield server
    server.kill()


def test_killed_while_desks_scan(library: Library, program: Server) -> None:
    answered = unanswered = 0
    desks = sign_in_all(program.address, DESKS)
    try:
        for number in range(KILLS):
            sent = scan_until(desks, library, f"k{number}", program.kill)
            if is_sqlite():
                ensure_file_is_whole(library.url)
            program.start()

            ensure_kept(sent)
            ensure_loans_and_log_agree()
            unanswered += repeat_unanswered(sent, desks)
            ensure_loans_and_log_agree()
            answered += sum(one.answer is not None for one in sent)
            assert "Traceback" not in program.said(), program.said()[-4000:]
    finally:
        for desk in desks:
            desk.close()
    print(f"{KILLS} kills: {answered} scans answered and kept, {unanswered} repeated")
    assert answered > KILLS


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    """A PostgreSQL of our own that waits for the disk, to be killed."""
    with Cluster(durable=True) as cluster:
        yield cluster


@pytest.mark.postgresql
def test_postgres_killed_below_the_program(own_cluster: Cluster) -> None:
    places: Databases = PostgresDatabases(own_cluster.url)
    library = make_library(places.empty())
    program = Server(library.url)
    program.start()
    answered = unanswered = 0
    desks = sign_in_all(program.address, DESKS)
    try:
        for number in range(SERVER_KILLS):
            sent = scan_until(desks, library, f"p{number}", lambda: pull_the_plug(own_cluster))
            own_cluster.start()
            wait_until_served(desks)

            open_database(library.url)
            ensure_kept(sent)
            ensure_loans_and_log_agree()
            unanswered += repeat_unanswered(sent, desks)
            ensure_loans_and_log_agree()
            db.obj.shut()
            answered += sum(one.answer is not None for one in sent)
    finally:
        for desk in desks:
            desk.close()
        program.kill()
        db.obj.shut()
    print(f"{SERVER_KILLS} kills: {answered} scans answered and kept, {unanswered} repeated")
    assert answered >= SERVER_KILLS


def pull_the_plug(cluster: Cluster) -> None:
    """Kill -9 PostgreSQL with all its processes at once."""
    assert cluster.server
    first = psutil.Process(cluster.server.pid)
    family = [first, *first.children(recursive=True)]
    for one in family:
        one.kill()
    cluster.server.wait(30)
    psutil.wait_procs(family[1:], timeout=30)
    cluster.server = None


def wait_until_served(desks: list[Desk]) -> None:
    """Wait until every desk gets a page again: the program outlives the database."""
    for desk in desks:
        until = time.monotonic() + BACK_WITHIN
        while desk.ask("GET", "/desk/").status != 200:
            assert time.monotonic() < until, "the program does not find its database again"
            time.sleep(0.1)
