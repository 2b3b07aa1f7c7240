"""``flask load-plan``: the ready plan as the plan of a school year."""

import click

from core.cli import with_records
from plugins.planning import services


@click.command("load-plan")
@click.argument("year", type=int)
@with_records
def load_plan(year: int) -> None:
    """Make the ready plan the plan of the school year that begins in YEAR."""
    plan = services.load(year, by=None)
    click.echo(f"Loaded: {plan.years}, {len(services.in_order(plan))} lines.")
