"""Rows of which specimens of the fund's papers are made; the panel rolls them back at once."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from plugins.catalogue.models import Record
from plugins.fund.models import CAME, Copy, Delivery, DeliveryLine, Stocktake
from plugins.fund.services import books
from plugins.fund.services.books import Move

_DAY = date(2026, 8, 20)


def record() -> Record:
    """Return a textbook."""
    made = Record(
        kind="textbook",
        title="Алгебра",
        part="1-бөлім",
        authors="Әбілқасымова А.Е.",
        publisher="Мектеп",
        city="Алматы",
        year=2024,
        grade=7,
        subject="Алгебра",
    )
    made.save(force_insert=True)
    return made


def copy(of: Record, **more: Any) -> Copy:
    """Return a copy whose number no other has."""
    made = Copy(
        record=of,
        inventory_no=f"12001-{uuid4().hex[:12]}",
        fund="textbook",
        price=Decimal(2450),
        received_on=_DAY,
        **more,
    )
    made.save(force_insert=True)
    return made


def delivery() -> dict[str, Any]:
    """Return a delivery of a title of which one copy did not come."""
    made = Delivery.create(
        document_no="15",
        document_on=_DAY,
        supplier="«Кітап» ЖШС",
        source="transfer",
        received_on=_DAY,
    )
    DeliveryLine.create(
        delivery=made, record=record(), by_document=30, quantity=29, price=Decimal(2450)
    )
    return {"delivery": str(made.id)}


def stocktake() -> dict[str, Any]:
    """Return a check of a shelf with one copy, which is missing."""
    shelf = f"3-{uuid4().hex[:12]}"
    copy(record(), shelf=shelf)
    made = Stocktake.create(
        fund="textbook",
        shelf=shelf,
        order="№ 47, 20.08.2026",
        commission="Ахметова С., директордың орынбасары\nҒани Ә., кітапханашы",
        ended_on=_DAY,
    )
    return {"stocktake": str(made.id)}


def textbook() -> dict[str, Any]:
    """Return a textbook of which one copy came."""
    of = record()
    made = copy(of)
    books.enter(
        CAME,
        "textbook",
        "delivery",
        [Move(int(made.id), int(of.id), Decimal(2450))],
        on=_DAY,
        by=None,
        document="Жүкқұжат № 15, 20.08.2026",
    )
    return {"record": str(of.id)}
