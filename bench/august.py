"""Readers and textbooks of a whole school: class lists, the provision report, the return pile."""

import io
import time
from datetime import datetime
from pathlib import Path

import openpyxl

from app import create_app
from bench.figures import ms, percentile, table, timed
from bench.schools import LARGE, PASSWORD, SMALL, make_school
from core import cli
from core.database import db, transaction
from core.intake import matched, read_table, sort_rows
from core.models import Staff
from plugins.circulation.models import Loan
from plugins.fund.models import Copy
from plugins.readers.models import Reader
from plugins.readers.services import class_lists
from plugins.textbooks.services import provision
from tests.serving import serving
from tests.soak.desks import Desk

#: What the customer asked for: pupils in one list, books in the pile.
PUPILS, PILE = 2500, 400


def measure(folder: Path, *, quick: bool) -> str:
    """Return the table, measured in an empty library and in the large demo school."""
    size = SMALL if quick else LARGE
    rows = [_class_list(folder, PUPILS // 10 if quick else PUPILS)]
    school = make_school(size, folder)
    rows.append(_provision(school.url, size.name))
    rows.append(_pile(school.url, PILE // 10 if quick else PILE))
    return table(["August and May", "figure", "aim"], rows)


def _class_list(folder: Path, pupils: int) -> list[str]:
    app = create_app({"DATABASE_URL": f"sqlite:///{folder / 'lists.db'}", "SECRET_KEY": "bench"})
    cli.bring_up_to_date(app)
    data = _workbook(pupils)
    with app.app_context(), app.test_request_context():
        db.connect(reuse_if_open=True)
        person = Staff.create(login="b", full_name="b", role="head", password_hash="-")
        chosen = {"language": "kk", "gone": "stay"}
        begun = time.perf_counter()
        lines = read_table(data, "list.xlsx", class_lists.WANTED)
        rows = sort_rows(lines, matched(lines.heads, class_lists.WANTED), class_lists.WANTED)
        plan = class_lists.plan(rows, chosen)
        with transaction():
            answers = {one.key: "other" for one in plan.questions}
            class_lists.take(plan, answers, chosen, by=person, progress=lambda _done, _all: None)
        took = time.perf_counter() - begun
        if Reader.select().count() != pupils:
            raise RuntimeError("not every pupil came in")
        db.close()
    return [
        f"class list of {pupils} pupils (XLSX), read, looked through and taken",
        f"{took:.2f} s",
        "5 s",
    ]


def _workbook(pupils: int) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["№", "Оқушының аты-жөні", "Сыныбы", "Туған күні"])
    for at in range(pupils):
        grade, letter = 1 + at // 25 % 11, "АӘБВГҒДЕЖ"[at // 275 % 9]
        name = f"{_word(at, 7)}ов {_word(at * 31 + 5, 5)} {_word(at * 17 + 3, 6)}ұлы"
        born = datetime(2019 - grade, 1 + at % 12, 1 + at % 28)
        sheet.append([at + 1, name, f"{grade}{letter}", born])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _word(number: int, length: int) -> str:
    """Return a made-up name that no other number has."""
    signs = "абдежзиклмнорстуы"
    found = ""
    for _one in range(length):
        number, at = divmod(number * 7 + 11, len(signs))
        found += signs[at]
    return found.capitalize()


def _provision(url: str, where: str) -> list[str]:
    app = create_app({"DATABASE_URL": url, "SECRET_KEY": "bench"})
    with app.app_context(), app.test_request_context():
        db.connect(reuse_if_open=True)
        times = timed(provision.report, 20, warm_up=2)
        db.close()
    return [f"provision report, {where}, p50", f"{ms(percentile(times, 0.5))} ms", "300 ms"]


def _pile(url: str, books: int) -> list[str]:
    app = create_app({"DATABASE_URL": url, "SECRET_KEY": "bench"})
    with app.app_context():
        db.connect(reuse_if_open=True)
        loans = Loan.select(Loan.copy).where(Loan.returned_at.is_null()).limit(books)
        codes = [one.code for one in Copy.select().where(Copy.id.in_(loans))]
        db.close()
    with serving(url) as server:
        desk = Desk(server.address, "head", PASSWORD).sign_in()
        times = [desk.post("/collection/0/scan", code=code).seconds for code in codes]
        desk.close()
    rate = f"{len(times) / sum(times):.0f} books/s"
    return ["return pile over HTTP, one desk", f"p50 {ms(percentile(times, 0.5))} ms, {rate}", ""]
