"""Two records of one edition made one: nothing that points at them is lost.

Copies, lines of deliveries, sets of textbooks: whatever table of whatever section has a key to a
record moves along, in one transaction. Loans point at copies and stay where they are.
"""

import json
from dataclasses import dataclass
from typing import Any

from peewee import Field, ForeignKeyField, Index

from core import journal
from core.database import BaseModel, locked, transaction
from core.models import Staff
from core.sections import gather, hook
from plugins.catalogue.errors import RecordMerged, SameRecord
from plugins.catalogue.models import (
    KnownApart,
    Record,
    RecordHeading,
    RecordPerson,
    RecordTombstone,
)
from plugins.catalogue.services import headings, people
from plugins.catalogue.services.search.linking import relink_one

#: Tables that describe the record itself: they are joined, not moved.
_OWN = (RecordPerson, RecordHeading, KnownApart)

#: What is never taken over from the record that goes.
_KEPT = (
    *("id", "sort_key", "search_text", "person_names", "heading_names"),
    *("updated_at", "created_at", "isbn", "other_isbns"),
)

#: What the column of further ISBNs holds.
_LONGEST_ISBNS = 500


@dataclass(frozen=True)
class Plan:
    """What merging would do, before it is done.

    ``moves`` says how many rows of which table would move, by the table's name; ``filled`` which
    empty columns of ``kept`` would be filled; ``differs`` the columns in which both say something
    else: those of ``kept`` stay.
    """

    kept: Record
    gone: Record
    moves: dict[str, int]
    filled: tuple[str, ...]
    differs: tuple[str, ...]


def plan(kept: Record, gone: Record) -> Plan:
    """Return what `merge` would do; nothing is written."""
    if kept == gone:
        raise SameRecord()
    moves: dict[str, int] = {}
    for model, field in _pointing():
        count = model.select().where(field == gone.id).count()
        if count:
            moves[model._meta.table_name] = moves.get(model._meta.table_name, 0) + count
    columns = [name for name in Record._meta.fields if name not in _KEPT]
    says = {name: (_value(kept, name), _value(gone, name)) for name in columns}
    return Plan(
        kept=kept,
        gone=gone,
        moves=moves,
        filled=tuple(name for name, (mine, its) in says.items() if _is_empty(mine) and its),
        differs=tuple(
            name
            for name, (mine, its) in says.items()
            if not _is_empty(mine) and not _is_empty(its) and mine != its
        ),
    )


def merge(kept: Record, gone: Record, *, by: Staff | None) -> Plan:
    """Let ``kept`` have all that ``gone`` has, remove ``gone``, and return what was done.

    All or nothing. What only ``gone`` says fills what is empty; its other numbers and persons
    are added. A row that would say a second time what is said of ``kept`` already (the same
    edition twice in one set) is left out. The journal keeps the whole of ``gone``.
    """
    with transaction():
        fresh = {
            int(one.id): one
            for one in locked(Record.select().where(Record.id.in_([kept.id, gone.id])))
        }
        if kept != gone and len(fresh) < 2:
            raise RecordMerged()
        kept, gone = fresh[int(kept.id)], fresh[int(gone.id)]
        done = plan(kept, gone)
        whole = {name: _value(gone, name) for name in Record._meta.fields}
        whole["persons"] = [f"{one.person.name} ({one.role})" for one in people.of_record(gone)]
        whole["headings"] = [str(one) for one in headings.of_record(gone)]
        left_out = sum(_move(model, field, kept, gone) for model, field in _pointing())
        _join_persons(kept, gone)
        _join_headings(kept, gone)
        for name in done.filled:
            setattr(kept, name, getattr(gone, name))
        _join_isbns(kept, gone)
        _bury(kept, gone)
        kept.save()
        relink_one(kept)
        journal.record(
            "catalogue.merge",
            by=by,
            about=f"record {kept.id}",
            gone=gone.id,
            moved=done.moves,
            left_out=left_out,
            record=json.dumps(whole, ensure_ascii=False, default=str),
        )
    return done


def _pointing() -> list[tuple[type[BaseModel], ForeignKeyField]]:
    """Return every key of every section that points at a record, but for the catalogue's own."""
    found = []
    for model in gather(hook.register_models()):
        if model in _OWN:
            continue
        for field in model._meta.sorted_fields:
            if isinstance(field, ForeignKeyField) and field.rel_model is Record:
                found.append((model, field))
    return found


def _move(model: type[BaseModel], field: ForeignKeyField, kept: Record, gone: Record) -> int:
    """Let the rows point at ``kept``; return how many would have said the same twice."""
    left_out = 0
    for columns, condition in _unique_with(model, field):
        rows = model.select(model.id, *(one for one in columns if one is not field))
        if condition is not None:
            rows = rows.where(condition)
        there = {tuple(values) for _id, *values in rows.where(field == kept.id).tuples()}
        for number, *values in list(rows.where(field == gone.id).tuples()):
            if tuple(values) in there:
                left_out += 1
                model.delete().where(model.id == number).execute()
    model.update({field: kept.id}).where(field == gone.id).execute()
    return left_out


def _unique_with(model: type[BaseModel], field: ForeignKeyField) -> list[tuple[list[Any], Any]]:
    """Return the columns of each unique index that the key is part of, and its condition."""
    found: list[tuple[list[Any], Any]] = [([field], None)] if field.unique else []
    for index in model._meta.indexes:
        if isinstance(index, Index):
            columns = [one for one in index._expressions if isinstance(one, Field)]
            is_unique, condition = index._unique, index._where
        else:
            named, is_unique = index
            columns, condition = [getattr(model, one) for one in named], None
        if is_unique and any(one is field for one in columns):
            found.append((columns, condition))
    return found


def _join_persons(kept: Record, gone: Record) -> None:
    there = {(one.person_id, one.role) for one in people.of_record(kept)}
    has_authors = any(role == "author" for _person, role in there)
    place = len(there)
    for one in people.of_record(gone):
        # Another spelling of the same authors is no further author.
        if (one.person_id, one.role) in there or (one.role == "author" and has_authors):
            continue
        RecordPerson.create(record=kept, person=one.person, role=one.role, position=place)
        place += 1
    RecordPerson.delete().where(RecordPerson.record == gone).execute()


def _join_headings(kept: Record, gone: Record) -> None:
    both = [str(one) for one in (*headings.of_record(kept), *headings.of_record(gone))]
    headings.give(kept, both)
    RecordHeading.delete().where(RecordHeading.record == gone).execute()


def _join_isbns(kept: Record, gone: Record) -> None:
    found = f"{kept.isbn} {gone.isbn} {kept.other_isbns} {gone.other_isbns}".split()
    each = list(dict.fromkeys(found))
    kept.isbn = each[0] if each else ""
    while len(" ".join(each[1:])) > _LONGEST_ISBNS:
        each.pop()
    kept.other_isbns = " ".join(each[1:])


def _bury(kept: Record, gone: Record) -> None:
    pairs = (KnownApart.first == gone.id) | (KnownApart.second == gone.id)
    KnownApart.delete().where(pairs).execute()
    # A row, not the object: its keys have moved, and the object still remembers them.
    Record.delete().where(Record.id == gone.id).execute()
    RecordTombstone.update(merged_into=kept.id).where(
        RecordTombstone.merged_into == gone.id
    ).execute()
    RecordTombstone.create(record_id=gone.id, merged_into=kept.id)
    kept.created_at = min(kept.created_at, gone.created_at)


def _value(record: Record, name: str) -> Any:
    return record.__data__.get(name)


def _is_empty(value: Any) -> bool:
    return value is None or value == ""
