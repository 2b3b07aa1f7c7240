"""Records with their persons and headings between our tables and descriptions, many at a time."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from core import bulk, clock
from core.alphabet import fold
from plugins.catalogue.models import (
    SEARCH,
    Heading,
    Person,
    PersonName,
    Record,
    RecordHeading,
    RecordPerson,
    Shelf,
)
from plugins.catalogue.services.search.linking import relink
from plugins.exchange.services.mapping import Description, Name, Subject
from plugins.exchange.services.mapping.description import COLUMNS, authors_of, name_of

#: Names and headings of the last records, whose keys are asked for again and again.
_MANY = 20_000
_PLAIN = tuple(one for one in COLUMNS if one != "shelf")


def described(records: Sequence[Record]) -> list[Description]:
    """Return the records in our columns, with persons, headings and shelves, in three queries."""
    ids = [int(one.id) for one in records]
    persons: dict[int, list[Name]] = {}
    rows = (
        RecordPerson.select(RecordPerson.record, Person.name, Person.dates, RecordPerson.role)
        .join(Person)
        .where(bulk.among(RecordPerson.record, ids))
        .order_by(RecordPerson.position, RecordPerson.id)
    )
    for record, name, dates, role in rows.tuples():
        persons.setdefault(record, []).append(Name(name, dates, role))
    headings: dict[int, list[Subject]] = {}
    found = (
        RecordHeading.select(RecordHeading.record, Heading.name, Heading.kind)
        .join(Heading)
        .where(bulk.among(RecordHeading.record, ids))
        .order_by(RecordHeading.position, RecordHeading.id)
    )
    for record, name, kind in found.tuples():
        headings.setdefault(record, []).append(Subject(name, kind))
    shelf_ids = {int(one.shelf_id) for one in records if one.shelf_id}
    shelves = {one.id: one for one in Shelf.select().where(bulk.among(Shelf.id, shelf_ids))}
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


def insert(fresh: Sequence[tuple[Description, str]]) -> list[int]:
    """Write new records, each with its record of MARC, and return their ids.

    Call it inside `transaction`.
    """
    if not fresh:
        return []
    ids = bulk.take_ids(Record, len(fresh))
    shelves = _shelves(one.shelf for one, _kept in fresh)
    people = _people(one for one, _kept in fresh)
    headings = _headings({number: it.headings for number, (it, _) in zip(ids, fresh, strict=True)})
    columns = tuple(Record._meta.fields)
    in_order = itemgetter(*columns)
    # One record lends its rules to all: to make a thousand takes as long as to read their fields.
    now = clock.now()
    record = Record(created_at=now, updated_at=now)
    usual = dict.fromkeys(columns) | record.__data__
    rows = []
    for number, (it, kept) in zip(ids, fresh, strict=True):
        values = record.__data__ = {**usual, **vars(it)}
        values["id"], values["kept_marc"] = number, kept
        values["shelf"] = shelves.get(it.shelf)
        # What the search finds it by, as services.search.relink would write it later.
        values["person_names"] = _found_by(it, people)
        keys = [key for key in map(_key, it.headings) if key in headings]
        values["heading_names"] = "; ".join(dict.fromkeys([headings[key][1] for key in keys]))
        record.derive()
        rows.append(in_order(values))
    SEARCH.insert_rows(columns, rows)
    _link_persons({number: it for number, (it, _) in zip(ids, fresh, strict=True)}, people)
    _link_headings(
        {number: it.headings for number, (it, _) in zip(ids, fresh, strict=True)}, headings
    )
    return ids


def _found_by(it: Description, people: "dict[str, _Known]") -> str:
    """Return the names of persons that the record does not say anyway, as `relink` has them."""
    names: dict[str, None] = {}
    authors, said = _words_of(it.authors), None
    for one in it.persons:
        if (known := people.get(_key_of(one.name))) is None:
            continue
        for name in known.names:
            if not authors.issuperset(_words_of(name)):
                said = said or authors.union(fold(it.responsibility).split())
                if not said.issuperset(_words_of(name)):
                    names[name] = None
    return "; ".join(names)


@lru_cache(maxsize=_MANY)
def _key(heading: Subject) -> str:
    return fold(heading.name)[:250]


@lru_cache(maxsize=_MANY)
def _key_of(name: str) -> str:
    """Return the key of a person."""
    return fold(name)[:200]


@lru_cache(maxsize=_MANY)
def _words_of(name: str) -> frozenset[str]:
    return frozenset(fold(name).split())


class _Known(NamedTuple):
    """A person who is in the list: the id, and the names there, of which none is empty."""

    id: int
    names: tuple[str, ...]


def _known(number: int, name: str, others: str = "") -> _Known:
    found = (one.strip() for one in (name, *others.split(";")))
    return _Known(number, tuple([one for one in found if one]))


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
    _link_persons(wanted, _people(wanted.values()))


def _link_persons(wanted: dict[int, Description], people: dict[str, _Known]) -> None:
    rows: list[list[Any]] = []
    for record, it in wanted.items():
        seen = set()
        for place, one in enumerate(it.persons):
            known = people.get(_key_of(one.name))
            if known is not None and (known.id, one.role) not in seen:
                seen.add((known.id, one.role))
                rows.append([0, record, known.id, one.role, place])
    _insert(RecordPerson, ("id", "record", "person", "role", "position"), rows)


def _insert(model: Any, columns: tuple[str, ...], rows: list[list[Any]]) -> None:
    if rows:
        for row, number in zip(rows, bulk.take_ids(model, len(rows)), strict=True):
            row[0] = number
        bulk.insert_rows(model, columns, rows, ids_taken=True)


def _people(described: Iterable[Description]) -> dict[str, _Known]:
    """Return the persons by their folded names, made where nobody is known by it."""
    wanted: dict[str, tuple[Name, str]] = {}
    for it in described:
        mark = it.author_mark
        for one in it.persons:
            key = _key_of(one.name)
            if key and key not in wanted:
                wanted[key] = (one, mark if one.role == "author" else "")
            mark = ""
    known: dict[str, _Known] = {}
    rows = PersonName.select(PersonName.folded, Person.id, Person.name, Person.other_names)
    found = rows.join(Person).where(bulk.among(PersonName.folded, wanted)).tuples()
    known.update((key, _known(*rest)) for key, *rest in found)
    rows = Person.select(Person.folded, Person.id, Person.name, Person.other_names)
    found = rows.where(bulk.among(Person.folded, wanted)).order_by(Person.id.desc()).tuples()
    known.update((key, _known(*rest)) for key, *rest in found)
    missing = [key for key in wanted if key not in known]
    if not missing:
        return known
    columns = tuple(Person._meta.fields)
    fresh = []
    for number, key in zip(bulk.take_ids(Person, len(missing)), missing, strict=True):
        name, mark = wanted[key]
        person = Person(id=number, name=name.name, dates=name.dates, author_mark=mark)
        person.derive()
        fresh.append([person.__data__.get(column) for column in columns])
        known[key] = _known(number, name.name)
    bulk.insert_rows(Person, columns, fresh, ids_taken=True)
    return known


def give_headings(wanted: dict[int, Sequence[Subject]]) -> None:
    """Give records their headings, by the record's id: known ones, or new ones."""
    _link_headings(wanted, _headings(wanted))


