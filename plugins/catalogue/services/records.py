"""What can be done with records: find by ISBN, enter, correct."""

from typing import Any

from stdnum import isbn as isbn_rules
from stdnum.exceptions import ValidationError

from core import journal
from core.database import transaction
from core.models import Staff
from plugins.catalogue.errors import NoTitle, WrongIsbn
from plugins.catalogue.models import Record


def find_by_isbn(isbn: str) -> list[Record]:
    """Return the editions with this ISBN-13 (digits only), newest first; often one, or none."""
    return list(
        Record.select()
        .where(Record.isbn == isbn)
        .order_by(Record.year.desc(), Record.id.desc())
        .limit(20)
    )


def enter(values: dict[str, Any], *, by: Staff | None) -> Record:
    """Keep a new record and return it; WrongIsbn or NoTitle if it cannot be kept."""
    with transaction():
        record = _fill(Record(), values)
        record.save(force_insert=True)
        journal.record("catalogue.enter", by=by, about=f"record {record.id}")
    return record


def correct(record: Record, values: dict[str, Any], *, by: Staff | None) -> Record:
    """Keep changed values of the record and return it."""
    with transaction():
        # Only what was changed: the row may have moved on since this screen was opened.
        _fill(record, values).save(only=record.dirty_fields)
        journal.record("catalogue.correct", by=by, about=f"record {record.id}")
    return record


def checked_isbn(text: str) -> str:
    """Return the ISBN as 13 digits without hyphens, or an empty text; WrongIsbn if mistyped."""
    text = text.strip()
    if not text:
        return ""
    try:
        return str(isbn_rules.to_isbn13(isbn_rules.validate(text))).replace("-", "")
    except ValidationError as fault:
        raise WrongIsbn(isbn=text) from fault


def _fill(record: Record, values: dict[str, Any]) -> Record:
    for name, value in values.items():
        if name in Record._meta.fields and name != "id":
            setattr(record, name, value if value is not None or name in _MAY_BE_EMPTY else "")
    record.isbn = checked_isbn(str(record.isbn or ""))
    if not str(record.title or "").strip():
        raise NoTitle()
    return record


#: Numbers that a record may lack; its texts are empty rather than unknown.
_MAY_BE_EMPTY = ("year", "pages", "grade")
