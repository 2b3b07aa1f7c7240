"""Persons of records: known again by any of their names, with what they did for each edition."""

from collections.abc import Iterable, Sequence

from core import bulk, journal
from core.database import insert_many, locked, transaction
from core.models import Staff
from plugins.catalogue.errors import NoName, PersonTwice, SamePerson
from plugins.catalogue.models import Person, PersonName, Record, RecordPerson, name_key
from plugins.catalogue.services import names
from plugins.catalogue.services.search.linking import relink, relink_one

#: Values in one statement, well below what SQLite refuses.
_CHUNK = 500

#: What the column of authors holds.
_LONGEST = 500


def find(name: str) -> Person | None:
    """Return the person known under this name, in any spelling that is kept; None if nobody is."""
    known = _known(names.ways(name))
    return next((known[way] for way in names.ways(name) if way in known), None)


def find_or_make(name: str) -> Person:
    """Return the person of this name, made if nobody is known by it. Inside a transaction."""
    found = find(name)
    if found is None:
        if not name_key(name):
            raise NoName()
        found = Person(name=names.authority_name(name)[:200])
        found.save(force_insert=True)
    return found


def of_record(record: Record) -> list[RecordPerson]:
    """Return the record's persons with their parts, in the order of the title page."""
    return list(
        RecordPerson.select(RecordPerson, Person)
        .join(Person)
        .where(RecordPerson.record == record)
        .order_by(RecordPerson.position, RecordPerson.id)
    )


def of_records(ids: Sequence[int]) -> dict[int, list[RecordPerson]]:
    """Return the persons of many records by the record's id, in a query for each 500."""
    found: dict[int, list[RecordPerson]] = {}
    for start in range(0, len(ids), _CHUNK):
        rows = (
            RecordPerson.select(RecordPerson, Person)
            .join(Person)
            .where(RecordPerson.record.in_(list(ids[start : start + _CHUNK])))
            .order_by(RecordPerson.position, RecordPerson.id)
        )
        for one in rows:
            found.setdefault(int(one.record_id), []).append(one)
    return found


def link_authors(record: Record) -> None:
    """Make the record's authors those that its text names, known persons or new ones.

    Editors, translators and others stay. Call it inside `transaction`.
    """
    wanted = [find_or_make(name) for name in names.split(str(record.authors))]
    rows = [one for one in of_record(record) if one.role == "author"]
    for one in rows:
        if one.person not in wanted:
            one.delete_instance()
    kept = {int(one.person_id): one for one in rows if one.person in wanted}
    for place, person in enumerate(dict.fromkeys(wanted)):
        row = kept.get(int(person.id))
        if row is None:
            RecordPerson.create(record=record, person=person, role="author", position=place)
        elif row.position != place:
            row.position = place
            row.save(only=[RecordPerson.position])
    relink_one(record)


def link_many(ids: Iterable[int] | None = None) -> int:
    """Link the authors of records that have no persons yet; return how many records it was.

    ``None`` means all records. For lists that come in at once: few queries, whatever their
    length. Call it inside `transaction`.
    """
    linked = RecordPerson.select(RecordPerson.record)
    query = Record.select(Record.id, Record.authors).where(
        Record.authors != "", Record.id.not_in(linked)
    )
    rows: list[tuple[int, str]] = []
    if ids is None:
        rows = list(query.order_by(Record.id).tuples())
    else:
        asked = sorted(ids)
        for start in range(0, len(asked), _CHUNK):
            chunk = asked[start : start + _CHUNK]
            # Not +=: peewee would make an expression of it.
            rows.extend(query.where(Record.id.in_(chunk)).order_by(Record.id).tuples())
    by_record = [(number, names.split(str(authors))) for number, authors in rows]
    people = _make_missing([name for _number, found in by_record for name in found])
    links: list[dict[str, object]] = []
    for number, found in by_record:
        persons = dict.fromkeys(people[names.ways(name)[0]] for name in found)
        links += [
            {"record": number, "person": person, "role": "author", "position": place}
            for place, person in enumerate(persons)
        ]
    insert_many(RecordPerson, links)
    relink(number for number, _found in by_record)
    return len(by_record)


def waiting() -> int:
    """Return how many records have authors that are not linked to persons yet."""
    linked = RecordPerson.select(RecordPerson.record)
    return int(Record.select().where(Record.authors != "", Record.id.not_in(linked)).count())


