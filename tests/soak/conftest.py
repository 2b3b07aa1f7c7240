"""What the races and the kills ask for: a fresh small library, the program serving it."""

from collections.abc import Callable, Iterator

import pytest

from core.database import db, open_database
from tests.databases import Databases
from tests.serving import Server, serving
from tests.soak.desks import Desk
from tests.soak.libraries import Library, make_library, sign_in_all


@pytest.fixture(scope="session")
def filled_library(databases: Databases) -> Library:
    """The small library; every test gets a copy of it."""
    return make_library(databases.empty())


@pytest.fixture
def library(databases: Databases, filled_library: Library) -> Iterator[Library]:
    """A fresh small library, open here as well, so that a test can look into it."""
    url = databases.copy(filled_library.url)
    open_database(url)
    yield filled_library.at(url)
    db.obj.shut()
    databases.drop(url)


@pytest.fixture
def server(library: Library) -> Iterator[Server]:
    """The program over the small library."""
    with serving(library.url, THREADS="12") as running:
        yield running


@pytest.fixture
def staff_desks(server: Server) -> Iterator[Callable[..., list[Desk]]]:
    """Return a maker of desks, somebody else at each: ``staff_desks(8)``."""
    made: list[Desk] = []

    def make(count: int) -> list[Desk]:
        desks = sign_in_all(server.address, count)
        made.extend(desks)
        return desks

    yield make
    for desk in made:
        desk.close()