def _headings(wanted: dict[int, Sequence[Subject]]) -> dict[str, tuple[int, str]]:
    """Return id and name of the headings by their folded names, made where there are none."""
    named: dict[str, Subject] = {}
    for found in wanted.values():
        for one in found:
            if key := _key(one):
                named.setdefault(key, one)
    rows = Heading.select(Heading.search_text, Heading.id, Heading.name)
    hits = rows.where(bulk.among(Heading.search_text, named)).order_by(Heading.id.desc()).tuples()
    known: dict[str, tuple[int, str]] = {key: (number, name) for key, number, name in hits}
    missing = [key for key in named if key not in known]
    if not missing:
        return known
    columns = tuple(Heading._meta.fields)
    fresh = []
    for number, key in zip(bulk.take_ids(Heading, len(missing)), missing, strict=True):
        heading = Heading(id=number, name=named[key].name, kind=named[key].kind)
        heading.derive()
        fresh.append([heading.__data__.get(column) for column in columns])
        known[key] = (number, named[key].name)
    bulk.insert_rows(Heading, columns, fresh, ids_taken=True)
    return known


def _link_headings(wanted: dict[int, Sequence[Subject]], known: dict[str, tuple[int, str]]) -> None:
    links: list[list[Any]] = []
    for record, found in wanted.items():
        heads = dict.fromkeys(known[key][0] for one in found if (key := _key(one)) in known)
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
        relink([number])
    return changed


def _same_authors(record: Record, it: Description) -> bool:
    return bool(set(fold(str(record.authors)).split()) & set(fold(it.authors).split()))
