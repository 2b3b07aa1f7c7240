"""What every test may ask for: a fresh library, the panel over it, somebody at the desk."""

import contextvars
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core import migrate, sections, settings
from core.database import db, open_database
from core.models import Staff
from tests.databases import Databases, databases, pytest_collection_modifyitems

__all__ = ["databases", "pytest_collection_modifyitems"]

PASSWORD = "kitap-oqu-2026"


class Browser(FlaskClient):
    """A test client whose requests do not see the application context of the test.

    Flask would lend them the test's, and with it the `g` of the request before: its language, its
    CSRF token, the person who was signed in.
    """

    def open(self, *args: Any, **more: Any) -> Any:
        """Send the request in a context of its own."""
        if self.preserve_context:
            return super().open(*args, **more)
        return contextvars.Context().run(super().open, *args, **more)


@pytest.fixture(scope="session")
def empty_library(databases: Databases) -> str:
    """The address of a migrated database without a row: every test gets a copy of it."""
    url = databases.empty()
    found = sections.find_sections()
    sections.plug_in(found)
    open_database(url)
    migrate.migrate(found)
    db.obj.shut()
    return url


@pytest.fixture
def database(databases: Databases, empty_library: str) -> Iterator[str]:
    """The address of a fresh library, open; thrown away afterwards."""
    url = databases.copy(empty_library)
    open_database(url)
    settings.forget()
    yield url
    db.obj.shut()
    databases.drop(url)


@pytest.fixture(scope="session")
def the_app(empty_library: str, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The panel, made once: building it takes longer than most tests."""
    from app import create_app

    folder = tmp_path_factory.mktemp("school")
    made = create_app(
        {
            "TESTING": True,
            "DATABASE_URL": empty_library,
            "SECRET_KEY": "for tests only",
            "BACKUP_DIR": str(folder),
            "LANGUAGE": "en",
        }
    )
    made.test_client_class = Browser
    return made


@pytest.fixture
def app(the_app: Flask, database: str) -> Iterator[Flask]:
    """The panel over a fresh library."""
    open_database(database)
    settings.forget()
    for forget in the_app.extensions.get("kitaphana_forget", ()):
        forget()
    the_app.config["DATABASE_URL"] = database
    with the_app.app_context():
        yield the_app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that nobody has signed in with."""
    return app.test_client()


@pytest.fixture
def make_person(app: Flask) -> Callable[..., Staff]:
    """Return a maker of people with a login: ``make_person("assistant")``."""
    from core.staff import create_staff

    def make(role: str = "librarian", login: str = "", language: str = "en") -> Staff:
        person = create_staff(
            login=login or role, password=PASSWORD, role=role, full_name=role.title(), by=None
        )
        person.language = language
        person.save()
        return person

    return make


@pytest.fixture
def sign_in(app: Flask, make_person: Callable[..., Staff]) -> Callable[..., FlaskClient]:
    """Return a maker of browsers with somebody signed in: ``sign_in("head")``.

    The session is made directly, so that a test does not pay for hashing a password twice.
    """

    def make(role: str = "librarian", **more: Any) -> FlaskClient:
        person = Staff.get_or_none(Staff.login == more.get("login", role))
        person = person or make_person(role, **more)
        browser = app.test_client()
        with browser.session_transaction() as session:
            session["_user_id"] = person.get_id()
            session["_fresh"] = True
        return browser

    return make


@pytest.fixture
def librarian(sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    """A browser with a librarian at it."""
    return sign_in("librarian")


def pytest_configure(config: pytest.Config) -> None:
    """Keep the real environment's settings away from the tests."""
    for name in ("DATABASE_URL", "SECRET_KEY", "LANGUAGE", "SECTIONS_OFF"):
        os.environ.pop(name, None)
