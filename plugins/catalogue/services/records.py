"""What can be done with records: find by ISBN, enter, correct, copy."""

from collections.abc import Sequence
from typing import Any

from stdnum import isbn as isbn_rules
from stdnum import issn as issn_rules
from stdnum.exceptions import ValidationError

from core import journal
from core.database import transaction
from core.models import Staff
from plugins.catalogue.errors import NoTitle, WrongIsbn, WrongIssn
from plugins.catalogue.models import Record, RecordPerson, RecordTombstone
from plugins.catalogue.services import headings, marks, people

#: A national part, a publisher: the digits by which books of one house begin.
_HOUSE = 9

#: What belongs to one record and is not copied to another.
_OWN = (
    "id",
    "isbn",
    "other_isbns",
    "created_at",
    "updated_at",
    "sort_key",
    "search_text",
    "person_names",
    "heading_names",
    "cover",
    "kept_marc",
)

#: What a form does not fill in.
_BY_MACHINE = (
    *("id", "created_at", "updated_at", "sort_key", "search_text"),
    *("person_names", "heading_names", "cover"),
)

#: Values that a record may lack; its texts are empty rather than unknown.
_MAY_BE_EMPTY = ("year", "pages", "grade", "shelf")


def find_by_isbn(isbn: str) -> list[Record]:
    """Return the editions with this ISBN-13 (digits only), newest first; often one, or none."""
    return list(
        Record.select()
        .where(Record.isbn == isbn)
        .order_by(Record.year.desc(), Record.id.desc())
        .limit(20)
    )


def of_same_house(isbn: str, most: int = 6) -> list[Record]:
    """Return the records entered last whose ISBN begins like this one: those worth copying."""
    if len(isbn) != 13:
        return []
    return list(
        Record.select()
        .where(Record.isbn.startswith(isbn[:_HOUSE]), Record.isbn != isbn)
        .order_by(Record.id.desc())
        .limit(most)
    )


def merged_into(number: int) -> int | None:
    """Return the id of the record that has what the one of this id had, if that is gone."""
    stone = RecordTombstone.get_or_none(RecordTombstone.record_id == number)
    return stone.merged_into if stone else None


def enter(values: dict[str, Any], *, by: Staff | None) -> Record:
    """Keep a new record and return it; WrongIsbn, WrongIssn or NoTitle if it cannot be kept.

    Besides columns ``values`` may have ``headings``, a text with semicolons, and ``persons``,
    pairs of a name and a role beside the authors. Authors become persons; a mark is learned.
    """
    with transaction():
        record = _fill(Record(), values)
        record.save(force_insert=True)
        people.link_authors(record)
        _add_persons(record, values.get("persons") or ())
        headings.give(record, [str(values.get("headings") or "")])
        marks.learn(record)
        journal.record("catalogue.enter", by=by, about=f"record {record.id}")
    return record


def correct(record: Record, values: dict[str, Any], *, by: Staff | None) -> Record:
    """Keep changed values of the record and return it."""
    with transaction():
        _fill(record, values)
        is_by_others = "authors" in {one.name for one in record.dirty_fields}
        is_marked_anew = "author_mark" in {one.name for one in record.dirty_fields}
        # Only what was changed: the row may have moved on since this screen was opened.
        record.save(only=record.dirty_fields)
        if is_by_others:
            people.link_authors(record)
        if "headings" in values:
            headings.give(record, [str(values["headings"] or "")])
        if is_by_others or is_marked_anew:
            marks.learn(record)
        journal.record("catalogue.correct", by=by, about=f"record {record.id}")
    return record


def copied(record: Record) -> dict[str, Any]:
    """Return the values of a new record like this one: all but what is the edition's own."""
    names = [name for name in Record._meta.fields if name not in _OWN]
    values: dict[str, Any] = {name: getattr(record, name) for name in names}
    values["headings"] = "; ".join(str(one) for one in headings.of_record(record))
    values["persons"] = [
        (str(one.person.name), str(one.role))
        for one in people.of_record(record)
        if one.role != "author"
    ]
    return values


def checked_isbn(text: str) -> str:
    """Return the ISBN as 13 digits without hyphens, or an empty text; WrongIsbn if mistyped."""
    text = text.strip()
    if not text:
        return ""
    try:
        return str(isbn_rules.to_isbn13(isbn_rules.validate(text))).replace("-", "")
    except ValidationError as fault:
        raise WrongIsbn(isbn=text) from fault


def checked_isbns(text: str) -> str:
    """Return several ISBNs, parted by spaces, commas or semicolons, each checked, once each."""
    found = [checked_isbn(one) for one in text.replace(",", " ").replace(";", " ").split()]
    return " ".join(dict.fromkeys(found))


def checked_issn(text: str) -> str:
    """Return the ISSN as eight signs without a hyphen, or an empty text; WrongIssn if mistyped."""
    text = text.strip()
    if not text:
        return ""
    try:
        return str(issn_rules.validate(text.upper()))
    except ValidationError as fault:
        raise WrongIssn(issn=text) from fault


def _fill(record: Record, values: dict[str, Any]) -> Record:
    for name, value in values.items():
        if name in Record._meta.fields and name not in _BY_MACHINE:
            setattr(record, name, value if value is not None or name in _MAY_BE_EMPTY else "")
    for name, check in _CHECKS:
        given = str(getattr(record, name) or "")
        fitting = check(given)
        if fitting != getattr(record, name):
            setattr(record, name, fitting)
    if not str(record.title or "").strip():
        raise NoTitle()
    return record


_CHECKS = (("isbn", checked_isbn), ("other_isbns", checked_isbns), ("issn", checked_issn))


def _add_persons(record: Record, persons: Sequence[tuple[str, str]]) -> None:
    place = RecordPerson.select().where(RecordPerson.record == record).count()
    seen: set[tuple[int, str]] = set()
    for name, role in persons:
        person = people.find_or_make(name)
        if role != "author" and (person.id, role) not in seen:
            seen.add((person.id, role))
            RecordPerson.create(record=record, person=person, role=role, position=place)
            place += 1
