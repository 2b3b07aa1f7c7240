"""The tables of the catalogue; callers import them from here."""

from plugins.catalogue.models.doubles import KnownApart
from plugins.catalogue.models.history import CardPrint, RecordTombstone
from plugins.catalogue.models.marks import MarkRow
from plugins.catalogue.models.people import (
    NAME_KINDS,
    PEOPLE,
    ROLES,
    Person,
    PersonName,
    RecordPerson,
    name_key,
)
from plugins.catalogue.models.records import AUDIENCES, KINDS, LANGUAGES, SEARCH, Record
from plugins.catalogue.models.shelves import Shelf
from plugins.catalogue.models.subjects import (
    HEADING_KINDS,
    SCHEMES,
    ClassIndex,
    Heading,
    RecordHeading,
    class_sort_key,
)

__all__ = [
    "AUDIENCES",
    "HEADING_KINDS",
    "KINDS",
    "LANGUAGES",
    "NAME_KINDS",
    "PEOPLE",
    "ROLES",
    "SCHEMES",
    "SEARCH",
    "CardPrint",
    "ClassIndex",
    "Heading",
    "KnownApart",
    "MarkRow",
    "Person",
    "PersonName",
    "Record",
    "RecordHeading",
    "RecordPerson",
    "RecordTombstone",
    "Shelf",
    "class_sort_key",
    "name_key",
]
