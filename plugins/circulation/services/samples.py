"""Rows of which a specimen of the act of replacement is made; the panel rolls them back."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from plugins.catalogue.models import Record
from plugins.circulation.models import Loan, Replacement
from plugins.fund.models import CAME, Copy
from plugins.fund.services import books
from plugins.fund.services.books import Move
from plugins.readers.models import Reader

#: Long before any school kept these books here, so that no other row is on the specimen.
_DAY = date(1999, 10, 20)


def replacements() -> dict[str, Any]:
    """Return a period in which one lost book was replaced, and one was paid for."""
    record = Record(title="Абай жолы", authors="Әуезов М.", year=2014)
    record.save(force_insert=True)
    reader = Reader(card_no=999_999_999, last_name="Әлібек", first_name="Нұрасыл")
    reader.save(force_insert=True)
    new = _copy(record)
    entry = books.enter(
        CAME,
        "main",
        "replacement",
        [Move(int(new.id), int(record.id), new.price)],
        on=_DAY,
        by=None,
    )
    made_good: tuple[dict[str, Any], ...] = (
        {"record": record, "new_copy": new, "entry": entry},
        {"amount": Decimal(1500), "receipt_no": "7", "receipt_on": _DAY},
    )
    for place, what in enumerate(made_good, 1):
        lost = _copy(record)
        loan = Loan.create(copy=lost, reader=reader, due_on=_DAY, lost_on=_DAY)
        Replacement.create(
            loan=loan,
            copy=lost,
            fund="main",
            year=1,
            number=place,
            reader=reader,
            reader_words="Әлібек Нұрасыл, 7 «Ә»",
            accepted_on=_DAY,
            **what,
        )
    return {"first": _DAY.isoformat(), "last": _DAY.isoformat(), "fund": "main"}


def _copy(record: Record) -> Copy:
    made = Copy(
        record=record,
        inventory_no=f"12001-{uuid4().hex[:12]}",
        price=Decimal(1500),
        received_on=_DAY,
    )
    made.save(force_insert=True)
    return made
