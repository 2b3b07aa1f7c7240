"""A MARC record as the program holds it: a leader and fields, in the order in which they came."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

UNIMARC, MARC21 = "unimarc", "marc21"
DIALECTS = (UNIMARC, MARC21)

#: What parts the pieces of a record: ends a record, ends a field, begins a subfield.
END_OF_RECORD, END_OF_FIELD, DELIMITER = "\x1d", "\x1e", "\x1f"

Subfields = tuple[tuple[str, str], ...]


class Field(NamedTuple):
    """A field: ``data`` if it is a plain one such as 001, else two indicators and subfields."""

    tag: str
    indicators: str = ""
    subfields: Subfields = ()
    data: str = ""

    def first(self, codes: str) -> str:
        """Return the first value that is not empty of a subfield of ``codes``, as it is written."""
        for code, value in self.subfields:
            if code in codes and value:
                return value
        return ""

    def all(self, codes: str) -> list[str]:
        """Return the values that are not empty of the subfields of ``codes``, in their order."""
        return [value for code, value in self.subfields if code in codes and value]


class Marc:
    """A record. ``dialect`` is what its fields mean: UNIMARC (RUSMARC is one) or MARC 21."""

    __slots__ = ("_places", "dialect", "fields", "leader")

    def __init__(self, leader: str, fields: list[Field], dialect: str = "") -> None:
        self.leader = leader
        self.fields = fields
        self.dialect = dialect
        self._places: dict[str, list[Field]] | None = None

    @property
    def by_tag(self) -> dict[str, list[Field]]:
        """Return the fields by tag; made once, so the fields are not to be changed after."""
        if self._places is None:
            places: dict[str, list[Field]] = {}
            for one in self.fields:
                places.setdefault(one.tag, []).append(one)
            self._places = places
        return self._places

    def get(self, *tags: str) -> Iterator[Field]:
        """Return the fields of ``tags``, tag by tag."""
        for tag in tags:
            yield from self.by_tag.get(tag, ())

    def first(self, tag: str, codes: str) -> str:
        """Return the first value of those subfields of the first fields of that tag."""
        for one in self.by_tag.get(tag, ()):
            if value := one.first(codes):
                return value
        return ""

    def plain(self, tag: str) -> str:
        """Return the data of a plain field; nothing if there is none."""
        found = self.by_tag.get(tag)
        return found[0].data if found else ""

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Marc) and self.leader == other.leader and self.fields == other.fields
        )

    __hash__ = None  # type: ignore[assignment]


def subfields(*pairs: tuple[str, object]) -> Subfields:
    """Return those of the pairs of code and value that have a value."""
    return tuple((code, str(value)) for code, value in pairs if value not in (None, ""))


def pack(marc: Marc) -> str:
    """Return the record as a text to be kept in a column; `unpack` reads it.

    It is JSON: the format, the leader, and each field as ISO 2709 has it behind its tag.
    """
    fields = [
        tag + indicators + "".join([f"\x1f{code}{value}" for code, value in pairs])
        if pairs
        else f"{tag}\x1f\x1f{data}"
        for tag, indicators, pairs, data in marc.fields
    ]
    kept = {"format": marc.dialect, "leader": marc.leader, "fields": fields}
    return json.dumps(kept, ensure_ascii=False)


def unpack(text: str) -> Marc | None:
    """Return the record that `pack` made a text of; None if it is none."""
    try:
        kept = json.loads(text) if text else None
        if not kept:
            return None
        return Marc(kept["leader"], [_unpacked(one) for one in kept["fields"]], kept["format"])
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _unpacked(text: str) -> Field:
    head, *parts = text.split(DELIMITER)
    if len(parts) >= 2 and not parts[0]:
        return Field(head[:3], "", (), DELIMITER.join(parts[1:]))
    return Field(head[:3], head[3:], tuple([(one[0], one[1:]) for one in parts]))


def sorted_fields(fields: Iterable[Field]) -> list[Field]:
    """Return the fields by tag; those of one tag stay in their order."""
    return sorted(fields, key=lambda one: one.tag)
