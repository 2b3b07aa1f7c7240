"""What records are also found by: all the names of their persons, and their headings."""

from collections import defaultdict
from collections.abc import Iterable

from core.alphabet import fold
from core.database import transaction
from plugins.catalogue.models import Heading, Person, Record, RecordHeading, RecordPerson

_BATCH = 500


def relink(record_ids: Iterable[int]) -> int:
    """Write anew by which names and headings the records are found; return how many changed.

    Whoever gives a record persons or headings, or one of these another name, calls this.
    """
    wanted = sorted(set(record_ids))
    changed = 0
    with transaction():
        for start in range(0, len(wanted), _BATCH):
            changed += _relink(wanted[start : start + _BATCH])
    return changed


def relink_one(record: Record) -> None:
    """Write anew what ``record`` is found by, in the row and in the object."""
    relink([int(record.id)])
    kept = Record.select(Record.person_names, Record.heading_names).where(Record.id == record.id)
    for names, headings in kept.tuples():
        # Not dirty: the row has them already.
        record.__data__["person_names"], record.__data__["heading_names"] = names, headings


def _relink(numbers: list[int]) -> int:
    names: dict[int, list[str]] = defaultdict(list)
    persons = (
        RecordPerson.select(RecordPerson.record_id, Person.name, Person.other_names)
        .join(Person)
        .where(RecordPerson.record.in_(numbers))
        .order_by(RecordPerson.position, RecordPerson.id)
        .tuples()
    )
    for number, name, others in persons:
        names[number] += [name, *(one.strip() for one in others.split(";") if one.strip())]
    headings: dict[int, list[str]] = defaultdict(list)
    rows = (
        RecordHeading.select(RecordHeading.record_id, Heading.name)
        .join(Heading)
        .where(RecordHeading.record.in_(numbers))
        .order_by(RecordHeading.position, RecordHeading.id)
        .tuples()
    )
    for number, name in rows:
        headings[number].append(name)
    rows = Record.select(
        Record.id,
        Record.authors,
        Record.responsibility,
        Record.person_names,
        Record.heading_names,
    ).where(Record.id.in_(numbers))
    fresh = {}
    for number, authors, responsibility, *kept in rows.tuples():
        said = set(fold(f"{authors} {responsibility}").split())
        # Names that the record has on its title page anyway are not said twice.
        others = [one for one in names[number] if not said.issuperset(fold(one).split())]
        found = ["; ".join(dict.fromkeys(others)), "; ".join(headings[number])]
        if found != kept:
            fresh[number] = found
    for record in Record.select().where(Record.id.in_(list(fresh))):
        record.person_names, record.heading_names = fresh[record.id]
        record.save(only=[Record.person_names, Record.heading_names])
    return len(fresh)
