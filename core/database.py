"""The database: one handle for SQLite and PostgreSQL, the base of all models, transactions."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from peewee import (
    SQL,
    AutoField,
    BigIntegerField,
    CharField,
    Database,
    DatabaseProxy,
    DateTimeField,
    Model,
    NodeList,
    Query,
    SqliteDatabase,
)
from playhouse.pool import PooledPostgresqlDatabase

from core import clock

db: Any = DatabaseProxy()

#: FULL: a scan that was answered survives a power cut (issue: kill -9 loses nothing).
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "cache_size": -4 * 1024,
    "temp_store": "memory",
}

#: Seconds a desk waits for another desk's write before it gives up.
BUSY_SECONDS = 30

# Within one process writers queue on this lock instead of on SQLite's busy handler, which
# sleeps in steps of up to 100 ms and would let one desk starve among eight.
_writing = threading.RLock()

#: How many savepoints this thread is in.
_nesting = threading.local()


class SchoolSqlite(SqliteDatabase):
    """SQLite whose closed connections wait for the next request, the last one first.

    A connection has read pages and prepared statements of its own, and opening one takes as long
    as a scan: a single desk always gets the same one, whichever thread answers it.
    """

    is_sqlite = True

    def __init__(self, path: str) -> None:
        self._waiting: list[Any] = []
        self._open: set[Any] = set()
        self._open_lock = threading.Lock()
        super().__init__(
            path,
            pragmas=PRAGMAS,
            timeout=BUSY_SECONDS,
            lock_type="IMMEDIATE",
            check_same_thread=False,
        )

    def _connect(self) -> Any:
        with self._open_lock:
            if self._waiting:
                return self._waiting.pop()
        connection = super()._connect()
        with self._open_lock:
            self._open.add(connection)
        return connection

    def _close(self, conn: Any) -> None:
        with self._open_lock:
            if conn in self._open and not conn.in_transaction:
                self._waiting.append(conn)
                return
            self._open.discard(conn)
        super()._close(conn)

    def shut(self) -> None:
        """Close the connections of every thread: for the end of the program and of a test."""
        if not self.is_closed():
            self.close()
        with self._open_lock:
            self._waiting.clear()
            for connection in self._open:
                connection.close()
            self._open.clear()


class SchoolPostgres(PooledPostgresqlDatabase):
    """PostgreSQL with a pool that waits for a free connection instead of refusing."""

    is_sqlite = False

    def shut(self) -> None:
        """Close the pool: for the end of the program and of a test."""
        if not self.is_closed():
            self.close()
        self.close_all()


def open_database(url: str) -> Database:
    """Return the database behind ``url`` and make it the one all models use.

    ``url`` is ``sqlite:///path`` (relative to the working directory; four slashes for an
    absolute path) or ``postgresql://user:password@host/name``.
    """
    scheme = urlsplit(url).scheme
    handle: Database
    if scheme == "sqlite":
        handle = SchoolSqlite(url.removeprefix("sqlite:///"))
    elif scheme in ("postgresql", "postgres"):
        # libpq reads the address itself, so sockets, ports and ssl options all work.
        handle = SchoolPostgres(
            url.replace("postgres://", "postgresql://", 1),  # the spelling peewee knows
            max_connections=40,
            stale_timeout=300,
            timeout=BUSY_SECONDS,
        )
    else:
        raise ValueError(
            f"DATABASE_URL begins with {scheme!r}; it must begin with sqlite:/// or postgresql://."
        )
    if db.obj is not None:
        db.obj.shut()
    db.initialize(handle)
    return handle


def is_sqlite() -> bool:
    """Return whether the open database is SQLite."""
    return bool(db.obj.is_sqlite)


@contextmanager
def transaction() -> Iterator[None]:
    """Make everything inside all or nothing; inside another one it is a savepoint.

    On SQLite the outermost takes the write lock at once (IMMEDIATE), so that reading first and
    writing later cannot meet "database is locked". On PostgreSQL services lock rows: `locked`.
    """
    if db.in_transaction():
        with _savepoint():
            yield
    elif is_sqlite():
        with _writing, db.atomic():
            yield
    else:
        with db.atomic():
            yield


@contextmanager
def _savepoint() -> Iterator[None]:
    """Open a savepoint named by its depth: peewee's random names let no database keep the SQL."""
    _nesting.depth = depth = getattr(_nesting, "depth", 0) + 1
    try:
        db.execute_sql(f"SAVEPOINT s{depth}")
        try:
            yield
            db.execute_sql(f"RELEASE SAVEPOINT s{depth}")
        except BaseException:
            db.execute_sql(f"ROLLBACK TO SAVEPOINT s{depth}")
            raise
    finally:
        _nesting.depth = depth - 1


