"""Campaigns: who gave which books, and how these come into the fund."""

from collections import defaultdict
from datetime import date
from typing import Any

from flask_babel import gettext
from peewee import JOIN

from core import barcodes, clock, journal
from core.answers import Block
from core.database import locked, transaction
from core.models import Staff
from plugins.acquisitions.errors import (
    GiftHandedIn,
    GiverHasGifts,
    Gone,
    NobodyGave,
    NothingToHandIn,
    UnknownReader,
)
from plugins.acquisitions.models import Campaign, Gift, Giver
from plugins.acquisitions.services import typing
from plugins.catalogue.models import Record
from plugins.fund.models import Delivery
from plugins.fund.services import deliveries
from plugins.readers import services as readers
from plugins.readers.models import SEARCH as READERS
from plugins.readers.models import Reader, SchoolClass

#: Readers offered for what was typed.
OFFERED = 8


def keep_campaign(its: Campaign, *, by: Staff | None) -> Campaign:
    """Keep the campaign and return it; NoName, DaysReversed."""
    its.title = typing.name_of(its.title)
    typing.ensure_in_order(its.first_on, its.last_on)
    with transaction():
        its.by = its.by or by
        its.save()
        journal.record("acquisitions.campaign", by=by, about=f"campaign {its.id}")
    return its


def get(number: int) -> Campaign:
    """Return the campaign; Gone if there is none."""
    found: Campaign | None = Campaign.get_or_none(Campaign.id == number)
    if found is None:
        raise Gone()
    return found


def find_readers(text: str) -> list[Reader]:
    """Return the readers of a scanned card, a card's number or words of a name, few of them."""
    words = typing.words_of(text)
    code = barcodes.read_code(barcodes.repair_layout(words))
    number = code.serial if code else int(words) if _is_number(words) else 0
    its = readers.find_by_card(number) if number else None
    if its is not None:
        return [its]
    if not any(sign.isalpha() for sign in words):
        return []
    query = (
        Reader.select(Reader, SchoolClass)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
        .where(READERS.matching(words), Reader.left_on.is_null())
    )
    return list(query.order_by(Reader.sort_key, Reader.id).limit(OFFERED))


def _is_number(words: str) -> bool:
    return words.isascii() and words.isdigit() and len(words) < 10


def keep_giver(
    its: Campaign,
    kind: str,
    *,
    name: str = "",
    reader: Reader | None = None,
    school_class: SchoolClass | None = None,
    on: date | None = None,
    by: Staff | None,
) -> Giver:
    """Put somebody on the campaign's list and return him; a reader or class stands there once."""
    words = typing.words_of(name)
    if kind == "reader":
        if reader is None:
            raise UnknownReader(text=words)
        words, school_class = reader.name, reader.school_class
    elif kind == "class" and school_class is not None:
        words = gettext("Class %(class)s", **{"class": school_class})
    if not any(sign.isalnum() for sign in words):
        raise NobodyGave()
    with transaction():
        list(locked(Campaign.select().where(Campaign.id == its.id)))
        same = Giver.select().where(Giver.campaign == its, Giver.kind == kind)
        same = same.where(Giver.reader == reader) if reader else same.where(Giver.name == words)
        known: Giver | None = same.first()
        if known is not None:
            return known
        giver: Giver = Giver.create(
            campaign=its,
            kind=kind,
            reader=reader,
            school_class=school_class,
            name=words,
            given_on=on or clock.today(),
            by=by,
        )
        journal.record("acquisitions.giver", by=by, about=f"campaign {its.id}", giver=giver.id)
    return giver


def get_giver(its: Campaign, number: Any) -> Giver:
    """Return the giver of the campaign; Gone if there is none."""
    found: Giver | None = Giver.get_or_none(Giver.id == number, Giver.campaign == its)
    if found is None:
        raise Gone()
    return found


def remove_giver(giver: Giver, *, by: Staff | None) -> None:
    """Take a giver off the list with his books; GiverHasGifts once one is in a delivery."""
    with transaction():
        gifts = list(locked(Gift.select().where(Gift.giver == giver)))
        if not all(is_waiting(one) for one in gifts):
            raise GiverHasGifts(giver=giver)
        Gift.delete().where(Gift.giver == giver).execute()
        giver.delete_instance()
        journal.record("acquisitions.giver", by=by, about=f"campaign {giver.campaign_id}")


