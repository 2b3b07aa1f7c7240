"""A library that had records before the search knew stems and sounds finds them afterwards."""

import importlib
from collections.abc import Iterator

import pytest
from playhouse.migrations import Runner

from core import migrate
from core.database import db, is_sqlite, open_database
from plugins.catalogue.models import Record
from plugins.catalogue.services import search
from tests.databases import Databases

BEFORE = ("0001_initial", "0002_search_names", "0003_full_records", "0004_known_apart")
OLD = {
    "kind": "textbook",
    "title": "Алгебра",
    "part": "1-бөлім",
    "authors": "Әбілқасымова А.",
    "language": "kk",
    "publisher": "Мектеп",
    "city": "Алматы",
    "year": 2019,
    "isbn": "",
    "bbk": "22.14",
    "udc": "",
    "author_mark": "",
    "grade": 7,
    "subject": "Алгебра",
    "annotation": "",
    "created_at": "2020-01-01 00:00:00",
    "sort_key": "2031",
    "search_text": "алгебра 1 болим абилкасымова а алгебра мектеп 2019",
}


@pytest.fixture
def old_library(databases: Databases) -> Iterator[None]:
    """A library with one textbook, as it was before the migration."""
    url = databases.empty()
    open_database(url)
    Runner(db.obj, str(migrate.CORE), table_name="core_migration").up()
    for name in BEFORE:
        importlib.import_module(f"plugins.catalogue.migrations.{name}").up(None, db.obj)
    mark = "?" if is_sqlite() else "%s"
    names = ", ".join(f'"{name}"' for name in OLD)
    marks = ", ".join([mark] * len(OLD))
    db.execute_sql(
        f'INSERT INTO "catalogue_record" ({names}) VALUES ({marks})', tuple(OLD.values())
    )
    yield
    db.obj.shut()
    databases.drop(url)


def test_old_records_are_found_by_sound_stem_and_mistake(old_library: None) -> None:
    importlib.import_module("plugins.catalogue.migrations.0005_search").up(None, db.obj)

    # Not whole rows: records may have columns by now that this library has not.
    ((number, found_by),) = Record.select(Record.id, Record.search_text).tuples()
    for typed in ("algebra 7 synyp", "алгебраның", "алгебпа", "author:abilkasymova", "алгебра 7"):
        assert search.find(typed).ids == [number], typed
    same = Record(**OLD)
    same.derive()
    assert found_by == same.search_text
    Record.delete().execute()
    assert search.find("алгебра").ids == []
