"""A class gets its textbooks by stack scan: wall time, requests, the server's own time."""

import time
from datetime import date
from pathlib import Path

import psutil

from app import create_app
from bench.figures import ms, percentile, table
from bench.schools import PASSWORD
from core import bulk, cli, clock
from core.alphabet import sort_key
from core.barcodes import Kind, make_code
from core.database import db, transaction
from plugins.catalogue.models import Record
from plugins.circulation.models import Loan
from plugins.circulation.services import rules
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass
from plugins.textbooks.models import SetEdition, SetItem, TextbookSet
from tests.serving import serving
from tests.soak.desks import Desk

#: A class, and how many classes of the same grade the school has: the rest of the fund is theirs.
PUPILS, TITLES, CLASSES = 25, 12, 80

#: Measured elsewhere for such a class, 2 cores: requests and seconds of machine time.
OTHERS = "SLiMS 350-700 requests, 1.7-2.6 s; OpenLibry 300, 1.9 s"


def measure(folder: Path) -> str:
    """Return the table of a class's issue in a school of 2,000 pupils and 24,000 textbooks."""
    path = folder / "classes.db"
    url = f"sqlite:///{path}"
    app = create_app({"DATABASE_URL": url, "SECRET_KEY": "bench", "LANGUAGE": "kk"})
    cli.bring_up_to_date(app)
    with app.app_context():
        db.connect(reuse_if_open=True)
        number, piles = _school()
        db.close()
    rows = [_by(url, number, piles, answer) for answer in ("JSON", "fragments")]
    return table(["Class by stack scan", "wall s", "requests", "server CPU s", "p50, p95 ms"], rows)


def _by(url: str, number: int, piles: list[list[str]], answer: str) -> list[str]:
    """Scan the whole class, title after title, and return the row; then take it all back."""
    with serving(url) as server:
        desk = Desk(server.address, "head", PASSWORD).sign_in()
        process = psutil.Process(server.process.pid)
        before = _cpu(process)
        begun = time.perf_counter()
        page = desk.ask("GET", f"/class-issue/{number}/")
        times: list[float] = []
        path = f"/class-issue/{number}/scan"
        for pile in piles:
            for code in pile:
                times.append(_scan(desk, path, code, answer))
        wall = time.perf_counter() - begun
        cpu = _cpu(process) - before
        desk.close()
    if page.status != 200 or _given(url, take_back=True) != PUPILS * TITLES:
        raise RuntimeError("the class did not get all its textbooks")
    spread = f"{ms(percentile(times, 0.5))}, {ms(percentile(times, 0.95))}"
    title = f"{PUPILS} pupils × {TITLES} titles, {answer}"
    return [title, f"{wall:.2f}", str(1 + len(times)), f"{cpu:.2f}", spread]


def _scan(desk: Desk, path: str, code: str, answer: str) -> float:
    if answer == "JSON":
        return desk.post(path, code=code).seconds
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "text/html",
        "X-Desk": "fragments",
        "X-CSRFToken": desk.token,
    }
    return desk.ask("POST", path, f"code={code}", headers).seconds


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _given(url: str, *, take_back: bool) -> int:
    app = create_app({"DATABASE_URL": url, "SECRET_KEY": "bench", "LANGUAGE": "kk"})
    with app.app_context():
        db.connect(reuse_if_open=True)
        given = Loan.select().where(Loan.returned_at.is_null()).count()
        if take_back:
            Loan.update(returned_at=clock.now()).where(Loan.returned_at.is_null()).execute()
        db.close()
    return int(given)


def _school() -> tuple[int, list[list[str]]]:
    """Make classes, pupils, the set and its copies; return a class and its piles of codes."""
    from core.staff import create_staff

    create_staff(login="head", password=PASSWORD, role="head", full_name="Гүлнар", by=None)
    year = rules.issue_year(clock.today())
    with transaction():
        whole = TextbookSet.create(school_year=year, grade=7, language="kk")
        piles = []
        copies = 0
        for at in range(TITLES):
            record = Record.create(title=f"Оқулық {at}", kind="textbook", grade=7)
            item = SetItem.create(textbook_set=whole, position=at, subject=str(at))
            SetEdition.create(item=item, record=record)
            first = bulk.next_id(Copy)
            count = PUPILS * CLASSES
            bulk.insert_rows(Copy, tuple(Copy._meta.fields), _copies(int(record.id), first, count))
            copies += count
            piles.append([make_code(Kind.COPY, first + one) for one in range(PUPILS)])
        classes = [
            SchoolClass.create(grade=7, letter=f"Ә{one}", language="kk") for one in range(CLASSES)
        ]
        first = bulk.next_id(Reader)
        rows = (
            _pupil(first + one, int(classes[one // PUPILS].id)) for one in range(PUPILS * CLASSES)
        )
        bulk.insert_rows(Reader, tuple(Reader._meta.fields), rows)
    return int(classes[0].id), piles


def _copies(record: int, first: int, count: int) -> list[list[object]]:
    found = []
    for number in range(first, first + count):
        one = Copy(
            id=number,
            record=record,
            inventory_no=str(number),
            fund="textbook",
            received_on=date(2025, 8, 1),
        )
        one.derive()
        found.append([one.__data__.get(name) for name in Copy._meta.fields])
    return found


def _pupil(number: int, school_class: int) -> list[object]:
    name = f"Оқушы {number:05d}"
    one = Reader(
        id=number,
        card_no=1000 + number,
        last_name=name,
        first_name="Аты",
        school_class=school_class,
    )
    one.derive()
    one.sort_key = sort_key(name)
    return [one.__data__.get(field) for field in Reader._meta.fields]