def locked(query: Query) -> Query:
    """Return ``query`` that locks the rows it finds until the transaction ends.

    SQLite needs nothing: its transaction already holds the only write lock. On PostgreSQL the
    lock lets others point at the row: with FOR UPDATE the log line of an undo waited for the
    scan of the same copy, and that scan for the undo, until the server broke one of them off.
    """
    return query if is_sqlite() else query.for_update("FOR NO KEY UPDATE")


def one_at_a_time(name: str) -> None:
    """Let nobody else past the same ``name`` until this transaction ends, be there rows or none."""
    if not is_sqlite():
        db.execute_sql("SELECT pg_advisory_xact_lock(hashtext(%s))", (name,))


class SerialId(AutoField):
    """A primary key whose numbers are never given twice, even after a row is deleted."""

    def ddl(self, ctx: Any) -> Any:
        column = super().ddl(ctx)
        if is_sqlite():
            return NodeList((column, SQL("AUTOINCREMENT")))
        return column


class _Column:
    """Lets mypy read and write a column of ours as it does peewee's own: the value is Any."""

    if TYPE_CHECKING:

        def __get__(self, row: Any, model: Any = None) -> Any: ...

        def __set__(self, row: Any, value: Any) -> None: ...


class TiynField(_Column, BigIntegerField):
    """Money: whole tiyn in the database, `Decimal` tenge with two places in Python."""

    def db_value(self, value: Any) -> int | None:
        if value is None:
            return None
        return int((Decimal(value) * 100).quantize(Decimal(1), ROUND_HALF_UP))

    def python_value(self, value: Any) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2).quantize(Decimal("0.01"))


class MomentField(_Column, DateTimeField):
    """A moment: naive UTC in the database, aware in Asia/Almaty in Python."""

    def db_value(self, value: Any) -> Any:
        return clock.to_utc(value) if isinstance(value, datetime) else value

    def python_value(self, value: Any) -> Any:
        if value is None:
            return None
        if isinstance(value, str):
            value = datetime.fromisoformat(value)
        return clock.from_utc(value)


class SortKeyField(_Column, CharField):
    """The digits of `core.alphabet.sort_key`: their plain order is the Kazakh alphabet."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=120, default="", index=kwargs.pop("index", True), **kwargs)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def section_of(model: type[Model]) -> str:
    """Return the name of the section that owns ``model``: the folder of its module."""
    parts = model.__module__.split(".")
    return parts[parts.index("plugins") + 1] if "plugins" in parts[:-1] else parts[0]


def table_name(model: type[Model]) -> str:
    """Return ``<section>_<model>``, so that no table can forget whose it is."""
    return f"{section_of(model)}_{_snake(model.__name__)}"


class BaseModel(Model):
    """The base of every table: a never-reused id, a section's table name, derived columns."""

    #: Names of the columns that `derive` fills from the others.
    DERIVED: tuple[str, ...] = ()

    #: Rows that a migration brings along, for the school to change: no book, no reader.
    IS_SETTING = False

    id = SerialId()

    class Meta:
        database = db
        legacy_table_names = False
        table_function = table_name

    @classmethod
    def extra_ddl(cls) -> dict[str, list[str]]:
        """Return SQL beyond the table itself (triggers, search index) by kind of database.

        The keys are ``sqlite`` and ``postgresql``. Migrations carry a frozen copy; a test
        compares the two.
        """
        return {}

    def derive(self) -> None:
        """Fill the columns named in DERIVED (sort keys, search text) from the others."""

    def save(self, force_insert: bool = False, only: Any = None) -> Any:
        """Save the row, its derived columns brought up to date first.

        They are columns of the same row; a second row is never written here.
        """
        if self.DERIVED:
            self.derive()
            if only is not None:
                only = [*only, *(getattr(type(self), name) for name in self.DERIVED)]
        return super().save(force_insert=force_insert, only=only)


def insert_many(
    model: type[BaseModel],
    rows: Any,
    batch: int = 2000,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Insert ``rows`` (dicts of all the same columns) in batches and return how many.

    The caller fills derived columns itself (`derive` works on objects, one by one).
    """
    count = 0
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == batch:
            model.insert_many(chunk).execute()
            count += len(chunk)
            chunk = []
            if progress:
                progress(count)
    if chunk:
        model.insert_many(chunk).execute()
        count += len(chunk)
    return count
