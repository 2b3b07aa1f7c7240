"""Records with their persons and headings between our tables and descriptions, many at a time."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from core import alphabet, bulk, clock
from plugins.catalogue.models import (
    Heading,
    Person,
    PersonName,
    Record,
    RecordHeading,
    RecordPerson,
    Shelf,
)
from plugins.exchange.services.mapping import Description, Name, Subject
from plugins.exchange.services.mapping.description import COLUMNS, authors_of, name_of

_CHUNK = 500

#: Names and headings come again and again in a file.
fold = lru_cache(20_000)(alphabet.fold)
_PLAIN = tuple(one for one in COLUMNS if one != "shelf")


def described(records: Sequence[Record]) -> list[Description]:
    """Return the records in our columns, with persons, headings and shelves, in three queries."""
    ids = [int(one.id) for one in records]
    persons: dict[int, list[Name]] = {}
    for chunk in _chunks(ids):
        rows = (
            RecordPerson.select(RecordPerson.record, Person.name, Person.dates, RecordPerson.role)
            .join(Person)
            .where(RecordPerson.record.in_(chunk))
            .order_by(RecordPerson.position, RecordPerson.id)
        )
        for record, name, dates, role in rows.tuples():
            persons.setdefault(record, []).append(Name(name, dates, role))
    headings: dict[int, list[Subject]] = {}
    for chunk in _chunks(ids):
        found = (
            RecordHeading.select(RecordHeading.record, Heading.name, Heading.kind)
            .join(Heading)
            .where(RecordHeading.record.in_(chunk))
            .order_by(RecordHeading.position, RecordHeading.id)
        )
        for record, name, kind in found.tuples():
            headings.setdefault(record, []).append(Subject(name, kind))
    shelf_ids = {one.shelf_id for one in records if one.shelf_id}
    shelves: dict[int, Any] = {}
    for chunk in _chunks(sorted(shelf_ids)):
        shelves |= {one.id: one for one in Shelf.select().where(Shelf.id.in_(chunk))}
    return [
        _described(one, persons.get(one.id, []), headings.get(one.id, []), shelves)
        for one in records
    ]


def _described(
    record: Record, persons: list[Name], headings: list[Subject], shelves: dict[int, Any]
) -> Description:
    values = {column: getattr(record, column) for column in _PLAIN}
    it = Description(**values)
    it.shelf = str(shelves.get(record.shelf_id, "")) if record.shelf_id else ""
    if not any(one.role == "author" for one in persons) and it.authors:
        words = [one.strip() for one in it.authors.split(";")]
        persons = [Name(name_of(one)) for one in words if one] + persons
    it.persons = tuple(persons)
    it.headings = tuple(headings)
    return it


def _chunks(found: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(found), _CHUNK):
        yield found[start : start + _CHUNK]


def insert(fresh: Sequence[tuple[Description, str]]) -> list[int]:
    """Write new records, each with its record of MARC, and return their ids.

    Call it inside `transaction`.
    """
    if not fresh:
        return []
    ids = bulk.take_ids(Record, len(fresh))
    shelves = _shelves(one.shelf for one, _kept in fresh)
    now = clock.now()
    columns = tuple(Record._meta.fields)
    rows = []
    for number, (it, kept) in zip(ids, fresh, strict=True):
        record = Record(id=number, kept_marc=kept, created_at=now, updated_at=now)
        values = record.__data__
        for column in _PLAIN:
            values[column] = getattr(it, column)
        values["shelf"] = shelves.get(it.shelf)
        # What the search finds it by, as services.search.relink would write it later.
        values["person_names"] = "; ".join(dict.fromkeys(one.name for one in it.persons))
        values["heading_names"] = "; ".join(dict.fromkeys(one.name for one in it.headings))
        record.derive()
        rows.append([values.get(column) for column in columns])
    bulk.insert_rows(Record, columns, rows, ids_taken=True)
    give_persons({number: it for number, (it, _kept) in zip(ids, fresh, strict=True)})
    give_headings({number: it.headings for number, (it, _) in zip(ids, fresh, strict=True)})
    return ids


def _shelves(names: Iterable[str]) -> dict[str, int]:
    """Return the ids of the shelves of these names, made where there are none."""
    wanted = {one for one in names if one}
    if not wanted:
        return {}
    known = {str(one): int(one.id) for one in Shelf.select()}
    for name in sorted(wanted - set(known)):
        first, _comma, room = name.partition(", ")
        known[name] = int(Shelf.create(name=first[:60], room=room[:100]).id)
    return known


def give_persons(wanted: dict[int, Description]) -> None:
    """Give records their persons, by the record's id: known ones, or new ones."""
    people = _people(wanted.values())
    columns = ("id", "record", "person", "role", "position")
    rows: list[list[Any]] = []
    for record, it in wanted.items():
        seen = set()
        for place, one in enumerate(it.persons):
            key = (people.get(fold(one.name)[:200]), one.role)
            if key[0] is not None and key not in seen:
                seen.add(key)
                rows.append([0, record, key[0], one.role, place])
    _insert(RecordPerson, columns, rows)


