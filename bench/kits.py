"""Kit mode: a class in one transaction, the whole school class by class, beside bare SQL."""

import sqlite3
import time
from datetime import date
from pathlib import Path

from app import create_app
from bench.figures import ms, percentile, table
from core import bulk, cli, clock
from core.database import db, transaction
from plugins.catalogue.models import Record
from plugins.circulation.models import Loan
from plugins.circulation.services import kits, rules
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass
from plugins.textbooks.models import SetEdition, SetItem, TextbookSet

#: What the customer asked for: 2,000 pupils in classes of 25, 11 grades, 12 titles each.
PUPILS, SIZE, GRADES, TITLES = 2000, 25, 11, 12


def measure(folder: Path, *, quick: bool) -> str:
    """Return the table of kit mode, measured in a library of its own."""
    url = f"sqlite:///{folder / 'kits.db'}"
    app = create_app({"DATABASE_URL": url, "SECRET_KEY": "bench", "LANGUAGE": "kk"})
    cli.bring_up_to_date(app)
    with app.app_context():
        db.connect(reuse_if_open=True)
        classes = _school(PUPILS // 4 if quick else PUPILS)
        plans, times = [], []
        begun = time.perf_counter()
        for one in classes:
            start = time.perf_counter()
            plan = kits.plan_kit(one)
            plans.append(time.perf_counter() - start)
            start = time.perf_counter()
            kits.give_kit(one, by=None, digest=plan.digest)
            times.append(time.perf_counter() - start)
        whole = time.perf_counter() - begun
        giving = sum(times)
        loans = Loan.select().count()
        rows = list(db.execute_sql("SELECT * FROM circulation_loan ORDER BY id").fetchall())
        db.close()
    bare = _bare(folder, rows, SIZE * TITLES)
    if loans != len(classes) * SIZE * TITLES:
        raise RuntimeError(f"{loans} loans were made")
    return table(
        ["Kit mode", "figure", "aim", "beside it"],
        [
            ["a class, dry run, p50", f"{ms(percentile(plans, 0.5))} ms", "", ""],
            ["a class given, p50", f"{ms(percentile(times, 0.5))} ms", "", "one transaction"],
            [
                f"whole school, {loans} loans, dry runs included",
                f"{whole:.2f} s",
                "under 10 s",
                f"executemany of the same rows {bare:.2f} s",
            ],
            ["loans a second while giving", f"{loans / giving:.0f}", "2400", f"{loans / bare:.0f}"],
        ],
    )


def _bare(folder: Path, rows: list[tuple[object, ...]], each: int) -> float:
    """Return the seconds that plain sqlite3 takes for the same rows, as many a transaction."""
    line = sqlite3.connect(folder / "bare.db", isolation_level=None)
    source = sqlite3.connect(folder / "kits.db")
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF"):
        line.execute(f"PRAGMA {pragma}")
    made = source.execute(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'circulation_loan' AND sql IS NOT NULL"
    ).fetchall()
    for (sql,) in made:
        line.execute(sql)
    places = ", ".join("?" * len(rows[0]))
    begun = time.perf_counter()
    for at in range(0, len(rows), each):
        line.execute("BEGIN IMMEDIATE")
        line.executemany(f"INSERT INTO circulation_loan VALUES ({places})", rows[at : at + each])
        line.execute("COMMIT")
    took = time.perf_counter() - begun
    line.close()
    source.close()
    return took


def _school(pupils: int) -> list[SchoolClass]:
    """Make classes, pupils, sets and as many copies as there are pupils, five in a hundred more."""
    year = rules.issue_year(clock.today())
    classes: list[SchoolClass] = []
    with transaction():
        for at in range(pupils // SIZE):
            classes.append(
                SchoolClass.create(grade=1 + at % GRADES, letter=f"{at // GRADES}", language="kk")
            )
        readers, copies = [], []
        reader, copy = bulk.next_id(Reader), bulk.next_id(Copy)
        for one in classes:
            for number in range(SIZE):
                name = f"Оқушы {number:02d}"
                it = Reader(
                    id=reader,
                    card_no=1000 + reader,
                    last_name=name,
                    first_name="А",
                    school_class=one,
                )
                it.derive()
                readers.append([it.__data__.get(name_) for name_ in Reader._meta.fields])
                reader += 1
        for grade in range(1, GRADES + 1):
            whole = TextbookSet.create(school_year=year, grade=grade, language="kk")
            needed = sum(one.grade == grade for one in classes) * SIZE
            for place in range(TITLES):
                record = Record.create(title=f"Оқулық {place}", kind="textbook", grade=grade)
                item = SetItem.create(textbook_set=whole, position=place, subject=str(place))
                SetEdition.create(item=item, record=record)
                for _one in range(needed + needed // 20):
                    book = Copy(
                        id=copy,
                        record=record,
                        inventory_no=str(copy),
                        fund="textbook",
                        received_on=date(2025, 8, 1),
                    )
                    book.derive()
                    copies.append([book.__data__.get(name) for name in Copy._meta.fields])
                    copy += 1
        bulk.insert_rows(Reader, tuple(Reader._meta.fields), readers)
        bulk.insert_rows(Copy, tuple(Copy._meta.fields), copies)
    return classes
