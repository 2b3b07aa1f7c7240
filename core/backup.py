"""Backups: a copy made while people work, tried before it is trusted, and put back in one step."""

import contextlib
import logging
import os
import re
import shutil
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
from flask import current_app
from flask_babel import lazy_gettext as _
from playhouse.migrations import Migration

from core import clock, migrate, postgres_tools
from core.errors import LibraryError, NotFound
from core.section import FoundSection

log = logging.getLogger(__name__)

#: How many of the daily backups stay.
KEPT = 14

EVERY = timedelta(hours=24)

_STAMP = "%Y%m%d-%H%M%S"
_DAILY = re.compile(r"kitaphana-(\d{8}-\d{6})\.(?:db|dump)")


class NotABackup(LibraryError):
    """The file is something else, or was damaged on its way."""

    message = _("%(file)s is not a backup of Kitaphana, or it is damaged. Choose another file.")


class OtherDatabase(LibraryError):
    """A backup of SQLite cannot be put into PostgreSQL, nor the other way round."""

    message = _(
        "%(file)s is a backup of %(made_of)s, and this program keeps its records elsewhere."
    )


class BackupTooNew(LibraryError):
    """A newer program made the backup; this one would not understand its tables."""

    message = _("%(file)s was made by a newer Kitaphana. Update the program, then restore it.")


class StillServing(LibraryError):
    """Somebody is connected to the database that is to be replaced."""

    message = _("The panel is still running. Stop it (Ctrl+C) and restore again.")


class NoSuchFile(NotFound):
    """There is no file of that name."""

    message = _("There is no file %(file)s.")


@dataclass(frozen=True)
class Backup:
    """A file that was opened and found whole after it was made."""

    path: Path
    made_at: datetime
    size: int

    def __str__(self) -> str:
        return f"{self.made_at:%d.%m.%Y %H:%M}"


