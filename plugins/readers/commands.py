"""``flask list readers``: the readers who may borrow, for scripts."""

import click

from core.cli import with_records
from core.listing import lists, print_rows
from plugins.readers.models import Reader


@lists.command("readers")
@click.option("--limit", type=int, default=None, help="How many at most.")
@with_records
def list_readers(limit: int | None) -> None:
    """Print code, card number and name of the readers who may borrow."""
    readers = Reader.select().where(Reader.left_on.is_null(), ~Reader.is_blocked)
    readers = readers.order_by(Reader.id).limit(limit)
    print_rows((one.code, one.card_no, one.full_name) for one in readers.iterator())
