"""Cleaning a catalogue up: all pairs that look alike, near ones at entry, a merge, cards."""

import time
from pathlib import Path
from typing import Any

from app import create_app
from bench.figures import ms, percentile, table
from core import bulk, cli
from core.database import db, transaction
from core.renderers import RENDERERS
from plugins.catalogue.documents import catalogue_cards
from plugins.catalogue.models import Record
from plugins.catalogue.services import cards, doubles, merging, people

RECORDS = 100_000

NAMES = ("Әуезов Мұхтар", "Нұрпейісов Ә.", "Сейфуллин Сәкен", "Ким К.", "Досов Д.", "Пушкин А. С.")


def measure(folder: Path, *, quick: bool) -> str:
    """Return the table, measured in a catalogue of its own: one title in fifty is there twice."""
    count = RECORDS // 10 if quick else RECORDS
    url = f"sqlite:///{folder / 'catalogue.db'}"
    app = create_app({"DATABASE_URL": url, "SECRET_KEY": "bench", "LANGUAGE": "kk"})
    cli.bring_up_to_date(app)
    with app.app_context():
        db.connect(reuse_if_open=True)
        with transaction():
            _fill(count)
        linked = _timed(lambda: people.link_all(by=None))
        db.execute_sql("ANALYZE")
        found: list[Any] = []
        pairs = _timed(lambda: found.extend(doubles.pairs()))
        near = [
            _timed(lambda place=place: doubles.near({"title": f"Қазақ тарихы {place}"}))
            for place in range(50)
        ]
        merged = [
            _timed(
                lambda one=one: merging.merge(
                    Record.get_by_id(one.first), Record.get_by_id(one.second), by=None
                )
            )
            for one in found[:50]
        ]
        ids = [int(one.id) for one in Record.select(Record.id).limit(250)]
        drawn = _timed(lambda: RENDERERS["pdf"](catalogue_cards(cards.cards_of(ids))))
        made = len(cards.cards_of(ids))
        db.close()
    return table(
        [f"Catalogue of {count} records", "figure", "of the processor"],
        [
            ["all authors linked to persons", *_seconds(linked)],
            [f"all pairs that look alike ({len(found)} shown)", *_seconds(pairs)],
            ["near ones at entry, p95", *_milliseconds(near, 0.95)],
            ["two records merged, p50", *_milliseconds(merged, 0.5)],
            [f"{made} cards as PDF", *_seconds(drawn)],
        ],
    )


def _timed(deed: Any) -> tuple[float, float]:
    """Return how long it took by the clock, and of the processor's time."""
    start, spent = time.perf_counter(), time.process_time()
    deed()
    return time.perf_counter() - start, time.process_time() - spent


def _seconds(taken: tuple[float, float]) -> list[str]:
    return [f"{one:.2f} s" for one in taken]


def _milliseconds(taken: list[tuple[float, float]], share: float) -> list[str]:
    return [f"{ms(percentile(list(one), share))} ms" for one in zip(*taken, strict=True)]


def _fill(count: int) -> None:
    columns = tuple(Record._meta.fields)
    rows = []
    for number in range(1, count + 1):
        # Every fiftieth says once more what the one before said.
        told = number - 1 if number % 50 == 0 else number
        record = Record(
            id=number,
            title=f"Қазақ тарихы {told}",
            authors=f"{NAMES[told % len(NAMES)]}; {NAMES[told // 7 % len(NAMES)]}",
            year=1990 + told % 35,
            publisher="Атамұра",
        )
        record.derive()
        rows.append(tuple(record.__data__.get(name) for name in columns))
    bulk.insert_rows(Record, columns, rows)
