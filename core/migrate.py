"""Migrations: each section's own, run in the order in which sections require each other."""

from collections.abc import Iterable
from pathlib import Path

from playhouse.migrations import Runner

from core.database import db
from core.section import FoundSection

CORE = Path(__file__).parent / "migrations"


def _runners(sections: Iterable[FoundSection]) -> list[tuple[str, Runner]]:
    places = [("core", CORE)] + [(one.name, one.path / "migrations") for one in sections]
    return [
        (name, Runner(db.obj, str(path), table_name=f"{name}_migration"))
        for name, path in places
        if path.is_dir()
    ]


def pending(sections: Iterable[FoundSection]) -> list[str]:
    """Return ``section/0001_initial`` for every migration not yet applied."""
    return [
        f"{name}/{one.name}"
        for name, runner in _runners(sections)
        for one in runner.status()
        if not one.applied
    ]


def migrate(sections: Iterable[FoundSection]) -> list[str]:
    """Apply what is pending, section by section, and return what was applied."""
    done: list[str] = []
    for name, runner in _runners(sections):
        done += [f"{name}/{getattr(one, 'name', one)}" for one in runner.up() or ()]
    return done
