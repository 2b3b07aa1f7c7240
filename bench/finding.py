"""The search of the catalogue at 100,000 records, facets and all: what a question costs.

The records are made of the demo catalogue's titles and authors (a tenth of them as they are), and
of invented words that are as unevenly frequent as words are. Half of the words of a title come
from the few hundred of the demo catalogue, so the widest questions find far more than they would
in a school.
"""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from app import create_app
from bench.figures import ms, percentile, table
from core import bulk, cli
from core.database import db, transaction
from core.demo import read_table
from plugins.catalogue.demo import DATA
from plugins.catalogue.models import Record
from plugins.catalogue.services import search

RECORDS = 100_000

#: What is typed, by what it asks of the search.
QUERIES = {
    "one word": ("қазақ", "алгебра", "тарих", "пушкин", "ертегілер"),
    "two words, swapped": ("жолы абай", "тілі қазақ", "пушкин сказки", "казахстана история"),
    "Latin letters": ("qazaq tili", "Abai zholy", "Auezov", "kazakh", "Pushkin skazki"),
    "a typing mistake": ("матаматика", "алгебар 7", "қазақтан тарихы", "пушкни"),
    "a phrase": ('"абай жолы"', "«қазақ тілі»", '"история казахстана"'),
    "author:, year:": ("author:Әуезов", "автор:пушкин сказки", "тарих жылы:2015-2020"),
    "the beginning of a word": ("мате", "қаз", "алгеб 8"),
    "nothing found": ("жоқкітап", "абай зззз"),
}
FACETS = (
    ("қазақ", search.Filters(kind="textbook", language="kk")),
    ("алгебра", search.Filters(grade=7)),
    ("тарих", search.Filters(branch="63")),
)


class _Times:
    """How long searches took, by the clock and by the processor, which others use too."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.cpu: list[float] = []

    def add(self, work: Callable[[], object], times: int) -> None:
        for number in range(-2, times):
            wall, cpu = time.perf_counter(), time.thread_time()
            work()
            if number >= 0:
                self.wall.append(time.perf_counter() - wall)
                self.cpu.append(time.thread_time() - cpu)

    def join(self, other: "_Times") -> None:
        self.wall += other.wall
        self.cpu += other.cpu

    def figures(self) -> list[str]:
        wall = [ms(percentile(self.wall, share)) for share in (0.5, 0.95, 0.99)]
        return [*wall, ms(percentile(self.cpu, 0.95))]


def measure(folder: Path, *, quick: bool) -> str:
    """Return the table of searches, measured in a library of its own."""
    url = f"sqlite:///{folder / 'finding.db'}"
    app = create_app({"DATABASE_URL": url, "SECRET_KEY": "bench", "LANGUAGE": "kk"})
    cli.bring_up_to_date(app)
    many, times = (RECORDS // 10, 5) if quick else (RECORDS, 30)
    with app.app_context():
        db.connect(reuse_if_open=True)
        columns = tuple(Record._meta.fields)
        begun = time.perf_counter()
        rows = [tuple(one.__data__.get(name) for name in columns) for one in _records(many)]
        derived = time.perf_counter() - begun
        begun = time.perf_counter()
        with transaction():
            bulk.insert_rows(Record, columns, rows)
        written = time.perf_counter() - begun
        begun = time.perf_counter()
        search.find("абай")
        first = time.perf_counter() - begun
        lines, everything = [], _Times()
        asked: dict[str, list[Callable[[], search.Found]]] = {
            title: [partial(search.find, text) for text in texts]
            for title, texts in QUERIES.items()
        }
        asked["facets chosen"] = [partial(search.find, text, filters=one) for text, one in FACETS]
        asked["sorted by title"] = [partial(search.find, "қазақ", sort="title")]
        for title, works in asked.items():
            took = _Times()
            for work in works:
                took.add(work, times)
            lines.append([title, *took.figures(), str(max(work().total for work in works))])
            everything.join(took)
        lines.append(["all of them", *everything.figures(), ""])
        db.close()
    heads = [f"Search among {many:,} records", "p50 ms", "p95 ms", "p99 ms", "p95 of CPU", "found"]
    return (
        f"{table(heads, lines)}\n\n"
        f"The aim is a p95 of 30 ms; it was {ms(percentile(everything.wall, 0.95))} ms, and "
        f"{ms(percentile(everything.cpu, 0.95))} ms of the processor's own time. "
        f"The first search of a program that has just started, or has missed many changes, reads "
        f"the columns that facets are counted from: {ms(first)} ms. To make the search text of a "
        f"record takes {ms(derived / many)} ms, to write the record with its index "
        f"{ms(written / many)} ms.\n"
    )


def _records(count: int) -> Iterator[Record]:
    dice = Random(1)
    books, textbooks = read_table(DATA / "books.tsv"), read_table(DATA / "textbooks.tsv")
    houses = [row["name"] for row in read_table(DATA / "publishers.tsv")]
    known: list[dict[str, Any]] = [
        {"title": row["title"], "authors": row["author"], "language": row["language"]}
        | {"bbk": row["bbk"]}
        for row in books
    ]
    known += [
        {"title": row["title"], "authors": row["authors"], "language": row["language"]}
        | {"bbk": "22.1", "grade": int(row["grade"]), "subject": row["subject"]}
        | {"kind": "textbook"}
        for row in textbooks
    ]
    words: dict[str, list[str]] = {}
    names: dict[str, list[str]] = {}
    for one in known:
        words.setdefault(one["language"], []).extend(one["title"].replace(":", " ").split())
        names.setdefault(one["language"], []).extend(one["authors"].split("; "))
    invented = _invented(dice)
    for number in range(1, count + 1):
        if dice.random() < 0.1:
            values = dict(dice.choice(known))
        else:
            language = dice.choices(("kk", "ru", "en"), (60, 35, 5))[0]
            title = " ".join(
                dice.choice(words[language])
                if dice.random() < 0.5
                else invented[min(int(dice.paretovariate(0.6)), len(invented) - 1)]
                for _word in range(dice.randint(2, 5))
            )
            author = f"{dice.choice(invented).capitalize()}ов {dice.choice('АБДЕЖМНС')}."
            values = {
                "title": title.capitalize(),
                "authors": dice.choice(names[language]) if dice.random() < 0.2 else author,
                "language": language,
                "kind": dice.choices(("book", "reference", "brochure"), (80, 8, 12))[0],
                "bbk": dice.choice(books)["bbk"],
            }
        record = Record(
            id=number,
            publisher=dice.choice(houses),
            year=dice.randint(1985, 2025),
            isbn=str(9780000000000 + number),
            **values,
        )
        record.derive()
        yield record


def _invented(dice: Random) -> list[str]:
    syllables = "ба ла са ры қа ра ту ман ғы лым жол дас нұр бек ай гүл шы на тө ле ми ов ин ко"
    parts = syllables.split()
    return [
        "".join(dice.choice(parts) for _part in range(dice.randint(2, 4))) for _n in range(12_000)
    ]
