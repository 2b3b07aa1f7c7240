"""The command ``flask demo``: fills an empty database with a school to try the program on."""

import sys
import time
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_babel import gettext

from core import demo
from core.errors import LibraryError


def register_commands(app: Flask) -> None:
    """Add ``flask demo``."""
    app.cli.add_command(demo_command)


class Progress:
    """Shows how far it is: a running line on a terminal, one line a step elsewhere."""

    def __init__(self) -> None:
        self.running = sys.stderr.isatty()
        self.step: tuple[str, int] | None = None

    def __call__(self, what: Any, count: int) -> None:
        """Note that ``count`` of ``what`` are there."""
        what = str(what)
        if self.step and self.step[0] != what:
            self.end()
        self.step = (what, count)
        if self.running:
            click.echo(f"\r{self}", nl=False, err=True)

    def end(self) -> None:
        """Finish the line of the step."""
        if self.step:
            click.echo("" if self.running else str(self), err=True)

    def __str__(self) -> str:
        what, count = self.step or ("", 0)
        return f"{what}: {count:,}".replace(",", "\u00a0")


@click.command("demo")
@click.option("--pupils", default=600, show_default=True, help="How many pupils the school has.")
@click.option("--seed", default=1, show_default=True, help="Another number makes another school.")
@click.option("--password", default=None, help="For all logins; without it each gets his own.")
@click.option("--copies", type=int, default=None, help="How many copies, if not by the pupils.")
@click.option("--loans", type=int, default=None, help="How many past loans, if not by the pupils.")
@with_appcontext
def demo_command(
    pupils: int, seed: int, password: str | None, copies: int | None, loans: int | None
) -> None:
    """Fill the empty database with a demo school and print the logins."""
    from core.cli import bring_up_to_date  # cli.py adds this command

    bring_up_to_date(current_app._get_current_object())  # type: ignore[attr-defined]
    started = time.monotonic()
    show = Progress()
    try:
        logins = demo.fill(pupils, seed, password, copies=copies, loans=loans, progress=show)
    except LibraryError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    show.end()
    seconds = round(time.monotonic() - started, 1)
    click.echo(gettext("The demo school is ready (%(seconds)s s).", seconds=seconds), err=True)
    for role, login, word in logins:
        click.echo(f"{role}\t{login}\t{word}")
