"""The group ``flask list``: sections add what scripts and benchmarks want to read."""

from collections.abc import Iterable
from typing import Any

import click

lists = click.Group("list", help="Print rows for scripts: columns parted by tabs.")


def print_rows(rows: Iterable[Iterable[Any]]) -> None:
    """Print each row on a line, its values parted by tabs."""
    for row in rows:
        click.echo("\t".join(str(value).replace("\t", " ") for value in row))
