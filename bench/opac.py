"""The pupils' catalogue at 100,000 records over HTTP: its pages, and a class with phones."""

import re
import threading
import time
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from urllib.parse import quote, urlencode, urlsplit

from app import create_app
from bench.figures import ms, percentile, spread, table, timed
from core import bulk, cli, clock, passwords, settings
from core.database import db, transaction
from core.demo import read_table
from core.models import Staff
from plugins.catalogue.demo import DATA
from plugins.catalogue.models import Record
from plugins.circulation.models import Loan
from plugins.circulation.services import reservations
from plugins.fund.models import Copy
from plugins.opac.models import ReaderPin
from plugins.readers.models import Reader, SchoolClass
from tests.serving import serving

RECORDS, READERS, CARD, PIN = 100_000, 1500, 1001, "482913"

#: What pupils type: a title, words turned round, Latin letters, a mistake, an author, too much.
WORDS = ("абай жолы", "жолы абай", "Abai zholy", "мендир", "пушкин", "қазақ", "тарих", "жоқкітап")


def measure(folder: Path, *, quick: bool) -> str:
    """Return the tables of the pupils' catalogue, measured in a library of its own."""
    url = f"sqlite:///{folder / 'opac.db'}"
    app = create_app({"DATABASE_URL": url, "SECRET_KEY": "bench", "LANGUAGE": "kk"})
    cli.bring_up_to_date(app)
    many, times = (RECORDS // 10, 20) if quick else (RECORDS, 100)
    with app.app_context():
        db.connect(reuse_if_open=True)
        _fill(many)
        db.close()
    with serving(url) as server:
        phone = _Phone(server.address)
        pages = {
            "first page": "/catalog/",
            **{f"search: {one}": f"/catalog/?q={quote(one)}" for one in WORDS},
            "search, a kind, on the shelf now": f"/catalog/?q={quote('абай')}&kind=book&in=1",
            "a book": f"/catalog/book/{many // 2}/",
            "new arrivals": "/catalog/new/",
            "what to read in grade 7": "/catalog/grade/7/",
        }
        rows = [_row(phone, title, path, times) for title, path in pages.items()]
        phone.sign_in()
        rows.append(_row(phone, "own page, signed in", "/catalog/me/", times))
        rows.append(_row(phone, "search, signed in", f"/catalog/?q={quote('абай')}", times))
        crowd = _class_with_phones(server.address, 4 if quick else 8)
    heads = [f"Page of the pupils' catalogue, {many:,} records", "p50 ms", "p95 ms", "p99 ms", "KB"]
    return f"{table(heads, rows)}\n\n{crowd}\n"


def _row(phone: "_Phone", title: str, path: str, times: int) -> list[str]:
    size = len(phone.get(path))
    return [title, *spread(timed(lambda: phone.get(path), times, warm_up=5)), f"{size / 1024:.0f}"]


class _Phone:
    """A browser that keeps its connection and its cookies, and nothing else."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.line = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, bytes]:
        headers = {"Cookie": "; ".join(f"{name}={one}" for name, one in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        for one in answer.headers.get_all("Set-Cookie") or ():
            name, _equals, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read()

    def get(self, path: str) -> bytes:
        status, page = self.ask("GET", path)
        if status != 200:
            raise RuntimeError(f"{path}: {status}")
        return page

    def sign_in(self) -> None:
        page = self.get("/catalog/me/sign-in").decode()
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found
        form = {"csrf_token": found.group(1), "card": CARD, "pin": PIN}
        status, _page = self.ask("POST", "/catalog/me/sign-in", urlencode(form))
        if status != 303:
            raise RuntimeError(f"sign-in: {status}")


def _class_with_phones(address: str, rounds: int) -> str:
    """Let 25 phones of one address search at once, each time its next words."""
    took: list[float] = []

    def one(number: int) -> None:
        phone = _Phone(address)
        for turn in range(rounds):
            words = WORDS[(number + turn) % len(WORDS)]
            begun = time.perf_counter()
            phone.get(f"/catalog/?q={quote(words)}")
            took.append(time.perf_counter() - begun)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(25)]
    begun = time.perf_counter()
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    spent = time.perf_counter() - begun
    if len(took) != 25 * rounds:
        raise RuntimeError("a phone was refused")
    return (
        f"25 phones of one class searching without a pause: {len(took) / spent:.0f} pages a "
        f"second, p50 {ms(percentile(took, 0.5))} ms, p95 {ms(percentile(took, 0.95))} ms."
    )


def _fill(many: int) -> None:
    """Make records with a copy or two each, a school of readers, and a loan for every tenth."""
    dice = Random(1)
    books = read_table(DATA / "books.tsv")
    words = sorted({word for row in books for word in row["title"].replace(":", " ").split()})
    with transaction():
        Staff.create(login="head", full_name="Head", role="head", password_hash="-")
        # What a crowd costs is measured, not how it is slowed down.
        settings.put({"opac.per_second": 1000, "opac.per_minute": 60_000}, by=None)
        classes = [SchoolClass.create(grade=grade, letter="А") for grade in range(1, 12)]
        for number in range(READERS):
            reader = Reader(
                card_no=CARD + number,
                last_name=dice.choice(words),
                first_name=dice.choice(words),
                school_class=classes[number % 11],
            )
            reader.save(force_insert=True)
        pin = passwords.hash_password(PIN)
        ReaderPin.create(reader=Reader.get(Reader.card_no == CARD), pin_hash=pin)
        columns = tuple(Record._meta.fields)
        bulk.insert_rows(Record, columns, _records(many, columns, books, words, dice))
        _copies_and_loans(many, dice)


def _records(many, columns, books, words, dice):
    for number in range(1, many + 1):
        row = dice.choice(books)
        is_known = number % 10 == 0
        record = Record(
            id=number,
            title=row["title"] if is_known else " ".join(dice.sample(words, 3)),
            authors=row["author"],
            language=row["language"],
            bbk=row["bbk"],
            author_mark=row["author"][:1] + f" {dice.randint(11, 99)}",
            year=dice.randint(1985, 2026),
            kind=dice.choices(("book", "reference", "brochure"), (80, 8, 12))[0],
        )
        record.derive()
        yield tuple(record.__data__.get(name) for name in columns)


def _copies_and_loans(many: int, dice: Random) -> None:
    columns = tuple(Copy._meta.fields)
    rows = []
    for number in range(1, many + many // 2 + 1):
        copy = Copy(
            id=number,
            record=(number - 1) % many + 1,
            inventory_no=str(number),
            received_on=clock.today() - timedelta(days=number * 7 % 9000),
            shelf=f"{number % 40}-сөре",
        )
        copy.derive()
        rows.append(tuple(copy.__data__.get(name) for name in columns))
    bulk.insert_rows(Copy, columns, rows)
    readers = [one for (one,) in Reader.select(Reader.id).tuples()]
    for number in range(1, many, 10):
        Loan.create(copy=number, reader=dice.choice(readers), due_on=date(2027, 1, 15))
    for number in range(1, 200, 10):
        reader = Reader.get_by_id(readers[number])
        record = Record.get_by_id(number + many // 2 + 1)
        reservations.reserve(record, reader, by=None)
