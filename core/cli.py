"""Commands of the program: ``flask migrate``, ``backup``, ``restore``, ``create-staff``."""

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_babel import gettext

from core import backup, demo_cli, journal, migrate, settings
from core.database import db
from core.errors import LibraryError
from core.models import ROLES


def register_commands(app: Flask) -> None:
    """Add the panel's own commands to ``flask``."""
    for command in (migrate_command, backup_command, restore_command, create_staff_command):
        app.cli.add_command(command)
    demo_cli.register_commands(app)


def bring_up_to_date(app: Flask) -> list[str]:
    """Apply what the database lacks, and return the names; an old database is copied first."""
    found = app.extensions["kitaphana_sections"]
    lacking = migrate.pending(found)
    if not lacking:
        return []
    if db.table_exists("core_migration"):
        folder = Path(app.config["BACKUP_DIR"]) / "before-migrations"
        folder.mkdir(parents=True, exist_ok=True)
        backup.back_up(app.config["DATABASE_URL"], folder)
    done = migrate.migrate(found)
    settings.forget()
    return done


def in_sentences(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let ``command`` end with a sentence, not a traceback, when the program says no."""

    @functools.wraps(command)
    def run(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except (LibraryError, OSError) as refusal:
            raise click.ClickException(str(refusal)) from refusal

    return run


def with_records(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let ``command`` work on the records: of a database that is there, and up to date.

    It runs in the app's context, and ends with a sentence where the program says no.
    """

    @with_appcontext
    @in_sentences
    @functools.wraps(command)
    def run(*arguments: Any, **options: Any) -> Any:
        bring_up_to_date(current_app._get_current_object())  # type: ignore[attr-defined]
        return command(*arguments, **options)

    return run


@click.command("migrate")
@with_appcontext
@in_sentences
def migrate_command() -> None:
    """Bring the database up to the program, section by section."""
    done = bring_up_to_date(current_app._get_current_object())  # type: ignore[attr-defined]
    for name in done:
        click.echo(name)
    if not done:
        click.echo(gettext("The database is up to date."))


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
@in_sentences
def backup_command(file: Path) -> None:
    """Copy all records to FILE (or into a folder) while people work, and try the copy."""
    made = backup.back_up(current_app.config["DATABASE_URL"], file)
    journal.record("backup.make", by=None, about=made.path.name, size=made.size)
    click.echo(gettext("The backup is in %(file)s. It was opened and is whole.", file=made.path))


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
@in_sentences
def restore_command(file: Path) -> None:
    """Put the backup FILE in the place of the database; the old one stays beside it."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    db.obj.shut()
    old = backup.restore(app.config["DATABASE_URL"], file, app.extensions["kitaphana_sections"])
    bring_up_to_date(app)
    settings.forget()
    journal.record("backup.restore", by=None, about=file.name, old=old)
    click.echo(gettext("The records of %(file)s are back.", file=file))
    click.echo(gettext("The database as it was before is kept as %(old)s.", old=old))


@click.command("create-staff")
@click.argument("login")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--name", default="", help="The person's name; the login if not given.")
@with_records
def create_staff_command(login: str, role: str, name: str) -> None:
    """Give LOGIN an account; the password is read from standard input."""
    from core.staff import create_staff

    password = _ask_password()
    create_staff(login=login, password=password, role=role, full_name=name or login, by=None)
    click.echo(gettext("%(login)s can sign in now.", login=login))


def _ask_password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt(gettext("Password"), hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
