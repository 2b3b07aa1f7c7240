"""``flask list copies``: the copies of the fund, for scripts."""

import click

from core.cli import with_records
from core.listing import lists, print_rows
from core.sections import hook
from plugins.catalogue.models import Record
from plugins.fund.models import Copy


@lists.command("copies")
@click.option("--free", is_flag=True, help="Only those that can be lent home now.")
@click.option("--limit", type=int, default=None, help="How many at most.")
@with_records
def list_copies(free: bool, limit: int | None) -> None:
    """Print code, inventory number and title of the copies that are in the fund."""
    copies = Copy.select(Copy, Record).join(Record).where(Copy.withdrawn_on.is_null())
    if free:
        copies = copies.where(~Copy.is_reading_room_only)
        # Fund does not know loans; whoever does says which copies are not on the shelf.
        out = hook.copies_out()
        if out is not None:
            copies = copies.where(Copy.id.not_in(out))
    copies = copies.order_by(Copy.id).limit(limit)
    print_rows((one.code, one.inventory_no, one.record.full_title) for one in copies.iterator())
