"""Books for gifts and orders: known by a scan or by words, or entered as new ones."""

from typing import Any

from peewee import fn

from core import barcodes
from core.models import Staff
from plugins.acquisitions.services.typing import title_of, words_of
from plugins.catalogue import services as catalogue
from plugins.catalogue.models import Record
from plugins.fund import services as fund
from plugins.fund.models import Copy

#: Titles offered for what was typed.
OFFERED = 8


def find_record(text: str) -> Record | None:
    """Return the record of a scanned copy or an ISBN; None for anything else."""
    for one in dict.fromkeys((text.strip(), barcodes.repair_layout(text.strip()))):
        if not one:
            continue
        code = barcodes.read_code(one)
        copy = fund.find_by_id(code.serial) if code else None
        if copy is not None:
            return copy.record
        isbn = barcodes.read_isbn(one)
        editions = catalogue.find_by_isbn(isbn) if isbn else []
        if editions:
            return editions[0]
    return None


def offered(text: str) -> list[Record]:
    """Return titles that have the words, the likeliest first."""
    words = words_of(text)
    if not any(sign.isalnum() for sign in words):
        return []
    ids = catalogue.search.find(words, size=OFFERED).ids
    found = {int(one.id): one for one in Record.select().where(Record.id.in_(ids))} if ids else {}
    return [found[number] for number in ids if number in found]


def enter(values: dict[str, Any], *, by: Staff | None) -> Record:
    """Enter a book that the catalogue has not: ``title``, ``authors``, ``year``, ``isbn``."""
    year = words_of(values.get("year"), 4)
    known = {
        "title": title_of(values.get("title")),
        "authors": words_of(values.get("authors")),
        "year": int(year) if year.isascii() and year.isdigit() else None,
        "isbn": words_of(values.get("isbn"), 20),
    }
    if values.get("kind"):
        known["kind"] = values["kind"]
    return catalogue.enter(known, by=by)


def last_prices(record_ids: list[int]) -> dict[int, Any]:
    """Return what the copies of each record that came last cost, in one query."""
    if not record_ids:
        return {}
    last = (
        Copy.select(fn.MAX(Copy.id))
        .where(Copy.record.in_(record_ids), Copy.price > 0)
        .group_by(Copy.record)
    )
    return {
        int(one.record_id): one.price
        for one in Copy.select(Copy.record, Copy.price).where(Copy.id.in_(last))
    }
