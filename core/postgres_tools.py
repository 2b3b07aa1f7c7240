"""PostgreSQL's own programs and databases, as far as backups need them."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from flask_babel import lazy_gettext as _
from psycopg import sql
from psycopg.pq import Conninfo

from core.errors import LibraryError

#: Where the programs are when they are not on the path, by the systems that do so.
PLACES = (
    ("/usr/lib/postgresql", "*/bin"),
    ("C:/Program Files/PostgreSQL", "*/bin"),
)


class ToolMissing(LibraryError):
    """A program of PostgreSQL is needed and is not on this computer."""

    message = _("%(tool)s is not on this computer. Install PostgreSQL's client programs.")


class ToolFailed(LibraryError):
    """A program of PostgreSQL gave up; it says itself why."""

    message = _("%(tool)s gave up and says: %(words)s")


class MayNotCreate(LibraryError):
    """The login of DATABASE_URL may not create or rename databases."""

    message = _(
        "The PostgreSQL user %(user)s may not create databases. Let the administrator run: "
        "ALTER ROLE %(user)s CREATEDB;"
    )


def run_tool(tool: str, *arguments: str | Path, url: str = "") -> str:
    """Run ``tool`` (pg_dump, pg_restore) on the database at ``url`` and return what it prints."""
    done = subprocess.run(
        [_find_tool(tool), *arguments],
        env=os.environ | _environment(url),
        capture_output=True,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise ToolFailed(tool=tool, words=done.stderr.strip()[-500:] or done.returncode)
    return done.stdout


def _find_tool(tool: str) -> str:
    """Return the newest ``tool`` there is: an old pg_dump refuses a newer server."""
    for folder, pattern in PLACES:
        found = [place for place in Path(folder).glob(pattern) if _program(place, tool)]
        if found:
            return str(_program(max(found, key=_version), tool))
    if on_path := shutil.which(tool):
        return on_path
    raise ToolMissing(tool=tool)


def _program(place: Path, tool: str) -> Path | None:
    return next((one for one in (place / tool, place / f"{tool}.exe") if one.exists()), None)


def _version(place: Path) -> float:
    try:
        return float(place.parent.name)
    except ValueError:
        return 0.0


def _environment(url: str) -> dict[str, str]:
    """Return ``url`` as environment variables: as an argument, all could read the password."""
    return {
        option.envvar.decode(): option.val.decode()
        for option in Conninfo.parse(url.encode())
        if option.val and option.envvar
    }


def name_of(url: str) -> str:
    """Return the name of the database at ``url``."""
    return urlsplit(url).path.lstrip("/")


def with_name(url: str, name: str) -> str:
    """Return the address of the database ``name`` on the server of ``url``."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def create_like(url: str, name: str) -> str:
    """Create the empty database ``name`` with the letters and order of that at ``url``."""
    with psycopg.connect(url) as connection:
        order, letters = connection.execute(
            "SELECT datcollate, datctype FROM pg_database WHERE datname = current_database()"
        ).fetchone() or ("", "")
    tell(
        url,
        "CREATE DATABASE {name} TEMPLATE template0 LC_COLLATE {order} LC_CTYPE {letters}",
        name=sql.Identifier(name),
        order=sql.Literal(order),
        letters=sql.Literal(letters),
    )
    return with_name(url, name)


def rename(url: str, new: str) -> None:
    """Give the database at ``url``, to which nobody may be connected, the name ``new``."""
    tell(
        url,
        "ALTER DATABASE {name} RENAME TO {new}",
        name=sql.Identifier(name_of(url)),
        new=sql.Identifier(new),
    )


def drop(url: str) -> None:
    """Throw the database at ``url`` away, if it is there."""
    tell(url, "DROP DATABASE IF EXISTS {name}", name=sql.Identifier(name_of(url)))


def connected_to(url: str) -> int:
    """Return how many sessions are connected to the database at ``url``."""
    with _beside(url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [name_of(url)]
        ).fetchone()
    return int(row[0]) if row else 0


def tell(url: str, command: str, **parts: sql.Composable) -> None:
    """Give the server of ``url`` a command about its databases."""
    with _beside(url) as connection:
        try:
            # The command is one of ours; what comes from outside is quoted in ``parts``.
            connection.execute(sql.SQL(command).format(**parts))
        except psycopg.errors.InsufficientPrivilege as fault:
            raise MayNotCreate(user=connection.info.user) from fault


def _beside(url: str) -> psycopg.Connection[Any]:
    """Connect to another database of the same server: one's own cannot be renamed."""
    try:
        return psycopg.connect(with_name(url, "postgres"), autocommit=True)
    except psycopg.OperationalError:
        return psycopg.connect(with_name(url, "template1"), autocommit=True)
