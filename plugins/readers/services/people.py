"""What can be done with readers: find, register, move to a class, let go."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from peewee import JOIN, fn

from core import journal
from core.answers import Setting
from core.database import locked, one_at_a_time, transaction
from core.models import Staff
from core.prepared import Prepared
from core.sections import gather, hook
from plugins.readers.errors import ReaderLeft, ReaderStays, UnknownCard
from plugins.readers.models import Reader, SchoolClass

SETTINGS = (
    Setting(
        "readers.last_grade",
        _("Last grade of the school"),
        11,
        "number",
        help=_("Its pupils are graduates when the school year rolls over."),
        group=_("Readers"),
        least=4,
        most=12,
    ),
)

#: Cards are numbered from here, so that a hand-typed card is rarely also an inventory number.
FIRST_CARD = 1001


def find_by_card(number: int) -> Reader | None:
    """Return the reader whose card has ``number``, with the class loaded, or None."""
    found: Reader | None = _BY_CARD.first(number=number)
    return found


_BY_CARD = Prepared(
    lambda number: (
        Reader.select(Reader, SchoolClass)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
        .where(Reader.card_no == number)
    ),
    "number",
)


def find_class(number: int) -> SchoolClass | None:
    """Return the class with this id, or None. Asked with every scan of a class's pile."""
    found: SchoolClass | None = _CLASS.first(number=number)
    return found


_CLASS = Prepared(lambda number: SchoolClass.select().where(SchoolClass.id == number), "number")


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
            # Two desks do not give one number, not even the first.
            one_at_a_time("readers.card")
            reader.card_no = next_card()
        reader.save(force_insert=True)
        journal.record("readers.register", by=by, about=f"reader {reader.id}")
    return reader


def let_go(reader: Reader, *, on: date, by: Staff | None, with_debts: bool = False) -> None:
    """Note that the reader left on that day; ReaderStays if something is still with him.

    ``with_debts`` notes it all the same, on purpose: he stays in the list of debtors. A day that
    is known already stays as it is: ReaderLeft.
    """
    with transaction():
        fresh = locked(Reader.select().where(Reader.id == reader.id)).get()
        if fresh.left_on is not None:
            raise ReaderLeft(reader=reader, on=f"{fresh.left_on:%d.%m.%Y}")
        reasons = gather(hook.reader_blockers(reader=reader))
        if reasons and not with_debts:
            raise ReaderStays(reader=reader, reasons="; ".join(reasons))
        reader.left_on = on
        reader.save(only=[Reader.left_on])
        journal.record(
            "readers.let_go", by=by, about=f"reader {reader.id}", on=on, owes="; ".join(reasons)
        )


def change(reader: Reader, *, by: Staff | None) -> Reader:
    """Save what was changed of a reader and return him."""
    with transaction():
        # Only what was changed: the reader may have left since this screen was opened.
        reader.save(only=reader.dirty_fields)
        journal.record("readers.change", by=by, about=f"reader {reader.id}")
    return reader


def classes_of(person: Staff) -> Any:
    """Return a query of the ids of the classes that the class teacher may see."""
    return SchoolClass.select(SchoolClass.id).where(SchoolClass.login == person)


def teachers_by_class() -> dict[int, str]:
    """Return the class teachers' names by class id, in one query."""
    teachers = Reader.select().where(Reader.leads.is_null(False), Reader.left_on.is_null())
    return {one.leads_id: one.name for one in teachers}


def sizes() -> dict[int, int]:
    """Return the number of pupils now at school by class id, in one query."""
    rows = (
        Reader.select(Reader.school_class, fn.COUNT(Reader.id))
        .where(Reader.left_on.is_null(), Reader.school_class.is_null(False))
        .group_by(Reader.school_class)
        .tuples()
    )
    return {int(class_id): int(count) for class_id, count in rows}


def teachers_of(reader: Reader) -> list[Reader]:
    """Return the class teachers of the reader's class; none for who has no class."""
    if not reader.school_class_id:
        return []
    return list(
        Reader.select().where(Reader.leads == reader.school_class_id, Reader.left_on.is_null())
    )


def kind_sizes() -> dict[str, int]:
    """Return how many readers of each kind there are now, in one query."""
    rows = (
        Reader.select(Reader.kind, fn.COUNT(Reader.id))
        .where(Reader.left_on.is_null())
        .group_by(Reader.kind)
        .tuples()
    )
    return {str(kind): int(count) for kind, count in rows}
