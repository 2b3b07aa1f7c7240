"""Copies as other pages show them, with what the other sections say of them."""

import time
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _

from core.answers import Block, Card, Fact
from core.database import db
from core.sections import hook
from core.typography import number
from plugins.catalogue.models import Record
from plugins.fund import services
from plugins.fund.models import FUNDS, STEPS, Copy

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


def card_of_textbook(record: Record) -> Block:
    """Return where the account card of a textbook is printed, in both languages."""

    def link(spoken: str, form: str) -> Fact:
        address = f"/documents/fund.textbook_card.{form}?record={record.id}&lang={spoken}"
        return Fact("", form.upper(), url=address)

    return Block(
        title=_("Textbook account card"),
        columns=(_("Language of the paper"), "PDF", "DOCX"),
        rows=[
            (words, link(spoken, "pdf"), link(spoken, "docx"))
            for spoken, words in (("kk", "Қазақша"), ("ru", "Русский"))
        ],
    )


def today_cards(*, with_control: bool) -> list[Card]:
    """Return how many copies each fund has: two numbers, never one sum; and that it is so."""
    sizes = services.sizes()
    agrees = not with_control or _agrees()
    return [
        Card(
            title=_("Fund"),
            number=sum(sizes.values()),
            icon="books" if agrees else "alert-triangle",
            tone="" if agrees else "bad",
            why=_control_words(agrees) if with_control else "",
            url="/fund/summary/" if with_control else "/fund/copies/",
            order=30,
            parts=[(number(sizes.get(name, 0)), title) for name, title in FUNDS.items()],
        )
    ]


def _control_words(agrees: bool) -> Any:
    if agrees:
        return _("The control total agrees.")
    return _("The books and the shelves disagree. Open the summary book.")


#: Adding up 100,000 copies takes a tenth of a second: too long for every look at the first page.
CONTROL_KEPT = 600

_kept: dict[int, tuple[float, bool]] = {}


def _agrees() -> bool:
    """Return whether the control total agreed within the last ten minutes."""
    at, agreed = _kept.get(id(db.obj), (0.0, True))
    if not at or time.monotonic() - at > CONTROL_KEPT:
        agreed = not any(one.difference or one.amount_difference for one in services.control())
        _kept.clear()
        _kept[id(db.obj)] = (time.monotonic(), agreed)
    return agreed


def next_steps() -> list[Card]:
    """Return what waits: the first delivery of a new library, or one still to be processed."""
    if not services.has_copies():
        return [
            Card(
                title=_("take in the first delivery"),
                number="",
                why=_(
                    "Type its document, then its lines; numbers and barcodes are made by itself."
                ),
                url="/fund/deliveries/new/",
                icon="package",
                order=10,
            )
        ]
    return [
        Card(
            title=next(title for name, title in STEPS.items() if name not in done),
            number="",
            why=f"{one.entry} {one.document}",
            url=f"/fund/deliveries/details/?id={one.id}",
            icon="package",
            order=30,
        )
        for one, done in services.unfinished(1)
    ]


def unfinished_deliveries() -> list[Block]:
    """Return the accepted deliveries with a step of processing still open."""
    waiting = [
        (one, [title for name, title in STEPS.items() if name not in done])
        for one, done in services.unfinished()
    ]
    if not waiting:
        return []
    return [
        Block(
            title=_("Deliveries still to be processed"),
            columns=(_("Delivery"), _("Still open")),
            rows=[
                (
                    Fact("", str(one.entry), url=f"/fund/deliveries/details/?id={one.id}"),
                    ", ".join(map(str, steps)),
                )
                for one, steps in waiting
            ],
            url="/fund/deliveries/?preset=accepted",
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