def link_all(*, by: Staff | None) -> int:
    """Link the authors of every record that has none linked, and return how many records."""
    with transaction():
        count = link_many()
        journal.record("catalogue.people_linked", by=by, about="persons", records=count)
    return count


def add(record: Record, name: str, role: str, *, by: Staff | None) -> RecordPerson:
    """Give the record a person with a part, after those it has; PersonTwice if it has it."""
    with transaction():
        person = find_or_make(name)
        rows = of_record(record)
        if any(one.person == person and one.role == role for one in rows):
            raise PersonTwice(name=person.words)
        last = max((int(one.position) for one in rows), default=-1)
        row = RecordPerson.create(record=record, person=person, role=role, position=last + 1)
        _say_authors(record)
        journal.record(
            "catalogue.person_added",
            by=by,
            about=f"record {record.id}",
            name=person.name,
            role=role,
        )
    return row


def remove(record: Record, number: int, *, by: Staff | None) -> None:
    """Take a person's part away from the record; the person stays in the list."""
    with transaction():
        row = _row(record, number)
        if row is None:
            return
        row.delete_instance()
        _say_authors(record)
        journal.record(
            "catalogue.person_removed",
            by=by,
            about=f"record {record.id}",
            name=row.person.name,
            role=row.role,
        )


def change_role(record: Record, number: int, role: str, *, by: Staff | None) -> None:
    """Give a person of the record another part."""
    with transaction():
        row = _row(record, number)
        if row is None or row.role == role:
            return
        if any(one.person == row.person and one.role == role for one in of_record(record)):
            raise PersonTwice(name=row.person.words)
        row.role = role
        row.save(only=[RecordPerson.role])
        _say_authors(record)
        journal.record(
            "catalogue.person_changed",
            by=by,
            about=f"record {record.id}",
            name=row.person.name,
            role=role,
        )


def put_first(record: Record, number: int, *, by: Staff | None) -> None:
    """Let a person stand before the others of the record."""
    with transaction():
        rows = of_record(record)
        rows.sort(key=lambda one: int(one.id) != number)
        for place, one in enumerate(rows):
            if one.position != place:
                one.position = place
                one.save(only=[RecordPerson.position])
        _say_authors(record)
        journal.record("catalogue.person_changed", by=by, about=f"record {record.id}")


def names_of(person: Person) -> list[PersonName]:
    """Return the person's other names."""
    return list(PersonName.select().where(PersonName.person == person).order_by(PersonName.id))


def correct(
    person: Person,
    values: dict[str, str],
    others: Sequence[tuple[str, str]] | None = None,
    *,
    by: Staff | None,
) -> Person:
    """Keep changed values of a person, and ``others``: pairs of another name and its kind.

    The authors' line of the person's records follows a changed name.
    """
    if "name" in values and not name_key(values["name"]):
        raise NoName()
    with transaction():
        before = person.words
        for name in ("name", "dates", "author_mark", "note"):
            if name in values:
                setattr(person, name, " ".join(values[name].split()))
        if others is not None:
            _keep_names(person, others)
        person.save()
        if person.words != before:
            _say_authors_of(person)
        elif others is not None:
            relink(number for (number,) in person.records.select(RecordPerson.record).tuples())
        journal.record("catalogue.person_corrected", by=by, about=f"person {person.id}")
    return person


def enter(
    values: dict[str, str], others: Sequence[tuple[str, str]] = (), *, by: Staff | None
) -> Person:
    """Keep a new person and return it."""
    if not name_key(values.get("name", "")):
        raise NoName()
    with transaction():
        person = Person(name=names.authority_name(values["name"])[:200])
        person.save(force_insert=True)
        journal.record("catalogue.person_entered", by=by, about=f"person {person.id}")
        return correct(person, {**values, "name": person.name}, others, by=by)


def near(person: Person, most: int = 10) -> list[Person]:
    """Return persons who may be the same one: a surname alike, and first names that agree."""
    first = str(person.folded).split(" ")[0]
    alike = (
        Person.select()
        .where(Person.folded.startswith(first), Person.id != person.id)
        .order_by(Person.sort_key)
        .limit(200)
    )
    return [one for one in alike if names.may_be_one(str(person.folded), str(one.folded))][:most]


