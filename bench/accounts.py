"""The books of account: what an acceptance, a book, labels, a stock-take, an old list cost."""

import io
import time
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import psutil
from flask import Flask
from flask_babel import force_locale
from fpdf import FPDF

from app import create_app
from bench.figures import percentile, table
from bench.schools import PASSWORD
from core import cli
from core.barcodes import Kind, make_code
from core.database import db, transaction
from core.intake import matched, read_table, sort_rows
from core.labels import PRESETS, bars_of
from plugins.catalogue.models import Record
from plugins.fund.documents import print_book
from plugins.fund.models import Copy, Delivery, Stocktake
from plugins.fund.services import deliveries, inventory, labels, opening
from tests.serving import serving
from tests.soak.desks import Desk

#: What the customer asked for: titles by copies, lines, labels, rows of an old inventory.
TITLES, EACH = 100, 30
LINES, LABELS, ROWS = 100_000, 10_000, 20_000
SCANS = 500


def measure(folder: Path, *, quick: bool) -> str:
    """Return the table of the accounts, measured in a library of its own."""
    path = folder / "accounts.db"
    url = f"sqlite:///{path}"
    app = create_app({"DATABASE_URL": url, "SECRET_KEY": "bench", "LANGUAGE": "kk"})
    cli.bring_up_to_date(app)
    part = 10 if quick else 1
    rows: list[list[str]] = []
    with app.app_context(), force_locale("kk"):
        db.connect(reuse_if_open=True)
        _head()
        rows.append(_acceptance())
        rows.append(_old_list(ROWS // part))
        rows.append(_labels(LABELS // part))
        rows.append(_inventory_book(LINES // part, folder))
        db.close()
    rows.append(_stocktake(url, SCANS // part))
    return table(["The books of account", "figure", "aim", "beside it"], rows) + "\n"


def _head() -> None:
    from core.staff import create_staff

    create_staff(login="head", password=PASSWORD, role="head", full_name="Гүлнар", by=None)


def _took(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _deliver(titles: int, each: int) -> Delivery:
    delivery = Delivery.create(fund="textbook", document_no="15")
    for at in range(titles):
        record = Record.create(title=f"Алгебра {at}", kind="textbook", grade=1 + at % 11)
        deliveries.add_line(delivery, record, quantity=each, price=Decimal("2450.50"), by=None)
    return delivery


def _acceptance() -> list[str]:
    times = []
    for _round in range(3):
        delivery = _deliver(TITLES, EACH)
        times.append(_took(lambda delivery=delivery: deliveries.accept(delivery, by=None)))
    took = percentile(times, 0.5)
    return [f"acceptance, {TITLES} × {EACH} copies", f"{took:.2f} s", "2 s", ""]


def _old_list(rows: int) -> list[str]:
    data = _workbook(rows)

    def take() -> None:
        sheet = read_table(data, "old.xlsx", opening.WANTED)
        good = sort_rows(sheet, matched(sheet.heads, opening.WANTED), opening.WANTED)
        with transaction():
            plan = opening.plan(good, "main", {"kind": "book"})
            answers = {one.key: "other" for one in plan.questions}
            opening.take(plan, answers, "main", "list", by=None, progress=lambda _done, _all: None)

    return [f"old inventory of {rows} rows (XLSX)", f"{_took(take):.1f} s", "20 s", ""]


def _workbook(rows: int) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["Күні", "Инв. №", "Авторы мен атауы", "Жылы", "Бағасы", "ЖЕК №", "Бөлімі"])
    for at in range(rows):
        title = at // 6
        day = datetime(2001 + title % 20, 1 + title % 12, 1 + title % 28)
        what = f"Авторов А.Б. Роман {title}"
        sheet.append([day, 1001 + at, what, 1990 + title % 30, 150.5, f"{1 + title % 12}/2019", 84])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _labels(count: int) -> list[str]:
    """Print labels, and beside it draw the same bars with fpdf2 alone."""
    sheet = PRESETS["a4-4x10"]
    ids = [row[0] for row in Copy.select(Copy.id).order_by(Copy.id).limit(count).tuples()]
    ours = _took(lambda: labels.print_labels(ids, sheet, by=None))

    def bare() -> None:
        paper = FPDF(unit="mm", format=(sheet.page_width, sheet.page_height))
        for place, one in enumerate(ids):
            on_page = place % sheet.per_page
            if not on_page:
                paper.add_page()
            x, y = sheet.cell(on_page)
            for left, width in bars_of(sheet, make_code(Kind.COPY, one)):
                paper.rect(x + left, y + 2, width, 12, style="F")
        paper.output()

    alone = _took(bare)
    beside = f"the bars alone by fpdf2: {alone:.1f} s, {ours / alone:.2f} ×"
    return [f"{len(ids)} labels, 4 × 10", f"{ours:.1f} s", "10 s", beside]


def _inventory_book(lines: int, folder: Path) -> list[str]:
    while Copy.select().where(Copy.fund == "textbook").count() < lines:
        lacking = lines - Copy.select().where(Copy.fund == "textbook").count()
        deliveries.accept(_deliver(TITLES, max(1, min(100, lacking // TITLES))), by=None)
    process = psutil.Process()
    before = process.memory_info().rss
    peak = [before]

    def note(_done: int, _all: int) -> None:
        peak[0] = max(peak[0], process.memory_info().rss)

    pages = inventory.whole("textbook", "inventory")
    took = _took(lambda: print_book(pages, folder / "book.pdf", note))
    size = (folder / "book.pdf").stat().st_size / 2**20
    beside = (
        f"{(peak[0] - before) / 2**20:.0f} MB more than before it, {peak[0] / 2**20:.0f} MB in "
        f"all; the file {size:.0f} MB"
    )
    return [f"inventory book of {lines} lines (PDF)", f"{took:.1f} s", "60 s", beside]


def _stocktake(url: str, scans: int) -> list[str]:
    with serving(url) as server:
        desk = Desk(server.address, "head", PASSWORD).sign_in()
        number = _begun(url)
        codes = [make_code(Kind.COPY, one) for one in range(1, scans + 1)]
        path = f"/fund/stocktakes/{number}/scan"
        desk.post(path, code=codes[0])
        begun = time.perf_counter()
        kinds = {desk.post(path, code=code).kind for code in codes[1:]}
        took = time.perf_counter() - begun
        desk.close()
    if kinds != {"present"}:
        raise RuntimeError(f"a stock-take answered {kinds}")
    beside = f"{took / (scans - 1) * 1000:.1f} ms a scan"
    return ["stock-take over HTTP, one desk", f"{(scans - 1) / took:.0f} scans/s", "", beside]


def _begun(url: str) -> int:
    app: Flask = create_app({"DATABASE_URL": url, "SECRET_KEY": "bench", "LANGUAGE": "kk"})
    with app.app_context():
        db.connect(reuse_if_open=True)
        number = int(Stocktake.create(fund="textbook").id)
        db.close()
    return number
