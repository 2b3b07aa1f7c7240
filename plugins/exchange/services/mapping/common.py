"""What both dialects of MARC say in the same way, under tags and codes of their own.

Each maker returns what turns our columns into the fields of one group.
"""

from collections.abc import Callable, Mapping

from plugins.exchange.services.mapping import codes, own
from plugins.exchange.services.mapping.description import (
    Description,
    Subject,
    bare,
    joined,
    remembered,
    text_of,
)
from plugins.exchange.services.marc.fields import Field, Marc, Subfields, subfields

#: What parts a heading from its subdivisions.
DASH = " – "

Maker = Callable[[Description], list[Field]]

#: Each group: the columns that it has, the tags it owns, and what makes its fields.
Group = tuple[tuple[str, ...], tuple[str, ...], Maker]


def first(marc: Marc, tag: str) -> Field:
    """Return the first field of the tag; an empty one if there is none."""
    found = marc.by_tag.get(tag)
    return found[0] if found else Field(tag)


@remembered
def series_of(field: Field, names: str) -> str:
    """Return the title of a series, made of the subfields ``names``, and the number in it."""
    title = joined([bare(value) for value in field.all(names)], ". ")
    return joined([title, joined([bare(value) for value in field.all("v")], ", ")], " ; ")


@remembered
def index_of(field: Field) -> str:
    """Return the index of a classification that a field has."""
    return text_of(field.first("a"))


def is_called_bbk(field: Field) -> bool:
    """Return whether an index is one of ББК: told so in $2, or told nothing."""
    scheme = field.first("2").casefold()
    return not scheme or "bbk" in scheme or "ббк" in scheme or "lbc" in scheme


def value(tag: str, column: str, indicators: str = "  ", more: Subfields = ()) -> Maker:
    """Return what makes a field of one column; ``more`` follows its $a."""

    def make(it: Description) -> list[Field]:
        text = getattr(it, column)
        return [Field(tag, indicators, (("a", text), *more))] if text else []

    return make


def lines(tag: str, column: str) -> Maker:
    """Return what makes a field of each line of a column."""

    def make(it: Description) -> list[Field]:
        text: str = getattr(it, column)
        return [Field(tag, "  ", (("a", one),)) for one in text.split("\n") if one.strip()]

    return make


def isbns(tag: str) -> Maker:
    """Return what makes a field of each ISBN."""

    def make(it: Description) -> list[Field]:
        found = (it.isbn, *it.other_isbns.split())
        return [Field(tag, "  ", (("a", one),)) for one in found if one]

    return make


def issn(tag: str) -> Maker:
    """Return what makes the field of the ISSN, written with its hyphen."""

    def make(it: Description) -> list[Field]:
        return [Field(tag, "  ", (("a", f"{it.issn[:4]}-{it.issn[4:]}"),))] if it.issn else []

    return make


def languages(tag: str) -> Maker:
    """Return what makes the field of the languages, a $a each."""

    def make(it: Description) -> list[Field]:
        found = codes.language_codes(it.language, it.other_languages)
        return [Field(tag, "0 ", tuple(("a", one) for one in found))]

    return make


def published(tag: str, names: str) -> Maker:
    """Return what makes the field of the imprint; ``names``: codes of city, publisher, year."""
    city, publisher, year = tuple(names)

    def make(it: Description) -> list[Field]:
        pairs = subfields((city, it.city), (publisher, it.publisher), (year, it.year))
        return [Field(tag, "  ", pairs)] if pairs else []

    return make


def physical(tag: str) -> Maker:
    """Return what makes the field of the extent; of the pages alone where nothing else is known."""

    def make(it: Description) -> list[Field]:
        text = it.extent or (f"{it.pages} с." if it.pages else "")
        return [Field(tag, "  ", (("a", text),))] if text else []

    return make


def links(code: str) -> Maker:
    """Return what makes a 856 of each line of links; ``code`` holds the words behind an address."""

    def make(it: Description) -> list[Field]:
        found = []
        for line in it.links.split("\n"):
            address, _blank, words = line.strip().partition(" ")
            if address:
                found.append(Field("856", "4 ", subfields(("u", address), (code, words))))
        return found

    return make


def headings(
    subjects: tuple[Subject, ...], tags: Mapping[str, str], of_person: str, of_other: str
) -> list[Field]:
    """Return a field of each heading; indicators are those of a person and of anything else."""
    found = []
    for name, kind in subjects:
        head, *parts = name.split(DASH)
        is_person = kind == "person"
        mark = (("2", own.MARK),) if is_person else ()
        pairs = (("a", head), *[("x", one) for one in parts], *mark)
        found.append(Field(tags[kind], of_person if is_person else of_other, pairs))
    return found
