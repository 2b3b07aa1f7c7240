"""Databases for tests: SQLite files, or a PostgreSQL server of our own, thrown away afterwards.

KITAPHANA_TEST_DB says which (sqlite, the default, or postgresql). A PostgreSQL server is started
by the first test that needs it, unless KITAPHANA_TEST_PG holds the address of a running one.

tests/conftest.py imports the fixture and the hook from here.
"""

import contextlib
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

from tests.needs import browser_lacks, in_ci, need

_numbers = itertools.count(1)


def kind() -> str:
    """Return which database this run of the tests is about: ``sqlite`` or ``postgresql``."""
    name = os.environ.get("KITAPHANA_TEST_DB", "sqlite")
    if name not in ("sqlite", "postgresql"):
        raise ValueError(f"KITAPHANA_TEST_DB says {name!r}; it may say sqlite or postgresql.")
    return name


def full_soak() -> bool:
    """Say whether a test marked `soak` runs all its rounds (make soak) or a short share."""
    return os.environ.get("KITAPHANA_SOAK") == "full"


class Databases(Protocol):
    """A place that makes databases, each with an address for DATABASE_URL."""

    def empty(self) -> str:
        """Return the address of a new, empty database."""

    def copy(self, url: str) -> str:
        """Return the address of a copy of the database at ``url``, to which nobody is connected."""

    def drop(self, url: str) -> None:
        """Throw the database at ``url`` away."""


class SqliteDatabases:
    """SQLite files in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def empty(self) -> str:
        return f"sqlite:///{self.folder / f'school{os.getpid()}-{next(_numbers)}.db'}"

    def copy(self, url: str) -> str:
        fresh = self.empty()
        for end in ("", "-wal"):
            source = Path(url.removeprefix("sqlite:///") + end)
            if source.exists():
                shutil.copyfile(source, fresh.removeprefix("sqlite:///") + end)
        return fresh

    def drop(self, url: str) -> None:
        for end in ("", "-wal", "-shm"):
            Path(url.removeprefix("sqlite:///") + end).unlink(missing_ok=True)


class PostgresDatabases:
    """Databases of one PostgreSQL server; ``server`` is the address of one it already has."""

    def __init__(self, server: str) -> None:
        self.server = server

    def empty(self) -> str:
        return self._create("template0")

    def copy(self, url: str) -> str:
        return self._create(database_name(url))

    def beside(self, name: str) -> str:
        """Return the address of the database ``name`` of the same server."""
        return with_database(self.server, name)

    def _create(self, template: str) -> str:
        name = f"kt_{os.getpid()}_{next(_numbers)}"
        with psycopg.connect(self.server, autocommit=True) as connection:
            # In memory whole files are copied twice as fast as pages through the log.
            files = " STRATEGY file_copy" if connection.info.server_version >= 150000 else ""
            command = sql.SQL("CREATE DATABASE {} TEMPLATE {}" + files)
            connection.execute(command.format(sql.Identifier(name), sql.Identifier(template)))
        return with_database(self.server, name)

    def drop(self, url: str) -> None:
        self._tell("DROP DATABASE IF EXISTS {} WITH (FORCE)", database_name(url))

    def _tell(self, command: Any, *names: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql.SQL(command).format(*map(sql.Identifier, names)))


def database_name(url: str) -> str:
    """Return the name of the database in a PostgreSQL address."""
    return urlsplit(url).path.lstrip("/")


def with_database(url: str, name: str) -> str:
    """Return the address of database ``name`` on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


@contextlib.contextmanager
def open_databases(folder: Path, kind_of: str | None = None) -> Iterator[Databases]:
    """Give a place for databases of this run's kind; what it started is stopped at the end."""
    if (kind_of or kind()) == "sqlite":
        yield SqliteDatabases(folder)
    elif server := os.environ.get("KITAPHANA_TEST_PG"):
        yield PostgresDatabases(server)
    else:
        with Cluster() as cluster:
            yield PostgresDatabases(cluster.url)


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """A place that makes databases of the kind this run is about."""
    with (
        tempfile.TemporaryDirectory(prefix="kt-db-", dir=_fast_folder()) as folder,
        open_databases(Path(folder)) as place,
    ):
        yield place


def _is_mine(item: pytest.Item) -> bool:
    """Say whether the test's file belongs to this run: KITAPHANA_TEST_SHARE=1/2 is one half."""
    share, _slash, whole = os.environ.get("KITAPHANA_TEST_SHARE", "1/1").partition("/")
    return zlib.crc32(item.path.name.encode()) % int(whole) == int(share) - 1


