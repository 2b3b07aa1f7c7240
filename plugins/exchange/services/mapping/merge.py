"""A record of ours as MARC: what came goes out again as it came, except what was changed here."""

from dataclasses import replace
from typing import Any

from core.alphabet import fold
from plugins.exchange.services.mapping import marc21, own, unimarc
from plugins.exchange.services.mapping.description import Description, Name, Subject
from plugins.exchange.services.marc.charsets import cleaned
from plugins.exchange.services.marc.fields import (
    DELIMITER,
    END_OF_FIELD,
    MARC21,
    UNIMARC,
    Field,
    Marc,
    sorted_fields,
)

_OF: dict[str, Any] = {UNIMARC: unimarc, MARC21: marc21}


def read(marc: Marc) -> Description:
    """Return what ``marc`` says, in our columns."""
    found: Description = _OF[marc.dialect].read(marc)
    return found


def write(
    it: Description, dialect: str, *, kept: Marc | None = None, number: str = "", changed: str = ""
) -> Marc:
    """Return ``it`` as a record of ``dialect``.

    ``kept`` is the record that it came as, if it did: in that dialect it goes out field by field
    as it came, and only what our columns say otherwise now is put in its place. ``number`` and
    ``changed`` (``YYYYMMDDhhmmss.f``) are those of a record made here.
    """
    if kept is not None and kept.dialect == dialect:
        return _with_changes(it, kept, changed)
    rules = _OF[dialect]
    fields = rules.coded(it, number, changed)
    for _columns, _tags, make in rules.GROUPS:
        fields += make(it)
    return _completed(it, rules.leader_of(it), sorted_fields(map(_clean, fields)), dialect)


def _clean(field: Field) -> Field:
    if field.subfields:
        pairs = tuple([(code, _clean_value(value)) for code, value in field.subfields])
        return Field(field.tag, field.indicators, pairs)
    return Field(field.tag, data=_clean_value(field.data))


def _clean_value(value: str) -> str:
    """Return the value without what would end it."""
    return cleaned(value).replace(DELIMITER, "").replace(END_OF_FIELD, "")


def _with_changes(it: Description, kept: Marc, changed: str) -> Marc:
    before = read(kept)
    it = _as_spelled(it, before)
    if before == it:
        return kept
    rules = _OF[kept.dialect]
    fields = [one for one in kept.fields if not own.is_own(one)]
    for columns, tags, make in rules.GROUPS:
        if all(getattr(it, column) == getattr(before, column) for column in columns):
            continue
        fields = _replaced(fields, tags, [_clean(one) for one in make(it)], rules)
    fields = [Field("005", data=changed) if one.tag == "005" and changed else one for one in fields]
    return _completed(it, kept.leader, fields, kept.dialect)


def _as_spelled(it: Description, before: Description) -> Description:
    """Return ``it`` with names and headings as the record spells them, if they are the same.

    The list of persons has one spelling for all records; that of a title page is not changed by
    that, nor are dates and titles that only the record has.
    """
    if _folded(it.persons) == _folded(before.persons):
        it = replace(it, persons=before.persons)
    if _levelled(it.headings) == _levelled(before.headings):
        it = replace(it, headings=before.headings)
    return it


def _folded(persons: tuple[Name, ...]) -> list[tuple[str, str]]:
    """Return each once: the list of persons has none twice, and none without a letter."""
    found = [(fold(one.name), one.role) for one in persons]
    return list(dict.fromkeys(one for one in found if one[0]))


def _levelled(headings: tuple[Subject, ...]) -> list[str]:
    return list(dict.fromkeys(words for one in headings if (words := fold(one.name))))


def _replaced(
    fields: list[Field], tags: tuple[str, ...], fresh: list[Field], rules: Any
) -> list[Field]:
    places = [place for place, one in enumerate(fields) if rules.owns(tags, one)]
    left = [one for one in fields if not rules.owns(tags, one)]
    if places:
        at = places[0]
    else:
        first = fresh[0].tag if fresh else "999"
        at = next((place for place, one in enumerate(left) if one.tag > first), len(left))
    return [*left[:at], *fresh, *left[at:]]


def _completed(it: Description, leader: str, fields: list[Field], dialect: str) -> Marc:
    """Return the record with what its fields have no place for in a field of our own."""
    marc = Marc(leader, fields, dialect)
    read_again = read(marc)
    if read_again == it:
        return marc
    extra = own.field_of(it, read_again)
    if extra is None:
        return marc
    at = next((place for place, one in enumerate(fields) if one.tag > own.TAG), len(fields))
    return Marc(leader, [*fields[:at], _clean(extra), *fields[at:]], dialect)
