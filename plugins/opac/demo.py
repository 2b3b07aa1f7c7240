"""Readers of the demo school who wait for books: some stand free on the shelf, some are out."""

from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import Any

from core import clock
from core.demo import School
from core.errors import LibraryError
from plugins.catalogue.models import Record
from plugins.circulation.models import Loan
from plugins.circulation.services import reservations
from plugins.fund.models import Copy
from plugins.readers.models import Reader

#: So many wait for a book that is out, and so many for one that is to be fetched.
OUT, HERE = 5, 3


def first(books: Any, count: int) -> Any:
    """Return the first of the books, the same ones whenever they are asked for."""
    return books.distinct().order_by(Copy.record).limit(count).tuples()


def fill(school: School) -> None:
    """Let a few pupils wait for books, since yesterday."""
    lent = Loan.select(Loan.copy).where(Loan.returned_at.is_null())
    books = (
        Copy.select(Copy.record)
        .join(Record)
        .where(Record.kind == "book", Copy.withdrawn_on.is_null(), ~Copy.is_reading_room_only)
    )
    out = [row[0] for row in first(books.where(Copy.id.in_(lent)), OUT)]
    free = books.where(Copy.id.not_in(lent), Copy.record.not_in(out))
    here = [row[0] for row in first(free, HERE)]
    readers = iter(
        Reader.select()
        .where(Reader.kind == "pupil", Reader.left_on.is_null(), ~Reader.is_blocked)
        .order_by(Reader.id.desc())
        .limit(2 * (OUT + HERE))
    )
    since = datetime.combine(school.today, time(11), clock.ALMATY) - timedelta(days=1)
    for record_id in [*out, *here]:
        for reader in readers:
            with suppress(LibraryError):  # he has the book himself
                reservations.reserve(Record.get_by_id(record_id), reader, by=None, at=since)
                break
