"""``flask load-plan``: the ready plan as the plan of a school year."""

import click
from flask.cli import with_appcontext

from core.errors import LibraryError
from plugins.planning import services


@click.command("load-plan")
@click.argument("year", type=int)
@with_appcontext
def load_plan(year: int) -> None:
    """Make the ready plan the plan of the school year that begins in YEAR."""
    try:
        plan = services.load(year, by=None)
    except LibraryError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"Loaded: {plan.years}, {len(services.in_order(plan))} lines.")