def merge(kept: Person, gone: Person, *, by: Staff | None) -> int:
    """Make two persons one and return how many records moved; the other name becomes a variant."""
    if kept == gone:
        raise SamePerson()
    with transaction():
        list(locked(Person.select().where(Person.id.in_([kept.id, gone.id]))))
        theirs = {(one.record_id, one.role) for one in kept.records}
        moved = 0
        for row in list(gone.records):
            moved += 1
            if (row.record_id, row.role) in theirs:
                row.delete_instance()
            else:
                row.person = kept
                row.save(only=[RecordPerson.person])
        others = [(str(one.name), str(one.kind)) for one in names_of(kept)]
        others += [(str(gone.name), "variant")]
        others += [(str(one.name), str(one.kind)) for one in names_of(gone)]
        for name in ("dates", "author_mark", "note"):
            setattr(kept, name, getattr(kept, name) or getattr(gone, name))
        PersonName.delete().where(PersonName.person == gone).execute()
        gone.delete_instance()
        _keep_names(kept, others)
        kept.save()
        _say_authors_of(kept)
        journal.record(
            "catalogue.people_merged",
            by=by,
            about=f"person {kept.id}",
            gone=gone.id,
            name=gone.name,
            records=moved,
        )
    return moved


def kind_of(name: str) -> str:
    """Return what kind of another name this is: in Latin letters, or a variant."""
    letters = [one for one in name if one.isalpha()]
    return "transliteration" if letters and all(one.isascii() for one in letters) else "variant"


def _keep_names(person: Person, others: Sequence[tuple[str, str]]) -> None:
    PersonName.delete().where(PersonName.person == person).execute()
    own = name_key(str(person.name))
    fresh: dict[str, tuple[str, str]] = {}
    for name, kind in others:
        name = " ".join(name.split())[:200]
        if name_key(name) not in ("", own):
            fresh.setdefault(name_key(name), (name, kind or kind_of(name)))
    for name, kind in fresh.values():
        PersonName.create(person=person, name=name, kind=kind)
    person.other_names = "; ".join(name for name, _kind in fresh.values())


def _row(record: Record, number: int) -> RecordPerson | None:
    return next((one for one in of_record(record) if one.id == number), None)


def _say_authors(record: Record) -> None:
    """Write the record's line of authors anew from its persons; others move with nothing said."""
    words = "; ".join(one.person.words for one in of_record(record) if one.role == "author")
    record.authors = words[:_LONGEST]
    record.save(only=[Record.authors])
    relink_one(record)


def _say_authors_of(person: Person) -> None:
    records = Record.select().join(RecordPerson).where(RecordPerson.person == person).distinct()
    for record in list(records):
        _say_authors(record)


def _known(keys: Iterable[str]) -> dict[str, Person]:
    """Return the persons known under these folded names, the one entered first for each."""
    wanted = list(dict.fromkeys(keys))
    found: dict[str, Person] = {}
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        for one in Person.select().where(Person.folded.in_(chunk)).order_by(Person.id):
            found.setdefault(str(one.folded), one)
        variants = (
            PersonName.select(PersonName, Person)
            .join(Person)
            .where(PersonName.folded.in_(chunk))
            .order_by(PersonName.id)
        )
        for name in variants:
            found.setdefault(str(name.folded), name.person)
    return found


def _make_missing(found: Sequence[str]) -> dict[str, int]:
    """Return the ids of the persons of these names by `name_key`, made where nobody is known."""
    keys = {names.ways(name)[0]: name for name in found}
    known: dict[str, int] = {}
    for ways in (0, 1):
        # First by the name surname first, then as it was typed.
        asked = {
            names.ways(name)[min(ways, len(names.ways(name)) - 1)]: key
            for key, name in keys.items()
            if key not in known
        }
        known |= {asked[way]: int(one.id) for way, one in _known(asked).items()}
    missing = {key: name for key, name in keys.items() if key not in known}
    ids = bulk.take_ids(Person, len(missing)) if missing else []
    columns = tuple(Person._meta.fields)
    rows = []
    for number, (key, name) in zip(ids, missing.items(), strict=True):
        person = Person(id=number, name=names.authority_name(name)[:200])
        person.derive()
        rows.append(tuple(person.__data__.get(column) for column in columns))
        known[key] = number
    bulk.insert_rows(Person, columns, rows, ids_taken=True)
    return known