#: What `make test` runs of the races on SQLite; the rest on PostgreSQL, in `make soak` all twice.
_SHORT_ON_SQLITE = ("test_kills", "test_kits", "test_passing_races")


def _is_left_to_soak(item: pytest.Item) -> bool:
    """Say whether a race or a kill is run on the other database in the short run."""
    if full_soak() or item.path.parent.name != "soak" or item.get_closest_marker("postgresql"):
        return False
    return (item.path.stem in _SHORT_ON_SQLITE) != (kind() == "sqlite")


def _tells_nothing_new(item: pytest.Item) -> bool:
    """Say whether the test need not be run a second time, on PostgreSQL (decision 31).

    That is one that asks no database, and one of pages: the services below them are tested there.
    """
    if any(item.get_closest_marker(name) for name in ("browser", "soak", "postgresql")):
        return False
    return "databases" not in getattr(item, "fixturenames", ()) or item.path.stem.endswith("_http")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is true of the other database only, and skip Chromium's if there is none."""
    other = "postgresql" if kind() == "sqlite" else "sqlite"
    out = [
        item
        for item in items
        if item.get_closest_marker(other)
        or not _is_mine(item)
        or _is_left_to_soak(item)
        or (other == "sqlite" and _tells_nothing_new(item))
    ]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in set(out)]
    browsing = [item for item in items if item.get_closest_marker("browser")]
    if browsing and not in_ci() and (reason := browser_lacks()):
        for item in browsing:
            item.add_marker(pytest.mark.skip(reason=reason))


class Cluster:
    """A PostgreSQL server of our own, reached through a socket in a temporary folder.

    ``durable`` keeps fsync on, for tests that kill something; the others need not wait for a
    disk. PostgreSQL refuses to run as root, so then it runs as another user.
    """

    def __init__(self, durable: bool = False) -> None:
        self.durable = durable
        self.programs = need("PostgreSQL")
        where = _short_folder() if durable else _fast_folder()
        self.folder = Path(tempfile.mkdtemp(prefix="kt-pg-", dir=where))
        self.data = self.folder / "data"
        self.server: subprocess.Popen[bytes] | None = None
        self._as_user = _somebody_else()
        if user := self._as_user.get("user"):
            shutil.chown(self.folder, user)

    @property
    def url(self) -> str:
        """The address of the server's own database."""
        return f"postgresql://postgres@/postgres?host={self.folder}"

    def __enter__(self) -> "Cluster":
        try:
            self._run(
                "initdb",
                "-D",
                self.data,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
                "--no-instructions",
            )
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_fault: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.folder}",
            "max_connections=200",
            "logging_collector=off",
        ]
        if not self.durable:
            settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        command: list[str | Path] = [self.programs / "postgres", "-D", self.data]
        for setting in settings:
            command += ["-c", setting]
        with (self.folder / "log").open("ab") as log:
            self.server = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                cwd=self.folder,
                start_new_session=True,  # Ctrl+C is for the tests; they stop it afterwards
                **self._as_user,
            )
        self._wait()

    def _wait(self) -> None:
        assert self.server
        until = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.url, connect_timeout=5).close()
                return
            except psycopg.OperationalError as fault:
                if self.server.poll() is not None or time.monotonic() > until:
                    log = (self.folder / "log").read_text("utf-8", "replace")
                    raise RuntimeError(f"PostgreSQL does not start:\n{log}") from fault
                time.sleep(0.1)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End the server: politely closing connections, or at once with SIGQUIT, like a crash."""
        if not self.server:
            return
        self.server.send_signal(how)
        try:
            self.server.wait(30)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait(30)
        self.server = None

    def _run(self, program: str, *arguments: str | Path) -> None:
        done = subprocess.run(
            [self.programs / program, *arguments],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            cwd=self.folder,
            **self._as_user,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{done.stdout}{done.stderr}")


def _fast_folder() -> str:
    """Return a folder in memory, where there is one with room for some dozens of databases.

    A copy of a database there takes 0.07 s, on a disk that others use 0.1 to 1.5 s, and a run
    makes some two thousand.
    """
    memory = Path("/dev/shm")
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 3 * 2**30:
        return str(memory)
    return _short_folder()


def _short_folder() -> str:
    # The path of a socket may have 107 letters, and TMPDIR is sometimes longer than that.
    return "/tmp" if os.path.isdir("/tmp") else tempfile.gettempdir()


def _somebody_else() -> dict[str, Any]:
    """Return the arguments of Popen that make a root process run as an ordinary user."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    import pwd

    names = {one.pw_name for one in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
