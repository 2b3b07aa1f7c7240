"""Readers of the demo school who wait for books: some stand free on the shelf, some are out."""

from datetime import timedelta

from core import clock
from core.demo import School
from plugins.catalogue.models import Record
from plugins.circulation.models import Loan
from plugins.circulation.services import reservations
from plugins.fund.models import Copy
from plugins.readers.models import Reader

#: So many wait for a book that is out, and so many for one that is to be fetched.
OUT, HERE = 5, 3


def fill(school: School) -> None:
    """Let a few pupils wait for books, since yesterday."""
    lent = Loan.select(Loan.copy).where(Loan.returned_at.is_null())
    books = (
        Copy.select(Copy.record)
        .join(Record)
        .where(Record.kind == "book", Copy.withdrawn_on.is_null(), ~Copy.is_reading_room_only)
    )
    out = [row[0] for row in books.where(Copy.id.in_(lent)).distinct().limit(OUT).tuples()]
    free = books.where(Copy.id.not_in(lent), Copy.record.not_in(out))
    here = [row[0] for row in free.distinct().limit(HERE).tuples()]
    with_loans = Loan.select(Loan.reader).where(Loan.returned_at.is_null())
    readers = list(
        Reader.select()
        .where(
            Reader.kind == "pupil",
            Reader.left_on.is_null(),
            ~Reader.is_blocked,
            Reader.id.not_in(with_loans),
        )
        .order_by(Reader.id)
        .limit(OUT + HERE)
    )
    since = clock.now() - timedelta(days=1)
    for record_id, reader in zip([*out, *here], readers, strict=False):
        reservations.reserve(Record.get_by_id(record_id), reader, by=None, at=since)
