"""What the school's computer sets: environment variables, or the same names in one .env file."""

import os
import re
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from dotenv import dotenv_values

ROOT = Path(__file__).parent.parent

LANGUAGES = ("kk", "ru", "en")


class ConfigFault(click.ClickException):
    """The program cannot start: names the setting, what it says and what it may say.

    A ClickException, so that ``flask backup`` prints it as a sentence too.
    """


@dataclass(frozen=True)
class Variable:
    """One name that may be set; ``read`` turns its text into the value the program uses."""

    name: str
    default: str
    read: Callable[[str, Path], Any]
    meaning: str


def _text(text: str, _root: Path) -> str:
    return text


def _database(text: str, root: Path) -> str:
    if text.startswith(("postgresql://", "postgres://")):
        return text
    if not text.startswith("sqlite:///") or text == "sqlite:///":
        raise ValueError(
            "write sqlite:///data/kitaphana.db or postgresql://user:password@host/name"
        )
    return f"sqlite:///{_under(root, text.removeprefix('sqlite:///'))}"


def _folder(text: str, root: Path) -> str:
    return str(_under(root, text))


def _under(root: Path, text: str) -> Path:
    # From the root, wherever the command was typed: else each folder would get its own database.
    return (root / Path(text).expanduser()).absolute()


def _number(lowest: int, highest: int) -> Callable[[str, Path], int]:
    def read(text: str, _root: Path) -> int:
        if not re.fullmatch(r"[0-9]{1,6}", text) or not lowest <= int(text) <= highest:
            raise ValueError(f"write a number from {lowest} to {highest}")
        return int(text)

    return read


def _flag(text: str, _root: Path) -> bool:
    word = text.lower()
    if word in ("yes", "1", "true", "on"):
        return True
    if word in ("no", "0", "false", "off"):
        return False
    raise ValueError("write yes or no")


def _language(text: str, _root: Path) -> str:
    if text not in LANGUAGES:
        raise ValueError(f"write one of {', '.join(LANGUAGES)}")
    return text


def _names(text: str, _root: Path) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            raise ValueError("write the names of sections with commas between: events, opac")
    return names


def _secret(text: str, _root: Path) -> str:
    if text and len(text) < 16:
        raise ValueError("write at least 16 characters that nobody can guess")
    return text


#: docs/settings.md has the same table; a test compares the two.
VARIABLES = (
    Variable(
        "DATABASE_URL",
        "sqlite:///data/kitaphana.db",
        _database,
        "Where the records are kept: an SQLite file or a PostgreSQL server.",
    ),
    Variable(
        "SECRET_KEY",
        "",
        _secret,
        "Signs the sessions. Made once and kept in data/secret.key if not given.",
    ),
    Variable(
        "HOST",
        "127.0.0.1",
        _text,
        "The address to listen on; 0.0.0.0 lets other desks and phones in.",
    ),
    Variable("PORT", "8000", _number(0, 65535), "The port to listen on; 0 takes any free one."),
    Variable(
        "LANGUAGE",
        "kk",
        _language,
        "The language shown to somebody who has not chosen one: kk, ru or en.",
    ),
    Variable(
        "SECTIONS_OFF",
        "",
        _names,
        "Sections to switch off, with commas between.",
    ),
    Variable(
        "HTTPS",
        "no",
        _flag,
        "Say yes when the panel is reached by https only: cookies are then never sent in the open.",
    ),
    Variable(
        "TRUSTED_PROXY",
        "",
        _text,
        "The address of a web server in front of the panel: its X-Forwarded headers are believed.",
    ),
    Variable("THREADS", "4", _number(1, 64), "How many requests are answered at the same time."),
    Variable("BACKUP_DIR", "data/backups", _folder, "Where the daily backups are kept."),
    Variable("BACKUP_DAILY", "yes", _flag, "Whether the server makes a backup every day."),
)


def load_config(
    root: Path = ROOT,
    given: Mapping[str, Any] | None = None,
    environ: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return every setting by name, and the cookie flags that follow from them.

    ``given`` stands above the environment, and the environment above ``root``/.env; a name that
    is ``given`` is not read elsewhere, so a test does not depend on whose computer it runs on.
    """
    given = dict(given or {})
    written = {**_read_file(root / ".env"), **(os.environ if environ is None else environ)}
    settings: dict[str, Any] = {}
    for one in VARIABLES:
        if one.name in given:
            settings[one.name] = given[one.name]
            continue
        text = (written.get(one.name) or "").strip() or one.default
        try:
            settings[one.name] = one.read(text, root)
        except ValueError as fault:
            shown = "***" if one.name == "SECRET_KEY" else text
            raise ConfigFault(f"{one.name} says “{shown}”. Please {fault}.") from None
    if not settings["SECRET_KEY"]:
        settings["SECRET_KEY"] = _kept_secret(root / "data" / "secret.key")
    _make_room(settings["DATABASE_URL"])
    settings["SESSION_COOKIE_SECURE"] = settings["HTTPS"]
    settings["REMEMBER_COOKIE_SECURE"] = settings["HTTPS"]
    return settings


def _read_file(path: Path) -> dict[str, str | None]:
    try:
        # Windows Notepad writes a mark before the first letter; utf-8-sig swallows it.
        return dotenv_values(path, encoding="utf-8-sig", interpolate=False)
    except (OSError, UnicodeDecodeError) as fault:
        raise ConfigFault(f"The file {path} cannot be read as UTF-8 text: {fault}.") from None


def _kept_secret(path: Path) -> str:
    """Return the secret kept in ``path``, made now if there is none."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            # O_EXCL: of two programs started together one makes the secret, the other reads it.
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            kept = path.read_text("ascii").strip()
            if not kept:  # the other program is about to write it
                time.sleep(0.5)
                kept = path.read_text("ascii").strip()
        else:
            kept = secrets.token_urlsafe(48)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(kept)
    except (OSError, UnicodeDecodeError) as fault:
        raise ConfigFault(
            f"The secret in {path} can be neither read nor made: {fault}. Give the folder to the "
            "user who runs the program, or set SECRET_KEY."
        ) from None
    if len(kept) < 16:
        raise ConfigFault(f"The secret in {path} is too short. Delete the file; it is made anew.")
    return kept


def _make_room(url: str) -> None:
    """Make the folder of an SQLite file, which SQLite itself does not."""
    if not url.startswith("sqlite:///"):
        return
    folder = Path(url.removeprefix("sqlite:///")).parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # pupils' names
    except OSError as fault:
        raise ConfigFault(
            f"DATABASE_URL says “{url}”, but the folder {folder} cannot be made: {fault}."
        ) from None