def back_up(url: str, target: Path) -> Backup:
    """Write a consistent copy of the database at ``url`` to ``target`` and try it.

    People may go on working. ``target`` is replaced only by a copy that is whole; if it is a
    folder (a memory stick), the copy gets a name of its own in it.
    """
    moment = clock.now()
    if target.is_dir():
        target = target / f"kitaphana-{moment:{_STAMP}}{_ending(url)}"
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    try:
        if _is_sqlite(url):
            _copy_sqlite(_file_of(url), part)
        else:
            _dump_postgres(url, part)
        _sync(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return Backup(target, moment, target.stat().st_size)


def restore(url: str, source: Path, sections: Iterable[FoundSection]) -> str:
    """Put the backup ``source`` in the place of the database at ``url``; return the old one's name.

    The old database stays beside the new one. Until the last step nothing has changed: a file
    that is no backup, or too new, or a panel that still runs, leaves everything as it was.
    """
    if not source.is_file():
        raise NoSuchFile(file=source)
    made_of = _made_of(source)
    if not made_of:
        raise NotABackup(file=source.name)
    if (made_of == "SQLite") != _is_sqlite(url):
        raise OtherDatabase(file=source.name, made_of=made_of)
    known = _known(sections)
    if _is_sqlite(url):
        return _restore_sqlite(_file_of(url), source, known)
    return _restore_postgres(url, source, known)


def make_daily(url: str, folder: Path) -> Backup:
    """Add a backup to ``folder`` and take away all but the last KEPT of its kind."""
    folder.mkdir(parents=True, exist_ok=True)
    made = back_up(url, folder / f"kitaphana-{clock.now():{_STAMP}}{_ending(url)}")
    same_kind = [one for one in _daily(folder) if one.path.suffix == made.path.suffix]
    for old in same_kind[KEPT:]:
        old.path.unlink(missing_ok=True)
    return made


def last_backup(folder: Path | str = "") -> Backup | None:
    """Return the newest backup in ``folder`` (the panel's BACKUP_DIR), or None."""
    return next(iter(_daily(Path(folder or current_app.config["BACKUP_DIR"]))), None)


def is_due(folder: Path) -> bool:
    """Say whether the last backup in ``folder`` is older than a day."""
    last = last_backup(folder)
    return last is None or clock.now() - last.made_at >= EVERY


class DailyBackups(threading.Thread):
    """Makes a backup every day while the server runs, and soon after a start if one is due."""

    def __init__(self, url: str, folder: Path, first_after: float = 30) -> None:
        super().__init__(name="daily backups", daemon=True)
        self.url, self.folder = url, folder
        self._pause = first_after  # first let the people in, then make a copy
        self._ended = threading.Event()

    def run(self) -> None:
        """Look every ten minutes (a laptop sleeps) whether a backup is due."""
        while not self._ended.wait(self._pause):
            self._pause = 600
            try:
                if is_due(self.folder):
                    make_daily(self.url, self.folder)
            except Exception:
                # A full disk must not end the backups of all days to come.
                log.exception("The daily backup to %s failed; it is tried again", self.folder)
                self._pause = 3600

    def end(self) -> None:
        """Make no more backups."""
        self._ended.set()


def _is_sqlite(url: str) -> bool:
    return url.startswith("sqlite:///")


def _file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def _ending(url: str) -> str:
    return ".db" if _is_sqlite(url) else ".dump"


def _daily(folder: Path) -> list[Backup]:
    """Return the daily backups in ``folder``, newest first."""
    found = []
    for path in folder.glob("kitaphana-*"):
        if named := _DAILY.fullmatch(path.name):
            made_at = datetime.strptime(named[1], _STAMP).replace(tzinfo=clock.ALMATY)
            found.append(Backup(path, made_at, path.stat().st_size))
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def _made_of(source: Path) -> str:
    """Return ``SQLite`` or ``PostgreSQL`` by the file's first bytes, or nothing."""
    with source.open("rb") as file:
        first = file.read(16)
    if first == b"SQLite format 3\0":
        return "SQLite"
    return "PostgreSQL" if first.startswith(b"PGDMP") else ""


def _known(sections: Iterable[FoundSection]) -> dict[str, set[str]]:
    """Return the migrations this program has, by the table that keeps their history."""
    places = {"core": migrate.CORE} | {one.name: one.path / "migrations" for one in sections}
    return {
        f"{name}_migration": {one.name for one in Migration.load_directory(str(path))}
        for name, path in places.items()
        if path.is_dir()
    }


def _ensure_known(file: str, applied: dict[str, set[str]], known: dict[str, set[str]]) -> None:
    """Refuse what a newer program made. A section that is switched off here may be in it."""
    if "core_migration" not in applied:
        raise NotABackup(file=file)
    if any(applied[table] - known[table] for table in applied.keys() & known.keys()):
        raise BackupTooNew(file=file)


def _sync(path: Path) -> None:
    """Let ``path`` survive a power cut, and nobody else read it."""
    with contextlib.suppress(OSError):  # a memory stick has no owners
        path.chmod(0o600)
    with path.open("rb+") as file:
        os.fsync(file.fileno())


# SQLite


def _copy_sqlite(live: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    # mode=rw: a database that is not there must not be made, empty, by its backup.
    address = f"{live.absolute().as_uri()}?mode=rw"
    with (
        contextlib.closing(sqlite3.connect(address, uri=True, timeout=60)) as source,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        # Synced once at the end; until then it is called .part.
        copy.execute("PRAGMA synchronous = OFF")
        # All pages in one step: in WAL nobody waits for it, and no write makes it begin anew.
        source.backup(copy)
        # One file, that can be read from a disc or a locked memory stick.
        copy.execute("PRAGMA journal_mode = DELETE")
        _ensure_whole(copy, target.name)


def _ensure_whole(copy: sqlite3.Connection, file: str) -> None:
    if copy.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise NotABackup(file=file)


def _restore_sqlite(live: Path, source: Path, known: dict[str, set[str]]) -> str:
    if live.exists() and live.samefile(source):
        raise NotABackup(file=source.name)
    fresh = live.with_name(live.name + ".restoring")
    old = live.with_name(f"{live.stem}-before-{clock.now():{_STAMP}}{live.suffix}")
    try:
        _fetch_sqlite(source, fresh, known)
        _ensure_alone(live)
        for end in ("-wal", "-shm", ""):
            # After a crash the old database is only whole together with its -wal.
            with contextlib.suppress(FileNotFoundError):
                _keep(Path(f"{live}{end}"), Path(f"{old}{end}"))
        fresh.replace(live)
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            Path(f"{fresh}{end}").unlink(missing_ok=True)
    return str(old)


def _fetch_sqlite(source: Path, fresh: Path, known: dict[str, set[str]]) -> None:
    """Copy ``source`` to ``fresh`` and try the copy: the stick it comes from may be read-only."""
    for end in ("", "-wal"):
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(f"{source}{end}", f"{fresh}{end}")
    try:
        with contextlib.closing(sqlite3.connect(fresh)) as copy:
            copy.execute("PRAGMA journal_mode = DELETE")
            _ensure_whole(copy, source.name)
            tables = copy.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%_migration'"
            ).fetchall()
            applied = {
                table: {name for (name,) in copy.execute(f'SELECT name FROM "{table}"')}
                for (table,) in tables
            }
    except sqlite3.DatabaseError as fault:
        raise NotABackup(file=source.name) from fault
    _ensure_known(source.name, applied, known)
    _sync(fresh)


def _ensure_alone(live: Path) -> None:
    """Refuse while another program has ``live`` open; else fold its -wal into it."""
    if not live.exists():
        return
    try:
        with contextlib.closing(sqlite3.connect(live, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as fault:
        raise StillServing from fault
    except sqlite3.DatabaseError:
        # Broken: that is why somebody restores. It is kept beside as it is.
        log.warning("%s is damaged and is kept as it is", live)


def _keep(live: Path, old: Path) -> None:
    """Give the file a second name, so that the first never points to nothing."""
    if live.name.endswith(("-wal", "-shm")):
        live.replace(old)
        return
    try:
        old.hardlink_to(live)
    except OSError:  # a memory stick's file system has no second names
        shutil.copy2(live, old)


# PostgreSQL


def _dump_postgres(url: str, target: Path) -> None:
    postgres_tools.run_tool(
        "pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", target, url=url
    )
    _ensure_listed(target)


def _ensure_listed(dump: Path) -> None:
    try:
        listed = postgres_tools.run_tool("pg_restore", "--list", dump)
    except postgres_tools.ToolFailed as fault:
        raise NotABackup(file=dump.name) from fault
    if "core_migration" not in listed:
        raise NotABackup(file=dump.name)


def _restore_postgres(url: str, source: Path, known: dict[str, set[str]]) -> str:
    _ensure_listed(source)
    name = postgres_tools.name_of(url)
    stamp = f"{clock.now():{_STAMP}}".replace("-", "_")
    # A name may have 63 letters, and PostgreSQL would cut the end off.
    old = f"{name[:40]}_before_{stamp}"
    with _scratch(url, f"{name[:40]}_new_{stamp}") as fresh:
        try:
            postgres_tools.run_tool(
                "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error",
                "--dbname", postgres_tools.name_of(fresh), source, url=fresh,
            )  # fmt: skip
        except postgres_tools.ToolFailed as fault:
            log.warning("pg_restore: %s", fault.facts["words"])
            raise NotABackup(file=source.name) from fault
        _ensure_known(source.name, _applied_in(fresh), known)
        if postgres_tools.connected_to(url):
            raise StillServing
        postgres_tools.rename(url, old)
        try:
            postgres_tools.rename(fresh, name)
        except BaseException:
            postgres_tools.rename(postgres_tools.with_name(url, old), name)
            raise
    return old


@contextlib.contextmanager
def _scratch(url: str, name: str) -> Iterator[str]:
    """Give a new database like that at ``url``; if it still has its name, it is thrown away."""
    fresh = postgres_tools.create_like(url, name)
    try:
        yield fresh
    finally:
        postgres_tools.drop(fresh)


def _applied_in(url: str) -> dict[str, set[str]]:
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            " AND tablename LIKE '%\\_migration'"
        ).fetchall()
        return {
            table: {
                name
                for (name,) in connection.execute(
                    psycopg.sql.SQL("SELECT name FROM {}").format(psycopg.sql.Identifier(table))
                )
            }
            for (table,) in tables
        }
