"""All that is kept about one person: handed out on request, erased when he has left.

His loans stay, as loans of a number: the books of the library must still add up.
"""

from datetime import date

from flask_babel import gettext

from core import journal
from core.answers import Block, Fact
from core.database import locked, transaction
from core.models import Staff
from core.sections import gather, hook
from plugins.readers.errors import ReaderErased, ReaderNotGone, ReaderStays
from plugins.readers.models import CouncilMember, Graduate, Handout, Photo, Reader, Reregistration


def tables_of(reader: Reader) -> list[Block]:
    """Return what the sections keep about the reader, as tables, his own lines left out."""
    return gather(hook.personal_data(reader=reader))


def nameless(reader: Reader) -> str:
    """Return what a row says of a reader whose name is erased: ``№ 1042``."""
    return f"№ {reader.card_no}"


def erase(reader: Reader, *, on: date, by: Staff | None) -> Reader:
    """Erase name, contacts, photograph and all else that says who he was; loans stay as numbers.

    ReaderNotGone for somebody still at school, ReaderStays while books are in his hands,
    ReaderErased the second time. It cannot be undone; older backups still have the data.
    """
    with transaction():
        fresh: Reader = locked(Reader.select().where(Reader.id == reader.id)).get()
        if fresh.erased_on is not None:
            raise ReaderErased(number=fresh.card_no, on=f"{fresh.erased_on:%d.%m.%Y}")
        if fresh.left_on is None:
            raise ReaderNotGone(reader=fresh)
        reasons = gather(hook.reader_blockers(reader=fresh))
        if reasons:
            raise ReaderStays(reader=fresh, reasons="; ".join(reasons))
        # They still know his name here, and look for it.
        hook.reader_erased(reader=fresh)
        for model in (Photo, Handout, Graduate):
            model.delete().where(model.reader == fresh).execute()
        CouncilMember.update(reader=None, name=nameless(fresh), sort_key="").where(
            CouncilMember.reader == fresh
        ).execute()
        fresh.last_name, fresh.first_name, fresh.patronymic = "№", str(fresh.card_no), ""
        fresh.phone = fresh.email = fresh.address = fresh.note = ""
        fresh.born_on = fresh.rules_read_on = None
        fresh.school_class = fresh.leads = None
        fresh.has_priority = False
        fresh.erased_on = on
        fresh.save()
        journal.record("readers.erased", by=by, about=f"reader {fresh.id}", on=on)
    return fresh


def own_facts(reader: Reader) -> list[Fact]:
    """Return what the reader's own row and its neighbours say that his page does not show."""
    years = Reregistration.select(Reregistration.school_year).where(Reregistration.reader == reader)
    again = ", ".join(f"{year}–{year + 1}" for (year,) in years.tuples())
    lines = [(gettext("Registered anew for"), again)] if again else []
    if reader.has_priority:
        lines.append((gettext("Gets textbooks first where they are short"), gettext("yes")))
    return [Fact(label, value) for label, value in lines]
