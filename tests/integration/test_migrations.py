"""Migrations build exactly what the models say: columns, checks, partial indexes, triggers."""

import importlib
import re

import pytest

from app import all_models
from core import migrate, sections
from core.database import BaseModel, db, is_sqlite, open_database
from core.search import SearchIndex
from plugins.catalogue.models import SEARCH as RECORDS
from plugins.catalogue.models import Record
from plugins.readers.models import SEARCH as READERS
from plugins.readers.models import Reader
from tests.databases import Databases
from tests.makers import make_reader, make_record


def _describe() -> dict[str, str]:
    """Return what the open database holds, by name, whitespace and history tables left out."""
    if is_sqlite():
        rows = db.execute_sql(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL "
            "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_migration%'"
        ).fetchall()
    else:
        rows = db.execute_sql(_POSTGRESQL).fetchall()
    return {name: re.sub(r"\s+", " ", str(text)) for name, text in rows}


_POSTGRESQL = """
    SELECT 'column ' || table_name || '.' || column_name,
           data_type || ' ' || is_nullable || ' ' || COALESCE(character_maximum_length, 0)
      FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name !~ '_migration$'
    UNION ALL
    SELECT 'constraint ' || conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
      FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text !~ '_migration$'
    UNION ALL
    SELECT 'index ' || indexname, indexdef FROM pg_indexes
     WHERE schemaname = 'public' AND tablename !~ '_migration$'
    UNION ALL
    SELECT 'trigger ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT 'function ' || proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""


def test_migrations_build_what_the_models_say(databases: Databases, database: str) -> None:
    by_migrations = _describe()

    url = databases.empty()
    open_database(url)
    models = all_models()
    db.create_tables(models, safe=False)
    for model in models:
        for statement in model.extra_ddl().get("sqlite" if is_sqlite() else "postgresql", []):
            db.execute_sql(statement)
    by_models = _describe()
    db.obj.shut()
    databases.drop(url)

    assert by_migrations == by_models


def test_a_migrated_library_has_nothing_pending(database: str) -> None:
    assert migrate.pending(sections.find_sections()) == []


def test_an_empty_database_says_what_is_pending(databases: Databases) -> None:
    url = databases.empty()
    open_database(url)

    waiting = migrate.pending(sections.find_sections())

    db.obj.shut()
    databases.drop(url)
    assert "core/0001_initial" in waiting
    assert "circulation/0001_initial" in waiting


def test_migrating_twice_changes_nothing(database: str) -> None:
    before = _describe()

    again = migrate.migrate(sections.find_sections())

    assert again == []
    assert _describe() == before


@pytest.mark.parametrize(
    ("section", "index", "model"),
    [("catalogue", RECORDS, Record), ("readers", READERS, Reader)],
)
def test_what_was_folded_before_is_found_under_both_spellings(
    database: str, section: str, index: SearchIndex, model: type[BaseModel]
) -> None:
    kept = (
        make_record("Қан мен тер", authors="Нұрпейісов Әбдіжәміл")
        if section == "catalogue"
        else make_reader("Нұрпейісов Әбдіжәміл")
    )
    model.update(search_text="нурпеиисов э").execute()

    importlib.import_module(f"plugins.{section}.migrations.0002_search_names").up(None, db.obj)

    for name in ("Нурпеисов", "Нұрпейісов", "нурпе"):
        assert list(model.select().where(index.matching(name))) == [kept]
    assert model.get().search_text == "нурпеисов е"
