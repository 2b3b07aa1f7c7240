"""What pupils and teachers type gives, among the first three, the book they mean.

The list is `search_queries.tsv`: what is typed, then title, author, grade and language of the
record that should come first, as far as they tell it from others in the demo school's catalogue.
"""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.database import db, open_database, transaction
from core.demo import School
from plugins.catalogue.models import Record
from plugins.catalogue.services import search
from tests.databases import Databases

QUERIES = Path(__file__).parent / "search_queries.tsv"

#: The share of the queries whose record must be among the first three.
AIM = 0.95


def queries() -> list[list[str]]:
    lines = QUERIES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


@pytest.fixture(scope="module")
def catalogue(databases: Databases, empty_library: str) -> Iterator[str]:
    """The address of a library with the demo school's records."""
    from plugins.catalogue.demo import fill

    url = databases.copy(empty_library)
    open_database(url)
    with transaction():
        fill(School(seed=1, pupils=600, copies=20_000, loans=0, today=date(2026, 11, 23)))
    db.obj.shut()
    yield url
    databases.drop(url)


@pytest.fixture
def shelf(catalogue: str) -> Iterator[None]:
    open_database(catalogue)
    yield
    db.obj.shut()


def is_meant(record: Record, query: list[str]) -> bool:
    _typed, title, author, grade, language = query
    return (
        record.title == title
        and author in record.authors
        and grade in ("", str(record.grade))
        and language in ("", record.language)
    )


def place_of(query: list[str], typed: str) -> int:
    """Return the place of the record that is meant, 99 if it is not on the first page."""
    records = search.find(typed).records
    places = (place for place, one in enumerate(records, 1) if is_meant(one, query))
    return next(places, 99)


def test_the_list_is_long_enough(shelf: None) -> None:
    assert len({typed for typed, *_meant in queries()}) >= 60


def test_what_is_meant_is_among_the_first_three(shelf: None) -> None:
    places = {query[0]: place_of(query, query[0]) for query in queries()}

    missed = {typed: place for typed, place in places.items() if place > 3}
    assert len(missed) <= len(places) * (1 - AIM), missed
    first = sum(place == 1 for place in places.values())
    assert first >= len(places) * 0.85, {t: p for t, p in places.items() if p > 1}


def test_in_another_order_and_in_capitals_it_is_found_too(shelf: None) -> None:
    dice = random.Random(1)
    missed = []
    for query in queries():
        words = query[0].split()
        if '"' in query[0] or ":" in query[0]:
            continue
        dice.shuffle(words)
        if place_of(query, " ".join(words).upper()) > 3:
            missed.append(" ".join(words))

    assert len(missed) <= len(queries()) * (1 - AIM), missed
