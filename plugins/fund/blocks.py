"""Copies as other pages show them, with what the other sections say of them."""

from dataclasses import replace

from flask_babel import lazy_gettext as _

from core.answers import Block, Card, Fact
from core.sections import hook
from core.typography import number
from plugins.catalogue.models import Record
from plugins.fund import services
from plugins.fund.models import FUNDS, Copy

ON_THE_SHELF = Fact(_("available"), "", tone="ok")
WITHDRAWN = Fact(_("written off"), "", tone="")


def states(copies: list[Copy]) -> dict[int, Fact]:
    """Return the state of each copy, by id: what other sections say of it, else available."""
    out: dict[int, Fact] = {}
    for answer in hook.copy_states(copy_ids=[one.id for one in copies]):
        out.update(answer)
    return {
        one.id: WITHDRAWN if one.withdrawn_on else out.get(one.id, ON_THE_SHELF) for one in copies
    }


def copies_of_record(record: Record, *, with_readers: bool) -> Block:
    """Return the copies of a record with where each is now; who has it only ``with_readers``.

    A class teacher sees the catalogue, but not who of another class reads what.
    """
    copies = list(record.copies.order_by(Copy.sort_key).limit(500))
    state = states(copies)
    return Block(
        title=_("Copies"),
        columns=(_("Inv. No."), _("Fund"), _("Price, ₸"), _("Received on"), _("State")),
        rows=[
            (
                one.inventory_no,
                FUNDS[one.fund],
                one.price,
                one.received_on,
                state[one.id] if with_readers else replace(state[one.id], value="", url=""),
            )
            for one in copies
        ],
        empty=_("There are no copies yet. They come with a delivery."),
    )


def today_cards() -> list[Card]:
    """Return how many copies each fund has: two numbers, never one sum."""
    sizes = services.sizes()
    return [
        Card(
            title=_("Fund"),
            number=sum(sizes.values()),
            icon="books",
            url="/fund/copies/",
            order=30,
            parts=[(number(sizes.get(name, 0)), title) for name, title in FUNDS.items()],
        )
    ]


def found(text: str) -> list[Block]:
    """Return the copy with that very inventory number, or nothing."""
    copy = services.find_by_number(text)
    if copy is None:
        return []
    return [
        Block(
            title=_("Copies"),
            columns=(_("Inv. No."), _("Title")),
            rows=[
                (
                    Fact("", copy.inventory_no, url=f"/fund/copies/details/?id={copy.id}"),
                    copy.record.full_title,
                )
            ],
        )
    ]
