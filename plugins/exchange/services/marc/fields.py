"""A MARC record as the program holds it: a leader and fields, in the order in which they came."""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

UNIMARC, MARC21 = "unimarc", "marc21"
DIALECTS = (UNIMARC, MARC21)

#: What parts the pieces of a record: ends a record, ends a field, begins a subfield.
END_OF_RECORD, END_OF_FIELD, DELIMITER = "\x1d", "\x1e", "\x1f"

Subfields = tuple[tuple[str, str], ...]


class _Written(NamedTuple):
    tag: str
    text: str


class Field(_Written):
    """A field: ``data`` if it is a plain one such as 001, else two indicators and subfields.

    Nearly all that comes is only looked at and kept, so a field is its ``text`` as ISO 2709 has
    it: two indicators and, each behind a delimiter, code and value of the subfields, of which none
    is without a code; or the data alone. It is taken apart for whoever asks.
    """

    __slots__ = ()

    def __new__(
        cls, tag: str, indicators: str = "", subfields: Subfields = (), data: str = ""
    ) -> "Field":
        """Return the field made of these parts."""
        if subfields:
            data = indicators + "".join([f"\x1f{code}{value}" for code, value in subfields])
        return cls._make((tag, data))

    @property
    def indicators(self) -> str:
        """Return the two indicators; nothing of a plain field."""
        return self.text[:2] if DELIMITER in self.text else ""

    @property
    def subfields(self) -> Subfields:
        """Return code and value of each subfield; none of a plain field."""
        return tuple([(part[0], part[1:]) for part in self.text.split(DELIMITER)[1:]])

    @property
    def data(self) -> str:
        """Return what a plain field says; nothing of one that has subfields."""
        return "" if DELIMITER in self.text else self.text

    def first(self, codes: str) -> str:
        """Return the first value that is not empty of a subfield of ``codes``, as it is written."""
        for part in self.text.split(DELIMITER)[1:]:
            if part[0] in codes and len(part) > 1:
                return part[1:]
        return ""

    def all(self, codes: str) -> list[str]:
        """Return the values that are not empty of the subfields of ``codes``, in their order."""
        parts = self.text.split(DELIMITER)
        return [part[1:] for part in parts[1:] if part[0] in codes and len(part) > 1]


#: Makes a field of its tag and its text, as they are: ``written(("001", "RU-7"))``.
written: Callable[[tuple[str, str]], Field] = partial(tuple.__new__, Field)


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
                if (there := places.get(one[0])) is None:
                    places[one[0]] = [one]
                else:
                    there.append(one)
            self._places = places
        return self._places

    def get(self, tag: str, *more: str) -> Sequence[Field]:
        """Return the fields of the tags, tag by tag."""
        found: Sequence[Field] = self.by_tag.get(tag, ())
        for one in more:
            if others := self.by_tag.get(one):
                found = [*found, *others]
        return found

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

    It is the dialect, the leader, and each field behind its tag, parted as ISO 2709 parts fields.
    """
    fields = [tag + text for tag, text in marc.fields]
    return END_OF_FIELD.join([marc.dialect, marc.leader, *fields])


def unpack(text: str) -> Marc | None:
    """Return the record that `pack` made a text of; None if it is none."""
    if text.startswith("{"):
        return _unpacked_json(text)
    dialect, *rest = text.split(END_OF_FIELD)
    if dialect not in DIALECTS or not rest:
        return None
    return Marc(rest[0], [written((one[:3], one[3:])) for one in rest[1:]], dialect)


def _unpacked_json(text: str) -> Marc | None:
    """Return the record of a text as `pack` made it before 2026-11-28."""
    try:
        kept = json.loads(text)
        pairs = [(one[:3], one[3:].removeprefix("\x1f\x1f")) for one in kept["fields"]]
        return Marc(kept["leader"], list(map(written, pairs)), kept["format"])
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def sorted_fields(fields: Iterable[Field]) -> list[Field]:
    """Return the fields by tag; those of one tag stay in their order."""
    return sorted(fields, key=lambda one: one.tag)
