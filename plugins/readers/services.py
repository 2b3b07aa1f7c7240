"""What can be done with readers: find, register, move to a class, let go."""

from datetime import date

from peewee import JOIN, fn

from core import journal
from core.database import locked, transaction
from core.models import Staff
from core.sections import gather, hook
from plugins.readers.errors import ReaderStays, UnknownCard
from plugins.readers.models import Reader, SchoolClass

#: Cards are numbered from here, so that a hand-typed card is rarely also an inventory number.
FIRST_CARD = 1001


def find_by_card(number: int) -> Reader | None:
    """Return the reader whose card has ``number``, with the class loaded, or None."""
    found: Reader | None = (
        Reader.select(Reader, SchoolClass)
        .join(SchoolClass, JOIN.LEFT_OUTER)
        .where(Reader.card_no == number)
        .first()
    )
    return found


def get_by_card(number: int) -> Reader:
    """Return the reader whose card has ``number``; UnknownCard if nobody's does."""
    reader = find_by_card(number)
    if reader is None:
        raise UnknownCard(number=number)
    return reader


def next_card() -> int:
    """Return the number for the next card: one above the highest ever given."""
    highest = Reader.select(fn.MAX(Reader.card_no)).scalar()
    return max(FIRST_CARD, (highest or 0) + 1)


def register(reader: Reader, *, by: Staff | None) -> Reader:
    """Save a new reader under the next free card number and return him."""
    with transaction():
        if not reader.card_no:
            # Locks the last card on PostgreSQL, so that two desks do not give one number.
            list(locked(Reader.select(Reader.id).order_by(Reader.card_no.desc()).limit(1)))
            reader.card_no = next_card()
        reader.save(force_insert=True)
        journal.record("readers.register", by=by, about=f"reader {reader.id}")
    return reader


def let_go(reader: Reader, *, on: date, by: Staff | None) -> None:
    """Note that the reader left on that day; ReaderStays if something is still with him."""
    with transaction():
        reasons = gather(hook.reader_blockers(reader=reader))
        if reasons:
            raise ReaderStays(reader=reader, reasons="; ".join(reasons))
        reader.left_on = on
        reader.save()
        journal.record("readers.let_go", by=by, about=f"reader {reader.id}", on=on)