def _insert(model: Any, columns: tuple[str, ...], rows: list[list[Any]]) -> None:
    if rows:
        for row, number in zip(rows, bulk.take_ids(model, len(rows)), strict=True):
            row[0] = number
        bulk.insert_rows(model, columns, rows, ids_taken=True)


def _people(described: Iterable[Description]) -> dict[str, int]:
    """Return the ids of the persons by their folded names, made where nobody is known by it."""
    wanted: dict[str, tuple[Name, str]] = {}
    for it in described:
        mark = it.author_mark
        for one in it.persons:
            key = fold(one.name)[:200]
            if key and key not in wanted:
                wanted[key] = (one, mark if one.role == "author" else "")
            mark = ""
    known: dict[str, int] = {}
    for chunk in _chunks(list(wanted)):
        rows = PersonName.select(PersonName.folded, PersonName.person)
        known.update(rows.where(PersonName.folded.in_(chunk)).tuples())
    for chunk in _chunks(list(wanted)):
        found = Person.select(Person.folded, Person.id).where(Person.folded.in_(chunk))
        known.update(found.order_by(Person.id.desc()).tuples())
    missing = [key for key in wanted if key not in known]
    if not missing:
        return known
    columns = tuple(Person._meta.fields)
    rows_of = []
    for number, key in zip(bulk.take_ids(Person, len(missing)), missing, strict=True):
        name, mark = wanted[key]
        person = Person(id=number, name=name.name, dates=name.dates, author_mark=mark)
        person.derive()
        rows_of.append([person.__data__.get(column) for column in columns])
        known[key] = number
    bulk.insert_rows(Person, columns, rows_of, ids_taken=True)
    return known


def give_headings(wanted: dict[int, Sequence[Subject]]) -> None:
    """Give records their headings, by the record's id: known ones, or new ones."""
    named: dict[str, Subject] = {}
    for found in wanted.values():
        for one in found:
            if key := fold(one.name)[:250]:
                named.setdefault(key, one)
    if not named:
        return
    known: dict[str, int] = {}
    for chunk in _chunks(list(named)):
        rows = Heading.select(Heading.search_text, Heading.id)
        known.update(
            rows.where(Heading.search_text.in_(chunk)).order_by(Heading.id.desc()).tuples()
        )
    missing = [key for key in named if key not in known]
    columns = tuple(Heading._meta.fields)
    fresh = []
    for key in missing:
        heading = Heading(name=named[key].name, kind=named[key].kind)
        heading.derive()
        fresh.append([heading.__data__.get(column) for column in columns])
    if fresh:
        for row, number in zip(fresh, bulk.take_ids(Heading, len(fresh)), strict=True):
            row[columns.index("id")] = number
        bulk.insert_rows(Heading, columns, fresh, ids_taken=True)
        known |= {key: row[columns.index("id")] for key, row in zip(missing, fresh, strict=True)}
    links: list[list[Any]] = []
    for record, found in wanted.items():
        heads = dict.fromkeys(known[key] for one in found if (key := fold(one.name)[:250]) in known)
        links += [[0, record, heading, place] for place, heading in enumerate(heads)]
    _insert(RecordHeading, ("id", "record", "heading", "position"), links)


def fill(
    record: Record, it: Description, kept: str, *, has_persons: bool, has_headings: bool
) -> bool:
    """Let ``it`` say what the record does not; True if there was anything. In a transaction."""
    changed = False
    for column in _PLAIN:
        value = getattr(it, column)
        if column in ("kind", "language", "authors"):
            continue
        if getattr(record, column) in ("", None) and value not in ("", None):
            setattr(record, column, value)
            changed = True
    isbns = f"{record.isbn} {record.other_isbns} {it.isbn} {it.other_isbns}".split()
    others = " ".join(list(dict.fromkeys(isbns))[1:])
    if others != record.other_isbns and len(others) <= 500:
        record.other_isbns = others
        changed = True
    if kept and not record.kept_marc:
        record.kept_marc = kept
        changed = True
    number = int(record.id)
    if not has_persons and it.persons and (not record.authors or _same_authors(record, it)):
        give_persons({number: it})
        record.authors = record.authors or authors_of(it.persons)
        changed = True
    if not has_headings and it.headings:
        give_headings({number: it.headings})
        changed = True
    if changed:
        record.save(only=record.dirty_fields)
    return changed


def _same_authors(record: Record, it: Description) -> bool:
    return bool(set(fold(str(record.authors)).split()) & set(fold(it.authors).split()))
