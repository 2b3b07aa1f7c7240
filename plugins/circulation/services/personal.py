"""What circulation keeps about a reader: shown to him, and nameless once he is erased."""

from typing import Any

from flask_babel import gettext
from peewee import fn

from core.answers import Block
from core.database import locked
from plugins.catalogue.models import Record
from plugins.circulation.models import Deed, Loan, Replacement, Reservation, Visit
from plugins.fund.models import Copy
from plugins.readers.models import Reader
from plugins.readers.services import personal


def tables(reader: Reader) -> list[Block]:
    """Return all loans of the reader with their notes, the visits, and what was made good."""
    loans = (
        Loan.select(Loan, Copy, Record)
        .join(Copy)
        .join(Record)
        .where(Loan.reader == reader, ~Loan.is_undone)
        .order_by(Loan.id)
    )
    visits = [
        [one]
        for (one,) in Visit.select(Visit.visited_on)
        .where(Visit.reader == reader)
        .order_by(Visit.visited_on)
        .tuples()
    ]
    made_good = Replacement.select().where(Replacement.reader == reader).order_by(Replacement.id)
    found = [
        Block(
            gettext("Loans"),
            (
                gettext("Inv. No."),
                gettext("Title"),
                gettext("Lent"),
                gettext("Due"),
                gettext("Returned"),
                gettext("Note"),
            ),
            [_loan_row(one) for one in loans],
            empty=gettext("Nothing was borrowed."),
        ),
        Block(gettext("Visits"), (gettext("Day"),), visits, empty=gettext("No visits.")),
    ]
    waited = (
        Reservation.select(Reservation, Record)
        .join(Record)
        .where(Reservation.reader == reader)
        .order_by(Reservation.id)
    )
    if reserved := [[one.record.full_title, one.made_at.date()] for one in waited]:
        heads = (gettext("Title"), gettext("Reserved on"))
        found.append(Block(gettext("Reservations"), heads, reserved))
    rows = [[str(one), one.reader_words, one.accepted_on] for one in made_good]
    if rows:
        columns = (gettext("No."), gettext("Reader"), gettext("Day"))
        found.append(Block(gettext("Lost copies made good"), columns, rows))
    return found


def _loan_row(one: Loan) -> list[Any]:
    return [
        one.copy.inventory_no,
        one.copy.record.full_title,
        one.lent_at.date(),
        one.due_on,
        one.returned_at.date() if one.returned_at else "",
        one.note,
    ]


def make_nameless(reader: Reader) -> None:
    """Put the card's number in the place of the name in the desk's log and the notebook.

    Call it inside `transaction`, while the reader still has his name.
    """
    number = personal.nameless(reader)
    copies = Loan.select(Loan.copy).where(Loan.reader == reader)
    # Whoever took back or lent a book that he waited for was told his name.
    waited = Reservation.select(Reservation.record).where(Reservation.reader == reader)
    awaited = Copy.select(Copy.id).where(Copy.record.in_(waited))
    list(locked(Reader.select(Reader.id).where(Reader.id == reader.id)))
    for name in dict.fromkeys((reader.full_name, reader.name, reader.short_name)):
        Deed.update(answer=fn.REPLACE(Deed.answer, name, number)).where(
            (Deed.reader == reader) | Deed.copy.in_(copies) | Deed.copy.in_(awaited),
            Deed.answer.contains(name),
        ).execute()
        Replacement.update(reader_words=fn.REPLACE(Replacement.reader_words, name, number)).where(
            Replacement.reader == reader
        ).execute()
    # What was typed at the desk to find him: his name, or a part of it.
    Deed.update(asked="").where(Deed.reader == reader).execute()