def add_gift(
    giver: Giver, record: Record, *, quantity: Any = 1, price: Any = 0, by: Staff | None
) -> Gift:
    """Note that the giver gave so many copies, and return the line of it.

    The same title at the same price is added to the line that is there.
    """
    count, amount = typing.copies_of(quantity), typing.price_of(price)
    with transaction():
        gift: Gift | None = (
            locked(
                Gift.select().where(
                    Gift.giver == giver,
                    Gift.record == record,
                    Gift.price == amount,
                    Gift.delivery.is_null(),
                )
            )
        ).first()
        if gift is None:
            gift = Gift(giver=giver, record=record, quantity=0, price=amount)
        gift.quantity += count
        gift.save()
        journal.record("acquisitions.gift", by=by, about=f"giver {giver.id}", record=record.id)
    return gift


def remove_gift(its: Campaign, number: int, *, by: Staff | None) -> None:
    """Take a book off; GiftHandedIn once it is in a delivery, nothing if it is gone already."""
    with transaction():
        gift = (
            Gift.select(Gift, Record)
            .join(Record)
            .switch(Gift)
            .join(Giver)
            .where(Gift.id == number, Giver.campaign == its)
            .first()
        )
        if gift is None:
            return
        if not is_waiting(gift):
            raise GiftHandedIn(title=gift.record.full_title)
        gift.delete_instance()
        journal.record("acquisitions.gift", by=by, about=f"giver {gift.giver_id}")


def givers_of(its: Campaign) -> list[tuple[Giver, list[Gift]]]:
    """Return who gave, in the order of the alphabet, each with the books; in two queries."""
    gifts = (
        Gift.select(Gift, Record, Delivery)
        .join(Record)
        .switch(Gift)
        .join(Delivery, JOIN.LEFT_OUTER)
        .where(Gift.giver.in_(Giver.select(Giver.id).where(Giver.campaign == its)))
        .order_by(Gift.id)
    )
    books: defaultdict[int, list[Gift]] = defaultdict(list)
    for one in gifts:
        books[int(one.giver_id)].append(one)
    query = (
        Giver.select(Giver, SchoolClass)
        .join(SchoolClass, JOIN.LEFT_OUTER)
        .where(Giver.campaign == its)
        .order_by(Giver.sort_key, Giver.id)
    )
    return [(one, books.get(int(one.id), [])) for one in query]


def is_waiting(gift: Gift) -> bool:
    """Return whether the gift still has to reach the fund: in no delivery, or in one taken back."""
    return gift.delivery_id is None or gift.delivery.state == "reversed"


def hand_in(its: Campaign, *, by: Staff | None) -> list[Delivery]:
    """Put all gifts that wait into drafts of the fund, textbooks apart, and return these.

    They become copies when the drafts are accepted there. NothingToHandIn if none waits.
    """
    with transaction():
        list(locked(Campaign.select().where(Campaign.id == its.id)))
        waiting = [
            (giver, gift) for giver, gifts in givers_of(its) for gift in gifts if is_waiting(gift)
        ]
        if not waiting:
            raise NothingToHandIn()
        made = []
        for fund in ("main", "textbook"):
            some = [one for one in waiting if _fund_of(one[1]) == fund]
            if not some:
                continue
            names = {giver.name for giver, _gift in some}
            draft = deliveries.begin(
                fund=fund,
                source="gift",
                supplier=names.pop() if len(names) == 1 else str(its.title),
                document_kind="act",
                note=gettext("Campaign: %(title)s", title=its.title),
            )
            for _giver, gift in some:
                deliveries.add_line(
                    draft, gift.record, quantity=gift.quantity, price=gift.price, by=by
                )
            ids = [int(gift.id) for _giver, gift in some]
            Gift.update(delivery=draft).where(Gift.id.in_(ids)).execute()
            made.append(draft)
        journal.record(
            "acquisitions.handed_in", by=by, about=f"campaign {its.id}", gifts=len(waiting)
        )
    return made


def _fund_of(gift: Gift) -> str:
    return "textbook" if gift.record.kind == "textbook" else "main"


def gifts_of_reader(reader: Reader) -> list[Block]:
    """Return what the reader gave, as a table to hand out to him."""
    query = (
        Gift.select(Gift, Giver, Campaign, Record)
        .join(Giver)
        .join(Campaign)
        .switch(Gift)
        .join(Record)
        .where(Giver.reader == reader)
        .order_by(Gift.id)
    )
    rows = [
        (one.giver.given_on, str(one.giver.campaign), one.record.full_title, one.quantity)
        for one in query
    ]
    columns = (gettext("Day"), gettext("Campaign"), gettext("Book"), gettext("Copies"))
    return [Block(gettext("Books given"), columns, rows)] if rows else []


def forget(reader: Reader, name: str) -> None:
    """Let the giver be a number: his books stay where they are."""
    Giver.update(reader=None, name=name, sort_key="").where(Giver.reader == reader).execute()
