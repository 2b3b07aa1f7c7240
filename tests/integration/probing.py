"""A section that answers one question at a time, with words that stand nowhere else."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from app import create_app
from core import sections, settings
from core.answers import Block
from core.hookspecs import hookimpl
from core.sections import find_sections, hook, plug_in

WORDS = "Зымыран"
TESTED: set[str] = set()
Answering = Callable[..., None]


def about(*names: str) -> Callable[[Any], Any]:
    """Mark a test as the one of these questions."""
    TESTED.update(names)
    return lambda test: test


def section(**answers: Callable[..., Any]) -> SimpleNamespace:
    """Return a section that answers these questions, before all others."""
    return SimpleNamespace(
        **{name: hookimpl(tryfirst=True)(answer) for name, answer in answers.items()}
    )


@pytest.fixture
def answering(app: object) -> Iterator[Answering]:
    """Return a function that plugs a section in until the test ends."""
    plugged: list[SimpleNamespace] = []
    manager = hook.manager
    assert manager

    def plug(**answers: Callable[..., Any]) -> None:
        plugged.append(section(**answers))
        manager.register(plugged[-1])

    yield plug
    for one in plugged:
        manager.unregister(one)
    settings.forget()


@pytest.fixture
def starting(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    """Return a function that starts a panel of its own with a section plugged in."""

    def start(**answers: Callable[..., Any]) -> Any:
        real = sections.plug_in

        def with_section(found: Any) -> Any:
            manager = real(found)
            manager.register(section(**answers))
            return manager

        monkeypatch.setattr(sections, "plug_in", with_section)
        return create_app({"TESTING": True, "DATABASE_URL": database, "SECRET_KEY": "for tests"})

    yield start
    plug_in(find_sections())


def block() -> Block:
    return Block("Probe", ("Heading",), [(WORDS,)])
